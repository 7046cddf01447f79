//! Coding: by what a search finds, or by quotations located by their exact words.

use themeloom_import::{CodingRow, Numbered, Rows};
use themeloom_study::coding::NewCoding;
use themeloom_study::op::CodingEdit;
use themeloom_study::{CodeId, CoderId, CodingId, Edit, Op, Passage, SourceId, Study, Texts};
use themeloom_text::{Span, find_quotation};

use crate::draft::{Draft, live};
use crate::error::{AppError, Result};
use crate::open::OpenStudy;
use crate::resolve;
use crate::search_sources::Hit;

/// Codes one passage.
///
/// # Errors
/// When the words cannot be read, or the study is not as expected.
pub fn code(
    draft: &mut Draft<'_>,
    passage: Passage,
    code: CodeId,
    coder: CoderId,
    read: bool,
) -> Result<CodingId> {
    let excerpt = draft.excerpt(&passage)?;
    Ok(CodingId(draft.add(Op::Code(NewCoding { passage, excerpt, code, coder, read }))?))
}

/// The one place of a quotation in a source, by its exact words.
///
/// # Errors
/// When the words stand nowhere in it, or more than once, or cannot be read.
pub fn locate(study: &Study, texts: &Texts, source: SourceId, quotation: &str) -> Result<Passage> {
    let row = study.sources().get(source);
    let source_name = || row.map_or_else(String::new, |s| s.name.clone());
    let text = texts.current(source).ok_or_else(|| AppError::NoWords {
        source_name: source_name(),
        why: "their key is not held".to_owned(),
    })?;
    match find_quotation(text, quotation).as_slice() {
        [only] => Ok(Passage {
            source,
            span: only.span,
            version: row.map(|s| s.history.latest()).unwrap_or_default(),
        }),
        [] => Err(AppError::WordsNotUnique { source_name: source_name(), times: "nowhere".to_owned() }),
        several => Err(AppError::WordsNotUnique {
            source_name: source_name(),
            times: format!("{} times", several.len()),
        }),
    }
}

/// What coding from a table came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct CodedRows {
    /// Passages that were coded.
    pub coded: usize,
    /// Rows whose passage was coded so by that coder already.
    pub already: usize,
    /// Rows that were left out, and why.
    pub problems: Vec<String>,
}

/// What coding by a search came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct CodedHits {
    /// The code, with its number.
    pub code: String,
    /// Passages that were coded.
    pub coded: usize,
    /// Passages that the same coder had coded so already.
    pub already: usize,
    /// In how many sources.
    pub sources: usize,
}

impl OpenStudy {
    /// Codes all that a search found with a code that is named: see [`OpenStudy::code_hits_with`].
    ///
    /// # Errors
    /// When the code is a category, or the changes could not be kept.
    pub fn code_hits(&mut self, hits: &[Hit], code_name: &str, read: bool) -> Result<CodedHits> {
        let code = resolve::codable(self.study(), code_name)?.id;
        self.code_hits_with(hits, code, read)
    }

    /// Codes all that a search found, as one change.
    ///
    /// `read` says that a person has read the passages; otherwise they are kept as found by search,
    /// and count only when somebody reads them.
    ///
    /// # Errors
    /// When the code is a category or not there, or the changes could not be kept.
    pub fn code_hits_with(&mut self, hits: &[Hit], code_id: CodeId, read: bool) -> Result<CodedHits> {
        let code_row = live(self.study().codes(), code_id, "code")?;
        let label = code_row.label();
        if code_row.content.is_category {
            return Err(AppError::CategoryNotApplied { code: label });
        }
        let coder = self.me()?;
        let known = self.coded_as(code_id, coder);
        let new: Vec<&Hit> = hits.iter().filter(|hit| !known.contains(&(hit.source, hit.span))).collect();
        let sources: std::collections::BTreeSet<SourceId> = new.iter().map(|hit| hit.source).collect();
        let n = new.len();
        let passages = if n == 1 { "1 passage".to_owned() } else { format!("{n} passages") };
        if n > 0 {
            self.commit(format!("coded {passages} as {label}"), |draft| {
                for hit in &new {
                    let version = draft.study().sources().get(hit.source).map(|s| s.history.latest());
                    let passage =
                        Passage { source: hit.source, span: hit.span, version: version.unwrap_or_default() };
                    code(draft, passage, code_id, coder, read)?;
                }
                Ok(())
            })?;
        }
        Ok(CodedHits { code: label, coded: n, already: hits.len() - n, sources: sources.len() })
    }

    /// Codes from the rows of a table. A row whose words are missing or ambiguous is left out and
    /// reported; the others are coded as one change.
    ///
    /// # Errors
    /// When the changes could not be kept.
    pub fn code_rows(&mut self, rows: &Rows<CodingRow>) -> Result<CodedRows> {
        let mut done = CodedRows {
            problems: rows.problems.iter().map(ToString::to_string).collect(),
            ..CodedRows::default()
        };
        let mut plan = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for Numbered { row, value } in &rows.rows {
            match self.plan_row(value) {
                Ok((passage, code_id, coder)) => {
                    let there = self.coded_as(code_id, coder).contains(&(passage.source, passage.span));
                    if there || !seen.insert((passage.source, passage.span, code_id, coder)) {
                        done.already += 1;
                    } else {
                        plan.push((passage, code_id, coder));
                    }
                }
                Err(error) => done.problems.push(format!("row {row}: {error}")),
            }
        }
        done.coded = plan.len();
        if !plan.is_empty() {
            self.commit(format!("coded {} passages from a table", plan.len()), |draft| {
                for (passage, code_id, coder) in plan {
                    code(draft, passage, code_id, coder, true)?;
                }
                Ok(())
            })?;
        }
        Ok(done)
    }

    /// Marks passages that a search found, and that a person has now read, as read: all of whoever
    /// is working, or those of one code. Answers how many.
    ///
    /// # Errors
    /// When there is no such code, or the changes could not be kept.
    pub fn mark_read(&mut self, code_name: Option<&str>) -> Result<usize> {
        let wanted =
            code_name.map(|name| resolve::code(self.study(), name).map(|code| code.id)).transpose()?;
        let me = self.me()?;
        let unread: Vec<CodingId> = self
            .study()
            .codings()
            .iter()
            .filter(|c| !c.read && c.coder == me && wanted.is_none_or(|code| code == c.code))
            .map(|c| c.id)
            .collect();
        if unread.is_empty() {
            return Ok(0);
        }
        self.commit(format!("read {} passages that a search had found", unread.len()), |draft| {
            for coding in &unread {
                draft.add(Op::EditCoding(*coding, CodingEdit::Read(Edit::new(false, true))))?;
            }
            Ok(unread.len())
        })
    }

    fn plan_row(&self, row: &CodingRow) -> Result<(Passage, CodeId, CoderId)> {
        let code_id = resolve::codable(self.study(), &row.code)?.id;
        let coder = match row.coder.trim() {
            "" => self.me()?,
            name => resolve::coder(self.study(), name)?.id,
        };
        let source = resolve::source(self.study(), &row.source)?.id;
        Ok((locate(self.study(), self.texts(), source, &row.quotation)?, code_id, coder))
    }

    /// Where a coder's codings with a code stand now.
    fn coded_as(&self, code: CodeId, coder: CoderId) -> std::collections::BTreeSet<(SourceId, Span)> {
        let study = self.study();
        study
            .codings()
            .iter()
            .filter(|coding| coding.code == code && coding.coder == coder)
            .filter_map(|coding| {
                let passage = study.passage_of(coding)?;
                let excerpt = self.texts().excerpt(study, &passage)?;
                Some((coding.source, excerpt.span))
            })
            .collect()
    }
}
