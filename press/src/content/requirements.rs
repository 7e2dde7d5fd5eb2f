//! Which optional fields articles must have nevertheless: `require` in `site.toml`.

use super::fields::{Fields, Located};
use super::suggestion;

/// The fields that can be required.
const FIELDS: [&str; 3] = ["sources", "as_of", "countries"];

const LONGEST_FIELD: usize = 100;

/// The fields that every article of a site must have.
#[derive(Clone, Debug, Default)]
pub(super) struct Requirements(Vec<String>);

impl Requirements {
    /// Whether an article must have a field.
    pub(super) fn include(&self, field: &str) -> bool {
        self.0.iter().any(|required| required == field)
    }
}

/// Reads `require`.
pub(super) fn read(fields: &mut Fields<'_>) -> Requirements {
    let required = fields.optional("require").texts(LONGEST_FIELD);
    let required = required.unwrap_or_default();
    for Located { value, offset } in &required {
        if !FIELDS.contains(&value.as_str()) {
            let problem = format!("The field “{value}” cannot be required.");
            let advice = suggestion::one_of(value, FIELDS);
            fields.file().fault(*offset, problem, advice);
        }
    }
    Requirements(required.into_iter().map(|field| field.value).collect())
}
