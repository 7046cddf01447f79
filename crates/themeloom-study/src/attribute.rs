//! What is recorded about participants, organisations and cases, and analysts' judgements of it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::ids::{AttributeId, CaseId, CoderId, JudgementId, OrganisationId, ParticipantId};
use crate::passage::Passage;

/// What an attribute describes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum AttributeOf {
    /// Participants.
    Participant,
    /// Organisations; their members share the value.
    Organisation,
    /// Cases.
    Case,
}

/// The one thing whose attribute is meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum AttributeOwner {
    /// A participant.
    Participant(ParticipantId),
    /// An organisation.
    Organisation(OrganisationId),
    /// A case.
    Case(CaseId),
}

impl AttributeOwner {
    /// The kind of thing it is.
    #[must_use]
    pub const fn kind(self) -> AttributeOf {
        match self {
            Self::Participant(_) => AttributeOf::Participant,
            Self::Organisation(_) => AttributeOf::Organisation,
            Self::Case(_) => AttributeOf::Case,
        }
    }
}

/// What values an attribute takes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AttributeKind {
    /// One of these, in no order.
    Choice(Vec<String>),
    /// One of these, from low to high.
    Ordered(Vec<String>),
    /// A number.
    Number,
    /// A day, written 2026-11-23.
    Date,
    /// Anything.
    Text,
}

impl AttributeKind {
    /// The value that a text stands for, or what was expected instead.
    ///
    /// # Errors
    /// A plain sentence part that names what would have been right.
    pub fn read(&self, text: &str) -> Result<AttributeValue, String> {
        let text = text.trim();
        match self {
            Self::Choice(values) | Self::Ordered(values) => values
                .iter()
                .find(|v| v.to_lowercase() == text.to_lowercase())
                .map(|v| AttributeValue::Text(v.clone()))
                .ok_or_else(|| format!("one of: {}", values.join(", "))),
            Self::Number => text
                .parse::<f64>()
                .ok()
                .filter(|n| n.is_finite())
                .map(AttributeValue::Number)
                .ok_or_else(|| "a number".to_owned()),
            Self::Date => is_date(text)
                .then(|| AttributeValue::Text(text.to_owned()))
                .ok_or_else(|| "a day written like 2026-11-23".to_owned()),
            Self::Text => Ok(AttributeValue::Text(text.to_owned())),
        }
    }

    /// The place of a value in the attribute's own order, for sorting groups.
    #[must_use]
    pub fn rank(&self, value: &AttributeValue) -> usize {
        match (self, value) {
            (Self::Choice(values) | Self::Ordered(values), AttributeValue::Text(text)) => {
                values.iter().position(|v| v == text).unwrap_or(values.len())
            }
            _ => 0,
        }
    }
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |i: usize, digits: usize| {
        parts.get(i).filter(|p| p.len() == digits && p.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
    };
    parts.len() == 3
        && number(0, 4).is_some_and(|_: u32| true)
        && number(1, 2).is_some_and(|month: u32| (1..=12).contains(&month))
        && number(2, 2).is_some_and(|day: u32| (1..=31).contains(&day))
}

/// One value of an attribute.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum AttributeValue {
    /// A choice, a day or free text.
    Text(String),
    /// A number.
    Number(f64),
}

impl fmt::Display for AttributeValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
        }
    }
}

/// An attribute as the protocol defines it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AttributeDefinition {
    /// What it describes.
    pub of: AttributeOf,
    /// Its name: "role group".
    pub name: String,
    /// Its values.
    pub kind: AttributeKind,
    /// What it means and where to find it.
    pub help: String,
    /// Whether it is an analyst's judgement rather than a fact: then it is recorded by
    /// [`Judgement`]s and never set outright.
    pub judged: bool,
}

/// An attribute of this study.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attribute {
    /// Its id.
    pub id: AttributeId,
    /// Its definition.
    pub definition: AttributeDefinition,
    /// Whether it was archived.
    pub retired: bool,
}

/// An analyst's judgement, as of an organisation's leadership style: who judged, what, and from
/// which passages. Two analysts may differ; both judgements stand.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Judgement {
    /// Its id.
    pub id: JudgementId,
    /// What was judged.
    pub of: AttributeOwner,
    /// Which attribute.
    pub attribute: AttributeId,
    /// The value.
    pub value: AttributeValue,
    /// Who judged.
    pub by: CoderId,
    /// Why.
    pub reason: String,
    /// The passages that it rests on.
    pub passages: Vec<Passage>,
    /// Whether it was archived.
    pub retired: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_read_whatever_its_capitals_and_refused_with_the_choices() {
        let kind = AttributeKind::Choice(vec!["clinician".into(), "manager".into()]);
        assert_eq!(kind.read(" Manager "), Ok(AttributeValue::Text("manager".into())));
        assert_eq!(kind.read("porter"), Err("one of: clinician, manager".to_owned()));
    }

    #[test]
    fn a_date_needs_year_month_and_day() {
        assert!(AttributeKind::Date.read("2026-11-23").is_ok());
        for wrong in ["23/11/2026", "2026-13-01", "2026-1-1", "2026-11", "2026-11-32"] {
            assert!(AttributeKind::Date.read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn numbers_that_are_none_are_refused() {
        assert_eq!(AttributeKind::Number.read("3.5"), Ok(AttributeValue::Number(3.5)));
        for wrong in ["", "three", "NaN", "inf"] {
            assert!(AttributeKind::Number.read(wrong).is_err(), "{wrong}");
        }
    }
}
