//! What a participant's consent allows. Every export asks here.

use std::collections::{BTreeMap, BTreeSet};

use crate::consent::{Consent, ConsentState, WithdrawalLevel};
use crate::ids::ParticipantId;
use crate::protocol::{Gate, Protocol, StatementId};
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
    /// The participant asked not to be contacted, or to give nothing more, from some day on.
    #[error("{pseudonym} withdrew on {on} and asked {}", if *.level == WithdrawalLevel::StopContact { "not to be contacted any more" } else { "that nothing more be collected" })]
    Stopped {
        /// Who.
        pseudonym: String,
        /// When.
        on: String,
        /// How far.
        level: WithdrawalLevel,
    },
    /// The participant refused this use, or took consent to it back.
    #[error("{pseudonym} {} the consent statement `{}` (version {})", if *.taken_back { "took back consent to" } else { "did not agree to" }, .statement.name, .statement.version)]
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
    /// those who withdrew or who refused when they were asked. Statements of different names are
    /// different statements, each of which must be given; where the wording of one has several
    /// versions, the answer to the newest one that the participant was asked counts.
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
            && withdrawal.level >= refused_from(gate)
        {
            let on = withdrawal.on.clone();
            return Err(match withdrawal.level {
                WithdrawalLevel::StopUse | WithdrawalLevel::Erase => Refusal::Withdrawn { pseudonym, on },
                level => Refusal::Stopped { pseudonym, on, level },
            });
        }
        let asked: BTreeSet<&str> = self.statements_on(gate).map(|id| id.name.as_str()).collect();
        let nothing = BTreeMap::new();
        let answers = known.map_or(&nothing, |known| &known.consents);
        asked.into_iter().try_for_each(|name| self.permits_by(&pseudonym, answers, gate, name))
    }

    /// The statements that gate a use, in the protocol as it is and as it was.
    fn statements_on(&self, gate: Gate) -> impl Iterator<Item = &StatementId> {
        self.gates.iter().filter(move |(_, gates)| gates.contains(&gate)).map(|(id, _)| id)
    }

    /// Whether the answers to the versions of one statement allow a use. A statement that the protocol
    /// no longer has asks nobody any more, but a refusal of it still counts.
    fn permits_by(
        &self,
        pseudonym: &str,
        answers: &BTreeMap<StatementId, Consent>,
        gate: Gate,
        name: &str,
    ) -> Result<(), Refusal> {
        let answered = self
            .statements_on(gate)
            .filter(|id| id.name == name)
            .filter_map(|id| Some((id, answers.get(id)?)))
            .max_by_key(|(id, _)| id.version);
        let pseudonym = pseudonym.to_owned();
        match answered {
            Some((_, consent)) if consent.state == ConsentState::Given => Ok(()),
            Some((id, consent)) => Err(Refusal::NotGiven {
                pseudonym,
                statement: id.clone(),
                taken_back: consent.state == ConsentState::Withdrawn,
            }),
            None => match self.protocol.as_ref().and_then(|protocol| protocol.newest(gate, name)) {
                Some(asks) => Err(Refusal::NotRecorded { pseudonym, statement: asks.id.clone() }),
                None => Ok(()),
            },
        }
    }

    /// Keeps in mind what the statements of a protocol gate, for the time when it no longer has them.
    pub(crate) fn remember_gates(&mut self, protocol: &Protocol) {
        for statement in &protocol.consent {
            let gates = self.gates.entry(statement.id.clone()).or_default();
            if !gates.contains(&statement.gate) {
                gates.push(statement.gate);
            }
        }
    }
}

/// The mildest withdrawal that refuses a use.
const fn refused_from(gate: Gate) -> WithdrawalLevel {
    match gate {
        Gate::Contact => WithdrawalLevel::StopContact,
        Gate::TakePart | Gate::Recording => WithdrawalLevel::StopCollection,
        Gate::None | Gate::Quotation | Gate::Acknowledgement => WithdrawalLevel::StopUse,
    }
}
