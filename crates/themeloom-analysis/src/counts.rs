//! How often and by whom each code was applied: by people as well as by passages.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;
use themeloom_study::{CodeId, CoderId, ParticipantId, SourceId, Study};
use themeloom_text::{Placed, Span};

use crate::people::is_in_analysis;
use crate::places::Places;

/// What one code comes to, with the codes below it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CodeCount {
    /// The code.
    pub code: CodeId,
    /// Its number and name.
    pub label: String,
    /// How many steps it stands below the top of the codebook.
    pub depth: usize,
    /// Codings that count ([`Study::counts`]).
    pub codings: usize,
    /// Stretches of text: codings of the same words, or of overlapping ones, by several coders are one
    /// stretch. Words that are gone count as none.
    pub passages: usize,
    /// Participants in whose accounts it was coded.
    pub people: usize,
    /// Sources in which it was coded.
    pub sources: usize,
    /// Codings that a search made and nobody has read; they count nowhere else.
    pub unread: usize,
    /// Codings by coder, in the order in which the coders joined.
    pub by_coder: Vec<CoderCount>,
}

/// One coder's codings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CoderCount {
    /// The coder.
    pub coder: CoderId,
    /// Their initials.
    pub initials: String,
    /// Codings that count.
    pub codings: usize,
}

/// One tally in the making.
#[derive(Default)]
struct Tally {
    codings: usize,
    unread: usize,
    people: FxHashSet<ParticipantId>,
    sources: FxHashSet<SourceId>,
    spans: Vec<(u32, Span)>,
    by_coder: FxHashMap<CoderId, usize>,
}

/// Counts every code of the codebook, in its order. Each code holds the codings of the codes below it too.
/// Accounts of people who were erased, archived or who withdrew from use are not counted.
#[must_use]
pub fn code_counts(study: &Study) -> Vec<CodeCount> {
    let codebook = study.codebook();
    let own: FxHashMap<CodeId, usize> = codebook.iter().enumerate().map(|(at, code)| (code.id, at)).collect();
    let above: Vec<Vec<usize>> = codebook.iter().map(|code| with_those_above(study, code.id, &own)).collect();
    let mut tallies: Vec<Tally> = codebook.iter().map(|_| Tally::default()).collect();
    let mut places = Places::new(study);
    for (number, source) in (0u32..).zip(study.sources().iter()) {
        for coding in study.codings_of(source.id) {
            let Some(above) = own.get(&coding.code).and_then(|&at| above.get(at)) else { continue };
            let participant = study.participant_of_coding(coding);
            if participant.is_some_and(|p| !is_in_analysis(study, p)) {
                continue;
            }
            let span = study.passage_of(coding).and_then(|p| places.place(&p)).and_then(Placed::span);
            for &at in above {
                let Some(tally) = tallies.get_mut(at) else { continue };
                if coding.read {
                    tally.take(coding, participant, span.map(|span| (number, span)));
                } else {
                    tally.unread += 1;
                }
            }
        }
    }
    let rows = codebook.iter().zip(tallies).zip(&above);
    rows.map(|((code, tally), above)| tally.finish(study, code, above.len() - 1)).collect()
}

fn with_those_above(study: &Study, code: CodeId, own: &FxHashMap<CodeId, usize>) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = Some(code);
    while let Some(id) = at {
        found.extend(own.get(&id).copied());
        at = study.codes().get(id).and_then(|code| code.content.parent);
    }
    found
}

impl Tally {
    fn take(
        &mut self,
        coding: &themeloom_study::coding::Coding,
        participant: Option<ParticipantId>,
        at: Option<(u32, Span)>,
    ) {
        self.codings += 1;
        self.people.extend(participant);
        self.sources.insert(coding.source);
        self.spans.extend(at);
        *self.by_coder.entry(coding.coder).or_default() += 1;
    }

    fn finish(mut self, study: &Study, code: &themeloom_study::code::Code, depth: usize) -> CodeCount {
        let by_coder = study.coders().rows().iter().filter_map(|coder| {
            let codings = self.by_coder.remove(&coder.id)?;
            Some(CoderCount { coder: coder.id, initials: study.initials(coder.id).to_owned(), codings })
        });
        CodeCount {
            code: code.id,
            label: code.label(),
            depth,
            by_coder: by_coder.collect(),
            codings: self.codings,
            passages: stretches(&mut self.spans),
            people: self.people.len(),
            sources: self.sources.len(),
            unread: self.unread,
        }
    }
}

/// How many stretches of text the spans cover, overlapping ones taken together.
fn stretches(spans: &mut [(u32, Span)]) -> usize {
    spans.sort_unstable();
    let (mut found, mut source, mut end) = (0, None, 0);
    for &(number, span) in spans.iter() {
        if source != Some(number) || span.start() >= end {
            found += 1;
            (source, end) = (Some(number), span.end());
        }
        end = end.max(span.end());
    }
    found
}
