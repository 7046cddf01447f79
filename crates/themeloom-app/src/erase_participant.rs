//! Erasing a participant: the only change that cannot be undone.
//!
//! The keys that seal the participant's words and identity are destroyed, and with them every
//! change, text, file and snapshot that they sealed. What the study's own key seals is searched for
//! the participant's words; what holds them is stated again without them, and listed for rewording.

use std::collections::BTreeSet;

use themeloom_store::{BlobAddress as Address, KeyFor};
use themeloom_study::consent::Erasure;
use themeloom_study::findings::CopyKind;
use themeloom_study::op::ParticipantEdit;
use themeloom_study::source::{Source, SpeakerRole};
use themeloom_study::{Change, Op, ParticipantId, SourceId, Thing};
use themeloom_text::{Placed, Text, Version};

use crate::error::{AppError, Result};
use crate::open::{OpenStudy, readable, subject};
use crate::resolve;
use crate::restate::{Restated, envelope_of, masked};
use crate::telling::TellingRuns;

/// What an erasure came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct ErasedParticipant {
    /// The pseudonym, which is left as a tombstone.
    pub pseudonym: String,
    /// How many changes were destroyed.
    pub changes: u64,
    /// How many texts and files were destroyed.
    pub texts: u64,
    /// Texts of the study out of which the participant's words were taken, as they read now: for a
    /// person to reword.
    pub rewrite: Vec<String>,
    /// Copies that were made earlier and that the erasure does not reach.
    pub copies: Vec<String>,
}

impl OpenStudy {
    /// Erases a participant.
    ///
    /// # Errors
    /// When there is no such participant, they were erased already, or the study cannot be written.
    pub fn erase_participant(&mut self, pseudonym: &str, erasure: &Erasure) -> Result<ErasedParticipant> {
        let row = resolve::participant(&self.study, pseudonym)?;
        let (id, pseudonym) = (row.id, row.pseudonym.clone());
        if row.erased.is_some() {
            return Err(AppError::Taken { what: "erased participant", name: pseudonym });
        }
        let log = self.readable_log()?;
        let runs = self.telling_runs(id, &log);
        let restated = restatements(&log, &runs);
        drop(log);
        let reason = runs.mask(&erasure.reason).unwrap_or_else(|| erasure.reason.clone());
        let erasure = Erasure { on: erasure.on.clone(), reason };
        let mut erased = ErasedParticipant {
            copies: self.copies_made(),
            pseudonym: pseudonym.clone(),
            ..ErasedParticipant::default()
        };
        let loose = self.loose_sources(id);
        self.commit(format!("erased {pseudonym}"), |draft| {
            for source in &loose {
                draft.add(Op::Retire(Thing::Source(*source)))?;
            }
            draft.add(Op::Erase(id, erasure))?;
            restated.iter().try_for_each(|change| draft.add(Op::Restate(Box::new(change.clone()))).map(drop))
        })?;
        let done = self.destroy(&[id])?;
        self.delete_outdated()?;
        erased.rewrite = restated.iter().map(|change| self.study.describe(change)).collect();
        erased.changes = done.0;
        erased.texts = done.1;
        Ok(erased)
    }

    /// Destroys what earlier erasures, here or in a copy that was merged, left to be destroyed.
    pub(crate) fn finish_erasures(&mut self) -> Result<()> {
        let known: BTreeSet<_> = self.vault.erased_subjects().into_iter().collect();
        let unfinished: Vec<ParticipantId> = self
            .study
            .participants()
            .rows()
            .iter()
            .filter(|p| p.erased.is_some() && !known.contains(&subject(p.id)))
            .map(|p| p.id)
            .collect();
        if self.read_only.is_some() {
            return Ok(());
        }
        if !unfinished.is_empty() {
            self.destroy(&unfinished)?;
        }
        if !self.disputed.is_empty() && self.me.is_some() {
            let disputed = std::mem::take(&mut self.disputed);
            self.commit("took out the words of erased participants", |draft| {
                disputed.into_iter().try_for_each(|change| draft.add(Op::Restate(Box::new(change))).map(drop))
            })?;
        }
        self.delete_outdated()
    }

    /// Deletes the ciphertexts of what was stated again without somebody's words.
    fn delete_outdated(&mut self) -> Result<()> {
        // What is still in dispute is not yet stated anywhere.
        if self.outdated.is_empty() || !self.disputed.is_empty() {
            return Ok(());
        }
        let envelopes: Vec<_> = self.outdated.drain(..).map(envelope_of).collect();
        self.vault.erase_envelopes(&envelopes)?;
        Ok(())
    }

    fn destroy(&mut self, participants: &[ParticipantId]) -> Result<(u64, u64)> {
        let blobs: Vec<Address> = participants
            .iter()
            .flat_map(|id| self.loose_sources(*id))
            .filter_map(|source| self.study.sources().get(source))
            .flat_map(|source| source.base.iter().map(|segment| Address(segment.blob.0)))
            .collect();
        let subjects: Vec<_> = participants.iter().map(|id| subject(*id)).collect();
        let mut done = self.vault.erase_subjects(&subjects)?;
        if !blobs.is_empty() {
            done.blobs += self.vault.erase_blobs(&blobs)?.blobs;
        }
        self.reload()?;
        Ok((done.envelopes, done.blobs))
    }

    /// Sources that are one participant's alone although the study's key seals them, because their
    /// speakers were named only after the import.
    fn loose_sources(&self, id: ParticipantId) -> Vec<SourceId> {
        let alone = |source: &&Source| source.subject.is_none() && source.participants().eq([id]);
        self.study.sources().rows().iter().filter(alone).map(|source| source.id).collect()
    }

    fn copies_made(&self) -> Vec<String> {
        let kind = |kind| match kind {
            CopyKind::Backup => "backup",
            CopyKind::Export => "export",
        };
        self.study
            .copies()
            .iter()
            .map(|c| format!("{} at {}", kind(c.content.kind), c.content.place))
            .collect()
    }

    /// The runs of words by which one would recognise the participant: what they said, now and before
    /// every correction, and who they are.
    fn telling_runs(&self, id: ParticipantId, log: &[(KeyFor, Change)]) -> TellingRuns {
        let mut runs = TellingRuns::default();
        for source in self.study.sources().rows().iter().filter(|s| s.participants().any(|p| p == id)) {
            for text in self.versions_of(source, log) {
                runs.add_speech_of(id, source, &text);
            }
        }
        for (_, change) in log {
            if let Op::EditParticipant(p, ParticipantEdit::Identity(edit)) = &change.op
                && *p == id
            {
                for identity in edit.before.iter().chain(&edit.after) {
                    runs.add_phrase(&identity.name);
                    runs.add_phrase(&identity.contact);
                }
            }
        }
        runs
    }

    /// A source's text as it came, as it stands, and as it stood after each correction.
    fn versions_of(&self, source: &Source, log: &[(KeyFor, Change)]) -> Vec<(Version, Text)> {
        let Some(base) = self.texts.base(source.id) else { return Vec::new() };
        let corrected = log.iter().filter_map(|(_, change)| match &change.op {
            Op::CorrectText { source: of, .. }
            | Op::WithdrawCorrection { source: of, .. }
            | Op::RestoreCorrection { source: of, .. } => {
                (*of == source.id).then(|| Version::new([change.id.as_edit()]))
            }
            _ => None,
        });
        [Version::default(), source.history.latest()]
            .into_iter()
            .chain(corrected)
            .filter_map(|version| Some((version.clone(), source.history.text_at(base, &version)?)))
            .collect()
    }

    /// The whole log as far as it can be read.
    fn readable_log(&mut self) -> Result<Vec<(KeyFor, Change)>> {
        let mut log = Vec::new();
        for envelope in self.vault.read_all()? {
            let key = envelope.key;
            if let Some(change) = readable(envelope)? {
                log.push((key, change));
            }
        }
        Ok(log)
    }
}

/// What the study's own key seals, stated again without the runs: the latest statement of each change.
fn restatements(log: &[(KeyFor, Change)], runs: &TellingRuns) -> Vec<Change> {
    let mut latest = Restated::new();
    for (_, change) in log.iter().filter(|(key, _)| *key == KeyFor::Study) {
        if let Some(masked) = masked(change, runs) {
            latest.insert(masked.id, masked);
        }
    }
    latest.into_values().collect()
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
