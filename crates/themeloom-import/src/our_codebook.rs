//! Our codebook as it is laid out for reading in a workbook or a document, taken apart again.

use themeloom_study::code::{CodeNumber, CodeOrigin};

use crate::codebook_csv::CodebookRow;
use crate::our_tables::our_codebook;
use crate::problem::RowProblem;
use crate::records::Record;
use crate::sheet::{Sheets, cell, filled};
use crate::table::{Numbered, Rows};

/// What stands before a code's uses, in their order.
const USES: [&str; 3] = ["Use: ", "Not: ", "Example: "];

/// The codes of our own codebook; `None` for any other table. Colours are not in it, and a code without a number
/// comes back under the code at the top that it stands with.
pub(crate) fn our_codebook_of(sheets: &Sheets) -> Option<Rows<CodebookRow>> {
    let table = our_codebook(sheets)?;
    let mut rows: Vec<Numbered<CodebookRow>> = Vec::new();
    let mut top: Option<(CodeNumber, String)> = None;
    let mut unnumbered = 0;
    for row in &table.body {
        let mut lines = cell(row, 0).lines();
        let label = lines.next().unwrap_or_default().trim();
        if filled(row).eq([0]) && lines.next().is_none() {
            top = Some(number_and_name(label));
            continue;
        }
        let origin = cell(row, 0).lines().last().unwrap_or_default();
        let is_top = matches!(label, "the category" | "the code");
        let (number, name) = match &top {
            Some(top) if is_top => top.clone(),
            _ => number_and_name(label),
        };
        let is_below = !is_top && number.parts().is_empty();
        let parent = top.as_ref().filter(|_| is_below).map(|(_, name)| name.clone()).unwrap_or_default();
        unnumbered += usize::from(!parent.is_empty());
        let mut code = CodebookRow { number, name, parent, ..uses(row) };
        (code.is_category, code.origin) = (label == "the category" && is_top, told_origin(origin));
        rows.push(Numbered { row: row.row, value: code });
    }
    let what = "codes without a number were put right under the code at the top; where they stand deeper, import \
                the codebook as .csv or .qdc";
    let problems = (unnumbered > 0).then(|| RowProblem::new(table.heads.row, what));
    Some(Rows { rows, problems: problems.into_iter().collect() })
}

/// A code's number and name, of its label.
pub(crate) fn number_and_name(label: &str) -> (CodeNumber, String) {
    let numbered =
        label.split_once(' ').and_then(|(number, name)| Some((number.parse().ok()?, name.to_owned())));
    numbered.unwrap_or_else(|| (CodeNumber::default(), label.to_owned()))
}

/// Where a code came from, as our documents say it.
pub(crate) fn told_origin(line: &str) -> CodeOrigin {
    match line.trim() {
        "from the protocol" => CodeOrigin::APriori,
        "from earlier work" => CodeOrigin::Sensitising,
        _ => CodeOrigin::FromData,
    }
}

/// What a code means, and when it is used: each use begins a line, in a fixed order, and may go over several.
fn uses(row: &Record) -> CodebookRow {
    let mut found = [String::new(), String::new(), String::new()];
    let mut at = 0;
    for line in cell(row, 2).lines() {
        let begins = (at..USES.len()).find_map(|use_| Some((use_, line.strip_prefix(*USES.get(use_)?)?)));
        let (use_, text) = begins.unwrap_or((at.saturating_sub(1), line));
        at = begins.map_or(at, |(use_, _)| use_ + 1);
        if let Some(found) = found.get_mut(use_) {
            if !found.is_empty() {
                found.push('\n');
            }
            found.push_str(text);
        }
    }
    let [use_when, not_when, example] = found;
    CodebookRow { definition: cell(row, 1).to_owned(), use_when, not_when, example, ..CodebookRow::default() }
}
