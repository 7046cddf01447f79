//! What a participant agreed to, and how far one has withdrawn.

use serde::{Deserialize, Serialize};

/// A participant's answer to one consent statement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Consent {
    /// The answer.
    pub state: ConsentState,
    /// How it was given.
    pub mode: ConsentMode,
    /// The day, written 2026-11-23.
    pub on: String,
    /// Who took it.
    pub taken_by: String,
}

/// The answer to a consent statement, from the freest to the strictest: where two copies of a
/// study disagree, the stricter stands until somebody settles it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum ConsentState {
    /// The participant agreed.
    Given,
    /// The participant said no, or left the box empty.
    Refused,
    /// The participant agreed and later took it back.
    Withdrawn,
}

/// How consent was given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ConsentMode {
    /// On paper.
    Written,
    /// In spoken words.
    Verbal,
    /// By an electronic form.
    Electronic,
    /// Spoken, and kept on the recording.
    Recorded,
}

/// That a participant withdrew.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Withdrawal {
    /// How far.
    pub level: WithdrawalLevel,
    /// The day, written 2026-11-23.
    pub on: String,
    /// What the participant asked for, as the researcher wrote it down.
    pub note: String,
}

/// How far a withdrawal goes, from the mildest to the strictest (HRA guidance on data subjects'
/// rights in research).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum WithdrawalLevel {
    /// No further contact; everything else goes on.
    StopContact,
    /// Nothing more is collected; what was collected stays.
    StopCollection,
    /// What was collected is no longer analysed or quoted.
    StopUse,
    /// What was collected is erased.
    Erase,
}

/// That a participant's words and identity were destroyed. It names nobody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Erasure {
    /// The day, written 2026-11-23.
    pub on: String,
    /// Why, and on what ground.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stricter_answers_and_withdrawals_are_greater() {
        assert!(ConsentState::Withdrawn > ConsentState::Refused);
        assert!(ConsentState::Refused > ConsentState::Given);
        assert!(WithdrawalLevel::Erase > WithdrawalLevel::StopUse);
        assert!(WithdrawalLevel::StopUse > WithdrawalLevel::StopContact);
    }
}
