//! Charting: writing the cells of the matrix, and fixing versions of the framework.

use themeloom_import::{CellRow, CellState as Word, Numbered, Rows};
use themeloom_study::framework::{Cell, CellKey, CellState, FrameworkColumn, NewFramework};
use themeloom_study::op::CellEdit;
use themeloom_study::{CodeId, FrameworkId, Op, Passage, Row};

use crate::apply_code::locate;
use crate::draft::{Draft, live};
use crate::error::{AppError, Result};
use crate::open::OpenStudy;
use crate::resolve;

/// Makes a cell say what `after` says; fields that are the same stay untouched.
///
/// # Errors
/// When the case or code is not there.
pub fn chart(draft: &mut Draft<'_>, key: CellKey, after: &Cell) -> Result<()> {
    let before = draft.study().cells().get(&key).cloned().unwrap_or_default();
    let op = |edit| Op::EditCell(key, edit);
    draft.set(&before.state, &after.state, |e| op(CellEdit::State(e)))?;
    draft.set(&before.summary, &after.summary, |e| op(CellEdit::Summary(e)))?;
    draft.set(&before.quotations, &after.quotations, |e| op(CellEdit::Quotations(e)))?;
    draft.set(&before.note, &after.note, |e| op(CellEdit::Note(e)))?;
    draft.set(&before.unprompted, &after.unprompted, |e| op(CellEdit::Unprompted(e)))?;
    draft.set(&before.author, &after.author, |e| op(CellEdit::Author(e)))?;
    draft.set(&before.second_reader, &after.second_reader, |e| op(CellEdit::SecondReader(e)))?;
    draft.set(&before.framework, &after.framework, |e| op(CellEdit::Framework(e))).map(drop)
}

/// What charting from a table came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Charted {
    /// How many cells were written.
    pub cells: usize,
    /// Rows that were left out, and why.
    pub problems: Vec<String>,
}

impl OpenStudy {
    /// Charts cells from the rows of a table. A row that does not fit is left out and reported; the
    /// others are charted as one change.
    ///
    /// # Errors
    /// When nothing could be charted, or the changes could not be kept.
    pub fn chart_rows(&mut self, rows: &Rows<CellRow>) -> Result<Charted> {
        let mut charted =
            Charted { cells: 0, problems: rows.problems.iter().map(ToString::to_string).collect() };
        let n = rows.rows.len();
        self.commit(format!("charted {n} cells from a table"), |draft| {
            for Numbered { row, value } in &rows.rows {
                match cell_of(draft, value) {
                    Ok((key, cell)) => {
                        chart(draft, key, &cell)?;
                        charted.cells += 1;
                    }
                    Err(error) => charted.problems.push(format!("row {row}: {error}")),
                }
            }
            Ok(())
        })?;
        Ok(charted)
    }

    /// Charts one cell.
    ///
    /// # Errors
    /// When a name means nothing, a quotation is not found once, or the changes could not be kept.
    pub fn chart_row(&mut self, row: &CellRow) -> Result<()> {
        self.commit(format!("charted the cell of {} on {}", row.case, row.code), |draft| {
            let (key, cell) = cell_of(draft, row)?;
            chart(draft, key, &cell)
        })
    }

    /// Fixes a version of the framework over codes that are named, or over all codes of the codebook
    /// that are no categories.
    ///
    /// # Errors
    /// When a code is not there, or the codebook is empty.
    pub fn fix_framework(&mut self, name: Option<&str>, note: &str, codes: &[String]) -> Result<FrameworkId> {
        let ids = columns(self.study(), codes)?;
        self.fix_framework_over(name, note, &ids)
    }

    /// Fixes a version of the framework over codes, in the order in which they are charted.
    ///
    /// # Errors
    /// When there are none, one is not there, or the name is taken.
    pub fn fix_framework_over(
        &mut self,
        name: Option<&str>,
        note: &str,
        codes: &[CodeId],
    ) -> Result<FrameworkId> {
        if codes.is_empty() {
            return Err(AppError::NoFramework);
        }
        let number = self.study().frameworks().rows().len() + 1;
        let name = name.map_or_else(|| format!("Version {number}"), str::to_owned);
        if self.study().frameworks().iter().any(|f| f.content.name == name) {
            return Err(AppError::Taken { what: "framework version", name });
        }
        let live_code = |id: &CodeId| live(self.study().codes(), *id, "code").map(column);
        let columns = codes.iter().map(live_code).collect::<Result<Vec<_>>>()?;
        self.commit(format!("fixed the framework {name}"), |draft| {
            let new = NewFramework { name: name.clone(), note: note.to_owned(), columns };
            Ok(FrameworkId(draft.add(Op::FixFramework(Box::new(new)))?))
        })
    }
}

fn column(code: &themeloom_study::code::Code) -> FrameworkColumn {
    FrameworkColumn {
        code: code.id(),
        number: code.content.number.clone(),
        name: code.content.name.clone(),
        definition: code.content.definition.clone(),
    }
}

fn columns(study: &themeloom_study::Study, codes: &[String]) -> Result<Vec<CodeId>> {
    let ids: Vec<CodeId> = if codes.is_empty() {
        study.codebook().iter().filter(|code| !code.content.is_category).map(|code| code.id).collect()
    } else {
        codes.iter().map(|name| resolve::code(study, name).map(|code| code.id)).collect::<Result<_>>()?
    };
    if ids.is_empty() {
        return Err(AppError::NoFramework);
    }
    Ok(ids)
}

fn cell_of(draft: &Draft<'_>, row: &CellRow) -> Result<(CellKey, Cell)> {
    let study = draft.study();
    let case = resolve::case(study, &row.case)?;
    let code = resolve::code(study, &row.code)?;
    let key = CellKey { case: case.id, code: code.id };
    let coder = |name: &str| match name.trim() {
        "" => Ok(None),
        name => resolve::coder(study, name).map(|coder| Some(coder.id)),
    };
    let quotations = row
        .quotations
        .iter()
        .map(|quotation| quotation_of_case(draft, case.id, quotation))
        .collect::<Result<Vec<_>>>()?;
    let state = match row.state {
        Word::NotCharted => CellState::NotCharted,
        Word::NothingSaid => CellState::NothingSaid,
        Word::NotAsked => CellState::NotAsked,
        Word::Charted => CellState::Charted,
    };
    let cell = Cell {
        state,
        summary: row.summary.clone(),
        quotations,
        note: row.note.clone(),
        unprompted: row.unprompted,
        author: coder(&row.author)?.or(Some(draft.author())),
        second_reader: coder(&row.reader)?,
        framework: study.newest_framework().map(|framework| framework.id),
    };
    Ok((key, cell))
}

/// Finds a quotation in the one source of a case's participants that has it.
fn quotation_of_case(draft: &Draft<'_>, case: themeloom_study::CaseId, quotation: &str) -> Result<Passage> {
    let study = draft.study();
    let participants = study.cases().get(case).map(|c| c.participants.clone()).unwrap_or_default();
    let sources = study.sources().iter().filter(|s| s.participants().any(|p| participants.contains(&p)));
    let mut found = Vec::new();
    let mut last = None;
    for source in sources {
        match locate(study, draft.texts(), source.id, quotation) {
            Ok(passage) => found.push(passage),
            Err(error) => last = Some(error),
        }
    }
    match (found.pop(), found.is_empty(), last) {
        (Some(only), true, _) => Ok(only),
        (Some(_), false, _) => Err(AppError::WordsNotUnique {
            source_name: "the sources of this case".to_owned(),
            times: "in several".to_owned(),
        }),
        (None, _, Some(error)) => Err(error),
        (None, _, None) => Err(AppError::WordsNotUnique {
            source_name: "the sources of this case, which has none".to_owned(),
            times: "nowhere".to_owned(),
        }),
    }
}
