//! The list for object storage such as S3, which knows neither folders nor index files.

use super::cache_control;
use crate::media_types::content_type;
use crate::publish::site_writer::original;
use crate::site_paths::{HEADERS, REDIRECTS};
use model::routes::Base;

/// One line per object, separated by tabs: its key, its source file, its media type and
/// its `Cache-Control`.
///
/// `files` are those of the site, in order. A page has two keys besides that of its file:
/// its URL with and without the trailing slash. A folder could not hold both, but a
/// storage bucket can. The front page of a host is left to the bucket's index setting,
/// because an empty key is not possible.
pub fn objects(files: &[String], base: &Base) -> String {
    let mut lines = String::new();
    for file in files {
        if is_for_other_hosts(file, files) {
            continue;
        }
        let key = base.href(file);
        let key = key.trim_start_matches('/');
        let folder = key
            .strip_suffix("index.html")
            .filter(|it| it.ends_with('/'));
        let keys = [
            Some(key),
            folder,
            folder.map(|folder| folder.trim_end_matches('/')),
        ];
        for key in keys.into_iter().flatten() {
            lines += &format!(
                "{key}\t{file}\t{}\t{}\n",
                content_type(file),
                cache_control(file)
            );
        }
    }
    lines
}

/// Whether a file is useless in storage: compressed copies, because there is no content
/// negotiation, and other hosts' configuration.
fn is_for_other_hosts(file: &str, files: &[String]) -> bool {
    let has = |file: &str| {
        files
            .binary_search_by(|other| other.as_str().cmp(file))
            .is_ok()
    };
    original(file).is_some_and(has) || [HEADERS, REDIRECTS].contains(&file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_compressed_copies_of_other_files_are_left_out() {
        let files = ["a.html", "a.html.br", "a.html.gz", "data.gz"].map(str::to_owned);
        let lines = objects(&files, &Base::new("/"));
        let keys = lines
            .lines()
            .map(|line| line.split('\t').next().unwrap_or_default());
        assert_eq!(keys.collect::<Vec<_>>(), ["a.html", "data.gz"]);
    }

    #[test]
    fn a_page_has_a_key_for_each_spelling_of_its_url() {
        let files = ["about/index.html", "index.html"].map(str::to_owned);
        let keys = |base| {
            let lines = objects(&files, &Base::new(base));
            let keys = lines
                .lines()
                .map(|line| line.split('\t').next().unwrap_or_default());
            keys.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(
            keys("/"),
            ["about/index.html", "about/", "about", "index.html"]
        );
        assert_eq!(
            keys("/gsn/"),
            [
                "gsn/about/index.html",
                "gsn/about/",
                "gsn/about",
                "gsn/index.html",
                "gsn/",
                "gsn"
            ]
        );
    }
}
