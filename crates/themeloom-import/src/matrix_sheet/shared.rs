//! Codes that stand on several sheets.

use std::collections::{BTreeMap, BTreeSet};

use super::chart::{Categories, labels};
use super::grid::Grid;
use crate::sheet::{Sheet, cell};

/// The codes, with the categories above them, that several sheets have and for which no case says something on
/// more than one of them: sheets of different cases share their codes. Where one case fills both, as under
/// "Other" on each of several sheets of themes, they are different codes.
pub(super) fn shared(matrices: &[(Sheet, Grid)]) -> BTreeSet<Vec<String>> {
    let mut on: BTreeMap<Vec<String>, Vec<BTreeSet<&str>>> = BTreeMap::new();
    for (sheet, grid) in matrices {
        let Some(heads) = sheet.rows.get(grid.header) else { continue };
        let body = sheet.rows.get(grid.header + 1..).unwrap_or_default();
        let above = Categories::all(sheet, grid);
        let mut here: BTreeMap<Vec<String>, BTreeSet<&str>> = BTreeMap::new();
        for column in &grid.codes {
            let said = body.iter().filter(|row| !cell(row, *column).is_empty());
            here.entry(labels(&above, heads, *column))
                .or_default()
                .extend(said.map(|row| cell(row, grid.case)));
        }
        here.into_iter().for_each(|(code, cases)| on.entry(code).or_default().push(cases));
    }
    let are_apart = |sheets: &Vec<BTreeSet<&str>>| {
        let different: BTreeSet<&str> = sheets.iter().flatten().copied().collect();
        sheets.len() > 1 && different.len() == sheets.iter().map(BTreeSet::len).sum::<usize>()
    };
    on.into_iter().filter(|(_, sheets)| are_apart(sheets)).map(|(code, _)| code).collect()
}
