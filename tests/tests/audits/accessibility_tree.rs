//! The accessibility tree that Chromium computes for each kind of page, as snapshots to
//! review when they change.
//!
//! `INSTA_UPDATE=always cargo test -p tests --test audits accessibility_tree` updates
//! them.

use anyhow::{Context, Result};
use insta::{Settings, assert_snapshot};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt::Write;
use tests::browser::Browser;
use tests::site::{NOWHERE, RUSSIA, SEED, Site, project};

/// The properties of a node to record besides its role and name.
const PROPERTIES: [&str; 8] = [
    "level", "live", "required", "disabled", "expanded", "checked", "invalid", "modal",
];

/// Roles without meaning of their own; their children are recorded. Whether a closed
/// list's popup is in the tree varies, as does the shape inside a map link, which has the
/// name.
const WITHOUT_MEANING: [&str; 5] = [
    "generic",
    "none",
    "LayoutTableCell",
    "MenuListPopup",
    "graphics-symbol",
];

struct Tree {
    nodes: HashMap<String, Value>,
}

impl Tree {
    async fn of(browser: &Browser) -> Result<(Self, Value)> {
        browser.devtools("Accessibility.enable", json!({})).await?;
        let answer = browser
            .devtools("Accessibility.getFullAXTree", json!({}))
            .await?;
        let nodes = answer["nodes"].as_array().context("the tree has nodes")?;
        let root = nodes.first().context("the tree has a root")?.clone();
        let nodes = nodes
            .iter()
            .map(|node| (text(&node["nodeId"]), node.clone()))
            .collect();
        Ok((Self { nodes }, root))
    }

    fn print(&self, node: &Value, parent: &str, depth: usize, out: &mut String) -> Result<()> {
        let role = text(&node["role"]["value"]);
        let name = text(&node["name"]["value"]);
        if role == "InlineTextBox" {
            return Ok(());
        }
        let is_ignored = node["ignored"].as_bool() == Some(true);
        let told_already = role == "StaticText" && name == parent;
        let shown = !is_ignored && !told_already && !WITHOUT_MEANING.contains(&role.as_str());
        if shown {
            write!(out, "{}{role}", "  ".repeat(depth))?;
            if !name.is_empty() {
                write!(out, " “{name}”")?;
            }
            for property in node["properties"].as_array().into_iter().flatten() {
                let (key, value) = (text(&property["name"]), &property["value"]["value"]);
                let is_said = !matches!(value, Value::Bool(false)) && value != "false";
                if PROPERTIES.contains(&key.as_str()) && is_said {
                    write!(out, " {key}={}", text(value))?;
                }
            }
            let description = text(&node["description"]["value"]);
            if !description.is_empty() {
                write!(out, " description “{description}”")?;
            }
            out.push('\n');
        }
        let (parent, depth) = if shown {
            (name.as_str(), depth + 1)
        } else {
            (parent, depth)
        };
        for child in node["childIds"].as_array().into_iter().flatten() {
            if let Some(child) = self.nodes.get(&text(child)) {
                self.print(child, parent, depth, out)?;
            }
        }
        Ok(())
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_accessibility_tree_is_as_reviewed() -> Result<()> {
    let site = Site::newswire()?;
    let browser = Browser::start().await?;
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path(project("tests/snapshots/accessibility_tree"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (kind, page) in [
        ("front", "/"),
        ("article", SEED),
        ("section", "/gsn/section/missile/"),
        ("archive", "/gsn/archive/"),
        ("countries", "/country-profiles/"),
        ("country", RUSSIA),
        ("search", "/search/"),
        ("search-results", "/search/?q=antimissile"),
        ("search-filters", "/search/?q=antimissile"),
        ("saved", "/saved/"),
        ("text", "/about/"),
        ("missing", NOWHERE),
    ] {
        browser.open(&site.url(page)).await?;
        if kind == "search-filters" {
            browser.unfold().await?;
        }
        // The tree is updated when the page is painted.
        browser.painted().await?;
        let (tree, root) = Tree::of(&browser).await?;
        let mut printed = String::new();
        tree.print(&root, "", 0, &mut printed)?;
        settings.bind(|| assert_snapshot!(kind, printed));
    }
    Ok(())
}
