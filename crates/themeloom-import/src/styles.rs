//! What is set off in a document: its headings, and those of its emphasised words that say something.
//!
//! Emphasis on a speaker's label marks that it is one, emphasis on a whole heading that it is one, and
//! emphasis on nearly all of a text nothing at all: none of them is kept.

use std::ops::Range;

use themeloom_study::source::{Style, Styled};
use themeloom_text::{Span, Text};

use crate::document::ImportedDocument;
use crate::draft::place;
use crate::emphasis::{Marks, Way};
use crate::note::Recognised;

/// A text of which this share is emphasised in one way is not emphasised in that way.
const NEARLY_ALL: (usize, usize) = (9, 10);

/// The ways in which words are emphasised.
const WAYS: [(Style, Way); 3] = [
    (Style::Bold, |how| how.bold),
    (Style::Italic, |how| how.italic),
    (Style::Underlined, |how| how.underlined),
];

/// Marked headings in code points.
pub(crate) fn headings(text: &Text, marks: &[(u8, Range<usize>)]) -> Vec<Styled> {
    let heading = |(level, at): &(u8, Range<usize>)| Styled {
        span: place(text, at.clone()),
        style: Style::Heading(*level),
    };
    marks.iter().map(heading).collect()
}

/// Adds the emphasised words to the headings of a document whose turns are known, and says how many.
pub(crate) fn emphasise(document: &mut ImportedDocument, marks: &Marks) {
    let found = Ground::new(document).emphasised(marks);
    if !found.is_empty() {
        document.notes.push(Recognised::Emphasis(found.len()).into());
    }
    document.styles.extend(found);
    document.styles.sort_by_key(|styled| (styled.span, styled.style));
}

/// What emphasis stands on. Places are in bytes, in order.
struct Ground<'d> {
    text: &'d Text,
    labels: Vec<Range<usize>>,
    headings: Vec<Range<usize>>,
    /// How many characters the text has beside labels and headings, blanks aside.
    len: usize,
}

impl<'d> Ground<'d> {
    fn new(document: &'d ImportedDocument) -> Self {
        let text = &document.text;
        let bytes = |span: Span| text.span_to_byte_range(span);
        let labels = in_order(document.turns.iter().filter_map(|turn| turn.label).filter_map(bytes));
        let headings = in_order(document.styles.iter().filter_map(|heading| bytes(heading.span)));
        let beside = labels.iter().chain(&headings).map(|at| n_signs(text, at)).sum();
        let len = n_signs(text, &(0..text.as_str().len())).saturating_sub(beside);
        Self { text, labels, headings, len }
    }

    fn emphasised(&self, marks: &Marks) -> Vec<Styled> {
        let mut found = Vec::new();
        for (style, way) in WAYS {
            let mut stretches = self.stretches(marks.that_are(way));
            let outside = stretches.iter().filter(|at| self.heading_around(at).is_none());
            let n: usize = outside.map(|at| n_signs(self.text, at)).sum();
            let (share, of) = NEARLY_ALL;
            if n > 0 && n.saturating_mul(of) >= self.len.saturating_mul(share) {
                stretches.clear();
            }
            found.extend(stretches.into_iter().map(|at| Styled { span: place(self.text, at), style }));
        }
        found
    }

    /// Emphasised words line by line, without labels and whole headings, joined where only blanks part them.
    fn stretches(&self, marked: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
        let mut joined: Vec<Range<usize>> = Vec::new();
        for at in marked.flat_map(|at| self.lines(at)).flat_map(|at| self.beside_labels(at)) {
            let Some(words) = self.trimmed(at) else { continue };
            match joined.last_mut() {
                Some(last) if self.are_joined(last, &words) => last.end = words.end,
                _ => joined.push(words),
            }
        }
        joined.retain(|at| self.says_something(at));
        joined
    }

    /// The parts of a stretch on each line and in each cell of a table.
    fn lines(&self, at: Range<usize>) -> Vec<Range<usize>> {
        let mut start = at.start;
        let words = self.text.as_str().get(at).unwrap_or_default();
        let mut line = |words: &str| {
            let from = start;
            start += words.len();
            from..start
        };
        words.split_inclusive(['\n', '\t']).map(&mut line).collect()
    }

    /// The parts of a stretch that lie in no label.
    fn beside_labels(&self, at: Range<usize>) -> Vec<Range<usize>> {
        let from = self.labels.partition_point(|label| label.end <= at.start);
        let mut parts = Vec::new();
        let mut start = at.start;
        for label in self.labels.iter().skip(from).take_while(|label| label.start < at.end) {
            parts.push(start..label.start.max(start));
            start = label.end.min(at.end);
        }
        parts.push(start..at.end);
        parts
    }

    fn trimmed(&self, at: Range<usize>) -> Option<Range<usize>> {
        let words = self.text.as_str().get(at.clone())?;
        let start = at.end - words.trim_start().len();
        let end = at.start + words.trim_end().len();
        (start < end).then_some(start..end)
    }

    fn are_joined(&self, before: &Range<usize>, after: &Range<usize>) -> bool {
        let between = self.text.as_str().get(before.end..after.start);
        between.is_some_and(|words| words.chars().all(|c| c.is_whitespace() && c != '\n' && c != '\t'))
    }

    fn says_something(&self, at: &Range<usize>) -> bool {
        let has_words = self.text.as_str().get(at.clone()).is_some_and(|w| w.contains(char::is_alphanumeric));
        let is_heading = self.heading_around(at).and_then(|heading| self.trimmed(heading.clone()));
        has_words && is_heading.as_ref() != Some(at)
    }

    fn heading_around(&self, at: &Range<usize>) -> Option<&Range<usize>> {
        let next = self.headings.partition_point(|heading| heading.end < at.end);
        self.headings.get(next).filter(|heading| heading.start <= at.start)
    }
}

fn in_order(places: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut places: Vec<_> = places.collect();
    places.sort_by_key(|at| (at.start, at.end));
    places
}

/// How many characters that are no blanks stand somewhere.
fn n_signs(text: &Text, at: &Range<usize>) -> usize {
    let words = text.as_str().get(at.clone()).unwrap_or_default();
    words.chars().filter(|c| !c.is_whitespace()).count()
}
