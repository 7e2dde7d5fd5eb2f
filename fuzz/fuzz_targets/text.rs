#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let file = [fuzz::FRONT_MATTER.as_bytes(), text].concat();
    fuzz::read("content/articles/a.md", &file);
});
