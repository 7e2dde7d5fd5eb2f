//! What the licenses of others ask for: every site ships parts of their works.

/// What stands there, written by `cargo xtask notices`.
pub const TEXT: &str = include_str!("../../../third-party-notices.txt");
