//! What is marked in a source: its codings with their memos, and the memos on its passages.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use themeloom_analysis::Places;
use themeloom_study::coding::Coding;
use themeloom_study::memo::{Memo, Target};
use themeloom_study::source::Source;
use themeloom_study::{CodeId, CoderId, CodingId, Passage, Study};
use themeloom_text::{Placed, Span};

use super::looks::looks;
use super::withheld::Withheld;
use crate::build::times::Times;
use crate::model::{MarkColour, MarkMemo, Marking};

/// Marks with their spans, in the order in which they begin; of those that begin together the longest first.
pub(super) struct Marked {
    pub(super) marks: Vec<Marking>,
    pub(super) spans: Vec<Span>,
    /// What was left out, in words.
    pub(super) notes: Vec<String>,
}

/// The marks of a source.
pub(super) fn of(study: &Study, source: &Source, times: &Times<'_>, withheld: &Withheld) -> Marked {
    let mut taking = Taking {
        study,
        times,
        withheld,
        places: Places::new(study),
        looks: looks(study),
        memos: memos_by_coding(study),
        found: Vec::new(),
        gone: 0,
        hidden: 0,
    };
    for coding in study.codings_of(source.id).filter(|c| study.codes().live(c.code).is_some()) {
        taking.coding(coding);
    }
    for memo in study.memos().iter() {
        if let Target::Passage(passage) = &memo.about
            && passage.source == source.id
        {
            taking.memo(memo, passage);
        }
    }
    taking.finish()
}

/// The memos on each coding, in the order in which they were written.
pub(in crate::build) fn memos_by_coding(study: &Study) -> BTreeMap<CodingId, Vec<&Memo>> {
    let mut all: BTreeMap<CodingId, Vec<&Memo>> = BTreeMap::new();
    for memo in study.memos().iter() {
        if let Target::Coding(coding) = memo.about {
            all.entry(coding).or_default().push(memo);
        }
    }
    all
}

struct Taking<'a> {
    study: &'a Study,
    times: &'a Times<'a>,
    withheld: &'a Withheld,
    places: Places<'a>,
    looks: BTreeMap<CodeId, MarkColour>,
    memos: BTreeMap<CodingId, Vec<&'a Memo>>,
    found: Vec<(Span, Marking)>,
    gone: usize,
    hidden: usize,
}

impl Taking<'_> {
    fn coding(&mut self, coding: &Coding) {
        let Some((span, stale)) = self.study.passage_of(coding).and_then(|passage| self.place(&passage))
        else {
            return;
        };
        let unread = (!coding.read).then_some("found by a search, and not read yet");
        let changed = stale.then_some("text changed since");
        let memos = self.memos.get(&coding.id).map(Vec::as_slice).unwrap_or_default();
        let mark = Marking {
            title: self.study.codes().get(coding.code).map(|code| code.label()).unwrap_or_default(),
            colour: self.looks.get(&coding.code).copied().unwrap_or_default(),
            remarks: unread.into_iter().chain(changed).map(str::to_owned).collect(),
            coder: name(self.study, coding.coder),
            initials: self.study.initials(coding.coder).to_owned(),
            at: self.times.of(coding.id),
            memos: memos.iter().map(|memo| self.printed(memo)).collect(),
        };
        self.found.push((span, mark));
    }

    fn memo(&mut self, memo: &Memo, passage: &Passage) {
        let Some((span, _)) = self.place(passage) else { return };
        let mark = Marking {
            title: "Memo".to_owned(),
            coder: name(self.study, memo.author),
            initials: self.study.initials(memo.author).to_owned(),
            at: Some((self.times.written)(memo.at)),
            memos: vec![self.printed(memo)],
            ..Marking::default()
        };
        self.found.push((span, mark));
    }

    fn printed(&self, memo: &Memo) -> MarkMemo {
        MarkMemo {
            author: self.study.initials(memo.author).to_owned(),
            at: (self.times.written)(memo.at),
            text: memo.text.clone(),
        }
    }

    /// Where a passage is shown, and whether its words were changed; counts those that are not.
    fn place(&mut self, passage: &Passage) -> Option<(Span, bool)> {
        let placed = self.places.place(passage)?;
        match placed.span() {
            None => {
                self.gone += 1;
                None
            }
            Some(span) if self.withheld.touches(span) => {
                self.hidden += 1;
                None
            }
            Some(span) => Some((span, matches!(placed, Placed::Stale(_)))),
        }
    }

    fn finish(mut self) -> Marked {
        // A stable order: those alike in place stand as they were made.
        self.found.sort_by_key(|(span, _)| (span.start(), Reverse(span.end())));
        let (spans, marks) = self.found.into_iter().unzip();
        let note = |n: usize, why: &str| (n > 0).then(|| format!("{why}: {n}."));
        let notes = [
            note(self.gone, "Codings and memos left out because their words are no longer in the text"),
            note(self.hidden, "Codings and memos left out because they touch words that are not shown"),
        ];
        Marked { marks, spans, notes: notes.into_iter().flatten().collect() }
    }
}

/// A coder's name.
pub(in crate::build) fn name(study: &Study, coder: CoderId) -> String {
    study.coders().get(coder).map_or_else(|| "?".to_owned(), |coder| coder.name.clone())
}
