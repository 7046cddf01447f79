//! A passage located by its words.

use super::fold::{self, is_word_border};
use super::matcher::build;
use crate::{CharCursor, Span, Text};

/// Where a quotation stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct FoundQuotation {
    /// The passage.
    pub span: Span,
    /// Whether capitals agree; spellings that search takes for the same (quotes, spaces, soft hyphens,
    /// composed characters) always count as agreeing.
    pub exact: bool,
}

/// All places where a quotation stands: with the same capitals, or where there is none, with others. Places
/// that begin and end at the borders of words are taken before those that cut words. An ellipsis stands for
/// itself, not for words left out. None for a quotation without words.
pub fn find_quotation(text: &Text, quotation: &str) -> Vec<FoundQuotation> {
    if !quotation.chars().any(|c| c.is_alphanumeric()) {
        return Vec::new();
    }
    let pattern = fold::pattern(quotation, text.has_soft_hyphens());
    for exact in [true, false] {
        let found = places(text, &pattern, exact);
        if !found.is_empty() {
            return found.into_iter().map(|span| FoundQuotation { span, exact }).collect();
        }
    }
    Vec::new()
}

fn places(text: &Text, pattern: &str, exact: bool) -> Vec<Span> {
    // A quotation too long for the engine is longer than any passage that one codes.
    let Ok(regex) = build(pattern, !exact) else { return Vec::new() };
    let words = text.as_str();
    let all: Vec<_> = regex.find_iter(words).map(|found| found.range()).collect();
    let whole =
        all.iter().filter(|place| is_word_border(words, place.start) && is_word_border(words, place.end));
    let whole: Vec<_> = whole.cloned().collect();
    let mut cursor = CharCursor::new(text);
    let chosen = if whole.is_empty() { all } else { whole };
    chosen
        .into_iter()
        .filter_map(|place| Span::new(cursor.advance_to(place.start), cursor.advance_to(place.end)))
        .collect()
}
