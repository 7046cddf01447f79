//! What WebVTT and SubRip share: cues, tags in them, and turns made of several cues.

use themeloom_text::TimeSpan;

use crate::document::{DocumentKind, ImportedDocument};
use crate::entities::decode_entities;
use crate::note::{Changed, Note};
use crate::speakers::tidied;
use crate::transcript::{self, Utterance};

/// One subtitle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cue {
    /// When it is shown.
    pub(crate) time: TimeSpan,
    /// Its lines as they stand, tags included.
    pub(crate) lines: Vec<String>,
}

/// Makes a document of cues: tags out, voices and `Name:` labels to speakers, consecutive cues of
/// one speaker to one turn.
pub(crate) fn document(kind: DocumentKind, cues: &[Cue], mut notes: Vec<Note>) -> Option<ImportedDocument> {
    let mut cleaner = Cleaner::default();
    let said: Vec<Said> = cues.iter().flat_map(|cue| cleaner.said_in(cue)).collect();
    let labels = recurring_labels(&said);
    let utterances = join(said.into_iter().map(|said| said.with_label(&labels)));
    if utterances.is_empty() {
        return None;
    }
    if cleaner.tags > 0 {
        notes.push(Changed::Tags(cleaner.tags).into());
    }
    if cleaner.entities > 0 {
        notes.push(Changed::Entities(cleaner.entities).into());
    }
    if utterances.len() < cues.len() {
        notes.push(Changed::CuesJoined { cues: cues.len(), turns: utterances.len() }.into());
    }
    Some(transcript::from_utterances(kind, &utterances, notes))
}

/// What one voice says in one cue.
struct Said {
    speaker: Option<String>,
    words: String,
    time: TimeSpan,
}

impl Said {
    /// The speaker from a label before the words, if the file names none by a voice.
    fn with_label(mut self, labels: &[String]) -> Self {
        if self.speaker.is_none()
            && let Some((label, words)) = label_and_words(&self.words)
            && labels.contains(&tidied(label).to_lowercase())
        {
            (self.speaker, self.words) = (Some(label.to_owned()), words.to_owned());
        }
        self
    }
}

#[derive(Default)]
struct Cleaner {
    tags: usize,
    entities: usize,
}

impl Cleaner {
    /// The voices of a cue in order; a cue without voice is one passage without speaker.
    fn said_in(&mut self, cue: &Cue) -> Vec<Said> {
        let mut said: Vec<Said> = Vec::new();
        for line in &cue.lines {
            let line = line.trim().trim_start_matches("- ").trim_start_matches(">> ");
            for (i, piece) in line.split("<v").enumerate() {
                let (speaker, words) = if i == 0 { (None, piece) } else { voice(piece) };
                let words = self.clean(words);
                let speaker = speaker.map(|s| self.clean(s)).filter(|s| !s.is_empty());
                let goes_on = i == 0 && speaker.is_none();
                match said.last_mut() {
                    Some(last) if goes_on && label_and_words(&words).is_none() => {
                        append(&mut last.words, &words);
                    }
                    _ if words.is_empty() => {}
                    _ => said.push(Said { speaker, words, time: cue.time }),
                }
            }
        }
        said
    }

    /// Words without tags, with character references decoded.
    fn clean(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(['<', '{']) {
            let (before, tag) = rest.split_at(at);
            out.push_str(before);
            match tag_len(tag) {
                Some(len) => {
                    self.tags += 1;
                    rest = tag.get(len..).unwrap_or_default();
                }
                None => {
                    let one = tag.get(..1).unwrap_or_default();
                    out.push_str(one);
                    rest = tag.get(1..).unwrap_or_default();
                }
            }
        }
        out.push_str(rest);
        decode_entities(&out, &mut self.entities).trim().to_owned()
    }
}

/// The length of a tag at the start: `<i>`, `</v>`, `<00:01:02.000>`, `{\an8}`. A smaller-than sign
/// in speech ("<3") is none.
fn tag_len(text: &str) -> Option<usize> {
    let (close, first) = match text.as_bytes() {
        [b'<', first, ..] => ('>', *first),
        [b'{', b'\\', ..] => return text.find('}').map(|end| end + 1),
        _ => return None,
    };
    let end = text.find(close)?;
    let inner = text.get(1..end)?;
    let is_time = crate::times::clock(inner).is_some();
    (is_time || first == b'/' || first.is_ascii_alphabetic()).then_some(end + 1)
}

/// The name and words of what follows `<v`: `.loud Ana Brown>Well`.
fn voice(piece: &str) -> (Option<&str>, &str) {
    match piece.split_once('>') {
        Some((name, words)) if name.is_empty() || name.starts_with([' ', '.', '\t']) => {
            let name = if name.starts_with('.') { name.split_once(' ').map_or("", |(_, n)| n) } else { name };
            (Some(name.trim()), words)
        }
        _ => (None, piece),
    }
}

/// A label before words: at most five words and forty characters, then a colon and a blank.
fn label_and_words(words: &str) -> Option<(&str, &str)> {
    let (label, rest) = words.split_once(':')?;
    let fits = label.chars().count() <= 40
        && (1..=5).contains(&label.split_whitespace().count())
        && label.chars().next().is_some_and(|c| c.is_alphabetic() || c == '[')
        && !label.contains(['?', '!', ',', ';']);
    (fits && rest.starts_with([' ', '\t', '\n'])).then(|| (label, rest.trim()))
}

/// The labels that occur in at least two cues, or that say a role: "Well: yes" once is no speaker.
fn recurring_labels(said: &[Said]) -> Vec<String> {
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for (label, _) in said.iter().filter_map(|s| label_and_words(&s.words)) {
        *counts.entry(tidied(label).to_lowercase()).or_default() += 1;
    }
    counts.into_iter().filter(|(_, n)| *n >= 2).map(|(label, _)| label).collect()
}

/// Joins what one speaker says in consecutive cues. Where no speaker is ever named, a pause of more
/// than two seconds begins a new paragraph.
fn join(said: impl Iterator<Item = Said>) -> Vec<Utterance> {
    const PAUSE_MS: u64 = 2_000;
    let mut turns: Vec<Utterance> = Vec::new();
    let mut speaker: Option<String> = None;
    for Said { speaker: named, words, time } in said {
        let key = named.as_deref().map(|name| tidied(name).to_lowercase());
        let same = match (&key, &speaker) {
            (Some(new), Some(old)) => new == old,
            // A cue without a label goes on with the speaker before it.
            (None, Some(_)) => true,
            (None, None) => turns.last().and_then(|turn| turn.time).is_some_and(|before| {
                let ended = before.end.unwrap_or(before.start).0;
                time.start.0.saturating_sub(ended) <= PAUSE_MS
            }),
            (Some(_), None) => false,
        };
        match turns.last_mut() {
            Some(turn) if same => {
                append(&mut turn.words, &words);
                if let Some(spoken) = &mut turn.time {
                    spoken.end = time.end.or(spoken.end);
                }
            }
            _ => {
                speaker = key;
                turns.push(Utterance { speaker: named, words, time: Some(time), always_a_turn: true });
            }
        }
    }
    turns
}

fn append(words: &mut String, more: &str) {
    if !words.is_empty() && !more.is_empty() {
        words.push(' ');
    }
    words.push_str(more);
}
