//! Groups of cases side by side.

use themeloom_app::analysis::{self, ColumnChoice, FrameworkMatrix, MatrixOptions};
use themeloom_app::study::{AttributeId, CaseId, CodeId, Study, Texts};

use super::places::excerpt;
use crate::types::compare::{
    Account, CodeAccounts, ComparedCode, ComparedGroup, Comparison, GroupAccounts, Tally,
};

/// What stands under every comparison.
const NOTE: &str = "Participants were chosen on purpose, so no test is shown.";

/// The groups of an attribute, side by side on each code.
#[must_use]
pub fn comparison(study: &Study, by: AttributeId, columns: &ColumnChoice) -> Comparison {
    let found = analysis::compare(study, by, columns);
    Comparison {
        groups: found
            .groups
            .iter()
            .map(|group| ComparedGroup { label: group.label.clone(), cases: ids(&group.cases) })
            .collect(),
        codes: found
            .codes
            .iter()
            .map(|code| ComparedCode {
                code: code.code.to_string(),
                label: code.label.clone(),
                sums_up: code.sums_up,
                tallies: code.tallies.iter().map(tally).collect(),
            })
            .collect(),
        note: NOTE.to_owned(),
    }
}

fn tally(tally: &analysis::GroupTally) -> Tally {
    Tally {
        of: tally.of,
        raised: tally.raised(),
        raised_by: ids(&tally.raised_by),
        asked: tally.asked,
        unprompted: tally.unprompted,
        charted: tally.charted,
        nothing_said: tally.nothing_said,
        silent: tally.silent,
        not_asked: tally.not_asked,
        not_charted: tally.not_charted,
        codings: tally.codings,
        unlike_most: ids(&tally.unlike_most),
        contradicted: tally.nothing_said.saturating_sub(tally.silent),
    }
}

fn ids(cases: &[CaseId]) -> Vec<String> {
    cases.iter().map(ToString::to_string).collect()
}

/// What each group said on one code, the accounts that do not fit first.
#[must_use]
pub fn accounts(study: &Study, texts: &Texts, by: AttributeId, code: CodeId) -> CodeAccounts {
    let options = MatrixOptions { columns: ColumnChoice::Codes(vec![code]), group_by: Some(by) };
    let matrix = FrameworkMatrix::new(study, &options);
    let comparison = analysis::compare_matrix(&matrix);
    let tallies = comparison.codes.first().map(|code| code.tallies.as_slice()).unwrap_or_default();
    let groups = matrix.groups.iter().zip(tallies).enumerate().map(|(number, (group, tally))| {
        let mut accounts: Vec<Account> =
            matrix.rows_of_group(number).filter_map(|row| account(&matrix, texts, row, tally)).collect();
        accounts.sort_by_key(|account| !account.unlike_most);
        GroupAccounts { label: group.label.clone(), accounts }
    });
    CodeAccounts { groups: groups.collect() }
}

/// What a case said, or that it said nothing where that does not fit its group.
fn account(
    matrix: &FrameworkMatrix<'_>,
    texts: &Texts,
    row: usize,
    tally: &analysis::GroupTally,
) -> Option<Account> {
    let cell = matrix.cell(row, 0)?;
    let unlike_most = tally.unlike_most.contains(&cell.key.case);
    if !cell.is_raised() && !unlike_most {
        return None;
    }
    let study = matrix.study;
    let charted = cell.content.map(|content| content.quotations.clone()).unwrap_or_default();
    let passages = if charted.is_empty() {
        cell.codings.iter().filter_map(|coding| study.passage_of(coding)).collect()
    } else {
        charted
    };
    Some(Account {
        case: cell.key.case.to_string(),
        name: matrix.rows.get(row).map(|row| row.name.clone()).unwrap_or_default(),
        summary: cell.content.map(|content| content.summary.clone()).unwrap_or_default(),
        quotations: passages.iter().filter_map(|passage| excerpt(study, texts, passage)).collect(),
        unlike_most,
    })
}
