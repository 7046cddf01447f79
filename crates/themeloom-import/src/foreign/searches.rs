//! Looking for words, as often as an honest file needs it.

use themeloom_text::{Span, Text};

use super::anchor::find_words;

/// Bytes of text that may be looked through for one study. Honest files need a twentieth of it; a
/// file in which nothing stands where it should could else ask for hours.
const BYTES: u64 = 1 << 27;

/// The searches for words of one study.
pub(crate) struct Searches {
    left: u64,
}

impl Default for Searches {
    fn default() -> Self {
        Self { left: BYTES }
    }
}

impl Searches {
    /// Where words stand in a text, as [`find_words`] finds them; `None` too where enough was looked for.
    pub(crate) fn find(&mut self, text: &Text, wanted: &str, near: u32) -> Option<Span> {
        self.left = self.left.checked_sub(text.as_str().len() as u64)?;
        find_words(text, wanted, near)
    }
}

/// Whether two texts are the same but for blanks.
pub(crate) fn same_words(a: &str, b: &str) -> bool {
    let ink = |c: &char| !c.is_whitespace();
    a.chars().filter(ink).eq(b.chars().filter(ink))
}
