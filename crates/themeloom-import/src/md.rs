//! Markdown. The text is data and stays as it is, marks and all; headings are pointed at, and bold
//! speakers' labels are recognised with the others.

use std::ops::Range;

use crate::document::{DocumentKind, ImportedDocument};
use crate::draft::normalise;
use crate::encodings::Decoded;
use crate::note::{Note, Recognised};
use crate::{styles, transcript};

/// Reads Markdown.
pub(crate) fn read(decoded: &Decoded) -> ImportedDocument {
    let mut notes: Vec<Note> = decoded.notes();
    let text = normalise(&decoded.text, &mut notes);
    let marks = heading_marks(text.as_str());
    let headings = styles::headings(&text, &marks);
    if !headings.is_empty() {
        notes.push(Recognised::Headings(headings.len()).into());
    }
    let mut document = transcript::from_labels(DocumentKind::Markdown, text, notes);
    document.styles = headings;
    document
}

/// Lines of one to six number signs and a blank, outside fenced code.
fn heading_marks(text: &str) -> Vec<(u8, Range<usize>)> {
    let mut marks = Vec::new();
    let mut at = 0;
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        fenced ^= line.trim_start().starts_with("```");
        let level = line.bytes().take_while(|b| *b == b'#').count();
        let words = line.get(level..).unwrap_or_default();
        if let (1..=6, Ok(depth), false, true) =
            (level, u8::try_from(level), fenced, words.starts_with([' ', '\t']))
        {
            let start = at + line.len() - words.trim_start().len();
            marks.push((depth, start..start + words.trim().len()));
        }
        at += line.len();
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_pointed_at_without_their_marks() {
        let text = "# Interview 3\n\n## Part one \n#hashtag\n```\n# no\n```\n";
        let found: Vec<(u8, &str)> =
            heading_marks(text).into_iter().map(|(level, at)| (level, text.get(at).unwrap())).collect();
        assert_eq!(found, [(1, "Interview 3"), (2, "Part one")]);
    }
}
