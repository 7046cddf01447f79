//! JSON of transcription tools.
//!
//! How the shapes were confirmed:
//!
//! - by the source of the writer: whisper.cpp (`transcription` with `offsets` in milliseconds);
//! - by the maker's documentation, or a schema or sample of it: `AssemblyAI`, Deepgram, Amazon
//!   Transcribe (by speaker and by channel), Google (`alternatives`, `words`, `speakerTag`,
//!   `speakerLabel`), Azure (batch and fast transcription), Rev (`monologues` with `elements`),
//!   `OpenAI` (`segments` with `speaker`);
//! - by several readers of them that others wrote, with their samples: openai-whisper, faster-whisper
//!   and `WhisperX` (`segments`), Gecko (`monologues` with `terms`);
//! - from memory alone, and read because it costs nothing: the `chunks` of Hugging Face (their
//!   `timestamp` pairs were seen), and `startOffset` of the second version of Google;
//! - by several clients of an interface that its maker does not describe: Otter (`transcripts` with offsets).
//!
//! Of JSON by Trint no description was found, and none is read: it is said to export .docx and subtitles.
//!
//! What the tool took for words, speakers and times is read, and nothing else: confidences, summaries
//! and second guesses are named in the notes. A piece whose speaker the tool could not tell is left
//! without one.

mod by_service;
mod by_word;
mod otter;
mod scan;
mod segments;
mod values;

use serde_json::Value;

use crate::document::{DocumentKind, ImportedDocument};
use crate::encodings::Decoded;
use crate::error::{Expected, ImportError};
use crate::limits::Limits;
use crate::note::{Changed, Note, Recognised, count};
use crate::said::{Said, Unlabelled, join};
use crate::transcript;

/// What one tool's file holds.
struct Shape {
    /// The tool, as people call it.
    tool: &'static str,
    /// The entries of the file that were read.
    read: &'static [&'static str],
    /// What was said.
    said: Vec<Said>,
}

/// The shapes, each with what recognises it: the more telling first.
const SHAPES: [fn(&Value) -> Option<Shape>; 11] = [
    by_word::rev,
    otter::otter,
    by_service::azure_batch,
    by_service::azure_fast,
    segments::whisper_cpp,
    by_service::deepgram,
    by_word::amazon,
    by_word::google,
    by_service::assembly,
    segments::whisper,
    segments::words_and_text,
];

/// Whether a text begins like JSON that may hold a transcript. A transcript may begin with a bracket
/// too ("[00:01] Interviewer:"), so what follows the bracket decides.
pub(crate) fn begins_like_json(text: &str) -> bool {
    let text = text.trim_start();
    let follows = |open: char, what: &[char]| {
        text.strip_prefix(open).is_some_and(|rest| rest.trim_start().starts_with(what))
    };
    follows('{', &['"', '}']) || follows('[', &['{'])
}

/// Reads the JSON of a transcription tool.
pub(crate) fn read(file: &str, decoded: &Decoded, limits: &Limits) -> Result<ImportedDocument, ImportError> {
    let text = scan::checked(file, &decoded.text, limits)?;
    let value: Value = serde_json::from_str(&text).map_err(|error| ImportError::Damaged {
        file: file.to_owned(),
        place: format!("line {}, column {}", error.line(), error.column()),
        expected: "complete JSON",
    })?;
    let shape = SHAPES.iter().find_map(|shape| shape(&value)).ok_or_else(|| ImportError::WrongKind {
        file: file.to_owned(),
        found: "JSON, but of no transcription tool that is known",
        expected: Expected::from_name(file),
        remedy: "export the transcript from its program as .docx, .txt, .vtt or .srt, or as a .csv with the columns timestamp, speaker and words, and import that; JSON is read from Whisper, WhisperX, whisper.cpp, Otter, AssemblyAI, Deepgram, Amazon Transcribe, Google, Azure and Rev",
    })?;
    let mut notes = decoded.notes();
    notes.push(Recognised::AboutTurns(format!("written as {} writes it", shape.tool)).into());
    let said: Vec<Said> = shape.said.into_iter().filter(|said| !said.words.is_empty()).collect();
    let pieces = said.len();
    let utterances = join(said, Unlabelled::Unknown);
    if utterances.is_empty() {
        return Err(ImportError::NoWords { file: file.to_owned() });
    }
    if utterances.len() < pieces {
        notes.push(Changed::PiecesJoined { pieces, turns: utterances.len() }.into());
    }
    notes.extend(about_the_rest(&value, shape.read));
    Ok(transcript::from_utterances(DocumentKind::TranscriptJson, &utterances, notes))
}

/// What else the tool wrote, by the names that it gave it.
fn about_the_rest(value: &Value, read: &[&str]) -> Option<Note> {
    const NAMED: usize = 8;
    let rest: Vec<&String> = value.as_object()?.keys().filter(|key| !read.contains(&key.as_str())).collect();
    if rest.is_empty() {
        return None;
    }
    let mut names: Vec<String> = rest
        .iter()
        .take(NAMED)
        .map(|key| format!("`{}`", key.chars().take(30).collect::<String>()))
        .collect();
    if rest.len() > NAMED {
        names.push(format!("{} more", rest.len() - NAMED));
    }
    Some(Note::not_read(
        format!("{} of the file", count(rest.len(), "other entry", "other entries")),
        names.join(", "),
        "only words, speakers and their times make a transcript",
    ))
}
