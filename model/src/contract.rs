//! The names that more than one of Rust, JavaScript and CSS relies on.
//!
//! Each module has the names of one kind. Rust uses the constants. The scripts in
//! `offline/` and `style/` write `contract.events.SHOWN`; the press replaces that by the
//! name when it takes in what Trunk has built, and refuses a script that asks for a name
//! that is not here. What the style relies on is compared with the published pages and
//! with these lists by `tests/tests/audits/style.rs`.

/// Defines a module of names, each with its documentation, and the list of all of them.
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

            /// All of them: what the constant is called, and its value.
            pub const ALL: &[(&str, &str)] = &[ $( (stringify!($name), $value), )* ];
        }
    };
}

names! {
    /// The ids of elements.
    ids {
        /// The element that the app lives in.
        APP = "app";
        /// The data block with what every page shares.
        SITE_DATA = "site-data";
        /// The data block with the document of the page.
        PAGE_DATA = "page-data";
        /// The search box, and the first skip link's target.
        SEARCH = "search";
        /// The main navigation, and the second skip link's target.
        MAIN_NAVIGATION = "main-navigation";
        /// The page's own content, and the third skip link's target.
        MAIN_CONTENT = "main-content";
        /// The navigation at the foot of the page, and the last skip link's target.
        FOOTER_NAVIGATION = "footer-navigation";
        /// The live region in which readers are told of something new.
        NEWS = "news";
        /// The list of what has been saved, on the page that shows it.
        SAVED = "saved";
        /// The template of that list's entries.
        SAVED_ENTRY = "saved-entry";
        /// The element with the script of the search program.
        SEARCH_PROGRAM = "search-program";
        /// The element that search results are shown in, on the page that searches.
        SEARCH_RESULTS = "search-results";
    }
}

names! {
    /// The classes that scripts look for or set.
    classes {
        /// What works with the app alone. It keeps its place and stays out of sight until
        /// the app answers; without scripts it is not there.
        NEEDS_APP = "needs-app";
        /// The citation of an article.
        CITATION = "citation";
        /// The buttons that save one page, or a list of pages, with their progress.
        SAVING = "saving";
        /// What has been replaced and is about to go: it is never updated or counted.
        LEAVING = "leaving";
        /// A notice to the reader.
        NOTICE = "notice";
        /// A link or button in a notice.
        NOTICE_ACTION = "notice-action";
    }
}

names! {
    /// The attributes of our own.
    attributes {
        /// Of the root: scripts run. Gone again where the app does not start.
        SCRIPTS = "data-scripts";
        /// Of the root: the app answers.
        APP = "data-app";
        /// Of the root: why the app did not start.
        FAILURE = "data-failure";
        /// Of the root: the colors that the reader has chosen, `light` or `dark`.
        SCHEME = "data-scheme";
        /// Of the root: the browser has a share sheet.
        CAN_SHARE = "data-can-share";
        /// Of the root: pages can be saved.
        CAN_SAVE = "data-can-save";
        /// Of the root: pages cannot be saved.
        CANNOT_SAVE = "data-cannot-save";
        /// Of the element with the page's running text.
        BODY = "data-body";
        /// Of what can be filtered: what it is found by, as [keys](crate::fold).
        NAMES = "data-names";
        /// Of a cell that a table is sorted by, if not by the cell's text.
        KEY = "data-key";
        /// Of the search program's script: the address of what there is to search.
        SEARCH_SITE = "data-site";
        /// Of the buttons that save: the path of the page below the base.
        PATH = "data-path";
        /// Of these: the title of the page, where that is not its heading.
        TITLE = "data-title";
        /// Of these: the address of the list of what is saved with the page.
        LIST = "data-list";
        /// Of these: the addresses of the page's pictures, where they are not on show.
        FILES = "data-files";
        /// Of these: the page is being saved.
        BUSY = "data-busy";
    }
}

names! {
    /// The `name`s of controls, by which the app and the scripts know them.
    controls {
        /// A button that copies the page's address, or that of the words that the reader
        /// has selected.
        COPY_LINK = "copy-link";
        /// A button that copies the citation beside it, with the page's address.
        COPY_CITATION = "copy-citation";
        /// A button that opens the browser's own share sheet.
        SHARE = "share";
        /// A field that leaves of a list what its text names. Also its id.
        FILTER = "filter";
        /// A button in the head of a table's column, which sorts by that column.
        SORT = "sort";
        /// The choice of the page's colors: `light`, `dark`, or neither. Also its id, and
        /// the name under which it is stored.
        SCHEME = "scheme";
        /// The choice whether a single key leads to the search box. Also the name under
        /// which it is stored.
        SEARCH_SHORTCUT = "search-shortcut";
        /// The button that saves a page, or cancels that.
        SAVE = "save";
        /// The button that removes what has been saved.
        FORGET = "forget";
    }
}

names! {
    /// Events of our own.
    events {
        /// Of the document: a page has come, or the address of the page that searches has
        /// changed.
        SHOWN = "newswire:shown";
        /// Of the search program's script: the program has started. One that cannot start
        /// says so by `error`, as a script that does not come.
        SEARCH_STARTED = "newswire:started";
        /// Of the window: something new has been published.
        PUBLISHED = "newswire:published";
    }
}

names! {
    /// Files, by their names in the folder of the site or of a page.
    files {
        /// Beside a page's HTML: its document.
        DOCUMENT = "index.json";
        /// Beside a page: the list of what is saved with it.
        SAVED_LIST = "offline.json";
        /// In the site's folder: the service worker.
        WORKER = "sw.js";
        /// In the site's folder: a [`Publication`](crate::Publication).
        PUBLICATION = "publication.json";
        /// In the site's folder: the manifest for installing (Web App Manifest, W3C).
        MANIFEST = "manifest.webmanifest";
    }
}

names! {
    /// What the service worker reads of the index of search: fields of
    /// `search::index::Site`, and how names of files begin.
    search {
        /// The folder of the site that all of it is in.
        FOLDER = "search/";
        /// The beginning of the name of the file with the `Site`.
        SITE_PREFIX = "site-";
        /// The beginning of the name of the folder with the search program.
        ENGINE_PREFIX = "engine-";
        /// The field with the parts of the index.
        PARTS = "parts";
        /// In a part, the field with its folder.
        PART_FOLDER = "folder";
        /// The field with the file of all words.
        WORDS = "words";
    }
}

/// The name that a script means by `contract.MODULE.NAME`.
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
