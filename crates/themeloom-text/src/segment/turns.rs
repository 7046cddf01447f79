//! Who speaks where: turns recognised by the labels at the starts of lines.

use rustc_hash::FxHashMap;

use super::TimeSpan;
use super::speaker_labels::{Candidate, is_role, key, may_be_person, read_label, tidy};
use crate::{CharCursor, Span, Text};

/// A turn and its label.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TurnLabel {
    /// The label with its time and punctuation.
    pub label: Span,
    /// The speaker's name, tidied and the same for all spellings.
    pub speaker: String,
    /// When it was said, where the label tells.
    pub time: Option<TimeSpan>,
    /// What was said, without white space around it; empty for a label with nothing after it.
    pub words: Span,
}

/// A speaker, as found in the labels.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecognisedSpeaker {
    /// The name, tidied.
    pub name: String,
    /// The spellings of the labels, in the order of their first use.
    pub spellings: Vec<String>,
    /// How many turns.
    pub n_turns: usize,
}

/// Something about a transcript that a person should look at.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RecognitionNote {
    /// Words before the first label: belonging to no turn.
    BeforeFirstTurn(Span),
    /// What looks like a label but stands once and is no role: left among the words.
    NotTaken(Span),
    /// A label with nothing after it.
    EmptyTurn(Span),
    /// A label whose time is before that of an earlier turn.
    TimeGoesBack(Span),
}

/// The turns of a transcript, its speakers in the order of their first turn, and what is doubtful.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RecognisedTurns {
    /// The turns in order.
    pub turns: Vec<TurnLabel>,
    /// The speakers in the order of their first turn.
    pub speakers: Vec<RecognisedSpeaker>,
    /// What a person should look at, in the order of the text within each kind.
    pub notes: Vec<RecognitionNote>,
}

/// A label where it stands.
struct Found<'a> {
    label: Span,
    label_end_byte: usize,
    key: String,
    candidate: Candidate<'a>,
}

/// Recognises the turns of a transcript by their labels.
///
/// A label stands at the start of a line: a name and a colon ("DB:", "**Interviewer 1:**", "12 Dan:"), with a
/// time before or after the name, or a name and a time alone on the line ("Ann Lee  0:12"), or a role alone
/// on the line ("Interviewee"). A name is taken if it recurs or is a role; other lines stay words.
pub fn recognise_turns(text: &Text) -> RecognisedTurns {
    let found = find_labels(text);
    let (taken, left) = taken_and_left(&found);
    let mut recognised = RecognisedTurns::default();
    let speakers = name_speakers(&taken, &mut recognised.speakers);
    recognised.turns = turns(text, &taken, &speakers, &recognised.speakers);
    let left = left.into_iter().filter(|label| !label.candidate.is_bare);
    recognised.notes = notes(text, &recognised.turns, left.map(|label| label.label));
    recognised
}

/// The labels that name a speaker, and the others.
fn taken_and_left<'f, 'a>(found: &'f [Found<'a>]) -> (Vec<&'f Found<'a>>, Vec<&'f Found<'a>>) {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for label in found.iter().filter(|label| !label.candidate.is_bare) {
        *counts.entry(&label.key).or_default() += 1;
    }
    // A transcript has few names and many labels, so each name is judged once.
    let mut roles: FxHashMap<&str, bool> = FxHashMap::default();
    found.iter().partition(|label| {
        let name = label.candidate.spelling;
        let recurs = counts.get(label.key.as_str()).is_some_and(|n| *n >= 2);
        *roles.entry(name).or_insert_with(|| is_role(name))
            || (!label.candidate.is_bare && recurs && may_be_person(name))
    })
}

fn find_labels(text: &Text) -> Vec<Found<'_>> {
    let mut cursor = CharCursor::new(text);
    let mut line_start = 0;
    let mut found = Vec::new();
    for line in text.as_str().split_inclusive('\n') {
        if let Some(candidate) = read_label(line) {
            let label = line.get(..candidate.len).unwrap_or(line);
            let from = line_start + (label.len() - label.trim_start().len());
            let until = line_start + label.trim_end().len();
            let (first, end) = (cursor.advance_to(from), cursor.advance_to(until));
            let label_end_byte = line_start + candidate.len;
            let key = key(candidate.spelling);
            found.extend(Span::new(first, end).map(|label| Found { label, label_end_byte, key, candidate }));
        }
        line_start += line.len();
    }
    found
}

/// Fills the list of speakers, and gives for each key its speaker's place in it.
fn name_speakers<'a>(
    taken: &[&'a Found<'_>],
    speakers: &mut Vec<RecognisedSpeaker>,
) -> FxHashMap<&'a str, usize> {
    let mut places = FxHashMap::default();
    for label in taken {
        let spelling = label.candidate.spelling;
        let place = *places.entry(label.key.as_str()).or_insert(speakers.len());
        if place == speakers.len() {
            speakers.push(RecognisedSpeaker { name: tidy(spelling), spellings: Vec::new(), n_turns: 0 });
        }
        if let Some(speaker) = speakers.get_mut(place) {
            speaker.n_turns += 1;
            if !speaker.spellings.iter().any(|known| known == spelling) {
                speaker.spellings.push(spelling.to_owned());
            }
        }
    }
    places
}

fn turns(
    text: &Text,
    taken: &[&Found<'_>],
    places: &FxHashMap<&str, usize>,
    speakers: &[RecognisedSpeaker],
) -> Vec<TurnLabel> {
    let ends = taken.iter().skip(1).map(|next| next.label.start()).chain([text.len()]);
    let turn = |(found, end): (&&Found<'_>, u32)| {
        let speaker = speakers.get(*places.get(found.key.as_str())?)?;
        let words = trimmed_words(text, found.label_end_byte, end, found.label.end());
        Some(TurnLabel {
            label: found.label,
            speaker: speaker.name.clone(),
            time: found.candidate.time,
            words,
        })
    };
    taken.iter().zip(ends).filter_map(turn).collect()
}

/// The words from a byte up to a code point without white space around them; empty at `or_at` if none.
fn trimmed_words(text: &Text, from: usize, end: u32, or_at: u32) -> Span {
    let bytes = text.char_to_byte(end).and_then(|end| text.as_str().get(from..end)).and_then(|words| {
        let start = from + (words.len() - words.trim_start().len());
        let end = from + words.trim_end().len();
        (start < end).then_some(start..end)
    });
    bytes.and_then(|bytes| text.byte_range_to_span(bytes)).unwrap_or(Span::at(or_at))
}

fn notes(text: &Text, turns: &[TurnLabel], left: impl Iterator<Item = Span>) -> Vec<RecognitionNote> {
    let mut notes = Vec::new();
    if let Some(first) = turns.first() {
        let before = trimmed_words(text, 0, first.label.start(), 0);
        notes.extend((!before.is_empty()).then_some(RecognitionNote::BeforeFirstTurn(before)));
    }
    notes.extend(left.map(RecognitionNote::NotTaken));
    let empty = turns.iter().filter(|turn| turn.words.is_empty());
    notes.extend(empty.map(|turn| RecognitionNote::EmptyTurn(turn.label)));
    let mut latest = None;
    for turn in turns {
        let start = turn.time.map(|time| time.start);
        if start.is_some() && start < latest {
            notes.push(RecognitionNote::TimeGoesBack(turn.label));
        }
        latest = latest.max(start);
    }
    notes
}
