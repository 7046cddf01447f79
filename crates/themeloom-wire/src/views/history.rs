//! The history in words, conflicts that wait, and milestones.

use std::collections::BTreeSet;

use themeloom_app::study::conflict::{Conflict as Kept, ConflictKind};
use themeloom_app::study::memo::Target;
use themeloom_app::study::{BatchId, Change, CoderId, Gesture, Op, Study};
use themeloom_app::{Entry, OpenStudy, Result};

use super::codes::millis;
use super::notes::target;
use super::subject::subject;
use crate::types::history::{Conflict, History, HistoryChange, HistoryDetail, HistoryRow, Milestone};

/// What of the history is wanted.
#[derive(Clone, Default)]
pub struct Wanted {
    /// Only what came before this batch.
    pub before: Option<BatchId>,
    /// How many gestures at most.
    pub limit: usize,
    /// Only what this coder did.
    pub coder: Option<CoderId>,
    /// Only what touched this.
    pub about: Option<Target>,
}

/// A page of the history.
///
/// # Errors
/// When the log cannot be read.
pub fn page(open: &mut OpenStudy, wanted: &Wanted) -> Result<History> {
    let (mut begun, mut undone, mut taken) = (wanted.before.is_none(), Undone::default(), Vec::new());
    let found = open.history(wanted.limit.saturating_add(1), &mut |study, entry| {
        let was_undone = undone.meet(entry);
        if !begun {
            begun = wanted.before == Some(entry.batch);
            return false;
        }
        let fits = wanted.coder.is_none_or(|coder| entry.author == coder)
            && wanted.about.as_ref().is_none_or(|about| touches(study, entry, about));
        if fits {
            taken.push(was_undone);
        }
        fits
    })?;
    let more = found.len() > wanted.limit;
    let rows = found.iter().zip(taken).take(wanted.limit);
    Ok(History { rows: rows.map(|(entry, undone)| row(open, entry, undone)).collect(), more })
}

/// Which batches were taken back, going back through the history.
#[derive(Default)]
struct Undone {
    undone: BTreeSet<BatchId>,
    redone: BTreeSet<BatchId>,
}

impl Undone {
    /// Whether the gesture was taken back by a later one.
    fn meet(&mut self, entry: &Entry) -> bool {
        match entry.gesture {
            Gesture::Undid(batch) => {
                if !self.redone.remove(&batch) {
                    self.undone.insert(batch);
                }
                false
            }
            Gesture::Redid(batch) => {
                if !self.undone.contains(&batch) {
                    self.redone.insert(batch);
                }
                false
            }
            Gesture::Did(_) => self.undone.contains(&entry.batch),
        }
    }
}

fn touches(study: &Study, entry: &Entry, about: &Target) -> bool {
    entry.changes.iter().any(|change| {
        subject(study, change).is_some_and(|found| found == *about || belongs(study, &found, about))
    })
}

/// Whether what a change is about belongs to the thing whose story is wanted.
fn belongs(study: &Study, found: &Target, about: &Target) -> bool {
    let coding = |id| study.codings().get(id);
    match (found, about) {
        (Target::Coding(id), Target::Code(code)) => coding(*id).is_some_and(|c| c.code == *code),
        (Target::Coding(id), Target::Source(source)) => coding(*id).is_some_and(|c| c.source == *source),
        (Target::Cell(case, _), Target::Case(wanted)) => case == wanted,
        (Target::Cell(_, code), Target::Code(wanted)) => code == wanted,
        (Target::Passage(passage), Target::Source(source)) => passage.source == *source,
        _ => false,
    }
}

fn row(open: &OpenStudy, entry: &Entry, undone: bool) -> HistoryRow {
    let milestone = entry.changes.iter().find_map(|change| match &change.op {
        Op::NameMilestone { name } => Some(name.clone()),
        _ => None,
    });
    HistoryRow {
        batch: entry.batch.0.to_string(),
        by: name(open.study(), entry.author),
        at: millis(entry.at),
        did: open.in_words(entry),
        changes: entry.changes.len(),
        undone,
        is_undo: !matches!(entry.gesture, Gesture::Did(_)),
        milestone,
    }
}

fn name(study: &Study, coder: CoderId) -> String {
    study.coders().get(coder).map(|coder| coder.name.clone()).unwrap_or_default()
}

/// One gesture with its changes; nothing where there is none of that name.
///
/// # Errors
/// When the log cannot be read.
pub fn detail(open: &mut OpenStudy, batch: BatchId) -> Result<Option<HistoryDetail>> {
    let (mut undone, mut was_undone) = (Undone::default(), false);
    let found = open.history(1, &mut |_, entry| {
        let taken_back = undone.meet(entry);
        let is_it = entry.batch == batch;
        was_undone |= is_it && taken_back;
        is_it
    })?;
    let Some(entry) = found.into_iter().next() else { return Ok(None) };
    let (study, texts) = (open.study(), open.texts());
    let change = |change: &Change| HistoryChange {
        text: study.describe(change),
        about: subject(study, change).map(|about| target(study, texts, &about)),
    };
    let changes = entry.changes.iter().take(SHOWN).map(change).collect();
    let can_undo = why_not(study, &entry, was_undone);
    Ok(Some(HistoryDetail { row: row(open, &entry, was_undone), changes, can_undo }))
}

/// How many changes of one gesture are told one by one.
const SHOWN: usize = 500;

fn why_not(study: &Study, entry: &Entry, undone: bool) -> Option<String> {
    if undone {
        return Some("it was taken back already".to_owned());
    }
    if entry.changes.iter().any(|change| matches!(change.op, Op::Erase(..))) {
        return Some("an erasure cannot be undone".to_owned());
    }
    let nothing = entry.changes.iter().all(|change| study.inverse_of(change).is_none());
    nothing.then(|| "there is nothing to take back".to_owned())
}

/// The conflicts that wait for a person.
#[must_use]
pub fn conflicts(study: &Study) -> Vec<Conflict> {
    study.unsettled().map(|kept| conflict(study, kept)).collect()
}

fn conflict(study: &Study, kept: &Kept) -> Conflict {
    let as_change = |op: &Op| Change {
        id: kept.change,
        stamp: study.stamp(),
        batch: BatchId(kept.change),
        gesture: None,
        author: kept.author,
        at: themeloom_app::study::Timestamp(0),
        op: op.clone(),
    };
    let (mine, theirs) = match &kept.kind {
        ConflictKind::Overwrote(before) => {
            (study.describe(&as_change(&kept.op)), study.describe(&as_change(before)))
        }
        ConflictKind::NotApplied(why) => (not_applied(*why).to_owned(), study.describe(&as_change(&kept.op))),
        ConflictKind::KeptStricter => {
            ("the stricter answer stands".to_owned(), study.describe(&as_change(&kept.op)))
        }
        ConflictKind::CorrectedMeanwhile(_) => {
            ("the correction that came first stands".to_owned(), study.describe(&as_change(&kept.op)))
        }
    };
    Conflict {
        id: kept.change.to_string(),
        text: study.describe(&as_change(&kept.op)),
        mine,
        theirs,
        by: name(study, kept.author),
        at: 0,
        can_settle: true,
    }
}

const fn not_applied(why: themeloom_app::study::WhyNot) -> &'static str {
    use themeloom_app::study::WhyNot;
    match why {
        WhyNot::Missing => "what was to be changed is not there",
        WhyNot::Archived => "what was to be changed is archived",
        WhyNot::Cycle => "a code would stand below itself",
        WhyNot::DoesNotFit => "the passage does not fit the text",
        WhyNot::Erased => "the participant was erased",
    }
}

/// The milestones, newest first.
///
/// # Errors
/// When the log cannot be read.
pub fn milestones(open: &mut OpenStudy) -> Result<Vec<Milestone>> {
    let ids: Vec<_> = open.study().milestones().iter().map(|milestone| milestone.id).collect();
    let mut found = Vec::new();
    for id in ids.into_iter().rev() {
        let changes_since = open.changes_since(id)?;
        let study = open.study();
        found.extend(study.milestones().get(id).map(|milestone| Milestone {
            id: id.to_string(),
            name: milestone.name.clone(),
            by: name(study, milestone.author),
            at: millis(milestone.at),
            changes_since,
        }));
    }
    Ok(found)
}
