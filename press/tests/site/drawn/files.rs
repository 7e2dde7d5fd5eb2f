//! Random content files, with every field that each kind can have.

use super::text::Draw;
use press::content::REGIONS;

/// The country codes of the newsroom's flags.
pub(super) const FLAGS: [&str; 4] = ["by", "kz", "ru", "ua"];

/// The treaties of the newsroom.
pub(super) const TREATIES: [&str; 3] = ["bwc", "npt", "nwfz"];

impl Draw {
    pub(super) fn article(&mut self) -> String {
        let mut text = String::from("+++\n");
        text += &self.field("headline");
        text += &self.field("summary");
        if self.one_in(2) {
            text += &self.field("byline");
        }
        let day = 1 + self.number(28);
        text += &format!("date = 2012-10-{day:02}\nas_of = 2012-11-01\nsection = \"nuclear\"\n");
        text += self.of(&["countries = []\n", "countries = [\"russia\"]\n"]);
        text += self.of(&["", "", "lang = \"ar\"\n", "lang = \"en-GB\"\n"]);
        if self.one_in(3) {
            text += &format!(
                "[[corrections]]\ndate = 2012-10-30\n{}",
                self.markdown_field("text")
            );
        }
        if self.one_in(3) {
            text += &format!(
                "[[updates]]\ndate = 2013-10-30\n{}",
                self.markdown_field("text")
            );
        }
        text + &self.source() + "+++\n" + &self.text()
    }

    /// The profile of a country with this name, which must be unique.
    pub(super) fn country(&mut self, name: &str) -> String {
        let mut text = format!(
            "+++\nname = \"{name}\"\nflag = \"{}\"\nas_of = 2012-11-01\n",
            self.of(&FLAGS)
        );
        text += self.of(&["", "nuclear = \"armed\"\n", "nuclear = \"gave-up\"\n"]);
        text += &self.field("summary");
        if self.one_in(2) {
            text += &format!("other_names = [\"Republic of {name}\", \"{name} & <Sons>\"]\n");
            text += &format!("not_meant = [\"New {name}\"]\n");
        }
        if self.one_in(2) {
            text += "search_names = [\"Old & <new>\", \"’\"]\n";
            text += "adjectives = [\"Newish\", \"<b>\"]\n";
        }
        if self.one_in(2) {
            text += &self.field("capital");
            text += &format!("region = \"{}\"\n", self.of(&REGIONS));
        }
        let treaties: Vec<_> = TREATIES.iter().filter(|_| self.one_in(2)).collect();
        if !treaties.is_empty() {
            text += "treaties_as_of = 2013-12-31\n";
        }
        text += &self.source();
        for treaty in treaties {
            let status = self.of(&["party", "signed", "none", "withdrawn"]);
            text += &format!("[[treaties]]\ntreaty = \"{treaty}\"\n");
            text += &format!("status = \"{status}\"\n");
            if status != "none" && self.one_in(2) {
                text += &format!("year = {}\n", 1945 + self.number(69));
            }
            if self.one_in(3) {
                text += "note = \"A & B <i>\"\n";
            }
        }
        for date in ["\"1949\"", "\"1991-08\"", "2012-10-23"] {
            if self.one_in(2) {
                text += &format!("[[events]]\ndate = {date}\n{}", self.field("text"));
                text += self.of(&["", "article = \"one\"\n"]);
            }
        }
        text += "+++\n";
        for heading in ["Overview", "Nuclear", "Biological", "Chemical", "Missile"] {
            text += &format!("## {heading}\n\nText.\n\n");
            // Level-2 headings are reserved in a profile, and notes are for whole texts.
            if heading == "Overview" && self.one_in(2) {
                text += &format!("{}\n\n### More\n\n> A *quotation*.\n\n", self.escaped());
            }
        }
        text
    }

    /// A treaty with this name, which must be unique.
    pub(super) fn treaty(&mut self, name: &str) -> String {
        let kind = self.of(&["treaty", "protocol", "regime", "code", "zone"]);
        let mut text = format!(
            "+++\nname = \"{name}\"\nkind = \"{kind}\"\norder = {}\nas_of = 2012-11-01\n",
            1 + self.number(9),
        );
        text += &self.field("short");
        text += &self.field("register_keeper");
        text += "register = \"https://a.example/?a=1&b=<c>\"\n";
        text += self.of(&["", "opened = 1968-07-01\n", "opened = \"1968\"\n"]);
        text += self.of(&["", "in_force = 1970-03-05\n", "in_force = \"1970-03\"\n"]);
        if self.one_in(2) {
            text += &self.field("depositary");
            text += &format!("forms = [\"{name} & <Sons>\"]\n");
        }
        text + &self.source() + "+++\n" + &self.text()
    }

    /// A term that must be unique.
    pub(super) fn term(&mut self, term: &str) -> String {
        let forms = self.of(&["", "forms = []\n"]);
        let text = self.escaped();
        format!("+++\nterm = \"{term} & <\"\n{forms}+++\n{text}\n")
    }

    /// A page of text.
    pub(super) fn page(&mut self) -> String {
        let head = self.field("title") + &self.field("summary");
        format!("+++\n{head}+++\n{}", self.text())
    }

    /// The settings of a site with a section `nuclear`, an article `one` and a page
    /// `about`.
    pub(super) fn site(&mut self) -> String {
        let mut text = self.field("name") + &self.field("tagline") + &self.field("notice");
        text += self.of(&[
            "origin = \"https://newswire.example\"\n",
            "origin = \"http://127.0.0.1:8080\"\n",
            "origin = \"https://xn--bcher-kva.example\"\n",
        ]);
        text += self.of(&[
            "tagging_entity = \"newswire.example,2012\"\n",
            "tagging_entity = \"a-b.newswire.example,2012-10-23\"\n",
        ]);
        text += self.of(&[
            "",
            "timezone = \"Asia/Tokyo\"\n",
            "timezone = \"America/St_Johns\"\n",
        ]);
        text += self.of(&["", "keep = [\"CNAME\", \"a b/ü.txt\"]\n"]);
        text += &format!(
            "[producer]\nlogo = \"/logo.svg\"\n{}logo_width = {}\nlogo_height = {}\n",
            self.field("logo_alt"),
            1 + self.number(5_000),
            1 + self.number(5_000),
        );
        if self.one_in(2) {
            text += self.of(&[
                "[security]\ncontact = \"mailto:a@newswire.example\"\nexpires = 2030-01-01\n",
                "[security]\ncontact = \"https://newswire.example/?a=b&c\"\nexpires = 2019-01-01\n",
            ]);
        }
        for slug in ["nuclear", "a", "0-1"] {
            if slug == "nuclear" || self.one_in(2) {
                text += &format!("[[sections]]\nslug = \"{slug}\"\n");
                text += &self.field("name");
                text += &self.field("description");
            }
        }
        for list in ["navigation", "footer"] {
            for path in [
                "/",
                "/search/",
                "/gsn/section/nuclear/",
                "/about/",
                "/saved/",
            ] {
                if path == "/" || self.one_in(2) {
                    text += &format!("[[{list}]]\npath = \"{path}\"\n{}", self.field("label"));
                }
            }
        }
        for number in 0..self.number(3) {
            let [short, long] = [self.field("short"), self.field("long")];
            text += &format!("[[abbreviations]]\n{short}{long}");
            let to = self.of(&["/about/", "/gsn/article/one/", "/gsn/section/nuclear/"]);
            text += &format!("[[moved]]\nfrom = \"/old-{number}/\"\nto = \"{to}\"\n");
        }
        if self.one_in(2) {
            text += "[[moved]]\nfrom = \"/gsn/article/older/\"\nto = \"/gsn/article/old/\"\n\
                     [[moved]]\nfrom = \"/gsn/article/old/\"\nto = \"/gsn/article/one/\"\n\
                     [[moved]]\nfrom = \"/Old.html\"\nto = \"/\"\n";
        }
        text
    }

    fn source(&mut self) -> String {
        let mut text = String::from("[[sources]]\n");
        text += &self.field("title");
        text += &self.field("publisher");
        text += self.of(&[
            "",
            "date = 2012-10-01\n",
            "url = \"https://a.example/?a=1&b=<c>\"\n",
        ]);
        text
    }
}
