//! One application of a code to a span by a coder.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use themeloom_text::{Span, serde_text};

use crate::ids::{CodeId, CoderId, CodingId, SourceId};
use crate::passage::Passage;

/// A short keyed hash of the words of a passage, so that drift of a coding from its words can never
/// pass unseen, while the hash itself betrays nothing. Made and checked by whoever holds the key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ExcerptHash(pub u64);

impl fmt::Display for ExcerptHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for ExcerptHash {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

impl Serialize for ExcerptHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_text::serialize(self, &self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for ExcerptHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_text::deserialize(deserializer, Self)
    }
}

/// What a change says when it codes a passage.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewCoding {
    /// The words that are coded.
    pub passage: Passage,
    /// The hash of these words.
    pub excerpt: ExcerptHash,
    /// The code applied.
    pub code: CodeId,
    /// Who coded: usually the author of the change, but not where codings are imported.
    pub coder: CoderId,
    /// Whether a person has read the passage: one that a search found and coded counts only then.
    pub read: bool,
}

/// A code applied to a span. A study has up to a million, so it is kept small: the version of the
/// text is a number that the source explains.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Coding {
    /// Its id.
    pub id: CodingId,
    /// The code applied.
    pub code: CodeId,
    /// The source.
    pub source: SourceId,
    /// Who coded.
    pub coder: CoderId,
    /// The hash of the words when they were coded.
    pub excerpt: ExcerptHash,
    /// The span in the version in which it was marked.
    pub span: Span,
    /// Which of the source's versions that is.
    pub(crate) version: u32,
    /// Whether a person has read the passage.
    pub read: bool,
    /// Whether the coding was taken away.
    pub retired: bool,
}
