//! Random texts: every construct, and words that have caused trouble in programs.

/// Words that have caused trouble in some program.
const WORDS: [&str; 24] = [
    "word",
    "Russia",
    "missile",
    "U.S.",
    "—",
    "§",
    "…",
    "a-b",
    "1,550",
    "مجلس",
    "שלום",
    "背景",
    "é",
    "🚀👩‍🚀",
    "\u{200d}",
    "\u{a0}",
    "<b>",
    "&amp;",
    "\"'",
    "a|b",
    "\\",
    "</script>",
    "ẞ",
    "[^x]",
];

/// Text that is never allowed.
const UNFIT: [&str; 8] = [
    "\u{fffe}", "\u{ffff}", "\u{1}", "\u{7f}", "\u{85}", "\u{202e}", "\u{2028}", "\u{fdd0}",
];

/// Link targets, the first half of which exist.
const TARGETS: [&str; 18] = [
    "/",
    "/about/",
    "/about",
    "/about/#errors",
    "/search/?q=a&b=c",
    "/gsn/section/nuclear/",
    "/country-profiles/",
    "/a%20b.mp4",
    "https://elsewhere.example/?a=1&b=(2)",
    "mailto:a@b.example",
    "/nowhere/",
    "/about/#nowhere",
    "/#top-of-it",
    "//elsewhere.example/",
    "javascript:alert(1)",
    "https://newswire.example/about",
    "#nowhere",
    "about/",
];

/// Random numbers by SplitMix64: the same for a given seed on every machine.
pub(super) struct Draw {
    state: u64,
    /// Whether to include unpublishable text.
    is_hostile: bool,
    notes: usize,
}

impl Draw {
    pub(super) fn new(seed: u64, is_hostile: bool) -> Self {
        Self {
            state: seed,
            is_hostile,
            notes: 0,
        }
    }

    pub(super) fn number(&mut self, below: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let below = u64::try_from(below).expect("a small number");
        usize::try_from((mixed ^ (mixed >> 31)) % below).expect("a smaller number")
    }

    pub(super) fn one_in(&mut self, of: usize) -> bool {
        self.number(of) == 0
    }

    fn is_broken(&mut self) -> bool {
        self.is_hostile && self.one_in(4)
    }

    pub(super) fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.number(choices.len())]
    }

    /// Plain text on one line.
    fn plain(&mut self) -> String {
        let count = 1 + self.number(6);
        let mut words: Vec<_> = (0..count).map(|_| self.of(&WORDS)).collect();
        if self.is_broken() {
            words.push(self.of(&UNFIT));
        }
        // A field with only spaces would count as empty.
        words.push("end");
        words.join(" ")
    }

    /// A field of front matter.
    pub(super) fn field(&mut self, name: &str) -> String {
        let value = serde_json::to_string(&self.plain()).expect("a text");
        format!("{name} = {value}\n")
    }

    /// A field whose text is Markdown.
    pub(super) fn markdown_field(&mut self, name: &str) -> String {
        let value = serde_json::to_string(&self.escaped()).expect("a text");
        format!("{name} = {value}\n")
    }

    /// Words that Markdown does not treat as markup.
    pub(super) fn escaped(&mut self) -> String {
        let words = self.plain();
        let escaped = words.chars().map(|character| match character {
            '\\' | '<' | '>' | '|' | '[' | ']' | '&' | '`' | '*' | '_' => format!("\\{character}"),
            _ => character.to_string(),
        });
        escaped.collect()
    }

    fn target(&mut self) -> &'static str {
        let count = if self.is_broken() { TARGETS.len() } else { 10 };
        TARGETS[self.number(count)]
    }

    fn inline(&mut self) -> String {
        let words = self.escaped();
        match self.number(if self.is_hostile { 17 } else { 12 }) {
            0 => format!("*{words}*"),
            1 => format!("**{words}**"),
            2 => "`<code> & |`".to_owned(),
            3 => format!("[{words}](<{}>)", self.target()),
            4 => format!(
                "<a href=\"{}\">{words}</a>",
                self.target().replace('&', "&amp;")
            ),
            5 => format!("<q lang=\"ru\">{words}</q>"),
            6 => "![A picture](/a.svg \"A title\")".to_owned(),
            7 => format!("<span dir=\"rtl\">{words}</span><br>"),
            8 => {
                self.notes += 1;
                format!("{words}[^{}]", self.notes)
            }
            9 => format!("<abbr title=\"A &quot;title&quot;\">{words}</abbr><sup>2</sup>"),
            10 => "<video src=\"/a%20b.mp4\" controls><track src=\"/a.vtt\"></video>".to_owned(),
            12 => format!("<em>{words}"),
            13 => format!("<b>{words}</b>"),
            14 => "<img src=\"https://elsewhere.example/a.gif\" alt=\"\">".to_owned(),
            15 => format!("{words}</div>"),
            16 => "&#0;<!-- a comment -->".to_owned(),
            _ => words,
        }
    }

    fn line(&mut self) -> String {
        let count = 1 + self.number(3);
        let parts: Vec<_> = (0..count).map(|_| self.inline()).collect();
        parts.join(" ")
    }

    /// Some blocks, nested to at most `depth`.
    fn blocks(&mut self, depth: usize) -> String {
        let count = 1 + self.number(4);
        (0..count).map(|_| self.block(depth)).collect()
    }

    fn block(&mut self, depth: usize) -> String {
        let line = self.line();
        let inner = |draw: &mut Self| match depth {
            0 => format!("{}\n\n", draw.line()),
            _ => draw.blocks(depth - 1),
        };
        match self.number(if self.is_hostile { 22 } else { 16 }) {
            0 => format!("## {line}\n\n"),
            1 => {
                let inner = inner(self);
                let quoted = inner.lines().map(|line| format!("> {line}\n"));
                quoted.collect::<String>() + "\n"
            }
            2 => {
                let inner = inner(self);
                let mut lines = inner.trim_end().lines();
                let first = lines.next().unwrap_or_default();
                let rest: String = lines.map(|line| format!("  {line}\n")).collect();
                format!("- {first}\n{rest}- {line}\n\n")
            }
            3 => format!("{}. {line}\n1. b\n\n", self.number(1_000_000_000)),
            4 => {
                // A bar ends a cell, even in code.
                let line = line.replace(" & |`", "`");
                format!("| A | B |\n| -: | :-: |\n| {line} |\n| a | `b` |\n\n")
            }
            5 => "```html\n<script>alert(1)</script> &amp; ]]>\n```\n\n".to_owned(),
            6 => "***\n\n".to_owned(),
            7 => "![A drawing](/a.svg \"A caption. | A credit\")\n\n".to_owned(),
            8 => {
                let inner = inner(self);
                format!(
                    "<details>\n<summary>More &amp; <em>more</em></summary>\n\n{inner}\n</details>\n\n"
                )
            }
            9 => {
                let inner = inner(self);
                format!("<blockquote lang=\"ar\">\n\n{inner}\n</blockquote>\n\n")
            }
            10 => format!(
                "<table><caption>A table</caption><tbody><tr><th scope=\"row\">A</th>\
                 <td colspan=\"{}\" rowspan=\"{}\">B</td></tr></tbody></table>\n\n",
                1 + self.number(1_000),
                self.number(65_535)
            ),
            11 => "<figure>\n<video controls>\n<source src=\"/a%20b.mp4\">\n\
                   <track kind=\"captions\" src=\"/a.vtt\" srclang=\"en\">\n</video>\n\
                   <figcaption>A video</figcaption>\n</figure>\n\n\
                   <figure>\n<audio src=\"/a.mp3\" controls>A recording</audio>\n<details>\n\
                   <summary>Transcript</summary>\n\nWords.\n\n</details>\n</figure>\n\n"
                .to_owned(),
            12 => format!(
                "<ol start=\"{}\">\n<li>A</li>\n</ol>\n\n",
                self.number(2_000_000_000)
            ),
            13 => "<img src=\"/a.svg\" alt=\"A\" width=\"5\">\n\n".to_owned(),
            16 => "<iframe src=\"/a\"></iframe>\n\n".to_owned(),
            17 => "<div>\n\n".to_owned(),
            18 => format!("<p>{line}<div>A</div></p>\n\n"),
            19 => "<ol start=\"9223372036854775807\"><li>A</li></ol>\n\n".to_owned(),
            20 => format!("#### {line}\n\n"),
            21 => "<table><tr><td>A</td></tr>B</table>\n\n".to_owned(),
            _ => format!("{line}\n\n"),
        }
    }

    /// Blocks, followed by the notes that they refer to.
    pub(super) fn text(&mut self) -> String {
        self.notes = 0;
        let mut text = self.blocks(3);
        for note in 1..=self.notes {
            if text.contains(&format!("[^{note}]")) {
                text += &format!("[^{note}]: {}\n\n", self.escaped());
            }
        }
        text
    }
}
