//! The framework matrix, on pages as wide as its widest category needs.

use themeloom_analysis::{
    CellFlag, FrameworkMatrix, MatrixCell, RefusedQuotation, Staleness, Summary, quote,
};
use themeloom_study::code::Code;
use themeloom_study::framework::CellState;
use themeloom_study::{AttributeId, CodeId, Study, Texts};

use super::Context;
use super::quotation::printed;
use super::writer::Writer;
use crate::layout::on_pages;
use crate::model::CellState as PrintedState;
use crate::model::{Cell, CellPart, Column, HeadCell, Orientation, Row, Table, TableLayout, plain};

/// The most columns, with that of the row heads, that an upright page has room for.
const MOST_UPRIGHT: usize = 4;

pub(super) fn write(context: &Context<'_>, writer: &mut Writer) {
    if context.matrix.rows.is_empty() || context.matrix.columns.is_empty() {
        return;
    }
    let (table, refused) = matrix_table(&context.matrix, context.texts, context.role);
    let widest = on_pages(&table).iter().map(|part| part.columns.len()).max().unwrap_or(0);
    writer.page(if widest > MOST_UPRIGHT { Orientation::Landscape } else { Orientation::Portrait });
    writer.section("Framework matrix");
    writer.table(table);
    writer.page(Orientation::Portrait);
    writer.leave_out(refused);
}

/// The matrix as a table, group after group with a summary at the end, and the quotations that consent kept
/// out of it. `role` is the attribute by which people are attributed.
#[must_use]
pub fn matrix_table(
    matrix: &FrameworkMatrix<'_>,
    texts: &Texts,
    role: Option<AttributeId>,
) -> (Table, Vec<RefusedQuotation>) {
    let mut staleness = Staleness::new(matrix);
    let mut refused = Vec::new();
    let mut rows = Vec::new();
    for (number, group) in matrix.groups.iter().enumerate() {
        if !group.label.is_empty() {
            rows.push(Row::group(&group.label));
        }
        for row in matrix.rows_of_group(number) {
            let name = matrix.rows.get(row).map(|row| row.name.as_str()).unwrap_or_default();
            let mut cells = vec![Cell::text(name)];
            for column in 0..matrix.columns.len() {
                let Some(cell) = matrix.cell(row, column) else { continue };
                let changed = !staleness.of(row, column).is_empty();
                cells.push(printed_cell(matrix, &cell, texts, role, &mut refused, changed));
            }
            rows.push(Row::data(cells));
        }
    }
    rows.push(summary_row(matrix));
    (table(matrix, rows), refused)
}

fn table(matrix: &FrameworkMatrix<'_>, rows: Vec<Row>) -> Table {
    let head = if matrix.rows_are_people() { "Participant" } else { "Case" };
    let columns = matrix.columns.iter().map(|column| Column::text(column.label(), 30));
    let framework = matrix.framework.and_then(|id| matrix.study.frameworks().get(id));
    let caption = framework.map_or_else(
        || "Framework matrix (the codebook as it stands)".to_owned(),
        |framework| format!("Framework matrix ({})", framework.content.name),
    );
    let mut notes = vec!["The analyst's notes are kept apart from what people said.".to_owned()];
    for left_out in &matrix.left_out {
        notes.push(format!("{} has no row: {}.", left_out.name, why(left_out.why)));
    }
    Table {
        caption,
        sheet: "Matrix".to_owned(),
        layout: TableLayout::Matrix,
        columns: std::iter::once(Column::row_head(head, 14)).chain(columns).collect(),
        header_rows: categories(matrix).into_iter().collect(),
        rows,
        notes,
        ..Table::default()
    }
}

/// The categories above the columns; nothing where no column has one.
fn categories(matrix: &FrameworkMatrix<'_>) -> Option<Vec<HeadCell>> {
    let mut heads = vec![HeadCell { text: String::new(), span: 1 }];
    for (number, column) in matrix.columns.iter().enumerate() {
        let first = number == 0;
        let text = category(matrix.study, column.code);
        match heads.last_mut() {
            Some(last) if !first && last.text == text => last.span += 1,
            _ => heads.push(HeadCell { text, span: 1 }),
        }
    }
    heads.iter().any(|head| !head.text.is_empty()).then_some(heads)
}

/// The name of the highest category or code that a code stands under, or of a category itself; empty for a
/// code that stands alone.
fn category(study: &Study, code: CodeId) -> String {
    let top = study
        .codes()
        .iter()
        .find(|above| above.content.parent.is_none() && study.stands_below(code, above.id))
        .or_else(|| study.codes().get(code).filter(|code| has_codes_below(study, code)));
    top.map(Code::label).unwrap_or_default()
}

fn has_codes_below(study: &Study, code: &Code) -> bool {
    code.content.is_category || study.codes().iter().any(|below| below.content.parent == Some(code.id))
}

const fn why(standing: themeloom_analysis::Standing) -> &'static str {
    use themeloom_analysis::Standing;
    match standing {
        Standing::Analysed | Standing::Archived => "archived",
        Standing::Withdrawn => "withdrawn from any use",
        Standing::Erased => "erased",
    }
}

fn printed_cell(
    matrix: &FrameworkMatrix<'_>,
    cell: &MatrixCell<'_, '_>,
    texts: &Texts,
    role: Option<AttributeId>,
    refused: &mut Vec<RefusedQuotation>,
    changed_since: bool,
) -> Cell {
    let mut parts = Vec::new();
    if let Some(content) = cell.content {
        if !content.summary.trim().is_empty() {
            parts.push(CellPart::Paragraph(plain(&content.summary)));
        }
        for passage in &content.quotations {
            let quotable = quote(matrix.study, texts, passage, role);
            if let Some(reason) = quotable.refusal() {
                let wanted_in = format!("the matrix, row {}", quotable.who);
                refused.push(RefusedQuotation {
                    wanted_in,
                    who: quotable.who.clone(),
                    reason: reason.to_owned(),
                });
            }
            parts.push(CellPart::Quotation(printed(&quotable)));
        }
        if !content.note.trim().is_empty() {
            parts.push(CellPart::Note(plain(&content.note)));
        }
    }
    parts.extend(remarks(cell).iter().map(|remark| CellPart::Remark(plain(remark))));
    let state =
        if cell.sums_up && cell.state() == CellState::NotCharted { None } else { Some(state(cell.state())) };
    Cell { state, changed_since, parts }
}

const fn state(state: CellState) -> PrintedState {
    match state {
        CellState::Charted => PrintedState::Charted,
        CellState::NothingSaid => PrintedState::NothingSaid,
        CellState::NotAsked => PrintedState::NotAsked,
        CellState::NotCharted => PrintedState::NotCharted,
    }
}

fn remarks(cell: &MatrixCell<'_, '_>) -> Vec<String> {
    let codings = cell.codings.len();
    let unread = cell.unread.len();
    let flag = |flag: CellFlag| match flag {
        CellFlag::ToChart => format!("{codings} coded, to be charted"),
        CellFlag::SaysNothingButCoded => format!("contradiction: {codings} coded"),
        CellFlag::ChartedEmpty => "charted without words".to_owned(),
        CellFlag::ToRead => format!("{unread} found by search, not yet read"),
    };
    let unprompted = cell.is_unprompted().then(|| "raised without being asked".to_owned());
    let mut remarks: Vec<String> = unprompted.into_iter().chain(cell.flags().into_iter().map(flag)).collect();
    if cell.sums_up && cell.is_raised() {
        remarks.push(format!("raised ({codings} coded with the codes below)"));
    }
    remarks
}

fn summary_row(matrix: &FrameworkMatrix<'_>) -> Row {
    let cells = (0..matrix.columns.len()).map(|column| {
        let sum: Summary = matrix.summary_of_column(column, 0..matrix.rows.len());
        let text = format!("{} of {} raised it; {} coded", sum.raised, sum.cells(), sum.codings);
        Cell::text(&text)
    });
    Row::summary(std::iter::once(Cell::text("All")).chain(cells).collect())
}
