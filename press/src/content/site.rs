use super::article::LONGEST_SLUG;
use super::fields::{Fields, Located, Toml};
use super::redirects::{self, Redirects};
use super::source::is_web_address;
use super::{ContentFile, Pages, Today, today};
use crate::site_paths::PRESS_MANIFEST;
use ammonia::Url;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::routes::{Base, Route, is_slug};
use model::{Link, Producer, Site};
use std::collections::BTreeSet;

/// Whom to tell of a hole in the site's security.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityContact {
    /// Where somebody can be reached: begins with `mailto:` or `https:`.
    pub contact: String,
    /// The day from which that is not to be relied on any more.
    pub expires: Date,
}

/// What is written in full or abbreviated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abbreviation {
    /// The abbreviation.
    pub short: String,
    /// What it stands for.
    pub long: String,
}

/// A subject that articles are sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its part of the address; no other section has the same.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it covers, in one sentence.
    pub description: String,
}

const LONGEST_LINE: usize = 500;

/// How many pages a part of the search index has, unless the site says otherwise:
/// Pagefind takes some 300 MB of memory for a thousand articles while it builds one.
const PART_PAGES: usize = 2_000;

/// What `site.toml` says.
pub(super) struct Settings {
    pub(super) site: Site,
    pub(super) origin: String,
    pub(super) tagging_entity: String,
    pub(super) sections: Vec<Section>,
    pub(super) abbreviations: Vec<Abbreviation>,
    pub(super) part_pages: usize,
    pub(super) redirects: Redirects,
    pub(super) security: Option<SecurityContact>,
    pub(super) keep: Vec<String>,
    pub(super) timezone: TimeZone,
}

/// Reads `site.toml`, and adds the sections to the pages. The day that it is depends on
/// where the site is; it is known even where the rest has faults.
pub(super) fn read(
    file: &ContentFile,
    pages: &mut Pages,
    base: &Base,
    today: Today,
) -> (Date, Option<Settings>) {
    let toml = Toml::parse(file, 0..file.text().len());
    let mut fields = toml.fields();
    let timezone = today::timezone(&mut fields);
    let today = today.date(timezone.as_ref().unwrap_or(&TimeZone::UTC));
    (today, settings(fields, timezone, pages, base, today))
}

fn settings(
    mut fields: Fields<'_>,
    timezone: Option<TimeZone>,
    pages: &mut Pages,
    base: &Base,
    today: Date,
) -> Option<Settings> {
    let name = fields.text("name", LONGEST_LINE);
    let tagline = fields.text("tagline", LONGEST_LINE);
    let notice = fields.text("notice", LONGEST_LINE);
    let origin = origin(&mut fields);
    let tagging_entity = tagging_entity(&mut fields, today);
    let producer = fields.table("producer");
    let producer = producer.and_then(|producer| self::producer(producer, pages));
    let sections = sections(&mut fields);
    if let Some(sections) = &sections {
        pages.add_sections(
            sections
                .iter()
                .map(|section| section.slug.clone())
                .collect(),
        );
    }
    let navigation = links(&mut fields, "navigation", pages);
    let footer = links(&mut fields, "footer", pages);
    let abbreviations = fields.optional_tables("abbreviations").unwrap_or_default();
    let abbreviations: Vec<_> = abbreviations.into_iter().filter_map(abbreviation).collect();
    let part_pages = fields.optional_number("search_part_pages");
    let redirects = redirects::read(&mut fields, pages);
    let security = fields.optional_table("security").and_then(security);
    let keep = keep(&mut fields);
    fields.finish();
    let site = Site {
        base: base.as_str().to_owned(),
        name: name?.value,
        tagline: tagline?.value,
        producer: producer?,
        navigation: navigation?,
        footer: footer?,
        notice: notice?.value,
    };
    Some(Settings {
        site,
        origin: origin?,
        tagging_entity: tagging_entity?,
        sections: sections?,
        abbreviations,
        part_pages: part_pages.map_or(PART_PAGES, |pages| pages.value as usize),
        redirects,
        security,
        keep,
        timezone: timezone?,
    })
}

/// Reads the origin (RFC 6454) that the site is published at. The path below it is
/// the base, which the press is told when it runs.
fn origin(fields: &mut Fields<'_>) -> Option<String> {
    let origin = fields.text("origin", LONGEST_LINE)?;
    let is_origin = is_web_address(&origin.value)
        && Url::parse(&origin.value)
            .is_ok_and(|url| url.origin().ascii_serialization() == origin.value);
    if !is_origin {
        fields.file().fault(
            origin.offset,
            format!("“{}” is not where a site can be published.", origin.value),
            "Write scheme and host without a path: origin = \"https://newswire.example\"",
        );
    }
    is_origin.then_some(origin.value)
}

/// Reads the tagging entity (RFC 4151, section 2.1), which the names of articles for
/// other machines begin with.
fn tagging_entity(fields: &mut Fields<'_>, today: Date) -> Option<String> {
    let entity = fields.text("tagging_entity", LONGEST_LINE)?;
    let is_entity = is_tagging_entity(&entity.value, today);
    if !is_entity {
        fields.file().fault(
            entity.offset,
            format!(
                "“{}” is not a domain and a day on which it was yours.",
                entity.value
            ),
            "Write a domain, a comma, and a year, month or day: \
             tagging_entity = \"newswire.example,2012\"",
        );
    }
    is_entity.then_some(entity.value)
}

/// Whether a text is a domain in lower case and a day that has come, or the first one
/// of a month or a year. An address of e-mail, which RFC 4151 allows too, is left out.
fn is_tagging_entity(text: &str, today: Date) -> bool {
    let Some((domain, day)) = text.split_once(',') else {
        return false;
    };
    let day = match day.len() {
        4 => format!("{day}-01-01"),
        7 => format!("{day}-01"),
        _ => day.to_owned(),
    };
    let has_come = day.len() == 10 && day.parse::<Date>().is_ok_and(|day| day <= today);
    has_come && domain.split('.').all(is_slug)
}

fn producer(mut fields: Fields<'_>, pages: &Pages) -> Option<Producer> {
    let logo = fields.text("logo", LONGEST_LINE);
    if let Some(Located { value, offset }) = &logo
        && !pages.is_file(value)
    {
        let problem = format!("There is no logo “{value}” in the folder “public”.");
        let advice = match pages.nearest_file(value) {
            Some(file) => format!("Did you mean “{file}”?"),
            None => "Put the file into “public”, beside the content, and write its path from \
                     there: logo = \"/logo.svg\""
                .to_owned(),
        };
        fields.file().fault(*offset, problem, advice);
    }
    let logo_alt = fields.text("logo_alt", LONGEST_LINE);
    let logo_width = fields.number("logo_width");
    let logo_height = fields.number("logo_height");
    fields.finish();
    Some(Producer {
        logo: logo?.value,
        logo_alt: logo_alt?.value,
        logo_width: logo_width?,
        logo_height: logo_height?,
    })
}

/// Reads what is kept of the published site although the press has not put it there.
fn keep(fields: &mut Fields<'_>) -> Vec<String> {
    let paths = fields
        .optional_texts("keep", LONGEST_LINE)
        .unwrap_or_default();
    for Located { value, offset } in &paths {
        let path = value.strip_suffix('/').unwrap_or(value);
        let is_inside = path.split('/').all(|name| !["", ".", ".."].contains(&name));
        if !is_inside || path == PRESS_MANIFEST {
            let problem = format!("“{value}” is not the path of a file or folder of the site.");
            let advice = "Write it without a slash at the beginning: keep = [\"CNAME\"]";
            fields.file().fault(*offset, problem, advice);
        }
    }
    paths.into_iter().map(|path| path.value).collect()
}

/// Reads whom to tell of a hole in the site's security (RFC 9116, section 2.5).
fn security(mut fields: Fields<'_>) -> Option<SecurityContact> {
    let contact = fields.text("contact", LONGEST_LINE);
    if let Some(Located { value, offset }) = &contact
        && !["https", "mailto"].contains(&Url::parse(value).as_ref().map_or("", Url::scheme))
    {
        let problem = format!("“{value}” is not a contact address.");
        let advice = "Write one that begins with mailto: or https://, such as \
                      contact = \"mailto:security@newswire.example\"";
        fields.file().fault(*offset, problem, advice);
    }
    let expires = fields.any_date("expires");
    fields.finish();
    Some(SecurityContact {
        contact: contact?.value,
        expires: expires?,
    })
}

fn sections(fields: &mut Fields<'_>) -> Option<Vec<Section>> {
    let mut seen = BTreeSet::new();
    let tables = fields.tables("sections")?.into_iter();
    let sections: Vec<_> = tables.map(|table| section(table, &mut seen)).collect();
    sections.into_iter().collect()
}

fn section(mut fields: Fields<'_>, seen: &mut BTreeSet<String>) -> Option<Section> {
    let slug = fields.text("slug", LONGEST_SLUG);
    if let Some(Located { value, offset }) = &slug {
        if !is_slug(value) {
            let problem = format!("“{value}” cannot be part of an address.");
            let advice = "Write lower-case letters a to z, digits, and hyphens between them.";
            fields.file().fault(*offset, problem, advice);
        }
        if !seen.insert(value.clone()) {
            let problem = format!("There is another section “{value}”.");
            fields
                .file()
                .fault(*offset, problem, "Give each section a slug of its own.");
        }
    }
    let name = fields.text("name", LONGEST_LINE);
    let description = fields.text("description", LONGEST_LINE);
    fields.finish();
    Some(Section {
        slug: slug?.value,
        name: name?.value,
        description: description?.value,
    })
}

fn abbreviation(mut fields: Fields<'_>) -> Option<Abbreviation> {
    let short = fields.text("short", LONGEST_LINE);
    let long = fields.text("long", LONGEST_LINE);
    fields.finish();
    Some(Abbreviation {
        short: short?.value,
        long: long?.value,
    })
}

fn links(fields: &mut Fields<'_>, name: &'static str, pages: &Pages) -> Option<Vec<Link>> {
    let tables = fields.tables(name)?.into_iter();
    let links: Vec<_> = tables.map(|table| link(table, pages)).collect();
    links.into_iter().collect()
}

/// Reads a link, whose path must be spelled as the page's own: the navigation
/// knows by it that it is on that page.
fn link(mut fields: Fields<'_>, pages: &Pages) -> Option<Link> {
    let label = fields.text("label", LONGEST_LINE);
    let path = fields.text("path", LONGEST_LINE);
    if let Some(Located { value, offset }) = &path {
        match Route::parse(value).filter(|route| pages.contains(route)) {
            Some(route) if route.to_string() == *value => {}
            Some(route) => fields.file().fault(
                *offset,
                format!("“{value}” is not how the page’s address is spelled."),
                format!("Write “{route}”."),
            ),
            None => fields.file().fault(
                *offset,
                format!("There is no page “{value}”."),
                pages.advice(value),
            ),
        }
    }
    fields.finish();
    Some(Link {
        label: label?.value,
        path: path?.value,
    })
}

#[cfg(test)]
mod tests {
    use super::is_tagging_entity;
    use jiff::civil::date;

    #[test]
    fn a_tagging_entity_is_a_domain_and_a_day_that_has_come() {
        let is_entity = |text| is_tagging_entity(text, date(2014, 12, 31));
        for text in [
            "newswire.example,2012",
            "a-b.newswire.example,2012-10",
            "newswire.example,2014-12-31",
        ] {
            assert!(is_entity(text), "{text}");
        }
        for text in [
            "newswire.example",
            "newswire.example,",
            "newswire.example,12",
            "newswire.example,2012-13",
            "newswire.example,2015",
            "newswire.example,2012-10-23T10",
            "Newswire.example,2012",
            "newswire..example,2012",
            "https://newswire.example,2012",
            ",2012",
        ] {
            assert!(!is_entity(text), "{text}");
        }
    }
}
