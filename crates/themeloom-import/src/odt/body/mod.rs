//! The words of an OpenDocument text, in one pass over its XML.

mod paragraphs;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use quick_xml::events::BytesStart;

use self::paragraphs::is_blank;
use super::elements::{Element, element};
use super::styles::Styles;
use crate::document::AsideKind;
use crate::emphasis::Emphasis;
use crate::error::ImportError;
use crate::paragraphs::Paragraphs;
use crate::tally::Tally;
use crate::written::Beside;
use crate::xml::{self, Ended, Item, Place, attribute, attribute_named};

/// How many blanks may be made of counts, all together: a count is a few bytes that could ask for any
/// number of them.
const BLANKS: usize = 1 << 20;

/// What one pass over the body gives.
pub(super) struct Body {
    pub(super) text: Paragraphs,
    pub(super) asides: Vec<Beside>,
    pub(super) tally: Tally,
    pub(super) ended: Ended,
}

/// Reads the body.
pub(super) fn read(place: &Place<'_>, xml: &str, styles: &Styles) -> Result<Body, ImportError> {
    let mut reader = BodyReader::new(styles);
    let ended = xml::walk(place, xml, |item| match item {
        Item::Start(start) => reader.start(start),
        Item::End(_) => reader.end(),
        Item::Text(text) => reader.text(text),
    })?;
    while !reader.open.is_empty() {
        reader.end();
    }
    reader.flow.words.end_line();
    Ok(Body { text: reader.flow.words, asides: reader.asides, tally: reader.tally, ended })
}

/// Paragraphs one after another: the text, or what stands beside it.
#[derive(Default)]
struct Flow {
    words: Paragraphs,
    in_paragraph: bool,
    /// Whether a blank stands before, after which others are none.
    after_blank: bool,
    /// Whether the present paragraph is hidden, and whether it is counted as numbered.
    hides: bool,
    numbered: bool,
    /// Whether the paragraph before goes on in this one.
    goes_on: bool,
    /// How many paragraphs have ended.
    ended: usize,
}

/// What an element that has begun asks for at its end.
enum End {
    Nothing,
    Paragraph(Option<u8>),
    Hidden,
    Skipped,
    /// How many paragraphs had ended before it.
    Cell(usize),
    CoveredCell,
    Row,
    TrackedChanges,
    Creator,
    Comment(Option<String>),
    Note(AsideKind),
    TextBox,
}

struct BodyReader<'s> {
    styles: &'s Styles,
    /// What is written now, and what waits around it.
    flow: Flow,
    around: Vec<Flow>,
    /// What is open, each with the emphasis around it.
    open: Vec<(End, Emphasis)>,
    /// How words are emphasised here.
    emphasis: Emphasis,
    asides: Vec<Beside>,
    /// Comments by name, whose end is still to come.
    comments: BTreeMap<String, usize>,
    authors: Vec<String>,
    tally: Tally,
    /// Elements that are passed over: how deep we are in them.
    skipping: usize,
    hidden: usize,
    in_tracked_changes: bool,
    /// The change that is listed now, those that are deletions, and how many we are in.
    region: String,
    deletions: BTreeSet<String>,
    deleting: usize,
    in_creator: bool,
    new_list_item: bool,
    /// Whether a covered cell has had no words so far.
    in_covered_cell: bool,
    /// Covered cells of this row that belong to the cell before them.
    spanned: usize,
    blanks_left: usize,
}

impl<'s> BodyReader<'s> {
    fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            flow: Flow::default(),
            around: Vec::new(),
            open: Vec::new(),
            emphasis: Emphasis::default(),
            asides: Vec::new(),
            comments: BTreeMap::new(),
            authors: Vec::new(),
            tally: Tally::default(),
            skipping: 0,
            hidden: 0,
            in_tracked_changes: false,
            region: String::new(),
            deletions: BTreeSet::new(),
            deleting: 0,
            in_creator: false,
            new_list_item: false,
            in_covered_cell: false,
            spanned: 0,
            blanks_left: BLANKS,
        }
    }
    fn start(&mut self, start: &BytesStart<'_>) {
        if self.skipping > 0 {
            self.skipping += 1;
            return;
        }
        let element = element(start.name().into_inner());
        let around = self.emphasis;
        let end =
            if self.in_tracked_changes { self.tracked(element, start) } else { self.begin(element, start) };
        if matches!(end, End::Skipped) {
            self.skipping = 1;
        } else {
            self.open.push((end, around));
        }
    }
    /// What was changed is listed before the text. What was deleted stands there and not in the text,
    /// or, in flat files, in the text between marks.
    fn tracked(&mut self, element: Element, start: &BytesStart<'_>) -> End {
        match element {
            Element::ChangedRegion => self.region = attribute(start, "id").unwrap_or_default(),
            Element::Deletion => {
                self.tally.deletions += 1;
                self.deletions.insert(std::mem::take(&mut self.region));
                return End::Skipped;
            }
            Element::Insertion => self.tally.insertions += 1,
            _ => {}
        }
        End::Nothing
    }
    fn begin(&mut self, element: Element, start: &BytesStart<'_>) -> End {
        match element {
            Element::Paragraph | Element::Heading => return self.begin_paragraph(element, start),
            Element::Span => {
                let said = self.style(start, Styles::emphasis_of_words).unwrap_or_default();
                self.emphasis = said.within(self.emphasis);
                let hides = self.has_style(start, Styles::hide_words);
                return self.hide_if(hides);
            }
            Element::Section => {
                return self.hide_if(attribute(start, "display").as_deref() == Some("none"));
            }
            Element::Blanks => self.blanks(start),
            Element::Tab => self.push_sign("\t"),
            Element::LineBreak => self.push_sign("\n"),
            Element::ListItem => self.new_list_item = true,
            Element::Table => self.tally.tables += 1,
            Element::ChangeStart if self.is_deletion(start) => self.deleting += 1,
            Element::ChangeEnd if self.is_deletion(start) => {
                self.deleting = self.deleting.saturating_sub(1);
            }
            Element::Row => {
                self.spanned = 0;
                return End::Row;
            }
            Element::Cell => return self.begin_cell(start),
            Element::CoveredCell => return self.begin_covered_cell(),
            Element::TrackedChanges => {
                self.in_tracked_changes = true;
                return End::TrackedChanges;
            }
            Element::Comment | Element::Note if self.is_hidden() => return End::Skipped,
            Element::Comment => {
                self.begin_flow();
                self.authors.push(String::new());
                return End::Comment(attribute_named(start, "office:name"));
            }
            Element::CommentEnd => self.end_commented(start),
            Element::Creator if !self.authors.is_empty() && !self.flow.in_paragraph => {
                self.in_creator = true;
                return End::Creator;
            }
            Element::Note => {
                self.begin_flow();
                let is_endnote = attribute(start, "note-class").as_deref() == Some("endnote");
                return End::Note(if is_endnote { AsideKind::Endnote } else { AsideKind::Footnote });
            }
            // What is anchored to the page and not to a paragraph is read where it stands.
            Element::TextBox if self.flow.in_paragraph => {
                self.begin_flow();
                return End::TextBox;
            }
            Element::HiddenText => {
                return self.hide_if(attribute(start, "is-hidden").as_deref() == Some("true"));
            }
            Element::HiddenParagraph if attribute(start, "is-hidden").as_deref() == Some("true") => {
                self.hide_paragraph();
            }
            Element::Field if self.flow.in_paragraph => return self.begin_field(start),
            Element::Picture | Element::Embedded | Element::Number | Element::Reading | Element::Nothing => {
                self.count_skipped(element);
                return End::Skipped;
            }
            _ => {}
        }
        End::Nothing
    }
    fn end(&mut self) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        let Some((end, around)) = self.open.pop() else { return };
        self.emphasis = around;
        match end {
            End::Nothing | End::Skipped => {}
            End::Paragraph(level) => self.end_paragraph(level),
            End::Hidden => self.hidden = self.hidden.saturating_sub(1),
            End::Cell(ended) => self.end_cell(ended),
            End::CoveredCell => {
                self.hidden = self.hidden.saturating_sub(1);
                self.in_covered_cell = false;
                self.flow.in_paragraph = false;
                self.end_cell(self.flow.ended);
            }
            End::Row => self.flow.words.end_row(),
            End::TrackedChanges => self.in_tracked_changes = false,
            End::Creator => self.in_creator = false,
            End::Comment(name) => self.end_comment(name),
            End::Note(kind) => {
                let words = self.end_flow();
                let at = self.place();
                self.asides.push(Beside { kind, at, author: None, words });
            }
            End::TextBox => {
                let words = self.end_flow();
                self.tally.text_boxes += usize::from(!words.trim().is_empty());
                if !words.is_empty() {
                    self.flow.words.put_box(&words);
                }
            }
        }
    }
    fn text(&mut self, text: &str) {
        if self.skipping > 0 || self.in_tracked_changes {
            return;
        }
        if self.in_creator {
            if let Some(author) = self.authors.last_mut() {
                author.push_str(text);
            }
        } else if self.in_covered_cell && !text.trim().is_empty() {
            self.in_covered_cell = false;
            self.tally.hidden_runs += 1;
        } else if self.flow.in_paragraph && self.is_hidden() {
            // Blanks after it are counted from its last character, although that is not shown.
            self.flow.after_blank = text.ends_with(is_blank);
        } else if self.flow.in_paragraph {
            self.flow.words.emphasise(self.emphasis);
            self.push_collapsed(text);
        }
    }
    fn is_deletion(&self, start: &BytesStart<'_>) -> bool {
        attribute(start, "change-id").is_some_and(|id| self.deletions.contains(&id))
    }
    fn begin_flow(&mut self) {
        self.around.push(std::mem::take(&mut self.flow));
        self.emphasis = Emphasis::default();
    }
    fn end_flow(&mut self) -> String {
        let around = self.around.pop().unwrap_or_default();
        let mut ended = std::mem::replace(&mut self.flow, around);
        ended.words.end_line();
        ended.words.as_str().to_owned()
    }
    /// Where we are in the text itself.
    fn place(&self) -> Range<usize> {
        let at = self.around.first().unwrap_or(&self.flow).words.at();
        at..at
    }
    fn end_comment(&mut self, name: Option<String>) {
        let words = self.end_flow();
        let author = self.authors.pop().map(|author| author.trim().to_owned()).filter(|a| !a.is_empty());
        if let Some(name) = name {
            self.comments.insert(name, self.asides.len());
        }
        let at = self.place();
        self.asides.push(Beside { kind: AsideKind::Comment, at, author, words });
    }
    fn end_commented(&mut self, start: &BytesStart<'_>) {
        let end = self.place().end;
        let comment = attribute_named(start, "office:name").and_then(|name| self.comments.remove(&name));
        if let Some(aside) = comment.and_then(|index| self.asides.get_mut(index)) {
            aside.at.end = end.max(aside.at.start);
        }
    }
}
