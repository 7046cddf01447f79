//! Tables: the framework matrix, the themes table, recommendations, comparisons.

use super::{Inline, Quotation, plain};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Label such as "Table 1"; may be empty.
    pub label: String,
    /// What the table shows.
    pub caption: String,
    /// Short name for its sheet in a workbook.
    pub sheet: String,
    /// Name by which a reference finds it, unique in the report; empty for none.
    pub anchor: String,
    /// How it is laid out.
    pub layout: TableLayout,
    /// The columns, first to last.
    pub columns: Vec<Column>,
    /// Rows of heads above the columns' titles, each covering one or more columns.
    pub header_rows: Vec<Vec<HeadCell>>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Notes under the table: what was counted, what the marks mean.
    pub notes: Vec<String>,
}

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TableLayout {
    /// As wide as the text.
    #[default]
    Text,
    /// A framework matrix. On pages it stands as one table for each head above its columns, of at most five
    /// columns each; in a workbook and as comma-separated values it is one table.
    Matrix,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// Its width relative to the other columns; about the number of letters in a comfortable line.
    pub width: u16,
    /// How its cells are aligned.
    pub align: Align,
    /// What its cells hold.
    pub kind: ColumnKind,
}

/// Alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Where reading starts.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// Where reading ends: numbers.
    End,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnKind {
    /// Names its row.
    RowHead,
    /// Words.
    #[default]
    Text,
    /// Counts.
    Count,
}

/// A head above one or more columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadCell {
    /// Its words; may be empty.
    pub text: String,
    /// How many columns it covers, at least 1.
    pub span: usize,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What the row is.
    pub kind: RowKind,
    /// Its cells, one a column; a group heading has one.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Names the group of the rows after it.
    Group,
    /// A case, a theme, a recommendation.
    Data,
    /// Sums up the rows before it.
    Summary,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// State of a matrix cell; `None` in other tables.
    pub state: Option<CellState>,
    /// Whether the text that the cell rests on has changed since it was charted.
    pub changed_since: bool,
    /// What the cell holds, top to bottom.
    pub parts: Vec<CellPart>,
}

/// State of a matrix cell. Every state but `Charted` is printed in words, never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// The cell was written.
    Charted,
    /// The participant was asked, or could have said it, and said nothing.
    NothingSaid,
    /// The interview did not ask.
    NotAsked,
    /// Nobody has charted the cell yet.
    NotCharted,
}

impl CellState {
    /// The words shown; empty for a charted cell, whose content speaks.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Charted => "",
            Self::NothingSaid => "nothing said",
            Self::NotAsked => "not asked",
            Self::NotCharted => "not yet charted",
        }
    }

    /// A mark beside the words, so that the eye finds the state at a glance.
    #[must_use]
    pub fn mark(self) -> &'static str {
        match self {
            Self::Charted => "",
            Self::NothingSaid => "–",
            Self::NotAsked => "○",
            Self::NotCharted => "…",
        }
    }
}

/// A piece of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellPart {
    /// A paragraph: the summary of a matrix cell, a narrative.
    Paragraph(Vec<Inline>),
    /// A quotation.
    Quotation(Quotation),
    /// The analyst's note, kept apart from what participants said.
    Note(Vec<Inline>),
    /// What the program has to say about the cell: a finer count, a contradiction. In nobody's voice.
    Remark(Vec<Inline>),
    /// A count of people.
    Count(Count),
}

/// A count, always of people or passages that can be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Whose count it is, such as a role group; may be empty.
    pub label: String,
    /// How many.
    pub count: usize,
    /// Of how many.
    pub of: Option<usize>,
}

impl Count {
    /// `3 of 4`, or `3`.
    #[must_use]
    pub fn figures(&self) -> String {
        match self.of {
            Some(of) => format!("{} of {of}", self.count),
            None => self.count.to_string(),
        }
    }
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn text(title: impl Into<String>, width: u16) -> Self {
        Self { title: title.into(), width, align: Align::Start, kind: ColumnKind::Text }
    }

    /// The column that names the rows.
    #[must_use]
    pub fn row_head(title: impl Into<String>, width: u16) -> Self {
        Self { kind: ColumnKind::RowHead, ..Self::text(title, width) }
    }

    /// A column of counts.
    #[must_use]
    pub fn count(title: impl Into<String>, width: u16) -> Self {
        Self { kind: ColumnKind::Count, align: Align::End, ..Self::text(title, width) }
    }
}

impl Row {
    /// A heading for the rows that follow.
    #[must_use]
    pub fn group(title: &str) -> Self {
        Self { kind: RowKind::Group, cells: vec![Cell::text(title)] }
    }

    /// An ordinary row.
    #[must_use]
    pub fn data(cells: Vec<Cell>) -> Self {
        Self { kind: RowKind::Data, cells }
    }

    /// A row that sums up those before it.
    #[must_use]
    pub fn summary(cells: Vec<Cell>) -> Self {
        Self { kind: RowKind::Summary, cells }
    }
}

impl Cell {
    /// A cell of one plain paragraph.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::of(vec![CellPart::Paragraph(plain(text))])
    }

    /// A cell of several parts.
    #[must_use]
    pub fn of(parts: Vec<CellPart>) -> Self {
        Self { parts, ..Self::default() }
    }

    /// A charted matrix cell.
    #[must_use]
    pub fn charted(parts: Vec<CellPart>) -> Self {
        Self { state: Some(CellState::Charted), ..Self::of(parts) }
    }

    /// A matrix cell that holds nothing but its state.
    #[must_use]
    pub fn empty(state: CellState) -> Self {
        Self { state: Some(state), ..Self::default() }
    }

    /// A cell that holds one count.
    #[must_use]
    pub fn count(count: usize, of: Option<usize>) -> Self {
        Self::of(vec![CellPart::Count(Count { label: String::new(), count, of })])
    }
}
