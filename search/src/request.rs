//! All that a search asks for, as its address has it.

/// A search: what is looked for, among what, in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// What the reader has typed.
    pub query: String,
    /// The slug of the only section that is wanted, or nothing.
    pub section: String,
    /// The slug of the only country that is wanted, or nothing.
    pub country: String,
    /// The only year that is wanted, or nothing.
    pub year: String,
    /// The first day that is wanted, as `2012-03-01`, or nothing.
    pub from: String,
    /// The last day that is wanted, or nothing.
    pub to: String,
    /// Whether the newest stand first, not the best.
    pub newest_first: bool,
    /// The page of the results, counted from one.
    pub page: usize,
}

/// What `sort` is where the newest stand first.
pub const NEWEST: &str = "newest";

impl Request {
    /// Reads an address by the values of its parameters.
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

    /// The parameters of its address, without those that say nothing.
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

    /// The address of the search, below that of the page.
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

    /// Whether nothing is asked for at all.
    pub fn is_empty(&self) -> bool {
        self.query.is_empty() && !self.is_filtered()
    }

    /// Whether pages are left out that the words would find.
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

    /// The same search for other words, from its first page.
    pub fn with_query(&self, query: &str) -> Self {
        Self {
            query: query.trim().to_owned(),
            page: 1,
            ..self.clone()
        }
    }

    /// The same search without its filters, from its first page.
    pub fn unfiltered(&self) -> Self {
        Self {
            query: self.query.clone(),
            newest_first: self.newest_first,
            page: 1,
            ..Self::default()
        }
    }

    /// The same search, another page of what was found.
    pub fn at_page(&self, page: usize) -> Self {
        Self {
            page,
            ..self.clone()
        }
    }
}

/// A value as forms encode it (URL Standard, section 5.2).
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
    fn a_request_is_read_as_it_was_written() {
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
    fn what_says_nothing_is_not_in_the_address() {
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
    fn nonsense_in_an_address_is_passed_over() {
        let read = Request::read(|name| Some(if name == "page" { "-2" } else { "" }.to_owned()));
        assert_eq!(read.page, 1);
        assert!(read.is_empty());
    }
}
