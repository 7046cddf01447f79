//! Names of changes and of the things that changes made.
//!
//! Everything in a study is made by exactly one change, so a thing's id *is* the id of the change
//! that made it: no random numbers are needed, and two copies of a study can never give the same id
//! to two things.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use themeloom_text::{EditId, serde_text};

/// One writing session: every opening of a study for writing draws a fresh one at random.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct ReplicaId(pub u64);

/// The name of one change: the session that wrote it, and its number in that session from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ChangeId {
    /// The writing session.
    pub replica: ReplicaId,
    /// The place in the session's own chain, from 1, without gaps.
    pub counter: u32,
}

impl Serialize for ChangeId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_text::serialize(self, &(self.replica, self.counter), serializer)
    }
}

impl<'de> Deserialize<'de> for ChangeId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_text::deserialize(deserializer, |(replica, counter)| Self { replica, counter })
    }
}

impl ChangeId {
    /// The id with its two numbers.
    #[must_use]
    pub const fn new(replica: u64, counter: u32) -> Self {
        Self { replica: ReplicaId(replica), counter }
    }

    /// The same name as 12 bytes, big endian: how keys and files refer to it.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 12] {
        let mut bytes = [0; 12];
        bytes[..8].copy_from_slice(&self.replica.0.to_be_bytes());
        bytes[8..].copy_from_slice(&self.counter.to_be_bytes());
        bytes
    }

    /// The name that [`ChangeId::to_bytes`] wrote.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 12]) -> Self {
        let [r0, r1, r2, r3, r4, r5, r6, r7, c0, c1, c2, c3] = bytes;
        Self::new(u64::from_be_bytes([r0, r1, r2, r3, r4, r5, r6, r7]), u32::from_be_bytes([c0, c1, c2, c3]))
    }

    /// The name as the text model wants it for a correction.
    #[must_use]
    pub const fn as_edit(self) -> EditId {
        EditId(((self.replica.0 as u128) << 32) | self.counter as u128)
    }

    /// The change behind a correction's name, as made by [`ChangeId::as_edit`].
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "the two halves are cut out on purpose")]
    pub const fn of_edit(edit: EditId) -> Self {
        Self::new((edit.0 >> 32) as u64, edit.0 as u32)
    }
}

impl fmt::Display for ChangeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}.{}", self.replica.0, self.counter)
    }
}

/// The text is not the name of a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not the name of a change: expected 16 hexadecimal digits, a full stop and a number")]
pub struct NotAChangeId;

impl FromStr for ChangeId {
    type Err = NotAChangeId;

    fn from_str(text: &str) -> Result<Self, NotAChangeId> {
        let (replica, counter) = text.split_once('.').ok_or(NotAChangeId)?;
        let replica = u64::from_str_radix(replica, 16).map_err(|_| NotAChangeId)?;
        Ok(Self::new(replica, counter.parse().map_err(|_| NotAChangeId)?))
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub struct $name(pub ChangeId);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAChangeId;
            fn from_str(text: &str) -> Result<Self, NotAChangeId> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A person who works on the study.
    CoderId,
    /// An attribute that people or organisations have.
    AttributeId,
    /// A trust, ward, firm or other body that participants belong to.
    OrganisationId,
    /// A person who was, or is to be, interviewed.
    ParticipantId,
    /// A row of the matrix: usually one participant.
    CaseId,
    /// A transcript, field note or other document.
    SourceId,
    /// A code, or a category of codes.
    CodeId,
    /// One application of a code to a span by a coder.
    CodingId,
    /// A note that an analyst wrote about something.
    MemoId,
    /// A fixed version of the framework.
    FrameworkId,
    /// A theme.
    ThemeId,
    /// A finding.
    FindingId,
    /// One piece of evidence for or against a finding.
    EvidenceId,
    /// A recommendation.
    RecommendationId,
    /// An analyst's judgement of an attribute that nobody can look up.
    JudgementId,
    /// A record that a copy of study data was made outside the study.
    CopyId,
    /// A comment.
    CommentId,
    /// A named point of the history.
    MilestoneId,
    /// An element of a column's worksheet.
    ElementId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_id_survives_every_spelling_of_it() {
        let id = ChangeId::new(0x0123_4567_89ab_cdef, 42);
        assert_eq!(ChangeId::from_bytes(id.to_bytes()), id);
        assert_eq!(ChangeId::of_edit(id.as_edit()), id);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string(), "0123456789abcdef.42");
    }

    #[test]
    fn other_texts_are_refused_as_change_ids() {
        for text in ["", "12", "xyz.1", "12.x", "1.2.3"] {
            assert!(text.parse::<ChangeId>().is_err(), "{text}");
        }
    }
}
