//! Changes to sources, their text and their codings.

use std::sync::Arc;

use themeloom_text::{Edit as TextEdit, EditKind, History, Splice, Version};

use super::{not_applied, set};
use crate::change::Change;
use crate::coding::{Coding, ExcerptHash, NewCoding};
use crate::conflict::{ConflictKind, Outcome, WhyNot};
use crate::ids::{ChangeId, CodingId, SourceId};
use crate::op::{CodingEdit, Edit, Op, SourceEdit};
use crate::passage::Passage;
use crate::source::{NewSource, Source, Stage, Styled};
use crate::state::Study;

impl Study {
    pub(super) fn apply_to_sources(&mut self, change: &Change) -> Outcome {
        match &change.op {
            Op::AddSource(new) => {
                self.sources.insert(source(SourceId(change.id), new));
                Outcome::Done
            }
            Op::EditSource(id, edit) => self.edit_source(*id, edit),
            Op::CorrectText { source, seen, splices } => {
                self.correct(change.id, *source, seen, EditKind::Correct(splices.clone()))
            }
            Op::WithdrawCorrection { source, seen, correction } => {
                self.correct(change.id, *source, seen, EditKind::Withdraw(correction.as_edit()))
            }
            Op::RestoreCorrection { source, seen, correction } => {
                self.correct(change.id, *source, seen, EditKind::Restore(correction.as_edit()))
            }
            Op::CorrectionWords { source, correction, words } => self.give_words(*source, *correction, words),
            Op::Code(new) => self.code(CodingId(change.id), new),
            Op::EditCoding(id, edit) => self.edit_coding(*id, edit),
            _ => Outcome::Nothing,
        }
    }

    fn edit_source(&mut self, id: SourceId, edit: &SourceEdit) -> Outcome {
        let Some(source) = self.sources.get_mut(id) else { return self.missing() };
        let op = |edit| Op::EditSource(id, edit);
        match edit {
            SourceEdit::Name(e) => set(&mut source.name, e, |e| op(SourceEdit::Name(e))),
            SourceEdit::Stage(e) => set(&mut source.stage, e, |e| op(SourceEdit::Stage(e))),
            SourceEdit::Recording(e) => set(&mut source.recording, e, |e| op(SourceEdit::Recording(e))),
            SourceEdit::Speaker(number, e) => match source.speakers.get_mut(usize::from(*number)) {
                Some(speaker) => set(&mut speaker.role, e, |e| op(SourceEdit::Speaker(*number, e))),
                None => not_applied(WhyNot::Missing),
            },
            SourceEdit::FirstImpression(coder, e) => {
                let mut text = source.first_impressions.remove(coder).unwrap_or_default();
                let outcome = set(&mut text, e, |e| op(SourceEdit::FirstImpression(*coder, e)));
                if !text.is_empty() {
                    source.first_impressions.insert(*coder, text);
                }
                outcome
            }
            SourceEdit::Styles(e) => restyle(source, e),
        }
    }

    fn correct(&mut self, id: ChangeId, source: SourceId, seen: &Version, kind: EditKind) -> Outcome {
        let Some(source) = self.sources.get_mut(source) else { return self.missing() };
        let is_done = is_done(source.history.edits(), &kind);
        match source.history.add(TextEdit { id: id.as_edit(), seen: seen.clone(), kind }) {
            Ok(_) if is_done => Outcome::Nothing,
            Ok(added) if added.overlaps.is_empty() => Outcome::Done,
            Ok(added) => {
                let with = added.overlaps.into_iter().map(ChangeId::of_edit).collect();
                Outcome::Conflict(ConflictKind::CorrectedMeanwhile(with))
            }
            Err(_) => not_applied(WhyNot::DoesNotFit),
        }
    }

    fn code(&mut self, id: CodingId, new: &NewCoding) -> Outcome {
        match self.codes.get(new.code) {
            None => return self.missing(),
            Some(code) if code.retired => return not_applied(WhyNot::Archived),
            Some(_) => {}
        }
        let Some(source) = self.sources.get_mut(new.passage.source) else { return self.missing() };
        if source.retired {
            return not_applied(WhyNot::Archived);
        }
        let fits = source.history.len(&new.passage.version).is_some_and(|len| new.passage.span.end() <= len);
        if !fits {
            return not_applied(WhyNot::DoesNotFit);
        }
        let place = self.codings.insert(Coding {
            id,
            code: new.code,
            source: new.passage.source,
            coder: new.coder,
            excerpt: new.excerpt,
            span: new.passage.span,
            version: source.version_number(&new.passage.version),
            read: new.read,
            retired: false,
        });
        self.codings_by_source.entry(new.passage.source).or_default().push(place);
        Outcome::Done
    }

    fn edit_coding(&mut self, id: CodingId, edit: &CodingEdit) -> Outcome {
        if let CodingEdit::Code(e) = edit
            && self.codes.get(e.after).is_none()
        {
            return self.missing();
        }
        let Some(coding) = self.codings.get_mut(id) else { return self.missing() };
        let op = |edit| Op::EditCoding(id, edit);
        match edit {
            CodingEdit::Code(e) => set(&mut coding.code, e, |e| op(CodingEdit::Code(e))),
            CodingEdit::Read(e) => set(&mut coding.read, e, |e| op(CodingEdit::Read(e))),
            CodingEdit::Passage(e) => self.move_coding(id, e),
        }
    }

    fn move_coding(&mut self, id: CodingId, edit: &Edit<(Passage, ExcerptHash)>) -> Outcome {
        let found = self.codings.get(id).and_then(|c| Some((self.passage_of(c)?, c.excerpt)));
        let Some(mut found) = found else { return self.missing() };
        let (passage, excerpt) = &edit.after;
        let Some(source) = self.sources.get_mut(passage.source) else { return self.missing() };
        let fits = source.history.len(&passage.version).is_some_and(|len| passage.span.end() <= len);
        if passage.source != found.0.source || !fits {
            return not_applied(WhyNot::DoesNotFit);
        }
        let version = source.version_number(&passage.version);
        if let Some(coding) = self.codings.get_mut(id) {
            coding.span = passage.span;
            coding.version = version;
            coding.excerpt = *excerpt;
        }
        set(&mut found, edit, |e| Op::EditCoding(id, CodingEdit::Passage(Box::new(e))))
    }
}

/// Sets what is set off in a source, unless some of it lies outside of the base text.
fn restyle(source: &mut Source, edit: &Edit<Vec<Styled>>) -> Outcome {
    let len = source.history.base_len();
    if edit.after.iter().any(|styled| styled.span.end() > len) {
        return not_applied(WhyNot::DoesNotFit);
    }
    let mut styles = source.styles.to_vec();
    let id = source.id;
    let outcome = set(&mut styles, edit, |e| Op::EditSource(id, SourceEdit::Styles(e)));
    source.styles = styles.into();
    outcome
}

/// Whether a correction that is to be taken back, or made again, already is.
fn is_done(edits: &[TextEdit], kind: &EditKind) -> bool {
    let (correction, is_wanted) = match kind {
        EditKind::Correct(_) => return false,
        EditKind::Withdraw(correction) => (correction, false),
        EditKind::Restore(correction) => (correction, true),
    };
    let newest = edits.iter().rev().find_map(|edit| match &edit.kind {
        EditKind::Correct(_) if edit.id == *correction => Some(true),
        EditKind::Withdraw(other) if other == correction => Some(false),
        EditKind::Restore(other) if other == correction => Some(true),
        _ => None,
    });
    newest == Some(is_wanted)
}

fn source(id: SourceId, new: &NewSource) -> Source {
    let len = new.base.iter().map(|segment| segment.len).fold(0, u32::saturating_add);
    Source {
        id,
        name: new.name.clone(),
        origin: new.origin.clone(),
        base: new.base.as_slice().into(),
        speakers: new.speakers.clone(),
        turns: Arc::from(new.turns.as_slice()),
        pages: Arc::from(new.pages.as_slice()),
        styles: Arc::from([]),
        history: History::new(len),
        versions: Vec::new(),
        stage: Stage::Transcribed,
        first_impressions: std::collections::BTreeMap::new(),
        recording: None,
        subject: new.subject(),
        retired: false,
    }
}

/// The splices of a correction, for whoever describes it.
impl Op {
    /// How many places of the text a correction changes; none for other changes.
    #[must_use]
    pub fn splices(&self) -> &[Splice] {
        match self {
            Self::CorrectText { splices, .. } => splices,
            _ => &[],
        }
    }
}
