//! End-to-end tests, a module for each behavior, in the chosen engine. They form one
//! program, so that it is linked only once.

mod addresses;
mod atlas;
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
mod live;
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
mod start;
mod style;
mod sub_path;
mod suggestions;
mod versions;
mod without_scripts;
