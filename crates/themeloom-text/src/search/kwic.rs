//! Keyword in context: a match as a line.

use super::Match;
use crate::Text;

/// A match with what stands around it, on one line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KwicLine {
    /// What stands before it.
    pub left: String,
    /// The words found.
    pub keyword: String,
    /// What stands after it.
    pub right: String,
    /// The line of the text that it starts on, from 0.
    pub line: u32,
}

/// A match with up to `width` code points on each side. Line ends and runs of white space become one space;
/// no character is cut. `None` if the match is not of this text.
pub fn kwic(text: &Text, found: &Match, width: u32) -> Option<KwicLine> {
    let place = text.span_to_byte_range(found.span)?;
    let (before, after) = (text.as_str().get(..place.start)?, text.as_str().get(place.end..)?);
    let from = text.cluster_start(before.len() - last_chars(before, width).len());
    let until = text.cluster_end(place.end + first_chars(after, width).len());
    Some(KwicLine {
        left: on_one_line(before.get(from..)?),
        keyword: on_one_line(text.as_str().get(place)?),
        right: on_one_line(text.as_str().get(text.as_str().len() - after.len()..until)?),
        line: text.char_to_line_column(found.span.start())?.line,
    })
}

fn last_chars(text: &str, n: u32) -> &str {
    let from = text.char_indices().rev().take(n as usize).last();
    from.and_then(|(byte, _)| text.get(byte..)).unwrap_or_default()
}

fn first_chars(text: &str, n: u32) -> &str {
    let end = text.char_indices().nth(n as usize);
    end.and_then(|(byte, _)| text.get(..byte)).unwrap_or(text)
}

fn on_one_line(text: &str) -> String {
    if is_one_line(text.as_bytes()) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for char in text.chars() {
        if !char.is_whitespace() {
            line.push(char);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

/// Whether bytes are ASCII without white space other than single spaces, as most lines are.
fn is_one_line(bytes: &[u8]) -> bool {
    let mut before = 0;
    bytes.iter().all(|byte| {
        let fits = (0x20..0x7f).contains(byte) && !(*byte == b' ' && before == b' ');
        before = *byte;
        fits
    })
}
