use crate::index::{COUNTRY, Name, SECTION, Site};
use crate::request::{NEWEST, Request, YEAR};
use crate::strings;
use fulltext::{Counts, Named};
use maud::{Markup, PreEscaped, html};

/// The ID of the form with the filters.
pub const FILTERS_ID: &str = "search-filters";

/// The ID of the element that opens the filters and says how many are set.
pub const SUMMARY_ID: &str = "search-filters-summary";

/// The ID of the element with the filters that are on, which the form sends along.
pub const CHOSEN_ID: &str = "search-chosen";

/// The options of a filter.
#[derive(Clone, Debug)]
pub struct Options {
    /// The name of the filter's field.
    pub field: &'static str,
    /// The options as HTML.
    pub html: String,
}

/// The element that opens the filters and says how many are set.
pub fn summary(request: &Request) -> String {
    strings::filters(request.filters().len())
}

/// The values that are chosen already, so that another one adds to them.
pub fn chosen(request: &Request) -> String {
    let filters = request.filters().into_iter();
    let values = filters.filter(|(name, _)| !matches!(*name, "from" | "to"));
    let markup = html! {
        @for (name, value) in values { input type="hidden" name=(name) value=(value); }
    };
    markup.into_string()
}

/// The form with the filters and their options, which change with the results.
///
/// It is initially closed. Some screen readers announce each option that becomes visible,
/// and mistake it for the focus.
pub fn filters(action: &str, request: &Request, options: &[Options]) -> String {
    let choices = |name: &str| {
        let mut options = options.iter();
        let found = options.find(|options| options.field == name);
        PreEscaped(found.map_or("", |options| options.html.as_str()))
    };
    let select = |name: &str, label: &str| {
        html! {
            p {
                label for={ "search-" (name) } { (label) }
                select id={ "search-" (name) } name=(name) { (choices(name)) }
            }
        }
    };
    let day = |name: &str, label: &str, value: &str| {
        html! {
            p {
                label for={ "search-" (name) } { (label) }
                input id={ "search-" (name) } type="date" name=(name) value=(value);
            }
        }
    };
    let form = html! {
      details.search-choices {
        summary id=(SUMMARY_ID) { (summary(request)) }
        form.search-filters id=(FILTERS_ID) action=(action) aria-label="Filters" {
            input type="hidden" name="q" value=(request.query);
            span id=(CHOSEN_ID) { (PreEscaped(chosen(request))) }
            (select(SECTION, strings::SECTION))
            (select(COUNTRY, strings::COUNTRY))
            (select(YEAR, strings::YEAR))
            (day("from", strings::FROM, &request.from))
            (day("to", strings::TO, &request.to))
            (select("sort", strings::ORDER))
            // Changes apply at once, but some readers look for a button.
            p { button type="submit" { "Apply" } }
        }
      }
    };
    form.into_string()
}

/// The options of every filter, with the number of pages each would leave. Omits options
/// that would leave none, and those that are chosen already. Without counts, there is
/// nothing to choose yet.
pub fn options(site: &Site, request: &Request, counts: Option<&Counts>) -> Vec<Options> {
    let none = Counts::default();
    let counts = counts.unwrap_or(&none);
    let years = counts
        .years
        .iter()
        .map(|(year, count)| (year.to_string(), *count));
    let years: Vec<_> = years.collect();
    let years = years
        .iter()
        .map(|(year, count)| (year.as_str(), year.as_str(), *count));
    let order = html! {
        option value="" selected[!request.newest_first] { "Most relevant" }
        option value=(NEWEST) selected[request.newest_first] { "Newest first" }
    };
    let named = |names, facet| options_of(names, fulltext::named(&counts.values, facet));
    vec![
        Options {
            field: SECTION,
            html: choices(
                [strings::ALL_SECTIONS, strings::ANOTHER_SECTION],
                &request.sections,
                named(&site.sections, SECTION),
            ),
        },
        Options {
            field: COUNTRY,
            html: choices(
                [strings::ALL_COUNTRIES, strings::ANOTHER_COUNTRY],
                &request.countries,
                named(&site.countries, COUNTRY),
            ),
        },
        Options {
            field: YEAR,
            html: choices(
                [strings::ALL_YEARS, strings::ANOTHER_YEAR],
                &request.years,
                years,
            ),
        },
        Options {
            field: "sort",
            html: order.into_string(),
        },
    ]
}

fn options_of<'a>(
    names: &'a [Name],
    counts: Option<&'a Named<usize>>,
) -> impl Iterator<Item = (&'a str, &'a str, usize)> {
    names.iter().map(move |name| {
        let count = counts.and_then(|counts| fulltext::named(counts, &name.slug));
        (
            name.slug.as_str(),
            name.name.as_str(),
            count.copied().unwrap_or_default(),
        )
    })
}

/// Options with their values, labels and counts.
fn choices<'a>(
    [all, another]: [&str; 2],
    chosen: &[String],
    choices: impl Iterator<Item = (&'a str, &'a str, usize)>,
) -> String {
    let markup: Markup = html! {
        option value="" selected { @if chosen.is_empty() { (all) } @else { (another) } }
        @for (value, label, count) in choices {
            @if count > 0 && chosen.iter().all(|chosen| chosen != value) {
                option value=(value) { (label) " (" (count) ")" }
            }
        }
    };
    markup.into_string()
}

#[cfg(test)]
mod tests {
    use super::{choices, filters};
    use crate::request::Request;

    #[test]
    fn options_without_results_or_chosen_already_are_not_offered() {
        let counts = [("a", "A", 2), ("b", "B", 0), ("c", "C", 1)];
        assert_eq!(
            choices(["All", "Another"], &["c".to_owned()], counts.into_iter()),
            "<option value=\"\" selected>Another</option><option value=\"a\">A (2)</option>"
        );
    }

    #[test]
    fn the_query_is_escaped() {
        let request = Request {
            query: "\"><script>".to_owned(),
            ..Request::default()
        };
        assert!(!filters("/search/", &request, &[]).contains("<script>"));
    }
}
