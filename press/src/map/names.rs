//! Countries' codes and full names.

use super::topology::Country;

/// The place of the country with this code among those of the map. A code is ISO 3166-1 alpha-2
/// in lowercase, or `xk`, which is commonly used for Kosovo.
pub(super) fn place(countries: &[Country], code: &str) -> Option<usize> {
    if code == "xk" {
        let is_kosovo = |it: &Country| it.id.is_none() && it.name == "Kosovo";
        return countries.iter().position(is_kosovo);
    }
    let is_lowercase = code.bytes().all(|byte| byte.is_ascii_lowercase());
    let known = rust_iso3166::from_alpha2(&code.to_uppercase()).filter(|_| is_lowercase)?;
    // The map uses three-digit numeric codes.
    let has_code = |id: &String| id.parse() == Ok(known.numeric);
    countries
        .iter()
        .position(|it| it.id.as_ref().is_some_and(has_code))
}

/// Areas on the map that do not count as neighbors: China's special administrative
/// regions, and a glacier that India and Pakistan dispute.
const NO_NEIGHBORS: [&str; 3] = ["Hong Kong", "Macao", "Siachen Glacier"];

/// Whether an area is listed among the neighbors of others.
pub(super) fn is_neighbor(country: &Country) -> bool {
    !NO_NEIGHBORS.contains(&country.name.as_str())
}

/// The full, current name. The map abbreviates some.
pub(super) fn full(name: &str) -> &str {
    match name {
        "Antigua and Barb." => "Antigua and Barbuda",
        "Ashmore and Cartier Is." => "Ashmore and Cartier Islands",
        "Bosnia and Herz." => "Bosnia and Herzegovina",
        "Br. Indian Ocean Ter." => "British Indian Ocean Territory",
        "British Virgin Is." => "British Virgin Islands",
        "Cabo Verde" => "Cape Verde",
        "Cayman Is." => "Cayman Islands",
        "Central African Rep." => "Central African Republic",
        "Congo" => "Republic of the Congo",
        "Cook Is." => "Cook Islands",
        "Côte d'Ivoire" => "Côte d’Ivoire",
        "Dem. Rep. Congo" => "Democratic Republic of the Congo",
        "Dominican Rep." => "Dominican Republic",
        "Eq. Guinea" => "Equatorial Guinea",
        "eSwatini" => "Eswatini",
        "Faeroe Is." => "Faroe Islands",
        "Falkland Is." => "Falkland Islands",
        "Fr. Polynesia" => "French Polynesia",
        "Fr. S. Antarctic Lands" => "French Southern and Antarctic Lands",
        "Heard I. and McDonald Is." => "Heard Island and McDonald Islands",
        "Indian Ocean Ter." => "Australian Indian Ocean Territories",
        "Macedonia" => "North Macedonia",
        "Marshall Is." => "Marshall Islands",
        "N. Cyprus" => "Northern Cyprus",
        "N. Mariana Is." => "Northern Mariana Islands",
        "Pitcairn Is." => "Pitcairn Islands",
        "S. Geo. and the Is." => "South Georgia and the South Sandwich Islands",
        "S. Sudan" => "South Sudan",
        "São Tomé and Principe" => "São Tomé and Príncipe",
        "Solomon Is." => "Solomon Islands",
        "St-Barthélemy" => "Saint Barthélemy",
        "St-Martin" => "Saint Martin",
        "St. Kitts and Nevis" => "Saint Kitts and Nevis",
        "St. Pierre and Miquelon" => "Saint Pierre and Miquelon",
        "St. Vin. and Gren." => "Saint Vincent and the Grenadines",
        "Turks and Caicos Is." => "Turks and Caicos Islands",
        "U.S. Virgin Is." => "United States Virgin Islands",
        "United States of America" => "United States",
        "Vatican" => "Vatican City",
        "W. Sahara" => "Western Sahara",
        "Wallis and Futuna Is." => "Wallis and Futuna",
        name => name,
    }
}
