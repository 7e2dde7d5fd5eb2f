//! Names shared by Rust, JavaScript and CSS.
//!
//! Each module holds one kind of name. Rust uses the constants. The scripts in `offline/`
//! and `style/` write `contract.events.SHOWN`; the press substitutes the value when it
//! imports Trunk's build, and rejects a script that uses an unknown name.
//! `tests/tests/audits/style.rs` checks the styles against the published pages and these
//! lists.

/// Defines a module of documented names, plus a list of all of them.
macro_rules! names {
    (
        $(#[$about:meta])*
        $module:ident {
            $( $(#[$doc:meta])* $name:ident = $value:literal; )*
        }
    ) => {
        $(#[$about])*
        pub mod $module {
            $( $(#[$doc])* pub const $name: &str = $value; )*

            /// All names: the constant's identifier and its value.
            pub const ALL: &[(&str, &str)] = &[ $( (stringify!($name), $value), )* ];
        }
    };
}

names! {
    /// Element IDs.
    ids {
        /// The element that holds the app.
        APP = "app";
        /// The data block with the data shared by all pages.
        SITE_DATA = "site-data";
        /// The data block with the page's document.
        PAGE_DATA = "page-data";
        /// The search box; target of the first skip link.
        SEARCH = "search";
        /// The main navigation; target of the second skip link.
        MAIN_NAVIGATION = "main-navigation";
        /// The page's content; target of the third skip link.
        MAIN_CONTENT = "main-content";
        /// The footer navigation; target of the last skip link.
        FOOTER_NAVIGATION = "footer-navigation";
        /// The live region that announces new content.
        NEWS = "news";
        /// The list of saved pages.
        SAVED = "saved";
        /// The template for that list's entries.
        SAVED_ENTRY = "saved-entry";
        /// The search program's script element.
        SEARCH_PROGRAM = "search-program";
        /// The element that holds the search results.
        SEARCH_RESULTS = "search-results";
        /// On the search page: what is saved, shown where search may not work.
        SEARCH_SAVED = "search-saved";
    }
}

names! {
    /// Classes that scripts query or set.
    classes {
        /// Works only with the app. Invisible, but takes up space, until the app has
        /// started; removed without scripts.
        NEEDS_APP = "needs-app";
        /// The posts of a live story.
        POSTS = "post-list";
        /// The citation of an article.
        CITATION = "citation";
        /// The buttons that save a page or a list of pages, and their progress.
        SAVING = "saving";
        /// Has been replaced and is about to be removed; never updated or counted.
        LEAVING = "leaving";
        /// A notice to the reader.
        NOTICE = "notice";
        /// A link or button in a notice.
        NOTICE_ACTION = "notice-action";
    }
}

names! {
    /// Custom attributes.
    attributes {
        /// On the root: scripts run. Removed if the app does not start.
        SCRIPTS = "data-scripts";
        /// On the root: the app has started.
        APP = "data-app";
        /// On the root: why the app did not start.
        FAILURE = "data-failure";
        /// On the root: the reader's color scheme, `light` or `dark`.
        SCHEME = "data-scheme";
        /// On the root: the browser has a share sheet.
        CAN_SHARE = "data-can-share";
        /// On the root: pages can be saved.
        CAN_SAVE = "data-can-save";
        /// On the root: pages cannot be saved.
        CANNOT_SAVE = "data-cannot-save";
        /// On the element that announces new posts: the URL of the file that lists the posts
        /// of the story.
        LIVE = "data-live";
        /// On the element with the page's running text.
        BODY = "data-body";
        /// On filterable items: the [keys](crate::fold) they match.
        NAMES = "data-names";
        /// On table cells: the sort key, if it is not the cell's text.
        KEY = "data-key";
        /// On the search program's script: the URL of the search data.
        SEARCH_SITE = "data-site";
        /// On the search program's script: it could not be loaded or did not start.
        SEARCH_FAILED = "data-failed";
        /// On the search program's script: the program has started.
        SEARCH_READY = "data-ready";
        /// On the save buttons: the page's path below the base.
        PATH = "data-path";
        /// On the save buttons: the page's title, if it is not its heading.
        TITLE = "data-title";
        /// On the save buttons: the URL of the list of files saved with the page.
        LIST = "data-list";
        /// On the save buttons: the URLs of the page's pictures, if they are not in the
        /// document.
        FILES = "data-files";
        /// On a save button: what it says while the page is not saved.
        LABEL = "data-label";
        /// On the save buttons: the page is being saved.
        BUSY = "data-busy";
    }
}

names! {
    /// The `name`s of controls, used by the app and the scripts.
    controls {
        /// A button that copies a link to the page or to the selected passage.
        COPY_LINK = "copy-link";
        /// A button that copies the adjacent citation and the page's URL.
        COPY_CITATION = "copy-citation";
        /// A button that opens the browser's share sheet.
        SHARE = "share";
        /// A field that filters a list. Also its ID.
        FILTER = "filter";
        /// A button in a table header that sorts by its column.
        SORT = "sort";
        /// The color scheme: `light`, `dark` or empty. Also the control's ID and its
        /// storage key.
        SCHEME = "scheme";
        /// Whether a single key moves focus to the search box. Also its storage key.
        SEARCH_SHORTCUT = "search-shortcut";
        /// The button that shows the new posts of a live story.
        SHOW_POSTS = "show-posts";
        /// The button that saves a page or cancels saving.
        SAVE = "save";
        /// The button that removes a saved page.
        FORGET = "forget";
    }
}

names! {
    /// Custom events.
    events {
        /// On the document: a page has been shown, or the search page's address has
        /// changed.
        SHOWN = "newswire:shown";
        /// On the search program's script: the program has started. If it cannot start,
        /// it fires `error`, like a script that fails to load.
        SEARCH_STARTED = "newswire:started";
        /// On the window: new content has been published.
        PUBLISHED = "newswire:published";
    }
}

names! {
    /// File names in the site's root or a page's folder.
    files {
        /// Next to a page's HTML: its document.
        DOCUMENT = "index.json";
        /// Next to a page: the list of files saved with it.
        SAVED_LIST = "offline.json";
        /// Below the base: the saved pages, which the service worker sends to search.
        SAVED_PAGES = "saved/pages";
        /// Next to the page of a live story: the list of its posts.
        POSTS = "posts.json";
        /// In the root: the service worker.
        WORKER = "sw.js";
        /// In the root: a [`Publication`](crate::Publication).
        PUBLICATION = "publication.json";
        /// In the root: the web app manifest (Web App Manifest, W3C).
        MANIFEST = "manifest.webmanifest";
    }
}

names! {
    /// What the service worker needs to know about the search index: fields of
    /// `search::index::Site`, file name prefixes, and a section.
    search {
        /// The folder with the whole index.
        FOLDER = "search/";
        /// The prefix of the `Site` file's name.
        SITE_PREFIX = "site-";
        /// The prefix of the search program's folder name.
        ENGINE_PREFIX = "engine-";
        /// The field with the manifest of the index.
        INDEX = "index";
        /// Its field with the segments.
        SEGMENTS = "segments";
        /// The field with a segment's folder.
        SEGMENT_FOLDER = "folder";
        /// The section of country profiles, listed with those of articles.
        PROFILES = "country-profiles";
    }
}

/// The value of `contract.MODULE.NAME` in a script.
pub fn value(module: &str, name: &str) -> Option<&'static str> {
    let names = match module {
        "ids" => ids::ALL,
        "classes" => classes::ALL,
        "attributes" => attributes::ALL,
        "controls" => controls::ALL,
        "events" => events::ALL,
        "files" => files::ALL,
        "search" => search::ALL,
        _ => return None,
    };
    let found = names.iter().find(|(constant, _)| *constant == name);
    found.map(|(_, value)| *value)
}

/// Fails the build if a template spells a name otherwise than this list does. Templates
/// cannot use constants as the names of attributes:
///
/// ```
/// # use model::contract::{self, attributes};
/// const _: () = contract::spelled(attributes::PATH, "data-path");
/// ```
pub const fn spelled(name: &str, in_template: &str) {
    let (name, in_template) = (name.as_bytes(), in_template.as_bytes());
    assert!(name.len() == in_template.len(), "not the contract's name");
    let mut at = 0;
    while at < name.len() {
        assert!(name[at] == in_template[at], "not the contract's name");
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn a_name_is_known_by_its_module_and_constant() {
        assert_eq!(value("events", "SHOWN"), Some("newswire:shown"));
        assert_eq!(value("events", "WORKER"), None);
        assert_eq!(value("no-module", "SHOWN"), None);
    }
}
