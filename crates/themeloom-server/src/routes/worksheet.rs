//! The worksheet for reading down a column of the matrix.

use axum::Json;
use serde::Deserialize;
use themeloom_app::study::worksheet::ElementContent;
use themeloom_app::study::{CaseId, CodeId, ElementId, Thing};
use themeloom_app::{add_element, archive, edit_element, rename_dimension};
use themeloom_wire::types::changed::Done;
use themeloom_wire::types::memo::WorksheetElement;
use themeloom_wire::{WireError, read_id, views};
use utoipa::ToSchema;

use crate::api::Problem;
use crate::failure::Failure;
use crate::routes::extract::{Asked, Of, Sent};
use crate::seat::Seat;

/// Which column.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Column {
    /// The code.
    code: String,
}

/// The elements that were listed from a column.
#[utoipa::path(get, path = "/studies/{study}/worksheet", tag = "matrix", params(("study" = String, Path), Column), responses((status = 200, body = [WorksheetElement]), (status = "default", body = Problem)))]
pub async fn elements(
    seat: Seat,
    Asked(column): Asked<Column>,
) -> Result<Json<Vec<WorksheetElement>>, Failure> {
    let view = move |open: &mut themeloom_app::OpenStudy| {
        Ok(views::notes::worksheet(open.study(), read_id(&column.code)?))
    };
    Ok(Json(seat.with(view).await?))
}

/// An element to list.
#[derive(Deserialize, ToSchema)]
pub struct NewElement {
    /// The column.
    code: String,
    /// In a few words.
    text: String,
    /// What it is sorted into; empty for nothing yet.
    dimension: String,
    /// The cases whose cells show it.
    cases: Vec<String>,
}

/// Lists an element.
#[utoipa::path(post, path = "/studies/{study}/worksheet", operation_id = "add_element", tag = "matrix", params(("study" = String, Path)), request_body = NewElement, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn add(seat: Seat, Sent(new): Sent<NewElement>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let code: CodeId = read_id(&new.code)?;
        let content = ElementContent {
            text: new.text.trim().to_owned(),
            dimension: new.dimension.trim().to_owned(),
            cases: read_cases(&new.cases)?,
        };
        Ok(Some(open.commit("", |draft| add_element(draft, code, content))?.0))
    })
    .await
}

fn read_cases(ids: &[String]) -> Result<Vec<CaseId>, WireError> {
    ids.iter().map(|id| read_id(id)).collect()
}

/// What of an element is to change.
#[derive(Deserialize, ToSchema, Default)]
#[serde(default)]
pub struct ElementChanged {
    /// Its words.
    text: Option<String>,
    /// What it is sorted into.
    dimension: Option<String>,
    /// The cases whose cells show it.
    cases: Option<Vec<String>>,
    /// Whether it is archived.
    archived: Option<bool>,
}

/// Changes an element, or archives it.
#[utoipa::path(patch, path = "/studies/{study}/worksheet/{id}", operation_id = "edit_element", tag = "matrix", params(("study" = String, Path), ("id" = String, Path)), request_body = ElementChanged, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn edit(seat: Seat, Of(id): Of, Sent(sent): Sent<ElementChanged>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: ElementId = read_id(&id)?;
        let cases = sent.cases.as_deref().map(read_cases).transpose()?;
        open.commit("", |draft| {
            if let Some(archived) = sent.archived {
                archive(draft, Thing::Element(id), archived)?;
            }
            let Some(row) = draft.study().elements().live(id) else { return Ok(()) };
            let mut after = row.content.clone();
            after.text = sent.text.map_or(after.text, |text| text.trim().to_owned());
            after.dimension = sent.dimension.map_or(after.dimension, |name| name.trim().to_owned());
            after.cases = cases.unwrap_or(after.cases);
            edit_element(draft, id, &after)
        })?;
        Ok(Some(id.0))
    })
    .await
}

/// A dimension's other name.
#[derive(Deserialize, ToSchema)]
pub struct DimensionRenamed {
    /// The column.
    code: String,
    /// Its name.
    from: String,
    /// Its name from now on.
    to: String,
}

/// Renames a dimension in every element that is sorted into it.
#[utoipa::path(post, path = "/studies/{study}/worksheet/rename", tag = "matrix", params(("study" = String, Path)), request_body = DimensionRenamed, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn rename(seat: Seat, Sent(sent): Sent<DimensionRenamed>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let code: CodeId = read_id(&sent.code)?;
        open.commit("", |draft| rename_dimension(draft, code, &sent.from, sent.to.trim()))?;
        Ok(None)
    })
    .await
}
