//! Third-party license notices: every site includes parts of others' works.

/// The text of the notices, written by `cargo xtask notices`.
pub const TEXT: &str = include_str!("../../../third-party-notices.txt");
