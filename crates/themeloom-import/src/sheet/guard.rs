//! What is looked at in a workbook before the library sees it: sizes, and numbers that it would believe.

use crate::archive::Archive;
use crate::error::ImportError;
use crate::limits::Limits;

/// Cells of all sheets together, blank ones before the last of a row included.
pub(super) const MOST_CELLS: u64 = 5_000_000;

/// Cells of the rectangle around all that one sheet holds: readers go over it row by row and column by column.
pub(super) const MOST_OF_A_RECTANGLE: usize = 20_000_000;

/// Columns of a sheet in any spreadsheet program.
pub(super) const MOST_COLUMNS: usize = 16_384;

/// Merged cells of a sheet; more are not looked at.
pub(super) const MOST_MERGED: usize = 100_000;

/// Sheets of a workbook.
pub(super) const MOST_SHEETS: usize = 1_000;

/// What is known of a workbook's parts once all of them were unpacked.
pub(super) struct Measured {
    /// Bytes of the largest part.
    pub(super) largest: u64,
}

/// Unpacks every part within the limits, and throws the bytes away.
///
/// The library unpacks without limits, and makes room for as many shared strings as the file says that it
/// has: a false number there would end the program, and nothing could catch it.
pub(super) fn check(file: &str, bytes: &[u8], limits: &Limits) -> Result<Measured, ImportError> {
    let mut archive = Archive::open(file, bytes, limits)?;
    let mut largest = 0;
    for part in archive.names() {
        let unpacked = archive.read(&part)?.unwrap_or_default();
        largest = largest.max(unpacked.len() as u64);
        if part.to_lowercase().ends_with("sharedstrings.xml") && !is_honest(&unpacked) {
            return Err(ImportError::Damaged {
                file: file.to_owned(),
                place: part.chars().take(60).collect(),
                expected: "as many shared strings as it says",
            });
        }
    }
    Ok(Measured { largest })
}

/// Whether a list of strings states no more of them than it has room for, in letters that can be searched:
/// UTF-16, which Excel never writes here, would have zeros.
fn is_honest(part: &[u8]) -> bool {
    const STATED: &[u8] = b"uniqueCount";
    if part.contains(&0) {
        return false;
    }
    let stated = part.windows(STATED.len()).enumerate().filter(|(_, window)| *window == STATED);
    stated.map(|(at, _)| at + STATED.len()).all(|at| {
        let rest = part.get(at..).unwrap_or_default().iter();
        let digits = rest.skip_while(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\''));
        let number = digits
            .skip_while(|b| **b == b'+')
            .take_while(|b| b.is_ascii_digit())
            .fold(0u64, |sum, b| sum.saturating_mul(10).saturating_add(u64::from(b - b'0')));
        number <= part.len() as u64
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_states_more_strings_than_it_has_bytes_is_not_believed() {
        assert!(is_honest(b"<sst count=\"9\" uniqueCount=\"2\"><si/><si/></sst>"));
        assert!(is_honest(b"<sst><si/></sst>"));
        assert!(!is_honest(b"<sst uniqueCount = '99999999999'/>"));
        assert!(!is_honest(b"<\0s\0s\0t\0"));
    }
}
