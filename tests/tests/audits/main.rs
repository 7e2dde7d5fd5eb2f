//! Audits of the published pages, run once, in Chromium, because only its developer tools
//! provide this much detail.

mod accessibility_tree;
mod appearance;
mod axe;
mod budget;
mod first_screen;
mod focus_ring;
mod layout_shift;
mod motion;
mod policy;
mod print;
mod readability;
mod reflow;
mod screenshots;
mod statement;
mod structure;
mod style;
mod targets;
mod validity;
