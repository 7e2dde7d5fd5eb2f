//! Runs the press on a small site: the files that it writes next to the pages, and its
//! messages.

#[path = "../newsroom/mod.rs"]
mod newsroom;

mod addresses;
mod authors;
mod command_line;
mod corrections;
mod datelines;
mod drawn;
mod elsewhere;
mod folder;
mod held;
mod history;
mod hosts;
mod incremental;
mod interrupted;
mod links;
mod output;
mod pictures;
mod posts;
mod public;
mod requirements;
mod sections;
mod times;
mod withdrawn;

use newsroom::{Newsroom, errors};
use serde_json::Value;

/// The program's files, as Trunk leaves them.
const SCRIPT: &str = "newswire-1.js";
const PROGRAM: &str = "newswire-1_bg.wasm";

/// The settings of a small site.
const SITE: &str = r#"
name = "Newswire"
tagline = "News"
notice = "Independent."
origin = "https://newswire.example"
tagging_entity = "newswire.example,2012"
producer = { logo = "/logo.svg", logo_alt = "Logo", logo_width = 10, logo_height = 10 }

[[sections]]
slug = "nuclear"
name = "Nuclear"
description = "Nuclear weapons."

[[navigation]]
label = "Latest"
path = "/"

[[footer]]
label = "About"
path = "/about/"
"#;

impl Newsroom {
    /// A newsroom with two articles and a page of text.
    fn new() -> Self {
        Self::without_content().with_content()
    }

    /// Adds two articles and a page of text.
    fn with_content(self) -> Self {
        let newsroom = self;
        newsroom.write("content/site.toml", SITE);
        newsroom.write(
            "content/pages/about.md",
            "+++\ntitle = \"About\"\nsummary = \"A summary.\"\n+++\n\n## A heading\n\nA text.\n",
        );
        newsroom.article(
            "one",
            "2012-10-23",
            "The text of one, which is long enough.",
        );
        newsroom.article("two", "2013-10-23", "The text of two.");
        newsroom.write("flags/by.svg", "<svg/>");
        newsroom
    }

    /// Writes the profile of a country.
    fn country(&self, slug: &str, name: &str) {
        let text = format!(
            "+++\nname = \"{name}\"\nflag = \"by\"\nsummary = \"A summary.\"\n\
             as_of = 2014-10-23\n\n[[sources]]\ntitle = \"T\"\npublisher = \"P\"\n+++\n\n\
             ## Overview\n\nA.\n\n## Nuclear\n\nA.\n\n## Biological\n\nA.\n\n\
             ## Chemical\n\nA.\n\n## Missile\n\nA.\n"
        );
        self.write(&format!("content/countries/{slug}.md"), &text);
    }

    /// Writes a treaty.
    fn treaty(&self, slug: &str, name: &str) {
        let text = format!(
            "+++\nname = \"{name}\"\nshort = \"{name}\"\nkind = \"treaty\"\norder = 1\n\
             register = \"https://register.example/\"\nregister_keeper = \"R\"\n\
             as_of = 2014-10-23\n\n[[sources]]\ntitle = \"T\"\npublisher = \"P\"\n+++\nA.\n"
        );
        self.write(&format!("content/treaties/{slug}.md"), &text);
    }

    /// Assigns a country to an article.
    fn about(&self, article: &str, country: &str) {
        let file = format!("content/articles/{article}.md");
        let text = self.read(&file);
        let text = text.replace("countries = []", &format!("countries = [\"{country}\"]"));
        self.write(&file, &text);
    }

    /// Writes an article.
    fn article(&self, slug: &str, date: &str, text: &str) {
        self.article_with(slug, &format!("date = {date}\nas_of = {date}"), "", text);
    }

    /// Writes an article with fields of its own, and with tables such as its amendments.
    fn article_with(&self, slug: &str, fields: &str, tables: &str, text: &str) {
        let text = format!(
            "+++\nheadline = \"On {slug}\"\nsummary = \"A summary.\"\n{fields}\n\
             section = \"nuclear\"\ncountries = []\n\n\
             [[sources]]\ntitle = \"T\"\npublisher = \"P\"\n{tables}+++\n\n{text}\n"
        );
        self.write(&format!("content/articles/{slug}.md"), &text);
    }

    /// Moves the newsroom to Vienna's time zone.
    fn move_to_vienna(&self) {
        let site = self.read("content/site.toml");
        let site = site.replace("tagline", "timezone = \"Europe/Vienna\"\ntagline");
        self.write("content/site.toml", &site);
    }

    /// A JSON file of the site.
    fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.read(&format!("site/{path}"))).expect("JSON")
    }

    /// The structured data of a page.
    fn structured(&self, page: &str) -> Value {
        let html = self.read(&format!("site{page}index.html"));
        let (_, data) = html.split_once("ld+json\">").expect("structured data");
        let (data, _) = data.split_once("</script>").expect("an end");
        serde_json::from_str(data).expect("JSON")
    }

    /// The file name of the program's JavaScript, taken from a page.
    fn script(&self) -> String {
        self.file_of_program(".js")
    }

    /// The file name of the program, taken from a page.
    fn program(&self) -> String {
        self.file_of_program("_bg.wasm")
    }

    fn file_of_program(&self, ending: &str) -> String {
        let page = self.read("site/index.html");
        let mut names = page.split("newswire-").skip(1).filter_map(|rest| {
            let hash = rest.get(..16)?;
            rest.get(16..)?.starts_with(ending).then_some(hash)
        });
        let hash = names.next().expect("a page names it");
        format!("newswire-{hash}{ending}")
    }

    /// Publishes the content as `site` on a fixed date, when no article changes its
    /// displayed age, and returns the output.
    fn published(&self, arguments: &[&str]) -> String {
        let always = ["publish", "--out", "site", "--today", "2014-12-31"];
        let output = self.press(&[&always, arguments].concat());
        assert!(output.status.success(), "{}", errors(&output));
        String::from_utf8(output.stdout).expect("text")
    }
}
