//! No code: features of dependencies that Cargo is to choose the same for `cargo run -p press` as
//! for the tests of the workspace, so that each dependency, and the press itself, is compiled
//! once ([decision 44](../../docs/decisions/0044-one-choice-of-features.md)).
