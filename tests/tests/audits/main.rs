//! Audits of the published site, run once. Those of pages run in Chromium, because only its
//! developer tools provide this much detail.

mod accessibility_tree;
mod appearance;
mod axe;
mod budget;
mod first_paint;
mod first_screen;
mod focus_ring;
mod layout_shift;
mod motion;
mod policy;
mod print;
mod readability;
mod reflow;
mod screenshots;
mod search_quality;
mod statement;
mod structure;
mod style;
mod targets;
mod validity;
