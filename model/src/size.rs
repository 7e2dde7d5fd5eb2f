//! File sizes for display.

/// A number of bytes for display: in tens of kilobytes or tenths of megabytes.
pub fn in_words(bytes: usize) -> String {
    match bytes {
        0..=990_000 => format!("{}\u{a0}kB", bytes.div_ceil(10_000) * 10),
        _ => {
            // Integer arithmetic: floating-point formatting adds too much code to the
            // app.
            let tenths = bytes.div_ceil(100_000);
            format!("{}.{}\u{a0}MB", tenths / 10, tenths % 10)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn sizes_are_rounded_for_display() {
        assert_eq!(in_words(1), "10\u{a0}kB");
        assert_eq!(in_words(123_456), "130\u{a0}kB");
        assert_eq!(in_words(990_000), "990\u{a0}kB");
        assert_eq!(in_words(990_001), "1.0\u{a0}MB");
        assert_eq!(in_words(12_345_678), "12.4\u{a0}MB");
    }
}
