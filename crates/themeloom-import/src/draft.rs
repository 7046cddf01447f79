//! A text in the making: words pushed one after another, with places marked by byte until the text
//! is complete and they can be counted in code points.

use std::ops::Range;

use themeloom_text::{Span, Text};

use crate::emphasis::{Emphasis, Marks};
use crate::note::{Changed, Note, count};

/// A text in the making. Line ends are LF from the start and control characters never enter, so
/// that the marked places stay true.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    text: String,
    dropped: usize,
    emphasis: Emphasis,
    marks: Marks,
}

impl Draft {
    /// Says how the words that follow are emphasised.
    pub(crate) fn emphasise(&mut self, emphasis: Emphasis) {
        self.emphasis = emphasis;
    }

    /// How the words that follow are emphasised.
    pub(crate) fn emphasis(&self) -> Emphasis {
        self.emphasis
    }

    /// The emphasised words so far; they are forgotten here.
    pub(crate) fn take_marks(&mut self) -> Marks {
        std::mem::take(&mut self.marks)
    }

    /// Adds words; control characters are dropped and counted.
    pub(crate) fn push(&mut self, words: &str) {
        let start = self.text.len();
        self.put(words);
        self.marks.add(start..self.text.len(), self.emphasis);
    }

    fn put(&mut self, words: &str) {
        if is_plain(words) {
            self.text.push_str(words);
            return;
        }
        let mut before = '\0';
        for c in words.chars() {
            match c {
                '\n' if before == '\r' => {}
                '\r' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{b}' | '\u{c}' => self.text.push('\n'),
                '\t' | '\n' => self.text.push(c),
                '\u{feff}' => self.dropped += 1,
                c if c.is_control() => self.dropped += 1,
                c => self.text.push(c),
            }
            before = c;
        }
    }

    /// Adds words in which line ends stand for blanks.
    pub(crate) fn push_on_one_line(&mut self, words: &str) {
        if is_plain(words) {
            let start = self.text.len();
            self.text.push_str(words);
            self.marks.add(start..self.text.len(), self.emphasis);
        } else {
            self.push(&words.replace("\r\n", " ").replace(['\n', '\r'], " "));
        }
    }

    /// Adds one character, which is not emphasised.
    pub(crate) fn push_char(&mut self, c: char) {
        self.put(c.encode_utf8(&mut [0; 4]));
    }

    /// Adds words that are not emphasised.
    pub(crate) fn push_unmarked(&mut self, words: &str) {
        self.put(words);
    }

    /// The number of bytes so far, for marking places.
    pub(crate) fn at(&self) -> usize {
        self.text.len()
    }

    /// The words so far.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// Takes the last bytes away again, down to a length; a length inside a character is ignored.
    pub(crate) fn cut_back(&mut self, len: usize) {
        if self.text.is_char_boundary(len) {
            self.text.truncate(len);
            self.marks.cut_back(len);
        }
    }

    /// The finished text, with what was changed.
    pub(crate) fn finish(self, notes: &mut Vec<Note>) -> Text {
        if self.dropped > 0 {
            notes.push(
                Changed::Normalised(format!(
                    "{} dropped",
                    count(self.dropped, "control character", "control characters")
                ))
                .into(),
            );
        }
        match Text::from_normalised(self.text.as_str()) {
            Ok(text) => text,
            Err(_) => normalise(&self.text, notes),
        }
    }
}

/// Whether words hold nothing that might have to be dropped or changed, judged by bytes: no control
/// character, and no lead byte of the rare ones (U+0080 to U+00BF, U+F000 to U+FFFF, U+2028, U+2029).
fn is_plain(words: &str) -> bool {
    let plain = |b: u8| b >= 0x20 && !matches!(b, 0x7f | 0xc2 | 0xef);
    // All bytes are looked at, even after one that is not plain: many are then judged at once.
    words.bytes().fold(true, |so_far, b| so_far & plain(b))
        && (words.is_ascii() || !(words.contains('\u{2028}') || words.contains('\u{2029}')))
}

/// Normalises a text and says what that changed.
pub(crate) fn normalise(raw: &str, notes: &mut Vec<Note>) -> Text {
    let (text, changes) = Text::normalise(raw);
    notes.extend(changes.iter().map(|change| Changed::Normalised(change.to_string()).into()));
    text
}

/// A marked place in code points; places outside the text are clipped to it.
pub(crate) fn place(text: &Text, bytes: Range<usize>) -> Span {
    let len = text.as_str().len();
    let (start, end) = (bytes.start.min(len), bytes.end.min(len));
    text.byte_range_to_span(start..end.max(start)).unwrap_or_else(|| text.whole())
}
