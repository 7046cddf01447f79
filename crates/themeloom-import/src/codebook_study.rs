//! The rows of a codebook as a study that has a codebook and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use crate::code_path::code_path;
use crate::codebook_csv::CodebookRow;
use crate::foreign::{CodeIdx, ForeignCode, ForeignStudy};
use crate::matrix_sheet::{is_total, stem};
use crate::table::Rows;

/// What a codebook is called where a program would be named.
pub(crate) const CODEBOOK: &str = "a codebook";

/// The codebook of a table; what stands above a code comes before it.
pub(crate) fn codebook_study(file: &str, rows: Rows<CodebookRow>) -> ForeignStudy {
    let mut study =
        ForeignStudy { program: CODEBOOK.to_owned(), name: stem(file).to_owned(), ..ForeignStudy::default() };
    for problem in &rows.problems {
        study.lose("row", format!("{} of the table: {}", problem.row, problem.what), "");
    }
    let rows: Vec<CodebookRow> = rows.rows.into_iter().map(|row| row.value).collect();
    let (totals, rows): (Vec<CodebookRow>, Vec<CodebookRow>) = rows.into_iter().partition(is_sum);
    if !totals.is_empty() {
        let name = format!("({} in all)", totals.len());
        study.lose("row of totals", name, "it sums the others up and is no code");
    }
    let rows = by_paths(rows);
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

/// Whether a row names a total and nothing else about a code.
fn is_sum(row: &CodebookRow) -> bool {
    is_total(&row.name) && row.definition.is_empty() && row.parent.is_empty() && row.number.parts().is_empty()
}

/// The rows with their names and what they stand under, where names are paths, as NVivo writes them: they are
/// where no row says in another way where it stands.
fn by_paths(rows: Vec<CodebookRow>) -> Vec<CodebookRow> {
    let placed =
        |row: &CodebookRow| !row.parent.is_empty() || !row.number.parts().is_empty() || row.colour.is_some();
    if rows.iter().any(placed) {
        return rows;
    }
    let known: BTreeSet<Vec<String>> = rows.iter().map(|row| code_path(&row.name)).collect();
    let mut all = Vec::new();
    let mut made: BTreeSet<Vec<String>> = BTreeSet::new();
    for mut row in rows {
        let path = code_path(&row.name);
        for steps in 1..path.len() {
            let above = path.get(..steps).unwrap_or_default();
            if !known.contains(above) && made.insert(above.to_vec()) {
                all.push(at_path(CodebookRow::default(), above));
            }
        }
        row = at_path(row, &path);
        all.push(row);
    }
    all
}

fn at_path(row: CodebookRow, path: &[String]) -> CodebookRow {
    match path.split_last() {
        Some((name, above)) => CodebookRow { name: name.clone(), parent: above.join(" > "), ..row },
        None => row,
    }
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
    let others = || rows.iter().enumerate().filter(|(other, _)| *other != place);
    let by_name = || others().find(|(_, row)| is_it(row)).map(|(other, _)| other);
    match code_path(named).as_slice() {
        path @ [_, _, ..] => {
            others().find(|(_, row)| stands_at(row, path)).map(|(other, _)| other).or_else(by_name)
        }
        // Of several rows of one name the one at the top is meant by its name alone.
        [name] if row.number.parts().is_empty() => others()
            .find(|(_, row)| stands_at(row, std::slice::from_ref(name)))
            .map(|(other, _)| other)
            .or_else(by_name),
        _ => by_name(),
    }
}

/// Whether a row stands at a path, by its name and what it is said to stand under.
fn stands_at(row: &CodebookRow, path: &[String]) -> bool {
    let mut own = code_path(&row.parent);
    own.push(row.name.clone());
    own == path
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
