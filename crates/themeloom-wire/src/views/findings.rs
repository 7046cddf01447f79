//! Themes, findings, recommendations, and the two tables of a report.

use themeloom_app::analysis::{self, finding_rows, quote, recommendation_rows, themes_table};
use themeloom_app::study::findings::{self, EvidenceLink};
use themeloom_app::study::{self as study, AttributeId, FindingId, Study, Texts};

use super::places::excerpt;
use super::words;
use crate::types::findings::{
    Evidence, EvidenceCell, Exemplar, Finding, GroupCount, Recommendation, RecommendationRow,
    RecommendationsTable, Refused, Spread, Theme, ThemeRow, ThemesTable,
};

/// A theme.
#[must_use]
pub fn theme(study: &Study, texts: &Texts, row: &findings::Theme) -> Theme {
    Theme {
        id: row.id.to_string(),
        name: row.name.clone(),
        statement: row.statement.clone(),
        narrative: row.narrative.clone(),
        codes: row.codes.iter().map(ToString::to_string).collect(),
        exemplars: row.exemplars.iter().filter_map(|passage| excerpt(study, texts, passage)).collect(),
        archived: row.retired,
    }
}

/// A finding with its evidence.
#[must_use]
pub fn finding(study: &Study, texts: &Texts, row: &findings::Finding) -> Finding {
    let analysed = analysed(study, texts, row.id);
    let evidence = study.evidence().iter().filter(|piece| piece.finding == row.id);
    let changed = |id| {
        let rows = analysed.iter().flat_map(|row| row.evidence_for.iter().chain(&row.evidence_against));
        rows.into_iter()
            .find(|piece| piece.evidence == id)
            .map(|piece| (piece.who.clone(), piece.changed_since))
    };
    Finding {
        id: row.id.to_string(),
        statement: row.statement.clone(),
        theme: row.theme.map(|id| id.to_string()),
        evidence: evidence
            .map(|piece| {
                let (who, changed_since) = changed(piece.id).unwrap_or_default();
                Evidence { who, changed_since, ..evidence_of(study, texts, piece) }
            })
            .collect(),
        warnings: analysed.iter().flat_map(|row| &row.warnings).map(ToString::to_string).collect(),
        archived: row.retired,
    }
}

fn analysed(study: &Study, texts: &Texts, id: FindingId) -> Option<analysis::FindingRow> {
    finding_rows(study, texts, None).into_iter().find(|row| row.finding == id)
}

fn evidence_of(study: &Study, texts: &Texts, piece: &findings::Evidence) -> Evidence {
    let passages: Vec<study::Passage> = match &piece.link {
        EvidenceLink::Passage(passage) => vec![passage.clone()],
        EvidenceLink::Coding(id) => {
            study.codings().get(*id).and_then(|coding| study.passage_of(coding)).into_iter().collect()
        }
        EvidenceLink::Cell(key) => {
            study.cells().get(key).map(|cell| cell.quotations.clone()).unwrap_or_default()
        }
    };
    let refused =
        passages.iter().find_map(|passage| quote(study, texts, passage, None).refusal().map(str::to_owned));
    Evidence {
        id: piece.id.to_string(),
        stance: words::stance(piece.stance).to_owned(),
        note: piece.note.clone(),
        who: String::new(),
        excerpts: passages.iter().filter_map(|passage| excerpt(study, texts, passage)).collect(),
        cell: match &piece.link {
            EvidenceLink::Cell(key) => Some(EvidenceCell {
                case: key.case.to_string(),
                code: key.code.to_string(),
                summary: study.cells().get(key).map(|cell| cell.summary.clone()).unwrap_or_default(),
            }),
            EvidenceLink::Passage(_) | EvidenceLink::Coding(_) => None,
        },
        coding: match piece.link {
            EvidenceLink::Coding(id) => Some(id.to_string()),
            EvidenceLink::Passage(_) | EvidenceLink::Cell(_) => None,
        },
        changed_since: false,
        refused,
    }
}

/// A recommendation.
#[must_use]
pub fn recommendation(study: &Study, row: &findings::Recommendation) -> Recommendation {
    let rows = recommendation_rows(study);
    let analysed = rows.iter().find(|analysed| analysed.recommendation == row.id);
    Recommendation {
        id: row.id.to_string(),
        what: row.what.clone(),
        why: row.why.clone(),
        findings: row.findings.iter().map(ToString::to_string).collect(),
        warnings: analysed.iter().flat_map(|row| &row.warnings).map(ToString::to_string).collect(),
        archived: row.retired,
    }
}

/// The themes table, grouped by an attribute.
#[must_use]
pub fn themes(study: &Study, texts: &Texts, by: Option<AttributeId>) -> ThemesTable {
    ThemesTable { rows: themes_table(study, texts, by).iter().map(theme_row).collect() }
}

fn theme_row(row: &analysis::ThemeRow) -> ThemeRow {
    let count = |count: &analysis::GroupCount| GroupCount {
        label: count.label.clone(),
        raised: count.raised,
        of: count.of,
    };
    let exemplar = |quotable: &analysis::Quotable| {
        Some(Exemplar {
            words: quotable.given()?.to_owned(),
            attribution: quotable.attribution.clone(),
            reference: quotable.place.as_ref().map(reference).unwrap_or_default(),
            changed_since: quotable.changed_since,
        })
    };
    ThemeRow {
        theme: row.theme.to_string(),
        name: row.name.clone(),
        statement: row.statement.clone(),
        narrative: row.narrative.clone(),
        codes: row.codes.clone(),
        who: row.who.iter().map(count).collect(),
        everybody: count(&row.everybody),
        exemplars: row.exemplars.iter().filter_map(exemplar).collect(),
        refused: row
            .refused
            .iter()
            .map(|refused| Refused { who: refused.who.clone(), reason: refused.reason.clone() })
            .collect(),
        evidence_for: row.evidence_for,
        evidence_against: row.evidence_against,
        spread: row
            .spread
            .iter()
            .map(|(who, quotations)| Spread { who: who.clone(), quotations: *quotations })
            .collect(),
    }
}

fn reference(place: &analysis::LinePlace) -> String {
    let line = |line: usize| u32::try_from(line).unwrap_or(u32::MAX);
    super::places::reference(&place.source, line(place.first), line(place.last))
}

/// The table of recommendations.
#[must_use]
pub fn recommendations(study: &Study) -> RecommendationsTable {
    let row = |row: &analysis::RecommendationRow| RecommendationRow {
        recommendation: row.recommendation.to_string(),
        what: row.what.clone(),
        why: row.why.clone(),
        carried_by: row.carried_by.iter().map(|(_, statement)| statement.clone()).collect(),
        warnings: row.warnings.iter().map(ToString::to_string).collect(),
    };
    RecommendationsTable { rows: recommendation_rows(study).iter().map(row).collect() }
}
