//! Workbooks made for tests.

use rust_xlsxwriter::{Format, Note, Workbook, Worksheet};
use themeloom_import::ForeignStudy;

/// A workbook of sheets by their names and rows.
pub fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        workbook.push_worksheet(sheet(name, rows));
    }
    workbook.save_to_buffer().unwrap()
}

/// One sheet; empty texts are no cells.
pub fn sheet(name: &str, rows: &[&[&str]]) -> Worksheet {
    let mut sheet = Worksheet::new();
    sheet.set_name(name).unwrap();
    for (row, cells) in (0..).zip(rows.iter()) {
        for (column, cell) in (0..).zip(cells.iter()) {
            match cell.parse::<f64>() {
                _ if cell.is_empty() => {}
                Ok(number) => drop(sheet.write_number(row, column, number).unwrap()),
                Err(_) => drop(sheet.write_string(row, column, *cell).unwrap()),
            }
        }
    }
    sheet
}

/// Merges cells of one row.
pub fn merge(sheet: &mut Worksheet, row: u32, first: u16, last: u16, text: &str) {
    sheet.merge_range(row, first, row, last, text, &Format::new()).unwrap();
}

/// Merges cells of one column.
pub fn merge_down(sheet: &mut Worksheet, column: u16, first: u32, last: u32, text: &str) {
    sheet.merge_range(first, column, last, column, text, &Format::new()).unwrap();
}

/// Writes a comment on a cell.
pub fn remark(sheet: &mut Worksheet, row: u32, column: u16, author: &str, text: &str) {
    sheet.insert_note(row, column, &Note::new(text).set_author(author)).unwrap();
}

/// A workbook of one sheet.
pub fn one(sheet: Worksheet) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.push_worksheet(sheet);
    workbook.save_to_buffer().unwrap()
}

/// Rows as a table of text.
pub fn csv(rows: &[&[&str]]) -> Vec<u8> {
    let line = |row: &&[&str]| {
        let fields: Vec<String> = row.iter().map(|f| format!("\"{}\"", f.replace('"', "\"\""))).collect();
        fields.join(",")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\r\n").into_bytes()
}

/// A study as a person would tell it.
pub fn told(study: &ForeignStudy) -> String {
    let mut lines = vec![format!("{} | {} | {}", study.program, study.name, study.description)];
    for attribute in &study.attributes {
        lines.push(format!("attribute {}: {:?}", attribute.name, attribute.kind));
    }
    for code in &study.codes {
        let parent =
            code.parent.map(|parent| format!(" < {}", study.codes[parent.0].name)).unwrap_or_default();
        let kind = if code.is_category { "category" } else { "code" };
        let number = code.number.to_string();
        lines.push(format!("{kind} [{number}] {}{parent}", code.name));
    }
    for case in &study.cases {
        let values: Vec<String> =
            case.values.iter().map(|(a, value)| format!("{}={value}", study.attributes[a.0].name)).collect();
        let sources: Vec<&str> = case.sources.iter().map(|s| study.sources[s.0].name.as_str()).collect();
        lines.push(format!("case {} {values:?} {sources:?}", case.name));
    }
    for cell in &study.cells {
        let (case, code) = (&study.cases[cell.case.0].name, &study.codes[cell.code.0].name);
        lines.push(format!("{case} x {code}: {:?} {:?} {:?}", cell.said, cell.summary, cell.note));
    }
    for source in &study.sources {
        let words = source.document.text.as_str();
        lines.push(format!("source {} ({}): {words:?}", source.name, source.description));
    }
    lines.extend(study.losses.iter().map(|loss| format!("lost: {loss}")));
    lines.join("\n")
}
