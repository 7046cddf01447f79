//! The codebook, the versions of the framework, and how often each code was applied.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use themeloom_app::study::{self as study, CodeId, ParticipantId, Study};

use super::words;
use crate::types::code::{Code, Framework, FrameworkColumn};

/// How often a code was applied.
#[derive(Default)]
struct Applied {
    codings: usize,
    unread: usize,
    people: BTreeSet<ParticipantId>,
}

/// How often each of some codes was applied, counted in one walk over the codings.
pub struct Counts(FxHashMap<CodeId, Applied>);

impl Counts {
    /// Counts the codes that are wanted.
    #[must_use]
    pub fn of(study: &Study, wanted: impl Fn(CodeId) -> bool) -> Self {
        let mut counts: FxHashMap<CodeId, Applied> = FxHashMap::default();
        for coding in study.codings().iter().filter(|coding| wanted(coding.code)) {
            if study.sources().live(coding.source).is_none() {
                continue;
            }
            let applied = counts.entry(coding.code).or_default();
            if coding.read {
                applied.codings += 1;
                applied.people.extend(study.participant_of_coding(coding));
            } else {
                applied.unread += 1;
            }
        }
        Self(counts)
    }
}

/// A code with its counts.
#[must_use]
pub fn code(row: &study::code::Code, counts: &Counts) -> Code {
    let content = &row.content;
    let none = Applied::default();
    let applied = counts.0.get(&row.id).unwrap_or(&none);
    Code {
        id: row.id.to_string(),
        number: content.number.to_string(),
        name: content.name.clone(),
        parent: content.parent.map(|id| id.to_string()),
        colour: content.colour.map(|colour| colour.to_string()),
        definition: content.definition.clone(),
        use_when: content.use_when.clone(),
        not_when: content.not_when.clone(),
        example: content.example.clone(),
        origin: words::origin(content.origin).to_owned(),
        is_category: content.is_category,
        codings: applied.codings,
        people: applied.people.len(),
        unread: applied.unread,
        archived: row.retired,
    }
}

/// A version of the framework.
#[must_use]
pub fn framework(row: &study::framework::Framework) -> Framework {
    let column = |column: &study::framework::FrameworkColumn| FrameworkColumn {
        code: column.code.to_string(),
        number: column.number.to_string(),
        name: column.name.clone(),
        definition: column.definition.clone(),
    };
    Framework {
        id: row.id.to_string(),
        name: row.content.name.clone(),
        note: row.content.note.clone(),
        by: row.author.to_string(),
        at: millis(row.at),
        columns: row.content.columns.iter().map(column).collect(),
        archived: row.retired,
    }
}

/// A time in milliseconds since 1970; one before that is none.
pub(crate) fn millis(at: study::Timestamp) -> u64 {
    u64::try_from(at.0).unwrap_or_default()
}
