//! The rows of a CSV text, broken ones included.

use csv::{ReaderBuilder, StringRecord};

use crate::problem::RowProblem;

/// One row, with the number that a spreadsheet would show beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// From 1, the header.
    pub(crate) row: usize,
    /// The cells.
    pub(crate) fields: Vec<String>,
}

/// What separates columns: whichever of comma, semicolon and tab is most frequent in the first line
/// outside quotation marks.
pub(crate) fn delimiter(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        if let Some((_, n)) = counts.iter_mut().find(|(d, _)| *d == byte && !quoted) {
            *n += 1;
        }
    }
    // Of equal counts the first stands, so that a single column is read as comma-separated.
    counts.iter().rev().max_by_key(|(_, n)| *n).map_or(b',', |(d, _)| *d)
}

/// All rows that are not blank. A quotation mark that is never closed would swallow the rest of the
/// file: the row with it is read literally, reported, and reading goes on in the next line.
pub(crate) fn records(text: &str, delimiter: u8) -> (Vec<Record>, Vec<RowProblem>) {
    let mut records = Vec::new();
    let mut problems = Vec::new();
    let mut rest = text;
    let mut row = 0;
    while !rest.is_empty() {
        let Some(broken_at) = read_rows(rest, delimiter, &mut row, &mut records) else { break };
        let tail = rest.get(broken_at..).unwrap_or_default();
        let (line, after) = tail.split_once('\n').unwrap_or((tail, ""));
        row += 1;
        problems.push(RowProblem::new(
            row,
            "a quotation mark opens a cell and never closes it; the line was read as it stands",
        ));
        records.push(Record { row, fields: literal_fields(line.trim_end_matches('\r'), delimiter) });
        rest = after;
    }
    (records, problems)
}

/// Reads rows to the end, or to a row that is never closed: then gives the byte where it begins.
fn read_rows(text: &str, delimiter: u8, row: &mut usize, records: &mut Vec<Record>) -> Option<usize> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    loop {
        let start = usize::try_from(reader.position().byte()).ok()?;
        match reader.read_record(&mut record) {
            Ok(true) => {}
            // The text is UTF-8 and rows may have any length, so no other end can come.
            Ok(false) | Err(_) => return None,
        }
        let end = usize::try_from(reader.position().byte()).ok()?;
        let raw = text.get(start..end).unwrap_or_default();
        if end >= text.len() && raw.contains('\n') && raw.matches('"').count() % 2 == 1 {
            let blank = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
            return Some(start + blank);
        }
        *row += 1;
        if record.iter().any(|field| !field.trim().is_empty()) {
            records.push(Record { row: *row, fields: record.iter().map(str::to_owned).collect() });
        }
    }
}

/// The cells of a broken line: split at the delimiters, quotation marks around a cell taken off.
fn literal_fields(line: &str, delimiter: u8) -> Vec<String> {
    line.split(char::from(delimiter)).map(|field| field.trim_matches('"').to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
        records(text, delimiter(text)).0.into_iter().map(|r| (r.row, r.fields)).collect()
    }

    #[test]
    fn the_delimiter_is_the_most_frequent_outside_quotation_marks() {
        assert_eq!(delimiter("a,b,c"), b',');
        assert_eq!(delimiter("\"a,b,c\";b"), b';');
        assert_eq!(delimiter("a\tb\tc, d"), b'\t');
        assert_eq!(delimiter("words"), b',');
    }

    #[test]
    fn cells_may_hold_line_ends_and_quotation_marks() {
        assert_eq!(
            rows("a,b\n\"x\ny\",\"he said \"\"no\"\"\"\n"),
            [
                (1, vec!["a".to_owned(), "b".to_owned()]),
                (2, vec!["x\ny".to_owned(), "he said \"no\"".to_owned()])
            ]
        );
    }

    #[test]
    fn a_quotation_mark_never_closed_costs_one_row_and_not_the_rest() {
        let text = "s,w\nA,\"oh\nB,well\nC,yes\n";
        let (found, problems) = records(text, b',');
        let words: Vec<&str> = found.iter().filter_map(|r| r.fields.get(1)).map(String::as_str).collect();
        assert_eq!(words, ["w", "oh", "well", "yes"]);
        assert_eq!(problems.iter().map(|p| p.row).collect::<Vec<_>>(), [2]);
    }
}
