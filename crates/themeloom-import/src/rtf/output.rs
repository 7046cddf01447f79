//! Where the words of rich text go: into the text, or into a footnote, a comment, a header or a text
//! box while its group lasts.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::AsideKind;
use crate::emphasis::Emphasis;
use crate::paragraphs::Paragraphs;
use crate::tally::Tally;
use crate::written::Beside;

/// What words beside the running text are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Margin,
    Footnote,
    Endnote,
    Comment,
    TextBox,
}

/// How words are marked.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    pub(super) inserted: bool,
    pub(super) emphasis: Emphasis,
}

/// A part in the making.
#[derive(Debug)]
struct OpenPart {
    part: Part,
    words: Paragraphs,
    author: Option<String>,
    reference: Option<String>,
}

/// All that has been read.
#[derive(Debug, Default)]
pub(super) struct Output {
    pub(super) text: Paragraphs,
    pub(super) tally: Tally,
    pub(super) asides: Vec<Beside>,
    parts: Vec<OpenPart>,
    author: Option<String>,
    ranges: BTreeMap<String, Range<usize>>,
    /// The marks of the words before, so that a passage in several pieces counts once.
    before: Marks,
    in_table: bool,
    in_nested_table: bool,
}

impl Output {
    /// Whether what is met is counted: headers are told of as wholes.
    pub(super) fn counts(&self) -> bool {
        self.parts.iter().all(|open| open.part != Part::Margin)
    }

    /// The words of the present part.
    pub(super) fn now(&mut self) -> &mut Paragraphs {
        self.parts.last_mut().map_or(&mut self.text, |open| &mut open.words)
    }

    /// Adds words, unless their marks say that they are not shown.
    pub(super) fn push(&mut self, words: &str, marks: Marks) {
        if words.is_empty() {
            return;
        }
        let counts = self.counts();
        let begins = |now: bool, before: bool| usize::from(counts && now && !before);
        let shown = !marks.deleted && !marks.hidden;
        self.tally.deletions += begins(marks.deleted, self.before.deleted);
        self.tally.hidden_runs += begins(marks.hidden && !marks.deleted, self.before.hidden);
        self.tally.insertions += begins(marks.inserted && shown, self.before.inserted);
        self.before = marks;
        if shown {
            self.now().emphasise(marks.emphasis);
            self.now().push(words);
        }
    }

    /// Ends a paragraph. A heading is one only in the text itself.
    pub(super) fn end_paragraph(&mut self, level: Option<u8>, in_table: bool) {
        self.in_table &= in_table;
        let level = level.filter(|_| self.parts.is_empty());
        self.now().end_paragraph(level);
    }

    /// Ends a cell.
    pub(super) fn end_cell(&mut self, level: Option<u8>, nested: bool) {
        self.in_nested_table &= nested;
        self.end_paragraph(level, true);
        self.now().end_cell();
    }

    /// Ends a row, the first of which makes a table.
    pub(super) fn end_row(&mut self, nested: bool) {
        self.now().end_row();
        let among = if nested { &mut self.in_nested_table } else { &mut self.in_table };
        let is_first = !std::mem::replace(among, true);
        self.tally.tables += usize::from(is_first && self.counts());
    }

    /// Begins a part.
    pub(super) fn open(&mut self, part: Part) {
        let author = if part == Part::Comment { self.author.take() } else { None };
        self.parts.push(OpenPart { part, words: Paragraphs::default(), author, reference: None });
    }

    /// Ends the part that was begun last.
    pub(super) fn close(&mut self) {
        let Some(mut open) = self.parts.pop() else { return };
        open.words.end_line();
        let is_blank = open.words.as_str().trim().is_empty();
        match open.part {
            Part::Margin => self.tally.margins += usize::from(!is_blank),
            Part::TextBox => {
                self.tally.text_boxes += usize::from(!is_blank && self.counts());
                self.now().put_box(open.words.as_str());
            }
            Part::Footnote => self.keep_aside(open, AsideKind::Footnote),
            Part::Endnote => self.keep_aside(open, AsideKind::Endnote),
            Part::Comment => self.keep_aside(open, AsideKind::Comment),
        }
    }

    /// Ends all that the end of the file left open.
    pub(super) fn close_all(&mut self) {
        while !self.parts.is_empty() {
            self.close();
        }
        self.text.end_line();
    }

    /// The present footnote is an endnote.
    pub(super) fn is_endnote(&mut self) {
        if let Some(open) = self.parts.last_mut().filter(|open| open.part == Part::Footnote) {
            open.part = Part::Endnote;
        }
    }

    /// Who wrote the next comment.
    pub(super) fn author(&mut self, name: &str) {
        self.author = Some(name.to_owned()).filter(|name| !name.is_empty());
    }

    /// Which range the present comment is about.
    pub(super) fn reference(&mut self, id: &str) {
        if let Some(open) = self.parts.last_mut() {
            open.reference = Some(id.to_owned());
        }
    }

    /// A commented range begins here.
    pub(super) fn begin_range(&mut self, id: &str) {
        let at = self.text.at();
        self.ranges.insert(id.to_owned(), at..at);
    }

    /// A commented range ends here.
    pub(super) fn end_range(&mut self, id: &str) {
        let at = self.text.at();
        if let Some(range) = self.ranges.get_mut(id) {
            range.end = at.max(range.start);
        }
    }

    fn keep_aside(&mut self, open: OpenPart, kind: AsideKind) {
        // What stands in a header belongs to no place in the text.
        if !self.counts() {
            return;
        }
        let at = self.text.at();
        let range = open.reference.and_then(|id| self.ranges.get(&id).cloned());
        let words = open.words.as_str().to_owned();
        self.asides.push(Beside { kind, at: range.unwrap_or(at..at), author: open.author, words });
    }
}
