//! The codebook: codes made, changed, merged, archived; versions of the framework.

use axum::Json;
use serde::{Deserialize, Serialize};
use themeloom_app::study::code::CodeNumber;
use themeloom_app::study::{CodeId, Thing};
use themeloom_app::{CodeWanted, OpenStudy, add_code, archive, edit_code, place_code};
use themeloom_wire::types::changed::Done;
use themeloom_wire::types::place::CodedExcerpt;
use themeloom_wire::views::words::read_origin;
use themeloom_wire::{WireError, read_id, views};
use utoipa::ToSchema;

use crate::api::Problem;
use crate::failure::Failure;
use crate::routes::extract::{Of, Sent, nullable};
use crate::seat::Seat;

/// A code to add.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewCode {
    /// Its name.
    name: String,
    /// What it stands below.
    #[serde(default)]
    parent: Option<String>,
    /// What it means.
    #[serde(default)]
    definition: String,
    /// a-priori, from-data or sensitising; from-data where nothing is said.
    #[serde(default)]
    origin: Option<String>,
    /// Whether it only groups codes.
    #[serde(default)]
    is_category: bool,
}

/// Adds a code at the end of its level.
#[utoipa::path(post, path = "/studies/{study}/codes", operation_id = "add_code", tag = "codes", params(("study" = String, Path)), request_body = NewCode, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn add(seat: Seat, Sent(new): Sent<NewCode>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let parent = new.parent.as_deref().map(read_id).transpose()?;
        let origin = read_origin(new.origin.as_deref().unwrap_or("from-data"))?;
        let id = open.commit("", |draft| {
            add_code(draft, &new.name, parent, &new.definition, origin, new.is_category)
        })?;
        Ok(Some(id.0))
    })
    .await
}

/// What of a code is to change.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
pub struct CodeChanged {
    /// Its number, as 1.2.
    number: Option<String>,
    /// Its name.
    name: Option<String>,
    /// What it means.
    definition: Option<String>,
    /// When to use it.
    use_when: Option<String>,
    /// When not to use it.
    not_when: Option<String>,
    /// A passage that it fits.
    example: Option<String>,
    /// Its colour as #rrggbb; null for none.
    #[serde(deserialize_with = "nullable")]
    #[schema(value_type = Option<String>)]
    colour: Option<Option<String>>,
    /// Where it came from.
    origin: Option<String>,
    /// Whether it only groups codes.
    is_category: Option<bool>,
    /// Whether it is archived.
    archived: Option<bool>,
}

/// Changes what is said of a code, or archives it.
#[utoipa::path(patch, path = "/studies/{study}/codes/{id}", operation_id = "edit_code", tag = "codes", params(("study" = String, Path), ("id" = String, Path)), request_body = CodeChanged, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn edit(seat: Seat, Of(id): Of, Sent(sent): Sent<CodeChanged>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: CodeId = read_id(&id)?;
        let not_a_colour =
            |word: &str| WireError::NotAWord { word: word.to_owned(), expected: "a colour as #rrggbb" };
        let colour = sent
            .colour
            .map(|colour| colour.map(|word| word.parse().map_err(|_| not_a_colour(&word))).transpose());
        let wanted = CodeWanted {
            number: sent.number.as_deref().map(read_number).transpose()?,
            name: sent.name,
            definition: sent.definition,
            use_when: sent.use_when,
            not_when: sent.not_when,
            example: sent.example,
            colour: colour.transpose()?,
            origin: sent.origin.as_deref().map(read_origin).transpose()?,
            is_category: sent.is_category,
        };
        open.commit("", |draft| {
            if sent.archived == Some(false) {
                archive(draft, Thing::Code(id), false)?;
            }
            edit_code(draft, id, wanted)?;
            if sent.archived == Some(true) { archive(draft, Thing::Code(id), true) } else { Ok(()) }
        })?;
        Ok(Some(id.0))
    })
    .await
}

/// Where a code is to stand.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlaceWanted {
    /// What it stands below; null for the top.
    #[schema(required)]
    parent: Option<String>,
    /// The code that follows it; null for the end.
    #[schema(required)]
    before: Option<String>,
}

/// Moves a code; numbers follow.
#[utoipa::path(put, path = "/studies/{study}/codes/{id}/place", tag = "codes", params(("study" = String, Path), ("id" = String, Path)), request_body = PlaceWanted, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn place(seat: Seat, Of(id): Of, Sent(sent): Sent<PlaceWanted>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: CodeId = read_id(&id)?;
        let parent = sent.parent.as_deref().map(read_id).transpose()?;
        let before = sent.before.as_deref().map(read_id).transpose()?;
        open.commit("", |draft| place_code(draft, id, parent, before))?;
        Ok(Some(id.0))
    })
    .await
}

fn read_number(word: &str) -> Result<CodeNumber, WireError> {
    let expected = "a number such as 1.2";
    word.parse().map_err(|_| WireError::NotAWord { word: word.to_owned(), expected })
}

/// The code that another is merged into.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MergedInto {
    /// Which.
    into: String,
}

/// Merges a code into another: its codings become the other's.
#[utoipa::path(post, path = "/studies/{study}/codes/{id}/merge", tag = "codes", params(("study" = String, Path), ("id" = String, Path)), request_body = MergedInto, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn merge(seat: Seat, Of(id): Of, Sent(sent): Sent<MergedInto>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let (from, into): (CodeId, CodeId) = (read_id(&id)?, read_id(&sent.into)?);
        let label = |open: &OpenStudy, id| -> Result<String, WireError> {
            let row = open.study().codes().live(id).ok_or(WireError::Gone { what: "the code" })?;
            Ok(if row.content.number.parts().is_empty() {
                row.content.name.clone()
            } else {
                row.content.number.to_string()
            })
        };
        let (from, to) = (label(open, from)?, label(open, into)?);
        open.merge_codes(&from, &to)?;
        Ok(Some(into.0))
    })
    .await
}

/// Everything coded with a code.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Excerpts {
    /// The excerpts.
    excerpts: Vec<CodedExcerpt>,
}

/// Everything coded with a code or one below it.
#[utoipa::path(get, path = "/studies/{study}/codes/{id}/excerpts", tag = "codes", params(("study" = String, Path), ("id" = String, Path)), responses((status = 200, body = Excerpts), (status = "default", body = Problem)))]
pub async fn excerpts(seat: Seat, Of(id): Of) -> Result<Json<Excerpts>, Failure> {
    let view =
        move |open: &mut OpenStudy| Ok(views::codings::of_code(open.study(), open.texts(), read_id(&id)?));
    Ok(Json(Excerpts { excerpts: seat.with(view).await? }))
}

/// A version of the framework to fix.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewFramework {
    /// Its name.
    name: String,
    /// Why it is fixed.
    note: String,
    /// Its codes; all that are no categories where none are named.
    codes: Vec<String>,
}

/// Fixes a version of the framework.
#[utoipa::path(post, path = "/studies/{study}/frameworks", tag = "codes", params(("study" = String, Path)), request_body = NewFramework, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn fix(seat: Seat, Sent(new): Sent<NewFramework>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let named = |id: &String| {
            let row = open.study().codes().live(read_id(id)?).ok_or(WireError::Gone { what: "the code" })?;
            Ok(if row.content.number.parts().is_empty() {
                row.content.name.clone()
            } else {
                row.content.number.to_string()
            })
        };
        let codes: Vec<String> = new.codes.iter().map(named).collect::<Result<_, WireError>>()?;
        let name = Some(new.name.trim()).filter(|name| !name.is_empty());
        Ok(Some(open.fix_framework(name, &new.note, &codes)?.0))
    })
    .await
}
