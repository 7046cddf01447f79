//! The words of a web page as lines, as a browser would lay them out on a page of any width.

use std::ops::Range;

use crate::draft::Draft;
use crate::emphasis::Emphasis;

/// Lines in the making.
#[derive(Debug, Default)]
pub(super) struct Page {
    draft: Draft,
    headings: Vec<(u8, Range<usize>)>,
    /// Where the words of the present line or cell begin.
    start: usize,
    /// Whether a blank is due before the next word.
    blank: bool,
    /// Rows of tables that are open: where their present cell begins.
    rows: Vec<Option<usize>>,
}

/// What a browser takes for a blank; a blank that may not break a line is a character like others.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

impl Page {
    /// Says how the words that follow are emphasised.
    pub(super) fn emphasise(&mut self, emphasis: Emphasis) {
        self.draft.emphasise(emphasis);
    }

    /// Adds words in which blanks, one or many, are one, and none at the ends of a line.
    pub(super) fn push(&mut self, words: &str) {
        for piece in words.split_inclusive(is_blank) {
            let word = piece.trim_end_matches(is_blank);
            if !word.is_empty() {
                self.settle_blank();
                self.draft.push(word);
            }
            self.blank |= word.len() < piece.len();
        }
    }

    /// Adds words with all their blanks and line ends.
    pub(super) fn push_as_it_is(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        self.settle_blank();
        let before = self.draft.at();
        self.draft.push(words);
        let pushed = self.draft.as_str().get(before..).unwrap_or_default();
        if let Some(last) = pushed.rfind('\n') {
            self.start = before + last + 1;
        }
    }

    /// Ends a line, even an empty one.
    pub(super) fn line_break(&mut self) {
        self.blank = false;
        self.draft.push_char('\n');
        self.start = self.draft.at();
    }

    /// Ends a line if there is anything on it.
    pub(super) fn end_line(&mut self) {
        self.blank = false;
        if self.draft.at() > self.start {
            self.line_break();
        }
    }

    /// Begins a row.
    pub(super) fn begin_row(&mut self) {
        self.end_line();
        self.rows.push(None);
    }

    /// Begins a cell: after the first of its row, behind a tab in the place of the line end.
    pub(super) fn begin_cell(&mut self) {
        let Some(cell) = self.rows.last_mut() else { return self.end_line() };
        if let Some(before) = *cell {
            if self.draft.at() > before && self.draft.as_str().ends_with('\n') {
                self.draft.cut_back(self.draft.at() - 1);
            }
            self.draft.push_char('\t');
        }
        *cell = Some(self.draft.at());
        self.start = self.draft.at();
        self.blank = false;
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self) {
        let had_cells = self.rows.pop().flatten().is_some();
        self.blank = false;
        if had_cells && !self.draft.as_str().is_empty() && !self.draft.as_str().ends_with('\n') {
            self.line_break();
        }
    }

    /// Takes the words since a place for a heading.
    pub(super) fn heading(&mut self, level: u8, start: usize) {
        let words = self.draft.as_str().get(start..).unwrap_or_default().trim_end();
        if !words.is_empty() {
            self.headings.push((level, start..start + words.len()));
        }
    }

    /// The number of bytes so far, for marking places.
    pub(super) fn at(&self) -> usize {
        self.draft.at()
    }

    /// The words, and the headings among them.
    pub(super) fn into_parts(mut self) -> (Draft, Vec<(u8, Range<usize>)>) {
        self.end_line();
        (self.draft, self.headings)
    }

    fn settle_blank(&mut self) {
        if std::mem::take(&mut self.blank) && self.draft.at() > self.start {
            self.draft.push(" ");
        }
    }
}
