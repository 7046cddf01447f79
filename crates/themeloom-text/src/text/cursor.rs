//! Ascending bytes to code points, for the results of a scan.

use super::Text;
use super::units::Units;

/// Converts bytes that only ever grow, as the matches of a scan do, into code points.
///
/// It counts from where it stands or from a checkpoint of the text's index, whichever is nearer, so that a
/// whole scan counts every byte at most once and skips most.
pub struct CharCursor<'a> {
    text: &'a str,
    units: &'a Units,
    byte: usize,
    char: u32,
}

impl<'a> CharCursor<'a> {
    /// A cursor at the start of a text.
    pub fn new(text: &'a Text) -> Self {
        Self::over(&text.text, &text.units)
    }

    pub(super) fn over(text: &'a str, units: &'a Units) -> Self {
        Self { text, units, byte: 0, char: 0 }
    }

    /// The code points before `byte`. A byte behind the last one asked for is found too, only more slowly;
    /// one beyond the end counts as the end.
    pub fn advance_to(&mut self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        self.char = self.units.chars_before(self.text, byte, (self.byte, self.char));
        self.byte = byte;
        self.char
    }
}
