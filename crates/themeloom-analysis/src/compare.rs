//! Groups of cases side by side on each code: who raised it, who was asked, who raised it unasked.
//!
//! A case has *raised* a code when its cell, or that of a code below it, is charted or a coding of it counts. It is known to have been
//! *asked* when its cell is charted and not marked unprompted, or says that nothing was said. Not raising a
//! point is not disagreeing with it, so nothing said, not asked and not yet charted are told apart.
//!
//! There are no tests and no percentages: people were chosen on purpose, and "3 of 4" says so while "75 %"
//! promises a population.

use serde::Serialize;
use themeloom_study::framework::CellState;
use themeloom_study::{AttributeId, CaseId, CodeId, Passage, Study, Texts};

use crate::matrix::{FrameworkMatrix, MatrixCell, MatrixOptions};
use crate::quotation::{Quotable, in_order, quote};

/// Two or more groups of cases compared on each column of a matrix.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Comparison {
    /// The groups, in the attribute's own order.
    pub groups: Vec<ComparedGroup>,
    /// The codes, in the framework's order.
    pub codes: Vec<ComparedCode>,
}

/// A group of cases.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ComparedGroup {
    /// The value that its cases share.
    pub label: String,
    /// Its cases.
    pub cases: Vec<CaseId>,
}

/// One code compared.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ComparedCode {
    /// The code or category.
    pub code: CodeId,
    /// Its number and name.
    pub label: String,
    /// Whether it is a category that sums up codes below it: then nobody charts it, and its tallies say who
    /// raised any of those.
    pub sums_up: bool,
    /// One tally for each group.
    pub tallies: Vec<GroupTally>,
}

/// What a group comes to on one code, in cases. The four states of its cells add up to `of`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct GroupTally {
    /// Cases in the group.
    pub of: usize,
    /// Those that raised it.
    pub raised_by: Vec<CaseId>,
    /// Cases that are known to have been asked.
    pub asked: usize,
    /// Cases that raised it without being asked.
    pub unprompted: usize,
    /// Cases whose cell is charted.
    pub charted: usize,
    /// Cases that said nothing.
    pub nothing_said: usize,
    /// Cases that said nothing and did not raise it: one whose cell says so while a coding counts raised it.
    pub silent: usize,
    /// Cases that were not asked.
    pub not_asked: usize,
    /// Cases whose cell nobody has charted.
    pub not_charted: usize,
    /// Cases whose cell says that nothing was said while passages of theirs are coded: one of the two is wrong.
    pub nothing_said_but_coded: Vec<CaseId>,
    /// Cases whose cell says that they were not asked while passages of theirs are coded.
    pub not_asked_but_coded: Vec<CaseId>,
    /// Codings that count.
    pub codings: usize,
    /// Accounts that do not fit: where more than half of those known (raised, or nothing said) raised it,
    /// the ones that said nothing; where more than half said nothing, the ones that raised it.
    pub unlike_most: Vec<CaseId>,
}

impl GroupTally {
    /// How many raised it.
    #[must_use]
    pub fn raised(&self) -> usize {
        self.raised_by.len()
    }
}

/// Compares the groups of an attribute on the columns of a matrix.
#[must_use]
pub fn compare(study: &Study, by: AttributeId, columns: &crate::ColumnChoice) -> Comparison {
    let options = MatrixOptions { columns: columns.clone(), group_by: Some(by) };
    compare_matrix(&FrameworkMatrix::new(study, &options))
}

/// Compares the groups of rows of a matrix.
#[must_use]
pub fn compare_matrix(matrix: &FrameworkMatrix<'_>) -> Comparison {
    let mut codes: Vec<ComparedCode> = matrix
        .columns
        .iter()
        .map(|column| ComparedCode {
            code: column.code,
            label: column.label(),
            sums_up: column.sums_up,
            tallies: Vec::new(),
        })
        .collect();
    for group in 0..matrix.groups.len() {
        // Row by row, as the cells lie in memory.
        let mut sums = vec![GroupSum::default(); codes.len()];
        for row in matrix.rows_of_group(group) {
            for (column, sum) in sums.iter_mut().enumerate() {
                matrix.cell(row, column).into_iter().for_each(|cell| sum.take(&cell));
            }
        }
        for (code, sum) in codes.iter_mut().zip(sums) {
            code.tallies.push(sum.finish());
        }
    }
    let groups = matrix.groups.iter();
    let groups = groups.map(|g| ComparedGroup { label: g.label.clone(), cases: g.cases.clone() }).collect();
    Comparison { groups, codes }
}

/// A tally in the making.
#[derive(Clone, Default)]
struct GroupSum {
    tally: GroupTally,
    silent: Vec<CaseId>,
}

impl GroupSum {
    fn take(&mut self, cell: &MatrixCell<'_, '_>) {
        let tally = &mut self.tally;
        let state = cell.state();
        let coded = !cell.codings.is_empty();
        tally.of += 1;
        tally.codings += cell.codings.len();
        tally.asked += usize::from(cell.is_asked());
        tally.unprompted += usize::from(cell.is_unprompted());
        match state {
            CellState::Charted => tally.charted += 1,
            CellState::NothingSaid => tally.nothing_said += 1,
            CellState::NotAsked => tally.not_asked += 1,
            CellState::NotCharted => tally.not_charted += 1,
        }
        match state {
            CellState::NothingSaid if coded => tally.nothing_said_but_coded.push(cell.key.case),
            CellState::NotAsked if coded => tally.not_asked_but_coded.push(cell.key.case),
            _ => {}
        }
        if cell.is_raised() {
            tally.raised_by.push(cell.key.case);
        } else if state == CellState::NothingSaid {
            self.silent.push(cell.key.case);
        }
    }

    fn finish(mut self) -> GroupTally {
        let (raised, silent) = (self.tally.raised_by.len(), self.silent.len());
        self.tally.silent = silent;
        if raised > silent {
            self.tally.unlike_most = self.silent;
        } else if silent > raised {
            self.tally.unlike_most = self.tally.raised_by.clone();
        }
        self.tally
    }
}

/// What one case said on a code.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Account {
    /// The case.
    pub case: CaseId,
    /// Its name.
    pub name: String,
    /// The charted summary; empty where none is written.
    pub summary: String,
    /// The charted quotations; where there are none, the coded passages.
    pub quotations: Vec<Quotable>,
}

/// What the cases of a group said on a column of the matrix, in the order of the rows: only those that
/// raised it.
#[must_use]
pub fn accounts(
    matrix: &FrameworkMatrix<'_>,
    texts: &Texts,
    group: usize,
    column: usize,
    role: Option<AttributeId>,
) -> Vec<Account> {
    let raised = matrix.rows_of_group(group).filter_map(|row| Some((row, matrix.cell(row, column)?)));
    raised
        .filter(|(_, cell)| cell.is_raised())
        .map(|(row, cell)| {
            let passages = passages(matrix.study, &cell);
            let mut quotations: Vec<Quotable> =
                passages.iter().map(|passage| quote(matrix.study, texts, passage, role)).collect();
            in_order(&mut quotations);
            Account {
                case: cell.key.case,
                name: matrix.rows.get(row).map(|row| row.name.clone()).unwrap_or_default(),
                summary: cell.content.map(|content| content.summary.clone()).unwrap_or_default(),
                quotations,
            }
        })
        .collect()
}

fn passages(study: &Study, cell: &MatrixCell<'_, '_>) -> Vec<Passage> {
    match cell.content.filter(|content| !content.quotations.is_empty()) {
        Some(content) => content.quotations.clone(),
        None => cell.codings.iter().filter_map(|coding| study.passage_of(coding)).collect(),
    }
}
