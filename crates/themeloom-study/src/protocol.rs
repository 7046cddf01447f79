//! The approved, versioned document that a study follows.
//!
//! A protocol is a value, adopted by a change: its attributes and its a-priori framework are then
//! defined in the study by changes of their own, so that they can be amended; its consent
//! statements, sampling matrix and topic guide are read from here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::attribute::AttributeDefinition;

/// A study's protocol.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Protocol {
    /// The name of the study template or protocol.
    pub title: String,
    /// Its version as people write it: "1.0".
    pub version: String,
    /// The declared analytic approach.
    pub approach: Approach,
    /// Where it comes from, and what it is for.
    pub about: String,
    /// The study's aims.
    pub aims: Vec<String>,
    /// What is recorded about participants and organisations.
    pub attributes: Vec<AttributeDefinition>,
    /// Whom the study wants to hear.
    pub sampling: SamplingFrame,
    /// What participants are asked to agree to.
    pub consent: Vec<ConsentStatement>,
    /// What a participant who leaves was promised.
    pub withdrawal: Vec<WithdrawalPromise>,
    /// The interview's topics.
    pub guide: Vec<Topic>,
    /// The framework that the study starts from.
    pub framework: Vec<FrameworkEntry>,
    /// Codes from earlier work, to be switched on by choice.
    pub sensitising: Vec<FrameworkEntry>,
}

/// The analytic approach, which decides what is offered: intercoder agreement and saturation are
/// no marks of quality in a reflexive analysis.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Approach {
    /// The Framework Method (Ritchie and Spencer 1994; Gale et al. 2013).
    #[default]
    Framework,
    /// Thematic analysis with a codebook and coding reliability.
    Codebook,
    /// Reflexive thematic analysis (Braun and Clarke).
    Reflexive,
}

/// How many participants of which kind are wanted.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct SamplingFrame {
    /// How and why they are chosen.
    pub note: String,
    /// The targets.
    pub targets: Vec<SamplingTarget>,
}

/// One cell of the sampling matrix.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct SamplingTarget {
    /// Attribute name to the value wanted, all of which must hold.
    pub wanted: BTreeMap<String, String>,
    /// How many participants.
    pub target: u32,
}

/// The name of a consent statement in one of its versions.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct StatementId {
    /// Its short name: "quotation".
    pub name: String,
    /// The version of its wording, from 1.
    pub version: u32,
}

/// One sentence that a participant agrees to or not, apart from all others.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ConsentStatement {
    /// Which statement, and which version of its wording.
    pub id: StatementId,
    /// What the participant reads.
    pub text: String,
    /// Whether a person who refuses it cannot take part.
    pub required: bool,
    /// Which use of the data it allows.
    pub gate: Gate,
}

/// A use of a participant's data that needs consent.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Gate {
    /// It allows nothing in particular.
    None,
    /// Taking part at all.
    TakePart,
    /// Recording the interview.
    Recording,
    /// Quoting the participant's words.
    Quotation,
    /// Writing or calling again.
    Contact,
    /// Naming the participant in thanks.
    Acknowledgement,
}

/// What the information sheet promised to somebody who withdraws at one level.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct WithdrawalPromise {
    /// How far the withdrawal goes.
    pub level: crate::consent::WithdrawalLevel,
    /// Until when it can be asked for, in plain words.
    pub until: String,
    /// What will be done.
    pub promise: String,
}

/// A topic of the interview.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Topic {
    /// Its short name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The open question.
    pub question: String,
    /// The probes.
    pub probes: Vec<String>,
}

/// A code or category as the protocol words it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct FrameworkEntry {
    /// Its index number; the parent's number is the same without the last part.
    pub number: crate::code::CodeNumber,
    /// Its name.
    pub name: String,
    /// What it means.
    pub definition: String,
    /// When to use it.
    pub use_when: String,
    /// When not to use it.
    pub not_when: String,
    /// A passage that it fits.
    pub example: String,
    /// Where it comes from, if that needs saying.
    pub note: String,
}

impl Protocol {
    /// The newest version of the statement that gates a use, if the protocol has one.
    #[must_use]
    pub fn statement_for(&self, gate: Gate) -> Option<&ConsentStatement> {
        self.consent.iter().filter(|s| s.gate == gate).max_by_key(|s| s.id.version)
    }

    /// The newest version of the statement of one name that gates a use.
    pub(crate) fn newest(&self, gate: Gate, name: &str) -> Option<&ConsentStatement> {
        let versions = self.consent.iter().filter(|s| s.gate == gate && s.id.name == name);
        versions.max_by_key(|s| s.id.version)
    }
}
