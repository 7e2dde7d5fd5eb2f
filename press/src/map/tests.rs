use super::disputed::DISPUTED;
use super::*;
use std::sync::LazyLock;
use topology::Position;

const MAP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../node_modules/world-atlas");
const COUNTRIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../content/countries");

static ATLAS: LazyLock<Atlas> =
    LazyLock::new(|| Atlas::read(Path::new(MAP)).expect("the map can be read"));

/// The codes of the countries that have a profile.
fn codes() -> Vec<String> {
    let files = fs::read_dir(COUNTRIES).expect("a folder of countries");
    let mut codes: Vec<_> = files
        .map(|file| fs::read_to_string(file.expect("a file").path()).expect("a text"))
        .filter_map(|text| {
            let code = text.lines().find_map(|line| line.strip_prefix("flag = "))?;
            Some(code.trim_matches('"').to_owned())
        })
        .collect();
    codes.sort();
    codes
}

fn locator(code: &str) -> Locator {
    ATLAS
        .locator(code)
        .unwrap_or_else(|| panic!("there is no map for {code}"))
}

/// The path data of the element with a class.
fn path<'a>(svg: &'a str, class: &str) -> &'a str {
    let (_, element) = svg
        .split_once(&format!("<path class=\"{class}\""))
        .expect("a path of that class");
    let (_, data) = element.split_once(" d=\"").expect("path data");
    data.split_once('"').expect("the data end").0
}

/// The names of the areas of the map that contain a position.
fn at([x, y]: Position) -> Vec<&'static str> {
    let inside = |country: &&topology::Country| {
        let mut odd = false;
        for used in country.shape.iter().flatten().flatten() {
            for pair in ATLAS.topology.arcs[used.arc].windows(2) {
                let ([from_x, from_y], [to_x, to_y]) = (pair[0], pair[1]);
                let crosses = (from_y > y) != (to_y > y)
                    && (from_x - to_x).abs() < 180.0
                    && x < from_x + (to_x - from_x) * (y - from_y) / (to_y - from_y);
                odd ^= crosses;
            }
        }
        odd
    };
    let countries = ATLAS.topology.countries.iter().filter(inside);
    countries
        .map(|country| names::full(&country.name))
        .collect()
}

#[test]
fn a_missing_map_is_an_error_with_advice() {
    let error = Atlas::read(Path::new("nowhere")).err().expect("an error");
    assert_eq!(
        error.to_string(),
        "the map is not in nowhere. Install it: npm ci. If it is elsewhere, name its folder: \
         --map DIR"
    );
}

#[test]
fn every_profile_has_a_map_of_moderate_size() {
    for code in codes() {
        assert!(ATLAS.knows(&code), "{code}");
        let svg = locator(&code).svg;
        assert!(svg.len() <= 20_000, "{code}: {} bytes", svg.len());
        assert!(path(&svg, "map-here").len() > 30, "{code}");
        assert!(!svg.contains("NaN") && !svg.contains("style="), "{code}");
    }
}

#[test]
fn codes_are_lowercase_country_codes() {
    assert!(ATLAS.knows("ru") && ATLAS.knows("xk") && ATLAS.knows("va"));
    assert!(!ATLAS.knows("RU") && !ATLAS.knows("eu") && !ATLAS.knows(""));
}

#[test]
fn neighbors_share_a_land_border() {
    let neighbors = |code| locator(code).neighbors;
    assert_eq!(
        neighbors("by"),
        ["Latvia", "Lithuania", "Poland", "Russia", "Ukraine"]
    );
    assert_eq!(neighbors("au"), [""; 0]);
    assert_eq!(neighbors("us"), ["Canada", "Mexico"]);
    assert!(!neighbors("cn").contains(&"Hong Kong".to_owned()));
}

#[test]
fn names_are_spelled_out() {
    for country in &ATLAS.topology.countries {
        let name = names::full(&country.name);
        assert!(!name.contains(['.', '\'']), "{name}");
        assert!(!name.starts_with("St-"), "{name}");
    }
}

#[test]
fn a_map_mentions_the_disputed_areas_that_it_shows() {
    let speaks = |code, area| {
        let notes = locator(code).disputed;
        notes.iter().any(|note| note.contains(area))
    };
    assert!(speaks("ua", "Crimea"));
    assert!(speaks("ru", "Crimea"));
    assert!(speaks("in", "Kashmir"));
    assert!(!speaks("ua", "Kashmir"));
    assert!(!speaks("br", "Crimea"));
}

#[test]
fn disputed_areas_are_drawn_as_the_notes_say() {
    for area in DISPUTED {
        for place in area.at {
            let [drawn] = at(*place)[..] else {
                panic!("{place:?} is in {:?}", at(*place));
            };
            assert!(area.note.contains(drawn), "{drawn}: {}", area.note);
        }
    }
}

#[test]
fn disputed_areas_are_hatched_where_they_are() {
    for area in DISPUTED {
        for name in area.of {
            let mut countries = ATLAS.topology.countries.iter();
            assert!(countries.any(|country| country.name == *name), "{name}");
        }
        for place in area.at {
            let [drawn] = at(*place)[..] else {
                panic!("{place:?} is in {:?}", at(*place));
            };
            let of: Vec<_> = area.of.iter().map(|name| names::full(name)).collect();
            assert!(of.contains(&drawn), "{drawn} is not in {of:?}");
            let is_inside = |outline: &&[Point]| is_in(outline, *place);
            let is_hatched = area.within.is_empty() || area.within.iter().any(is_inside);
            assert!(is_hatched, "{place:?}: {}", area.note);
        }
    }
}

#[test]
fn a_map_hatches_the_disputed_areas_that_it_mentions() {
    for code in codes() {
        let Locator { svg, disputed, .. } = locator(&code);
        assert_eq!(
            svg.matches("map-disputed").count(),
            disputed.len(),
            "{code}"
        );
        assert_eq!(svg.contains("<pattern"), !disputed.is_empty(), "{code}");
    }
}

/// Whether a point is inside a ring.
fn is_in(ring: &[Point], [x, y]: Point) -> bool {
    let before = ring.iter().cycle().skip(ring.len() - 1);
    let crosses = |(from, to): &(&Point, &Point)| {
        (from[1] > y) != (to[1] > y)
            && x < from[0] + (to[0] - from[0]) * (y - from[1]) / (to[1] - from[1])
    };
    before.zip(ring).filter(crosses).count() % 2 == 1
}

/// Whether a point is inside a path, by the `evenodd` rule.
fn fills(data: &str, [x, y]: Point) -> bool {
    let mut odd = false;
    let mut start = [0.0; 2];
    for ring in data.split_terminator('z') {
        let numbers = ring.trim_start_matches('m').replace('-', " -");
        let numbers: Vec<f64> = numbers
            .split_whitespace()
            .map(|number| number.parse().expect("a number"))
            .collect();
        let mut at = start;
        let mut ring = Vec::new();
        for step in numbers.chunks(2) {
            at = [at[0] + step[0], at[1] + step[1]];
            ring.push(at);
        }
        start = ring[0];
        odd ^= is_in(&ring, [x, y]);
    }
    odd
}

#[test]
fn land_at_the_antipode_does_not_fill_the_sea() {
    // China is the antipode of Argentina, the Philippines that of Brazil, Antarctica that
    // of Russia.
    for (code, sea, land) in [
        ("ar", [300.0, 200.0], [160.0, 20.0]),
        ("br", [10.0, 200.0], [140.0, 150.0]),
        ("ru", [166.0, 57.0], [140.0, 210.0]),
        ("cn", [310.0, 200.0], [130.0, 30.0]),
    ] {
        let svg = locator(code).svg;
        let data = path(&svg, "map-land");
        assert!(!fills(data, sea), "the sea on the map of {code}");
        assert!(fills(data, land), "the land on the map of {code}");
    }
}

#[test]
fn a_country_too_small_to_see_has_a_circle() {
    assert!(locator("va").svg.contains("map-spot"));
    assert!(!locator("by").svg.contains("map-spot"));
}

#[test]
fn the_world_map_links_to_each_country() {
    let codes = codes();
    let places: Vec<_> = codes
        .iter()
        .map(|code| Place {
            code,
            name: code,
            href: "/there/",
            pattern: Pattern::Stripes,
            status: "Signed",
        })
        .collect();
    let svg = ATLAS.world(&places);
    assert!(svg.len() <= 71_000, "{} bytes", svg.len());
    assert!(!svg.contains("NaN") && !svg.contains("style="));
    for code in &codes {
        let link = format!(
            "<a href=\"/there/\" aria-label=\"{code}: Signed\"><path class=\"map-country\" fill=\"url(#map-stripes)\""
        );
        assert_eq!(svg.matches(&link).count(), 1, "{code}");
    }
    assert_eq!(svg.matches("<a ").count(), codes.len());
    // Small countries come last, on top of their neighbors.
    let link = |code| svg.find(&format!("aria-label=\"{code}: Signed\""));
    assert!(link("be") > link("za") && link("be") < link("ch"));
}

#[test]
fn no_line_crosses_the_world_map() {
    let (_, _, arcs) = ATLAS.world_arcs();
    for line in arcs.iter().flat_map(|arc| arc.windows(2)) {
        let width = (line[0][0] - line[1][0]).abs();
        assert!(width < 30.0, "{line:?}");
    }
}

#[test]
fn maps_are_the_same_each_time() {
    let again = Atlas::read(Path::new(MAP)).expect("the map can be read");
    let first = locator("ru").svg;
    assert_eq!(again.locator("ru").map(|locator| locator.svg), Some(first));
}
