//! From words to turns: by the labels in a text, or by composing a text from what was said.

use themeloom_text::{RecognisedTurns, Text, TimeSpan, recognise_turns};

use crate::about_turns;
use crate::document::{DocumentKind, Guess, ImportedDocument, Speaker, SpeakerIdx, Turn};
use crate::draft::{Draft, place};
use crate::note::{Changed, Note, Recognised};
use crate::speakers::{SpeakerTable, guess_roles};
use crate::word_count::count_words;

/// The name shown for turns of which the file says when, but not by whom.
pub(crate) const NOBODY: &str = "Unnamed speaker";

/// A document from a text with speakers' labels in it.
pub(crate) fn from_labels(kind: DocumentKind, text: Text, mut notes: Vec<Note>) -> ImportedDocument {
    let RecognisedTurns { turns: labels, speakers, notes: about } = recognise_turns(&text);
    let mut table = SpeakerTable::default();
    for speaker in speakers {
        table.add_known(&speaker.name, speaker.spellings);
    }
    let turns = labels
        .into_iter()
        .filter_map(|turn| {
            let speaker = table.find(&turn.speaker)?;
            Some(Turn { speaker, label: Some(turn.label), words: turn.words, time: turn.time })
        })
        .collect();
    notes.extend(about_turns::notes(&text, &about));
    finish(kind, text, turns, table, notes)
}

/// Something that somebody said, as tables and subtitles give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Utterance {
    /// The speaker as the file spells it.
    pub(crate) speaker: Option<String>,
    /// The words.
    pub(crate) words: String,
    /// When.
    pub(crate) time: Option<TimeSpan>,
    /// Whether words without a speaker are a turn all the same: subtitles are, a remark in a table
    /// of turns is not.
    pub(crate) always_a_turn: bool,
}

/// A document from what was said: each utterance becomes a paragraph, "Speaker: words".
pub(crate) fn from_utterances(
    kind: DocumentKind,
    utterances: &[Utterance],
    mut notes: Vec<Note>,
) -> ImportedDocument {
    let mut draft = Draft::default();
    let mut table = SpeakerTable::default();
    let mut places = Vec::with_capacity(utterances.len());
    let mut labelled = false;
    for utterance in utterances {
        let speaker = match &utterance.speaker {
            Some(spelling) => table.add(spelling),
            None if utterance.always_a_turn => table.add(NOBODY),
            None => None,
        };
        if draft.at() > 0 {
            draft.push("\n\n");
        }
        let start = draft.at();
        if utterance.speaker.is_some()
            && let Some(name) = speaker.and_then(|idx| table.name(idx))
        {
            draft.push(name);
            draft.push_char(':');
            labelled = true;
        }
        let label = start..draft.at();
        if !label.is_empty() {
            draft.push_char(' ');
        }
        let words = draft.at();
        draft.push(utterance.words.trim());
        if let Some(speaker) = speaker {
            places.push((speaker, label, words..draft.at(), utterance.time));
        }
    }
    draft.push_char('\n');
    if labelled {
        notes.push(Changed::LabelsWritten.into());
    }
    let text = draft.finish(&mut notes);
    let turns = places
        .into_iter()
        .map(|(speaker, label, words, time)| {
            let label = (!label.is_empty()).then(|| place(&text, label));
            Turn { speaker, label, words: place(&text, words), time }
        })
        .collect();
    finish(kind, text, turns, table, notes)
}

fn finish(
    kind: DocumentKind,
    text: Text,
    turns: Vec<Turn>,
    table: SpeakerTable,
    mut notes: Vec<Note>,
) -> ImportedDocument {
    let mut speakers = table.into_speakers();
    let mut questions = vec![0; speakers.len()];
    for turn in &turns {
        let SpeakerIdx(idx) = turn.speaker;
        let words = text.excerpt(turn.words).unwrap_or_default();
        if let (Some(speaker), Some(questions)) =
            (speakers.get_mut(usize::from(idx)), questions.get_mut(usize::from(idx)))
        {
            speaker.n_turns += 1;
            speaker.n_words += count_words(words);
            *questions += usize::from(words.trim_end().ends_with('?'));
        }
    }
    guess_roles(&mut speakers, &questions);
    notes.splice(0..0, recognised(kind, &turns, &speakers));
    notes.extend(spellings(&speakers));
    ImportedDocument {
        kind,
        text,
        turns,
        speakers,
        pages: Vec::new(),
        styles: Vec::new(),
        asides: Vec::new(),
        notes,
    }
}

fn recognised(kind: DocumentKind, turns: &[Turn], speakers: &[Speaker]) -> Vec<Note> {
    let mut notes = vec![Recognised::Kind(kind).into()];
    if turns.is_empty() {
        notes.push(Recognised::NoTurns.into());
        return notes;
    }
    let by_speaker = speakers.iter().map(|s| (described(s), s.n_turns)).collect();
    notes.push(Recognised::Turns { turns: turns.len(), speakers: by_speaker }.into());
    let timed = turns.iter().filter(|turn| turn.time.is_some()).count();
    if timed > 0 {
        notes.push(Recognised::Times { turns: timed }.into());
    }
    notes
}

fn described(speaker: &Speaker) -> String {
    match speaker.guess {
        Guess::Interviewer => format!("{}, who seems to ask,", speaker.name),
        Guess::Participant | Guess::Unknown => speaker.name.clone(),
    }
}

fn spellings(speakers: &[Speaker]) -> impl Iterator<Item = Note> + '_ {
    speakers.iter().filter(|s| s.spellings.len() > 1).map(|speaker| {
        Changed::Spellings { name: speaker.name.clone(), spellings: speaker.spellings.clone() }.into()
    })
}
