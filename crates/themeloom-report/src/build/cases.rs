//! The cases with their participants and all that is recorded of them, for other programs.

use std::collections::BTreeMap;

use themeloom_analysis::{is_in_analysis, natural_order, recorded};
use themeloom_study::attribute::{Attribute, AttributeOf, AttributeOwner};
use themeloom_study::participant::{Case, Participant};
use themeloom_study::{ParticipantId, Study};

use crate::model::{Cell, Column, Row, Table};

/// One row for each participant of each case, with the attributes of the participant, the organisation and the
/// case, the sources that the participant speaks in, and how many codings count there. Pseudonyms only.
/// Participants who were erased, archived or withdrew from use have no row.
#[must_use]
pub fn cases_table(study: &Study) -> Table {
    let attributes: Vec<&Attribute> = study.attributes().iter().collect();
    let counts = codings(study);
    let mut rows: Vec<(String, String, Row)> = Vec::new();
    for (case, participant) in pairs(study) {
        let name = case.map(|case| case.name.clone()).unwrap_or_default();
        let who = participant.map(|p| p.pseudonym.clone()).unwrap_or_default();
        let organisation = participant.and_then(|p| study.organisations().live(p.organisation?));
        let mut cells = vec![
            Cell::text(&name),
            Cell::text(&who),
            Cell::text(organisation.map_or("", |o| o.name.as_str())),
        ];
        for attribute in &attributes {
            let owner = match attribute.definition.of {
                AttributeOf::Participant => participant.map(|p| AttributeOwner::Participant(p.id)),
                AttributeOf::Organisation => organisation.map(|o| AttributeOwner::Organisation(o.id)),
                AttributeOf::Case => case.map(|case| AttributeOwner::Case(case.id)),
            };
            let value = owner.and_then(|owner| recorded(study, owner, attribute));
            cells.push(Cell::text(&value.map(|value| value.to_string()).unwrap_or_default()));
        }
        cells.push(Cell::text(&participant.map(|p| sources(study, p.id)).unwrap_or_default()));
        cells.push(Cell::count(participant.and_then(|p| counts.get(&p.id)).copied().unwrap_or(0), None));
        rows.push((name, who, Row::data(cells)));
    }
    rows.sort_by(|a, b| natural_order(&a.0, &b.0).then_with(|| natural_order(&a.1, &b.1)));
    let titles = titles(&attributes);
    let mut columns =
        vec![Column::row_head("case", 12), Column::text("participant", 12), Column::text("organisation", 16)];
    columns.extend(titles.iter().map(|title| Column::text(title.as_str(), 18)));
    columns.extend([Column::text("sources", 24), Column::count("codings", 10)]);
    Table {
        caption: "Cases and participants".to_owned(),
        sheet: "Cases".to_owned(),
        columns,
        rows: rows.into_iter().map(|(_, _, row)| row).collect(),
        ..Table::default()
    }
}

/// Every case with each of its participants who is analysed; and those who are in no case.
fn pairs(study: &Study) -> Vec<(Option<&Case>, Option<&Participant>)> {
    let mut pairs = Vec::new();
    let mut in_a_case: Vec<ParticipantId> = Vec::new();
    for case in study.cases().iter() {
        let people = case.participants.iter().filter_map(|&p| study.participants().get(p));
        let analysed: Vec<&Participant> = people.filter(|p| is_in_analysis(study, p.id)).collect();
        in_a_case.extend(&case.participants);
        if case.participants.is_empty() {
            pairs.push((Some(case), None));
        }
        pairs.extend(analysed.into_iter().map(|participant| (Some(case), Some(participant))));
    }
    in_a_case.sort_unstable();
    let alone = study.participants().iter().filter(|p| in_a_case.binary_search(&p.id).is_err());
    pairs.extend(alone.filter(|p| is_in_analysis(study, p.id)).map(|p| (None, Some(p))));
    pairs
}

/// The attributes' names; with what they describe where two have the same, or another column has it.
fn titles(attributes: &[&Attribute]) -> Vec<String> {
    const OURS: [&str; 5] = ["case", "participant", "organisation", "sources", "codings"];
    let folded = |attribute: &Attribute| attribute.definition.name.trim().to_lowercase();
    let title = |attribute: &&Attribute| {
        let name = folded(attribute);
        let alike = attributes.iter().filter(|other| folded(other) == name).count();
        if alike < 2 && !OURS.contains(&name.as_str()) {
            return attribute.definition.name.clone();
        }
        format!("{} of the {}", attribute.definition.name, of(attribute.definition.of))
    };
    attributes.iter().map(title).collect()
}

const fn of(of: AttributeOf) -> &'static str {
    match of {
        AttributeOf::Participant => "participant",
        AttributeOf::Organisation => "organisation",
        AttributeOf::Case => "case",
    }
}

fn sources(study: &Study, participant: ParticipantId) -> String {
    let mut names: Vec<&str> = study
        .sources()
        .iter()
        .filter(|source| source.participants().any(|p| p == participant))
        .map(|source| source.name.as_str())
        .collect();
    names.sort_by(|a, b| natural_order(a, b));
    names.join("; ")
}

/// How many codings count in each participant's account.
fn codings(study: &Study) -> BTreeMap<ParticipantId, usize> {
    let mut counts = BTreeMap::new();
    for coding in study.codings().iter().filter(|coding| study.counts(coding)) {
        if let Some(participant) = study.participant_of_coding(coding) {
            *counts.entry(participant).or_default() += 1;
        }
    }
    counts
}
