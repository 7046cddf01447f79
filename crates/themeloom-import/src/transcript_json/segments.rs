//! Whisper and its kin: a list of segments, each with its words and its time.

use serde_json::Value;

use super::Shape;
use super::by_word::{Word, grouped};
use super::values::{has_list, in_milliseconds, list, speaker, time, untimed, words};
use crate::said::Said;
use crate::times::span;

/// openai-whisper, faster-whisper, `WhisperX` and `OpenAI`: `segments`; Hugging Face: `chunks`; or the
/// list alone, as scripts write it.
pub(super) fn whisper(value: &Value) -> Option<Shape> {
    let lists =
        [value.as_array().map(Vec::as_slice), Some(list(value, "segments")), Some(list(value, "chunks"))];
    let segments = lists.into_iter().flatten().find(|segments| segments.iter().any(is_segment))?;
    let said = segments.iter().map(segment).collect();
    Some(Shape { tool: "Whisper", read: &["segments", "chunks", "text", "word_segments", "words"], said })
}

fn is_segment(value: &Value) -> bool {
    let has_time = ["start", "end", "timestamp"].iter().any(|name| value.get(name).is_some());
    has_time && value.get("text").is_some_and(Value::is_string)
}

fn segment(value: &Value) -> Said {
    Said {
        speaker: speaker(value, &["speaker"]),
        words: words(value, "text").trim().to_owned(),
        time: time(value),
    }
}

/// whisper.cpp. It writes a blank before each segment that begins a word: asked for short segments, it
/// cuts words apart, and these are put together again.
pub(super) fn whisper_cpp(value: &Value) -> Option<Shape> {
    if !has_list(value, "transcription") {
        return None;
    }
    let segments = list(value, "transcription");
    let text = |segment| words(segment, "text");
    let blanks = segments.iter().filter(|segment| text(segment).starts_with(' ')).count();
    let blanks_tell = blanks * 2 >= segments.len();
    let pieces = segments.iter().map(|segment| {
        let offsets = segment.get("offsets").unwrap_or(&Value::Null);
        Word {
            speaker: speaker(segment, &["speaker"]),
            text: text(segment).trim().to_owned(),
            time: span(in_milliseconds(offsets, "from"), in_milliseconds(offsets, "to")),
            glued: blanks_tell && !text(segment).starts_with(' '),
        }
    });
    let read = &["transcription"];
    Some(Shape { tool: "whisper.cpp", read, said: grouped(pieces) })
}

/// A text alone, or with its words one by one: `OpenAI`, and `AssemblyAI` where nobody asked for
/// speakers.
pub(super) fn words_and_text(value: &Value) -> Option<Shape> {
    const BESIDE: [&str; 12] = [
        "text",
        "words",
        "segments",
        "chunks",
        "task",
        "language",
        "duration",
        "usage",
        "logprobs",
        "utterances",
        "language_code",
        "confidence",
    ];
    let is_transcript =
        has_list(value, "words") || value.as_object()?.keys().all(|key| BESIDE.contains(&key.as_str()));
    let text = value.get("text").and_then(Value::as_str).filter(|_| is_transcript)?;
    let by_word: Vec<Word> = list(value, "words").iter().filter_map(assembly_word).collect();
    // The words one by one are taken only where they are all of the text.
    let whole = by_word.iter().map(|word| word.text.as_str()).eq(text.split_whitespace());
    let said = if whole && !by_word.is_empty() { grouped(by_word) } else { vec![untimed(text)] };
    Some(Shape { tool: "Whisper or AssemblyAI", read: &["text", "words", "segments", "utterances"], said })
}

fn assembly_word(value: &Value) -> Option<Word> {
    Some(Word {
        speaker: speaker(value, &["speaker"]),
        text: value.get("text")?.as_str()?.trim().to_owned(),
        time: span(in_milliseconds(value, "start"), in_milliseconds(value, "end")),
        glued: false,
    })
}
