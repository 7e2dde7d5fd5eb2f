//! Names shared by styles, scripts and pages: a name changed in only one place fails
//! here.

use anyhow::Result;
use model::contract::{attributes, classes, controls, ids};
use scraper::{Html, Selector};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tests::site::{Site, project};
use walkdir::WalkDir;

/// Names that only scripts set in open pages.
const SET_BY_SCRIPTS: [&str; 16] = [
    attributes::APP,
    attributes::BUSY,
    attributes::CANNOT_SAVE,
    attributes::CAN_SAVE,
    attributes::CAN_SHARE,
    attributes::FAILURE,
    attributes::FILES,
    attributes::SCHEME,
    attributes::SCRIPTS,
    attributes::SEARCH_FAILED,
    attributes::SEARCH_READY,
    attributes::SEARCH_SITE,
    attributes::TITLE,
    classes::LEAVING,
    classes::NOTICE,
    classes::NOTICE_ACTION,
];

/// The classes, IDs and custom attributes in the published pages, as `.class`, `#id`,
/// `[data-attribute]` and `[name=control]`.
fn names_in_pages() -> Result<BTreeSet<String>> {
    let any = Selector::parse("*").expect("a selector");
    let templates = Selector::parse("template").expect("a selector");
    let mut names = BTreeSet::new();
    for site in [Site::newswire()?, Site::hostile()?] {
        for file in site.html_files()? {
            let page = Html::parse_document(&site.text(&file)?);
            let in_templates = page
                .select(&templates)
                .map(|template| Html::parse_fragment(&template.inner_html()));
            for document in in_templates.collect::<Vec<_>>().iter().chain([&page]) {
                for element in document.select(&any) {
                    let element = element.value();
                    names.extend(element.classes().map(|class| format!(".{class}")));
                    names.extend(element.id().map(|id| format!("#{id}")));
                    names.extend(element.attr("name").map(|name| format!("[name={name}]")));
                    let own = element
                        .attrs()
                        .filter(|(name, _)| name.starts_with("data-"));
                    names.extend(own.map(|(name, _)| format!("[{name}]")));
                }
            }
        }
    }
    Ok(names)
}

/// The project's style sheets: their paths and their texts.
fn sheets() -> Result<Vec<(PathBuf, String)>> {
    let mut sheets = Vec::new();
    for entry in fs::read_dir(project("style"))? {
        let path = entry?.path();
        if path.extension() == Some("css".as_ref()) {
            let css = fs::read_to_string(&path)?;
            sheets.push((path, css));
        }
    }
    Ok(sheets)
}

/// The selectors of a stylesheet's rules.
fn selectors(css: &str) -> Vec<String> {
    let mut without_comments = String::new();
    for piece in css.split("/*") {
        without_comments.push_str(piece.split_once("*/").map_or(piece, |(_, rest)| rest));
    }
    let pieces = without_comments.split_inclusive(['{', '}', ';']);
    let selectors = pieces.filter_map(|piece| Some(piece.strip_suffix('{')?.trim()));
    let selectors = selectors.filter(|selector| !selector.starts_with('@'));
    selectors.map(str::to_owned).collect()
}

/// The same names in a stylesheet's selectors.
fn names_in_style(css: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for selector in selectors(css) {
        for (mark, end) in [(".", ""), ("#", ""), ("[data-", "]")] {
            for (at, _) in selector.match_indices(mark) {
                let rest = &selector[at + mark.len()..];
                let is_of_name = |it: char| it.is_ascii_alphanumeric() || it == '-' || it == '_';
                let length = rest.find(|it| !is_of_name(it)).unwrap_or(rest.len());
                names.insert(format!("{mark}{}{end}", &rest[..length]));
            }
        }
    }
    names
}

/// The elements that a selector chooses, without where they are: what follows its last
/// combinator.
fn subject(selector: &str) -> &str {
    let mut depth = 0;
    let start = selector.char_indices().rev().find(|(_, it)| {
        depth += i32::from(*it == ')') - i32::from(*it == '(');
        depth == 0 && [' ', '>', '+', '~'].contains(it)
    });
    start.map_or(selector, |(at, _)| &selector[at + 1..])
}

/// Whether a selector makes a browser style all elements again when one is inserted: it matches
/// every element after another one, or every element in one that is chosen by its contents.
/// Or when the app starts: it matches any element, depending on an attribute that scripts set.
fn is_broad(selector: &str) -> bool {
    let depends = selector.starts_with('[') || selector.starts_with(":root:not([");
    let subject = subject(selector);
    let is_any = subject.starts_with('*')
        || (subject.starts_with(':') && !subject.starts_with(":is(") && subject != selector);
    if depends && is_any {
        return true;
    }
    let follows = ["+ *", "~ *"].iter().any(|mark| {
        let mut places = selector.match_indices(mark);
        places.any(|(at, _)| !selector[at + mark.len()..].starts_with(')'))
    });
    follows || (selector.contains(":has(") && selector.ends_with('*'))
}

#[test]
fn no_selector_makes_browsers_style_every_element_again() -> Result<()> {
    let mut broad = Vec::new();
    for (_, css) in sheets()? {
        let mut selectors = selectors(&css);
        selectors.retain(|selector| is_broad(selector));
        broad.extend(selectors);
    }
    assert_eq!(broad, Vec::<String>::new());
    for selector in [
        "main > * + *",
        "h3 ~ * em",
        "p:has(> em) > *",
        "[data-app] p > :first-child",
        ":root:not([data-app]) p > *",
    ] {
        assert!(is_broad(selector), "{selector}");
    }
    for selector in [
        "p:not(figure + *)",
        "[data-app] p > em",
        "[data-app] p :is(b, i)",
        ":root:not([data-scheme=\"light\"])",
    ] {
        assert!(!is_broad(selector), "{selector}");
    }
    Ok(())
}

/// The source code of everything that renders: some names occur in no page of these
/// sites, or only in a browser.
fn sources() -> Result<String> {
    let mut sources = String::new();
    for folder in ["src", "search/src", "press/src"] {
        for entry in WalkDir::new(project(folder)) {
            let entry = entry?;
            if entry.path().extension() == Some("rs".as_ref()) {
                sources += &fs::read_to_string(entry.path())?;
            }
        }
    }
    Ok(sources)
}

/// Whether a source contains a name as a whole word.
fn has_word(source: &str, word: &str) -> bool {
    let is_of_word = |it: char| it.is_ascii_alphanumeric() || it == '-';
    source.split(|it| !is_of_word(it)).any(|it| it == word)
}

fn bare(name: &str) -> &str {
    name.trim_start_matches(['.', '#', '['])
        .trim_end_matches(']')
}

#[test]
fn every_name_in_the_style_occurs_in_pages_or_scripts() -> Result<()> {
    let in_pages = names_in_pages()?;
    let sources = sources()?;
    let mut unknown = Vec::new();
    for (path, css) in sheets()? {
        for name in names_in_style(&css) {
            let is_known = in_pages.contains(&name)
                || SET_BY_SCRIPTS.contains(&bare(&name))
                || has_word(&sources, bare(&name));
            if !is_known {
                let file = path.file_name().map(Path::new).unwrap_or(&path);
                unknown.push(format!("{}: {name}", file.display()));
            }
        }
    }
    assert_eq!(unknown, Vec::<String>::new());
    Ok(())
}

#[test]
fn every_name_of_the_contract_occurs_in_pages_or_scripts() -> Result<()> {
    let in_pages = names_in_pages()?;
    let mut names: Vec<String> = Vec::new();
    let each = |list: &'static [(&str, &'static str)]| list.iter().map(|(_, value)| *value);
    names.extend(each(ids::ALL).map(|id| format!("#{id}")));
    names.extend(each(classes::ALL).map(|class| format!(".{class}")));
    names.extend(each(attributes::ALL).map(|attribute| format!("[{attribute}]")));
    names.extend(each(controls::ALL).map(|name| format!("[name={name}]")));
    // The app adds this script itself.
    names.retain(|name| name != &format!("#{}", ids::SEARCH_PROGRAM));
    names.retain(|name| !in_pages.contains(name) && !SET_BY_SCRIPTS.contains(&bare(name)));
    assert_eq!(names, Vec::<String>::new());
    Ok(())
}
