//! The record of what the last run wrote, and from what, so that a run makes only files
//! whose inputs have changed.
//!
//! It is never trusted over the content: the inputs of each file are hashed again in every
//! run. It is never trusted over the site either: a file counts as the one that was
//! recorded only if its size, time stamp and inode are the same, as in the index of Git.
//! It may be deleted at any time.

use crate::publish::cache::Cache;
use crate::publish::disk::Disk;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::{self, Debug, Write as _};
use std::fs::{self, Metadata};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The name of its file in the [cache](crate::publish::cache).
const FILE: &str = "outputs.bin";

/// The longest tick of a disk's clock that is waited for: that of Linux takes 1 to 10
/// milliseconds.
const TICK: Duration = Duration::from_millis(10);

/// A hash of everything that a file is made from: the first 128 bits of SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs(u64, u64);

impl Inputs {
    /// The hash of some byte strings.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hashing = Hashing::default();
        parts.into_iter().for_each(|part| hashing.add(part));
        hashing.finish()
    }

    /// The hash of a value with all its fields, as its debugging form shows them: whatever
    /// is added to a type is hashed as well.
    pub fn of_value(value: &impl Debug) -> Self {
        let mut hashing = Hashing::default();
        // Hashing cannot fail, and derived implementations fail only if that does.
        let _ = write!(hashing, "{value:?}");
        hashing.finish()
    }

    /// The hash of this and some byte strings.
    pub fn and<'a>(self, parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hashing = Hashing::default();
        hashing.add(&self.bytes());
        parts.into_iter().for_each(|part| hashing.add(part));
        hashing.finish()
    }

    /// The hash as bytes.
    pub fn bytes(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.0.to_le_bytes());
        bytes[8..].copy_from_slice(&self.1.to_le_bytes());
        bytes
    }
}

/// A hash in the making.
#[derive(Default)]
struct Hashing(Sha256);

impl Hashing {
    /// Adds a byte string with its length, so that `ab` and `c` differ from `a` and `bc`.
    fn add(&mut self, part: &[u8]) {
        self.0.update(part.len().to_le_bytes());
        self.0.update(part);
    }

    fn finish(self) -> Inputs {
        let digest = self.0.finalize();
        let mut halves = digest.chunks_exact(8).map(|half| {
            let mut bytes = [0; 8];
            bytes.copy_from_slice(half);
            u64::from_le_bytes(bytes)
        });
        let mut half = || halves.next().unwrap_or_default();
        Inputs(half(), half())
    }
}

impl fmt::Write for Hashing {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text);
        Ok(())
    }
}

/// A hash that differs between two builds of the press: what they make from the same
/// inputs may differ. `None` if the program cannot be told from others.
pub fn program() -> Option<Inputs> {
    let file = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let state = State::of(&file)?;
    // Unlike the time stamp, no program that installs files can set this time.
    #[cfg(unix)]
    let changed = std::os::unix::fs::MetadataExt::ctime(&file);
    #[cfg(not(unix))]
    let changed = 0;
    Some(Inputs::of_value(&(
        env!("CARGO_PKG_VERSION"),
        state,
        changed,
    )))
}

/// What tells that a file is still the one that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    bytes: u64,
    /// The time stamp: seconds and nanoseconds.
    seconds: u64,
    nanoseconds: u32,
    inode: u64,
}

impl State {
    /// The state of a file; `None` if it is something else, such as a symbolic link.
    pub(super) fn of(file: &Metadata) -> Option<Self> {
        let modified = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        #[cfg(unix)]
        let inode = std::os::unix::fs::MetadataExt::ino(file);
        #[cfg(not(unix))]
        let inode = 0;
        file.is_file().then_some(Self {
            bytes: file.len(),
            seconds: modified.as_secs(),
            nanoseconds: modified.subsec_nanos(),
            inode,
        })
    }

    fn modified(&self) -> SystemTime {
        UNIX_EPOCH + Duration::new(self.seconds, self.nanoseconds)
    }
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// What it was made from.
    pub(super) inputs: Inputs,
    pub(super) state: State,
    /// What else is known of it.
    pub(super) notes: Vec<String>,
}

/// The files of a site, with their paths below its root. Kept in the order of the paths. A
/// large site has a million, of which a map would take twice the memory.
pub(super) type Entries = Vec<(String, Entry)>;

/// Files that were made together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Group {
    /// What they were made from.
    pub(super) inputs: Inputs,
    /// Their paths, without those of compressed copies.
    pub(super) files: Vec<String>,
    /// What their maker returned, as JSON.
    pub(super) returned: String,
}

/// What a run has made.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Made {
    pub(super) entries: Entries,
    /// By name.
    pub(super) groups: HashMap<String, Group>,
}

/// The record of the last run.
#[derive(Debug, Default)]
pub struct Record {
    keeping: Keeping,
    made: Made,
}

/// The record as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept<M> {
    program: Inputs,
    made: M,
}

impl Record {
    /// The record in a cache; empty if it is missing or cannot be used.
    pub fn read(cache: &Cache) -> Self {
        let keeping = Keeping(program().map(|program| (cache.clone(), program)));
        let made = keeping.0.as_ref().and_then(|(cache, program)| {
            let (bytes, written) = cache.read(FILE)?;
            let kept: Kept<Made> = postcard::from_bytes(&bytes).ok()?;
            let mut made = kept.made;
            // A file may have been changed at the same time, by the clock of the disk, as it
            // was written; not if the record was written later than the file.
            made.entries
                .retain(|(_, entry)| entry.state.modified() < written);
            (kept.program == *program).then_some(made)
        });
        Self {
            made: made.unwrap_or_default(),
            keeping,
        }
    }

    /// What the last run wrote at a path.
    pub(super) fn entry(&self, path: &str) -> Option<&Entry> {
        let entries = &self.made.entries;
        let place = entries.binary_search_by(|(known, _)| known.as_str().cmp(path));
        place.ok().map(|place| &entries[place].1)
    }

    /// What the last run made together, under a name.
    pub(super) fn group(&self, name: &str) -> Option<&Group> {
        self.made.groups.get(name)
    }

    /// What the last run made together under a name, and the groups that were made for it.
    pub(super) fn groups_of(&self, name: &str) -> impl Iterator<Item = (&String, &Group)> {
        let groups = self.made.groups.iter();
        groups.filter(move |(of, _)| {
            let rest = of.strip_prefix(name);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// Forgets what the last run made, and returns where this run's record is to be kept.
    pub(super) fn forget(self) -> Keeping {
        self.keeping
    }
}

/// Where a record is kept, if it is, and what differs between two builds of the press.
#[derive(Debug, Default)]
pub(super) struct Keeping(Option<(Cache, Inputs)>);

impl Keeping {
    /// Writes the record of what a run has made.
    ///
    /// # Errors
    /// If it cannot be written.
    pub(super) fn write(&self, mut made: Made, disk: &Disk) -> Result<()> {
        let Some((cache, program)) = &self.0 else {
            return Ok(());
        };
        let program = *program;
        made.entries
            .sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        // As JSON, it would be four times as large, and take four times as long.
        let kept = postcard::to_stdvec(&Kept {
            program,
            made: &made,
        })?;
        // Otherwise, the next run would make the files of the same tick again.
        let newest = (made.entries.iter()).map(|(_, entry)| entry.state.modified());
        let since = newest.max().and_then(|newest| newest.elapsed().ok());
        thread::sleep(since.map_or(Duration::ZERO, |since| TICK.saturating_sub(since)));
        cache
            .write(FILE, &kept, disk)
            .context("the cache beside the site cannot be written")
    }
}

#[cfg(test)]
mod tests {
    use super::Inputs;

    #[test]
    fn where_an_input_ends_matters() {
        let of = |parts: [&str; 2]| Inputs::of(parts.map(str::as_bytes));
        assert_eq!(of(["ab", "c"]), of(["ab", "c"]));
        assert_ne!(of(["ab", "c"]), of(["a", "bc"]));
        assert_ne!(
            Inputs::of_value(&["ab", "c"]),
            Inputs::of_value(&["a", "bc"])
        );
    }
}
