//! Keyword in context: a match as a line.

use super::Match;
use crate::{Span, Text};

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
    let span = found.span;
    let keyword = text.excerpt(span)?;
    let left = Span::new(span.start().saturating_sub(width), span.start())?;
    let right = Span::new(span.end(), span.end().saturating_add(width).min(text.len()))?;
    let line = text.char_to_line_column(span.start())?.line;
    let left = Span::new(text.snap_to_graphemes(left).start(), span.start())?;
    let right = Span::new(span.end(), text.snap_to_graphemes(right).end())?;
    Some(KwicLine {
        left: on_one_line(text.excerpt(left)?),
        keyword: on_one_line(keyword),
        right: on_one_line(text.excerpt(right)?),
        line,
    })
}

fn on_one_line(text: &str) -> String {
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
