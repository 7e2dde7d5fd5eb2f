use super::fields::{Fields, Located};
use super::web_address::is_web_address;
use super::{Context, links};
use jiff::civil::Date;

/// A source of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The document's title: plain text.
    pub title: String,
    /// Who published it: plain text.
    pub publisher: String,
    /// The date of publication, if known.
    pub date: Option<Date>,
    /// The URL, if it has one.
    pub url: Option<String>,
}

const LONGEST_NAME: usize = 500;
pub(super) const LONGEST_URL: usize = 2000;

/// Reads the `[[sources]]` of a text that is current as of `as_of`. If that is not known,
/// the dates of sources are only checked against today's.
pub(super) fn read_sources(
    fields: &mut Fields<'_>,
    as_of: Option<Date>,
    context: &Context<'_>,
) -> Option<Vec<Source>> {
    let tables = fields.required("sources").tables()?.into_iter();
    // Read all of them before failing on the first bad one, so that every fault is
    // reported.
    let sources: Vec<_> = tables
        .map(|table| read_source(table, as_of, context))
        .collect();
    sources.into_iter().collect()
}

fn read_source(
    mut fields: Fields<'_>,
    as_of: Option<Date>,
    context: &Context<'_>,
) -> Option<Source> {
    let title = fields.required("title").text(LONGEST_NAME);
    let publisher = fields.required("publisher").text(LONGEST_NAME);
    let date = fields.optional("date").date(context.clock);
    let url = fields.optional("url").text(LONGEST_URL);
    if let (Some(date), Some(as_of)) = (&date, as_of)
        && date.value > as_of
    {
        fields.file().fault(
            date.offset,
            format!("The source was published after “as_of”, {as_of}."),
            "Remove the source, or change “as_of” to a later date.",
        );
    }
    if let Some(url) = &url {
        check_url(&fields, url, context);
    }
    fields.finish();
    Some(Source {
        title: title?.value,
        publisher: publisher?.value,
        date: date.map(|date| date.value),
        url: url.map(|url| url.value),
    })
}

/// Checks that a field has a web address.
pub(super) fn check_url(fields: &Fields<'_>, url: &Located<String>, context: &Context<'_>) {
    links::check_elsewhere(fields.file(), url.offset, &url.value, context);
    if !is_web_address(&url.value) {
        fields.file().fault(
            url.offset,
            format!("Invalid web address “{}”.", url.value),
            "Write the full address, starting with https:// or http://.",
        );
    }
}
