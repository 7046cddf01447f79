//! The one way in for studies of other programs.

use crate::archive::Archive;
use crate::error::ImportError;
use crate::foreign::{ForeignStudy, StudyKind, recognise_study};
use crate::limits::Limits;
use crate::matrix_sheet::matrix_of;
use crate::qualcoder::read_qualcoder;
use crate::recognise_sheet::{SheetKind, recognise};
use crate::refi::{ForeignCodebook, is_project, read_qdc, read_qdpx};
use crate::sheet::read_sheets;
use crate::survey::survey_of;
use crate::taguette::read_taguette;

/// Reads a file that holds a study of another program, or several: a REFI-QDA project or codebook, a database
/// of Taguette, the database of a QualCoder project, a framework matrix or the answers to a survey
/// in an Excel workbook.
/// `None` for every other kind of file, which [`open_document`](crate::open_document) reads or refuses.
///
/// # Errors
/// When it is such a file and cannot be read.
pub fn open_study(
    file: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<Option<Vec<ForeignStudy>>, ImportError> {
    let too_large = bytes.len() as u64 > limits.bytes;
    if too_large && has_ending(file, ".qdpx") {
        let (bytes, limit) = (bytes.len() as u64, limits.bytes);
        return Err(ImportError::TooLarge { file: file.to_owned(), bytes, limit });
    }
    if is_qdpx(file, bytes, limits) {
        return Ok(Some(vec![read_qdpx(file, bytes, limits)?]));
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
    if has_ending(file, ".xlsx")
        && let Some(sheets) = read_sheets(file, bytes, limits)?
    {
        let study = match recognise(file, &sheets).kind {
            SheetKind::Matrix => matrix_of(file, &sheets),
            SheetKind::Survey => survey_of(file, &sheets),
            _ => None,
        };
        return Ok(study.map(|study| vec![study]));
    }
    Ok(None)
}

fn is_qdpx(file: &str, bytes: &[u8], limits: &Limits) -> bool {
    let is_archive = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
    has_ending(file, ".qdpx")
        || (is_archive
            && Archive::open(file, bytes, limits).is_ok_and(|archive| is_project(&archive.names())))
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
