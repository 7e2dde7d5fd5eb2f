//! The newswire as its readers meet it, a module for each of its behaviours, in
//! whatever engine is chosen. They are one program, so that it is linked once.

mod addresses;
mod broken_files;
mod controls;
mod failures;
mod hostile;
mod hydration;
mod ids;
mod kept;
mod keyboard;
mod languages;
mod lists;
mod mounting;
mod mutations;
mod navigation;
mod notices;
mod offline;
mod policy;
mod prefetch;
mod search;
mod seed;
mod skip_links;
mod sub_path;
mod suggestions;
mod without_scripts;
