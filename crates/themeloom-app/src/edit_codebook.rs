//! The codebook: taken in from a table, changed, merged, and written out.

use themeloom_import::{CodebookRow, Limits, Numbered, Rows, open_codebook};
use themeloom_study::code::{Code, NewCode};
use themeloom_study::op::CodeEdit;
use themeloom_study::{CodeId, Edit, Op, Study};

use crate::edit_code::{merge_code_into, set_code};
use crate::error::Result;
use crate::open::OpenStudy;
use crate::resolve;
use crate::take_study::read_study_bytes;

/// What taking in a codebook came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct CodebookTaken {
    /// Codes that are new.
    pub added: usize,
    /// Codes that were there and are worded otherwise now.
    pub changed: usize,
    /// Codes that were the same already.
    pub same: usize,
    /// Rows that were left out, and why.
    pub problems: Vec<String>,
}

impl OpenStudy {
    /// Takes in a codebook from a file: a REFI-QDA codebook, whose codes are added where they are not there yet,
    /// or a table of text, of Excel or of Word, as [`OpenStudy::take_codebook`] does.
    ///
    /// # Errors
    /// When the file is no codebook, or the changes could not be kept.
    pub fn take_codebook_file(&mut self, file: &str, bytes: &[u8]) -> Result<CodebookTaken> {
        let is_markup =
            bytes.trim_ascii_start().strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).starts_with(b"<");
        if !is_markup && !file.to_lowercase().ends_with(".qdc") {
            return self.take_codebook(&open_codebook(file, bytes, &Limits::default())?);
        }
        let mut all = CodebookTaken::default();
        for codebook in read_study_bytes(file, bytes)?.unwrap_or_default() {
            let taken = self.take_study(&codebook)?;
            all.added += taken.codes;
            all.same += taken.codes_there;
            all.problems.extend(taken.losses);
        }
        Ok(all)
    }

    /// Takes in a codebook from the rows of a table, as one change. A row with the number of a code
    /// that is there, or else its name, changes that code; codes that no row names stay as they are.
    ///
    /// # Errors
    /// When the changes could not be kept.
    pub fn take_codebook(&mut self, rows: &Rows<CodebookRow>) -> Result<CodebookTaken> {
        let mut taken = CodebookTaken {
            problems: rows.problems.iter().map(ToString::to_string).collect(),
            ..CodebookTaken::default()
        };
        let mut sorted: Vec<&Numbered<CodebookRow>> = rows.rows.iter().collect();
        // What stands above comes first; codes without a number come last, in the order of the table.
        sorted.sort_by_key(|row| (row.value.number.parts().is_empty(), row.value.number.clone()));
        self.commit("took in a codebook from a table", |draft| {
            for Numbered { row, value } in sorted {
                match content(draft.study(), value) {
                    Err(error) => taken.problems.push(format!("row {row}: {error}")),
                    Ok(new) => match there_already(draft.study(), &new) {
                        None => {
                            draft.add(Op::AddCode(Box::new(new)))?;
                            taken.added += 1;
                        }
                        Some(id) => {
                            let changed = set_code(draft, id, &new)?;
                            taken.changed += usize::from(changed);
                            taken.same += usize::from(!changed);
                        }
                    },
                }
            }
            Ok(())
        })?;
        Ok(taken)
    }

    /// The codebook as rows, in the order of its numbers.
    #[must_use]
    pub fn codebook_rows(&self) -> Vec<CodebookRow> {
        self.study().codebook().into_iter().map(|code| row(self.study(), code)).collect()
    }

    /// Renames a code.
    ///
    /// # Errors
    /// When the code is not there.
    pub fn rename_code(&mut self, code: &str, name: &str) -> Result<()> {
        let row = resolve::code(self.study(), code)?;
        let (id, before) = (row.id, row.content.name.clone());
        self.commit(String::new(), |draft| {
            draft.add(Op::EditCode(id, CodeEdit::Name(Edit::new(before, name.to_owned())))).map(drop)
        })
    }

    /// Merges one code into another, both given by name: see [`merge_code_into`]. Answers how many
    /// codings are coded otherwise now.
    ///
    /// # Errors
    /// When a code is not there, or they are the same.
    pub fn merge_codes(&mut self, from: &str, into: &str) -> Result<usize> {
        let from = resolve::code(self.study(), from)?;
        let into = resolve::codable(self.study(), into)?;
        let (from, into, said) = (from.id, into.id, format!("merged {} into {}", from.label(), into.label()));
        self.commit(said, |draft| merge_code_into(draft, from, into))
    }
}

fn content(study: &Study, row: &CodebookRow) -> Result<NewCode> {
    let above = match row.parent.trim() {
        "" => row.number.parent().map(|n| n.to_string()),
        named => Some(named.to_owned()),
    };
    let parent = match above {
        None => None,
        // A number such as 1.2 may stand alone; a parent that is named must be there.
        Some(name) => match resolve::code(study, &name) {
            Ok(code) => Some(code.id),
            Err(_) if row.parent.trim().is_empty() => None,
            Err(error) => return Err(error),
        },
    };
    Ok(NewCode {
        number: row.number.clone(),
        name: row.name.clone(),
        parent,
        definition: row.definition.clone(),
        use_when: row.use_when.clone(),
        not_when: row.not_when.clone(),
        example: row.example.clone(),
        colour: row.colour,
        origin: row.origin,
        is_category: row.is_category,
    })
}

fn there_already(study: &Study, new: &NewCode) -> Option<CodeId> {
    let same_number = |code: &&Code| !new.number.parts().is_empty() && code.content.number == new.number;
    let same_name = |code: &&Code| {
        (new.number.parts().is_empty() || code.content.number.parts().is_empty())
            && code.content.name.to_lowercase() == new.name.to_lowercase()
    };
    study
        .codes()
        .iter()
        .find(same_number)
        .or_else(|| study.codes().iter().find(same_name))
        .map(|code| code.id)
}

fn row(study: &Study, code: &Code) -> CodebookRow {
    let content = &code.content;
    let parent = content.parent.and_then(|id| study.codes().get(id)).map(|parent| &parent.content);
    CodebookRow {
        number: content.number.clone(),
        name: content.name.clone(),
        parent: parent.map_or(String::new(), |p| {
            if p.number.parts().is_empty() { p.name.clone() } else { p.number.to_string() }
        }),
        definition: content.definition.clone(),
        use_when: content.use_when.clone(),
        not_when: content.not_when.clone(),
        example: content.example.clone(),
        colour: content.colour,
        origin: content.origin,
        is_category: content.is_category,
    }
}
