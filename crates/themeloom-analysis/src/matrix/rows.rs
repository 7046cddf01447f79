//! The rows of a matrix: cases whose accounts are analysed, group after group.

use themeloom_study::{AttributeId, CaseId, ParticipantId, Study};

use crate::groups::{Group, group_cases};
use crate::people::{Standing, analysed, standing};

/// A row.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct MatrixRow {
    /// The case.
    pub case: CaseId,
    /// Its name.
    pub name: String,
    /// The participants whose accounts it holds and who are part of the analysis.
    pub participants: Vec<ParticipantId>,
    /// The number of its group.
    pub group: usize,
}

/// A case that has no row.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct LeftOut {
    /// Its name.
    pub name: String,
    /// Why.
    pub why: Standing,
}

/// The rows with their groups, and the cases that have none.
pub(super) fn rows(study: &Study, by: Option<AttributeId>) -> (Vec<MatrixRow>, Vec<Group>, Vec<LeftOut>) {
    let (mut kept, mut left_out) = (Vec::new(), Vec::new());
    for case in study.cases().iter() {
        if case.participants.is_empty() || !analysed(study, case).is_empty() {
            kept.push(case.id);
        } else {
            let why = case.participants.iter().map(|&p| standing(study, p)).max();
            left_out.push(LeftOut { name: case.name.clone(), why: why.unwrap_or(Standing::Archived) });
        }
    }
    left_out.sort_by(|a, b| crate::natural_order(&a.name, &b.name));
    let groups = group_cases(study, &kept, by);
    let mut rows = Vec::with_capacity(kept.len());
    for (number, group) in groups.iter().enumerate() {
        rows.extend(group.cases.iter().filter_map(|&case| study.cases().get(case)).map(|case| MatrixRow {
            case: case.id,
            name: case.name.clone(),
            participants: analysed(study, case),
            group: number,
        }));
    }
    (rows, groups, left_out)
}
