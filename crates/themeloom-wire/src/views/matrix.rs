//! The framework matrix and its cells.

use themeloom_app::analysis::{
    self, CellChange, CellFlag, ColumnChoice, FrameworkMatrix, MatrixOptions, Staleness, Standing,
    attribution,
};
use themeloom_app::study::framework::CellKey;
use themeloom_app::study::memo::Target;
use themeloom_app::study::{AttributeId, FrameworkId, Study, Texts};

use super::codings::coded;
use super::places::excerpt;
use super::{notes, words};
use crate::types::matrix::{
    CellDetail, LeftOut, Matrix, MatrixCell, MatrixColumn, MatrixRow, RowGroup, Sums,
};

/// Which columns a matrix has.
#[must_use]
pub fn columns(framework: Option<FrameworkId>, all: bool) -> ColumnChoice {
    match (framework, all) {
        (Some(id), _) => ColumnChoice::Framework(id),
        (None, true) => ColumnChoice::Codebook,
        (None, false) => ColumnChoice::Newest,
    }
}

/// The matrix.
#[must_use]
pub fn matrix(study: &Study, columns: ColumnChoice, group_by: Option<AttributeId>) -> Matrix {
    let matrix = FrameworkMatrix::new(study, &MatrixOptions { columns, group_by });
    let mut stale = Staleness::new(&matrix);
    let places = (0..matrix.rows.len()).flat_map(|row| (0..matrix.columns.len()).map(move |c| (row, c)));
    let cells = places.filter_map(|(row, column)| cell(&matrix, &mut stale, row, column)).collect();
    Matrix {
        framework: matrix.framework.map(|id| id.to_string()),
        group_by: group_by.map(|id| id.to_string()),
        groups: (0..matrix.groups.len())
            .filter_map(|number| {
                let label = matrix.groups.get(number)?.label.clone();
                Some(RowGroup { label, rows: matrix.rows_of_group(number).collect() })
            })
            .collect(),
        rows: matrix.rows.iter().map(|row| self::row(study, row)).collect(),
        columns: matrix.columns.iter().map(column).collect(),
        cells,
        left_out: matrix
            .left_out
            .iter()
            .map(|left| LeftOut { name: left.name.clone(), why: why(left.why).to_owned() })
            .collect(),
        row_sums: (0..matrix.rows.len()).map(|row| sums(&matrix.summary_of_row(row))).collect(),
        column_sums: (0..matrix.columns.len())
            .map(|column| sums(&matrix.summary_of_column(column, 0..matrix.rows.len())))
            .collect(),
    }
}

/// Why a case is left out.
#[must_use]
pub const fn why(standing: Standing) -> &'static str {
    match standing {
        Standing::Analysed => "analysed",
        Standing::Archived => "archived",
        Standing::Withdrawn => "withdrew",
        Standing::Erased => "erased",
    }
}

fn row(study: &Study, row: &analysis::MatrixRow) -> MatrixRow {
    let role = analysis::find_attribute(study, "role group");
    let about = row.participants.iter().map(|&participant| attribution(study, participant, role));
    MatrixRow {
        case: row.case.to_string(),
        name: row.name.clone(),
        about: about.collect::<Vec<_>>().join("; "),
    }
}

fn column(column: &analysis::MatrixColumn) -> MatrixColumn {
    MatrixColumn {
        code: column.code.to_string(),
        number: column.number.to_string(),
        name: column.name.clone(),
        definition: column.definition.clone(),
        is_category: column.is_category,
        sums_up: column.sums_up,
        archived: column.archived,
    }
}

fn sums(summary: &analysis::Summary) -> Sums {
    Sums {
        charted: summary.charted,
        nothing_said: summary.nothing_said,
        not_asked: summary.not_asked,
        not_charted: summary.not_charted,
        coded: summary.coded,
        raised: summary.raised,
        codings: summary.codings,
        unread: summary.unread,
        to_chart: summary.to_chart,
        contradictions: summary.contradictions,
    }
}

fn cell(
    matrix: &FrameworkMatrix<'_>,
    stale: &mut Staleness<'_, '_>,
    row: usize,
    column: usize,
) -> Option<MatrixCell> {
    let cell = matrix.cell(row, column)?;
    if cell.content.is_none() && cell.codings.is_empty() && cell.unread.is_empty() {
        return None;
    }
    let content = cell.content;
    Some(MatrixCell {
        row,
        column,
        state: words::cell_state(cell.state()).to_owned(),
        summary: content.map(|content| content.summary.clone()).unwrap_or_default(),
        codings: cell.codings.len(),
        unread: cell.unread.len(),
        unprompted: cell.is_unprompted(),
        stale: stale.of(row, column).iter().map(|change| changed(matrix.study, change)).collect(),
        flags: cell.flags().into_iter().map(|flag| flagged(flag).to_owned()).collect(),
        discuss: matrix.study.discussions().contains_key(&Target::Cell(cell.key.case, cell.key.code)),
        author: content.and_then(|content| content.author).map(|id| id.to_string()),
        second_reader: content.and_then(|content| content.second_reader).map(|id| id.to_string()),
        quotations: content.map_or(0, |content| content.quotations.len()),
    })
}

fn changed(study: &Study, change: &CellChange) -> String {
    match change {
        CellChange::Quotation(passage) => {
            let source = study.sources().get(passage.source).map(|source| source.name.as_str());
            format!("the text of a quotation from {} changed since", source.unwrap_or("a source"))
        }
        CellChange::Coding(_) => "the text of a coded passage changed since".to_owned(),
        CellChange::Framework { charted_under, reworded } => {
            let name = study.frameworks().get(*charted_under).map(|f| f.content.name.as_str());
            let name = name.unwrap_or("another version");
            if *reworded {
                format!("charted under {name}, which words the code differently")
            } else {
                format!("charted under {name}")
            }
        }
    }
}

const fn flagged(flag: CellFlag) -> &'static str {
    match flag {
        CellFlag::ToChart => "coded but not charted",
        CellFlag::SaysNothingButCoded => "says nothing although passages are coded",
        CellFlag::ChartedEmpty => "charted but empty",
        CellFlag::ToRead => "passages found by search are not read yet",
    }
}

/// One cell with all that it rests on.
#[must_use]
pub fn detail(study: &Study, texts: &Texts, key: CellKey) -> CellDetail {
    let options = MatrixOptions { columns: ColumnChoice::Codes(vec![key.code]), group_by: None };
    let matrix = FrameworkMatrix::new(study, &options);
    let row = matrix.row_of(key.case);
    let found = row.and_then(|row| matrix.cell(row, 0));
    let content = study.cells().get(&key).cloned().unwrap_or_default();
    let codings = found.iter().flat_map(|cell| cell.codings.iter().chain(cell.unread));
    let stale = row.map(|row| Staleness::new(&matrix).of(row, 0)).unwrap_or_default();
    let (memos, discussion) = notes::of_cell(study, texts, key);
    CellDetail {
        case: key.case.to_string(),
        code: key.code.to_string(),
        state: words::cell_state(content.state).to_owned(),
        summary: content.summary,
        note: content.note,
        unprompted: content.unprompted,
        author: content.author.map(|id| id.to_string()),
        second_reader: content.second_reader.map(|id| id.to_string()),
        framework: content.framework.map(|id| id.to_string()),
        quotations: content.quotations.iter().filter_map(|p| excerpt(study, texts, p)).collect(),
        excerpts: codings.filter_map(|coding| coded(study, texts, coding)).collect(),
        stale: stale.iter().map(|change| changed(study, change)).collect(),
        flags: found.iter().flat_map(|cell| cell.flags()).map(|flag| flagged(flag).to_owned()).collect(),
        memos,
        discussion,
    }
}
