//! The index as readers use it: which files it has fetched, and what it can be asked.
//!
//! Every question is answered from the files that are there. Where some are missing, they
//! are noted, fetched together, and the question is asked again.

use crate::bits::content;
use crate::dictionary::Block;
use crate::facets::{Facets, SegmentFacets};
use crate::manifest::{Manifest, Segment, VERSION};
use crate::query::Clause;
use crate::search::{self, Answer, How};
use crate::spelling::{self, Nearest};
use futures_util::future::join_all;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// The bits of a document's number.
const DOC: u32 = 31;

/// The highest number of a document.
const HIGHEST_DOC: u64 = (1 << DOC) - 1;

/// How an index gets its files.
pub trait Fetch {
    /// Why a file could not be fetched.
    type Error;

    /// Fetches a file by its name in the index.
    fn fetch(&self, name: &str) -> impl Future<Output = Result<Vec<u8>, Self::Error>>;
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error<E> {
    /// A file could not be fetched.
    Fetch(E),
    /// The file of this name is not what was written.
    Broken(String),
    /// The index has another version of the format.
    Version,
}

/// An index of static files.
pub struct Index {
    pub(crate) manifest: Manifest,
    /// The number of the first document of each segment.
    pub(crate) firsts: Vec<u32>,
    size: u32,
    /// A list: a search needs few, and the code of a map weighs more in a browser.
    files: RefCell<Vec<(String, Rc<File>)>>,
    facets: OnceCell<Rc<Facets>>,
}

/// A file of the index.
pub(crate) enum File {
    Block(Block),
    Positions(Vec<u8>),
    Stored(Vec<Vec<String>>),
    Facets(SegmentFacets),
    Words(Vec<String>),
}

/// What a file is expected to be.
#[derive(Clone, Copy)]
enum Kind {
    Block,
    Positions,
    /// With this many documents.
    Stored(usize),
    Facets(u32),
    Words,
}

impl Index {
    /// Opens an index. Fetches nothing yet.
    ///
    /// # Errors
    /// If the format has another version.
    pub fn new<E>(manifest: Manifest) -> Result<Self, Error<E>> {
        let mut size = 0_u32;
        let mut firsts = Vec::new();
        for segment in &manifest.segments {
            firsts.push(size);
            size = size.checked_add(segment.docs).ok_or(Error::Version)?;
        }
        if manifest.version != VERSION {
            return Err(Error::Version);
        }
        Ok(Self {
            manifest,
            firsts,
            size,
            files: RefCell::default(),
            facets: OnceCell::new(),
        })
    }

    /// How many documents there are.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// Finds the documents that meet the clauses, best first.
    ///
    /// # Errors
    /// Which file is missing or broken.
    pub async fn search<F: Fetch>(
        &self,
        fetch: &F,
        clauses: &[Clause],
        how: How,
    ) -> Result<Answer, Error<F::Error>> {
        self.ask(fetch, |files| search::evaluate(files, clauses, how))
            .await
    }

    /// The stored fields of documents.
    ///
    /// # Errors
    /// Which file is missing or broken.
    pub async fn stored<F: Fetch>(
        &self,
        fetch: &F,
        docs: &[u32],
    ) -> Result<Vec<Vec<String>>, Error<F::Error>> {
        let fields = |files: &Files<'_>| -> Vec<Vec<String>> {
            docs.iter()
                .map(|doc| files.stored(*doc).unwrap_or_default())
                .collect()
        };
        self.ask(fetch, fields).await
    }

    /// The dates and facets of all documents.
    ///
    /// # Errors
    /// Which file is missing or broken.
    pub async fn facets<F: Fetch>(&self, fetch: &F) -> Result<Rc<Facets>, Error<F::Error>> {
        if let Some(facets) = self.facets.get() {
            return Ok(facets.clone());
        }
        let facets = self.ask(fetch, |files| files.facets()).await?;
        Ok(self.facets.get_or_init(|| Rc::new(facets)).clone())
    }

    /// Whether a document has a date.
    pub fn is_dated(&self, doc: u32) -> bool {
        self.place(doc)
            .is_some_and(|(segment, doc)| doc >= self.manifest.segments[segment].undated)
    }

    /// Sorts by date, newest first; documents without a date come last.
    pub fn sort_by_date(&self, docs: &mut [u32]) {
        let mut keys: Vec<_> = docs.iter().map(|doc| self.by_date(*doc)).collect();
        keys.sort_unstable();
        for (doc, key) in docs.iter_mut().zip(keys) {
            *doc = Self::doc(key);
        }
    }

    /// A number that sorts newer documents before older ones, and those without a date last.
    /// All sorting is of such numbers, because the code of each kind of sorting weighs some
    /// kilobytes in a browser.
    pub(crate) fn by_date(&self, doc: u32) -> u64 {
        let undated = if self.is_dated(doc) { 0 } else { 1 << DOC };
        undated | (HIGHEST_DOC - u64::from(doc))
    }

    /// The document of such a number, whose higher bits do not matter.
    pub(crate) fn doc(key: u64) -> u32 {
        (HIGHEST_DOC - (key & HIGHEST_DOC)) as u32
    }

    /// A document's segment and its number there.
    fn place(&self, doc: u32) -> Option<(usize, u32)> {
        let after = self.firsts.partition_point(|first| *first <= doc);
        // Segments may be empty: the last one that begins here has the document.
        let segment = after.checked_sub(1)?;
        (doc < self.size).then(|| (segment, doc - self.firsts[segment]))
    }

    /// Answers a question from files, which are fetched as it turns out to need them.
    async fn ask<T, F: Fetch>(
        &self,
        fetch: &F,
        answer: impl Fn(&Files<'_>) -> T,
    ) -> Result<T, Error<F::Error>> {
        loop {
            let files = Files::new(self);
            let answered = answer(&files);
            if let Some(name) = files.broken.take() {
                return Err(Error::Broken(name));
            }
            let wanted = files.wanted.take();
            if wanted.is_empty() {
                return Ok(answered);
            }
            self.fetch(fetch, wanted).await?;
        }
    }

    /// Fetches files.
    async fn fetch<F: Fetch>(
        &self,
        fetch: &F,
        wanted: Vec<(String, Kind)>,
    ) -> Result<(), Error<F::Error>> {
        let fetched = join_all(wanted.iter().map(|(name, _)| fetch.fetch(name))).await;
        for ((name, kind), bytes) in wanted.into_iter().zip(fetched) {
            let bytes = bytes.map_err(Error::Fetch)?;
            match content(&bytes).and_then(|content| read(content, kind)) {
                Some(file) => self.files.borrow_mut().push((name, Rc::new(file))),
                None => return Err(Error::Broken(name)),
            }
        }
        Ok(())
    }
}

fn read(content: &[u8], kind: Kind) -> Option<File> {
    Some(match kind {
        Kind::Block => File::Block(Block::read(content)?),
        Kind::Positions => File::Positions(content.to_vec()),
        Kind::Facets(docs) => File::Facets(SegmentFacets::read(content, docs)?),
        Kind::Words => {
            let lines = str::from_utf8(content).ok()?.lines();
            File::Words(lines.map(str::to_owned).collect())
        }
        Kind::Stored(count) => {
            let lines = str::from_utf8(content).ok()?.lines();
            let fields = |line: &str| line.split('\t').map(str::to_owned).collect();
            let lines: Vec<Vec<String>> = lines.map(fields).collect();
            (lines.len() == count).then_some(File::Stored(lines))?
        }
    })
}

/// The files that are there, and the names of those that a question needs as well.
pub(crate) struct Files<'i> {
    pub(crate) index: &'i Index,
    wanted: RefCell<Vec<(String, Kind)>>,
    broken: RefCell<Option<String>>,
}

impl<'i> Files<'i> {
    fn new(index: &'i Index) -> Self {
        Self {
            index,
            wanted: RefCell::default(),
            broken: RefCell::default(),
        }
    }

    /// Whether nothing that was asked for is missing.
    pub(crate) fn are_complete(&self) -> bool {
        self.wanted.borrow().is_empty() && self.broken.borrow().is_none()
    }

    pub(crate) fn segments(&self) -> impl Iterator<Item = (u32, &'i Segment)> {
        let index = self.index;
        index.firsts.iter().copied().zip(&index.manifest.segments)
    }

    fn get(&self, name: String, kind: Kind) -> Option<Rc<File>> {
        let files = self.index.files.borrow();
        if let Some((_, file)) = files.iter().find(|(known, _)| *known == name) {
            return Some(file.clone());
        }
        let mut wanted = self.wanted.borrow_mut();
        if wanted.iter().all(|(known, _)| *known != name) {
            wanted.push((name, kind));
        }
        None
    }

    /// A value that was read from a file. If it is `None`, the file is broken.
    pub(crate) fn read<T>(&self, name: impl FnOnce() -> String, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.broken.borrow_mut().get_or_insert_with(name);
        }
        value
    }

    /// Uses a block of a segment's dictionary.
    pub(crate) fn block<T>(
        &self,
        segment: &Segment,
        block: usize,
        with: impl FnOnce(&Block) -> T,
    ) -> Option<T> {
        match &*self.get(segment.words_file(block), Kind::Block)? {
            File::Block(block) => Some(with(block)),
            _ => None,
        }
    }

    /// Uses the positions of a block.
    pub(crate) fn positions<T>(
        &self,
        segment: &Segment,
        block: usize,
        with: impl FnOnce(&[u8]) -> T,
    ) -> Option<T> {
        match &*self.get(segment.positions_file(block), Kind::Positions)? {
            File::Positions(bytes) => Some(with(bytes)),
            _ => None,
        }
    }

    /// The words nearest to one that no document has; `None` if a list of words is missing.
    pub(crate) fn nearest(&self, word: &str) -> Option<Nearest> {
        // The first segment is the largest, so its words are the most frequent ones.
        let mut lists = Vec::new();
        for (_, segment) in self.segments() {
            lists.extend(self.get(segment.word_list(), Kind::Words));
        }
        let mut known = Vec::new();
        for list in &lists {
            if let File::Words(words) = &**list {
                known.extend(words);
            }
        }
        (lists.len() == self.index.manifest.segments.len()).then(|| spelling::nearest(&known, word))
    }

    fn stored(&self, doc: u32) -> Option<Vec<String>> {
        let (segment, doc) = self.index.place(doc)?;
        let segment = &self.index.manifest.segments[segment];
        let per_file = segment.stored.max(1);
        let first = doc / per_file * per_file;
        let count = per_file.min(segment.docs - first) as usize;
        match &*self.get(segment.stored_file(doc), Kind::Stored(count))? {
            File::Stored(lines) => lines.get((doc - first) as usize).cloned(),
            _ => None,
        }
    }

    fn facets(&self) -> Facets {
        let files: Vec<_> = self
            .segments()
            .filter_map(|(first, segment)| {
                let kind = Kind::Facets(segment.docs);
                Some((first, self.get(segment.facets_file(), kind)?))
            })
            .collect();
        Facets::new(files.iter().filter_map(|(first, file)| match &**file {
            File::Facets(facets) => Some((*first, facets)),
            _ => None,
        }))
    }
}
