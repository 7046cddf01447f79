//! What a participant said and who they are, gathered from a copy that can still read it.

use themeloom_store::{KeyFor, Vault};
use themeloom_study::op::ParticipantEdit;
use themeloom_study::source::{Source, SpeakerRole};
use themeloom_study::{Change, Op, ParticipantId, Study, Texts};
use themeloom_text::{Placed, Text, Version};

use crate::error::Result;
use crate::open::readable;
use crate::telling::TellingRuns;

/// A copy of a study, as far as it can be read.
pub(crate) struct Account<'a> {
    pub study: &'a Study,
    pub texts: &'a Texts,
    pub log: &'a [(KeyFor, Change)],
}

impl Account<'_> {
    /// Adds the runs of words by which one would recognise a participant: what they said, now and
    /// before every correction, and who they are.
    pub(crate) fn add_to(&self, runs: &mut TellingRuns, id: ParticipantId) {
        for source in self.study.sources().rows().iter().filter(|s| s.participants().any(|p| p == id)) {
            for text in self.versions_of(source) {
                runs.add_speech_of(id, source, &text);
            }
        }
        for (_, change) in self.log {
            if let Op::EditParticipant(p, ParticipantEdit::Identity(edit)) = &change.op
                && *p == id
            {
                for identity in edit.before.iter().chain(&edit.after) {
                    runs.add_phrase(&identity.name);
                    runs.add_phrase(&identity.contact);
                }
            }
        }
    }

    /// A source's text as it came, as it stands, and as it stood after each correction.
    fn versions_of(&self, source: &Source) -> Vec<(Version, Text)> {
        let Some(base) = self.texts.base(source.id) else { return Vec::new() };
        let corrected = source.history.edits().iter().map(|edit| Version::new([edit.id]));
        [Version::default(), source.history.latest()]
            .into_iter()
            .chain(corrected)
            .filter_map(|version| Some((version.clone(), source.history.text_at(base, &version)?)))
            .collect()
    }
}

/// The whole log as far as it can be read.
pub(crate) fn readable_log(vault: &mut Vault) -> Result<Vec<(KeyFor, Change)>> {
    let mut log = Vec::new();
    for envelope in vault.read_all()? {
        let key = envelope.key;
        if let Some(change) = readable(envelope)? {
            log.push((key, change));
        }
    }
    Ok(log)
}

impl TellingRuns {
    /// Takes what a participant says in a version of a source: their turns, or all of a source that
    /// is theirs alone and has none.
    fn add_speech_of(&mut self, id: ParticipantId, source: &Source, (version, text): &(Version, Text)) {
        if source.turns.is_empty() {
            return self.add_speech(text.as_str());
        }
        for turn in source.turns.iter().filter(|turn| source.participant_at(turn.span) == Some(id)) {
            let role = source.speakers.get(usize::from(turn.speaker)).map(|speaker| speaker.role);
            if role == Some(SpeakerRole::Interviewer) {
                continue;
            }
            let placed = source.history.place_between(turn.words, &Version::default(), version);
            let words = placed.and_then(Placed::span).and_then(|span| text.excerpt(span));
            self.add_speech(words.unwrap_or_default());
        }
    }
}
