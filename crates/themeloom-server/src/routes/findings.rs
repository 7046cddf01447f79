//! Themes, findings with their evidence, recommendations, and the two tables.

use axum::Json;
use serde::Deserialize;
use themeloom_app::study::findings::EvidenceLink;
use themeloom_app::study::framework::CellKey;
use themeloom_app::study::{EvidenceId, FindingId, RecommendationId, ThemeId, Thing};
use themeloom_app::{
    Draft, FindingWanted, NewTheme, OpenStudy, RecommendationWanted, ThemeWanted, add_evidence, add_finding,
    add_recommendation, add_theme, archive, edit_evidence, edit_finding, edit_recommendation, edit_theme,
};
use themeloom_wire::types::changed::Done;
use themeloom_wire::types::findings::{RecommendationsTable, ThemesTable};
use themeloom_wire::types::place::Passage;
use themeloom_wire::views::places::read_passage;
use themeloom_wire::views::words::read_stance;
use themeloom_wire::{WireError, read_id, views};
use utoipa::ToSchema;

use crate::api::Problem;
use crate::failure::Failure;
use crate::routes::extract::{Asked, Of, Sent, nullable};
use crate::seat::Seat;

/// What a theme is to say; what is left out stays as it is.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct ThemeSent {
    /// Its name.
    name: Option<String>,
    /// What it says in one sentence.
    statement: Option<String>,
    /// The narrative summary.
    narrative: Option<String>,
    /// The codes that carry it.
    codes: Option<Vec<String>>,
    /// Whether it is archived.
    archived: Option<bool>,
}

fn read_ids<T: std::str::FromStr>(ids: &[String]) -> Result<Vec<T>, WireError> {
    ids.iter().map(|id| read_id(id)).collect()
}

/// Adds a theme.
#[utoipa::path(post, path = "/studies/{study}/themes", tag = "findings", params(("study" = String, Path)), request_body = ThemeSent, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn new_theme(seat: Seat, Sent(sent): Sent<ThemeSent>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let new = NewTheme {
            name: sent.name.unwrap_or_default(),
            statement: sent.statement.unwrap_or_default(),
            narrative: sent.narrative.unwrap_or_default(),
            codes: read_ids(&sent.codes.unwrap_or_default())?,
            exemplars: Vec::new(),
        };
        let said = format!("added the theme {}", new.name);
        Ok(Some(open.commit(said, |draft| add_theme(draft, new))?.0))
    })
    .await
}

/// Changes a theme.
#[utoipa::path(patch, path = "/studies/{study}/themes/{id}", tag = "findings", params(("study" = String, Path), ("id" = String, Path)), request_body = ThemeSent, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn change_theme(
    seat: Seat,
    Of(id): Of,
    Sent(sent): Sent<ThemeSent>,
) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: ThemeId = read_id(&id)?;
        let wanted = ThemeWanted {
            name: sent.name,
            statement: sent.statement,
            narrative: sent.narrative,
            codes: sent.codes.as_deref().map(read_ids).transpose()?,
            exemplars: None,
        };
        open.commit("", |draft| {
            around(draft, Thing::Theme(id), sent.archived, |draft| edit_theme(draft, id, wanted))
        })?;
        Ok(Some(id.0))
    })
    .await
}

/// Changes something that may be in the archive, before it goes there or after it came out.
fn around(
    draft: &mut Draft<'_>,
    thing: Thing,
    archived: Option<bool>,
    edit: impl FnOnce(&mut Draft<'_>) -> themeloom_app::Result<()>,
) -> themeloom_app::Result<()> {
    if archived == Some(false) {
        archive(draft, thing, false)?;
    }
    edit(draft)?;
    if archived == Some(true) { archive(draft, thing, true) } else { Ok(()) }
}

/// Chooses the quotations that show a theme.
#[utoipa::path(put, path = "/studies/{study}/themes/{id}/exemplars", tag = "findings", params(("study" = String, Path), ("id" = String, Path)), request_body = [Passage], responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn exemplars(
    seat: Seat,
    Of(id): Of,
    Sent(sent): Sent<Vec<Passage>>,
) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: ThemeId = read_id(&id)?;
        let passages = sent.iter().map(|passage| read_passage(open.study(), open.texts(), passage));
        let exemplars = Some(passages.collect::<Result<_, _>>()?);
        open.commit("", |draft| edit_theme(draft, id, ThemeWanted { exemplars, ..ThemeWanted::default() }))?;
        Ok(Some(id.0))
    })
    .await
}

/// What a finding is to say; what is left out stays as it is.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct FindingSent {
    /// What was found.
    statement: Option<String>,
    /// The theme that it belongs to; null for none.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    theme: Option<Option<String>>,
    /// Whether it is archived.
    archived: Option<bool>,
}

/// Adds a finding.
#[utoipa::path(post, path = "/studies/{study}/findings", tag = "findings", params(("study" = String, Path)), request_body = FindingSent, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn new_finding(seat: Seat, Sent(sent): Sent<FindingSent>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let theme = sent.theme.flatten().as_deref().map(read_id).transpose()?;
        let statement = sent.statement.unwrap_or_default();
        Ok(Some(open.commit("", |draft| add_finding(draft, &statement, theme))?.0))
    })
    .await
}

/// Changes a finding.
#[utoipa::path(patch, path = "/studies/{study}/findings/{id}", tag = "findings", params(("study" = String, Path), ("id" = String, Path)), request_body = FindingSent, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn change_finding(
    seat: Seat,
    Of(id): Of,
    Sent(sent): Sent<FindingSent>,
) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: FindingId = read_id(&id)?;
        let theme = sent.theme.map(|theme| theme.as_deref().map(read_id).transpose()).transpose()?;
        let wanted = FindingWanted { statement: sent.statement, theme };
        open.commit("", |draft| {
            around(draft, Thing::Finding(id), sent.archived, |draft| edit_finding(draft, id, wanted))
        })?;
        Ok(Some(id.0))
    })
    .await
}

/// A cell, as evidence.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceCellSent {
    /// The row.
    case: String,
    /// The column.
    code: String,
}

/// Evidence to add: one of a coding, a passage and a cell.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewEvidence {
    /// for or against.
    stance: String,
    /// Why it counts.
    #[serde(default)]
    note: String,
    /// A coding.
    #[serde(default)]
    coding: Option<String>,
    /// A passage.
    #[serde(default)]
    passage: Option<Passage>,
    /// A cell.
    #[serde(default)]
    cell: Option<EvidenceCellSent>,
}

/// Puts evidence for or against a finding.
#[utoipa::path(post, path = "/studies/{study}/findings/{id}/evidence", tag = "findings", params(("study" = String, Path), ("id" = String, Path)), request_body = NewEvidence, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn new_evidence(
    seat: Seat,
    Of(id): Of,
    Sent(sent): Sent<NewEvidence>,
) -> Result<Json<Done>, Failure> {
    seat.done_with(move |open| {
        let id: FindingId = read_id(&id)?;
        let stance = read_stance(&sent.stance)?;
        let link = match (&sent.coding, &sent.passage, &sent.cell) {
            (Some(coding), _, _) => EvidenceLink::Coding(read_id(coding)?),
            (_, Some(passage), _) => {
                EvidenceLink::Passage(read_passage(open.study(), open.texts(), passage)?)
            }
            (_, _, Some(cell)) => {
                EvidenceLink::Cell(CellKey { case: read_id(&cell.case)?, code: read_id(&cell.code)? })
            }
            (None, None, None) => {
                return Err(Failure::unreadable("evidence needs a coding, a passage or a cell"));
            }
        };
        let made = open.commit("", |draft| add_evidence(draft, id, stance, link, &sent.note))?;
        Ok((Some(made.0), String::new()))
    })
    .await
}

/// What of a piece of evidence is to change.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct EvidenceSent {
    /// for or against.
    stance: Option<String>,
    /// Why it counts.
    note: Option<String>,
    /// Whether it is archived.
    archived: Option<bool>,
}

/// Changes a piece of evidence.
#[utoipa::path(patch, path = "/studies/{study}/evidence/{id}", tag = "findings", params(("study" = String, Path), ("id" = String, Path)), request_body = EvidenceSent, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn change_evidence(
    seat: Seat,
    Of(id): Of,
    Sent(sent): Sent<EvidenceSent>,
) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: EvidenceId = read_id(&id)?;
        let stance = sent.stance.as_deref().map(read_stance).transpose()?;
        open.commit("", |draft| {
            around(draft, Thing::Evidence(id), sent.archived, |draft| {
                edit_evidence(draft, id, stance, sent.note)
            })
        })?;
        Ok(Some(id.0))
    })
    .await
}

/// What a recommendation is to say; what is left out stays as it is.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct RecommendationSent {
    /// What to do.
    what: Option<String>,
    /// Why.
    why: Option<String>,
    /// The findings that carry it.
    findings: Option<Vec<String>>,
    /// Whether it is archived.
    archived: Option<bool>,
}

/// Adds a recommendation.
#[utoipa::path(post, path = "/studies/{study}/recommendations", tag = "findings", params(("study" = String, Path)), request_body = RecommendationSent, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn new_recommendation(
    seat: Seat,
    Sent(sent): Sent<RecommendationSent>,
) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let findings = read_ids(&sent.findings.unwrap_or_default())?;
        let (what, why) = (sent.what.unwrap_or_default(), sent.why.unwrap_or_default());
        Ok(Some(open.commit("", |draft| add_recommendation(draft, &what, &why, findings))?.0))
    })
    .await
}

/// Changes a recommendation.
#[utoipa::path(patch, path = "/studies/{study}/recommendations/{id}", tag = "findings", params(("study" = String, Path), ("id" = String, Path)), request_body = RecommendationSent, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn change_recommendation(
    seat: Seat,
    Of(id): Of,
    Sent(sent): Sent<RecommendationSent>,
) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: RecommendationId = read_id(&id)?;
        let findings = sent.findings.as_deref().map(read_ids).transpose()?;
        let wanted = RecommendationWanted { what: sent.what, why: sent.why, findings };
        open.commit("", |draft| {
            around(draft, Thing::Recommendation(id), sent.archived, |draft| {
                edit_recommendation(draft, id, wanted)
            })
        })?;
        Ok(Some(id.0))
    })
    .await
}

/// How the table is grouped.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TableWanted {
    /// The attribute; the role group where nothing is said and the study has it.
    by: Option<String>,
}

/// The table of themes.
#[utoipa::path(get, path = "/studies/{study}/tables/themes", tag = "findings", params(("study" = String, Path), TableWanted), responses((status = 200, body = ThemesTable), (status = "default", body = Problem)))]
pub async fn themes_table(seat: Seat, Asked(sent): Asked<TableWanted>) -> Result<Json<ThemesTable>, Failure> {
    let view = move |open: &mut OpenStudy| {
        let by = match sent.by.as_deref() {
            Some(id) => Some(read_id(id)?),
            None => open.grouping(None)?,
        };
        Ok(views::findings::themes(open.study(), open.texts(), by))
    };
    Ok(Json(seat.with(view).await?))
}

/// The table of recommendations.
#[utoipa::path(get, path = "/studies/{study}/tables/recommendations", tag = "findings", params(("study" = String, Path)), responses((status = 200, body = RecommendationsTable), (status = "default", body = Problem)))]
pub async fn recommendations_table(seat: Seat) -> Result<Json<RecommendationsTable>, Failure> {
    Ok(Json(seat.with(|open| Ok(views::findings::recommendations(open.study()))).await?))
}
