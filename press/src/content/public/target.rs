//! Where a drawing refers to.

/// The target of a URL.
pub(super) enum Target {
    /// A place in the drawing or a file of the site.
    Within,
    /// A picture in a data URL.
    Picture,
    /// Another host, by a scheme-relative URL.
    OtherHost,
    /// Elsewhere, with the scheme in lowercase.
    Scheme(String),
}

impl Target {
    /// Parses a URL as browsers do (URL Standard, "basic URL parser"), which ignore
    /// spaces, tabs and line breaks.
    pub(super) fn of(address: &str) -> Self {
        let address: String = address
            .chars()
            .filter(|character| !character.is_control())
            .collect();
        let address = address.trim();
        let scheme = address.split_once(':').map(|(scheme, _)| scheme);
        let scheme = scheme.filter(|scheme| {
            let mut characters = scheme.chars();
            characters.next().is_some_and(|it| it.is_ascii_alphabetic())
                && characters.all(|it| it.is_ascii_alphanumeric() || "+-.".contains(it))
        });
        let is_embedded = |kind: &&str| {
            let start = format!("data:image/{kind}");
            let (head, rest) = address.split_at_checked(start.len()).unwrap_or_default();
            head.eq_ignore_ascii_case(&start) && rest.starts_with([';', ','])
        };
        match scheme {
            _ if ["avif", "gif", "jpeg", "png", "webp"]
                .iter()
                .any(is_embedded) =>
            {
                Self::Picture
            }
            Some(scheme) => Self::Scheme(scheme.to_ascii_lowercase()),
            // Browsers treat backslashes as slashes.
            None if address.replace('\\', "/").starts_with("//") => Self::OtherHost,
            None => Self::Within,
        }
    }
}
