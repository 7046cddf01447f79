//! Changes stated again without the words of somebody who was erased.
//!
//! What the study's own key seals is not destroyed with a participant's keys. A change in which their
//! words stand is stated again without them ([`Op::Restate`]), and its old ciphertext is deleted.

use std::collections::BTreeMap;

use serde_json::Value;
use themeloom_store::{EnvelopeId, KeyFor};
use themeloom_study::{Change, ChangeId, Op, ParticipantId};

use crate::draft::Draft;
use crate::error::Result;
use crate::open::subject;
use crate::telling::{MASK, TellingRuns};

/// The changes that were stated again, by id: the latest of each stands.
pub(crate) type Restated = BTreeMap<ChangeId, Change>;

/// The envelope of a change.
pub(crate) fn envelope_of(id: ChangeId) -> EnvelopeId {
    EnvelopeId { replica: id.replica.0, counter: id.counter }
}

/// The change without the runs; nothing where it holds none. Of a change that states another again,
/// it is the other that is stated once more.
pub(crate) fn masked(change: &Change, runs: &TellingRuns) -> Option<Change> {
    let change = match &change.op {
        Op::Restate(inner) => inner,
        _ => change,
    };
    match change.op {
        // What is counted in a text goes by the length of what was put in.
        Op::CorrectText { .. } | Op::CorrectionWords { .. } => rewritten(change, &|text| runs.blank(text)),
        _ => rewritten(change, &|text| runs.mask(text)),
    }
}

/// What is to be stated again without the runs, each change as it was stated last: all that the
/// study's own key seals, and what the words keys of other participants than these seal. What those
/// others said themselves stays theirs.
pub(crate) fn restatements(
    log: &[(KeyFor, Change)],
    runs: &TellingRuns,
    of: &[ParticipantId],
) -> Vec<Change> {
    let mut latest = Restated::new();
    for (key, change) in log {
        let is_searched = match key {
            KeyFor::Study => true,
            KeyFor::Words(other) => of.iter().all(|id| subject(*id) != *other) && !is_speech(&change.op),
            _ => false,
        };
        if is_searched && let Some(masked) = masked(change, runs) {
            latest.insert(masked.id, masked);
        }
    }
    latest.into_values().collect()
}

/// Whether a change brings in what a participant said, and not what somebody wrote about it.
fn is_speech(op: &Op) -> bool {
    match op {
        Op::Restate(change) => is_speech(&change.op),
        op => matches!(op, Op::CorrectText { .. } | Op::CorrectionWords { .. }),
    }
}

/// States changes again.
pub(crate) fn state_again(draft: &mut Draft<'_>, changes: &[Change]) -> Result<()> {
    changes.iter().try_for_each(|change| draft.add(Op::Restate(Box::new(change.clone()))).map(drop))
}

/// What two copies stated differently, without anything that either took out: a text that differs is
/// taken out as a whole.
pub(crate) fn stricter(a: &Change, b: &Change) -> Change {
    let mut kept = Vec::new();
    if let Ok(value) = serde_json::to_value(b) {
        strings(&value, &mut kept);
    }
    let differs = |text: &str| (!kept.iter().any(|other| other == text)).then(|| MASK.to_owned());
    rewritten(a, &differs).unwrap_or_else(|| a.clone())
}

fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| strings(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The change with its strings rewritten, one by one: a string that is no text, such as the name of a
/// choice among several, stays as it is, since the change would not be one any more.
fn rewritten(change: &Change, rewrite: &dyn Fn(&str) -> Option<String>) -> Option<Change> {
    let mut value = serde_json::to_value(change).ok()?;
    let mut texts = Vec::new();
    strings(&value, &mut texts);
    let mut latest = None;
    for (number, text) in texts.iter().enumerate() {
        let Some(new) = rewrite(text) else { continue };
        let mut tried = value.clone();
        let mut nth = number;
        if let Some(slot) = nth_string(&mut tried, &mut nth) {
            new.clone_into(slot);
        }
        if let Ok(change) = serde_json::from_value::<Change>(tried.clone()) {
            latest = Some(change);
            value = tried;
        }
    }
    latest
}

/// The string with a number, in the order of [`strings`].
fn nth_string<'a>(value: &'a mut Value, number: &mut usize) -> Option<&'a mut String> {
    match value {
        Value::String(text) if *number == 0 => Some(text),
        Value::String(_) => {
            *number -= 1;
            None
        }
        Value::Array(values) => values.iter_mut().find_map(|value| nth_string(value, number)),
        Value::Object(fields) => fields.values_mut().find_map(|value| nth_string(value, number)),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}
