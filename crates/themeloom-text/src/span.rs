//! A stretch of text, counted in code points.

use serde::{Deserialize, Deserializer, Serialize};

/// A stretch of a text: code points from the start of a text with LF line ends and no BOM, end exclusive.
///
/// The start is never after the end; deserialising refuses what breaks this.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end`; `None` if it would end before it starts.
    pub const fn new(start: u32, end: u32) -> Option<Self> {
        if start <= end { Some(Self { start, end }) } else { None }
    }

    /// The empty span at a position: a cursor.
    pub const fn at(position: u32) -> Self {
        Self { start: position, end: position }
    }

    /// The span of `len` code points from `start` on, cut at the largest position that can be counted.
    pub const fn with_len(start: u32, len: u32) -> Self {
        Self { start, end: start.saturating_add(len) }
    }

    /// The first code point.
    pub const fn start(self) -> u32 {
        self.start
    }

    /// The code point after the last one.
    pub const fn end(self) -> u32 {
        self.end
    }

    /// How many code points it holds.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the code point at `position` lies inside.
    pub const fn contains(self, position: u32) -> bool {
        self.start <= position && position < self.end
    }

    /// Whether all of `other` lies inside; an empty one at an edge does.
    pub const fn encloses(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one code point.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end && !self.is_empty() && !other.is_empty()
    }

    /// The code points that both hold; `None` if they share none.
    pub fn intersection(self, other: Self) -> Option<Self> {
        self.overlaps(other)
            .then(|| Self { start: self.start.max(other.start), end: self.end.min(other.end) })
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span moved by `by` code points; `None` if an end would leave what can be counted.
    pub fn shift(self, by: i64) -> Option<Self> {
        let moved = |position: u32| u32::try_from(i64::from(position).checked_add(by)?).ok();
        Self::new(moved(self.start)?, moved(self.end)?)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename = "Span")]
        struct Unchecked {
            start: u32,
            end: u32,
        }
        let Unchecked { start, end } = Unchecked::deserialize(deserializer)?;
        Self::new(start, end).ok_or_else(|| {
            serde::de::Error::custom(format_args!("a span from {start} ends before it, at {end}"))
        })
    }
}
