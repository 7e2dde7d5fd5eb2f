//! What a country profile has around its text: facts, treaties, events. They
//! never change in the browser, so the app needs no code for them: they are
//! part of the profile's running text.

use crate::content::{CountryFile, Event, Treaties};
use html_escape::{encode_double_quoted_attribute, encode_text};
use newswire::model::{Date, Html};

/// A profile's text, with its facts before it, and its treaties and events after
/// it.
pub fn body(country: &CountryFile) -> Html {
    let facts = facts(country);
    let text = country.body.as_str();
    let treaties = country.treaties.as_ref().map(treaties).unwrap_or_default();
    let events = events(&country.events);
    // The text has been sanitised; the rest is put together here.
    Html::from_sanitised(format!("{facts}{text}{treaties}{events}"))
}

fn facts(country: &CountryFile) -> String {
    let facts = [("Capital", &country.capital), ("Region", &country.region)];
    let facts: String = facts
        .into_iter()
        .filter_map(|(name, value)| {
            let value = encode_text(value.as_ref()?);
            Some(format!("<div><dt>{name}</dt><dd>{value}</dd></div>"))
        })
        .collect();
    match facts.as_str() {
        "" => facts,
        facts => format!("<dl class=\"facts\">{facts}</dl>"),
    }
}

fn treaties(treaties: &Treaties) -> String {
    let rows: String = treaties
        .rows
        .iter()
        .map(|row| {
            let note = row.note.as_ref().map_or(String::new(), |note| {
                format!(" <span class=\"note\">{}</span>", encode_text(note))
            });
            let year = row.year.map(|year| year.to_string()).unwrap_or_default();
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}{note}</td><td>{year}</td></tr>",
                encode_text(row.treaty),
                encode_text(row.status),
            )
        })
        .collect();
    format!(
        "<h2 id=\"treaties\">Treaties and Regimes</h2>\
         <table class=\"treaties\" aria-labelledby=\"treaties\">\
         <thead><tr><th scope=\"col\">Treaty or regime</th><th scope=\"col\">Status</th>\
         <th scope=\"col\">Since</th></tr></thead><tbody>{rows}</tbody></table>\
         <p class=\"note\">Holds for {}.</p>",
        time(&treaties.as_of)
    )
}

fn events(events: &[Event]) -> String {
    if events.is_empty() {
        return String::new();
    }
    let items: String = events
        .iter()
        .map(|event| {
            format!(
                "<li>{} {}</li>",
                time(&event.date),
                encode_text(&event.text)
            )
        })
        .collect();
    format!("<h2 id=\"events\">Key Events</h2><ol class=\"timeline\">{items}</ol>")
}

fn time(date: &Date) -> String {
    format!(
        "<time datetime=\"{}\">{}</time>",
        encode_double_quoted_attribute(&date.iso),
        encode_text(&date.text)
    )
}
