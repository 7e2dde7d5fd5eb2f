//! Hashes that stand in the names of files and folders, so that what is under such a
//! name never changes.

use sha2::{Digest, Sha256};

/// A hash over some bytes: the first 64 bits of SHA-256, as 16 hexadecimal digits.
pub(crate) fn fingerprint<'a>(contents: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut digest = Sha256::new();
    for bytes in contents {
        // The length keeps `ab` and `c` from being `a` and `bc`.
        digest.update(bytes.len().to_le_bytes());
        digest.update(bytes);
    }
    let digest = digest.finalize();
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
