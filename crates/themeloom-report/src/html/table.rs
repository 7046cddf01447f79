//! Tables, each in a region of its own that scrolls where the page is narrower than the table.

use super::{Page, outline};
use crate::layout;
use crate::model::{Align, Cell, CellPart, CellState, Column, ColumnKind, Row, RowKind, Table, TableLayout};
use crate::plain::{CHANGED_SINCE, NOTE_LABEL};

impl Page {
    /// A table, a matrix in the parts that fit a page.
    pub(super) fn table(&mut self, table: &Table) {
        for part in layout::on_pages(table) {
            self.one_table(&part);
        }
    }

    fn one_table(&mut self, table: &Table) {
        self.tables += 1;
        let caption_id = format!("caption-{}", self.tables);
        let class = match table.layout {
            TableLayout::Text => "table",
            TableLayout::Matrix => "table matrix",
        };
        let id = outline::id(&table.anchor);
        let mut attributes = vec![("class", class)];
        if !id.is_empty() {
            attributes.push(("id", &id));
        }
        self.markup.open("div", &attributes).line();
        let region =
            [("class", "scroll"), ("role", "region"), ("aria-labelledby", &caption_id), ("tabindex", "0")];
        self.markup.open("div", &region).line();
        let widths = layout::widths(&table.columns);
        let minimum = format!("--letters: {}", widths.iter().sum::<usize>().clamp(1, 600));
        self.markup.open("table", &[("style", &minimum)]).line();
        self.caption(table, &caption_id);
        self.columns(&widths);
        self.table_head(table);
        self.markup.open("tbody", &[]).line();
        for row in &table.rows {
            self.row(table, row, &widths);
        }
        self.markup.close("tbody").line().close("table").line().close("div").line();
        self.notes(table);
        self.markup.close("div").line();
    }

    fn caption(&mut self, table: &Table, id: &str) {
        self.markup.open("caption", &[("id", id)]);
        if !table.label.is_empty() {
            self.markup.element("span", &[("class", "label")], &table.label).text(" ");
        }
        self.markup.text(&table.caption).close("caption").line();
    }

    fn columns(&mut self, widths: &[usize]) {
        let total = widths.iter().sum::<usize>().max(1);
        self.markup.open("colgroup", &[]);
        for width in widths {
            // Hundredths of a per cent.
            let share = width * 10_000 / total;
            let style = format!("width: {}.{:02}%", share / 100, share % 100);
            self.markup.empty("col", &[("style", &style)]);
        }
        self.markup.close("colgroup").line();
    }

    fn table_head(&mut self, table: &Table) {
        self.markup.open("thead", &[]).line();
        for heads in &table.header_rows {
            self.markup.open("tr", &[("class", "above")]);
            for head in heads {
                let span = head.span.max(1).to_string();
                if head.text.is_empty() {
                    self.markup.element("td", &[("colspan", &span)], "");
                } else {
                    self.markup.element("th", &[("scope", "colgroup"), ("colspan", &span)], &head.text);
                }
            }
            self.markup.close("tr").line();
        }
        self.markup.open("tr", &[]);
        for column in &table.columns {
            self.markup.element("th", &[("scope", "col"), ("class", align(column))], &column.title);
        }
        self.markup.close("tr").line().close("thead").line();
    }

    fn row(&mut self, table: &Table, row: &Row, widths: &[usize]) {
        match row.kind {
            RowKind::Group => self.group_row(table, row),
            RowKind::Data if layout::may_break(row, widths) => self.cells(table, row, "data tall"),
            RowKind::Data => self.cells(table, row, "data"),
            RowKind::Summary => self.cells(table, row, "summary"),
        }
    }

    fn group_row(&mut self, table: &Table, row: &Row) {
        let span = table.columns.len().max(1).to_string();
        self.markup.open("tr", &[("class", "group")]);
        self.markup.open("th", &[("scope", "rowgroup"), ("colspan", &span)]).open("span", &[]);
        if let Some(cell) = row.cells.first() {
            self.markup.text(&crate::plain::cell(cell));
        }
        self.markup.close("span").close("th").close("tr").line();
    }

    fn cells(&mut self, table: &Table, row: &Row, class: &str) {
        self.markup.open("tr", &[("class", class)]).line();
        let nothing = Cell::default();
        for (index, column) in table.columns.iter().enumerate() {
            let cell = row.cells.get(index).unwrap_or(&nothing);
            if column.kind == ColumnKind::RowHead {
                self.markup.open("th", &[("scope", "row")]);
                self.cell(cell);
                self.markup.close("th").line();
            } else {
                let class = format!("{} {}", align(column), state_class(cell.state));
                self.markup.open("td", &[("class", class.trim())]);
                self.cell(cell);
                self.markup.close("td").line();
            }
        }
        self.markup.close("tr").line();
    }

    fn cell(&mut self, cell: &Cell) {
        if let Some(state) = cell.state.filter(|state| !state.label().is_empty()) {
            self.markup.open("p", &[("class", "state")]);
            self.markup.element("span", &[("aria-hidden", "true")], state.mark());
            self.markup.text(" ").text(state.label()).close("p");
        }
        if cell.changed_since {
            self.markup.element("p", &[("class", "changed")], CHANGED_SINCE);
        }
        for part in &cell.parts {
            self.part(part);
        }
    }

    fn part(&mut self, part: &CellPart) {
        match part {
            CellPart::Paragraph(words) => {
                self.markup.open("p", &[]);
                self.inlines(words);
                self.markup.close("p");
            }
            CellPart::Quotation(quotation) => self.quotation(quotation),
            CellPart::Note(words) => {
                self.markup.open("p", &[("class", "note")]);
                self.markup.element("b", &[], NOTE_LABEL).text(" ");
                self.inlines(words);
                self.markup.close("p");
            }
            CellPart::Remark(words) => {
                self.markup.open("p", &[("class", "remark")]);
                self.inlines(words);
                self.markup.close("p");
            }
            CellPart::Count(count) if count.label.is_empty() => {
                self.markup.element("p", &[("class", "count")], &count.figures());
            }
            CellPart::Count(count) => {
                self.markup.open("p", &[("class", "count of-group")]).element("span", &[], &count.label);
                self.markup.text(" ").element("b", &[], &count.figures()).close("p");
            }
        }
    }

    fn notes(&mut self, table: &Table) {
        for note in &table.notes {
            self.markup.element("p", &[("class", "table-note")], note).line();
        }
    }
}

fn align(column: &Column) -> &'static str {
    match column.align {
        Align::Start => "start",
        Align::Centre => "centre",
        Align::End => "end",
    }
}

fn state_class(state: Option<CellState>) -> &'static str {
    match state {
        None => "",
        Some(CellState::Charted) => "charted",
        Some(CellState::NothingSaid) => "nothing-said",
        Some(CellState::NotAsked) => "not-asked",
        Some(CellState::NotCharted) => "not-charted",
    }
}
