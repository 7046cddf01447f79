//! Applying a change: total, deterministic and pure.
//!
//! Whatever a change says, applying it ends in a study. A change that no longer makes sense changes
//! nothing; one that meets another value than its author saw replaces it, and both values are kept;
//! for consent and withdrawal the stricter value stands. All of these become
//! [`Conflict`](crate::Conflict)s.

mod edits;
mod framework;
mod people;
mod sources;
mod team;
mod things;

use themeloom_text::History;

use crate::change::{Change, Stamp};
use crate::conflict::{Conflict, ConflictKind, Outcome, WhyNot};
use crate::ids::{CoderId, SourceId};
use crate::op::{Edit, Op};
use crate::state::Study;

impl Study {
    /// Applies the next change of the log and says what came of it.
    ///
    /// Changes are to be applied in their order ([`Change::order`]); whoever merges two logs sorts
    /// them and applies all of them again from nothing.
    pub fn apply(&mut self, change: &Change) -> Outcome {
        self.stamp = self.stamp.max(change.stamp);
        // Asked before, since the change may remove what it is about from sight.
        let seal = self.seal_of(&change.op);
        let outcome = self.apply_op(change);
        match &outcome {
            Outcome::Done => {}
            Outcome::Nothing => {
                self.idle.insert(change.id);
            }
            Outcome::Conflict(kind) => self.conflicts.push(Conflict {
                change: change.id,
                author: change.author,
                op: change.op.clone(),
                kind: kind.clone(),
                seal,
                settled: false,
            }),
        }
        outcome
    }

    /// Takes note of a change that cannot be read: its key was destroyed, or is not held.
    pub fn apply_unreadable(&mut self, stamp: Stamp) {
        self.stamp = self.stamp.max(stamp);
        self.unreadable += 1;
    }

    /// Applies a change only if its author's view of the study still holds.
    ///
    /// # Errors
    /// What stood in the way; the study is then as it was.
    pub fn try_apply(&mut self, change: &Change) -> Result<Outcome, ConflictKind> {
        let stamp = self.stamp;
        let history = self.history_corrected_by(&change.op);
        match self.apply(change) {
            Outcome::Conflict(kind) => {
                self.conflicts.pop();
                if let ConflictKind::Overwrote(restores) = &kind {
                    self.apply_op(&Change { op: (**restores).clone(), ..change.clone() });
                }
                if let Some((id, history)) = history
                    && let Some(source) = self.sources.get_mut(id)
                {
                    source.history = history;
                }
                self.stamp = stamp;
                Err(kind)
            }
            outcome => Ok(outcome),
        }
    }

    /// The corrections so far of the source that a change corrects, to go back to: they forget nothing.
    fn history_corrected_by(&self, op: &Op) -> Option<(SourceId, History)> {
        match op {
            Op::CorrectText { source, .. } => Some((*source, self.sources.get(*source)?.history.clone())),
            _ => None,
        }
    }

    fn apply_op(&mut self, change: &Change) -> Outcome {
        match &change.op {
            Op::NameStudy(edit) => set(&mut self.name, edit, Op::NameStudy),
            Op::SetNotice(edit) => set(&mut self.notice, edit, Op::SetNotice),
            Op::AdoptProtocol(edit) => {
                for protocol in edit.before.iter().chain(&edit.after) {
                    self.remember_gates(protocol);
                }
                set(&mut self.protocol, edit, Op::AdoptProtocol)
            }
            // What it says was put in the place of the change that it names, before anything was applied.
            Op::Restate(_) => Outcome::Done,
            Op::AddCoder { .. }
            | Op::DefineAttribute(_)
            | Op::AddOrganisation { .. }
            | Op::RenameOrganisation(..)
            | Op::AddParticipant { .. }
            | Op::EditParticipant(..)
            | Op::SetAttribute(..)
            | Op::Judge { .. }
            | Op::Erase(..)
            | Op::AddCase { .. }
            | Op::EditCase(..) => self.apply_to_people(change),
            Op::AddSource(_)
            | Op::EditSource(..)
            | Op::CorrectText { .. }
            | Op::CorrectionWords { .. }
            | Op::WithdrawCorrection { .. }
            | Op::RestoreCorrection { .. }
            | Op::Code(_)
            | Op::EditCoding(..) => self.apply_to_sources(change),
            Op::AddCode(_)
            | Op::EditCode(..)
            | Op::FixFramework(_)
            | Op::EditCell(..)
            | Op::WriteMemo { .. }
            | Op::RewriteMemo(..)
            | Op::Discuss(..) => self.apply_to_framework(change),
            Op::AddTheme { .. }
            | Op::EditTheme(..)
            | Op::AddFinding { .. }
            | Op::EditFinding(..)
            | Op::AddEvidence { .. }
            | Op::EditEvidence(..)
            | Op::AddRecommendation { .. }
            | Op::EditRecommendation(..)
            | Op::Retire(_)
            | Op::Restore(_)
            | Op::SettleConflict(..)
            | Op::RecordCopy(_) => self.apply_to_things(change),
            Op::Comment(_)
            | Op::EditComment(..)
            | Op::NameMilestone { .. }
            | Op::AddElement { .. }
            | Op::EditElement(..) => self.apply_to_team(change),
        }
    }
}

/// Sets a value; where another value stood than the author saw, keeps it in the conflict.
fn set<T: Clone + PartialEq>(slot: &mut T, edit: &Edit<T>, op: impl FnOnce(Edit<T>) -> Op) -> Outcome {
    let found = std::mem::replace(slot, edit.after.clone());
    if found == edit.before {
        return Outcome::Done;
    }
    if found == edit.after {
        return Outcome::Nothing;
    }
    Outcome::Conflict(ConflictKind::Overwrote(Box::new(op(Edit::new(edit.after.clone(), found)))))
}

/// Sets a value that may be absent in a map of present ones.
fn set_in_map<K: Ord + Clone, V: Clone + PartialEq>(
    map: &mut std::collections::BTreeMap<K, V>,
    key: &K,
    edit: &Edit<Option<V>>,
    op: impl FnOnce(Edit<Option<V>>) -> Op,
) -> Outcome {
    let mut slot = map.remove(key);
    let outcome = set(&mut slot, edit, op);
    if let Some(value) = slot {
        map.insert(key.clone(), value);
    }
    outcome
}

const fn not_applied(why: WhyNot) -> Outcome {
    Outcome::Conflict(ConflictKind::NotApplied(why))
}

impl Study {
    /// What referring to something that is not there comes to. Once keys were destroyed, what is
    /// missing is what they sealed, and nobody can settle that.
    pub(crate) fn missing(&self) -> Outcome {
        if self.unreadable > 0 || self.participants.rows().iter().any(|p| p.erased.is_some()) {
            Outcome::Nothing
        } else {
            not_applied(WhyNot::Missing)
        }
    }
}

/// The author of a change, who is its own coder where the change makes the study's first one.
pub(crate) const fn author(change: &Change) -> CoderId {
    change.author
}
