//! Findings with the evidence for and against them, recommendations with the findings that carry them, and
//! what a reviewer would ask about both.

use std::collections::BTreeSet;

use serde::Serialize;
use themeloom_study::findings::{Evidence, EvidenceLink, Finding, Recommendation, Stance};
use themeloom_study::framework::{CellKey, CellState};
use themeloom_study::{AttributeId, EvidenceId, FindingId, ParticipantId, RecommendationId, Study, Texts};

use crate::people::{analysed, is_in_analysis};
use crate::quotation::{Quotable, RefusedQuotation, quote, take_refused};

/// One piece of evidence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct EvidenceRow {
    /// The piece.
    pub evidence: EvidenceId,
    /// Whose account it is from: the pseudonym, or the name of the case or source.
    pub who: String,
    /// Why it counts.
    pub note: String,
    /// The code whose cell or coding it is; empty for a passage.
    pub code: String,
    /// What the cell says, where it points at a cell.
    pub summary: String,
    /// The words, where they may be shown.
    pub quotations: Vec<Quotable>,
    /// Whether the words were changed since they were marked.
    pub changed_since: bool,
    /// Whether it still counts: not where its account was left out of the analysis, its coding taken away,
    /// or its cell cleared.
    pub stands: bool,
    /// The people it rests on.
    #[serde(skip)]
    people: Vec<ParticipantId>,
}

/// A finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FindingRow {
    /// The finding.
    pub finding: FindingId,
    /// What was found.
    pub statement: String,
    /// The name of its theme.
    pub theme: Option<String>,
    /// The evidence for it.
    pub evidence_for: Vec<EvidenceRow>,
    /// The evidence against it.
    pub evidence_against: Vec<EvidenceRow>,
    /// The quotations that were left out, and why.
    pub refused: Vec<RefusedQuotation>,
    /// What a reviewer would ask.
    pub warnings: Vec<Warning>,
}

/// A recommendation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RecommendationRow {
    /// The recommendation.
    pub recommendation: RecommendationId,
    /// What to do.
    pub what: String,
    /// Why.
    pub why: String,
    /// The findings that carry it, archived ones left out.
    pub carried_by: Vec<(FindingId, String)>,
    /// What a reviewer would ask.
    pub warnings: Vec<Warning>,
}

/// What a reviewer would ask about a finding or recommendation.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, thiserror::Error)]
pub enum Warning {
    /// A finding has no evidence for it that stands.
    #[error("no evidence stands for this finding")]
    NoEvidence,
    /// A finding has no evidence against it.
    #[error("no evidence against is recorded: look for accounts that do not fit, and note that you did")]
    NoEvidenceAgainst,
    /// A finding rests on one person.
    #[error("all evidence for it is from {0}")]
    OnePerson(String),
    /// Words that a finding rests on were changed since.
    #[error("the text of {0} of its pieces of evidence changed since")]
    ChangedSince(usize),
    /// Evidence that no longer counts.
    #[error(
        "{0} of its pieces of evidence no longer stand: the account was left out, or the coding or cell is gone"
    )]
    NoLongerStands(usize),
    /// Evidence whose words may not be shown.
    #[error("{0} of its quotations may not be shown")]
    Refused(usize),
    /// A recommendation that no finding carries.
    #[error("no finding carries this recommendation")]
    NoFinding,
    /// A recommendation carried by findings without evidence.
    #[error("{0} of the findings that carry it have no evidence that stands")]
    FindingsWithoutEvidence(usize),
}

/// The findings of a study in the order in which they were made. `role` is the attribute by which people are
/// attributed.
#[must_use]
pub fn finding_rows(study: &Study, texts: &Texts, role: Option<AttributeId>) -> Vec<FindingRow> {
    study.findings().iter().map(|finding| finding_row(study, texts, finding, role)).collect()
}

/// The recommendations of a study in the order in which they were made.
#[must_use]
pub fn recommendation_rows(study: &Study) -> Vec<RecommendationRow> {
    study.recommendations().iter().map(|recommendation| recommendation_row(study, recommendation)).collect()
}

fn finding_row(study: &Study, texts: &Texts, finding: &Finding, role: Option<AttributeId>) -> FindingRow {
    let rows = |stance| -> Vec<EvidenceRow> {
        let pieces = study.evidence().iter().filter(|e| e.finding == finding.id && e.stance == stance);
        pieces.map(|piece| evidence_row(study, texts, piece, role)).collect()
    };
    let (mut evidence_for, mut evidence_against) = (rows(Stance::For), rows(Stance::Against));
    let wanted_in = format!("finding \"{}\"", finding.statement);
    let mut refused = Vec::new();
    for row in evidence_for.iter_mut().chain(&mut evidence_against) {
        refused.extend(take_refused(&mut row.quotations, &wanted_in));
    }
    FindingRow {
        finding: finding.id,
        statement: finding.statement.clone(),
        theme: finding.theme.and_then(|theme| study.themes().live(theme)).map(|theme| theme.name.clone()),
        warnings: warnings(study, &evidence_for, &evidence_against, refused.len()),
        evidence_for,
        evidence_against,
        refused,
    }
}

fn warnings(study: &Study, pro: &[EvidenceRow], contra: &[EvidenceRow], refused: usize) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let standing: Vec<&EvidenceRow> = pro.iter().filter(|row| row.stands).collect();
    let people: BTreeSet<ParticipantId> =
        standing.iter().flat_map(|row| row.people.iter().copied()).collect();
    if standing.is_empty() {
        warnings.push(Warning::NoEvidence);
    }
    if let (Some(&only), 1) = (people.first(), people.len())
        && standing.iter().all(|row| !row.people.is_empty())
    {
        let pseudonym = study.participants().get(only).map(|p| p.pseudonym.clone());
        warnings.push(Warning::OnePerson(pseudonym.unwrap_or_default()));
    }
    if !contra.iter().any(|row| row.stands) {
        warnings.push(Warning::NoEvidenceAgainst);
    }
    let count = |wanted: fn(&EvidenceRow) -> bool| pro.iter().chain(contra).filter(|row| wanted(row)).count();
    let counted = [
        (count(|row| row.stands && row.changed_since), Warning::ChangedSince as fn(usize) -> Warning),
        (count(|row| !row.stands), Warning::NoLongerStands),
        (refused, Warning::Refused),
    ];
    warnings.extend(counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, warning)| warning(n)));
    warnings
}

fn evidence_row(study: &Study, texts: &Texts, piece: &Evidence, role: Option<AttributeId>) -> EvidenceRow {
    let mut row = EvidenceRow {
        evidence: piece.id,
        who: String::new(),
        note: piece.note.clone(),
        code: String::new(),
        summary: String::new(),
        quotations: Vec::new(),
        changed_since: false,
        stands: stands(study, &piece.link),
        people: Vec::new(),
    };
    let code_label = |code| study.codes().get(code).map(|code| code.label()).unwrap_or_default();
    match &piece.link {
        EvidenceLink::Passage(passage) => row.quotations.push(quote(study, texts, passage, role)),
        EvidenceLink::Coding(id) => {
            if let Some(coding) = study.codings().get(*id) {
                row.code = code_label(coding.code);
                row.quotations
                    .extend(study.passage_of(coding).map(|passage| quote(study, texts, &passage, role)));
            }
        }
        EvidenceLink::Cell(key) => {
            row.code = code_label(key.code);
            row.take_cell(study, texts, *key, role);
        }
    }
    row.people.extend(row.quotations.iter().filter_map(|q| q.participant));
    row.changed_since = row.quotations.iter().any(|q| q.changed_since);
    if row.who.is_empty() {
        row.who = row.quotations.first().map(|q| q.who.clone()).unwrap_or_default();
    }
    row
}

impl EvidenceRow {
    fn take_cell(&mut self, study: &Study, texts: &Texts, key: CellKey, role: Option<AttributeId>) {
        let Some(case) = study.cases().get(key.case) else { return };
        self.who = case.name.clone();
        self.people = analysed(study, case);
        let Some(cell) = study.cells().get(&key).filter(|_| self.stands) else { return };
        self.summary = cell.summary.clone();
        self.quotations.extend(cell.quotations.iter().map(|passage| quote(study, texts, passage, role)));
    }
}

/// Whether what a piece of evidence points at is still there and part of the analysis.
fn stands(study: &Study, link: &EvidenceLink) -> bool {
    let analysed_source = |source| study.sources().live(source).is_some();
    match link {
        EvidenceLink::Passage(passage) => {
            analysed_source(passage.source)
                && study.place(passage).is_some_and(|placed| placed.span().is_some())
                && study.participant_of(passage).is_none_or(|p| is_in_analysis(study, p))
        }
        EvidenceLink::Coding(id) => study.codings().get(*id).is_some_and(|coding| {
            study.counts(coding)
                && study.participant_of_coding(coding).is_none_or(|p| is_in_analysis(study, p))
        }),
        EvidenceLink::Cell(key) => {
            let case = study.cases().live(key.case);
            case.is_some_and(|case| case.participants.is_empty() || !analysed(study, case).is_empty())
                && study.cells().get(key).is_some_and(|cell| cell.state != CellState::NotCharted)
        }
    }
}

fn recommendation_row(study: &Study, recommendation: &Recommendation) -> RecommendationRow {
    let findings: Vec<&Finding> =
        recommendation.findings.iter().filter_map(|&finding| study.findings().live(finding)).collect();
    let bare = findings.iter().filter(|finding| {
        !study
            .evidence()
            .iter()
            .any(|e| e.finding == finding.id && e.stance == Stance::For && stands(study, &e.link))
    });
    let warnings = match (findings.len(), bare.count()) {
        (0, _) => vec![Warning::NoFinding],
        (_, 0) => Vec::new(),
        (_, bare) => vec![Warning::FindingsWithoutEvidence(bare)],
    };
    RecommendationRow {
        recommendation: recommendation.id,
        what: recommendation.what.clone(),
        why: recommendation.why.clone(),
        carried_by: findings.iter().map(|finding| (finding.id, finding.statement.clone())).collect(),
        warnings,
    }
}
