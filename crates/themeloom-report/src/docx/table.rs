//! Tables, with heads that repeat on every page and a description for screen readers.

use super::Document;
use crate::layout;
use crate::model::{
    Align, Cell, CellPart, CellState, Column, ColumnKind, Inline, Row, RowKind, Table, TableLayout,
};
use crate::plain::{CHANGED_SINCE, NOTE_LABEL};

/// Ground of group headings.
const GROUP_GROUND: &str = "F0EEE8";
/// Ground of cells that hold no account.
const EMPTY_GROUND: &str = "F7F6F2";

impl Document {
    /// A table, a matrix in the parts that fit a page.
    pub(super) fn table(&mut self, table: &Table, description: &str) {
        for part in layout::on_pages(table) {
            self.one_table(
                &part,
                if part.layout == TableLayout::Matrix { &part.caption } else { description },
            );
        }
    }

    fn one_table(&mut self, table: &Table, description: &str) {
        self.open_paragraph("Caption");
        let separator = if table.label.is_empty() { "" } else { "  " };
        self.bookmarked(&table.anchor, &format!("{}{separator}{}", table.label, table.caption));
        self.markup.close("w:p");
        let widths = self.widths(&table.columns);
        self.markup.open("w:tbl", &[]);
        self.table_properties(table, description);
        self.markup.open("w:tblGrid", &[]);
        for width in &widths {
            self.markup.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        self.markup.close("w:tblGrid");
        self.heads(table, &widths);
        for row in &table.rows {
            self.row(table, row, &widths);
        }
        self.markup.close("w:tbl");
        // Two tables in a row would flow into one without a paragraph between them.
        if table.notes.is_empty() {
            self.styled("TableNote", "");
        }
        for note in &table.notes {
            self.styled("TableNote", note);
        }
    }

    /// Widths that fill the page, in twentieths of a point.
    fn widths(&self, columns: &[Column]) -> Vec<usize> {
        let widths = layout::widths(columns);
        let total = widths.iter().sum::<usize>().max(1);
        widths.iter().map(|width| self.text_width * width / total).collect()
    }

    fn table_properties(&mut self, table: &Table, description: &str) {
        self.markup.open("w:tblPr", &[]).empty("w:tblStyle", &[("w:val", "ReportTable")]);
        self.markup.empty("w:tblW", &[("w:w", &self.text_width.to_string()), ("w:type", "dxa")]);
        self.markup.empty("w:tblLayout", &[("w:type", "fixed")]);
        let look = [
            ("w:val", "0620"),
            ("w:firstRow", "1"),
            ("w:lastRow", "0"),
            ("w:firstColumn", "0"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "1"),
            ("w:noVBand", "1"),
        ];
        self.markup.empty("w:tblLook", &look);
        self.markup.empty("w:tblCaption", &[("w:val", &table.caption)]);
        self.markup.empty("w:tblDescription", &[("w:val", description)]).close("w:tblPr");
    }

    fn heads(&mut self, table: &Table, widths: &[usize]) {
        for heads in &table.header_rows {
            self.open_row(true, false);
            let mut column = 0;
            for head in heads {
                let span = head.span.max(1);
                let width = widths.iter().skip(column).take(span).sum();
                self.open_cell(width, span, None, true);
                self.styled("TableState", &head.text);
                self.markup.close("w:tc");
                column += span;
            }
            self.markup.close("w:tr");
        }
        self.open_row(true, false);
        for (column, width) in table.columns.iter().zip(widths) {
            self.open_cell(*width, 1, None, true);
            self.aligned("TableHead", column, &[Inline::Text(column.title.clone())]);
            self.markup.close("w:tc");
        }
        self.markup.close("w:tr");
    }

    fn row(&mut self, table: &Table, row: &Row, widths: &[usize]) {
        if row.kind == RowKind::Group {
            let title = row.cells.first().map(crate::plain::cell).unwrap_or_default();
            self.open_row(false, false);
            self.open_cell(widths.iter().sum(), table.columns.len(), Some(GROUP_GROUND), false);
            self.styled("TableGroup", &title);
            self.markup.close("w:tc").close("w:tr");
            return;
        }
        self.open_row(false, layout::may_break(row, widths));
        let nothing = Cell::default();
        for (index, (column, width)) in table.columns.iter().zip(widths).enumerate() {
            let cell = row.cells.get(index).unwrap_or(&nothing);
            let ground = matches!(cell.state, Some(CellState::NotAsked | CellState::NotCharted));
            self.open_cell(*width, 1, ground.then_some(EMPTY_GROUND), false);
            let strong = row.kind == RowKind::Summary || column.kind == ColumnKind::RowHead;
            self.cell(cell, column, if strong { "TableHead" } else { "TableText" });
            self.markup.close("w:tc");
        }
        self.markup.close("w:tr");
    }

    fn open_row(&mut self, head: bool, may_break: bool) {
        self.markup.open("w:tr", &[]).open("w:trPr", &[]);
        if !may_break {
            self.markup.empty("w:cantSplit", &[]);
        }
        if head {
            self.markup.empty("w:tblHeader", &[]);
        }
        self.markup.close("w:trPr");
    }

    fn open_cell(&mut self, width: usize, span: usize, ground: Option<&str>, head: bool) {
        self.markup.open("w:tc", &[]).open("w:tcPr", &[]);
        self.markup.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        if span > 1 {
            self.markup.empty("w:gridSpan", &[("w:val", &span.to_string())]);
        }
        if head {
            let rule = [("w:val", "single"), ("w:sz", "6"), ("w:space", "0"), ("w:color", "1C1E21")];
            self.markup.open("w:tcBorders", &[]).empty("w:bottom", &rule).close("w:tcBorders");
        }
        if let Some(ground) = ground {
            self.markup.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", ground)]);
        }
        if head {
            self.markup.empty("w:vAlign", &[("w:val", "bottom")]);
        }
        self.markup.close("w:tcPr");
    }

    fn cell(&mut self, cell: &Cell, column: &Column, style: &str) {
        let state = cell.state.filter(|state| !state.label().is_empty());
        if let Some(state) = state {
            self.styled("TableState", &format!("{} {}", state.mark(), state.label()));
        }
        if cell.changed_since {
            self.paragraph("TableState", &[Inline::Strong(CHANGED_SINCE.to_owned())]);
        }
        for (number, part) in cell.parts.iter().enumerate() {
            // Only the name itself is set as a head; what is said under it is text.
            let beneath = number > 0 && column.kind == ColumnKind::RowHead;
            self.part(part, column, if beneath { "TableText" } else { style });
        }
        // A cell must end in a paragraph.
        if state.is_none() && !cell.changed_since && cell.parts.is_empty() {
            self.styled(style, "");
        }
    }

    fn part(&mut self, part: &CellPart, column: &Column, style: &str) {
        match part {
            CellPart::Paragraph(words) => self.aligned(style, column, words),
            CellPart::Quotation(quotation) => self.quotation(quotation, "TableQuote", "TableQuoteSource"),
            CellPart::Note(words) => {
                self.open_paragraph("TableState");
                self.run(&format!("{NOTE_LABEL} "), Some("Strong"));
                self.inlines(words);
                self.markup.close("w:p");
            }
            CellPart::Remark(words) => self.paragraph("TableState", words),
            CellPart::Count(count) if count.label.is_empty() => {
                self.aligned(style, column, &[Inline::Text(count.figures())]);
            }
            CellPart::Count(count) => {
                let label = Inline::Text(format!("{}: ", count.label));
                // No-break spaces keep "3 of 4" on one line of a narrow column.
                let figures = Inline::Strong(count.figures().replace(' ', "\u{A0}"));
                self.aligned(style, column, &[label, figures]);
            }
        }
    }

    fn aligned(&mut self, style: &str, column: &Column, words: &[Inline]) {
        let side = match column.align {
            Align::Start => "left",
            Align::Centre => "center",
            Align::End => "right",
        };
        self.markup.open("w:p", &[]).open("w:pPr", &[]).empty("w:pStyle", &[("w:val", style)]);
        self.markup.empty("w:jc", &[("w:val", side)]).close("w:pPr");
        self.inlines(words);
        self.markup.close("w:p");
    }
}
