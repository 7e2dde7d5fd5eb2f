use super::fields::{Fields, Located};
use super::suggestion;

/// Whether a country has nuclear weapons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nuclear {
    /// A nuclear-weapon state as the Nuclear Non-Proliferation Treaty defines it.
    Recognized,
    /// It has tested them and does not belong to that treaty.
    Armed,
    /// It is widely believed to have them, and does not say so.
    Undeclared,
    /// It had them and gave them up.
    GaveUp,
    /// It has none.
    #[default]
    None,
}

/// The keywords that editors use. Countries that have none need no word.
const WORDS: [(&str, Nuclear); 4] = [
    ("recognized", Nuclear::Recognized),
    ("armed", Nuclear::Armed),
    ("undeclared", Nuclear::Undeclared),
    ("gave-up", Nuclear::GaveUp),
];

const LONGEST_WORD: usize = 80;

impl Nuclear {
    /// All of them, in the order of keys.
    pub const ALL: [Self; 5] = [
        Self::Recognized,
        Self::Armed,
        Self::Undeclared,
        Self::GaveUp,
        Self::None,
    ];

    /// The status as readers see it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Recognized => "Nuclear-weapon state under the NPT",
            Self::Armed => "Tested, outside the NPT",
            Self::Undeclared => "Widely believed to have them",
            Self::GaveUp => "Gave up nuclear weapons",
            Self::None => "No nuclear weapons",
        }
    }

    /// The status in a word or two, for tables.
    pub fn short_words(self) -> &'static str {
        match self {
            Self::Recognized => "NPT state",
            Self::Armed => "Tested",
            Self::Undeclared => "Believed",
            Self::GaveUp => "Gave up",
            Self::None => "No",
        }
    }
}

/// Reads the optional `nuclear` of a profile.
pub(super) fn read(fields: &mut Fields<'_>) -> Nuclear {
    let Some(Located { value, offset }) = fields.optional("nuclear").text(LONGEST_WORD) else {
        return Nuclear::None;
    };
    let known = WORDS.iter().find(|(word, _)| *word == value);
    if known.is_none() {
        let problem = format!("Unknown nuclear status “{value}”.");
        let advice = suggestion::one_of(&value, WORDS.map(|(word, _)| word));
        fields.file().fault(offset, problem, advice);
    }
    known.map_or(Nuclear::None, |(_, nuclear)| *nuclear)
}
