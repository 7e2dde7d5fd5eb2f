use super::article::LONGEST_SLUG;
use super::fields::{Fields, Located, Toml};
use super::folder::slug_fault;
use super::links::Places;
use super::redirects::{self, Redirects};
use super::release::Release;
use super::requirements::{self, Requirements};
use super::today::Clock;
use super::web_address::is_web_address;
use super::{CORRECTIONS, ContentFile, Pages, Today, today};
use crate::site_paths::PRESS_MANIFEST;
use ammonia::Url;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use model::routes::{Base, Route, is_slug};
use model::{Link, Producer, ShellContent, Site};
use std::collections::BTreeSet;

/// The contact for security reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityContact {
    /// A contact URI: starts with `mailto:` or `https:`.
    pub contact: String,
    /// The date from which the contact may be out of date.
    pub expires: Date,
}

/// An abbreviation with its long form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abbreviation {
    /// The abbreviation.
    pub short: String,
    /// The long form.
    pub long: String,
}

/// A subject that articles are grouped by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The slug in its URL, unique among sections.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its description, in one sentence.
    pub description: String,
    /// Whether lists show the pictures of its articles.
    pub has_pictures: bool,
}

const LONGEST_LINE: usize = 500;

/// The contents of `site.toml`.
pub(super) struct Settings {
    pub(super) site: Site,
    pub(super) shell: ShellContent,
    pub(super) origin: String,
    pub(super) tagging_entity: String,
    pub(super) sections: Vec<Section>,
    pub(super) abbreviations: Vec<Abbreviation>,
    pub(super) synonyms: Vec<Vec<String>>,
    pub(super) redirects: Redirects,
    /// Where readers report problems: a URL that starts with `mailto:` or `https:`.
    pub(super) contact: Option<String>,
    pub(super) security: Option<SecurityContact>,
    pub(super) keep: Vec<String>,
    pub(super) requirements: Requirements,
    /// Whether the versions of articles are kept and shown.
    pub(super) keeps_history: bool,
    pub(super) timezone: TimeZone,
}

/// Reads `site.toml`, and adds the sections to the pages. The time depends on the site's
/// time zone and is returned even if the rest has faults.
pub(super) fn read(
    file: &ContentFile,
    pages: &mut Pages,
    places: &Places,
    base: &Base,
    today: Today,
) -> (Clock, Option<Settings>) {
    let toml = Toml::parse(file, 0..file.text().len());
    let mut fields = toml.fields();
    let timezone = today::timezone(&mut fields);
    let clock = today.clock(timezone.as_ref().unwrap_or(&TimeZone::UTC));
    let settings = settings(fields, timezone, pages, places, base, clock.today);
    (clock, settings)
}

fn settings(
    mut fields: Fields<'_>,
    timezone: Option<TimeZone>,
    pages: &mut Pages,
    places: &Places,
    base: &Base,
    today: Date,
) -> Option<Settings> {
    let name = fields.required("name").text(LONGEST_LINE);
    let tagline = fields.required("tagline").text(LONGEST_LINE);
    let notice = fields.required("notice").text(LONGEST_LINE);
    let origin = origin(&mut fields);
    let tagging_entity = tagging_entity(&mut fields, today);
    let producer = fields.required("producer").table();
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
    let navigation = links(&mut fields, "navigation", pages, places);
    let footer = links(&mut fields, "footer", pages, places);
    let abbreviations = fields
        .optional("abbreviations")
        .tables()
        .unwrap_or_default();
    let abbreviations: Vec<_> = abbreviations.into_iter().filter_map(abbreviation).collect();
    let synonyms = fields.optional("synonyms").tables().unwrap_or_default();
    let synonyms: Vec<_> = synonyms.into_iter().filter_map(self::synonyms).collect();
    let redirects = redirects::read(&mut fields, pages);
    let contact = fields.optional("contact").text(LONGEST_LINE);
    if let Some(contact) = &contact {
        check_contact(fields.file(), contact, "newsroom");
    }
    let security = fields.optional("security").table().and_then(security);
    let keep = keep(&mut fields);
    let requirements = requirements::read(&mut fields);
    let keeps_history = fields.optional("history").flag_or_false();
    fields.finish();
    let site = Site {
        base: base.as_str().to_owned(),
        name: name?.value,
    };
    let shell = ShellContent {
        tagline: tagline?.value,
        producer: producer?,
        navigation: navigation?,
        footer: footer?,
        notice: notice?.value,
    };
    Some(Settings {
        site,
        shell,
        origin: origin?,
        tagging_entity: tagging_entity?,
        sections: sections?,
        abbreviations,
        synonyms,
        redirects,
        contact: contact.map(|contact| contact.value),
        security,
        keep,
        requirements,
        keeps_history,
        timezone: timezone?,
    })
}

/// Reads the origin (RFC 6454) that the site is published at. The path below it is the
/// base, which is a command-line option.
fn origin(fields: &mut Fields<'_>) -> Option<String> {
    let origin = fields.required("origin").text(LONGEST_LINE)?;
    let is_origin = is_web_address(&origin.value)
        && Url::parse(&origin.value)
            .is_ok_and(|url| url.origin().ascii_serialization() == origin.value);
    if !is_origin {
        fields.file().fault(
            origin.offset,
            format!("Invalid origin “{}”.", origin.value),
            "Write scheme and host without a path: origin = \"https://newswire.example\"",
        );
    }
    is_origin.then_some(origin.value)
}

/// Reads the tagging entity (RFC 4151, section 2.1), the prefix of articles' ids in
/// machine formats.
fn tagging_entity(fields: &mut Fields<'_>, today: Date) -> Option<String> {
    let entity = fields.required("tagging_entity").text(LONGEST_LINE)?;
    let is_entity = is_tagging_entity(&entity.value, today);
    if !is_entity {
        fields.file().fault(
            entity.offset,
            format!("Invalid tagging entity “{}”.", entity.value),
            "Write a domain, a comma, and a date on which it was yours: \
             tagging_entity = \"newswire.example,2012\"",
        );
    }
    is_entity.then_some(entity.value)
}

/// Whether a text is a domain in lowercase and a date that is not in the future, possibly
/// reduced to its month or year. RFC 4151 also allows email addresses; the press does
/// not.
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
    let logo = fields.required("logo").text(LONGEST_LINE);
    if let Some(Located { value, offset }) = &logo
        && !pages.is_file(value)
    {
        let problem = format!("There is no logo “{value}” in the folder “public”.");
        let advice = match pages.nearest_file(value) {
            Some(file) => format!("Did you mean “{file}”?"),
            None => "Put the file into “public”, next to the content, and write its path from \
                     there: logo = \"/logo.svg\""
                .to_owned(),
        };
        fields.file().fault(*offset, problem, advice);
    }
    let logo_alt = fields.required("logo_alt").text(LONGEST_LINE);
    let logo_width = fields.required("logo_width").number();
    let logo_height = fields.required("logo_height").number();
    fields.finish();
    Some(Producer {
        logo: logo?.value,
        logo_alt: logo_alt?.value,
        logo_width: logo_width?.value,
        logo_height: logo_height?.value,
    })
}

/// Reads the paths in the published site to keep although the press did not write them.
fn keep(fields: &mut Fields<'_>) -> Vec<String> {
    let paths = fields
        .optional("keep")
        .texts(LONGEST_LINE)
        .unwrap_or_default();
    for Located { value, offset } in &paths {
        let path = value.strip_suffix('/').unwrap_or(value);
        let is_inside = path.split('/').all(|name| !["", ".", ".."].contains(&name));
        if !is_inside || path == PRESS_MANIFEST {
            let problem = format!("Invalid path “{value}”.");
            let advice = "Write the path of a file or folder of the site, without a leading slash: keep = [\"CNAME\"]";
            fields.file().fault(*offset, problem, advice);
        }
    }
    paths.into_iter().map(|path| path.value).collect()
}

/// Reads the contact for security reports (RFC 9116, section 2.5).
fn security(mut fields: Fields<'_>) -> Option<SecurityContact> {
    let contact = fields.required("contact").text(LONGEST_LINE);
    if let Some(contact) = &contact {
        check_contact(fields.file(), contact, "security");
    }
    let expires = fields.required("expires").any_date();
    fields.finish();
    Some(SecurityContact {
        contact: contact?.value,
        expires: expires?.value,
    })
}

/// Reports a contact that is neither a mailbox nor a page.
fn check_contact(file: &ContentFile, contact: &Located<String>, mailbox: &str) {
    let Located { value, offset } = contact;
    if !["https", "mailto"].contains(&Url::parse(value).as_ref().map_or("", Url::scheme)) {
        let problem = format!("Invalid contact address “{value}”.");
        let advice = format!(
            "Write one that starts with mailto: or https://, such as \
             contact = \"mailto:{mailbox}@newswire.example\""
        );
        file.fault(*offset, problem, advice);
    }
}

fn sections(fields: &mut Fields<'_>) -> Option<Vec<Section>> {
    let mut seen = BTreeSet::new();
    let tables = fields.required("sections").tables()?.into_iter();
    let sections: Vec<_> = tables.map(|table| section(table, &mut seen)).collect();
    sections.into_iter().collect()
}

fn section(mut fields: Fields<'_>, seen: &mut BTreeSet<String>) -> Option<Section> {
    let slug = fields.required("slug").text(LONGEST_SLUG);
    if let Some(Located { value, offset }) = &slug {
        if let Some((problem, advice)) = slug_fault(value) {
            fields.file().fault(*offset, problem, advice);
        }
        if !seen.insert(value.clone()) {
            let problem = format!("Duplicate section “{value}”.");
            fields
                .file()
                .fault(*offset, problem, "Give each section its own slug.");
        }
    }
    let name = fields.required("name").text(LONGEST_LINE);
    let description = fields.required("description").text(LONGEST_LINE);
    let has_pictures = fields.optional("pictures").flag_or_false();
    fields.finish();
    Some(Section {
        slug: slug?.value,
        name: name?.value,
        description: description?.value,
        has_pictures,
    })
}

fn abbreviation(mut fields: Fields<'_>) -> Option<Abbreviation> {
    let short = fields.required("short").text(LONGEST_LINE);
    let long = fields.required("long").text(LONGEST_LINE);
    fields.finish();
    Some(Abbreviation {
        short: short?.value,
        long: long?.value,
    })
}

fn synonyms(mut fields: Fields<'_>) -> Option<Vec<String>> {
    let words = fields.required("words").texts(LONGEST_LINE);
    fields.finish();
    Some(words?.into_iter().map(|word| word.value).collect())
}

fn links(
    fields: &mut Fields<'_>,
    name: &'static str,
    pages: &Pages,
    places: &Places,
) -> Option<Vec<Link>> {
    let tables = fields.required(name).tables()?.into_iter();
    let links: Vec<_> = tables.map(|table| link(table, pages, places)).collect();
    links.into_iter().collect()
}

/// Reads a link. Its path must be the page's canonical one, because the navigation
/// compares it with the current page's.
fn link(mut fields: Fields<'_>, pages: &Pages, places: &Places) -> Option<Link> {
    let label = fields.required("label").text(LONGEST_LINE);
    let path = fields.required("path").text(LONGEST_LINE);
    if let Some(Located { value, offset }) = &path {
        match Route::parse(value).filter(|route| pages.contains(route)) {
            Some(Route::Article(slug)) if Route::Article(slug.clone()).to_string() == *value => {
                places.add_link(fields.file(), *offset, slug, Release::default());
            }
            Some(Route::Text(slug)) if slug == CORRECTIONS => {
                places.add_link_to_corrections(fields.file(), *offset);
            }
            Some(route) if route.to_string() == *value => {}
            Some(route) => fields.file().fault(
                *offset,
                format!("“{value}” is not the exact address of the page."),
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
    fn a_tagging_entity_is_a_domain_and_a_past_date() {
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
