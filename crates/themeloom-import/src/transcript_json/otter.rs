//! Otter: what its service tells of a conversation.

use serde_json::Value;
use themeloom_text::{Time, TimeSpan};

use super::Shape;
use super::values::{by_time, has_list, list, speaker, words};
use crate::said::Said;
use crate::times::{milliseconds, span};

/// Times are counted in samples of the recording, of which there are so many in a millisecond.
const SAMPLES: f64 = 16.0;
/// Nobody says more words in a second than this.
const FASTEST: f64 = 10.0;

/// Otter: `transcripts`, by themselves or in the `speech`, with the names of speakers in a list of their own.
pub(super) fn otter(value: &Value) -> Option<Shape> {
    let speech = [value.get("speech"), Some(value)].into_iter().flatten();
    let speech = speech.into_iter().find(|speech| has_list(speech, "transcripts"))?;
    let pieces = list(speech, "transcripts");
    if !pieces.iter().any(|piece| !words(piece, "transcript").is_empty()) {
        return None;
    }
    let unit = unit(pieces);
    let speakers: Vec<&Value> = [speech, value].iter().flat_map(|within| list(within, "speakers")).collect();
    let said = pieces
        .iter()
        .map(|piece| Said {
            speaker: who(piece, &speakers),
            words: words(piece, "transcript").trim().to_owned(),
            time: when(piece, unit),
        })
        .collect();
    Some(Shape { tool: "Otter", read: &["speech", "transcripts", "speakers"], said: by_time(said) })
}

/// The name that the piece has, or that the list has for its number, or else the number or letter itself.
fn who(piece: &Value, speakers: &[&Value]) -> Option<String> {
    let id = piece.get("speaker_id").filter(|id| !id.is_null());
    let is_theirs = |speaker: &&&Value| {
        let number = ["id", "speaker_id"].iter().find_map(|name| speaker.get(name));
        number.zip(id).is_some_and(|(number, id)| bare(number) == bare(id))
    };
    let listed = speakers.iter().find(is_theirs);
    speaker(piece, &["speaker_name"])
        .or_else(|| speaker(listed?, &["speaker_name", "name"]))
        .or_else(|| speaker(piece, &["speaker_model_label", "label", "speaker_id"]))
}

/// A number that is written with quotes or without.
fn bare(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// How many of the file's units are a millisecond. Copies of the same data count in milliseconds; read as
/// samples, people would speak faster there than anybody can.
fn unit(pieces: &[Value]) -> f64 {
    let length = |piece: &Value| Some(offset(piece, "end_offset")? - offset(piece, "start_offset")?);
    let (mut said, mut lasted) = (0.0, 0.0);
    for (piece, length) in pieces.iter().filter_map(|piece| Some((piece, length(piece)?))) {
        said += words(piece, "transcript").split_whitespace().map(|_| 1.0).sum::<f64>();
        lasted += length.max(0.0);
    }
    let seconds = lasted / SAMPLES / 1000.0;
    if said > seconds * FASTEST { 1.0 } else { SAMPLES }
}

fn when(piece: &Value, unit: f64) -> Option<TimeSpan> {
    let at = |name: &str| -> Option<Time> { milliseconds(offset(piece, name)? / unit) };
    span(at("start_offset"), at("end_offset"))
}

fn offset(piece: &Value, name: &str) -> Option<f64> {
    piece.get(name)?.as_f64()
}
