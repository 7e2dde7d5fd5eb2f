//! A search request, as encoded in its address.

use crate::index::{COUNTRY, SECTION, day_number};
use fulltext::Selection;

/// A search: query, filters and order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The reader's query.
    pub query: String,
    /// The slugs of the sections to search; none for all.
    pub sections: Vec<String>,
    /// The slugs of the countries to search; none for all.
    pub countries: Vec<String>,
    /// The years to search; none for all.
    pub years: Vec<String>,
    /// The first day to search, as `2012-03-01`, or empty.
    pub from: String,
    /// The last day to search, or empty.
    pub to: String,
    /// Whether to sort by date instead of score.
    pub newest_first: bool,
    /// The page of the results, starting at one.
    pub page: usize,
}

/// The parameter of years.
pub const YEAR: &str = "year";

/// The value of `sort` for newest first.
pub const NEWEST: &str = "newest";

impl Request {
    /// Reads a request from URL parameters.
    pub fn read(values: impl Fn(&str) -> Vec<String>) -> Self {
        let several = |name| {
            let mut several: Vec<String> = Vec::new();
            for value in values(name) {
                let value = value.trim();
                if !value.is_empty() && several.iter().all(|known| known != value) {
                    several.push(value.to_owned());
                }
            }
            several
        };
        let text = |name| several(name).into_iter().next().unwrap_or_default();
        // What is not a day limits nothing, so it is not shown as a filter either.
        let day = |name| Some(text(name)).filter(|day| day_number(day).is_some());
        Self {
            query: text("q"),
            sections: several(SECTION),
            countries: several(COUNTRY),
            years: several(YEAR),
            from: day("from").unwrap_or_default(),
            to: day("to").unwrap_or_default(),
            newest_first: text("sort") == NEWEST,
            page: text("page").parse().unwrap_or(1).max(1),
        }
    }

    /// The URL parameters, without empty ones.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = vec![("q", self.query.clone())];
        parameters.extend(self.filters());
        if self.newest_first {
            parameters.push(("sort", NEWEST.to_owned()));
        }
        if self.page > 1 {
            parameters.push(("page", self.page.to_string()));
        }
        parameters.retain(|(_, value)| !value.is_empty());
        parameters
    }

    /// The filters that are on, as URL parameters.
    pub fn filters(&self) -> Vec<(&'static str, String)> {
        let several = [
            (SECTION, &self.sections),
            (COUNTRY, &self.countries),
            (YEAR, &self.years),
        ];
        let several = several
            .into_iter()
            .flat_map(|(name, values)| values.iter().map(move |value| (name, value.clone())));
        let days = [("from", self.from.clone()), ("to", self.to.clone())];
        let days = days.into_iter().filter(|(_, day)| !day.is_empty());
        several.chain(days).collect()
    }

    /// What the filters select.
    pub fn selection(&self) -> Selection {
        // What is not a year selects nothing.
        let years = self
            .years
            .iter()
            .map(|year| year.parse().unwrap_or(u32::MAX));
        Selection {
            values: vec![
                (SECTION.to_owned(), self.sections.clone()),
                (COUNTRY.to_owned(), self.countries.clone()),
            ],
            years: years.collect(),
            from: day_number(&self.from).unwrap_or_default(),
            to: day_number(&self.to).unwrap_or_default(),
        }
    }

    /// The query part of the search's address.
    pub fn address(&self) -> String {
        let parameters: Vec<_> = self
            .parameters()
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        match parameters.is_empty() {
            true => String::new(),
            false => format!("?{}", parameters.join("&")),
        }
    }

    /// Whether the request is empty.
    pub fn is_empty(&self) -> bool {
        self.query.is_empty() && !self.is_filtered()
    }

    /// Whether any filter is set.
    pub fn is_filtered(&self) -> bool {
        !self.filters().is_empty()
    }

    /// The same search without one of its filters, from the first page.
    pub fn without(&self, name: &str, value: &str) -> Self {
        let mut request = self.at_page(1);
        match name {
            "from" => request.from.clear(),
            "to" => request.to.clear(),
            SECTION => request.sections.retain(|other| other != value),
            COUNTRY => request.countries.retain(|other| other != value),
            _ => request.years.retain(|other| other != value),
        }
        request
    }

    /// The same search for another query, from the first page.
    pub fn with_query(&self, query: &str) -> Self {
        Self {
            query: query.trim().to_owned(),
            page: 1,
            ..self.clone()
        }
    }

    /// The same search without its filters, from the first page.
    pub fn unfiltered(&self) -> Self {
        Self {
            query: self.query.clone(),
            newest_first: self.newest_first,
            page: 1,
            ..Self::default()
        }
    }

    /// The same search, at another page of the results.
    pub fn at_page(&self, page: usize) -> Self {
        Self {
            page,
            ..self.clone()
        }
    }
}

/// Encodes a value as forms do (URL Standard, section 5.2).
fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                text.push(byte.into());
            }
            b' ' => text.push('+'),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Request;

    #[test]
    fn a_request_round_trips() {
        let request = Request {
            query: "“Côte d’Ivoire” & more".to_owned(),
            sections: vec!["nuclear".to_owned(), "missile".to_owned()],
            newest_first: true,
            page: 3,
            ..Request::default()
        };
        let parameters = request.parameters();
        let read = Request::read(|name| {
            let found = parameters.iter().filter(|(known, _)| *known == name);
            found.map(|(_, value)| value.clone()).collect()
        });
        assert_eq!(read, request);
        let fewer = request.without("section", "nuclear");
        assert_eq!(
            (fewer.sections, fewer.page),
            (vec!["missile".to_owned()], 1)
        );
    }

    #[test]
    fn empty_parameters_are_not_in_the_address() {
        let address = |request: Request| request.address();
        assert_eq!(address(Request::default()), "");
        let request = Request {
            query: "a b&c".to_owned(),
            page: 1,
            ..Request::default()
        };
        assert_eq!(address(request), "?q=a+b%26c");
    }

    #[test]
    fn values_are_encoded_as_in_forms() {
        for character in ('\0'..='\u{2ff}').chain(['“', '核', '😀']) {
            let value = format!("a{character}b");
            let expected: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
            assert_eq!(super::encoded(&value), expected);
        }
    }

    #[test]
    fn invalid_parameters_are_ignored() {
        let read = Request::read(|name| vec![if name == "page" { "-2" } else { "" }.to_owned()]);
        assert_eq!(read.page, 1);
        assert!(read.is_empty());
        for day in [
            "2013-99-99",
            "2013-01",
            "2013-00-10",
            "yesterday",
            "1e4-01-01",
        ] {
            let read = Request::read(|name| match name {
                "from" | "to" => vec![day.to_owned()],
                _ => Vec::new(),
            });
            assert!(read.is_empty(), "{day}");
        }
    }
}
