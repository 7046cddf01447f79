//! The report as plain data. Whoever builds it decides what is said; the renderers decide how it looks.
//!
//! Labels ("Table 1") and anchors are given by the builder, so that a sentence can refer to a table and every
//! format shows the same number.

mod data_file;
mod figure;
mod quotation;
mod table;
mod transcript;

pub use data_file::{DataFile, Datum, Level, Variable, VariableKind};
pub use figure::{Figure, FigureKind, FigureRow, Mark, Tally};
pub use quotation::{LineReference, Quotation, Stance, Words};
pub use table::{
    Align, Cell, CellPart, CellState, Column, ColumnKind, Count, HeadCell, Row, RowKind, Table, TableLayout,
};
pub use transcript::{CodedTranscript, Emphasis, MarkColour, MarkMemo, Marking, Piece, TranscriptLine};

/// A whole report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Title, on the first page and in the file's properties.
    pub title: String,
    /// A line under the title.
    pub subtitle: Option<String>,
    /// A statement that every page and every sheet carries, such as that a study is synthetic.
    pub banner: Option<String>,
    /// Language of the report as a BCP 47 tag, such as `en-GB`.
    pub language: String,
    /// Day of the report as `YYYY-MM-DD`; also the creation date of the files, which know no clock.
    pub date: Option<String>,
    /// Where the report comes from, as pairs of name and value: program version, protocol, printed head.
    pub provenance: Vec<(String, String)>,
    /// The content in reading order.
    pub blocks: Vec<Block>,
}

/// One piece of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List(List),
    /// A table.
    Table(Table),
    /// A quotation that stands by itself.
    Quotation(Quotation),
    /// A figure.
    Figure(Figure),
    /// A new page; what follows is on pages of this orientation, until the next one.
    PageBreak(Orientation),
}

/// How pages stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Orientation {
    /// A4, upright.
    #[default]
    Portrait,
    /// A4, on its side: for a matrix of several columns.
    Landscape,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 4; other values are taken as the nearest of these.
    pub level: u8,
    /// The words of the heading.
    pub text: String,
    /// Name by which [`Inline::Reference`] finds it, unique in the report; empty for none.
    pub anchor: String,
}

impl Heading {
    /// The level, kept between 1 and 4.
    #[must_use]
    pub fn depth(&self) -> u8 {
        self.level.clamp(1, 4)
    }
}

/// A list of short paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Whether the items are numbered.
    pub numbered: bool,
    /// The items.
    pub items: Vec<Vec<Inline>>,
}

/// A run of text inside a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Words of strong importance.
    Strong(String),
    /// Words with stress.
    Emphasis(String),
    /// Words that lead to another place of the report; plain words where the anchor does not exist.
    Reference {
        /// The words shown, such as "Table 2".
        text: String,
        /// Anchor of a heading, table or figure.
        anchor: String,
    },
    /// A place in a source.
    Line(LineReference),
}

impl From<&str> for Inline {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A paragraph of plain words.
#[must_use]
pub fn plain(text: &str) -> Vec<Inline> {
    vec![Inline::from(text)]
}
