//! Paragraphs and cells, and what of them is shown.

use quick_xml::events::BytesStart;

use super::super::elements::Element;
use super::super::styles::Styles;
use super::{BodyReader, End};
use crate::emphasis::Emphasis;
use crate::xml::attribute;

/// What the XML may use for a blank.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

impl BodyReader<'_> {
    /// Adds characters: blanks and line ends of the XML, one or many, are one blank, and none at the
    /// beginning of a paragraph.
    pub(super) fn push_collapsed(&mut self, text: &str) {
        for piece in text.split_inclusive(is_blank) {
            let words = piece.trim_end_matches(is_blank);
            if !words.is_empty() {
                self.flow.words.push_on_one_line(words);
                self.flow.after_blank = false;
            }
            if words.len() < piece.len() && !self.flow.after_blank {
                self.flow.words.push(" ");
                self.flow.after_blank = true;
            }
        }
    }

    pub(super) fn push_sign(&mut self, sign: &str) {
        if self.flow.in_paragraph && !self.is_hidden() {
            self.flow.words.emphasise(self.emphasis);
            self.flow.words.push(sign);
            self.flow.after_blank = false;
        }
    }

    pub(super) fn blanks(&mut self, start: &BytesStart<'_>) {
        let asked = attribute(start, "c").and_then(|c| c.parse::<usize>().ok()).unwrap_or(1);
        let given = asked.min(self.blanks_left).max(1);
        self.blanks_left = self.blanks_left.saturating_sub(given);
        self.push_sign(&" ".repeat(given));
    }

    pub(super) fn begin_paragraph(&mut self, element: Element, start: &BytesStart<'_>) -> End {
        let numbered = std::mem::take(&mut self.new_list_item);
        self.tally.numbered += usize::from(numbered);
        let is_title = self.has_style(start, Styles::is_title);
        let level = match element {
            Element::Heading => {
                let level = attribute(start, "outline-level").and_then(|level| level.parse().ok());
                Some(level.filter(|level| (1..=10).contains(level)).unwrap_or(1))
            }
            _ => is_title.then_some(1),
        };
        let said = self.style(start, Styles::emphasis_of_paragraphs).unwrap_or_default();
        self.emphasis = said.within(Emphasis::default());
        if self.hidden == 0 && !self.flow.goes_on {
            self.flow.words.begin_paragraph();
        }
        (self.flow.in_paragraph, self.flow.after_blank) = (true, true);
        (self.flow.hides, self.flow.numbered) = (false, numbered);
        if self.has_style(start, Styles::hide_paragraphs) {
            self.hide_paragraph();
        }
        End::Paragraph(level)
    }

    pub(super) fn end_paragraph(&mut self, level: Option<u8>) {
        // What is hidden as a whole leaves no line behind; a hidden paragraph by itself does, as in Word.
        // A paragraph whose end is deleted goes on with the next.
        self.flow.goes_on = self.deleting > 0;
        if self.hidden == 0 && !self.flow.goes_on {
            let is_text = self.around.is_empty();
            self.flow.words.end_paragraph(level.filter(|_| is_text));
            self.flow.ended += 1;
        }
        (self.flow.in_paragraph, self.flow.hides) = (false, false);
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.hidden > 0 || self.flow.hides || self.deleting > 0
    }

    pub(super) fn hide_if(&mut self, hides: bool) -> End {
        if !hides {
            return End::Nothing;
        }
        self.tally.hidden_runs += usize::from(!self.is_hidden());
        self.hidden += 1;
        End::Hidden
    }

    pub(super) fn hide_paragraph(&mut self) {
        if !self.is_hidden() {
            self.tally.hidden_runs += 1;
            self.flow.words.take_back_paragraph();
            self.flow.hides = true;
        }
    }

    pub(super) fn has_style(&self, start: &BytesStart<'_>, fits: fn(&Styles, &str) -> bool) -> bool {
        self.style(start, fits).unwrap_or(false)
    }

    /// What is known of an element's style, if it has one.
    pub(super) fn style<T>(&self, start: &BytesStart<'_>, ask: fn(&Styles, &str) -> T) -> Option<T> {
        attribute(start, "style-name").map(|name| ask(self.styles, &name))
    }

    pub(super) fn begin_field(&mut self, start: &BytesStart<'_>) -> End {
        self.tally.fields += usize::from(!self.is_hidden());
        self.hide_if(attribute(start, "display").as_deref() == Some("none"))
    }

    pub(super) fn count_skipped(&mut self, element: Element) {
        match element {
            Element::Picture => self.tally.pictures += 1,
            Element::Embedded => self.tally.embedded += 1,
            Element::Reading => self.tally.readings += 1,
            Element::Number if !std::mem::replace(&mut self.flow.numbered, true) => self.tally.numbered += 1,
            _ => {}
        }
    }

    pub(super) fn begin_cell(&mut self, start: &BytesStart<'_>) -> End {
        let columns = attribute(start, "number-columns-spanned").and_then(|n| n.parse::<usize>().ok());
        self.spanned = columns.unwrap_or(1).saturating_sub(1);
        End::Cell(self.flow.ended)
    }

    /// A cell that the one to the left of it spans is none; one that the cell above it spans is empty.
    pub(super) fn begin_covered_cell(&mut self) -> End {
        if self.spanned > 0 {
            self.spanned -= 1;
            return End::Skipped;
        }
        self.hidden += 1;
        self.in_covered_cell = true;
        End::CoveredCell
    }

    /// A cell without a paragraph is a cell all the same.
    pub(super) fn end_cell(&mut self, ended_before: usize) {
        if self.hidden > 0 {
            return;
        }
        if self.flow.ended == ended_before {
            self.flow.words.end_paragraph(None);
            self.flow.ended += 1;
        }
        self.flow.words.end_cell();
    }
}
