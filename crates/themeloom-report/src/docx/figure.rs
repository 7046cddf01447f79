//! Figures: a sign for each person, in the table of the same counts.

use super::Document;
use crate::model::{Cell, CellPart, Figure, FigureKind, Mark, plain};

impl Document {
    pub(super) fn figure(&mut self, figure: &Figure) {
        let mut table = figure.as_table();
        if figure.kind == FigureKind::DotStrip {
            table.notes.insert(0, Mark::KEY.to_owned());
            for (row, drawn) in table.rows.iter_mut().zip(&figure.rows) {
                for (cell, tally) in row.cells.iter_mut().skip(1).zip(&drawn.tallies) {
                    let signs: String = tally.marks().map(Mark::sign).collect();
                    let words = plain(&format!("{signs}  {}", tally.count()));
                    *cell = Cell::of(vec![CellPart::Paragraph(words)]);
                }
            }
        }
        self.table(&table, &figure.description);
    }
}
