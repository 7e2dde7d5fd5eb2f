//! What is measured on the published pages, once, in Chromium: its developer
//! tools alone tell so much about a page.

mod accessibility_tree;
mod appearance;
mod axe;
mod budget;
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
