use serde::{Deserialize, Serialize};

/// The version of the format that this crate writes and reads.
pub(crate) const VERSION: u32 = 3;

/// What an index consists of. It is not a file by itself: sites put it into what their
/// search page loads first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the format.
    pub version: u32,
    /// The segments; documents are numbered through all of them.
    pub segments: Vec<Segment>,
}

/// Documents that are indexed together, in a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// The folder.
    pub folder: String,
    /// How many documents it has.
    pub docs: u32,
    /// How many of them, the first ones, have no date. The others are in order of their dates.
    pub undated: u32,
    /// How many documents share a file with their stored fields.
    pub stored: u32,
    /// Where each block of the dictionary begins: no entry of it sorts before this, and all
    /// of the block before do.
    pub blocks: Vec<String>,
}

impl Manifest {
    /// A manifest of these segments.
    pub fn new(segments: Vec<Segment>) -> Self {
        Self {
            version: VERSION,
            segments,
        }
    }

    /// The names of all files of the index: what it takes to search without a network.
    pub fn files(&self) -> Vec<String> {
        self.segments.iter().flat_map(Segment::files).collect()
    }
}

impl Segment {
    fn files(&self) -> impl Iterator<Item = String> {
        let blocks = 0..self.blocks.len();
        let blocks = blocks.flat_map(|block| [self.words_file(block), self.positions_file(block)]);
        let first_docs = (0..self.docs).step_by(self.stored.max(1) as usize);
        let stored = first_docs.map(|doc| self.stored_file(doc));
        blocks
            .chain(stored)
            .chain([self.facets_file(), self.word_list()])
    }

    /// The block in which a word would be.
    pub(crate) fn block_of(&self, word: &str) -> Option<usize> {
        let after = self.blocks.partition_point(|first| first.as_str() <= word);
        after.checked_sub(1)
    }

    /// The file with a block's words and where they occur.
    pub(crate) fn words_file(&self, block: usize) -> String {
        format!("{}/w{block}.bin", self.folder)
    }

    /// The file with the positions of a block's words.
    pub(crate) fn positions_file(&self, block: usize) -> String {
        format!("{}/p{block}.bin", self.folder)
    }

    /// The file with the stored fields of a document.
    pub(crate) fn stored_file(&self, doc: u32) -> String {
        format!("{}/d{}.txt", self.folder, doc / self.stored.max(1))
    }

    /// The file with the dates and facets of the documents.
    pub(crate) fn facets_file(&self) -> String {
        format!("{}/facets.bin", self.folder)
    }

    /// The file with the words of the documents, for corrections.
    pub(crate) fn word_list(&self) -> String {
        format!("{}/words.txt", self.folder)
    }
}
