use crate::facets::Filtered;
use crate::index::{Name, Site};
use crate::request::{NEWEST, Request};
use crate::strings;
use maud::{Markup, PreEscaped, html};

/// The ID of the form with the filters.
pub const FILTERS_ID: &str = "search-filters";

/// The ID of the element that opens the filters and says how many are set.
pub const SUMMARY_ID: &str = "search-filters-summary";

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
    let chosen = [
        &request.section,
        &request.country,
        &request.year,
        &request.from,
        &request.to,
    ];
    strings::filters(chosen.iter().filter(|value| !value.is_empty()).count())
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
            (select("section", strings::SECTION))
            (select("country", strings::COUNTRY))
            (select("year", strings::YEAR))
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
/// that would leave none, unless selected.
pub fn options(site: &Site, request: &Request, filtered: &Filtered) -> Vec<Options> {
    let years: Vec<_> = filtered
        .years
        .iter()
        .map(|(year, count)| (year.to_string(), *count))
        .collect();
    let years = years
        .iter()
        .map(|(year, count)| (year.as_str(), year.as_str(), *count));
    let order = html! {
        option value="" selected[!request.newest_first] { "Most relevant" }
        option value=(NEWEST) selected[request.newest_first] { "Newest first" }
    };
    vec![
        Options {
            field: "section",
            html: choices(
                strings::ALL_SECTIONS,
                &request.section,
                named(&site.sections, &filtered.sections),
            ),
        },
        Options {
            field: "country",
            html: choices(
                strings::ALL_COUNTRIES,
                &request.country,
                named(&site.countries, &filtered.countries),
            ),
        },
        Options {
            field: "year",
            html: choices(strings::ALL_YEARS, &request.year, years),
        },
        Options {
            field: "sort",
            html: order.into_string(),
        },
    ]
}

fn named<'a>(
    names: &'a [Name],
    counts: &'a [usize],
) -> impl Iterator<Item = (&'a str, &'a str, usize)> {
    let counts = counts.iter().copied();
    let names = names.iter().zip(counts);
    names.map(|(name, count)| (name.slug.as_str(), name.name.as_str(), count))
}

/// Options with their values, labels and counts.
fn choices<'a>(
    all: &str,
    chosen: &'a str,
    choices: impl Iterator<Item = (&'a str, &'a str, usize)>,
) -> String {
    let choices: Vec<_> = choices
        .filter(|(value, _, count)| *count > 0 || *value == chosen)
        .collect();
    // The address may name something that does not exist.
    let is_known = chosen.is_empty() || choices.iter().any(|(value, _, _)| *value == chosen);
    let markup: Markup = html! {
        option value="" selected[chosen.is_empty()] { (all) }
        @if !is_known { option value=(chosen) selected { (chosen) " (0)" } }
        @for (value, label, count) in choices {
            option value=(value) selected[value == chosen] { (label) " (" (count) ")" }
        }
    };
    markup.into_string()
}

#[cfg(test)]
mod tests {
    use super::{choices, filters};
    use crate::request::Request;

    #[test]
    fn options_without_results_are_not_offered() {
        let counts = [("a", "A", 2), ("b", "B", 0), ("c", "C", 0)];
        assert_eq!(
            choices("All", "c", counts.into_iter()),
            "<option value=\"\">All</option><option value=\"a\">A (2)</option>\
             <option value=\"c\" selected>C (0)</option>"
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
