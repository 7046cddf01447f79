//! Our table of cases and participants, taken in again: who is in it and what is recorded about them.

use crate::foreign::{AttributeIdx, ForeignAttribute, ForeignCase, ForeignStudy};
use crate::matrix_sheet::stem;
use crate::our_tables::{our_cases, unguarded};
use crate::sheet::kinds::kind_of;
use crate::sheet::{Sheets, cell, filled};

/// The cases of our own table, one a row, since each row is about one person; `None` for any other table.
///
/// How many sources and codings somebody has is worked out from these, and no attribute.
pub(crate) fn our_cases_study(file: &str, sheets: &Sheets) -> Option<ForeignStudy> {
    our_cases(sheets)?;
    let sheets = Sheets { sheets: sheets.sheets.iter().map(unguarded).collect(), problems: Vec::new() };
    let table = our_cases(&sheets)?;
    let mut study = ForeignStudy {
        program: "Themeloom".to_owned(),
        name: stem(file).to_owned(),
        ..ForeignStudy::default()
    };
    let heads: Vec<usize> = filled(table.heads).collect();
    let [case, participant, attributes @ .., _, _] = heads.as_slice() else { return None };
    let attributes: Vec<usize> = attributes
        .iter()
        .copied()
        .filter(|column| table.body.iter().any(|row| !cell(row, *column).is_empty()))
        .collect();
    for column in &attributes {
        let kind = kind_of(table.body.iter().map(|row| cell(row, *column)));
        let (name, help) = (cell(table.heads, *column).to_owned(), String::new());
        study.attributes.push(ForeignAttribute { name, kind, help });
    }
    for row in &table.body {
        let (group, person) = (cell(row, *case), cell(row, *participant));
        let name = if person.is_empty() { group } else { person }.to_owned();
        if !group.is_empty() && group != name {
            let why = "each person becomes a case; put people together in cases in Themeloom";
            study.lose("case", format!("{group} of {name}"), why);
        }
        if study.cases.iter().any(|known| known.name == name) {
            study.lose("second case", name, "who is in it is taken in once");
            continue;
        }
        let values = attributes.iter().enumerate().map(|(at, column)| (AttributeIdx(at), cell(row, *column)));
        let values = values.filter(|(_, value)| !value.is_empty());
        let values = values.map(|(attribute, value)| (attribute, value.to_owned())).collect();
        study.cases.push(ForeignCase { name, values, ..ForeignCase::default() });
    }
    Some(study)
}
