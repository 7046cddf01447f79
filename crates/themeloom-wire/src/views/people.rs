//! Who is in a study.

use std::collections::BTreeMap;

use themeloom_app::study::attribute::{self, AttributeValue as Value};
use themeloom_app::study::{AttributeId, Study, participant};

use super::words;
use crate::types::outline::{Attribute, AttributeValue, Case, Coder, ConsentRow, Organisation, Participant};

/// A coder.
#[must_use]
pub fn coder(row: &participant::Coder) -> Coder {
    Coder {
        id: row.id.to_string(),
        name: row.name.clone(),
        initials: row.initials.clone(),
        archived: row.retired,
    }
}

/// An attribute.
#[must_use]
pub fn attribute(row: &attribute::Attribute) -> Attribute {
    let (kind, options) = words::attribute_kind(&row.definition.kind);
    Attribute {
        id: row.id.to_string(),
        name: row.definition.name.clone(),
        of: words::attribute_of(row.definition.of).to_owned(),
        kind: kind.to_owned(),
        options,
        judged: row.definition.judged,
        archived: row.retired,
    }
}

/// An organisation.
#[must_use]
pub fn organisation(row: &participant::Organisation) -> Organisation {
    Organisation {
        id: row.id.to_string(),
        name: row.name.clone(),
        values: values(&row.attributes),
        archived: row.retired,
    }
}

/// A participant, without who they are.
#[must_use]
pub fn participant(study: &Study, row: &participant::Participant) -> Participant {
    let known = study.particulars(row.id);
    let consents = known.into_iter().flat_map(|known| &known.consents);
    let gate_of = |id| {
        let statements = study.protocol().into_iter().flat_map(|protocol| &protocol.consent);
        statements.into_iter().find(|s| &s.id == id).map(|s| words::gate(s.gate)).unwrap_or_default()
    };
    Participant {
        id: row.id.to_string(),
        pseudonym: row.pseudonym.clone(),
        organisation: row.organisation.map(|id| id.to_string()),
        values: known.map(|known| values(&known.attributes)).unwrap_or_default(),
        consents: consents
            .map(|(id, consent)| ConsentRow {
                name: id.name.clone(),
                statement: format!("{} (version {})", id.name, id.version),
                gate: gate_of(id),
                state: words::consent(consent.state).to_owned(),
                on: consent.on.clone(),
            })
            .collect(),
        withdrawal: known
            .and_then(|known| known.withdrawal.as_ref())
            .map(|withdrawal| format!("{} ({})", words::withdrawal(withdrawal.level), withdrawal.on)),
        erased: row.erased.as_ref().map(|erasure| erasure.on.clone()),
        archived: row.retired,
    }
}

/// A case.
#[must_use]
pub fn case(row: &participant::Case) -> Case {
    Case {
        id: row.id.to_string(),
        name: row.name.clone(),
        participants: row.participants.iter().map(ToString::to_string).collect(),
        values: values(&row.attributes),
        archived: row.retired,
    }
}

fn values(recorded: &BTreeMap<AttributeId, Value>) -> Vec<AttributeValue> {
    let value = |(attribute, value): (&AttributeId, &Value)| AttributeValue {
        attribute: attribute.to_string(),
        value: value.to_string(),
    };
    recorded.iter().map(value).collect()
}
