//! Backups, restoring them, and checking that nothing was altered.

use std::path::Path;

use themeloom_store::{CheckReport, PrintedHead, RestoreReport, restore_file};
use themeloom_study::Op;
use themeloom_study::findings::{CopyKind, NewCopy};
use themeloom_text::Placed;

use crate::draft::excerpt_hash;
use crate::error::Result;
use crate::open::{OpenStudy, who_writes};

/// What a backup came to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BackedUp {
    /// How many changes it holds.
    pub changes: u64,
    /// How many texts and files.
    pub texts: u64,
    /// Its size in bytes.
    pub bytes: u64,
    /// The state of the study that it holds, for printing.
    pub head: PrintedHead,
}

/// What a check found.
#[derive(Clone, PartialEq, Debug)]
pub struct Checked {
    /// What the store says of its seals, chains and keys.
    pub store: CheckReport,
    /// Codings whose words, when they were marked, are not the words that their hash was made of.
    pub drifted: Vec<String>,
    /// The state of the study now, for printing.
    pub head: PrintedHead,
}

impl Checked {
    /// Whether everything is as it was written.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.store.is_sound() && self.drifted.is_empty()
    }
}

impl OpenStudy {
    /// The state of the study for printing: on reports, on backups, on paper.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn printed_head(&mut self) -> Result<PrintedHead> {
        Ok(self.vault.print_head()?)
    }

    /// The state of the study for the record of a copy, asked for before the copy is made: where nobody could
    /// sign the record, none is to be made.
    pub(crate) fn head_of_copy(&mut self) -> Result<PrintedHead> {
        if self.read_only.is_none() {
            self.me()?;
        }
        self.printed_head()
    }

    /// Writes a backup, which is sealed like the study. It is safe while others work on the study.
    /// A study that is open for writing also records that the backup was made.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn back_up(&mut self, to: &Path) -> Result<BackedUp> {
        let head = self.head_of_copy()?;
        let report = self.vault.backup_to(to)?;
        self.record_copy(CopyKind::Backup, to, &head)?;
        Ok(BackedUp { changes: report.envelopes, texts: report.blobs, bytes: report.bytes, head })
    }

    /// Records that study data were copied to a file, so that an erasure can say which copies it does
    /// not reach. A study that is open for reading only cannot record anything.
    pub(crate) fn record_copy(&mut self, kind: CopyKind, to: &Path, head: &PrintedHead) -> Result<()> {
        if self.read_only.is_some() {
            return Ok(());
        }
        let place = std::path::absolute(to).unwrap_or_else(|_| to.to_owned()).display().to_string();
        let what = match kind {
            CopyKind::Backup => format!("made a backup at {place}"),
            CopyKind::Export => format!("exported to {place}"),
        };
        let copy = NewCopy { kind, place, head: head.to_string() };
        self.commit(what, |draft| draft.add(Op::RecordCopy(copy)).map(drop))
    }

    /// Checks every seal, every chain and every coding; with a printed state, also that nothing before
    /// it was changed.
    ///
    /// # Errors
    /// When the printed state cannot be read, or the store cannot.
    pub fn check(&mut self, against: Option<&str>) -> Result<Checked> {
        let printed = against.map(str::parse::<PrintedHead>).transpose()?;
        let store = self.vault.check(printed.as_ref())?;
        let drifted = self.drifted_codings();
        Ok(Checked { store, drifted, head: self.vault.print_head()? })
    }

    fn drifted_codings(&self) -> Vec<String> {
        let study = &self.study;
        let drifted = |coding: &&themeloom_study::coding::Coding| {
            let Some(passage) = study.passage_of(coding) else { return true };
            // Words that cannot be read cannot be compared; the store has checked what it keeps.
            let Some(words) = self.texts.words_when_marked(study, &passage) else {
                return self.texts.base(coding.source).is_some()
                    && !matches!(study.place(&passage), Some(Placed::Gone));
            };
            !words.contains(themeloom_study::ERASED)
                && excerpt_hash(&self.excerpt_key, &words) != coding.excerpt
        };
        let named =
            |coding: &themeloom_study::coding::Coding| study.thing(themeloom_study::Thing::Coding(coding.id));
        study.codings().iter().filter(drifted).map(named).collect()
    }
}

/// Makes a study file out of a backup. A backup that was cut short gives what it holds, and the
/// report says what is missing.
///
/// # Errors
/// When the backup cannot be read at all, or the file exists.
pub fn restore(backup: &Path, to: &Path) -> Result<RestoreReport> {
    Ok(restore_file(backup, to, &who_writes())?)
}
