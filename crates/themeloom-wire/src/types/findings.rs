//! Themes, findings, recommendations, and the two tables of a report.

use serde::Serialize;
use utoipa::ToSchema;

use crate::ids::Id;
use crate::types::place::Excerpt;

/// A theme.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Theme {
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What it says in one sentence.
    pub statement: String,
    /// The narrative summary.
    pub narrative: String,
    /// The codes that carry it.
    pub codes: Vec<Id>,
    /// The quotations that show it.
    pub exemplars: Vec<Excerpt>,
    /// Whether it was archived.
    pub archived: bool,
}

/// A finding with its evidence.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// Which.
    pub id: Id,
    /// What was found.
    pub statement: String,
    /// The theme that it belongs to.
    #[schema(required)]
    pub theme: Option<Id>,
    /// What stands for and against it.
    pub evidence: Vec<Evidence>,
    /// What a reviewer would ask.
    pub warnings: Vec<String>,
    /// Whether it was archived.
    pub archived: bool,
}

/// A piece of evidence.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// Which.
    pub id: Id,
    /// for or against.
    pub stance: String,
    /// Why it counts.
    pub note: String,
    /// Whose account it is.
    pub who: String,
    /// The words.
    pub excerpts: Vec<Excerpt>,
    /// The cell that it points at.
    #[schema(required)]
    pub cell: Option<EvidenceCell>,
    /// The coding that it points at.
    #[schema(required)]
    pub coding: Option<Id>,
    /// Whether the words changed since.
    pub changed_since: bool,
    /// Why the words may not be shown in a report.
    #[schema(required)]
    pub refused: Option<String>,
}

/// A cell as evidence.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceCell {
    /// The case.
    pub case: Id,
    /// The code.
    pub code: Id,
    /// What was charted.
    pub summary: String,
}

/// A recommendation.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Recommendation {
    /// Which.
    pub id: Id,
    /// What to do.
    pub what: String,
    /// Why.
    pub why: String,
    /// The findings that carry it.
    pub findings: Vec<Id>,
    /// What a reviewer would ask.
    pub warnings: Vec<String>,
    /// Whether it was archived.
    pub archived: bool,
}

/// The themes table, as a report prints it.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ThemesTable {
    /// Its rows.
    pub rows: Vec<ThemeRow>,
}

/// One theme of the themes table.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ThemeRow {
    /// The theme.
    pub theme: Id,
    /// Its name.
    pub name: String,
    /// What it says.
    pub statement: String,
    /// The narrative summary.
    pub narrative: String,
    /// The codes that carry it.
    pub codes: Vec<String>,
    /// Who raised it, by group.
    pub who: Vec<GroupCount>,
    /// Who raised it in all.
    pub everybody: GroupCount,
    /// The quotations.
    pub exemplars: Vec<Exemplar>,
    /// Quotations that may not be shown.
    pub refused: Vec<Refused>,
    /// Pieces of evidence for.
    pub evidence_for: usize,
    /// Pieces of evidence against.
    pub evidence_against: usize,
    /// How many quotations each person gave.
    pub spread: Vec<Spread>,
}

/// How many of a group raised something.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GroupCount {
    /// The group.
    pub label: String,
    /// How many raised it.
    pub raised: usize,
    /// Of how many.
    pub of: usize,
}

/// A quotation of the themes table.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Exemplar {
    /// The words.
    pub words: String,
    /// Whose, as printed.
    pub attribution: String,
    /// Where they stand.
    pub reference: String,
    /// Whether they changed since.
    pub changed_since: bool,
}

/// A quotation that may not be shown.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Refused {
    /// Whose.
    pub who: String,
    /// Why not.
    pub reason: String,
}

/// How many quotations a person gave.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Spread {
    /// Who.
    pub who: String,
    /// How many.
    pub quotations: usize,
}

/// The table of recommendations, as a report prints it.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecommendationsTable {
    /// Its rows.
    pub rows: Vec<RecommendationRow>,
}

/// One recommendation of the table.
#[derive(Clone, PartialEq, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecommendationRow {
    /// Which.
    pub recommendation: Id,
    /// What to do.
    pub what: String,
    /// Why.
    pub why: String,
    /// The findings that carry it.
    pub carried_by: Vec<String>,
    /// What a reviewer would ask.
    pub warnings: Vec<String>,
}
