//! Erasing a participant: the only change that cannot be undone.
//!
//! The keys that seal the participant's words and identity are destroyed, and with them every
//! change, text, file and snapshot that they sealed. What the study's own key seals is searched for
//! the participant's words, and what is found is listed for rewriting.

use std::collections::BTreeSet;

use themeloom_store::BlobAddress as Address;
use themeloom_study::consent::Erasure;
use themeloom_study::findings::CopyKind;
use themeloom_study::{Op, ParticipantId, SourceId, Study, Thing};

use crate::error::{AppError, Result};
use crate::open::{OpenStudy, subject};
use crate::resolve;

/// How many words in a row make a text recognisable as somebody's: fewer are anybody's.
const TELLING: usize = 5;

/// What an erasure came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct ErasedParticipant {
    /// The pseudonym, which is left as a tombstone.
    pub pseudonym: String,
    /// How many changes were destroyed.
    pub changes: u64,
    /// How many texts and files were destroyed.
    pub texts: u64,
    /// Texts of the study that hold the participant's words and are to be rewritten by a person.
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
        let mut erased = ErasedParticipant {
            rewrite: self.texts_with_words_of(id),
            copies: self.copies_made(),
            pseudonym: pseudonym.clone(),
            ..ErasedParticipant::default()
        };
        let loose = self.loose_sources(id);
        self.commit(format!("erased {pseudonym}"), |draft| {
            for source in &loose {
                draft.add(Op::Retire(Thing::Source(*source)))?;
            }
            draft.add(Op::Erase(id, erasure.clone())).map(drop)
        })?;
        let done = self.destroy(&[id])?;
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
        if unfinished.is_empty() || self.read_only.is_some() {
            return Ok(());
        }
        self.destroy(&unfinished).map(drop)
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
        let alone = |source: &&themeloom_study::source::Source| {
            source.subject.is_none() && source.participants().eq([id])
        };
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

    /// The texts under the study's key that hold several words in a row of a participant's.
    fn texts_with_words_of(&self, id: ParticipantId) -> Vec<String> {
        let mut telling: BTreeSet<String> = BTreeSet::new();
        for source in self.study.sources().iter().filter(|s| s.participants().any(|p| p == id)) {
            let Some(text) = self.texts.current(source.id) else { continue };
            for turn in source.turns.iter().filter(|turn| source.participant_at(turn.span) == Some(id)) {
                telling.extend(runs(text.excerpt(turn.words).unwrap_or_default()));
            }
        }
        common_texts(&self.study)
            .into_iter()
            .filter(|(_, text)| runs(text).iter().any(|run| telling.contains(run)))
            .map(|(what, _)| what)
            .collect()
    }
}

/// Every run of [`TELLING`] words, in small letters and without punctuation; a shorter text is one
/// run only if it has at least three words.
fn runs(text: &str) -> Vec<String> {
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.windows(TELLING).map(|run| run.join(" ")).collect()
}

/// The texts that the study's own key seals, with what they are.
fn common_texts(study: &Study) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for code in study.codes().iter() {
        let c = &code.content;
        for text in [&c.name, &c.definition, &c.use_when, &c.not_when, &c.example] {
            texts.push((format!("the code {}", code.label()), text.clone()));
        }
    }
    for theme in study.themes().iter() {
        for text in [&theme.name, &theme.statement, &theme.narrative] {
            texts.push((study.thing(Thing::Theme(theme.id)), text.clone()));
        }
    }
    for finding in study.findings().iter() {
        texts.push((study.thing(Thing::Finding(finding.id)), finding.statement.clone()));
    }
    for recommendation in study.recommendations().iter() {
        let text = format!("{} {}", recommendation.what, recommendation.why);
        texts.push((study.thing(Thing::Recommendation(recommendation.id)), text));
    }
    for memo in study.memos().iter() {
        texts.push((study.thing(Thing::Memo(memo.id)), memo.text.clone()));
    }
    texts
}
