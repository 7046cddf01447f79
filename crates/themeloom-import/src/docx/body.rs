//! The text of a Word document, in one pass over its XML.

use std::ops::Range;

use quick_xml::events::BytesStart;

use super::asides::{Anchor, AnchorKind};
use super::styles::{Styles, said};
use crate::draft::Draft;
use crate::emphasis::Emphasis;
use crate::error::ImportError;
use crate::tally::Tally;
use crate::xml::{self, Ended, Item, Place, attribute, is_on};

/// What one pass over the body gives. Places are in bytes of the draft.
pub(super) struct Body {
    pub(super) draft: Draft,
    pub(super) headings: Vec<(u8, Range<usize>)>,
    pub(super) anchors: Vec<Anchor>,
    pub(super) tally: Tally,
    pub(super) ended: Ended,
}

/// Reads the body.
pub(super) fn read(place: &Place<'_>, xml: &str, styles: &Styles) -> Result<Body, ImportError> {
    let mut reader = BodyReader::new(styles);
    let ended = xml::walk(place, xml, |item| match item {
        Item::Start(start) => reader.start(start),
        Item::End(name) => reader.end(name),
        Item::Text(text) => reader.text(text),
    })?;
    reader.end_unfinished();
    Ok(Body {
        draft: reader.draft,
        headings: reader.headings,
        anchors: reader.anchors,
        tally: reader.tally,
        ended,
    })
}

/// One paragraph in the making. A text box inside a paragraph has paragraphs of its own, whose words
/// wait in `boxes` until the paragraph around them ends.
#[derive(Default)]
struct Paragraph {
    level: Option<u8>,
    /// How its style emphasises its words.
    emphasis: Emphasis,
    joined_to_next: bool,
    start: usize,
    boxes: Vec<String>,
}

/// A text box: the words before it in its paragraph are set aside until it ends.
struct TextBox {
    /// How the words before it are emphasised.
    emphasis: Emphasis,
    /// Where its words begin in the draft.
    start: usize,
    /// The paragraph around it.
    around: Paragraph,
    /// Tables around it.
    cells: usize,
}

struct BodyReader<'s> {
    styles: &'s Styles,
    draft: Draft,
    headings: Vec<(u8, Range<usize>)>,
    anchors: Vec<Anchor>,
    tally: Tally,
    paragraph: Paragraph,
    text_boxes: Vec<TextBox>,
    /// Elements that are passed over: how deep we are in them.
    skipping: usize,
    in_text: bool,
    in_run: bool,
    /// How many links we are in.
    links: usize,
    in_paragraph_properties: bool,
    hidden: bool,
    /// Fields that began: whether their instruction has ended.
    fields: Vec<bool>,
    /// How deep we are in table cells, and whether the present row has had a cell.
    cells: usize,
    row_has_cell: Vec<bool>,
    /// Whether alternative content has already given its first choice.
    chosen: Vec<bool>,
}

impl<'s> BodyReader<'s> {
    fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            draft: Draft::default(),
            headings: Vec::new(),
            anchors: Vec::new(),
            tally: Tally::default(),
            paragraph: Paragraph::default(),
            text_boxes: Vec::new(),
            skipping: 0,
            in_text: false,
            in_run: false,
            links: 0,
            in_paragraph_properties: false,
            hidden: false,
            fields: Vec::new(),
            cells: 0,
            row_has_cell: Vec::new(),
            chosen: Vec::new(),
        }
    }

    fn text(&mut self, text: &str) {
        if !self.in_text || self.skipping > 0 || self.hidden || self.in_instruction() {
            return;
        }
        self.draft.push_on_one_line(text);
    }

    fn start(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name().into_inner();
        if self.skipping > 0 {
            self.skipping += 1;
            return;
        }
        match name {
            "t" => self.in_text = true,
            "r" => {
                self.in_run = true;
                self.hidden = false;
                self.draft.emphasise(self.paragraph.emphasis);
            }
            "p" => self.begin_paragraph(),
            "hyperlink" => self.links += 1,
            "tab" | "ptab" if !self.in_paragraph_properties => self.push_in_run("\t"),
            "br" | "cr" => self.push_in_run("\n"),
            "noBreakHyphen" => self.push_in_run("\u{2011}"),
            "softHyphen" => self.push_in_run("\u{ad}"),
            "sym" => self.symbol(start),
            "pPr" => self.in_paragraph_properties = true,
            "pStyle" => self.style_of_paragraph(start),
            "rStyle" | "b" | "i" | "u" if self.in_run && !self.in_paragraph_properties => {
                self.emphasise(name, start);
            }
            "outlineLvl" => self.outline_level(start),
            "numPr" => self.tally.numbered += 1,
            "vanish" | "webHidden" if self.in_run && is_on(start) => self.hide(),
            "ins" | "moveTo" if !self.in_paragraph_properties => self.tally.insertions += 1,
            "del" if self.in_paragraph_properties => self.paragraph.joined_to_next = true,
            "del" | "moveFrom" => {
                self.tally.deletions += 1;
                self.skipping = 1;
            }
            // Former formatting, phonetic guides, and the copy of a text box for older programs.
            "rPrChange" | "pPrChange" | "rt" | "instrText" => self.skipping = 1,
            "AlternateContent" => self.chosen.push(false),
            "Choice" | "Fallback" => self.alternative(),
            "txbxContent" => self.begin_text_box(),
            "fldChar" => self.field(start),
            "fldSimple" => self.tally.fields += 1,
            "blip" | "imagedata" => self.tally.pictures += 1,
            "OLEObject" => self.tally.embedded += 1,
            "altChunk" => self.tally.other_documents += 1,
            "commentRangeStart" | "commentRangeEnd" | "commentReference" | "footnoteReference"
            | "endnoteReference" => self.anchor(name, start),
            "tbl" | "tr" | "tc" => self.table_start(name),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipping > 0 {
            self.skipping -= 1;
            return;
        }
        match name {
            "t" => self.in_text = false,
            "r" => {
                self.in_run = false;
                self.hidden = false;
            }
            "p" => self.end_paragraph(),
            "hyperlink" => self.links = self.links.saturating_sub(1),
            "pPr" => self.in_paragraph_properties = false,
            "AlternateContent" => {
                self.chosen.pop();
            }
            "txbxContent" => self.end_text_box(),
            "tc" => self.cells = self.cells.saturating_sub(1),
            "tr" => self.end_row(),
            _ => {}
        }
    }

    fn in_instruction(&self) -> bool {
        self.fields.contains(&false)
    }

    fn push_in_run(&mut self, words: &str) {
        if self.in_run && !self.hidden && !self.in_instruction() {
            self.draft.push(words);
        }
    }

    fn hide(&mut self) {
        self.hidden = true;
        self.tally.hidden_runs += 1;
    }

    fn begin_paragraph(&mut self) {
        if self.paragraph.joined_to_next {
            self.paragraph.joined_to_next = false;
        } else {
            self.paragraph = Paragraph { start: self.draft.at(), ..Paragraph::default() };
        }
    }

    fn end_paragraph(&mut self) {
        if self.paragraph.joined_to_next {
            return;
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        let words = paragraph.start.min(self.draft.at())..self.draft.at();
        let has_words = self.draft.as_str().get(words.clone()).is_some_and(|w| !w.trim().is_empty());
        if let Some(level) = paragraph.level
            && has_words
            && self.text_boxes.is_empty()
        {
            self.headings.push((level, words));
        }
        self.draft.push_char('\n');
        for words in paragraph.boxes {
            self.draft.push_unmarked(&words);
        }
        self.paragraph.start = self.draft.at();
    }

    fn style_of_paragraph(&mut self, start: &BytesStart<'_>) {
        let id = attribute(start, "val").unwrap_or_default();
        self.paragraph.level = self.styles.level(&id);
        self.paragraph.emphasis = self.styles.emphasis(&id);
    }

    /// What a run says of its emphasis. Bold and italic of its style turn those of the paragraph over
    /// (ECMA-376, part 1, 17.7.3); what the run says by itself stands.
    fn emphasise(&mut self, name: &str, start: &BytesStart<'_>) {
        let emphasis = if name == "rStyle" {
            let around = self.paragraph.emphasis;
            let own = self.styles.emphasis(&attribute(start, "val").unwrap_or_default());
            Emphasis {
                bold: own.bold != around.bold,
                italic: own.italic != around.italic,
                underlined: own.underlined || around.underlined,
            }
        } else {
            said(name, start).within(self.draft.emphasis())
        };
        // The line under a link marks that it is one.
        let underlined = emphasis.underlined && self.links == 0;
        self.draft.emphasise(Emphasis { underlined, ..emphasis });
    }

    /// Ends the paragraph that a broken file leaves open.
    fn end_unfinished(&mut self) {
        self.paragraph.joined_to_next = false;
        if !self.draft.as_str().is_empty() && !self.draft.as_str().ends_with('\n') {
            self.end_paragraph();
        }
    }

    fn outline_level(&mut self, start: &BytesStart<'_>) {
        if let Some(level @ 0..=8) = attribute(start, "val").and_then(|l| l.parse::<u8>().ok()) {
            self.paragraph.level = Some(level + 1);
        }
    }

    fn symbol(&mut self, start: &BytesStart<'_>) {
        let code = attribute(start, "char").and_then(|hex| u32::from_str_radix(&hex, 16).ok());
        if let Some(c) = code.and_then(char::from_u32) {
            self.tally.symbols += 1;
            self.push_in_run(c.encode_utf8(&mut [0; 4]));
        }
    }

    fn alternative(&mut self) {
        match self.chosen.last_mut() {
            Some(chosen @ false) => *chosen = true,
            Some(true) => self.skipping = 1,
            None => {}
        }
    }

    fn field(&mut self, start: &BytesStart<'_>) {
        match attribute(start, "fldCharType").as_deref() {
            Some("begin") => {
                self.tally.fields += 1;
                self.fields.push(false);
            }
            Some("separate") => {
                if let Some(shown) = self.fields.last_mut() {
                    *shown = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn begin_text_box(&mut self) {
        self.tally.text_boxes += 1;
        let around = std::mem::take(&mut self.paragraph);
        self.text_boxes.push(TextBox {
            emphasis: self.draft.emphasis(),
            start: self.draft.at(),
            around,
            cells: std::mem::take(&mut self.cells),
        });
        self.paragraph.start = self.draft.at();
    }

    fn end_text_box(&mut self) {
        let Some(TextBox { emphasis, start, around, cells }) = self.text_boxes.pop() else { return };
        let words = self.draft.as_str().get(start..).unwrap_or_default().to_owned();
        self.draft.cut_back(start);
        self.paragraph = around;
        self.paragraph.boxes.push(words);
        self.cells = cells;
        self.draft.emphasise(emphasis);
        self.in_run = true;
    }

    fn table_start(&mut self, name: &str) {
        match name {
            "tbl" => self.tally.tables += 1,
            "tr" => self.row_has_cell.push(false),
            _ => {
                self.cells += 1;
                let had_cell = self.row_has_cell.last_mut().is_some_and(|had| std::mem::replace(had, true));
                // The line end of the last cell's paragraph becomes the tab between the cells.
                if had_cell && self.draft.as_str().ends_with('\n') {
                    self.draft.cut_back(self.draft.at() - 1);
                    self.draft.push_char('\t');
                }
            }
        }
    }

    fn end_row(&mut self) {
        self.row_has_cell.pop();
        if !self.draft.as_str().is_empty() && !self.draft.as_str().ends_with('\n') {
            self.draft.push_char('\n');
        }
    }

    fn anchor(&mut self, name: &str, start: &BytesStart<'_>) {
        let kind = match name {
            "commentRangeStart" => AnchorKind::CommentStart,
            "commentRangeEnd" => AnchorKind::CommentEnd,
            "commentReference" => AnchorKind::Comment,
            "footnoteReference" => AnchorKind::Footnote,
            _ => AnchorKind::Endnote,
        };
        if let Some(id) = attribute(start, "id") {
            self.anchors.push(Anchor { kind, id, at: self.draft.at() });
        }
    }
}
