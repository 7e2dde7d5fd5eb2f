//! The newswire as its readers meet it, a module for each of its behaviours.
//! They are one program, so that it is linked once.

mod accessibility;
mod budget;
mod failures;
mod hostile;
mod hydration;
mod mounting;
mod navigation;
mod policy;
mod screenshots;
mod seed;
mod skip_links;
mod sub_path;
mod without_scripts;
