//! Media types of files.

/// Media types by file extension, longest first (IANA, "Media Types"), for files that
/// hosts may not know or serve without a character set.
pub(crate) const TYPES: [(&str, &str); 32] = [
    ("feed.json", "application/feed+json"),
    (".webmanifest", "application/manifest+json"),
    (".aac", "audio/aac"),
    (".atom", "application/atom+xml"),
    (".avif", "image/avif"),
    (".css", "text/css; charset=utf-8"),
    (".flac", "audio/flac"),
    (".gif", "image/gif"),
    (".html", "text/html; charset=utf-8"),
    (".ico", "image/vnd.microsoft.icon"),
    (".jpeg", "image/jpeg"),
    (".jpg", "image/jpeg"),
    (".js", "text/javascript; charset=utf-8"),
    (".json", "application/json"),
    (".m4a", "audio/mp4"),
    (".m4v", "video/mp4"),
    (".md", "text/markdown; charset=utf-8"),
    (".mp3", "audio/mpeg"),
    (".mp4", "video/mp4"),
    (".oga", "audio/ogg"),
    (".ogg", "audio/ogg"),
    (".ogv", "video/ogg"),
    (".opus", "audio/ogg"),
    (".png", "image/png"),
    (".svg", "image/svg+xml"),
    (".txt", "text/plain; charset=utf-8"),
    (".vtt", "text/vtt; charset=utf-8"),
    (".wasm", "application/wasm"),
    (".wav", "audio/wav"),
    (".webm", "video/webm"),
    (".webp", "image/webp"),
    (".xml", "application/xml"),
];

/// The media type of all other files, such as those of the search index.
pub(crate) const OTHER_TYPE: &str = "application/octet-stream";

/// The media type of a file, from its path.
pub fn content_type(path: &str) -> &'static str {
    let known = TYPES.iter().find(|(ending, _)| path.ends_with(ending));
    known.map_or(OTHER_TYPE, |(_, content_type)| content_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_matching_extension_decides() {
        assert_eq!(content_type("gsn/feed.json"), "application/feed+json");
        assert_eq!(content_type("gsn/index.json"), "application/json");
        assert_eq!(content_type("a/w0.bin"), "application/octet-stream");
    }
}
