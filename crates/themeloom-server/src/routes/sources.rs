//! Sources in the study: their words, their codings, and what is noted about them.

use axum::Json;
use serde::Deserialize;
use themeloom_app::study::source::SpeakerRole;
use themeloom_app::study::{SourceId, Thing};
use themeloom_app::text::Splice;
use themeloom_app::{
    OpenStudy, archive, correct, first_impression, map_speaker, people, rename_source, set_stage,
};
use themeloom_wire::types::changed::Done;
use themeloom_wire::types::coding::Coding;
use themeloom_wire::types::memo::Memo;
use themeloom_wire::types::place::Passage;
use themeloom_wire::types::source::SourceText;
use themeloom_wire::views::places::read_passage;
use themeloom_wire::views::words::read_stage;
use themeloom_wire::{WireError, read_id, views};
use utoipa::ToSchema;

use crate::api::{Problem, SpeakerWanted};
use crate::failure::Failure;
use crate::routes::extract::{Of, Sent};
use crate::seat::Seat;

/// The words of a source.
#[utoipa::path(get, path = "/studies/{study}/sources/{id}/text", tag = "sources", params(("study" = String, Path), ("id" = String, Path)), responses((status = 200, body = SourceText), (status = "default", body = Problem)))]
pub async fn text(seat: Seat, Of(id): Of) -> Result<Json<SourceText>, Failure> {
    let view = move |open: &mut OpenStudy| {
        let text = views::sources::text(open.study(), open.texts(), read_id(&id)?);
        Ok(text.ok_or(WireError::Gone { what: "the text" })?)
    };
    Ok(Json(seat.with(view).await?))
}

/// The codings of a source.
#[utoipa::path(get, path = "/studies/{study}/sources/{id}/codings", tag = "sources", params(("study" = String, Path), ("id" = String, Path)), responses((status = 200, body = [Coding]), (status = "default", body = Problem)))]
pub async fn codings(seat: Seat, Of(id): Of) -> Result<Json<Vec<Coding>>, Failure> {
    let view =
        move |open: &mut OpenStudy| Ok(views::codings::of_source(open.study(), open.texts(), read_id(&id)?));
    Ok(Json(seat.with(view).await?))
}

/// The memos about a source, its passages and its codings.
#[utoipa::path(get, path = "/studies/{study}/sources/{id}/memos", operation_id = "memos_of_source", tag = "sources", params(("study" = String, Path), ("id" = String, Path)), responses((status = 200, body = [Memo]), (status = "default", body = Problem)))]
pub async fn memos(seat: Seat, Of(id): Of) -> Result<Json<Vec<Memo>>, Failure> {
    let view = move |open: &mut OpenStudy| {
        Ok(views::notes::memos_of_source(open.study(), open.texts(), read_id(&id)?))
    };
    Ok(Json(seat.with(view).await?))
}

/// How far a source is.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StageWanted {
    /// transcribed, familiarised, coded, indexed or charted.
    stage: String,
    /// Under which version of the framework, of indexed and charted.
    #[serde(default)]
    framework: Option<String>,
}

/// What of a source is to change.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SourceChanged {
    /// Its name.
    #[serde(default)]
    name: Option<String>,
    /// How far it is.
    #[serde(default)]
    stage: Option<StageWanted>,
    /// Who speakers are; those who are left out stay as they are. Participants are in the study already.
    #[serde(default)]
    speakers: Vec<SpeakerWanted>,
    /// Whether it is archived.
    #[serde(default)]
    archived: Option<bool>,
}

fn role(open: &OpenStudy, wanted: &SpeakerWanted) -> Result<SpeakerRole, Failure> {
    Ok(match (wanted.role.as_str(), wanted.participant.as_deref()) {
        ("interviewer", _) => SpeakerRole::Interviewer,
        ("participant", Some(who)) => SpeakerRole::Participant(people::participant(open.study(), who)?.id),
        _ => SpeakerRole::Unknown,
    })
}

/// Renames a source, says who speaks in it, moves it to a stage, or archives it.
#[utoipa::path(patch, path = "/studies/{study}/sources/{id}", operation_id = "edit_source", tag = "sources", params(("study" = String, Path), ("id" = String, Path)), request_body = SourceChanged, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn edit(seat: Seat, Of(id): Of, Sent(sent): Sent<SourceChanged>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: SourceId = read_id(&id)?;
        let newest = open.study().newest_framework().map(|framework| framework.id);
        let stage = sent.stage.map(|wanted| {
            let framework = wanted.framework.as_deref().map(read_id).transpose()?.or(newest);
            read_stage(&wanted.stage, framework)
        });
        let stage = stage.transpose()?;
        let speakers = sent.speakers.iter().map(|speaker| Ok((speaker.name.clone(), role(open, speaker)?)));
        let speakers: Vec<_> = speakers.collect::<Result<_, Failure>>()?;
        open.commit("", |draft| {
            if let Some(name) = &sent.name {
                rename_source(draft, id, name)?;
            }
            for (speaker, role) in &speakers {
                map_speaker(draft, id, speaker, *role)?;
            }
            if let Some(stage) = stage {
                set_stage(draft, id, stage)?;
            }
            sent.archived.map_or(Ok(()), |archived| archive(draft, Thing::Source(id), archived))
        })?;
        Ok(Some(id.0))
    })
    .await
}

/// Words to correct, all in one version.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Corrections {
    /// The version of the text that was corrected.
    version: String,
    /// What is replaced by what, in order.
    splices: Vec<SpliceSent>,
}

/// One replacement.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SpliceSent {
    /// Where the words begin, in UTF-16 units.
    start: u32,
    /// Where they end.
    end: u32,
    /// What is to stand there.
    text: String,
}

/// Corrects the words of a source. Codings follow their words.
#[utoipa::path(post, path = "/studies/{study}/sources/{id}/corrections", tag = "sources", params(("study" = String, Path), ("id" = String, Path)), request_body = Corrections, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn corrections(
    seat: Seat,
    Of(source): Of,
    Sent(sent): Sent<Corrections>,
) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: SourceId = read_id(&source)?;
        let splices = sent.splices.into_iter().map(|splice| {
            let place = Passage {
                source: source.clone(),
                start: splice.start,
                end: splice.end,
                version: sent.version.clone(),
            };
            let passage = read_passage(open.study(), open.texts(), &place)?;
            Ok((passage.version, Splice { span: passage.span, replacement: splice.text.as_str().into() }))
        });
        let splices: Vec<_> = splices.collect::<Result<_, WireError>>()?;
        let row = open.study().sources().get(id).ok_or(WireError::Gone { what: "the source" })?;
        if splices.iter().any(|(version, _)| *version != row.history.latest()) {
            let what = "the text was corrected by somebody else meanwhile".to_owned();
            return Err(themeloom_app::AppError::Meanwhile { what }.into());
        }
        let said = format!("corrected {}", row.name);
        open.commit(said, |draft| {
            correct(draft, id, splices.into_iter().map(|(_, splice)| splice).collect())
        })?;
        Ok(Some(id.0))
    })
    .await
}

/// Some words.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Words {
    /// The words.
    text: String,
}

/// Writes down what this coder thought of a source after the first reading.
#[utoipa::path(put, path = "/studies/{study}/sources/{id}/impression", tag = "sources", params(("study" = String, Path), ("id" = String, Path)), request_body = Words, responses((status = 200, body = Done), (status = "default", body = Problem)))]
pub async fn impression(seat: Seat, Of(id): Of, Sent(sent): Sent<Words>) -> Result<Json<Done>, Failure> {
    seat.done(move |open| {
        let id: SourceId = read_id(&id)?;
        let me = open.me()?;
        open.commit("", |draft| first_impression(draft, id, me, &sent.text))?;
        Ok(Some(id.0))
    })
    .await
}
