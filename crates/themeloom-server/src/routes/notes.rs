//! Notes on things: memos, comments, what is to be discussed, worksheets.

use axum::Json;
use serde::Deserialize;
use themeloom_app::study::comment::NewComment;
use themeloom_app::study::{CommentId, MemoId, Thing};
use themeloom_app::{
    OpenStudy, archive, comment, discuss, resolve_comment, rewrite_memo, stop_discussing, write_memo,
};
use themeloom_wire::types::changed::Done;
use themeloom_wire::types::memo::{Comment, Memo, Target};
use themeloom_wire::views::notes::read_target;
use themeloom_wire::{read_id, views};
use utoipa::ToSchema;

use crate::api::Problem;
use crate::failure::Failure;
use crate::routes::extract::{Asked, Of, Sent};
use crate::seat::Seat;

/// What memos are wanted about; all where nothing is said.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The kind of thing.
    kind: Option<String>,
    /// Which; of a cell the case.
    id: Option<String>,
    /// Of a cell, the code.
    code: Option<String>,
}

/// The memos about a thing, or all.
#[utoipa::path(get, path = "/studies/{study}/memos", tag = "notes", params(("study" = String, Path), About), responses((status = 200, body = [Memo]), (status = "default", body = Problem)))]
pub async fn memos(seat: Seat, Asked(about): Asked<About>) -> Result<Json<Vec<Memo>>, Failure> {
    let view = move |open: &mut OpenStudy| {
        let about = about.kind.map(|kind| Target { kind, id: about.id, code: about.code, passage: None });
        let about = about.map(|about| read_target(open.study(), open.texts(), &about)).transpose()?;
        Ok(views::notes::memos(open.study(), open.texts(), about.as_ref()))
    };
    Ok(Json(seat.with(view).await?))
}

/// A memo to write.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewMemo {
    /// What it is about.
    about: Target,
    /// What it says.
    text: String,
    /// The memo that it answers.
    #[serde(default)]
    reply_to: Option<String>,
}

/// Writes a memo.
#[utoipa::path(post, path = "/studies/{study}/memos", operation_id = "write_memo", tag = "notes", params(("study" = String, Path)), request_body = NewMemo, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn write(seat: Seat, Sent(new): Sent<NewMemo>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let about = read_target(open.study(), open.texts(), &new.about)?;
        let reply_to = new.reply_to.as_deref().map(read_id).transpose()?;
        Ok(Some(open.commit("", |draft| write_memo(draft, about, &new.text, reply_to))?.0))
    })
    .await
}

/// Other words.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MemoChanged {
    /// What it says now.
    text: String,
}

/// Writes other words in a memo.
#[utoipa::path(patch, path = "/studies/{study}/memos/{id}", tag = "notes", params(("study" = String, Path), ("id" = String, Path)), request_body = MemoChanged, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn rewrite(seat: Seat, Of(id): Of, Sent(sent): Sent<MemoChanged>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: MemoId = read_id(&id)?;
        open.commit("", |draft| rewrite_memo(draft, id, &sent.text))?;
        Ok(Some(id.0))
    })
    .await
}

/// Archives a memo.
#[utoipa::path(delete, path = "/studies/{study}/memos/{id}", operation_id = "remove_memo", tag = "notes", params(("study" = String, Path), ("id" = String, Path)), responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn take_away(seat: Seat, Of(id): Of) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: MemoId = read_id(&id)?;
        open.commit("", |draft| archive(draft, Thing::Memo(id), true))?;
        Ok(Some(id.0))
    })
    .await
}

/// Something put aside to discuss.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ToDiscuss {
    /// What.
    about: Target,
    /// The question.
    question: String,
    /// What was decided.
    decision: String,
}

/// Puts something aside to discuss, or, without a question and a decision, takes it off the list.
#[utoipa::path(put, path = "/studies/{study}/discussions", tag = "notes", params(("study" = String, Path)), request_body = ToDiscuss, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn put_aside(seat: Seat, Sent(sent): Sent<ToDiscuss>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let about = read_target(open.study(), open.texts(), &sent.about)?;
        open.commit("", |draft| {
            if sent.question.is_empty() && sent.decision.is_empty() {
                return stop_discussing(draft, &about);
            }
            discuss(draft, &about, &sent.question, &sent.decision)
        })?;
        Ok(None)
    })
    .await
}

/// All comments.
#[utoipa::path(get, path = "/studies/{study}/comments", tag = "notes", params(("study" = String, Path)), responses((status = 200, body = [Comment]), (status = "default", body = Problem)))]
pub async fn comments(seat: Seat) -> Result<Json<Vec<Comment>>, Failure> {
    Ok(Json(seat.with(|open| Ok(views::notes::comments(open.study(), open.texts()))).await?))
}

/// A comment to make.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CommentSent {
    /// What it is about.
    about: Target,
    /// Whom it is for; everybody where nobody is named.
    #[serde(default)]
    to: Option<String>,
    /// What it says.
    text: String,
    /// The comment that it answers.
    #[serde(default)]
    reply_to: Option<String>,
}

/// Comments on something.
#[utoipa::path(post, path = "/studies/{study}/comments", tag = "notes", params(("study" = String, Path)), request_body = CommentSent, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn add_comment(seat: Seat, Sent(new): Sent<CommentSent>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let new = NewComment {
            about: read_target(open.study(), open.texts(), &new.about)?,
            to: new.to.as_deref().map(read_id).transpose()?,
            text: new.text,
            reply_to: new.reply_to.as_deref().map(read_id).transpose()?,
        };
        Ok(Some(open.commit("", |draft| comment(draft, new))?.0))
    })
    .await
}

/// Whether what a comment asks for was done.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Resolved {
    /// Whether it was.
    resolved: bool,
}

/// Resolves a comment, or opens it again.
#[utoipa::path(patch, path = "/studies/{study}/comments/{id}", tag = "notes", params(("study" = String, Path), ("id" = String, Path)), request_body = Resolved, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn resolve(seat: Seat, Of(id): Of, Sent(sent): Sent<Resolved>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: CommentId = read_id(&id)?;
        open.commit("", |draft| resolve_comment(draft, id, sent.resolved))?;
        Ok(Some(id.0))
    })
    .await
}
