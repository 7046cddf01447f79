//! What a participant's consent allows. Every export asks here.

use crate::consent::{ConsentState, WithdrawalLevel};
use crate::ids::ParticipantId;
use crate::protocol::{Gate, StatementId};
use crate::state::Study;

/// Why a participant's data may not be used in some way.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// The participant was erased.
    #[error("{pseudonym} was erased on {on}")]
    Erased {
        /// Who.
        pseudonym: String,
        /// When.
        on: String,
    },
    /// The participant withdrew from any use.
    #[error("{pseudonym} withdrew on {on} and asked that nothing of theirs be used any more")]
    Withdrawn {
        /// Who.
        pseudonym: String,
        /// When.
        on: String,
    },
    /// The participant refused this use, or took consent to it back.
    #[error("{pseudonym} {} the consent statement `{}` (version {})", if *.taken_back { "took back" } else { "did not agree to" }, .statement.name, .statement.version)]
    NotGiven {
        /// Who.
        pseudonym: String,
        /// Which statement.
        statement: StatementId,
        /// Whether consent was given once.
        taken_back: bool,
    },
    /// No answer to the statement is recorded.
    #[error("no answer of {pseudonym} to the consent statement `{}` (version {}) is recorded", .statement.name, .statement.version)]
    NotRecorded {
        /// Who.
        pseudonym: String,
        /// Which statement.
        statement: StatementId,
    },
    /// The participant is not in the study.
    #[error("the participant is not in the study")]
    Unknown,
}

impl Study {
    /// Whether a participant's data may be used in some way.
    ///
    /// A study whose protocol has no statement for the use has asked nobody, and refuses nobody but
    /// those who withdrew. Where the wording has several versions, the answer to the newest one that
    /// the participant was asked counts.
    ///
    /// # Errors
    /// Why not, in words for the report.
    pub fn permits(&self, participant: ParticipantId, gate: Gate) -> Result<(), Refusal> {
        let row = self.participants.get(participant).ok_or(Refusal::Unknown)?;
        let pseudonym = row.pseudonym.clone();
        if let Some(erasure) = &row.erased {
            return Err(Refusal::Erased { pseudonym, on: erasure.on.clone() });
        }
        let known = self.particulars.get(&participant);
        if let Some(withdrawal) = known.and_then(|k| k.withdrawal.as_ref())
            && withdrawal.level >= WithdrawalLevel::StopUse
        {
            return Err(Refusal::Withdrawn { pseudonym, on: withdrawal.on.clone() });
        }
        let Some(newest) = self.protocol.as_ref().and_then(|p| p.statement_for(gate)) else { return Ok(()) };
        let answered = self
            .protocol
            .iter()
            .flat_map(|p| &p.consent)
            .filter(|statement| statement.gate == gate)
            .filter_map(|statement| Some((&statement.id, known?.consents.get(&statement.id)?)))
            .max_by_key(|(id, _)| id.version);
        match answered {
            None => Err(Refusal::NotRecorded { pseudonym, statement: newest.id.clone() }),
            Some((_, consent)) if consent.state == ConsentState::Given => Ok(()),
            Some((id, consent)) => Err(Refusal::NotGiven {
                pseudonym,
                statement: id.clone(),
                taken_back: consent.state == ConsentState::Withdrawn,
            }),
        }
    }
}
