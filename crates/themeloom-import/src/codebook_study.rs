//! The rows of a codebook as a study that has a codebook and nothing else.

use std::collections::BTreeMap;

use crate::codebook_csv::CodebookRow;
use crate::foreign::{CodeIdx, ForeignCode, ForeignStudy};
use crate::matrix_sheet::stem;
use crate::table::Rows;

/// What a codebook is called where a program would be named.
pub(crate) const CODEBOOK: &str = "a codebook";

/// The codebook of a table; what stands above a code comes before it.
pub(crate) fn codebook_study(file: &str, rows: Rows<CodebookRow>) -> ForeignStudy {
    let mut study =
        ForeignStudy { program: CODEBOOK.to_owned(), name: stem(file).to_owned(), ..ForeignStudy::default() };
    for problem in &rows.problems {
        study.lose("of the table", problem.to_string(), "it was not read");
    }
    let rows: Vec<CodebookRow> = rows.rows.into_iter().map(|row| row.value).collect();
    let mut at: BTreeMap<usize, CodeIdx> = BTreeMap::new();
    let mut waiting: Vec<usize> = (0..rows.len()).collect();
    while !waiting.is_empty() {
        let before = waiting.len();
        waiting.retain(|place| {
            let Some(row) = rows.get(*place) else { return false };
            let above = above(&rows, *place);
            let Some(parent) = above.map_or(Some(None), |above| at.get(&above).map(|code| Some(*code)))
            else {
                return true;
            };
            at.insert(*place, CodeIdx(study.codes.len()));
            study.codes.push(code(row, parent));
            false
        });
        if waiting.len() == before {
            // They stand above one another.
            for row in waiting.drain(..).filter_map(|place| rows.get(place)) {
                let why = "it stands below itself there; it was put at the top";
                study.lose("place of the code", row.name.clone(), why);
                study.codes.push(code(row, None));
            }
        }
    }
    let missing = rows.iter().enumerate();
    let missing =
        missing.filter(|(place, row)| !row.parent.trim().is_empty() && above(&rows, *place).is_none());
    for (_, row) in missing {
        study.lose(
            "code above",
            row.name.clone(),
            "what it stands under is not in the table; it was put at the top",
        );
    }
    study
}

/// The row above a row: the one that it names by number or by name, or the one whose number its own continues.
fn above(rows: &[CodebookRow], place: usize) -> Option<usize> {
    let row = rows.get(place)?;
    let named = row.parent.trim();
    let is_it = |other: &CodebookRow| match named {
        "" => row.number.parent().is_some_and(|number| number == other.number),
        _ => {
            let number = other.number.to_string();
            (!number.is_empty() && number == named) || other.name.to_lowercase() == named.to_lowercase()
        }
    };
    rows.iter().enumerate().find(|(other, row)| *other != place && is_it(row)).map(|(other, _)| other)
}

fn code(row: &CodebookRow, parent: Option<CodeIdx>) -> ForeignCode {
    ForeignCode {
        number: row.number.clone(),
        name: row.name.clone(),
        parent,
        is_category: row.is_category,
        colour: row.colour,
        definition: row.definition.clone(),
        use_when: row.use_when.clone(),
        not_when: row.not_when.clone(),
        example: row.example.clone(),
    }
}
