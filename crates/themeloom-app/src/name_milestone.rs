//! Milestones: naming a point of the history, and what came after it.

use std::ops::ControlFlow;

use themeloom_study::{MilestoneId, Op};

use crate::draft::Draft;
use crate::error::Result;
use crate::open::OpenStudy;

/// Names this point of the study's history: "as submitted, 3 May".
///
/// # Errors
/// When the name is empty.
pub fn name_milestone(draft: &mut Draft<'_>, name: &str) -> Result<MilestoneId> {
    let name = name.trim();
    if name.is_empty() {
        return Err(crate::record_people::unfit("the name of a milestone", "", "some words"));
    }
    Ok(MilestoneId(draft.add(Op::NameMilestone { name: name.to_owned() })?))
}

impl OpenStudy {
    /// How many changes were written after a milestone.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn changes_since(&mut self, milestone: MilestoneId) -> Result<usize> {
        let mut since = 0;
        self.changes_backwards(&mut |change| {
            if change.id == milestone.0 {
                return ControlFlow::Break(());
            }
            since += 1;
            ControlFlow::Continue(())
        })?;
        Ok(since)
    }
}
