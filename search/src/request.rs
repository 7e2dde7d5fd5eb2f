//! A search request, as encoded in its address.

/// A search: query, filters and order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// The reader's query.
    pub query: String,
    /// The slug of the section to search, or empty.
    pub section: String,
    /// The slug of the country to search, or empty.
    pub country: String,
    /// The year to search, or empty.
    pub year: String,
    /// The first day to search, as `2012-03-01`, or empty.
    pub from: String,
    /// The last day to search, or empty.
    pub to: String,
    /// Whether to sort by date instead of score.
    pub newest_first: bool,
    /// The page of the results, starting at one.
    pub page: usize,
}

/// The value of `sort` for newest first.
pub const NEWEST: &str = "newest";

impl Request {
    /// Reads a request from URL parameters.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name| value(name).unwrap_or_default().trim().to_owned();
        Self {
            query: text("q"),
            section: text("section"),
            country: text("country"),
            year: text("year"),
            from: text("from"),
            to: text("to"),
            newest_first: text("sort") == NEWEST,
            page: text("page").parse().unwrap_or(1).max(1),
        }
    }

    /// The URL parameters, without empty ones.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut parameters = vec![
            ("q", self.query.clone()),
            ("section", self.section.clone()),
            ("country", self.country.clone()),
            ("year", self.year.clone()),
            ("from", self.from.clone()),
            ("to", self.to.clone()),
        ];
        if self.newest_first {
            parameters.push(("sort", NEWEST.to_owned()));
        }
        if self.page > 1 {
            parameters.push(("page", self.page.to_string()));
        }
        parameters.retain(|(_, value)| !value.is_empty());
        parameters
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
        [
            &self.section,
            &self.country,
            &self.year,
            &self.from,
            &self.to,
        ]
        .iter()
        .any(|filter| !filter.is_empty())
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
            section: "nuclear".to_owned(),
            newest_first: true,
            page: 3,
            ..Request::default()
        };
        let parameters = request.parameters();
        let read = Request::read(|name| {
            let mut found = parameters.iter();
            let (_, value) = found.find(|(known, _)| *known == name)?;
            Some(value.clone())
        });
        assert_eq!(read, request);
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
        let read = Request::read(|name| Some(if name == "page" { "-2" } else { "" }.to_owned()));
        assert_eq!(read.page, 1);
        assert!(read.is_empty());
    }
}
