use crate::excerpt::Piece;
use maud::html;

/// The ID of the list of suggestions; options append their number.
pub const LISTBOX_ID: &str = "search-suggestions";

/// Suggestions of one kind.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The kind.
    pub label: &'static str,
    /// The suggestions, best first.
    pub suggestions: Vec<Suggestion>,
}

/// A page that the reader may be looking for.
#[derive(Clone, Debug, Default)]
pub struct Suggestion {
    /// Its address.
    pub href: String,
    /// Its title, with the typed text marked.
    pub label: Vec<Piece>,
}

/// The suggestions as a listbox. Each is a link, so no click handler is needed.
pub fn suggestions(groups: &[Group]) -> String {
    let mut number = 0;
    let markup = html! {
        @for group in groups.iter().filter(|group| !group.suggestions.is_empty()) {
            div role="group" aria-label=(group.label) {
                div.suggestion-kind aria-hidden="true" { (group.label) }
                @for suggestion in &group.suggestions {
                    ({ number += 1; "" })
                    a id={ (LISTBOX_ID) "-" (number) } role="option" tabindex="-1"
                        aria-selected="false" href=(suggestion.href)
                    {
                        @for piece in &suggestion.label {
                            @if piece.is_found { mark { (piece.text) } } @else { (piece.text) }
                        }
                    }
                }
            }
        }
    };
    markup.into_string()
}

/// The number of suggestions.
pub fn count(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.suggestions.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::{Group, Suggestion, count, suggestions};

    #[test]
    fn suggestions_are_numbered_across_groups() {
        let group = |label| Group {
            label,
            suggestions: vec![Suggestion::default()],
        };
        let groups = [group("Countries"), Group::default(), group("Articles")];
        let html = suggestions(&groups);
        assert_eq!(count(&groups), 2);
        assert!(html.contains("id=\"search-suggestions-1\""), "{html}");
        assert!(html.contains("id=\"search-suggestions-2\""), "{html}");
        assert_eq!(html.matches("role=\"group\"").count(), 2);
    }
}
