//! The blocks of a report in the making: numbers its tables, and keeps what consent kept out.

use themeloom_analysis::RefusedQuotation;

use crate::model::{Block, Figure, Heading, Inline, List, Orientation, Quotation, Table, plain};

/// The blocks written so far.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) blocks: Vec<Block>,
    pub(super) refused: Vec<RefusedQuotation>,
    tables: usize,
    figures: usize,
}

impl Writer {
    /// A section's heading, of level 1; its anchor is made of its words.
    pub(super) fn section(&mut self, text: &str) {
        let anchor = text.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        self.blocks.push(Block::Heading(Heading { level: 1, text: text.to_owned(), anchor }));
    }

    /// A heading inside a section.
    pub(super) fn heading(&mut self, text: &str) {
        self.blocks.push(Block::Heading(Heading { level: 2, text: text.to_owned(), anchor: String::new() }));
    }

    /// A paragraph; nothing for empty words.
    pub(super) fn paragraph(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.blocks.push(Block::Paragraph(plain(text)));
        }
    }

    /// A paragraph of several runs.
    pub(super) fn runs(&mut self, runs: Vec<Inline>) {
        self.blocks.push(Block::Paragraph(runs));
    }

    /// A list; nothing for no items.
    pub(super) fn list(&mut self, items: &[String]) {
        if !items.is_empty() {
            let items = items.iter().map(|item| plain(item)).collect();
            self.blocks.push(Block::List(List { numbered: false, items }));
        }
    }

    /// A quotation that stands by itself.
    pub(super) fn quotation(&mut self, quotation: Quotation) {
        self.blocks.push(Block::Quotation(quotation));
    }

    /// A table under the next number.
    pub(super) fn table(&mut self, mut table: Table) {
        self.tables += 1;
        table.label = format!("Table {}", self.tables);
        table.anchor = format!("table-{}", self.tables);
        self.blocks.push(Block::Table(table));
    }

    /// A figure under the next number.
    pub(super) fn figure(&mut self, mut figure: Figure) {
        self.figures += 1;
        figure.label = format!("Figure {}", self.figures);
        figure.anchor = format!("figure-{}", self.figures);
        self.blocks.push(Block::Figure(figure));
    }

    /// A new page, turned as it is to be from there on.
    pub(super) fn page(&mut self, orientation: Orientation) {
        self.blocks.push(Block::PageBreak(orientation));
    }

    /// Keeps what consent kept out, each quotation once a place.
    pub(super) fn leave_out(&mut self, refused: Vec<RefusedQuotation>) {
        for refused in refused {
            if !self.refused.contains(&refused) {
                self.refused.push(refused);
            }
        }
    }
}
