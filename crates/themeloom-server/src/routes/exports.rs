//! Files that leave the study: reports and tables; and the codebook as a table, out and in.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use themeloom_app::report::{CodeMeasure, ReportParts};
use themeloom_app::{
    ExportFile, ExportWanted, OpenStudy, ReportFormat, ReportWanted, TableWanted, hand_out_codebook,
};
use themeloom_wire::types::changed::Done;
use themeloom_wire::{WireError, read_id, views};
use utoipa::ToSchema;

use crate::api::Problem;
use crate::bodies::{MOST_JSON, in_memory};
use crate::failure::Failure;
use crate::routes::extract::{Asked, Sent};
use crate::routes::library::attachment;
use crate::seat::Seat;
use crate::state::Shared;

/// Which report, and as what kind of file.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReportAsked {
    /// docx, html, xlsx or csv.
    format: String,
    /// whole, matrix, themes, recommendations, comparison or codebook; whole where nothing is said.
    #[serde(default)]
    parts: Option<String>,
    /// The attribute that groups cases.
    #[serde(default)]
    by: Option<String>,
    /// A version of the framework; the newest where none is named.
    #[serde(default)]
    framework: Option<String>,
    /// framework, or all for the codebook as it stands.
    #[serde(default)]
    columns: Option<String>,
}

/// A report as a file. The study records that this copy was made; the header x-left-out says how many
/// quotations consent kept out of it.
#[utoipa::path(post, path = "/studies/{study}/report", tag = "findings", params(("study" = String, Path)), request_body = ReportAsked, responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = "default", body = Problem)))]
pub async fn report(seat: Seat, Sent(asked): Sent<ReportAsked>) -> Result<Response, Failure> {
    let parts_word = asked.parts.as_deref().unwrap_or("whole");
    let parts = read_parts(parts_word)?;
    let format = ReportFormat::of_ending(&asked.format).ok_or_else(|| WireError::NotAWord {
        word: asked.format.clone(),
        expected: "docx, html, xlsx or csv",
    })?;
    let what = if parts == ReportParts::Whole { "report" } else { parts_word };
    let name = format!("{}-{what}.{}", seat.study.as_str(), asked.format.to_lowercase());
    let called = name.clone();
    let make = move |open: &mut OpenStudy| {
        let framework = asked.framework.as_deref().map(read_id).transpose()?;
        let wanted = ReportWanted {
            parts,
            group_by: asked.by.as_deref().map(read_id).transpose()?,
            columns: views::matrix::columns(framework, asked.columns.as_deref() == Some("all")),
        };
        Ok(open.hand_out_report(&wanted, format, &called)?)
    };
    let made = seat.with(make).await?;
    let left_out = [("x-left-out", made.refused.len().to_string())];
    Ok((left_out, handed_out(&name, made.bytes)).into_response())
}

fn read_parts(word: &str) -> Result<ReportParts, WireError> {
    Ok(match word {
        "whole" => ReportParts::Whole,
        "matrix" => ReportParts::Matrix,
        "themes" => ReportParts::Themes,
        "recommendations" => ReportParts::Recommendations,
        "comparison" => ReportParts::Comparison,
        "codebook" => ReportParts::Codebook,
        _ => {
            let expected = "whole, matrix, themes, recommendations, comparison or codebook";
            return Err(WireError::NotAWord { word: word.to_owned(), expected });
        }
    })
}

/// What is to leave the study for other programs, and as what kind of file.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExportAsked {
    /// transcripts, codings, cases, matrix, spss, codebook, project for the whole study as REFI-QDA, or folder
    /// for the whole study as plain files, without identities.
    what: String,
    /// docx or html of transcripts; csv or xlsx of tables; any of these or qdc of the codebook; none of spss and of the project.
    #[serde(default)]
    format: Option<String>,
    /// Of transcripts the one that is meant; all where none is named.
    #[serde(default)]
    source: Option<String>,
    /// Of project whether recordings and PDFs as they came go along: they may say who people are.
    #[serde(default)]
    identities: bool,
    /// Of spss how often a code was applied in a case, instead of whether it was.
    #[serde(default)]
    counts: bool,
    /// Of the matrix the attribute that groups cases.
    #[serde(default)]
    by: Option<String>,
    /// Of the matrix a version of the framework; the newest where none is named.
    #[serde(default)]
    framework: Option<String>,
}

/// Coded transcripts, tables, data for SPSS, or the codebook, as a file; several files as an archive. The study
/// records that this copy was made; the header x-left-out says how many things consent kept out of it.
#[utoipa::path(post, path = "/studies/{study}/export", tag = "findings", params(("study" = String, Path)), request_body = ExportAsked, responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = "default", body = Problem)))]
pub async fn export(seat: Seat, Sent(asked): Sent<ExportAsked>) -> Result<Response, Failure> {
    let wanted = read_export(&asked, seat.study.as_str())?;
    let prefix = seat.study.as_str().to_owned();
    let (file, left_out) = seat.with(move |open| Ok(open.hand_out_export(&wanted, &prefix)?)).await?;
    let left_out = [("x-left-out", left_out.len().to_string())];
    Ok((left_out, handed_out(&file.name, file.bytes)).into_response())
}

/// What would leave the study, before it does.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExportHeld {
    /// The files.
    files: Vec<FileHeld>,
    /// What does not go with them, by name, and why.
    left_out: Vec<String>,
}

/// A file that would leave the study.
#[derive(Serialize, ToSchema)]
pub struct FileHeld {
    /// Its name.
    name: String,
    /// How large it is.
    bytes: u64,
}

/// What an export would be: its files, and what does not go with them. Nothing leaves the study, and nothing is
/// recorded.
#[utoipa::path(post, path = "/studies/{study}/export/preview", tag = "findings", params(("study" = String, Path)), request_body = ExportAsked, responses((status = 200, body = ExportHeld), (status = "default", body = Problem)))]
pub async fn preview(seat: Seat, Sent(asked): Sent<ExportAsked>) -> Result<Json<ExportHeld>, Failure> {
    let wanted = read_export(&asked, seat.study.as_str())?;
    let export = seat.with(move |open| Ok(open.export(&wanted)?)).await?;
    let held = |file: ExportFile| FileHeld { name: file.name, bytes: file.bytes.len() as u64 };
    Ok(Json(ExportHeld { files: export.files.into_iter().map(held).collect(), left_out: export.left_out }))
}

fn read_export(asked: &ExportAsked, study: &str) -> Result<ExportWanted, Failure> {
    let format = || {
        let word = asked.format.clone().unwrap_or_default();
        let expected = "docx, html, xlsx or csv";
        ReportFormat::of_ending(&word).ok_or(WireError::NotAWord { word, expected })
    };
    Ok(match asked.what.as_str() {
        "transcripts" => ExportWanted::Transcripts {
            sources: asked.source.as_deref().map(read_id).transpose()?.into_iter().collect(),
            format: format()?,
        },
        "codings" => ExportWanted::Table(TableWanted::Codings, format()?),
        "cases" => ExportWanted::Table(TableWanted::Cases, format()?),
        "matrix" => {
            let framework = asked.framework.as_deref().map(read_id).transpose()?;
            let group_by = asked.by.as_deref().map(read_id).transpose()?;
            let columns = views::matrix::columns(framework, false);
            ExportWanted::Table(TableWanted::Matrix { group_by, columns }, format()?)
        }
        "spss" => {
            let measure = if asked.counts { CodeMeasure::Codings } else { CodeMeasure::Coded };
            ExportWanted::Spss { measure, stem: study.to_owned() }
        }
        "codebook" if asked.format.as_deref() == Some("qdc") => ExportWanted::RefiCodebook,
        "codebook" => ExportWanted::Codebook(format()?),
        "project" => ExportWanted::Project { identities: asked.identities },
        "folder" => ExportWanted::Whole { identities: false },
        word => {
            let expected = "transcripts, codings, cases, matrix, spss, codebook, project or folder";
            return Err(WireError::NotAWord { word: word.to_owned(), expected }.into());
        }
    })
}

/// The codebook as a table that can be taken in again. The study records that this copy was made.
#[utoipa::path(post, path = "/studies/{study}/codes/export", tag = "codes", params(("study" = String, Path)), responses((status = 200, body = Vec<u8>, content_type = "text/csv"), (status = "default", body = Problem)))]
pub async fn codebook(seat: Seat) -> Result<Response, Failure> {
    let name = format!("{}-codebook.csv", seat.study.as_str());
    let called = name.clone();
    let bytes = seat.with(move |open| Ok(hand_out_codebook(open, &called)?)).await?;
    Ok(handed_out(&name, bytes))
}

/// A file to keep: never shown by the browser, whatever it holds.
fn handed_out(name: &str, bytes: Vec<u8>) -> Response {
    let about = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, attachment(name)),
    ];
    (about, bytes).into_response()
}

/// What a table is called.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TableName {
    /// Its file's name.
    name: String,
}

/// Takes in a codebook from a table or a REFI-QDA codebook, as one step. Rows that cannot be taken are told in the notes.
#[utoipa::path(post, path = "/studies/{study}/codes/import", tag = "codes", params(("study" = String, Path), TableName), request_body(content = Vec<u8>, content_type = "text/csv"), responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn take_codebook(
    State(shared): State<Shared>,
    seat: Seat,
    Asked(table): Asked<TableName>,
    body: axum::body::Body,
) -> Result<Json<Done>, Failure> {
    let bytes = in_memory(body, MOST_JSON, shared.options.patience).await?;
    let take = move |open: &mut OpenStudy| {
        let taken = open.take_codebook_file(&table.name, &bytes)?;
        let codes = if taken.added == 1 { "code" } else { "codes" };
        let did =
            format!("{} {codes} added, {} changed, {} as they were", taken.added, taken.changed, taken.same);
        Ok(Done { seq: open.seq(), id: None, did, notes: taken.problems })
    };
    seat.with(take).await.map(Json)
}
