use super::fields::{Fields, Located};
use super::suggestion;
use jiff::civil::Date;

/// A country's status under treaties and regimes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treaties {
    /// The date that the status was checked.
    pub as_of: Date,
    /// One row for each treaty or regime, in the order used on every page.
    pub rows: Vec<TreatyStatus>,
}

/// A country's status under one of the [`TREATIES`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreatyStatus {
    /// The treaty or regime.
    pub treaty: &'static Treaty,
    /// The status of the country.
    pub standing: Standing,
    /// The year of that status, if the file gives it.
    pub year: Option<u32>,
    /// A note: plain text, at most 80 characters.
    pub note: Option<String>,
}

const LONGEST_NOTE: usize = 80;

/// The kind of commitment, which decides the wording of the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Ratified by states.
    Treaty,
    /// Ratified by states but not in force, so it has no parties yet.
    PendingTreaty,
    /// In force between a state and the International Atomic Energy Agency.
    Protocol,
    /// Joined without a treaty.
    Regime,
    /// A code that states subscribe to.
    Code,
}

/// A treaty or regime that countries can belong to.
#[derive(Debug, PartialEq, Eq)]
pub struct Treaty {
    /// The id that editors use.
    pub id: &'static str,
    /// The initials or a short name: `NPT`.
    pub short: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Who keeps the register of members.
    pub register: &'static str,
    /// The URL of the register.
    pub register_url: &'static str,
    kind: Kind,
}

/// The status of a country under a treaty or regime, closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is a party or member.
    Party,
    /// It has signed but not ratified.
    Signed,
    /// It was never a party or member.
    None,
    /// It has withdrawn.
    Withdrawn,
}

/// The treaties and regimes, in the order used on every page.
pub const TREATIES: [Treaty; 12] = [
    Treaty {
        id: "npt",
        short: "NPT",
        name: "Nuclear Non-Proliferation Treaty",
        register: "UNODA",
        register_url: "https://treaties.unoda.org/",
        kind: Kind::Treaty,
    },
    Treaty {
        id: "ctbt",
        short: "CTBT",
        name: "Comprehensive Nuclear-Test-Ban Treaty",
        register: "CTBTO",
        register_url: "https://www.ctbto.org/",
        kind: Kind::PendingTreaty,
    },
    Treaty {
        id: "bwc",
        short: "BWC",
        name: "Biological Weapons Convention",
        register: "UNODA",
        register_url: "https://treaties.unoda.org/",
        kind: Kind::Treaty,
    },
    Treaty {
        id: "cwc",
        short: "CWC",
        name: "Chemical Weapons Convention",
        register: "OPCW",
        register_url: "https://www.opcw.org/",
        kind: Kind::Treaty,
    },
    Treaty {
        id: "iaea-ap",
        short: "AP",
        name: "IAEA Additional Protocol",
        register: "IAEA",
        register_url: "https://www.iaea.org/",
        kind: Kind::Protocol,
    },
    Treaty {
        id: "new-start",
        short: "New START",
        name: "New START",
        register: "State Department",
        register_url: "https://www.state.gov/",
        kind: Kind::Treaty,
    },
    Treaty {
        id: "mtcr",
        short: "MTCR",
        name: "Missile Technology Control Regime",
        register: "MTCR",
        register_url: "https://www.mtcr.info/",
        kind: Kind::Regime,
    },
    Treaty {
        id: "nsg",
        short: "NSG",
        name: "Nuclear Suppliers Group",
        register: "NSG",
        register_url: "https://www.nuclearsuppliersgroup.org/",
        kind: Kind::Regime,
    },
    Treaty {
        id: "australia-group",
        short: "AG",
        name: "Australia Group",
        register: "Australia Group",
        register_url: "https://www.australiagroup.net/",
        kind: Kind::Regime,
    },
    Treaty {
        id: "hcoc",
        short: "HCOC",
        name: "Hague Code of Conduct",
        register: "HCOC",
        register_url: "https://www.hcoc.at/",
        kind: Kind::Code,
    },
    Treaty {
        id: "nwfz",
        short: "NWFZ",
        name: "Nuclear-weapon-free zone",
        register: "UNODA",
        register_url: "https://treaties.unoda.org/",
        kind: Kind::Treaty,
    },
    Treaty {
        id: "tpnw",
        short: "TPNW",
        name: "Treaty on the Prohibition of Nuclear Weapons",
        register: "UN treaties",
        register_url: "https://treaties.un.org/",
        kind: Kind::Treaty,
    },
];

/// The keywords for a status that editors use.
const STANDINGS: [(&str, Standing); 4] = [
    ("party", Standing::Party),
    ("signed", Standing::Signed),
    ("none", Standing::None),
    ("withdrawn", Standing::Withdrawn),
];

impl Treaty {
    /// The status as readers see it.
    pub fn words(&self, standing: Standing) -> &'static str {
        match (standing, self.kind) {
            (Standing::Party, Kind::Treaty) => "Party",
            (Standing::Party, Kind::PendingTreaty) => "Ratified",
            (Standing::Party, Kind::Protocol) => "In force",
            (Standing::Party, Kind::Regime) => "Member",
            (Standing::Party, Kind::Code) => "Subscribing state",
            (Standing::Signed, Kind::Protocol) => "Signed, not in force",
            (Standing::Signed, _) => "Signed, not ratified",
            (Standing::Withdrawn, _) => "Withdrew",
            (Standing::None, Kind::Treaty) => "Not a party",
            (Standing::None, Kind::Protocol | Kind::PendingTreaty) => "Not signed",
            (Standing::None, Kind::Regime) => "Not a member",
            (Standing::None, Kind::Code) => "Not a subscriber",
        }
    }
}

/// Reads the optional `[[treaties]]` of a profile, and the date that they were checked.
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
        as_of: as_of?.value,
        rows: rows.into_iter().map(|(_, row)| row).collect(),
    })
}

/// One row, with its position in the table.
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
    let standing = status.and_then(|status| standing(&table, &status));
    if let Some(year) = &year {
        let last = as_of.map_or(9999, |as_of| u32::from(as_of.value.year().unsigned_abs()));
        if year.value > last {
            let problem = format!("{} is after “treaties_as_of”.", year.value);
            let advice = "Write an earlier year, or change “treaties_as_of” to a later date.";
            table.file().fault(year.offset, problem, advice);
        }
        if standing == Some(Standing::None) {
            let problem = "The status “none” cannot have a year.";
            table
                .file()
                .fault(year.offset, problem, "Leave “year” out.");
        }
    }
    table.finish();
    let place = place?;
    let row = TreatyStatus {
        treaty: &TREATIES[place],
        standing: standing?,
        year: year.map(|year| year.value),
        note: note.map(|note| note.value),
    };
    Some((place, row))
}

fn standing(table: &Fields<'_>, status: &Located<String>) -> Option<Standing> {
    let known = STANDINGS.iter().find(|(word, _)| *word == status.value);
    if known.is_none() {
        let problem = format!("Unknown status “{}”.", status.value);
        let advice = suggestion::one_of(&status.value, STANDINGS.map(|(word, _)| word));
        table.file().fault(status.offset, problem, advice);
    }
    known.map(|(_, standing)| *standing)
}

fn place(
    table: &Fields<'_>,
    treaty: &Located<String>,
    others: &[(usize, TreatyStatus)],
) -> Option<usize> {
    let ids = TREATIES.each_ref().map(|treaty| treaty.id);
    let Some(place) = ids.iter().position(|id| *id == treaty.value) else {
        let problem = format!("Unknown treaty “{}”.", treaty.value);
        let advice = suggestion::one_of(&treaty.value, ids);
        table.file().fault(treaty.offset, problem, advice);
        return None;
    };
    if others.iter().any(|(other, _)| *other == place) {
        let problem = format!("The treaty “{}” is listed twice.", treaty.value);
        let advice = "Write only one table for each treaty.";
        table.file().fault(treaty.offset, problem, advice);
    }
    Some(place)
}
