use super::fields::{Document, Located};
use super::running_text::markdown;
use super::running_text::mentions::Names;
use super::web_address::is_web_address;
use super::{ContentFile, Context, Event, Source, Standing, event, source, suggestion};
use crate::dates::{self, PartialDate};
use jiff::civil::Date;
use model::routes::Route;

/// A file in `treaties/`: a treaty or regime that countries can belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Treaty {
    /// The slug in its URL: the file's name.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The initials or a short name: `NPT`.
    pub short: String,
    /// What else texts call it.
    pub forms: Vec<String>,
    /// What joining it means.
    pub kind: Kind,
    /// Its place on every page that lists treaties.
    pub order: u32,
    /// When it was opened for signature, or founded.
    pub opened: Option<PartialDate>,
    /// When it entered into force, if it has.
    pub in_force: Option<PartialDate>,
    /// Who keeps the documents, if anybody does: plain text.
    pub depositary: Option<String>,
    /// The official list of members.
    pub register: Register,
    /// Events, oldest first; none after `as_of`.
    pub events: Vec<Event>,
    /// The date that its facts were checked to.
    pub as_of: Date,
    /// Its sources; at least one.
    pub sources: Vec<Source>,
    /// What it is.
    pub body: model::Html,
}

/// The official list of a treaty's members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register {
    /// Who keeps it: plain text.
    pub keeper: String,
    /// Its URL.
    pub url: String,
}

/// The kind of commitment, which decides the wording of the status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Ratified by states.
    Treaty,
    /// In force between a state and the International Atomic Energy Agency.
    Protocol,
    /// Joined without a treaty.
    Regime,
    /// A code that states subscribe to.
    Code,
    /// One of several treaties, each for the states of a region.
    Zone,
}

/// The keywords for a kind that editors use.
const KINDS: [(&str, Kind); 5] = [
    ("treaty", Kind::Treaty),
    ("protocol", Kind::Protocol),
    ("regime", Kind::Regime),
    ("code", Kind::Code),
    ("zone", Kind::Zone),
];

const LONGEST_NAME: usize = 100;
const LONGEST_URL: usize = 2000;

impl Treaty {
    /// All its names, the main one first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let names = [&self.name, &self.short].into_iter().chain(&self.forms);
        names.map(String::as_str)
    }

    /// Whether one of its names is its own. The page of nuclear-weapon-free zones is about several
    /// treaties, and also has their names.
    pub fn is_called(&self, name: &str) -> bool {
        self.kind != Kind::Zone || name == self.name
    }

    /// Whether it is ratified by states and not in force. Then nobody is a party to it.
    pub fn is_pending(&self) -> bool {
        self.kind == Kind::Treaty && self.in_force.is_none()
    }

    /// The status as readers see it.
    pub fn words(&self, standing: Standing) -> &'static str {
        match (standing, self.kind) {
            (Standing::Party, Kind::Treaty) if self.is_pending() => "Ratified",
            (Standing::Party, Kind::Treaty | Kind::Zone) => "Party",
            (Standing::Party, Kind::Protocol) => "In force",
            (Standing::Party, Kind::Regime) => "Member",
            (Standing::Party, Kind::Code) => "Subscribing state",
            (Standing::Signed, Kind::Protocol) => "Signed, not in force",
            (Standing::Signed, _) => "Signed, not ratified",
            (Standing::Withdrawn, _) => "Withdrew",
            (Standing::None, Kind::Treaty) if self.is_pending() => "Not signed",
            (Standing::None, Kind::Treaty | Kind::Zone) => "Not a party",
            (Standing::None, Kind::Protocol) => "Not signed",
            (Standing::None, Kind::Regime) => "Not a member",
            (Standing::None, Kind::Code) => "Not a subscriber",
        }
    }
}

/// Reads a file in `treaties/`, and registers the treaty's names.
pub(super) fn read(
    slug: &str,
    file: &ContentFile,
    names: &mut Names,
    context: &Context<'_>,
) -> Option<Treaty> {
    let route = Route::Treaty(slug.to_owned());
    let document = Document::parse(file)?;
    let mut fields = document.front_matter.fields();
    let name = fields.required("name").text(LONGEST_NAME);
    let short = fields.required("short").text(LONGEST_NAME);
    let forms = fields.optional("forms").texts(LONGEST_NAME);
    for Located { value, offset } in name.iter().chain(forms.iter().flatten()) {
        names.add_or_report(value, &route.to_string(), file, *offset);
    }
    let kind = fields.required("kind").text(LONGEST_NAME);
    let kind = kind.and_then(|kind| self::kind(file, &kind));
    let order = fields.required("order").number();
    let opened = fields.optional("opened").day_month_or_year(context.clock);
    let in_force = fields.optional("in_force").day_month_or_year(context.clock);
    if let (Some(opened), Some(in_force)) = (&opened, &in_force)
        && in_force.value.order() < opened.value.order()
    {
        let problem = format!(
            "“in_force” is before “opened”, {}.",
            dates::partial(opened.value).text
        );
        let advice = "Correct one of the two dates.";
        file.fault(in_force.offset, problem, advice);
    }
    let depositary = fields.optional("depositary").text(LONGEST_NAME);
    let keeper = fields.required("register_keeper").text(LONGEST_NAME);
    let url = fields.required("register").text(LONGEST_URL);
    if let Some(url) = &url
        && !is_web_address(&url.value)
    {
        let problem = format!("Invalid web address “{}”.", url.value);
        let advice = "Write the full address, starting with https:// or http://.";
        file.fault(url.offset, problem, advice);
    }
    let as_of: Option<Date> = fields
        .required("as_of")
        .date(context.clock)
        .map(|as_of| as_of.value);
    let events = event::read(&mut fields, as_of, context);
    let sources = source::read_sources(&mut fields, as_of, context);
    fields.finish();
    let body = markdown::render(file, document.body, document.body_start, None, context);
    context.places.add(&route, body.ids);
    Some(Treaty {
        slug: slug.to_owned(),
        name: name?.value,
        short: short?.value,
        forms: Located::values(forms),
        kind: kind?,
        order: order?.value,
        opened: opened.map(|opened| opened.value),
        in_force: in_force.map(|in_force| in_force.value),
        depositary: depositary.map(|depositary| depositary.value),
        register: Register {
            keeper: keeper?.value,
            url: url?.value,
        },
        events,
        as_of: as_of?,
        sources: sources?,
        body: body.html,
    })
}

fn kind(file: &ContentFile, Located { value, offset }: &Located<String>) -> Option<Kind> {
    let known = KINDS.iter().find(|(word, _)| word == value);
    if known.is_none() {
        let problem = format!("Unknown kind of treaty “{value}”.");
        let advice = suggestion::one_of(value, KINDS.map(|(word, _)| word));
        file.fault(*offset, problem, advice);
    }
    known.map(|(_, kind)| *kind)
}
