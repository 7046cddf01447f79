//! What WebVTT and SubRip share: cues, tags in them, and turns made of several cues.

use std::collections::{BTreeMap, BTreeSet};

use themeloom_text::TimeSpan;

use crate::document::{DocumentKind, ImportedDocument};
use crate::entities::decode_entities;
use crate::note::{Changed, Note};
use crate::said::{Said, Unlabelled, append, join};
use crate::speakers::tidied;
use crate::transcript;

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
    let labels = Labels::of(&said);
    let said = said.into_iter().map(|said| with_label(said, &labels));
    let utterances = join(said, Unlabelled::GoesOn);
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

/// The speaker from a label before the words, if the file names none by a voice.
fn with_label(mut said: Said, labels: &Labels) -> Said {
    if said.speaker.is_none()
        && let Some((label, words)) = label_and_words(&said.words)
        && labels.hold(label)
    {
        (said.speaker, said.words) = (Some(label.to_owned()), words.to_owned());
    }
    said
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
        let mut voice_is_open = false;
        for line in &cue.lines {
            let line = line.trim().trim_start_matches("- ").trim_start_matches(">> ");
            for (i, piece) in line.split("<v").enumerate() {
                let (speaker, words) = if i == 0 { (None, piece) } else { voice(piece) };
                let closes = words.contains("</v>");
                let words = self.clean(words);
                let speaker = speaker.map(|s| self.clean(s)).filter(|s| !s.is_empty());
                let goes_on = i == 0 && (voice_is_open || label_and_words(&words).is_none());
                voice_is_open = !closes && (voice_is_open || speaker.is_some());
                match said.last_mut() {
                    Some(last) if goes_on => append(&mut last.words, &words),
                    _ if words.is_empty() => {}
                    _ => said.push(Said { speaker, words, time: Some(cue.time) }),
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

/// A label before words: at most eight words and sixty characters, then a colon and a blank. Names
/// of meetings are long ("LEE, Ann (EXAMPLE NHS TRUST)"), and who dials in is a number.
fn label_and_words(words: &str) -> Option<(&str, &str)> {
    let (label, rest) = words.split_once(':')?;
    let fits = label.chars().count() <= 60
        && (1..=8).contains(&label.split_whitespace().count())
        && label.chars().next().is_some_and(|c| c.is_alphabetic() || matches!(c, '[' | '+'))
        && !label.contains(['?', '!', ';']);
    (fits && rest.starts_with([' ', '\t', '\n'])).then(|| (label, rest.trim()))
}

/// The labels that name speakers.
enum Labels {
    /// Nearly every passage begins with one, as meeting programs write them: then a speaker who
    /// speaks once is one too.
    All,
    /// Those that recur: "Well: yes" once is no speaker.
    Recurring(BTreeSet<String>),
}

impl Labels {
    fn of(said: &[Said]) -> Self {
        let mut counts = BTreeMap::<String, usize>::new();
        for (label, _) in said.iter().filter_map(|s| label_and_words(&s.words)) {
            *counts.entry(tidied(label).to_lowercase()).or_default() += 1;
        }
        let labelled: usize = counts.values().sum();
        let recurring: usize = counts.values().filter(|n| **n >= 2).sum();
        let unnamed = said.iter().filter(|s| s.speaker.is_none()).count();
        if labelled * 10 >= unnamed * 9 && recurring * 2 >= labelled && recurring > 0 {
            return Self::All;
        }
        Self::Recurring(counts.into_iter().filter(|(_, n)| *n >= 2).map(|(label, _)| label).collect())
    }

    fn hold(&self, label: &str) -> bool {
        match self {
            Self::All => true,
            Self::Recurring(labels) => labels.contains(&tidied(label).to_lowercase()),
        }
    }
}
