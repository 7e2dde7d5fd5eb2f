//! The bars of charts. Each is next to a number with the same meaning, so nobody needs to
//! see it.

use maud::{Markup, html};

/// The length of the longest bar in the drawing's own unit.
const LENGTH: u64 = 1000;

/// A bar from zero to a number, as part of the longest bar. What is above `certain` is drawn
/// as an outline.
pub fn bar(certain: u32, number: u32, most: u32) -> Markup {
    let length = |number: u32| u64::from(number) * LENGTH / u64::from(most.max(1));
    let (certain, whole) = (length(certain), length(number));
    html! {
        svg.bar viewBox=(format!("0 0 {LENGTH} 10")) preserveAspectRatio="none" aria-hidden="true" {
            rect width=(certain) height="10" {}
            @if certain < whole {
                rect.bar-range x=(certain) width=(whole - certain) height="10" {}
            }
        }
    }
}
