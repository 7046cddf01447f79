//! The codings of a source, where they stand now.

use rustc_hash::FxHashMap;
use themeloom_app::analysis::Places;
use themeloom_app::study::memo::Target;
use themeloom_app::study::{self as study, CaseId, CodeId, CodingId, SourceId, Study, Texts};
use themeloom_app::text::{Placed, Span};

use super::places::{excerpt, standing, utf16};
use crate::ids::version_name;
use crate::types::coding::Coding;
use crate::types::place::CodedExcerpt;

/// Draws codings, with what they share worked out once.
pub struct Codings<'s> {
    study: &'s Study,
    texts: &'s Texts,
    places: Places<'s>,
    memos: FxHashMap<CodingId, usize>,
    versions: FxHashMap<SourceId, String>,
}

impl<'s> Codings<'s> {
    /// For the codings of a study.
    #[must_use]
    pub fn new(study: &'s Study, texts: &'s Texts) -> Self {
        let mut memos = FxHashMap::default();
        for memo in study.memos().iter() {
            if let Target::Coding(id) = memo.about {
                *memos.entry(id).or_default() += 1;
            }
        }
        Self { study, texts, places: Places::new(study), memos, versions: FxHashMap::default() }
    }

    /// A coding; nothing where its source is not there.
    pub fn coding(&mut self, row: &study::coding::Coding) -> Option<Coding> {
        let source = self.study.sources().get(row.source)?;
        let placed = self.places.place(&self.study.passage_of(row)?)?;
        let text = self.texts.current(row.source);
        let (start, end) = text.zip(placed.span()).map_or((0, 0), |(text, span)| utf16(text, span));
        let latest = || version_name(&source.history.latest());
        Some(Coding {
            id: row.id.to_string(),
            source: row.source.to_string(),
            code: row.code.to_string(),
            coder: row.coder.to_string(),
            start,
            end,
            version: self.versions.entry(row.source).or_insert_with(latest).clone(),
            standing: standing(placed),
            read: row.read,
            memos: self.memos.get(&row.id).copied().unwrap_or_default(),
            discuss: self.study.discussions().contains_key(&Target::Coding(row.id)),
        })
    }
}

/// The codings of a source whose codes are not archived.
#[must_use]
pub fn of_source(study: &Study, texts: &Texts, source: SourceId) -> Vec<Coding> {
    let mut codings = Codings::new(study, texts);
    let rows = study.codings_of(source).filter(|coding| study.codes().live(coding.code).is_some());
    rows.filter_map(|row| codings.coding(row)).collect()
}

/// Everything coded with a code or one below it.
#[must_use]
pub fn of_code(study: &Study, texts: &Texts, code: CodeId) -> Vec<CodedExcerpt> {
    let codes = study.with_codes_below(code);
    let wanted = |coding: &&study::coding::Coding| {
        codes.contains(&coding.code) && study.sources().live(coding.source).is_some()
    };
    study.codings().iter().filter(wanted).filter_map(|coding| coded(study, texts, coding)).collect()
}

/// An excerpt with who coded it as what.
#[must_use]
pub fn coded(study: &Study, texts: &Texts, coding: &study::coding::Coding) -> Option<CodedExcerpt> {
    Some(CodedExcerpt {
        excerpt: excerpt(study, texts, &study.passage_of(coding)?)?,
        coding: coding.id.to_string(),
        coder: coding.coder.to_string(),
        case: case_of(study, coding).map(|case| case.to_string()),
        code: coding.code.to_string(),
        read: coding.read,
    })
}

fn case_of(study: &Study, coding: &study::coding::Coding) -> Option<CaseId> {
    let participant = study.participant_of_coding(coding)?;
    study.cases().iter().find(|case| case.participants.contains(&participant)).map(|case| case.id)
}

/// The codes whose codings overlap a span of the current text.
#[must_use]
pub fn codes_on(study: &Study, source: SourceId, span: Span) -> Vec<CodeId> {
    let Some(row) = study.sources().get(source) else { return Vec::new() };
    let unedited = row.history.edits().is_empty();
    let now = |coding: &study::coding::Coding| {
        if unedited {
            return Some(coding.span);
        }
        study.place(&study.passage_of(coding)?).and_then(Placed::span)
    };
    let on = |coding: &&study::coding::Coding| now(coding).is_some_and(|at| at.overlaps(span));
    let mut codes: Vec<CodeId> = study.codings_of(source).filter(on).map(|coding| coding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
