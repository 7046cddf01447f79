//! Settling a conflict by choosing between the two values.

use themeloom_study::{ChangeId, Conflict, ConflictKind, Edit, Op, Study};

use crate::error::{AppError, Result};
use crate::open::OpenStudy;

impl OpenStudy {
    /// Whether a conflict has a value that gave way and can be taken back: one that was overwritten,
    /// or a correction that was kept aside.
    #[must_use]
    pub const fn can_take_back(conflict: &Conflict) -> bool {
        match &conflict.kind {
            ConflictKind::Overwrote(_) | ConflictKind::CorrectedMeanwhile(_) => true,
            ConflictKind::NotApplied(_) | ConflictKind::KeptStricter => false,
        }
    }

    /// Settles a conflict: the value that stands is kept, or the value that gave way is taken back.
    /// One step of undo.
    ///
    /// # Errors
    /// When there is no such conflict, or there is nothing to take back.
    pub fn settle(&mut self, change: ChangeId, take_back: bool) -> Result<()> {
        let Some(conflict) = self.study().conflicts().iter().find(|c| c.change == change).cloned() else {
            let known = self.study().conflicts().iter().map(|c| c.change.to_string());
            return Err(crate::resolve::not_found("conflict", &change.to_string(), known));
        };
        if take_back && !Self::can_take_back(&conflict) {
            let what = "this change replaced nothing that could be taken back".to_owned();
            return Err(AppError::Meanwhile { what });
        }
        self.commit("settled a conflict", |draft| {
            let gave_way = if take_back { gave_way(draft.study(), &conflict) } else { Vec::new() };
            for op in gave_way {
                draft.add(op)?;
            }
            draft.add(Op::SettleConflict(change, Edit::new(conflict.settled, true))).map(drop)
        })
    }
}

/// What puts the value that gave way in force: of a correction that was kept aside, taking back those
/// that were there first.
fn gave_way(study: &Study, conflict: &Conflict) -> Vec<Op> {
    match (&conflict.kind, &conflict.op) {
        (ConflictKind::Overwrote(restores), _) => vec![(**restores).clone()],
        (ConflictKind::CorrectedMeanwhile(first), Op::CorrectText { source, .. }) => {
            let seen = study.sources().get(*source).map(|s| s.history.latest()).unwrap_or_default();
            let taken_back = |first: &ChangeId| Op::WithdrawCorrection {
                source: *source,
                seen: seen.clone(),
                correction: *first,
            };
            first.iter().map(taken_back).collect()
        }
        _ => Vec::new(),
    }
}
