//! Changes that met something else than their author saw. Nothing is dropped in silence: each is
//! kept here until a person settles it.

use serde::{Deserialize, Serialize};

use crate::ids::{ChangeId, CoderId};
use crate::op::Op;
use crate::seal::Seal;

/// A change that could not be taken exactly as its author meant it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Conflict {
    /// The change.
    pub change: ChangeId,
    /// Who made it.
    pub author: CoderId,
    /// What the change said.
    pub op: Op,
    /// What happened.
    pub kind: ConflictKind,
    /// Whose data the two values are.
    pub seal: Seal,
    /// Whether a person has settled it.
    pub settled: bool,
}

/// What happened to a change that met something else than its author saw.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum ConflictKind {
    /// It was not applied.
    NotApplied(WhyNot),
    /// It was applied over a value that its author had not seen; this puts that value back.
    Overwrote(Box<Op>),
    /// A stricter answer about consent or withdrawal stood already, and stands.
    KeptStricter,
    /// A correction of text that others had corrected meanwhile: theirs stands, this one is kept
    /// aside.
    CorrectedMeanwhile(Vec<ChangeId>),
}

/// Why a change was not applied.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum WhyNot {
    /// What it refers to is not in the study.
    Missing,
    /// What it refers to was archived.
    Archived,
    /// A code would have stood below itself.
    Cycle,
    /// A correction that does not fit the text.
    DoesNotFit,
    /// The participant was erased.
    Erased,
}

/// What applying a change did.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    /// It was applied as its author meant it.
    Done,
    /// It changed nothing, and there was nothing to change: what it says was so already.
    Nothing,
    /// It met something else than its author saw.
    Conflict(ConflictKind),
}
