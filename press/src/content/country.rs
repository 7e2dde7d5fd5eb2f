use super::article::LONGEST_SUMMARY;
use super::fields::{Document, Located};
use super::running_text::markdown;
use super::running_text::markdown::Body;
use super::running_text::mentions::Names;
use super::{ContentFile, Context, event, nuclear, source, status, suggestion};
use super::{Event, Nuclear, Source, Treaties, Treaty, TreatyStatus};
use jiff::civil::Date;
use model::routes::Route;

/// A file in `countries/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// The slug in its URL: the file's name.
    pub slug: String,
    /// The country's name.
    pub name: String,
    /// Other names of the country.
    pub other_names: Vec<String>,
    /// Search-only names, which mean only a part of the country or a predecessor state:
    /// plain text.
    pub search_names: Vec<String>,
    /// What is called after the country, such as “Pakistani”: plain text, for search.
    pub adjectives: Vec<String>,
    /// The country code of its flag: two lowercase letters a to z.
    pub flag: String,
    /// The summary of the profile: plain text, at most 200 characters.
    pub summary: String,
    /// Whether it has nuclear weapons.
    pub nuclear: Nuclear,
    /// The country's capital, if the file gives one.
    pub capital: Option<String>,
    /// The region of the world, if the file gives one: one of [`REGIONS`].
    pub region: Option<String>,
    /// Its status under treaties and regimes, if the file gives it.
    pub treaties: Option<Treaties>,
    /// Events, oldest first; none after `as_of`.
    pub events: Vec<Event>,
    /// The date that its facts were checked to.
    pub as_of: Date,
    /// Its sources; at least one.
    pub sources: Vec<Source>,
    /// The text itself.
    pub body: model::Html,
}

impl Country {
    /// All its names, the main one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = [&self.name].into_iter().chain(&self.other_names);
        names.map(String::as_str)
    }

    /// All names that readers may search for, the main one first.
    pub fn all_names(&self) -> impl Iterator<Item = &str> {
        self.names()
            .chain(self.search_names.iter().map(String::as_str))
    }

    /// Everything that finds its profile if it is searched for alone: all its names, the main one
    /// first, and its adjectives.
    pub fn searched_names(&self) -> impl Iterator<Item = &str> {
        let adjectives = self.adjectives.iter().map(String::as_str);
        self.all_names().chain(adjectives)
    }

    /// Its status under a treaty; `None` if the treaty is not open to it.
    pub fn status(&self, treaty: &Treaty) -> Option<&TreatyStatus> {
        let mut rows = self.treaties.iter().flat_map(|treaties| &treaties.rows);
        rows.find(|row| row.treaty.slug() == treaty.slug)
    }
}

const LONGEST_NAME: usize = 100;

/// The regions that countries are grouped by.
pub const REGIONS: [&str; 6] = [
    "Africa",
    "Americas",
    "Asia",
    "Europe",
    "Middle East",
    "Oceania",
];

/// The headings of every profile, in order.
pub const HEADINGS: [&str; 5] = ["Overview", "Nuclear", "Biological", "Chemical", "Missile"];

/// Reads a file in `countries/`, and registers the country's names. `treaties` has all
/// treaties in the order used on every page.
pub(super) fn read(
    slug: &str,
    file: &ContentFile,
    names: &mut Names,
    treaties: &[Treaty],
    context: &Context<'_>,
) -> Option<Country> {
    let document = Document::parse(file)?;
    let mut fields = document.front_matter.fields();
    let name = fields.required("name").text(LONGEST_NAME);
    let other_names = fields.optional("other_names").texts(LONGEST_NAME);
    let search_names = fields.optional("search_names").texts(LONGEST_NAME);
    let adjectives = fields.optional("adjectives").texts(LONGEST_NAME);
    let not_meant = fields.optional("not_meant").texts(LONGEST_NAME);
    let called: Vec<_> = name.iter().chain(other_names.iter().flatten()).collect();
    add_names(file, slug, &called, not_meant.iter().flatten(), names);
    let flag = fields.required("flag").text(LONGEST_NAME);
    if let Some(Located { value, offset }) = &flag
        && !is_country_code(value)
    {
        let problem = format!("Unknown country code “{value}”.");
        let advice = "Write the country’s ISO 3166-1 code in lowercase: flag = \"by\"";
        file.fault(*offset, problem, advice);
    }
    let nuclear = nuclear::read(&mut fields);
    let capital = fields.optional("capital").text(LONGEST_NAME);
    let region = fields.optional("region").text(LONGEST_NAME);
    if let Some(Located { value, offset }) = &region
        && !REGIONS.contains(&value.as_str())
    {
        let problem = format!("Unknown region “{value}”.");
        file.fault(*offset, problem, suggestion::one_of(value, REGIONS));
    }
    for (given, missing) in [(&capital, "region"), (&region, "capital")] {
        if let Some(given) = given
            && !fields.has(missing)
        {
            let problem = format!("The field “{missing}” is missing.");
            let advice = "Write both “capital” and “region”, or neither.";
            file.fault(given.offset, problem, advice);
        }
    }
    let summary = fields.required("summary").text(LONGEST_SUMMARY);
    let as_of = fields
        .required("as_of")
        .date(context.clock)
        .map(|as_of| as_of.value);
    let treaties = status::read(&mut fields, treaties, context);
    let events = event::read(&mut fields, as_of, context);
    let sources = source::read_sources(&mut fields, as_of, context);
    fields.finish();
    let body = markdown::render(file, document.body, document.body_start, None, context);
    check_headings(file, &body, document.body_start);
    context
        .places
        .add(&Route::Country(slug.to_owned()), body.ids);
    Some(Country {
        slug: slug.to_owned(),
        name: name?.value,
        other_names: Located::values(other_names),
        search_names: Located::values(search_names),
        adjectives: Located::values(adjectives),
        flag: flag?.value,
        summary: summary?.value,
        nuclear,
        capital: capital.map(|capital| capital.value),
        region: region.map(|region| region.value),
        treaties,
        events,
        as_of: as_of?,
        sources: sources?,
        body: body.html,
    })
}

/// Registers the country's names, and phrases that only look like them.
fn add_names<'a>(
    file: &ContentFile,
    slug: &str,
    called: &[&Located<String>],
    not_meant: impl Iterator<Item = &'a Located<String>>,
    names: &mut Names,
) {
    for Located { value, offset } in called {
        let page = Route::Country(slug.to_owned());
        names.add_or_report(value, &page.to_string(), file, *offset);
    }
    for Located { value, offset } in not_meant {
        let is_name = called.iter().any(|name| name.value == *value);
        let has_name = called.iter().any(|name| value.contains(&name.value));
        if is_name || !has_name {
            let problem = format!("“{value}” does not contain a name of this country.");
            let advice = "Write a phrase such as “New Mexico” for Mexico, or remove it.";
            file.fault(*offset, problem, advice);
        }
        names.add_phrase(value);
    }
}

/// Whether a text is a country code (ISO 3166-1 alpha-2) in lowercase, as in the file
/// names of flags. Every such code has a flag.
fn is_country_code(text: &str) -> bool {
    let is_lower = text.bytes().all(|byte| byte.is_ascii_lowercase());
    is_lower && rust_iso3166::from_alpha2(&text.to_uppercase()).is_some()
}

/// Reports the first heading that differs from the required one.
fn check_headings(file: &ContentFile, body: &Body, body_start: usize) {
    let mut written = body.headings.iter().filter(|heading| heading.level == 2);
    let mut wanted = HEADINGS.iter();
    let (offset, problem) = loop {
        match (written.next(), wanted.next()) {
            (None, None) => return,
            (Some(heading), Some(name)) if heading.text == *name => {}
            (Some(heading), Some(name)) => {
                let problem = format!(
                    "Unexpected heading “{}”; expected “{name}” here.",
                    heading.text
                );
                break (heading.offset, problem);
            }
            (Some(heading), None) => {
                let problem = format!("Unknown heading “{}” in a profile.", heading.text);
                break (heading.offset, problem);
            }
            (None, Some(name)) => {
                break (body_start, format!("The heading “{name}” is missing."));
            }
        }
    };
    let headings = HEADINGS.map(|name| format!("## {name}")).join(", ");
    let advice = format!("Use these level-2 headings in this order: {headings}.");
    file.fault(offset, problem, advice);
}
