//! The index between code points, bytes, UTF-16 units and lines.
//!
//! A checkpoint stands every [`STEP`] bytes; a conversion looks one up and counts at most that many bytes.
//! A text that is all ASCII has none, since its units coincide.

use crate::{LineColumn, Span};

/// Bytes between checkpoints.
const STEP: usize = 128;

/// Bytes that are counted at once.
const STRETCH: usize = 32;

pub(super) struct Units {
    n_chars: u32,
    n_utf16: u32,
    /// Empty for ASCII; else entry `k` counts what starts in the first `k * STEP` bytes.
    checkpoints: Vec<Counts>,
    /// The code point at which each line starts.
    line_starts: Vec<u32>,
    has_soft_hyphens: bool,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    chars: u32,
    utf16: u32,
}

impl Counts {
    /// Adds the code points that start in `bytes`.
    fn plus(self, bytes: &[u8]) -> Self {
        let chars = count_chars(bytes);
        Self { chars: self.chars + chars, utf16: self.utf16 + chars + count_astral(bytes) }
    }
}

/// How many code points start in `bytes`: all bytes but those that continue one.
fn count_chars(bytes: &[u8]) -> u32 {
    count(bytes, |byte| !is_continuation(byte))
}

/// How many code points that need two UTF-16 units start in `bytes`.
fn count_astral(bytes: &[u8]) -> u32 {
    count(bytes, |byte| byte >= 0xF0)
}

/// Counts in blocks of a fixed size and in bytes, which the compiler turns into vector instructions.
fn count(bytes: &[u8], is_counted: impl Fn(u8) -> bool) -> u32 {
    let sum = |block: &[u8]| block.iter().map(|byte| u8::from(is_counted(*byte))).sum::<u8>();
    let (blocks, rest) = bytes.as_chunks::<STRETCH>();
    let in_blocks: u32 = blocks.iter().map(|block| u32::from(sum(block))).sum();
    in_blocks + u32::from(sum(rest))
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// UTF-16 units of the code point that a byte starts; 0 for a byte that continues one.
const fn utf16_len(byte: u8) -> u32 {
    if is_continuation(byte) {
        0
    } else if byte >= 0xF0 {
        2
    } else {
        1
    }
}

impl Units {
    /// Indexes a text of at most `u32::MAX` bytes.
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut total = Counts::default();
        let mut checkpoints = Vec::new();
        if text.is_ascii() {
            let len = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
            total = Counts { chars: len, utf16: len };
        } else {
            checkpoints.reserve_exact(bytes.len() / STEP + 1);
            for block in bytes.chunks(STEP) {
                checkpoints.push(total);
                total = total.plus(block);
            }
        }
        let has_soft_hyphens =
            !checkpoints.is_empty() && memchr::memmem::find(bytes, "\u{ad}".as_bytes()).is_some();
        let (n_chars, n_utf16) = (total.chars, total.utf16);
        let mut units = Self { n_chars, n_utf16, checkpoints, line_starts: Vec::new(), has_soft_hyphens };
        units.line_starts = units.find_lines(text);
        units
    }

    fn find_lines(&self, text: &str) -> Vec<u32> {
        let mut cursor = super::CharCursor::over(text, self);
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|byte| cursor.advance_to(byte + 1)));
        starts.shrink_to_fit();
        starts
    }

    pub(super) fn n_chars(&self) -> u32 {
        self.n_chars
    }

    pub(super) fn has_soft_hyphens(&self) -> bool {
        self.has_soft_hyphens
    }

    pub(super) fn is_ascii(&self) -> bool {
        self.checkpoints.is_empty()
    }

    /// Code points that start before `byte`, counted from `from` (a byte and its code point) or from the
    /// nearest checkpoint, whichever is nearer.
    pub(super) fn chars_before(&self, text: &str, byte: usize, from: (usize, u32)) -> u32 {
        if self.is_ascii() {
            return u32::try_from(byte).unwrap_or(u32::MAX);
        }
        let (start, chars) = match self.checkpoints.get(byte / STEP) {
            Some(counts) if from.0 <= byte / STEP * STEP || from.0 > byte => {
                (byte / STEP * STEP, counts.chars)
            }
            _ => from,
        };
        chars + text.as_bytes().get(start..byte).map_or(0, count_chars)
    }

    pub(super) fn byte_to_char(&self, text: &str, byte: usize) -> Option<u32> {
        if byte == text.len() {
            return Some(self.n_chars);
        }
        text.is_char_boundary(byte).then(|| self.chars_before(text, byte, (0, 0)))
    }

    pub(super) fn char_to_byte(&self, text: &str, char: u32) -> Option<usize> {
        if char >= self.n_chars {
            return (char == self.n_chars).then_some(text.len());
        }
        if self.is_ascii() {
            return usize::try_from(char).ok();
        }
        self.scan(text, char, |counts| counts.chars).map(|(byte, _)| byte)
    }

    pub(super) fn char_to_utf16(&self, text: &str, char: u32) -> Option<u32> {
        if char >= self.n_chars {
            return (char == self.n_chars).then_some(self.n_utf16);
        }
        if self.is_ascii() {
            return Some(char);
        }
        self.scan(text, char, |counts| counts.chars).map(|(_, counts)| counts.utf16)
    }

    pub(super) fn utf16_to_char(&self, text: &str, utf16: u32) -> Option<u32> {
        if utf16 >= self.n_utf16 {
            return (utf16 == self.n_utf16).then_some(self.n_chars);
        }
        if self.is_ascii() {
            return Some(utf16);
        }
        self.scan(text, utf16, |counts| counts.utf16).map(|(_, counts)| counts.chars)
    }

    /// The byte at which a code point starts with exactly `wanted` of a unit before it, and all the counts
    /// there; `None` inside a surrogate pair. `wanted` is less than the total.
    fn scan(&self, text: &str, wanted: u32, unit: impl Fn(Counts) -> u32) -> Option<(usize, Counts)> {
        let block = self.checkpoints.partition_point(|counts| unit(*counts) <= wanted).checked_sub(1)?;
        let (mut start, mut counts) = (block * STEP, *self.checkpoints.get(block)?);
        // Whole stretches before the place are counted at once, and only the last byte by byte.
        for stretch in text.as_bytes().get(start..)?.chunks(STRETCH) {
            let after = counts.plus(stretch);
            if unit(after) > wanted {
                break;
            }
            (start, counts) = (start + stretch.len(), after);
        }
        for (offset, byte) in text.as_bytes().get(start..)?.iter().enumerate() {
            if is_continuation(*byte) {
                continue;
            }
            if unit(counts) >= wanted {
                return (unit(counts) == wanted).then_some((start + offset, counts));
            }
            counts = Counts { chars: counts.chars + 1, utf16: counts.utf16 + utf16_len(*byte) };
        }
        None
    }

    pub(super) fn n_lines(&self) -> u32 {
        u32::try_from(self.line_starts.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn line_span(&self, line: u32) -> Option<Span> {
        let line = usize::try_from(line).ok()?;
        let start = *self.line_starts.get(line)?;
        // A line that is not the last ends before the line feed that precedes the next.
        let end = self.line_starts.get(line + 1).map_or(self.n_chars, |next| next - 1);
        Span::new(start, end)
    }

    pub(super) fn char_to_line_column(&self, char: u32) -> Option<LineColumn> {
        if char > self.n_chars {
            return None;
        }
        let line = self.line_starts.partition_point(|start| *start <= char).checked_sub(1)?;
        let start = self.line_starts.get(line)?;
        Some(LineColumn { line: u32::try_from(line).ok()?, column: char - start })
    }
}
