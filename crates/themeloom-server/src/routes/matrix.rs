//! The matrix and the comparison.

use axum::Json;
use serde::Deserialize;
use themeloom_app::study::framework::CellKey;
use themeloom_app::{CellWritten, OpenStudy, write_cell};
use themeloom_wire::types::changed::Done;
use themeloom_wire::types::compare::{CodeAccounts, Comparison};
use themeloom_wire::types::matrix::{CellDetail, Matrix};
use themeloom_wire::types::place::Passage;
use themeloom_wire::views::places::read_passage;
use themeloom_wire::views::words::read_cell_state;
use themeloom_wire::{WireError, read_id, views};
use utoipa::ToSchema;

use crate::api::Problem;
use crate::failure::Failure;
use crate::routes::extract::{Asked, Sent};
use crate::seat::Seat;

/// Which matrix.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct MatrixWanted {
    /// A version of the framework; the newest where none is named.
    framework: Option<String>,
    /// The attribute that groups the rows.
    group: Option<String>,
    /// framework, or all for the codebook as it stands.
    columns: Option<String>,
}

/// The matrix of cases and codes.
#[utoipa::path(get, path = "/studies/{study}/matrix", tag = "matrix", params(("study" = String, Path), MatrixWanted), responses((status = 200, body = Matrix), (status = "default", body = Problem)))]
pub async fn matrix(seat: Seat, Asked(sent): Asked<MatrixWanted>) -> Result<Json<Matrix>, Failure> {
    let view = move |open: &mut OpenStudy| {
        let framework = sent.framework.as_deref().map(read_id).transpose()?;
        let group = sent.group.as_deref().map(read_id).transpose()?;
        let columns = views::matrix::columns(framework, sent.columns.as_deref() == Some("all"));
        Ok(views::matrix::matrix(open.study(), columns, group))
    };
    Ok(Json(seat.with(view).await?))
}

/// Which cell.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct CellName {
    /// The row.
    case: String,
    /// The column.
    code: String,
}

/// One cell with all that it rests on.
#[utoipa::path(get, path = "/studies/{study}/matrix/cell", tag = "matrix", params(("study" = String, Path), CellName), responses((status = 200, body = CellDetail), (status = "default", body = Problem)))]
pub async fn cell(seat: Seat, Asked(sent): Asked<CellName>) -> Result<Json<CellDetail>, Failure> {
    let view = move |open: &mut OpenStudy| {
        let key = CellKey { case: read_id(&sent.case)?, code: read_id(&sent.code)? };
        Ok(views::matrix::detail(open.study(), open.texts(), key))
    };
    Ok(Json(seat.with(view).await?))
}

/// A cell as it is to be.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CellWanted {
    /// The row.
    case: String,
    /// The column.
    code: String,
    /// not-charted, nothing-said, not-asked or charted.
    state: String,
    /// What was said.
    summary: String,
    /// What the analyst makes of it.
    note: String,
    /// Whether it was raised without being asked.
    unprompted: bool,
    /// Who read it a second time.
    #[schema(required)]
    second_reader: Option<String>,
    /// The passages that show it.
    quotations: Vec<Passage>,
}

/// Writes a cell.
#[utoipa::path(put, path = "/studies/{study}/matrix/cell", operation_id = "write_cell", tag = "matrix", params(("study" = String, Path)), request_body = CellWanted, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn write(seat: Seat, Sent(sent): Sent<CellWanted>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let key = CellKey { case: read_id(&sent.case)?, code: read_id(&sent.code)? };
        let quotation = |passage| read_passage(open.study(), open.texts(), passage);
        let written = CellWritten {
            state: read_cell_state(&sent.state)?,
            summary: sent.summary,
            note: sent.note,
            unprompted: sent.unprompted,
            second_reader: sent.second_reader.as_deref().map(read_id).transpose()?,
            quotations: sent.quotations.iter().map(quotation).collect::<Result<_, WireError>>()?,
        };
        open.commit("", |draft| write_cell(draft, key, written))?;
        Ok(None)
    })
    .await
}

/// What is compared.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct CompareWanted {
    /// The attribute.
    by: String,
    /// framework, or all for the codebook as it stands.
    columns: Option<String>,
}

/// The groups of an attribute, side by side on each code.
#[utoipa::path(get, path = "/studies/{study}/compare", tag = "matrix", params(("study" = String, Path), CompareWanted), responses((status = 200, body = Comparison), (status = "default", body = Problem)))]
pub async fn compare(seat: Seat, Asked(sent): Asked<CompareWanted>) -> Result<Json<Comparison>, Failure> {
    let view = move |open: &mut OpenStudy| {
        let columns = views::matrix::columns(None, sent.columns.as_deref() == Some("all"));
        Ok(views::compare::comparison(open.study(), read_id(&sent.by)?, &columns))
    };
    Ok(Json(seat.with(view).await?))
}

/// What is compared on one code.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct AccountsWanted {
    /// The attribute.
    by: String,
    /// The code.
    code: String,
}

/// What each group said on one code.
#[utoipa::path(get, path = "/studies/{study}/compare/code", tag = "matrix", params(("study" = String, Path), AccountsWanted), responses((status = 200, body = CodeAccounts), (status = "default", body = Problem)))]
pub async fn accounts(seat: Seat, Asked(sent): Asked<AccountsWanted>) -> Result<Json<CodeAccounts>, Failure> {
    let view = move |open: &mut OpenStudy| {
        Ok(views::compare::accounts(open.study(), open.texts(), read_id(&sent.by)?, read_id(&sent.code)?))
    };
    Ok(Json(seat.with(view).await?))
}
