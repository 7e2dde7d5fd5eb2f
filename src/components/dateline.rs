use crate::model::{Date, SectionLink};
use crate::reader::reader;
use crate::routes::Route;
use leptos::prelude::*;

/// An article's section and day.
#[component]
pub fn Dateline(
    /// The section, which it links to.
    section: SectionLink,
    /// The day.
    date: Date,
) -> impl IntoView {
    let href = reader().href(Route::Section(section.slug));
    view! {
        <p class="dateline">
            <a class="dateline-section" href=href>
                {section.name}
            </a>
            " "
            <time datetime=date.iso>{date.text}</time>
        </p>
    }
}
