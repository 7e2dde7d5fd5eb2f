use super::fields::{Fields, Located};
use super::{Context, Treaty, TreatyRef, suggestion};
use jiff::civil::Date;
use model::routes::Route;

/// A country's status under treaties and regimes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treaties {
    /// The date that the status was checked.
    pub as_of: Date,
    /// One row for each treaty or regime that is open to the country, in the order used
    /// on every page.
    pub rows: Vec<TreatyStatus>,
}

/// A country's status under a treaty or regime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreatyStatus {
    /// The treaty or regime.
    pub treaty: TreatyRef,
    /// The status of the country.
    pub standing: Standing,
    /// The year of that status, if the file gives it.
    pub year: Option<u32>,
    /// A note: plain text, at most 80 characters.
    pub note: Option<String>,
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

/// The keywords for a status that editors use.
const STANDINGS: [(&str, Standing); 4] = [
    ("party", Standing::Party),
    ("signed", Standing::Signed),
    ("none", Standing::None),
    ("withdrawn", Standing::Withdrawn),
];

const LONGEST_NOTE: usize = 80;

/// Reads the optional `[[treaties]]` of a profile, and the date that they were checked.
/// `order` has all treaties in the order used on every page.
pub(super) fn read(
    fields: &mut Fields<'_>,
    order: &[Treaty],
    context: &Context<'_>,
) -> Option<Treaties> {
    let tables = fields.optional("treaties").tables();
    let as_of = match &tables {
        Some(_) => fields.required("treaties_as_of").date(context.clock),
        None => fields.optional("treaties_as_of").date(context.clock),
    };
    let mut rows: Vec<TreatyStatus> = Vec::new();
    for table in tables? {
        if let Some(row) = row(table, as_of.as_ref(), &rows, context) {
            rows.push(row);
        }
    }
    rows.sort_by_key(|row| {
        order
            .iter()
            .position(|treaty| treaty.slug == row.treaty.slug())
    });
    Some(Treaties {
        as_of: as_of?.value,
        rows,
    })
}

fn row(
    mut table: Fields<'_>,
    as_of: Option<&Located<Date>>,
    others: &[TreatyStatus],
    context: &Context<'_>,
) -> Option<TreatyStatus> {
    let treaty = table.required("treaty").text(LONGEST_NOTE);
    let treaty = treaty.and_then(|treaty| find_treaty(&table, treaty, others, context));
    let status = table.required("status").text(LONGEST_NOTE);
    let year = table.optional("year").number();
    let note = table.optional("note").text(LONGEST_NOTE);
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
    Some(TreatyStatus {
        treaty: treaty?,
        standing: standing?,
        year: year.map(|year| year.value),
        note: note.map(|note| note.value),
    })
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

fn find_treaty(
    table: &Fields<'_>,
    treaty: Located<String>,
    others: &[TreatyStatus],
    context: &Context<'_>,
) -> Option<TreatyRef> {
    let pages = context.pages;
    if !pages.contains(&Route::Treaty(treaty.value.clone())) {
        let problem = format!("Unknown treaty “{}”.", treaty.value);
        let advice = suggestion::one_of(&treaty.value, pages.treaties());
        table.file().fault(treaty.offset, problem, advice);
        return None;
    }
    if others
        .iter()
        .any(|other| other.treaty.slug() == treaty.value)
    {
        let problem = format!("The treaty “{}” is listed twice.", treaty.value);
        let advice = "Write only one table for each treaty.";
        table.file().fault(treaty.offset, problem, advice);
    }
    Some(TreatyRef(treaty.value))
}
