//! Addresses of other sites.

use ammonia::Url;

/// Whether a text is an absolute web URL.
pub(super) fn is_web_address(text: &str) -> bool {
    let scheme = text.starts_with("https://") || text.starts_with("http://");
    scheme && !text.contains(char::is_whitespace) && Url::parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn only_absolute_urls_are_web_addresses() {
        assert!(is_web_address("https://www.opcw.org/"));
        assert!(is_web_address("http://en.kremlin.ru/acts/news/49284"));
        for text in [
            "www.opcw.org",
            "https:",
            "https://",
            "https:/www.opcw.org",
            "https://www.opcw.org/a b",
            " https://www.opcw.org/",
            "ftp://www.opcw.org/",
            "javascript:alert(1)",
            "//www.opcw.org/",
        ] {
            assert!(!is_web_address(text), "{text}");
        }
    }
}
