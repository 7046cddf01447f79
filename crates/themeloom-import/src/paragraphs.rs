//! Paragraphs in the making, with table cells and text boxes among them: what .odt and .rtf share.

use std::ops::Range;

use crate::draft::Draft;
use crate::emphasis::Emphasis;

/// Paragraphs one after another: the text itself, a footnote, a comment, a header or a text box.
#[derive(Debug, Default)]
pub(crate) struct Paragraphs {
    draft: Draft,
    headings: Vec<(u8, Range<usize>)>,
    /// Where the present paragraph begins.
    start: usize,
    /// Text boxes beside the present paragraph; they come after it.
    boxes: Vec<String>,
    /// Whether a cell has ended, and its row not yet.
    between_cells: bool,
}

impl Paragraphs {
    /// Says how the words that follow are emphasised.
    pub(crate) fn emphasise(&mut self, emphasis: Emphasis) {
        self.draft.emphasise(emphasis);
    }

    /// Adds words.
    pub(crate) fn push(&mut self, words: &str) {
        if !words.is_empty() {
            self.separate_cells();
            self.draft.push(words);
        }
    }

    /// Adds words in which line ends stand for blanks.
    pub(crate) fn push_on_one_line(&mut self, words: &str) {
        if !words.is_empty() {
            self.separate_cells();
            self.draft.push_on_one_line(words);
        }
    }

    /// Begins a paragraph here.
    pub(crate) fn begin_paragraph(&mut self) {
        self.separate_cells();
        self.start = self.draft.at();
    }

    /// Ends the present paragraph, which is a heading if it has a level and words.
    pub(crate) fn end_paragraph(&mut self, level: Option<u8>) {
        self.separate_cells();
        let words = self.start.min(self.draft.at())..self.draft.at();
        let has_words = self.draft.as_str().get(words.clone()).is_some_and(|w| !w.trim().is_empty());
        if let Some(level) = level.filter(|_| has_words) {
            self.headings.push((level, words));
        }
        self.draft.push_char('\n');
        for words in std::mem::take(&mut self.boxes) {
            self.draft.push_unmarked(&words);
        }
        self.start = self.draft.at();
    }

    /// Ends a cell whose last paragraph has ended: that line end becomes a tab if another cell follows.
    pub(crate) fn end_cell(&mut self) {
        self.between_cells = true;
    }

    /// Ends a row: its last cell's line end stays.
    pub(crate) fn end_row(&mut self) {
        self.between_cells = false;
        self.end_line();
    }

    /// Ends a paragraph that nothing ended, as at the end of a file.
    pub(crate) fn end_line(&mut self) {
        if self.in_line() || !self.boxes.is_empty() {
            self.end_paragraph(None);
        }
    }

    /// Takes the words of the present paragraph away again; whether there were any.
    pub(crate) fn take_back_paragraph(&mut self) -> bool {
        let had_words = self.draft.at() > self.start;
        self.draft.cut_back(self.start);
        had_words
    }

    /// Puts a text box after the present paragraph.
    pub(crate) fn put_box(&mut self, words: &str) {
        self.boxes.push(words.to_owned());
    }

    /// The number of bytes so far, for marking places.
    pub(crate) fn at(&self) -> usize {
        self.draft.at()
    }

    /// The words so far.
    pub(crate) fn as_str(&self) -> &str {
        self.draft.as_str()
    }

    /// The words, and the headings among them.
    pub(crate) fn into_parts(self) -> (Draft, Vec<(u8, Range<usize>)>) {
        (self.draft, self.headings)
    }

    fn in_line(&self) -> bool {
        !self.draft.as_str().is_empty() && !self.draft.as_str().ends_with('\n')
    }

    fn separate_cells(&mut self) {
        if std::mem::take(&mut self.between_cells) && self.draft.as_str().ends_with('\n') {
            self.draft.cut_back(self.draft.at() - 1);
            self.draft.push_char('\t');
            self.start = self.draft.at();
        }
    }
}
