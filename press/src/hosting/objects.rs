//! The rules for storage of objects, such as S3, which knows neither folders nor
//! index files.

use super::{cache_control, content_type};
use newswire::routes::Base;

/// A line for each object: its key, the file that is in it, its type and for how long
/// it is kept, with tabs between them.
///
/// A page has two keys besides that of its file, which are its address with its slash
/// and without. A folder cannot hold both, but a storage can. The front page of a host
/// is left to its setting for the root, for an empty key names nothing.
pub fn objects(files: &[String], base: &Base) -> String {
    let mut lines = String::new();
    for file in files.iter().filter(|file| is_object(file)) {
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

/// Whether a storage serves a file: neither copies, which it cannot choose from, nor
/// the rules of other hosts.
fn is_object(file: &str) -> bool {
    let is_copy = file.ends_with(".br") || file.ends_with(".gz");
    !is_copy && !["_headers", "_redirects"].contains(&file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_the_keys_of_its_addresses() {
        let files = ["index.html".to_owned(), "about/index.html".to_owned()];
        let keys = |base| {
            let lines = objects(&files, &Base::new(base));
            let keys = lines
                .lines()
                .map(|line| line.split('\t').next().unwrap_or_default());
            keys.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(
            keys("/"),
            ["index.html", "about/index.html", "about/", "about"]
        );
        assert_eq!(
            keys("/gsn/"),
            [
                "gsn/index.html",
                "gsn/",
                "gsn",
                "gsn/about/index.html",
                "gsn/about/",
                "gsn/about"
            ]
        );
    }
}
