//! Paragraphs by line feeds; sentences and words by Unicode's rules (UAX 29).

use unicode_segmentation::UnicodeSegmentation;

use crate::{CharCursor, Span, Text};

/// The lines that hold more than white space, trimmed: in transcripts each line is a paragraph.
pub fn paragraphs(text: &Text) -> Vec<Span> {
    let mut line_start = 0;
    let lines = text.as_str().split_inclusive('\n').map(|line| {
        let start = line_start;
        line_start += line.len();
        (start, line)
    });
    trimmed(text, 0, lines)
}

/// The sentences within a span, trimmed; none if the span lies outside the text.
pub fn sentences(text: &Text, within: Span) -> Vec<Span> {
    let Some((start, excerpt)) = excerpt_at(text, within) else { return Vec::new() };
    trimmed(text, start, excerpt.split_sentence_bound_indices())
}

/// The words within a span, without punctuation; none if the span lies outside the text.
pub fn words(text: &Text, within: Span) -> Vec<Span> {
    let Some((start, excerpt)) = excerpt_at(text, within) else { return Vec::new() };
    trimmed(text, start, excerpt.unicode_word_indices())
}

/// The first byte and the words of a span.
fn excerpt_at(text: &Text, within: Span) -> Option<(usize, &str)> {
    Some((text.char_to_byte(within.start())?, text.excerpt(within)?))
}

/// The spans of ascending parts, each with its byte from `start` on, without white space around them.
fn trimmed<'a>(text: &Text, start: usize, parts: impl Iterator<Item = (usize, &'a str)>) -> Vec<Span> {
    let mut cursor = CharCursor::new(text);
    let mut spans = Vec::new();
    for (offset, part) in parts {
        let from = start + offset + (part.len() - part.trim_start().len());
        let until = start + offset + part.trim_end().len();
        if from < until {
            let (first, end) = (cursor.advance_to(from), cursor.advance_to(until));
            spans.extend(Span::new(first, end));
        }
    }
    spans
}
