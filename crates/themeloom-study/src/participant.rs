//! People and the bodies they belong to, and the cases that the matrix has rows for.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::attribute::AttributeValue;
use crate::consent::{Consent, Erasure, Withdrawal};
use crate::ids::{AttributeId, CaseId, CoderId, OrganisationId, ParticipantId};
use crate::protocol::StatementId;

/// A person who works on the study.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Coder {
    /// Their id.
    pub id: CoderId,
    /// Their name.
    pub name: String,
    /// A short form for narrow columns: "AK".
    pub initials: String,
    /// Whether they were archived.
    pub retired: bool,
}

/// A trust or other body, under the name that the study gives it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// Its name in the study: "Trust B".
    pub name: String,
    /// What is known of it.
    pub attributes: BTreeMap<AttributeId, AttributeValue>,
    /// Whether it was archived.
    pub retired: bool,
}

/// A person who was, or is to be, interviewed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Participant {
    /// Their id.
    pub id: ParticipantId,
    /// The name that the study gives them: "P01".
    pub pseudonym: String,
    /// The body that they belong to.
    pub organisation: Option<OrganisationId>,
    /// That they were erased: nothing but the pseudonym is left then.
    pub erased: Option<Erasure>,
    /// Whether they were archived.
    pub retired: bool,
}

/// What is known of a participant beyond the pseudonym: sealed under the participant's own keys,
/// and gone when they are erased.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Particulars {
    /// Role group, profession, specialty and what else the protocol asks.
    pub attributes: BTreeMap<AttributeId, AttributeValue>,
    /// The answers to the consent statements.
    pub consents: BTreeMap<StatementId, Consent>,
    /// That they withdrew, and how far.
    pub withdrawal: Option<Withdrawal>,
}

/// Who a participant is. Only those who hold the identity key can read it.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Identity {
    /// Their real name.
    pub name: String,
    /// How to reach them.
    pub contact: String,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(withheld)")
    }
}

/// A row of the matrix: one participant, or several taken together, or an organisation.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// Its name in the study: "P01".
    pub name: String,
    /// Whose accounts it holds.
    pub participants: Vec<ParticipantId>,
    /// What is known of it beyond what is known of its participants.
    pub attributes: BTreeMap<AttributeId, AttributeValue>,
    /// Whether it was archived.
    pub retired: bool,
}
