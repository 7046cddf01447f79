//! Coded segments as MAXQDA, NVivo and ATLAS.ti export them: one row a coding, with its words and without the
//! text that they stand in.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use themeloom_study::Timestamp;
use themeloom_study::code::CodeNumber;

use crate::code_path::{code_path, path_to};
use crate::codebook_sheet::unread;
use crate::codings_csv::CodingRow;
use crate::error::ImportError;
use crate::limits::Limits;
use crate::our_tables::{READ_ME, is_note, is_our_codings, unguarded};
use crate::problem::RowProblem;
use crate::sheet::{Sheet, Sheets, find_table, read_sheets};
use crate::table::{Column, Numbered, Row, Table, folded};

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
    /// The code's number; empty if the file does not say.
    pub number: CodeNumber,
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
    /// The line or paragraph in which the words begin, from 1, if the program says so.
    pub line: Option<u32>,
    /// The character at which the words begin, if the program says so.
    pub start: Option<u32>,
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
const LINE: usize = 9;
const PATH: usize = 10;
const NUMBER: usize = 11;
const WITHHELD: usize = 12;
/// Columns of our own table of codings that Themeloom works out anew, or that say who and where in other words.
const OURS: &[&str] = &["case", "pseudonym", "speaker", "state"];
const COLUMNS: [Column; 13] = [
    Column::required(
        "document name",
        &[
            "document",
            "documents",
            "file",
            "filename",
            "source",
            "sourcename",
            "transcript",
            "name",
            "dokumentname",
            "dokument",
            "dateiname",
            "datei",
        ],
    ),
    Column::required(
        "code",
        &["codes", "codename", "codepath", "node", "nodes", "tag", "parentcode", "kode"],
    ),
    Column::required(
        "segment",
        &[
            "codedsegment",
            "passage",
            "codedsegments",
            "segments",
            "codedtext",
            "quotationcontent",
            "quotation",
            "excerpt",
            "text",
            "content",
            "reference",
            "words",
            "codiertessegment",
            "codiertesegmente",
            "textstelle",
        ],
    ),
    Column::optional(
        "created by",
        &[
            "author",
            "coder",
            "codedby",
            "user",
            "createdbyname",
            "erstelltvon",
            "autor",
            "modifiedby",
            "bearbeitetvon",
        ],
    ),
    Column::optional(
        "creation date",
        &[
            "created",
            "createdon",
            "creationdate",
            "date",
            "codedon",
            "erstelltam",
            "erstellungsdatum",
            "datum",
            "modified",
            "modifiedon",
            "bearbeitetam",
        ],
    ),
    Column::optional("comment", &["comments", "memo", "quotationcomment", "kommentar"]),
    Column::optional("begin", &["beginning", "anfang", "start", "from", "position"]),
    Column::optional("end", &["ende", "to", "until"]),
    Column::optional("weight score", &["weight", "gewichtungsscore", "gewicht"]),
    Column::optional("line", &["paragraph", "zeile", "absatz"]),
    Column::optional("path", &[]),
    Column::optional("number", &["codenumber"]),
    Column::optional("withheld", &[]),
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

/// The segments of a spreadsheet, if it holds any: words and not numbers.
pub(crate) fn segments_of(file: &str, sheets: &Sheets) -> Option<CodedSegments> {
    let is_ours = is_our_codings(sheets);
    let taken_apart = is_ours.then(|| without_notes(sheets));
    let (table, others) = find_table(file, taken_apart.as_ref().unwrap_or(sheets), &COLUMNS)?;
    let mut problems = unread(&table, &others, if is_ours { OURS } else { &[] });
    problems.extend(table.problems.iter().cloned());
    let mut rows = Vec::new();
    let begins_with = counted_in(&table);
    for row in table.rows() {
        read_row(row, begins_with, &mut rows, &mut problems);
    }
    problems.sort();
    // A codebook counts under such a head how many segments a code has.
    let counts = |row: &Numbered<SegmentRow>| row.value.quotation.parse::<f64>().is_ok();
    let is_counted = !rows.is_empty() && rows.iter().all(counts);
    (!is_counted).then_some(CodedSegments { rows, problems })
}

/// Our table of codings without what stands in it for readers: the sheet about it, the notes below it.
fn without_notes(sheets: &Sheets) -> Sheets {
    let kept = sheets.sheets.iter().filter(|sheet| sheet.name != READ_ME).map(|sheet| {
        let mut kept: Sheet = unguarded(sheet);
        kept.rows.retain(|row| !is_note(sheet, row));
        kept
    });
    Sheets { sheets: kept.collect(), problems: sheets.problems.clone() }
}

/// What the column of beginnings counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    /// Lines or paragraphs.
    Lines,
    /// Characters.
    Characters,
}

/// What the beginnings are counted in, by their head: MAXQDA counts paragraphs, other tables characters.
fn counted_in(table: &Table) -> Begins {
    let head = table.name_of(BEGIN).map(folded).unwrap_or_default();
    if matches!(head.as_str(), "begin" | "beginning" | "anfang") { Begins::Lines } else { Begins::Characters }
}

fn read_row(
    row: Row<'_>,
    begins: Begins,
    rows: &mut Vec<Numbered<SegmentRow>>,
    problems: &mut Vec<RowProblem>,
) {
    let mut say = |what: &str| problems.push(RowProblem::new(row.number, what));
    if row.cell(WORDS).is_empty() && !row.cell(WITHHELD).is_empty() {
        return say(
            "its words are withheld in the table; hand the codings over as a project (.qdpx) instead",
        );
    }
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
    let begin = row.cell(BEGIN).parse().ok();
    let line = row.cell(LINE).parse().ok().or(begin.filter(|_| begins == Begins::Lines));
    let start = begin.filter(|_| begins == Begins::Characters);
    for code in paths(row) {
        let value = SegmentRow {
            source: row.owned(SOURCE),
            code,
            number: row.cell(NUMBER).parse().unwrap_or_default(),
            quotation: row.owned(WORDS),
            coder: row.owned(CODER),
            at,
            comment: row.owned(COMMENT),
            place: place.clone(),
            line,
            start,
            weight: row.owned(WEIGHT),
        };
        rows.push(Numbered { row: row.number, value });
    }
}

/// The codes of a row, each with those above it.
fn paths(row: Row<'_>) -> Vec<Vec<String>> {
    let (code, path) = (row.cell(CODE), row.cell(PATH));
    if path.ends_with(code) {
        return vec![path_to(code, path)];
    }
    code.lines().map(code_path).filter(|path| !path.is_empty()).collect()
}

/// A day with or without its time: 2026-11-23 10:15:00, and 23.11.2026 as MAXQDA writes it. Days with strokes
/// are left alone, since nobody can tell which of their numbers is the month.
fn moment(text: &str) -> Option<Timestamp> {
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Some(Timestamp(at.as_millisecond()));
    }
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
