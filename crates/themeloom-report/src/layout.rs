//! How tables fall on pages: a wide matrix in parts, widths that heads fit into, rows that may break.

use std::ops::Range;

use crate::model::{Column, ColumnKind, Row, RowKind, Table, TableLayout};
use crate::plain;

/// The most columns that stand beside the row heads on a page and can still be read.
const MOST_COLUMNS: usize = 5;
/// Letters of a table's type in a line across a page.
const LETTERS_ACROSS: usize = 95;
/// A row with a cell of more lines than this may break across pages; shorter ones are kept together.
const MOST_LINES: usize = 14;
/// The least letters that all columns beside the row heads have together, so that those do not spread.
const LETTERS_BESIDE: usize = 90;

/// The tables that stand on pages for a table of a report: a matrix as one for each head above its columns, as
/// Gale et al. (2013) have one matrix a category, and never more than five columns in each; every other
/// table as it is. The row heads stand in every part, the notes under the last.
pub(crate) fn on_pages(table: &Table) -> Vec<Table> {
    if table.layout != TableLayout::Matrix {
        return vec![table.clone()];
    }
    let fixed = table.columns.iter().take_while(|column| column.kind == ColumnKind::RowHead).count();
    let parts: Vec<(String, Range<usize>)> =
        spans(table, fixed).into_iter().flat_map(|(head, columns)| pieces(&head, &columns)).collect();
    let last = parts.len().saturating_sub(1);
    let mut tables: Vec<Table> = Vec::new();
    for (number, (ending, columns)) in parts.into_iter().enumerate() {
        let mut part = part(table, fixed, &columns);
        part.caption = format!("{}{ending}", table.caption);
        part.label.clone_from(&table.label);
        if last > 0 && !table.label.is_empty() {
            part.label.push_str(&letter(number));
        }
        if number == 0 {
            part.anchor.clone_from(&table.anchor);
        }
        if number == last {
            part.notes.clone_from(&table.notes);
        }
        tables.push(part);
    }
    tables
}

/// The heads above the columns, with the columns that each covers; one without words where there are none.
fn spans(table: &Table, fixed: usize) -> Vec<(String, Range<usize>)> {
    let end = table.columns.len();
    let mut spans = Vec::new();
    let mut from = 0;
    for head in table.header_rows.first().into_iter().flatten() {
        let to = (from + head.span.max(1)).min(end);
        spans.push((head.text.clone(), from.max(fixed)..to));
        from = to;
    }
    spans.push((String::new(), from.max(fixed)..end));
    spans.retain(|(_, columns)| !columns.is_empty());
    spans
}

/// Columns of one head in as few pieces of like size as may be, each with the end of its caption.
fn pieces(head: &str, columns: &Range<usize>) -> Vec<(String, Range<usize>)> {
    let count = columns.len().div_ceil(MOST_COLUMNS).max(1);
    let name = if head.is_empty() { String::new() } else { format!(": {head}") };
    let at = |number: usize| columns.start + columns.len() * number / count;
    let piece = |number: usize| {
        let ending = if count > 1 { format!("{name}, part {} of {count}", number + 1) } else { name.clone() };
        (ending, at(number)..at(number + 1))
    };
    (0..count).map(piece).collect()
}

fn part(table: &Table, fixed: usize, columns: &Range<usize>) -> Table {
    let least = u16::try_from(LETTERS_BESIDE / columns.len().max(1)).unwrap_or(u16::MAX);
    let kept = |index: &usize| *index < fixed || columns.contains(index);
    let row = |row: &Row| match row.kind {
        RowKind::Group => row.clone(),
        RowKind::Data | RowKind::Summary => Row {
            kind: row.kind,
            cells: row.cells.iter().enumerate().filter(|(i, _)| kept(i)).map(|(_, c)| c.clone()).collect(),
        },
    };
    let column = |(index, column): (usize, &Column)| {
        let width = if index < fixed { column.width } else { column.width.max(least) };
        Column { width, ..column.clone() }
    };
    Table {
        layout: table.layout,
        sheet: table.sheet.clone(),
        columns: table.columns.iter().enumerate().filter(|(i, _)| kept(i)).map(column).collect(),
        rows: table.rows.iter().map(row).collect(),
        ..Table::default()
    }
}

/// `a` to `z`, then `-27` and so on.
fn letter(number: usize) -> String {
    match u8::try_from(number) {
        Ok(small @ 0..26) => char::from(b'a' + small).to_string(),
        _ => format!("-{}", number + 1),
    }
}

/// Relative widths of the columns: what each wants, and never so little that the longest word of its title
/// would break.
pub(crate) fn widths(columns: &[Column]) -> Vec<usize> {
    let total: usize = columns.iter().map(|column| usize::from(column.width)).sum::<usize>().max(1);
    let needed = |column: &Column| {
        let longest = column.title.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
        // Two letters for the room beside the words, and heads are in a bolder type.
        ((longest + 3) * total).div_ceil(LETTERS_ACROSS)
    };
    columns.iter().map(|column| usize::from(column.width).max(needed(column)).max(1)).collect()
}

/// Whether a row is so tall that it may break across pages.
pub(crate) fn may_break(row: &Row, widths: &[usize]) -> bool {
    let total = widths.iter().sum::<usize>().max(1);
    row.cells.iter().zip(widths).any(|(cell, width)| {
        let letters = (LETTERS_ACROSS * width / total).max(1);
        plain::cell(cell).split('\n').map(|line| line.chars().count().div_ceil(letters).max(1)).sum::<usize>()
            > MOST_LINES
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, HeadCell};

    fn matrix(spans: &[(&str, usize)]) -> Table {
        let codes: usize = spans.iter().map(|(_, span)| span).sum();
        let above = |(text, span): &(&str, usize)| HeadCell { text: (*text).to_owned(), span: *span };
        let heads = std::iter::once(&("", 1)).chain(spans).map(above).collect();
        let columns = (1..=codes).map(|code| Column::text(format!("c{code}"), 30));
        Table {
            label: "Table 9".into(),
            caption: "Matrix".into(),
            anchor: "table-9".into(),
            layout: TableLayout::Matrix,
            columns: std::iter::once(Column::row_head("Case", 14)).chain(columns).collect(),
            header_rows: vec![heads],
            rows: vec![
                Row::group("managers"),
                Row::data((0..=codes).map(|cell| Cell::text(&cell.to_string())).collect()),
            ],
            notes: vec!["note".into()],
            ..Table::default()
        }
    }

    fn show(table: &Table) -> String {
        let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
        let cells: Vec<String> = table.rows[1].cells.iter().map(plain::cell).collect();
        let (titles, cells) = (titles.join(" "), cells.join(" "));
        format!("{} {} [{titles}] [{cells}] {:?}", table.label, table.caption, table.notes)
    }

    #[test]
    fn a_matrix_stands_on_pages_as_one_table_a_category() {
        let parts = on_pages(&matrix(&[("1 Value", 2), ("2 Help", 6), ("", 1)]));
        insta::assert_snapshot!(parts.iter().map(show).collect::<Vec<_>>().join("\n"), @r#"
        Table 9a Matrix: 1 Value [Case c1 c2] [0 1 2] []
        Table 9b Matrix: 2 Help, part 1 of 2 [Case c3 c4 c5] [0 3 4 5] []
        Table 9c Matrix: 2 Help, part 2 of 2 [Case c6 c7 c8] [0 6 7 8] []
        Table 9d Matrix [Case c9] [0 9] ["note"]
        "#);
        assert_eq!(parts[0].anchor, "table-9");
        assert!(parts.iter().all(|part| part.rows[0].kind == RowKind::Group));
    }

    #[test]
    fn a_small_matrix_keeps_its_number_and_other_tables_are_left_alone() {
        assert_eq!(on_pages(&matrix(&[("", 3)]))[0].label, "Table 9");
        let table = Table { layout: TableLayout::Text, ..matrix(&[("", 12)]) };
        assert_eq!(on_pages(&table), [table]);
    }

    #[test]
    fn no_column_is_narrower_than_the_longest_word_of_its_title() {
        let columns =
            [Column::text("Definition", 80), Column::count("Passages", 4), Column::count("People", 11)];
        assert_eq!(widths(&columns), [80, 11, 11]);
    }

    #[test]
    fn only_tall_rows_may_break() {
        let row = |words: &str| Row::data(vec![Cell::text("P01"), Cell::text(words)]);
        assert!(!may_break(&row("short"), &[10, 85]));
        assert!(may_break(&row(&"long ".repeat(300)), &[10, 85]));
    }
}
