//! Coded segments as MAXQDA, NVivo and ATLAS.ti export them: one row a coding, with its words and without the
//! text that they stand in.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use themeloom_study::Timestamp;

use crate::codebook_sheet::unread;
use crate::codings_csv::CodingRow;
use crate::error::ImportError;
use crate::limits::Limits;
use crate::problem::RowProblem;
use crate::sheet::{Sheets, find_table, read_sheets};
use crate::table::{Column, Numbered, Row};

/// Codings that were exported with their words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodedSegments {
    /// The codings, a row with several codes once for each.
    pub rows: Vec<Numbered<SegmentRow>>,
    /// What was wrong with rows, and what was not read.
    pub problems: Vec<RowProblem>,
}

/// One coding. Its words are to be found in a source that the study has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SegmentRow {
    /// The source's name.
    pub source: String,
    /// The code, with the codes above it before it.
    pub code: Vec<String>,
    /// The exact words.
    pub quotation: String,
    /// Who coded; empty if the file does not say.
    pub coder: String,
    /// When, in UTC for want of a zone.
    pub at: Option<Timestamp>,
    /// What the coder remarked.
    pub comment: String,
    /// Where the program says that the words stand: its paragraph, line or position; empty if it does not.
    pub place: String,
    /// The weight that the coder gave.
    pub weight: String,
}

impl SegmentRow {
    /// The coding as the table of codings has it, by the name of the code alone.
    #[must_use]
    pub fn coding(&self) -> CodingRow {
        CodingRow {
            source: self.source.clone(),
            quotation: self.quotation.clone(),
            code: self.code.last().cloned().unwrap_or_default(),
            coder: self.coder.clone(),
        }
    }
}

const SOURCE: usize = 0;
const CODE: usize = 1;
const WORDS: usize = 2;
const CODER: usize = 3;
const DATE: usize = 4;
const COMMENT: usize = 5;
const BEGIN: usize = 6;
const END: usize = 7;
const WEIGHT: usize = 8;
const COLUMNS: [Column; 9] = [
    Column::required(
        "document name",
        &["document", "documents", "file", "filename", "source", "sourcename", "transcript", "name"],
    ),
    Column::required("code", &["codes", "codename", "codepath", "node", "nodes", "tag", "parentcode"]),
    Column::required(
        "segment",
        &[
            "codedsegment",
            "codedsegments",
            "segments",
            "codedtext",
            "quotationcontent",
            "quotation",
            "excerpt",
            "text",
            "content",
            "reference",
        ],
    ),
    Column::optional("created by", &["author", "coder", "codedby", "user", "createdbyname", "modifiedby"]),
    Column::optional(
        "creation date",
        &["created", "createdon", "creationdate", "date", "codedon", "modified"],
    ),
    Column::optional("comment", &["comments", "memo", "quotationcomment"]),
    Column::optional("begin", &["beginning", "start", "from", "position"]),
    Column::optional("end", &["to", "until"]),
    Column::optional("weight score", &["weight"]),
];

/// Reads coded segments from a workbook (.xlsx) or a table of text (.csv); `None` for a file in which no sheet
/// has columns for the document, the code and the words.
///
/// Codes are read with their paths, "Parent > Child" and "Parent\Child". The numbers of the area that a
/// segment covers are not read: they are worked out from the text.
///
/// # Errors
/// When it is a workbook that cannot be read, or passes a limit.
pub fn read_segments_sheet(
    file: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Option<CodedSegments>, ImportError> {
    Ok(read_sheets(file, bytes, limits)?.and_then(|sheets| segments_of(file, &sheets)))
}

/// The segments of a spreadsheet, if it holds any.
pub(crate) fn segments_of(file: &str, sheets: &Sheets) -> Option<CodedSegments> {
    let (table, others) = find_table(file, sheets, &COLUMNS)?;
    let mut problems = unread(&table, &others);
    problems.extend(table.problems.iter().cloned());
    let mut rows = Vec::new();
    for row in table.rows() {
        read_row(row, &mut rows, &mut problems);
    }
    problems.sort();
    Some(CodedSegments { rows, problems })
}

fn read_row(row: Row<'_>, rows: &mut Vec<Numbered<SegmentRow>>, problems: &mut Vec<RowProblem>) {
    let mut say = |what: &str| problems.push(RowProblem::new(row.number, what));
    for (column, name) in [(SOURCE, "the document"), (CODE, "the code"), (WORDS, "the segment")] {
        if row.cell(column).is_empty() {
            return say(&format!("{name} is empty; the row was left out"));
        }
    }
    let at = moment(row.cell(DATE));
    if at.is_none() && !row.cell(DATE).is_empty() {
        say("its date was not understood (write 2026-11-23 10:15:00); the row was read without it");
    }
    let place = match (row.cell(BEGIN), row.cell(END)) {
        (begin, end) if end.is_empty() || end == begin => begin.to_owned(),
        (begin, end) => format!("{begin} to {end}"),
    };
    for code in row.cell(CODE).lines().map(path).filter(|path| !path.is_empty()) {
        let value = SegmentRow {
            source: row.owned(SOURCE),
            code,
            quotation: row.owned(WORDS),
            coder: row.owned(CODER),
            at,
            comment: row.owned(COMMENT),
            place: place.clone(),
            weight: row.owned(WEIGHT),
        };
        rows.push(Numbered { row: row.number, value });
    }
}

/// A code with those above it: steps are parted by `>` between blanks, or by backslashes. NVivo begins its
/// paths with the name of the folder.
fn path(code: &str) -> Vec<String> {
    let code = ["Nodes\\\\", "Codes\\\\"].iter().find_map(|folder| code.strip_prefix(folder)).unwrap_or(code);
    let steps = code.split(" > ").flat_map(|step| step.split('\\'));
    steps.map(str::trim).filter(|step| !step.is_empty()).map(str::to_owned).collect()
}

/// A day with or without its time: 2026-11-23 10:15:00, and 23.11.2026 as MAXQDA writes it. Days with strokes
/// are left alone, since nobody can tell which of their numbers is the month.
fn moment(text: &str) -> Option<Timestamp> {
    let formats = ["%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M"];
    let day = || {
        jiff::civil::Date::strptime("%d.%m.%Y", text)
            .ok()
            .map(|day| day.to_datetime(jiff::civil::Time::midnight()))
    };
    let at: DateTime = text
        .parse()
        .ok()
        .or_else(|| formats.iter().find_map(|format| DateTime::strptime(format, text).ok()))
        .or_else(day)?;
    Some(Timestamp(at.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond()))
}
