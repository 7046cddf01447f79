//! Erasing a participant: the only change that cannot be undone.
//!
//! The keys that seal the participant's words and identity are destroyed, and with them every
//! change, text, file and snapshot that they sealed. What the study's own key and the words keys of
//! others seal is searched for the participant's words; what holds them is stated again without them,
//! and listed for rewording.

use std::collections::BTreeSet;

use themeloom_store::BlobAddress as Address;
use themeloom_study::consent::Erasure;
use themeloom_study::findings::CopyKind;
use themeloom_study::source::Source;
use themeloom_study::{Op, ParticipantId, SourceId, Thing};

use crate::account::{Account, readable_log};
use crate::error::{AppError, Result};
use crate::open::{OpenStudy, subject};
use crate::resolve;
use crate::restate::{envelope_of, restatements, state_again};
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
        let log = readable_log(&mut self.vault)?;
        let mut runs = TellingRuns::default();
        Account { study: &self.study, texts: &self.texts, log: &log }.add_to(&mut runs, id);
        let restated = restatements(&log, &runs, &[id]);
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
            state_again(draft, &restated)
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
            self.commit("took out the words of erased participants", |draft| state_again(draft, &disputed))?;
        }
        self.delete_outdated()
    }

    /// Takes words out of what is there, and deletes what held them.
    pub(crate) fn take_out(&mut self, runs: &TellingRuns, of: &[ParticipantId]) -> Result<()> {
        let restated = restatements(&readable_log(&mut self.vault)?, runs, of);
        if restated.is_empty() {
            return Ok(());
        }
        self.commit("took out the words of erased participants", |draft| state_again(draft, &restated))?;
        self.vault.drop_snapshot()?;
        self.reload()?;
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
}
