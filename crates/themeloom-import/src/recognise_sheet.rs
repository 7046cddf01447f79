//! What a spreadsheet is, by its heads. A guess, with its reason, for a person to confirm.

use crate::codebook_sheet::{codebook_of, is_plainly_codebook};
use crate::error::ImportError;
use crate::limits::Limits;
use crate::matrix_sheet::{matrix_of, names_an_attribute, names_cases};
use crate::our_tables::{our_cases, our_codebook};
use crate::segments_sheet::segments_of;
use crate::sheet::{Sheets, cell, filled, read_sheets};
use crate::survey_heads::is_of_a_survey_program;
use crate::turns_csv;

/// What a spreadsheet may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SheetKind {
    /// A framework matrix: [`read_matrix_sheet`](crate::read_matrix_sheet).
    Matrix,
    /// Coded segments: [`read_segments_sheet`](crate::read_segments_sheet).
    Segments,
    /// Answers to a survey: [`read_survey`](crate::read_survey).
    Survey,
    /// A codebook: [`read_codebook_sheet`](crate::read_codebook_sheet).
    Codebook,
    /// Turns of an interview, to be saved as .csv and opened as a document.
    Turns,
    /// None of these.
    Unknown,
}

/// What a spreadsheet was taken for, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecognisedSheet {
    /// What it was taken for.
    pub kind: SheetKind,
    /// What tells so, in words.
    pub reason: &'static str,
}

/// Heads longer than this are questions, in characters.
const LONG_HEAD: usize = 60;

/// A value of so many words at most records something and sums nothing up.
const FEW_WORDS: usize = 3;

/// Tells what a spreadsheet is; `None` for a file that is none.
///
/// # Errors
/// When it is a workbook that cannot be read, or passes a limit.
pub fn recognise_sheet(
    file: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Option<RecognisedSheet>, ImportError> {
    Ok(read_sheets(file, bytes, limits)?.map(|sheets| recognise(file, &sheets)))
}

/// Tells what a spreadsheet is.
pub(crate) fn recognise(file: &str, sheets: &Sheets) -> RecognisedSheet {
    let (kind, reason) = match () {
        () if segments_of(file, sheets).is_some() => {
            (SheetKind::Segments, "its heads name a document, a code and the words coded")
        }
        () if our_cases(sheets).is_some() => {
            (SheetKind::Survey, "it is a table of cases and participants that Themeloom wrote")
        }
        () if our_codebook(sheets).is_some() => {
            (SheetKind::Codebook, "it is a codebook that Themeloom wrote")
        }
        () if has_turns(sheets) => (SheetKind::Turns, "its heads name a time, a speaker and the words"),
        () if is_of_a_survey_program(sheets) => {
            (SheetKind::Survey, "some of its heads are those that survey programs write")
        }
        () if asks(sheets) => (
            SheetKind::Survey,
            "several of its heads are questions, and each row is one answer to all of them",
        ),
        () if is_plainly_codebook(file, sheets) => {
            (SheetKind::Codebook, "its heads name codes and what they mean or stand under")
        }
        () if records_cases(sheets) => (
            SheetKind::Survey,
            "its heads name a column of cases, with what is recorded about them beside it",
        ),
        () if matrix_of(file, sheets).is_some() => {
            (SheetKind::Matrix, "its heads name a column of cases, with codes beside them")
        }
        () if codebook_of(file, sheets).is_some() => {
            (SheetKind::Codebook, "its heads name codes and what they mean or stand under")
        }
        () => (SheetKind::Unknown, "its heads are those of nothing that is known"),
    };
    RecognisedSheet { kind, reason }
}

fn has_turns(sheets: &Sheets) -> bool {
    sheets.sheets.iter().filter_map(|sheet| sheet.rows.first()).any(|row| turns_csv::is_header(&row.fields))
}

/// Whether a sheet names cases and mostly what is recorded about them, in few words, and sums nothing up.
fn records_cases(sheets: &Sheets) -> bool {
    let Some((heads, body)) = sheets.sheets.first().and_then(|sheet| sheet.rows.split_first()) else {
        return false;
    };
    let (cases, others): (Vec<usize>, Vec<usize>) =
        filled(heads).partition(|column| names_cases(cell(heads, *column)));
    let known = others.iter().filter(|column| names_an_attribute(cell(heads, **column))).count();
    let short = |column: &usize| {
        body.iter().all(|row| cell(row, *column).split_whitespace().take(FEW_WORDS + 1).count() <= FEW_WORDS)
    };
    !cases.is_empty() && !others.is_empty() && known * 2 >= others.len() && others.iter().all(short)
}

/// Whether two heads or more of a first row are questions.
fn asks(sheets: &Sheets) -> bool {
    let is_question = |head: &str| head.ends_with('?') || head.chars().count() > LONG_HEAD;
    let first = sheets.sheets.first().and_then(|sheet| sheet.rows.first());
    first.is_some_and(|row| filled(row).filter(|column| is_question(cell(row, *column))).count() >= 2)
}
