//! Headings, paragraphs, lists, quotations, and the first and last matter of the document.

use super::Document;
use crate::clean::clean;
use crate::model::{Block, Heading, Inline, List, Quotation, Report, Words};

impl Document {
    /// Title, subtitle, date and contents.
    pub(super) fn front_matter(&mut self, report: &Report) {
        self.styled("Title", &report.title);
        if let Some(subtitle) = &report.subtitle {
            self.styled("Subtitle", subtitle);
        }
        if let Some(date) = &report.date {
            self.styled("Date", date);
        }
        self.contents(report);
    }

    /// A table of contents whose entries lead to their headings; a word processor can renew it.
    fn contents(&mut self, report: &Report) {
        let headings: Vec<&Heading> = report
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading(heading) if heading.depth() <= 2 && !heading.anchor.is_empty() => {
                    Some(heading)
                }
                _ => None,
            })
            .collect();
        let Some(last) = headings.len().checked_sub(1) else { return };
        self.styled("TOCHeading", "Contents");
        for (index, heading) in headings.iter().enumerate() {
            self.open_paragraph(if heading.depth() == 1 { "TOC1" } else { "TOC2" });
            if index == 0 {
                self.field_mark("begin");
                let instruction = r#" TOC \o "1-2" \n \h \z "#;
                self.markup.open("w:r", &[]);
                self.markup.element("w:instrText", &[("xml:space", "preserve")], instruction).close("w:r");
                self.field_mark("separate");
            }
            self.link(&heading.text, &heading.anchor);
            if index == last {
                self.field_mark("end");
            }
            self.markup.close("w:p");
        }
    }

    fn field_mark(&mut self, kind: &str) {
        self.markup.open("w:r", &[]).empty("w:fldChar", &[("w:fldCharType", kind)]).close("w:r");
    }

    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(words) => self.paragraph("BodyText", words),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table, &table.caption),
            Block::Quotation(quotation) => self.quotation(quotation, "Quote", "QuoteSource"),
            Block::Figure(figure) => self.figure(figure),
            Block::PageBreak(_) => {}
        }
    }

    fn heading(&mut self, heading: &Heading) {
        self.open_paragraph(&format!("Heading{}", heading.depth()));
        self.bookmarked(&heading.anchor, &heading.text);
        self.markup.close("w:p");
    }

    /// A run that a link can find.
    pub(super) fn bookmarked(&mut self, anchor: &str, text: &str) {
        let Some(number) = self.bookmarks.get(anchor).map(ToString::to_string) else {
            self.run(text, None);
            return;
        };
        let name = format!("place_{number}");
        self.markup.empty("w:bookmarkStart", &[("w:id", &number), ("w:name", &name)]);
        self.run(text, None);
        self.markup.empty("w:bookmarkEnd", &[("w:id", &number)]);
    }

    fn list(&mut self, list: &List) {
        self.numbered_lists += usize::from(list.numbered);
        let number = if list.numbered { self.numbered_lists + 1 } else { 1 }.to_string();
        for item in &list.items {
            self.markup.open("w:p", &[]).open("w:pPr", &[]);
            self.markup.empty("w:pStyle", &[("w:val", "ListParagraph")]).open("w:numPr", &[]);
            self.markup.empty("w:ilvl", &[("w:val", "0")]).empty("w:numId", &[("w:val", &number)]);
            self.markup.close("w:numPr").close("w:pPr");
            self.inlines(item);
            self.markup.close("w:p");
        }
    }

    pub(super) fn quotation(&mut self, quotation: &Quotation, style: &str, source_style: &str) {
        match &quotation.words {
            Words::Given(words) => self.styled(style, &format!("“{words}”")),
            Words::Withheld(reason) => {
                self.paragraph(style, &[Inline::Emphasis(format!("Quotation withheld: {reason}"))]);
            }
        }
        self.styled(source_style, &quotation.credit());
    }

    pub(super) fn provenance(&mut self, report: &Report) {
        if report.provenance.is_empty() {
            return;
        }
        self.styled("Heading2", "Where this report comes from");
        for (name, value) in &report.provenance {
            let words = [Inline::Strong(format!("{name}: ")), Inline::Text(value.clone())];
            self.paragraph("TableNote", &words);
        }
    }

    /// A paragraph of plain words in a style.
    pub(super) fn styled(&mut self, style: &str, text: &str) {
        self.open_paragraph(style);
        self.run(text, None);
        self.markup.close("w:p");
    }

    pub(super) fn paragraph(&mut self, style: &str, words: &[Inline]) {
        self.open_paragraph(style);
        self.inlines(words);
        self.markup.close("w:p");
    }

    pub(super) fn open_paragraph(&mut self, style: &str) {
        self.markup.open("w:p", &[]).open("w:pPr", &[]);
        self.markup.empty("w:pStyle", &[("w:val", style)]).close("w:pPr");
    }

    pub(super) fn inlines(&mut self, words: &[Inline]) {
        for word in words {
            match word {
                Inline::Text(text) => self.run(text, None),
                Inline::Strong(text) => self.run(text, Some("Strong")),
                Inline::Emphasis(text) => self.run(text, Some("Emphasis")),
                Inline::Reference { text, anchor } => self.link(text, anchor),
                Inline::Line(reference) => self.run(&reference.to_string(), None),
            }
        }
    }

    /// Words that lead to an anchor; plain words where there is none.
    fn link(&mut self, text: &str, anchor: &str) {
        let Some(number) = self.bookmarks.get(anchor) else {
            self.run(text, None);
            return;
        };
        let name = format!("place_{number}");
        self.markup.open("w:hyperlink", &[("w:anchor", &name), ("w:history", "1")]);
        self.run(text, None);
        self.markup.close("w:hyperlink");
    }

    /// A run. Line ends and tabs are elements of their own in this format.
    pub(super) fn run(&mut self, text: &str, style: Option<&str>) {
        self.markup.open("w:r", &[]);
        if let Some(style) = style {
            self.markup.open("w:rPr", &[]).empty("w:rStyle", &[("w:val", style)]).close("w:rPr");
        }
        self.rest_of_run(text);
    }

    /// The words and the end of a run that has begun.
    pub(super) fn rest_of_run(&mut self, text: &str) {
        for (line_number, line) in clean(text).split('\n').enumerate() {
            if line_number > 0 {
                self.markup.empty("w:br", &[]);
            }
            for (piece_number, piece) in line.split('\t').enumerate() {
                if piece_number > 0 {
                    self.markup.empty("w:tab", &[]);
                }
                self.markup.element("w:t", &[("xml:space", "preserve")], piece);
            }
        }
        self.markup.close("w:r");
    }
}
