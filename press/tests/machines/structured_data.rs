//! JSON-LD, checked against schema.org's own vocabulary: see `schema.org/README.md`.

use super::{all_pages, content, flags, load};
use model::routes::Route;
use press::catalog::Catalog;
use press::content::Newsroom;
use press::outputs::html::structured_data;
use press::outputs::social_card::SocialCards;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::Path;

struct Vocabulary(Value);

impl Vocabulary {
    fn read() -> Self {
        let text = include_str!("schema.org/vocabulary.json");
        Self(serde_json::from_str(text).expect("JSON"))
    }

    /// Whether a type is another type or a subtype of it.
    fn is(&self, name: &str, other: &str) -> bool {
        let above = self.0["types"][name].as_array();
        let above = above.unwrap_or_else(|| panic!("there is no type {name}"));
        name == other
            || above
                .iter()
                .any(|above| above.as_str().is_some_and(|above| self.is(above, other)))
    }

    fn check(&self, node: &Map<String, Value>) {
        let name = node.get("@type").and_then(Value::as_str);
        let Some(name) = name else {
            // A reference to another node.
            assert_eq!(node.keys().collect::<Vec<_>>(), ["@id"], "{node:?}");
            return;
        };
        for (key, value) in node.iter().filter(|(key, _)| !key.starts_with('@')) {
            // The property's name says what an action asks for (schema.org, "Potential
            // Actions").
            let key = key.strip_suffix("-input").unwrap_or(key);
            let property = &self.0["properties"][key];
            let list = |of: &str| {
                let names = property[of].as_array();
                let names = names.unwrap_or_else(|| panic!("there is no property {key}"));
                names.iter().filter_map(Value::as_str).collect::<Vec<_>>()
            };
            let of = list("of");
            assert!(
                of.iter().any(|other| self.is(name, other)),
                "{name} has no {key}"
            );
            let has = list("has");
            match value {
                Value::Array(values) => {
                    assert!(!values.is_empty(), "{name}: {key}");
                    values
                        .iter()
                        .for_each(|value| self.check_value(key, value, &has));
                }
                value => self.check_value(key, value, &has),
            }
        }
    }

    fn check_value(&self, key: &str, value: &Value, has: &[&str]) {
        match value {
            Value::Object(node) => {
                if let Some(name) = node.get("@type").and_then(Value::as_str) {
                    let fits = |other: &&str| {
                        self.0["types"].get(*other).is_some() && self.is(name, other)
                    };
                    assert!(has.iter().any(fits), "{key} cannot be of type {name}");
                }
                self.check(node);
            }
            Value::String(text) if text.starts_with("http") => {
                let fits = has.contains(&"URL") || has.contains(&"Text");
                assert!(fits, "{key} is not an address: {text}");
            }
            Value::String(text) => {
                let is_day = text.parse::<jiff::civil::Date>().is_ok();
                let is_time = text.parse::<jiff::Timestamp>().is_ok();
                let fits = has.contains(&"Text")
                    || (is_day && has.contains(&"Date"))
                    || (is_time && has.contains(&"DateTime"));
                assert!(fits, "{key} cannot be {text}");
            }
            Value::Number(_) => assert!(has.contains(&"Integer"), "{key} is not a number"),
            other => panic!("{key}: {other}"),
        }
    }
}

/// The data of every page of a newsroom, by path.
fn graphs(newsroom: &Newsroom) -> BTreeMap<String, Vec<Value>> {
    let flags = flags(newsroom);
    let cards = SocialCards::new(&flags, &[], Path::new("")).expect("the fonts");
    let catalog = Catalog::new(newsroom);
    let pages = all_pages(&catalog).into_iter().filter_map(|page| {
        let route = Route::parse(&page.path)?;
        let script = structured_data::script(&catalog, &cards, &page, &route).expect("JSON");
        let json = script.strip_prefix("<script type=\"application/ld+json\">");
        let json = json
            .and_then(|json| json.strip_suffix("</script>"))
            .expect("a data block");
        assert!(!json.contains('<'), "{json}");
        let data: Value = serde_json::from_str(json).expect("JSON");
        assert_eq!(data["@context"], "https://schema.org");
        let graph = data["@graph"].as_array().expect("a graph").clone();
        Some((page.path, graph))
    });
    pages.collect()
}

fn of_type<'a>(graph: &'a [Value], name: &str) -> &'a Value {
    let mut nodes = graph.iter();
    nodes
        .find(|node| node["@type"] == name)
        .unwrap_or_else(|| panic!("no {name}"))
}

#[test]
fn every_term_is_defined_by_schema_org_and_used_correctly() {
    let vocabulary = Vocabulary::read();
    for content in [
        "../content",
        "tests/content/valid/features",
        "tests/content/valid/hostile",
    ] {
        for (path, graph) in graphs(&load(content, "/")) {
            assert!(!graph.is_empty(), "{path}");
            for node in &graph {
                vocabulary.check(node.as_object().expect("a node"));
            }
        }
    }
}

#[test]
#[should_panic(expected = "Country has no headline")]
fn misplaced_properties_are_detected() {
    let node = serde_json::json!({ "@type": "Country", "headline": "x" });
    Vocabulary::read().check(node.as_object().expect("a node"));
}

#[test]
fn an_article_is_described() {
    let graphs = graphs(&load("tests/content/valid/features", "/"));
    let article = of_type(&graphs["/gsn/article/amendments/"], "NewsArticle");
    assert_eq!(article["headline"], "A headline");
    assert_eq!(article["datePublished"], "2012-10-23");
    assert_eq!(article["dateModified"], "2019-08-02");
    assert_eq!(article["articleSection"], "Nuclear");
    assert_eq!(article["author"]["name"], "A. Writer & B. Writer");
    let unsigned = of_type(&graphs["/gsn/article/mentions/"], "NewsArticle");
    assert_eq!(unsigned["author"]["name"], "Test Newswire");
    assert_eq!(article["publisher"]["name"], "Test Newswire");
    assert_eq!(
        article["correction"][0]["text"],
        "It also misspelt <a name>, and two words."
    );
    assert_eq!(article["correction"].as_array().map(Vec::len), Some(2));
    assert_eq!(article["citation"][0]["name"], "A source");
    let picture = article["image"].as_str().expect("a picture");
    assert!(
        picture.starts_with("https://newswire.example/gsn/article/amendments/card-"),
        "{picture}"
    );
    assert!(article.get("about").is_none());
}

#[test]
fn articles_and_profiles_are_about_countries() {
    let graphs = graphs(&content());
    let seed = "/gsn/article/russia-eyes-ties-counter-us-antimissile-systems/";
    let article = of_type(&graphs[seed], "NewsArticle");
    assert_eq!(article["about"][0]["@type"], "Country");
    assert_eq!(article["about"][0]["name"], "Russia");
    let profile = of_type(&graphs["/country-profiles/russia/"], "WebPage");
    assert_eq!(profile["about"]["name"], "Russia");
    assert_eq!(profile["about"]["identifier"], "RU");
}

#[test]
fn breadcrumbs_consist_of_existing_pages() {
    let graphs = graphs(&content());
    for (path, graph) in &graphs {
        if path == "/" {
            continue;
        }
        let way = of_type(graph, "BreadcrumbList")["itemListElement"]
            .as_array()
            .expect("a way");
        let addresses: Vec<_> = way
            .iter()
            .filter_map(|step| step["item"]["@id"].as_str())
            .collect();
        assert_eq!(
            addresses.first(),
            Some(&"https://newswire.example/"),
            "{path}"
        );
        assert_eq!(
            addresses.last(),
            Some(&format!("https://newswire.example{path}").as_str())
        );
        for address in addresses {
            let path = address
                .strip_prefix("https://newswire.example")
                .expect("whole");
            assert!(graphs.contains_key(path), "{path}");
        }
    }
    let news = of_type(&graphs["/country-profiles/russia/news/"], "BreadcrumbList");
    assert_eq!(news["itemListElement"].as_array().map(Vec::len), Some(4));
}

#[test]
fn the_front_page_describes_search() {
    let graphs = graphs(&load("tests/content/valid/features", "/newswire/"));
    let site = of_type(&graphs["/"], "WebSite");
    let action = &site["potentialAction"];
    assert_eq!(action["@type"], "SearchAction");
    assert_eq!(
        action["target"]["urlTemplate"],
        "https://newswire.example/newswire/search/?q={q}"
    );
    assert_eq!(action["query-input"], "required name=q");
    let publisher = of_type(&graphs["/"], "NewsMediaOrganization");
    assert_eq!(site["publisher"]["@id"], publisher["@id"]);
}
