//! A participant's words on their way to a report: refused here, with the reason, where consent refuses.

use serde::Serialize;
use themeloom_study::attribute::AttributeOwner;
use themeloom_study::protocol::Gate;
use themeloom_study::{AttributeId, Excerpt, ParticipantId, Passage, Study, Texts};

use crate::groups::recorded;
use crate::people::standing;
use crate::places::speakers_in;
use crate::{Standing, natural_order};

/// Where a quotation stands, in lines counted from 1.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LinePlace {
    /// The source's name.
    pub source: String,
    /// The first line.
    pub first: usize,
    /// The last line.
    pub last: usize,
}

/// The words of a quotation, or why they are not to be had.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub enum QuotedWords {
    /// The words as they stand now.
    Given(String),
    /// Consent does not allow it; the reason is in words for the report.
    Refused(String),
    /// The words were deleted from the text, or their key is not held.
    NotReadable,
}

impl std::fmt::Debug for QuotedWords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Given(_) => f.write_str("Given(withheld)"),
            Self::Refused(reason) => write!(f, "Refused({reason})"),
            Self::NotReadable => f.write_str("NotReadable"),
        }
    }
}

/// A passage that was chosen for a report.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Quotable {
    /// Whose account it belongs to; nobody's where it is from a document.
    pub participant: Option<ParticipantId>,
    /// The pseudonym, or the source's name where nobody speaks.
    pub who: String,
    /// Pseudonym and role: "P03, senior manager".
    pub attribution: String,
    /// The role alone; empty where none is recorded.
    pub role: String,
    /// The words.
    pub words: QuotedWords,
    /// Where they stand; unknown where they cannot be read.
    pub place: Option<LinePlace>,
    /// Whether the words were changed since the passage was marked.
    pub changed_since: bool,
}

impl Quotable {
    /// The words, where they may be shown.
    #[must_use]
    pub fn given(&self) -> Option<&str> {
        match &self.words {
            QuotedWords::Given(words) => Some(words),
            QuotedWords::Refused(_) | QuotedWords::NotReadable => None,
        }
    }

    /// Why consent does not allow the words.
    #[must_use]
    pub fn refusal(&self) -> Option<&str> {
        match &self.words {
            QuotedWords::Refused(reason) => Some(reason),
            QuotedWords::Given(_) | QuotedWords::NotReadable => None,
        }
    }
}

/// A quotation that was left out, and why.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
pub struct RefusedQuotation {
    /// Where it would have stood: "theme Money talks".
    pub wanted_in: String,
    /// Whose words they are.
    pub who: String,
    /// Why it was left out, in words for the report.
    pub reason: String,
}

/// How a participant is named beside a quotation: pseudonym, and the value of an attribute such as the role
/// group where it is recorded.
#[must_use]
pub fn attribution(study: &Study, participant: ParticipantId, role: Option<AttributeId>) -> String {
    let who = study.participants().get(participant).map_or("?", |p| p.pseudonym.as_str());
    match role_of(study, participant, role) {
        role if role.is_empty() => who.to_owned(),
        role => format!("{who}, {role}"),
    }
}

fn role_of(study: &Study, participant: ParticipantId, role: Option<AttributeId>) -> String {
    let Some(attribute) = role.and_then(|role| study.attributes().get(role)) else { return String::new() };
    recorded(study, AttributeOwner::Participant(participant), attribute)
        .map(|value| value.to_string())
        .unwrap_or_default()
}

/// A passage with its words, where everybody whose words they are agreed to be quoted, and otherwise with
/// the reason why not. `role` is the attribute by which people are attributed.
#[must_use]
pub fn quote(study: &Study, texts: &Texts, passage: &Passage, role: Option<AttributeId>) -> Quotable {
    let speakers = speakers_in(study, passage);
    let participant = study.participant_of(passage).or_else(|| speakers.first().copied());
    let source = study.sources().get(passage.source);
    let excerpt = texts.excerpt(study, passage);
    let name = source.map(|source| source.name.clone()).unwrap_or_default();
    let pseudonym = participant.and_then(|p| study.participants().get(p)).map(|p| p.pseudonym.clone());
    let role_word = participant.map(|p| role_of(study, p, role)).unwrap_or_default();
    let words = match (refusal(study, &speakers), &excerpt) {
        (Some(reason), _) => QuotedWords::Refused(reason),
        (None, Some(excerpt)) if source.is_some_and(|source| !source.retired) => {
            QuotedWords::Given(excerpt.words.to_owned())
        }
        (None, _) => QuotedWords::NotReadable,
    };
    let place = excerpt.and_then(|excerpt| line_place(texts, passage, &excerpt, &name));
    Quotable {
        participant,
        who: pseudonym.unwrap_or(name),
        attribution: participant.map_or_else(
            || source.map(|s| s.name.clone()).unwrap_or_default(),
            |p| attribution(study, p, role),
        ),
        role: role_word,
        words,
        place,
        changed_since: excerpt.is_none_or(|excerpt| excerpt.stale),
    }
}

/// Why one of the speakers may not be quoted; the strictest first.
fn refusal(study: &Study, speakers: &[ParticipantId]) -> Option<String> {
    speakers.iter().find_map(|&speaker| {
        if standing(study, speaker) == Standing::Archived {
            return Some("the participant was archived".to_owned());
        }
        study.permits(speaker, Gate::Quotation).err().map(|refusal| refusal.to_string())
    })
}

fn line_place(texts: &Texts, passage: &Passage, excerpt: &Excerpt<'_>, source: &str) -> Option<LinePlace> {
    let text = texts.current(passage.source)?;
    let last = excerpt.span.end().saturating_sub(1).max(excerpt.span.start());
    let line = |line: u32| usize::try_from(line).ok()?.checked_add(1);
    Some(LinePlace {
        source: source.to_owned(),
        first: line(excerpt.at.line)?,
        last: line(text.char_to_line_column(last)?.line)?,
    })
}

/// Quotations in the order of their speakers and places.
pub(crate) fn in_order(quotations: &mut [Quotable]) {
    let place = |q: &Quotable| q.place.as_ref().map_or((0, 0), |p| (p.first, p.last));
    quotations.sort_by(|a, b| natural_order(&a.who, &b.who).then_with(|| place(a).cmp(&place(b))));
}

/// Takes the refused quotations out, for the list of what was left out.
pub(crate) fn take_refused(quotations: &mut Vec<Quotable>, wanted_in: &str) -> Vec<RefusedQuotation> {
    let refused = quotations.iter().filter_map(|q| {
        let reason = q.refusal()?.to_owned();
        Some(RefusedQuotation { wanted_in: wanted_in.to_owned(), who: q.who.clone(), reason })
    });
    let refused: Vec<_> = refused.collect();
    quotations.retain(|q| q.refusal().is_none());
    refused
}
