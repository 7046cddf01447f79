//! The one way in for studies of other programs.

use crate::archive::Archive;
use crate::codebook_csv::{CodebookRow, read_codebook};
use crate::codebook_docx::{Known, read_codebook_docx};
use crate::codebook_sheet::codebook_of;
use crate::codebook_study::codebook_study;
use crate::error::ImportError;
use crate::foreign::{ForeignStudy, StudyKind, recognise_study};
use crate::limits::Limits;
use crate::matrix_sheet::matrix_of;
use crate::qualcoder::read_qualcoder;
use crate::recognise_sheet::{SheetKind, recognise};
use crate::refi::{ForeignCodebook, is_project, read_qdc, read_qdpx};
use crate::segments_study::segments_study;
use crate::sheet::{Sheets, letters, read_sheets};
use crate::survey::survey_of;
use crate::table::Rows;
use crate::taguette::read_taguette;

/// Reads a file that holds a study of another program, or several: a REFI-QDA project or codebook, a database
/// of Taguette, the database of a QualCoder project; and in an Excel workbook or a table of text a framework
/// matrix, the answers to a survey, coded segments or a codebook; and a document of Word
/// that is a codebook.
/// `None` for every other kind of file, which [`open_document`](crate::open_document) reads or refuses.
///
/// # Errors
/// When it is such a file and cannot be read.
pub fn open_study(
    file: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Option<Vec<ForeignStudy>>, ImportError> {
    // Recordings make a project large, and are not read.
    let most = limits.bytes.saturating_mul(RECORDINGS);
    if has_ending(file, ".qdpx") && bytes.len() as u64 > most {
        let (bytes, limit) = (bytes.len() as u64, most);
        return Err(ImportError::TooLarge { file: file.to_owned(), bytes, limit });
    }
    if is_qdpx(file, bytes, limits) {
        return Ok(Some(vec![read_qdpx(file, bytes, limits)?]));
    }
    if let Some((name, database)) = zipped_qualcoder(file, bytes, limits)? {
        return Ok(Some(vec![read_qualcoder(&name, &database, limits)?]));
    }
    if is_qdc(file, bytes) {
        let ForeignCodebook { program, codes, losses } = read_qdc(file, bytes, limits)?;
        return Ok(Some(vec![ForeignStudy { program, codes, losses, ..ForeignStudy::default() }]));
    }
    match recognise_study(bytes) {
        Some(StudyKind::Taguette) => return Ok(Some(read_taguette(file, bytes, limits)?)),
        Some(StudyKind::QualCoder) => return Ok(Some(vec![read_qualcoder(file, bytes, limits)?])),
        Some(StudyKind::RefiQda) | None => {}
    }
    if has_ending(file, ".docx") && bytes.starts_with(b"PK") {
        // What is wrong with a document is said where documents are read.
        let codebook = read_codebook_docx(file, bytes, Known::ByItself, limits).ok().flatten();
        return Ok(codebook.map(|rows| vec![codebook_study(file, rows)]));
    }
    let sheets = match () {
        () if has_ending(file, ".xlsx") => read_sheets(file, bytes, limits)?,
        // What is wrong with a table of text is said where tables of turns are read.
        () if TABLES.iter().any(|ending| has_ending(file, ending)) => {
            read_sheets(file, bytes, limits).ok().flatten()
        }
        () => None,
    };
    let study = sheets.and_then(|sheets| of_sheets(file, &sheets, recognise(file, &sheets).kind));
    Ok(study.map(|study| vec![study]))
}

/// Reads a spreadsheet for what somebody says that it is, where its heads tell something else.
///
/// # Errors
/// When it cannot be read, or is nothing of that kind.
pub fn open_table(
    file: &str,
    bytes: &[u8],
    kind: SheetKind,
    limits: &Limits,
) -> Result<ForeignStudy, ImportError> {
    let sheets = read_sheets(file, bytes, limits)?;
    sheets.and_then(|sheets| of_sheets(file, &sheets, kind)).ok_or_else(|| not_such_a_table(file, kind))
}

fn not_such_a_table(file: &str, kind: SheetKind) -> ImportError {
    ImportError::NotSuchATable {
        file: file.to_owned(),
        wanted: match kind {
            SheetKind::Matrix => "a framework matrix: heads with a column of cases and columns of codes",
            SheetKind::Survey => "a table of answers: a row of heads over rows of answers",
            SheetKind::Segments => "coded segments: heads that name a document, a code and the words",
            SheetKind::Codebook => "a codebook: heads that name codes and what they mean or stand under",
            SheetKind::Turns | SheetKind::Unknown => "a table of a study",
        },
    }
}

/// Reads a codebook from a table of text, an Excel workbook, or a document of Word that is little else than the
/// table of a codebook or has a heading for each code.
///
/// # Errors
/// When it cannot be read, or holds no codebook.
pub fn open_codebook(file: &str, bytes: &[u8], limits: &Limits) -> Result<Rows<CodebookRow>, ImportError> {
    let found = match () {
        () if has_ending(file, ".docx") => read_codebook_docx(file, bytes, Known::ByWord, limits)?,
        () if has_ending(file, ".xlsx") => {
            read_sheets(file, bytes, limits)?.and_then(|sheets| codebook_of(file, &sheets))
        }
        () => return read_codebook(file, bytes),
    };
    found.ok_or_else(|| not_such_a_table(file, SheetKind::Codebook))
}

/// How many times larger than other files a project may be.
const RECORDINGS: u64 = 10;

/// The endings of tables that are text.
const TABLES: [&str; 3] = [".csv", ".tsv", ".tab"];

/// What a spreadsheet holds of a study, by what it is taken for.
fn of_sheets(file: &str, sheets: &Sheets, kind: SheetKind) -> Option<ForeignStudy> {
    let mut study = match kind {
        SheetKind::Matrix => return matrix_of(file, sheets),
        SheetKind::Survey => survey_of(file, sheets),
        SheetKind::Segments => segments_study(file, sheets),
        SheetKind::Codebook => Some(codebook_study(file, codebook_of(file, sheets)?)),
        SheetKind::Turns | SheetKind::Unknown => None,
    }?;
    for sheet in &sheets.sheets {
        for comment in &sheet.comments {
            let name = format!("{}{} of the sheet {}", letters(comment.column), comment.row, sheet.name);
            study.lose("comment on a cell", name, "only those of a framework matrix come along");
        }
    }
    Some(study)
}

fn is_qdpx(file: &str, bytes: &[u8], limits: &Limits) -> bool {
    let is_archive = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
    has_ending(file, ".qdpx")
        || (is_archive
            && Archive::open(file, bytes, limits).is_ok_and(|archive| is_project(&archive.names())))
}

/// The database of a QualCoder project whose folder was packed, with the name of the folder.
fn zipped_qualcoder(
    file: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Option<(String, Vec<u8>)>, ImportError> {
    if !bytes.starts_with(b"PK\x03\x04") || !has_ending(file, ".zip") {
        return Ok(None);
    }
    let mut archive = Archive::open(file, bytes, limits)?;
    let is_database = |name: &String| name.rsplit('/').next() == Some("data.qda");
    match archive.names().into_iter().find(is_database) {
        Some(part) => {
            let folder = part.rsplit('/').nth(1).unwrap_or(file).to_owned();
            Ok(archive.read(&part)?.map(|database| (folder, database)))
        }
        None => Ok(None),
    }
}

/// A codebook says so in its first element.
fn is_qdc(file: &str, bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2000)).unwrap_or_default());
    let head = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    has_ending(file, ".qdc") || (head.starts_with('<') && head.contains("<CodeBook"))
}

fn has_ending(file: &str, ending: &str) -> bool {
    file.to_lowercase().ends_with(ending)
}
