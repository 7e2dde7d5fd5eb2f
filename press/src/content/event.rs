use super::article::LONGEST_SLUG;
use super::fields::{Fields, Located};
use super::{ArticleRef, Context};
use crate::dates::{self, PartialDate};
use jiff::civil::Date;
use model::routes::Route;

/// An event in the timeline of a country or treaty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The day, or the month or year if no more is known.
    pub date: PartialDate,
    /// What happened: plain text, at most 200 characters.
    pub text: String,
    /// The article that reports it, if there is one.
    pub article: Option<ArticleRef>,
}

const LONGEST_TEXT: usize = 200;

/// Reads the `[[events]]` of a profile or treaty, which are optional and must not be later
/// than `as_of`.
pub(super) fn read(
    fields: &mut Fields<'_>,
    as_of: Option<Date>,
    context: &Context<'_>,
) -> Vec<Event> {
    let tables = fields.optional("events").tables().unwrap_or_default();
    let last = as_of.unwrap_or(context.clock.today);
    let mut events: Vec<Event> = Vec::new();
    for mut table in tables {
        let date = table.required("date").day_month_or_year(context.clock);
        let text = table.required("text").text(LONGEST_TEXT);
        let article = table.optional("article").text(LONGEST_SLUG);
        let article = article.and_then(|article| find_article(&table, article, context));
        if let Some(date) = &date {
            let problem = match events.last() {
                _ if date.value.first_day() > last => {
                    format!("The event is after “as_of”, {last}.")
                }
                Some(before) if before.date.order() > date.value.order() => {
                    let [date, before] = [date.value, before.date].map(dates::partial);
                    format!("{} comes before {}.", date.text, before.text)
                }
                _ => String::new(),
            };
            if !problem.is_empty() {
                let advice = "List the events in order, earliest first, none after “as_of”.";
                table.file().fault(date.offset, problem, advice);
            }
        }
        table.finish();
        if let (Some(date), Some(text)) = (date, text) {
            events.push(Event {
                date: date.value,
                text: text.value,
                article,
            });
        }
    }
    events
}

fn find_article(
    table: &Fields<'_>,
    Located { value, offset }: Located<String>,
    context: &Context<'_>,
) -> Option<ArticleRef> {
    let route = Route::Article(value.clone());
    context
        .places
        .add_link(table.file(), offset, value.clone(), context.release);
    if !context.pages.contains(&route) {
        let problem = format!("There is no article “{value}”.");
        let advice = "Write the name of a file in articles/ without “.md”, or remove “article”.";
        table.file().fault(offset, problem, advice);
        return None;
    }
    Some(ArticleRef(value))
}
