//! A normalised text and conversions between its units.

mod cursor;
mod normalise;
mod units;

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use unicode_segmentation::GraphemeCursor;

pub use cursor::CharCursor;
pub(crate) use normalise::first_unnormalised;
pub use normalise::{Normalisation, NormalisationKind};
use units::Units;

use crate::{Span, TextError};

/// A text with LF line ends and no BOM, and one index between its units. Cheap to clone.
///
/// Positions are code points unless a name says bytes (Rust), UTF-16 units (browsers) or lines.
#[derive(Clone)]
pub struct Text {
    text: Arc<str>,
    units: Arc<Units>,
}

/// A place as a line and a column, both from 0, the column in code points.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LineColumn {
    /// The line, from 0.
    pub line: u32,
    /// Code points from the start of the line.
    pub column: u32,
}

impl Text {
    /// Makes a text of anything: drops byte order marks and control characters, and turns every kind of
    /// line end into LF. Says what it changed. Never composes or decomposes characters.
    pub fn normalise(raw: &str) -> (Self, Vec<Normalisation>) {
        let (text, notes) = normalise::normalise(raw);
        (Self::indexed(text.into()), notes)
    }

    /// Takes over a string that was normalised before.
    ///
    /// # Errors
    /// If it holds a carriage return or a byte order mark, or is longer than positions can count.
    pub fn from_normalised(text: impl Into<Arc<str>>) -> Result<Self, TextError> {
        let text = text.into();
        if u32::try_from(text.len()).is_err() {
            return Err(TextError::TooLong { bytes: text.len() });
        }
        match first_unnormalised(&text) {
            Some((found, byte)) => Err(TextError::NotNormalised { found, byte }),
            None => Ok(Self::indexed(text)),
        }
    }

    /// Indexes a string that is known to be normalised and short enough.
    pub(crate) fn indexed(text: Arc<str>) -> Self {
        let units = Arc::new(Units::of(&text));
        Self { text, units }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its length in code points.
    pub fn len(&self) -> u32 {
        self.units.n_chars()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether it holds soft hyphens, which search passes over.
    pub(crate) fn has_soft_hyphens(&self) -> bool {
        self.units.has_soft_hyphens()
    }

    /// The span of all of it.
    pub fn whole(&self) -> Span {
        Span::with_len(0, self.len())
    }

    /// The words of a span; `None` if it reaches beyond the end.
    pub fn excerpt(&self, span: Span) -> Option<&str> {
        self.text.get(self.span_to_byte_range(span)?)
    }

    /// The byte at which a code point starts; the length maps to the length.
    pub fn char_to_byte(&self, char: u32) -> Option<usize> {
        self.units.char_to_byte(&self.text, char)
    }

    /// The code point that starts at a byte; `None` inside a code point.
    pub fn byte_to_char(&self, byte: usize) -> Option<u32> {
        self.units.byte_to_char(&self.text, byte)
    }

    /// The UTF-16 unit at which a code point starts.
    pub fn char_to_utf16(&self, char: u32) -> Option<u32> {
        self.units.char_to_utf16(&self.text, char)
    }

    /// The code point that starts at a UTF-16 unit; `None` between the halves of a surrogate pair.
    pub fn utf16_to_char(&self, utf16: u32) -> Option<u32> {
        self.units.utf16_to_char(&self.text, utf16)
    }

    /// The line and column of a code point. A line feed belongs to the line that it ends.
    pub fn char_to_line_column(&self, char: u32) -> Option<LineColumn> {
        self.units.char_to_line_column(char)
    }

    /// The code point at a line and column; `None` beyond the end of the line.
    pub fn line_column_to_char(&self, place: LineColumn) -> Option<u32> {
        let line = self.line_span(place.line)?;
        let char = line.start().checked_add(place.column)?;
        (char <= line.end()).then_some(char)
    }

    /// The span of a line, from 0, without its line feed.
    pub fn line_span(&self, line: u32) -> Option<Span> {
        self.units.line_span(line)
    }

    /// How many lines there are; an empty text has one.
    pub fn n_lines(&self) -> u32 {
        self.units.n_lines()
    }

    /// The bytes of a span.
    pub fn span_to_byte_range(&self, span: Span) -> Option<Range<usize>> {
        Some(self.char_to_byte(span.start())?..self.char_to_byte(span.end())?)
    }

    /// The span of a range of bytes; `None` if an end lies outside or inside a code point.
    pub fn byte_range_to_span(&self, bytes: Range<usize>) -> Option<Span> {
        Span::new(self.byte_to_char(bytes.start)?, self.byte_to_char(bytes.end)?)
    }

    /// The span grown to the borders of grapheme clusters, so that no selection cuts a character that a
    /// reader sees as one. What lies beyond the end of the text is cut off first.
    pub fn snap_to_graphemes(&self, span: Span) -> Span {
        let (start, end) = (span.start().min(self.len()), span.end().min(self.len()));
        let start = self.cluster_border(start, GraphemeCursor::prev_boundary);
        let end = self.cluster_border(end, GraphemeCursor::next_boundary);
        Span::new(start, end).unwrap_or_default()
    }

    /// `char` itself if it is the border of a cluster, else the next border in the direction of `step`.
    fn cluster_border(&self, char: u32, step: BorderStep) -> u32 {
        let Some(byte) = self.char_to_byte(char) else { return char };
        match self.byte_border(byte, step) {
            border if border == byte => char,
            border => self.byte_to_char(border).unwrap_or(char),
        }
    }

    /// The start of the cluster around a byte that starts a code point.
    pub(crate) fn cluster_start(&self, byte: usize) -> usize {
        self.byte_border(byte, GraphemeCursor::prev_boundary)
    }

    /// The end of the cluster around a byte that starts a code point; the byte itself where a cluster starts.
    pub(crate) fn cluster_end(&self, byte: usize) -> usize {
        self.byte_border(byte, GraphemeCursor::next_boundary)
    }

    fn byte_border(&self, byte: usize, step: BorderStep) -> usize {
        let neighbours = byte.checked_sub(1).and_then(|before| self.text.as_bytes().get(before..=byte));
        // Between two ASCII characters there is always a border: a normalised text has no CR LF.
        if neighbours.is_some_and(<[u8]>::is_ascii) {
            return byte;
        }
        let mut cursor = GraphemeCursor::new(byte, self.text.len(), true);
        if cursor.is_boundary(&self.text, 0) != Ok(false) {
            return byte;
        }
        step(&mut cursor, &self.text, 0).ok().flatten().unwrap_or(byte)
    }
}

type BorderStep =
    fn(&mut GraphemeCursor, &str, usize) -> Result<Option<usize>, unicode_segmentation::GraphemeIncomplete>;

/// Shows lengths, not words: texts hold what participants said, and logs must not.
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} code points, {} lines)", self.len(), self.n_lines())
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Text {}
