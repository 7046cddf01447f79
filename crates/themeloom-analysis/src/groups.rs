//! Cases grouped by an attribute of theirs, of their participants or of their organisations.

use std::cmp::Ordering;

use themeloom_study::attribute::{Attribute, AttributeOf, AttributeOwner, AttributeValue};
use themeloom_study::participant::Case;
use themeloom_study::{AttributeId, CaseId, Study};

use crate::natural::natural_order;
use crate::people::owners;

/// What a group is called whose value nobody recorded.
pub(crate) const NOT_RECORDED: &str = "not recorded";

/// Cases that share a value.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Group {
    /// The value; several joined by " + " where the people of a case differ.
    pub label: String,
    /// Whether the value is recorded at all.
    pub recorded: bool,
    /// The cases, sorted as people sort names.
    pub cases: Vec<CaseId>,
}

/// The attribute with a name, whatever its capitals: of participants first, then of organisations, then of
/// cases.
#[must_use]
pub fn find_attribute(study: &Study, name: &str) -> Option<AttributeId> {
    [AttributeOf::Participant, AttributeOf::Organisation, AttributeOf::Case]
        .into_iter()
        .find_map(|of| study.attribute_named(of, name))
        .map(|attribute| attribute.id)
}

/// The value of an attribute, or what the judgements of it agree on; two analysts who judge differently
/// leave "judged differently".
#[must_use]
pub fn recorded(study: &Study, owner: AttributeOwner, attribute: &Attribute) -> Option<AttributeValue> {
    if let Some(value) = study.attribute_value(owner, attribute.id) {
        return Some(value.clone());
    }
    let mut judged =
        study.judgements().iter().filter(|j| j.of == owner && j.attribute == attribute.id).map(|j| &j.value);
    let first = judged.next()?;
    if judged.all(|other| other == first) {
        Some(first.clone())
    } else {
        Some(AttributeValue::Text("judged differently".to_owned()))
    }
}

/// Groups cases by an attribute: groups in the attribute's own order, those that nobody recorded last, cases
/// in the order of their names. Without an attribute all cases are one group without a name.
#[must_use]
pub fn group_cases(study: &Study, cases: &[CaseId], by: Option<AttributeId>) -> Vec<Group> {
    let mut rows: Vec<&Case> = cases.iter().filter_map(|&case| study.cases().get(case)).collect();
    rows.sort_by(|a, b| natural_order(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
    let Some(attribute) = by.and_then(|by| study.attributes().get(by)) else {
        let cases = rows.into_iter().map(|case| case.id).collect();
        return vec![Group { label: String::new(), recorded: true, cases }];
    };
    let mut keyed: Vec<(Vec<AttributeValue>, CaseId)> =
        rows.into_iter().map(|case| (recorded_of_case(study, case, attribute), case.id)).collect();
    keyed.sort_by(|(a, _), (b, _)| compare_values(attribute, a, b));
    let mut groups: Vec<Group> = Vec::new();
    for (values, case) in keyed {
        let label = label(&values);
        match groups.last_mut() {
            Some(group) if group.label == label => group.cases.push(case),
            _ => groups.push(Group { label, recorded: !values.is_empty(), cases: vec![case] }),
        }
    }
    groups
}

/// The values of a case, each once, in the attribute's order: several where its participants differ.
#[must_use]
pub fn recorded_of_case(study: &Study, case: &Case, attribute: &Attribute) -> Vec<AttributeValue> {
    let owners = owners(study, case, attribute.definition.of);
    let mut values: Vec<AttributeValue> =
        owners.into_iter().filter_map(|owner| recorded(study, owner, attribute)).collect();
    values.sort_by(|a, b| compare_one(attribute, a, b));
    values.dedup();
    values
}

fn label(values: &[AttributeValue]) -> String {
    if values.is_empty() {
        return NOT_RECORDED.to_owned();
    }
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + ")
}

fn compare_one(attribute: &Attribute, a: &AttributeValue, b: &AttributeValue) -> Ordering {
    let kind = &attribute.definition.kind;
    kind.rank(a).cmp(&kind.rank(b)).then_with(|| match (a, b) {
        (AttributeValue::Number(a), AttributeValue::Number(b)) => a.total_cmp(b),
        _ => natural_order(&a.to_string(), &b.to_string()),
    })
}

/// Single values in the attribute's order, then mixed ones, then none.
fn compare_values(attribute: &Attribute, a: &[AttributeValue], b: &[AttributeValue]) -> Ordering {
    let class = |values: &[AttributeValue]| match values.len() {
        0 => 2,
        1 => 0,
        _ => 1,
    };
    class(a).cmp(&class(b)).then_with(|| {
        let pairs = a.iter().zip(b).map(|(a, b)| compare_one(attribute, a, b));
        pairs.fold(Ordering::Equal, Ordering::then).then_with(|| a.len().cmp(&b.len()))
    })
}
