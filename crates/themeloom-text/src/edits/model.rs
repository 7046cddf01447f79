//! The values that edits are made of.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smallvec::SmallVec;

use crate::{Span, serde_text};

/// The id of one edit, opaque here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct EditId(pub u128);

impl Serialize for EditId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_text::serialize(self, &self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for EditId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_text::deserialize(deserializer, Self)
    }
}

impl fmt::Display for EditId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", self.0)
    }
}

impl FromStr for EditId {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        u128::from_str_radix(text, 16).map(Self)
    }
}

/// One replacement of words: an empty span inserts, an empty replacement deletes.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Splice {
    /// What is replaced, in the version that the author saw.
    pub span: Span,
    /// What stands there instead.
    pub replacement: Arc<str>,
}

/// Shows the length of the new words, not the words.
impl fmt::Debug for Splice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { span, replacement } = self;
        write!(f, "Splice({}..{} -> {} bytes)", span.start(), span.end(), replacement.len())
    }
}

/// What an edit does.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum EditKind {
    /// Replaces words: splices in order that do not overlap.
    Correct(Vec<Splice>),
    /// Takes a correction back.
    Withdraw(EditId),
    /// Puts a withdrawn correction in force again.
    Restore(EditId),
}

/// What an author saw of a source: the last edits known then, which stand for all before them.
///
/// None is the base text, one is usual, several follow a merge. Sorted, without repetition.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<EditId>")]
pub struct Version(SmallVec<[EditId; 1]>);

impl Version {
    /// The version that these edits, in any order, were the last of.
    pub fn new(edits: impl IntoIterator<Item = EditId>) -> Self {
        let mut heads: SmallVec<[EditId; 1]> = edits.into_iter().collect();
        heads.sort_unstable();
        heads.dedup();
        Self(heads)
    }

    /// The text before any edit.
    pub fn base() -> Self {
        Self::default()
    }

    /// Whether it is the text before any edit.
    pub fn is_base(&self) -> bool {
        self.0.is_empty()
    }

    /// The last edits, sorted.
    pub fn heads(&self) -> &[EditId] {
        &self.0
    }
}

impl From<Vec<EditId>> for Version {
    fn from(heads: Vec<EditId>) -> Self {
        Self::new(heads)
    }
}

impl From<EditId> for Version {
    fn from(head: EditId) -> Self {
        Self::new([head])
    }
}

/// An edit of a source.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Edit {
    /// Its id.
    pub id: EditId,
    /// What its author saw when making it.
    pub seen: Version,
    /// What it does.
    pub kind: EditKind,
}

/// What came of adding an edit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct AddOutcome {
    /// Corrections that its author had not seen and that stand, in the latest version, on the same words:
    /// where they meet, the earlier is in force and the new one is kept for a person to settle. Sorted.
    pub overlaps: Vec<EditId>,
}
