//! How much a word counts: BM25 over weighted fields.
//!
//! The builder turns frequencies into levels, so the reader needs neither them nor the
//! lengths of documents. The average length is a constant, so a document's levels do not
//! depend on others.

/// How fast more occurrences of a word count less.
const SATURATION: f32 = 2.0;

/// How much longer documents count less.
const LENGTH: f32 = 0.5;

/// The length, in words, up to which a document counts as it is. Shorter ones do not count
/// more: a list of links is not more about a word than an article.
const PIVOT: f32 = 500.0;

/// The highest level.
const HIGHEST: f32 = 63.0;

/// Words in more documents of a segment than this have sixteen levels rather than 64.
pub const COARSE: usize = 1024;

/// How far apart two words may be to count as near.
pub const NEAR: u32 = 8;

/// How much two adjacent words count, relative to the less rare of them.
const NEARNESS: f32 = 0.5;

/// What a document gets whose name was asked for: more than all words of a query are worth.
pub const NAMED: f32 = 100.0;

/// What a document gets that explains a term, if the query asks for its meaning.
pub const EXPLAINS: f32 = NAMED / 2.0;

/// From how many words on a document may lack some.
const SEVERAL: usize = 3;

/// The share of the words that it must have: of their number, or of their rarities.
const MOST: f32 = 0.75;
const HALF: f32 = 0.5;

/// A word's level in a document of `length` words. `frequency` is how often it occurs, each
/// time with the weight of the field.
pub fn level(frequency: f32, length: usize) -> u8 {
    let norm = 1.0 - LENGTH + LENGTH * (length as f32 / PIVOT).max(1.0);
    let share = frequency / (frequency + SATURATION * norm);
    (share * HIGHEST).round().clamp(1.0, HIGHEST) as u8
}

/// The level of a word that is in many documents.
pub fn coarse(level: u8) -> u8 {
    level / 4 * 4 + 2
}

/// The weight of a word that is in so many of all documents.
pub fn rarity(docs: usize, with_word: usize) -> f32 {
    let (docs, with_word) = (docs as f32, with_word as f32);
    ((docs - with_word + 0.5) / (with_word + 0.5) + 1.0).ln()
}

/// What a word adds to the score of a document.
pub fn score(level: u8, rarity: f32) -> f32 {
    f32::from(level) / HIGHEST * rarity
}

/// What two words add that are this far apart at their closest.
pub fn nearness(distance: u32, one: f32, other: f32) -> f32 {
    if distance > NEAR {
        return 0.0;
    }
    NEARNESS * one.min(other) / distance.max(1) as f32
}

/// Whether a document with `met` of so many words has enough of them. Those that it has are as
/// rare as `covered` together, and those that any document has as `total`.
pub fn is_enough(met: usize, words: usize, covered: f32, total: f32) -> bool {
    let are_most = met as f32 >= MOST * words as f32;
    words >= SEVERAL && (are_most || covered >= HALF * total)
}
