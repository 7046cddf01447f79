//! `undo`, `redo`, `conflicts`, `settle` and `correct`.

use std::path::Path;

use serde_json::json;
use themeloom_app::{AppError, ConflictInWords, Result};

use crate::args::{Global, Settle};
use crate::said::Said;
use crate::session::{reading, with_study};

/// Undoes the last step.
pub fn undo(study: &Path, global: &Global) -> Result<Said> {
    with_study(study, global, |study| {
        let undone = study.undo()?;
        Ok(Said::new(format!("Undid: {}.", named(&undone.did)), json!({ "undid": undone })))
    })
}

/// Does the last undone step again.
pub fn redo(study: &Path, global: &Global) -> Result<Said> {
    with_study(study, global, |study| {
        let redone = study.redo()?;
        Ok(Said::new(format!("Did again: {}.", named(&redone.did)), json!({ "did_again": redone })))
    })
}

fn named(did: &str) -> &str {
    if did.is_empty() { "the last step" } else { did }
}

/// Lists conflicts.
pub fn conflicts(study: &Path, global: &Global) -> Result<Said> {
    reading(study, global, |study| {
        let conflicts = study.conflicts();
        let words = if conflicts.is_empty() { "No conflicts.".to_owned() } else { in_words(&conflicts) };
        Ok(Said::new(words, json!({ "conflicts": conflicts })))
    })
}

/// Conflicts as a person reads them.
pub fn in_words(conflicts: &[ConflictInWords]) -> String {
    let one = |c: &ConflictInWords| {
        let state = if c.settled { "settled" } else { "open" };
        let replaced = c.replaced.as_ref().map_or(String::new(), |replaced| format!("\n  {replaced}"));
        format!("{} ({state})\n  {}\n  {}{replaced}", c.change, c.said, c.outcome)
    };
    conflicts.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// Settles a conflict.
pub fn settle(study: &Path, change: &str, how: Settle, global: &Global) -> Result<Said> {
    with_study(study, global, |study| {
        let id = change.parse().map_err(|_| AppError::Unfit {
            field: "a change".to_owned(),
            value: change.to_owned(),
            expected: "its name, as `themeloom conflicts` prints it".to_owned(),
        })?;
        study.settle(id, how == Settle::TakeBack)?;
        Ok(Said::new("Settled.", json!({ "settled": change })))
    })
}

/// Corrects words.
pub fn correct(study: &Path, source: &str, words: &str, replacement: &str, global: &Global) -> Result<Said> {
    with_study(study, global, |study| {
        study.correct(source, words, replacement)?;
        Ok(Said::new(format!("Corrected {source}."), json!({ "source": source })))
    })
}
