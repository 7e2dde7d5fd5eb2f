use super::fields::{Fields, Located};
use super::{Treaties, TreatyStatus, model_date, suggestion};
use jiff::civil::Date;

const LONGEST_NOTE: usize = 80;

/// What a country can belong to, which decides how that is worded.
#[derive(Clone, Copy)]
enum Kind {
    /// Ratified by states.
    Treaty,
    /// In force between a state and the International Atomic Energy Agency.
    Protocol,
    /// Joined without a treaty.
    Regime,
    /// A code that states subscribe to.
    Code,
}

/// The treaties and regimes, in the order that they have on every page: what
/// editors call them, their name, and what kind they are of.
const TREATIES: [(&str, &str, Kind); 12] = [
    (
        "npt",
        "Nuclear Non-Proliferation Treaty (NPT)",
        Kind::Treaty,
    ),
    (
        "ctbt",
        "Comprehensive Nuclear-Test-Ban Treaty (CTBT)",
        Kind::Treaty,
    ),
    ("bwc", "Biological Weapons Convention (BWC)", Kind::Treaty),
    ("cwc", "Chemical Weapons Convention (CWC)", Kind::Treaty),
    ("iaea-ap", "IAEA Additional Protocol", Kind::Protocol),
    ("new-start", "New START", Kind::Treaty),
    (
        "mtcr",
        "Missile Technology Control Regime (MTCR)",
        Kind::Regime,
    ),
    ("nsg", "Nuclear Suppliers Group (NSG)", Kind::Regime),
    ("australia-group", "Australia Group", Kind::Regime),
    ("hcoc", "Hague Code of Conduct (HCOC)", Kind::Code),
    ("nwfz", "Nuclear-weapon-free zone", Kind::Treaty),
    (
        "tpnw",
        "Treaty on the Prohibition of Nuclear Weapons (TPNW)",
        Kind::Treaty,
    ),
];

/// Where a country can stand.
const STATUSES: [&str; 4] = ["party", "signed", "none", "withdrawn"];

impl Kind {
    /// A status as readers read it.
    fn words(self, status: &str) -> &'static str {
        match (status, self) {
            ("party", Self::Treaty) => "Party",
            ("party", Self::Protocol) => "In force",
            ("party", Self::Regime) => "Member",
            ("party", Self::Code) => "Subscribing state",
            ("signed", Self::Protocol) => "Signed, not in force",
            ("signed", _) => "Signed, not ratified",
            ("withdrawn", _) => "Withdrew",
            (_, Self::Treaty) => "Not a party",
            (_, Self::Protocol) => "Not signed",
            (_, Self::Regime) => "Not a member",
            (_, Self::Code) => "Not a subscriber",
        }
    }
}

/// Reads the `[[treaties]]` of a profile, and the day for which they hold; there
/// may be none.
pub(super) fn read(fields: &mut Fields<'_>, today: Date) -> Option<Treaties> {
    let tables = fields.optional_tables("treaties");
    let as_of = match &tables {
        Some(_) => fields.date("treaties_as_of", today),
        None => fields.optional_date("treaties_as_of", today),
    };
    let mut rows: Vec<(usize, TreatyStatus)> = Vec::new();
    for table in tables? {
        if let Some(row) = row(table, as_of.as_ref(), &rows) {
            rows.push(row);
        }
    }
    rows.sort_by_key(|(place, _)| *place);
    Some(Treaties {
        as_of: model_date(as_of?.value),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    })
}

/// One row, and its place among them.
fn row(
    mut table: Fields<'_>,
    as_of: Option<&Located<Date>>,
    others: &[(usize, TreatyStatus)],
) -> Option<(usize, TreatyStatus)> {
    let treaty = table.text("treaty", LONGEST_NOTE);
    let status = table.text("status", LONGEST_NOTE);
    let year = table.optional_number("year");
    let note = table.optional_text("note", LONGEST_NOTE);
    let place = treaty.and_then(|treaty| place(&table, &treaty, others));
    let status = status.filter(|status| {
        let is_known = STATUSES.contains(&status.value.as_str());
        if !is_known {
            let problem = format!("There is no status “{}”.", status.value);
            let advice = suggestion::one_of(&status.value, STATUSES);
            table.file().fault(status.offset, problem, advice);
        }
        is_known
    });
    if let Some(year) = &year {
        let last = as_of.map_or(9999, |as_of| u32::from(as_of.value.year().unsigned_abs()));
        if year.value > last {
            let problem = format!(
                "{} is after the day for which the treaties hold.",
                year.value
            );
            let advice = "Write an earlier year, or move “treaties_as_of” to a later day.";
            table.file().fault(year.offset, problem, advice);
        }
        if status.as_ref().is_some_and(|status| status.value == "none") {
            let problem = "A treaty that a country never joined has no year.";
            table
                .file()
                .fault(year.offset, problem, "Leave “year” out.");
        }
    }
    table.finish();
    let place = place?;
    let (_, name, kind) = TREATIES[place];
    let row = TreatyStatus {
        treaty: name,
        status: kind.words(&status?.value),
        year: year.map(|year| year.value),
        note: note.map(|note| note.value),
    };
    Some((place, row))
}

fn place(
    table: &Fields<'_>,
    treaty: &Located<String>,
    others: &[(usize, TreatyStatus)],
) -> Option<usize> {
    let ids = TREATIES.map(|(id, ..)| id);
    let Some(place) = ids.iter().position(|id| *id == treaty.value) else {
        let problem = format!("There is no treaty “{}”.", treaty.value);
        let advice = suggestion::one_of(&treaty.value, ids);
        table.file().fault(treaty.offset, problem, advice);
        return None;
    };
    if others.iter().any(|(other, _)| *other == place) {
        let problem = format!("“{}” is there already.", treaty.value);
        let advice = "Write one table for each treaty.";
        table.file().fault(treaty.offset, problem, advice);
    }
    Some(place)
}
