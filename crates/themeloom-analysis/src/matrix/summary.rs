//! Rows and columns of the matrix, summed up.

use themeloom_study::framework::CellState;

use super::{CellFlag, FrameworkMatrix};

/// What the cells of a row, a column or a whole matrix come to. The four states add up to the number of
/// cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize)]
pub struct Summary {
    /// Cells that are charted.
    pub charted: usize,
    /// Cells where nothing was said.
    pub nothing_said: usize,
    /// Cells that the interview did not ask about.
    pub not_asked: usize,
    /// Cells that nobody has charted yet.
    pub not_charted: usize,
    /// Cells with codings that count: in a column, the cases that have any.
    pub coded: usize,
    /// Cells that are charted or have codings that count: in a column, the cases that raised it.
    pub raised: usize,
    /// Codings that count, each once.
    pub codings: usize,
    /// Codings that nobody has read.
    pub unread: usize,
    /// Cells with codings that count and that are not charted yet.
    pub to_chart: usize,
    /// Cells that say nothing was said, or not asked, and have codings that count.
    pub contradictions: usize,
}

impl Summary {
    /// The number of cells.
    #[must_use]
    pub const fn cells(&self) -> usize {
        self.charted + self.nothing_said + self.not_asked + self.not_charted
    }
}

impl FrameworkMatrix<'_> {
    /// A column summed up over some rows. The codings of a category's column are those of the codes below
    /// it too, so the sum over columns can be more than there are codings.
    #[must_use]
    pub fn summary_of_column(&self, column: usize, rows: impl IntoIterator<Item = usize>) -> Summary {
        self.sum(rows.into_iter().map(|row| (row, column)))
    }

    /// A row summed up over all columns but those that sum others up; its codings are counted once each, whatever columns hold them.
    #[must_use]
    pub fn summary_of_row(&self, row: usize) -> Summary {
        let summed = self.sum(self.charted_columns().map(|column| (row, column)));
        Summary { codings: self.row_codings.get(row).map_or(0, |&n| n as usize), ..summed }
    }

    /// The whole matrix summed up but for columns that sum others up; codings are counted once each a row.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let cells = |row| self.charted_columns().map(move |column| (row, column));
        let summed = self.sum((0..self.rows.len()).flat_map(cells));
        Summary { codings: self.row_codings.iter().map(|&n| n as usize).sum(), ..summed }
    }

    fn charted_columns(&self) -> impl Iterator<Item = usize> + '_ {
        let columns = self.columns.iter().enumerate();
        columns.filter(|(_, column)| !column.sums_up).map(|(at, _)| at)
    }

    fn sum(&self, cells: impl Iterator<Item = (usize, usize)>) -> Summary {
        let mut sum = Summary::default();
        for cell in cells.filter_map(|(row, column)| self.cell(row, column)) {
            match cell.state() {
                CellState::Charted => sum.charted += 1,
                CellState::NothingSaid => sum.nothing_said += 1,
                CellState::NotAsked => sum.not_asked += 1,
                CellState::NotCharted => sum.not_charted += 1,
            }
            sum.coded += usize::from(!cell.codings.is_empty());
            sum.raised += usize::from(cell.is_raised());
            sum.codings += cell.codings.len();
            sum.unread += cell.unread.len();
            for flag in cell.flags() {
                sum.to_chart += usize::from(flag == CellFlag::ToChart);
                sum.contradictions += usize::from(flag == CellFlag::SaysNothingButCoded);
            }
        }
        sum
    }
}
