//! A newsroom in a temporary folder, for the press to publish.

use press::app_build::Style;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;
use walkdir::WalkDir;

/// The real map, because maps are drawn from it.
pub const MAP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../node_modules/world-atlas");

/// A WebAssembly module without contents.
const EMPTY_PROGRAM: &str = "\0asm\u{1}\0\0\0";

/// A drawing without a size.
pub const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

/// A folder with content, an app as built by Trunk, and flags.
pub struct Newsroom {
    folder: TempDir,
}

impl Newsroom {
    /// A newsroom with only the app.
    pub fn without_content() -> Self {
        Self::inside(tempfile::tempdir().expect("a temporary folder"))
    }

    /// The same, in an empty folder.
    pub fn inside(folder: TempDir) -> Self {
        let newsroom = Self { folder };
        let mut links = String::new();
        for sheet in Style::names() {
            links += &format!("<link rel=stylesheet href=/{sheet}-1.css>");
            newsroom.write(&format!("app/{sheet}-1.css"), &format!(".{sheet}{{}}"));
        }
        newsroom.write(
            "app/index.html",
            &format!(
                "<!doctype html><html lang=en><head><template id=press-head></template>{links}\
                 </head><body><div id=app></div></body></html>"
            ),
        );
        newsroom.write("app/newswire-1.js", "export default () => {};");
        newsroom.write("app/newswire-1_bg.wasm", EMPTY_PROGRAM);
        newsroom.write("app/search.js", "export default () => {};");
        newsroom.write("app/search_bg.wasm", EMPTY_PROGRAM);
        newsroom.write("public/logo.svg", DRAWING);
        fs::create_dir_all(newsroom.path("content/articles")).expect("made");
        newsroom.write("app/worker.js", "addEventListener('fetch', () => {});");
        newsroom.write("app/page.js", "addEventListener('click', () => {});");
        newsroom.write("app/live.js", "addEventListener('online', () => {});");
        newsroom.write("app/scheme.js", "document.documentElement;");
        newsroom
    }

    /// A path in the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a text file and creates its parent folders.
    pub fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    /// Writes a binary file and creates its parent folders.
    pub fn write_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    /// The text of a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect(path)
    }

    /// Runs the press in the folder. When publishing, passes the paths of the map, the
    /// app and the flags.
    pub fn press(&self, arguments: &[&str]) -> Output {
        let output = self.command(arguments).output();
        output.expect("the press runs")
    }

    /// A run of the press that has not been started.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut press = Command::new(env!("CARGO_BIN_EXE_press"));
        press.args(arguments);
        if arguments.first() == Some(&"publish") {
            press.args(["--map", MAP, "--app", "app", "--flags", "flags"]);
        }
        press.current_dir(self.folder.path());
        press
    }

    /// Publishes the content as `site`, without compressed copies.
    pub fn publish(&self) -> Output {
        self.press(&["publish", "--out", "site", "--no-compressed"])
    }

    /// Every file of the site, with its contents.
    pub fn site(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = WalkDir::new(self.path("site")).into_iter().flatten();
        files
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                (
                    entry.path().to_owned(),
                    fs::read(entry.path()).expect("read"),
                )
            })
            .collect()
    }
}

/// The press's standard error.
pub fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
