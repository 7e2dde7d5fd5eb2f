use super::fields::Fields;

/// Somebody who worked on an article besides its authors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributor {
    /// The name: plain text, at most 200 characters.
    pub name: String,
    /// What they did, such as “Photography”: plain text, at most 100 characters.
    pub role: String,
}

const LONGEST_NAME: usize = 200;
const LONGEST_ROLE: usize = 100;

/// Reads the optional `[[contributors]]` of an article.
pub(super) fn read(fields: &mut Fields<'_>) -> Vec<Contributor> {
    let tables = fields.optional("contributors").tables().unwrap_or_default();
    // Read all of them before leaving out the faulty ones, so that every fault is reported.
    let all = tables.into_iter().map(|mut table| {
        let name = table.required("name").text(LONGEST_NAME);
        let role = table.required("role").text(LONGEST_ROLE);
        table.finish();
        Some(Contributor {
            name: name?.value,
            role: role?.value,
        })
    });
    all.flatten().collect()
}
