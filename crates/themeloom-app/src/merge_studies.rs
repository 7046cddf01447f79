//! Merging another copy of the same study, and settling what the copies disagree about.

use std::path::Path;

use themeloom_store::{MemoryStore, Restore, RestoreReport, SqliteStore, Store, StoreError, Unlock, Vault};
use themeloom_study::{ChangeId, Conflict, ConflictKind, Op, ParticipantId, WhyNot};

use crate::account::{Account, readable_log};
use crate::error::{AppError, Result};
use crate::open::OpenStudy;
use crate::telling::TellingRuns;
use crate::{replay, words};

/// What a merge came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Merged {
    /// Changes that are new here.
    pub changes: usize,
    /// Texts and files that are new here.
    pub texts: u64,
    /// Participants whom the other copy had erased, and who are erased here now.
    pub erased: usize,
    /// Conflicts that the merge brought, in words.
    pub conflicts: Vec<ConflictInWords>,
    /// What a copy that was cut short lacks, in words.
    pub missing: Option<String>,
}

/// A conflict as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ConflictInWords {
    /// The change's name, for settling it.
    pub change: String,
    /// Who changed what.
    pub said: String,
    /// What happened to it.
    pub outcome: String,
    /// The value that was replaced, where one was.
    pub replaced: Option<String>,
    /// Whether it is settled.
    pub settled: bool,
}

impl OpenStudy {
    /// Takes in all that another copy of this study has and this one lacks: a study file, or a
    /// backup. The other copy is not changed.
    ///
    /// # Errors
    /// When it is another study, its passphrase is another, or it was altered; nothing is merged then.
    pub fn merge(&mut self, other: &Path, unlock: &Unlock<'_>) -> Result<Merged> {
        if let Some(why) = &self.read_only {
            return Err(AppError::ReadOnly { why: why.clone() });
        }
        let before = self.study.conflicts().len();
        let (store, missing) = other_copy(other)?;
        let mut vault = Vault::unlock(store, unlock)?;
        let (runs, erased) = self.words_of_the_erased(&mut vault)?;
        if !erased.is_empty() {
            // Somebody must sign for what is taken out.
            self.me()?;
        }
        let report = self.vault.merge_from(&mut vault)?;
        self.vault.drop_snapshot()?;
        self.reload()?;
        self.finish_erasures()?;
        self.take_out(&runs, &erased)?;
        let conflicts = self.conflicts();
        Ok(Merged {
            changes: report.new.len(),
            texts: report.blobs,
            erased: report.erased.len(),
            conflicts: conflicts.into_iter().skip(before.min(self.study.conflicts().len())).collect(),
            missing,
        })
    }

    /// What participants said whom one of two copies erased, from the other, while it can be read:
    /// texts that were written there meanwhile may hold it.
    fn words_of_the_erased(&mut self, other: &mut Vault) -> Result<(TellingRuns, Vec<ParticipantId>)> {
        let study = replay::load(other)?.study;
        let texts = words::load(other, &study)?;
        let (log, log_here) = (readable_log(other)?, readable_log(&mut self.vault)?);
        let there = Account { study: &study, texts: &texts, log: &log };
        let here = Account { study: &self.study, texts: &self.texts, log: &log_here };
        let mut runs = TellingRuns::default();
        let mut erased = Vec::new();
        for (knows, erasing) in [(&there, &here), (&here, &there)] {
            for gone in erasing.study.participants().rows().iter().filter(|row| row.erased.is_some()) {
                if knows.study.participants().get(gone.id).is_some_and(|row| row.erased.is_none()) {
                    knows.add_to(&mut runs, gone.id);
                    erased.push(gone.id);
                }
            }
        }
        Ok((runs, erased))
    }

    /// All conflicts in words, oldest first.
    #[must_use]
    pub fn conflicts(&self) -> Vec<ConflictInWords> {
        let open: std::collections::BTreeSet<ChangeId> = self.study.unsettled().map(|c| c.change).collect();
        let in_words =
            |conflict: &Conflict| self.conflict_in_words(conflict, !open.contains(&conflict.change));
        self.study.conflicts().iter().map(in_words).collect()
    }

    fn conflict_in_words(&self, conflict: &Conflict, settled: bool) -> ConflictInWords {
        let as_change = |op: Op| themeloom_study::Change {
            id: conflict.change,
            stamp: themeloom_study::Stamp::default(),
            batch: themeloom_study::BatchId(conflict.change),
            gesture: None,
            author: conflict.author,
            at: themeloom_study::Timestamp::default(),
            op,
        };
        let who = self.study.initials(conflict.author);
        let (outcome, replaced) = match &conflict.kind {
            ConflictKind::NotApplied(why) => (format!("not applied: {}", why_not(*why)), None),
            ConflictKind::Overwrote(restores) => (
                "applied over a value that its author had not seen".to_owned(),
                Some(format!(
                    "settling with take-back: {}",
                    self.study.describe(&as_change((**restores).clone()))
                )),
            ),
            ConflictKind::KeptStricter => ("not applied: a stricter answer stands".to_owned(), None),
            ConflictKind::CorrectedMeanwhile(_) => {
                ("kept aside: the same words were corrected by somebody else first".to_owned(), None)
            }
        };
        ConflictInWords {
            change: conflict.change.to_string(),
            said: format!("{who} {}", self.study.describe(&as_change(conflict.op.clone()))),
            outcome,
            replaced,
            settled,
        }
    }
}

const fn why_not(why: WhyNot) -> &'static str {
    match why {
        WhyNot::Missing => "what it refers to is not in the study",
        WhyNot::Archived => "what it refers to was archived",
        WhyNot::Cycle => "a code would stand below itself",
        WhyNot::DoesNotFit => "it does not fit the text",
        WhyNot::Erased => "the participant was erased",
    }
}

/// Opens another copy for reading: a study file, or a backup, which is taken apart in memory.
fn other_copy(path: &Path) -> Result<(Box<dyn Store>, Option<String>)> {
    match SqliteStore::open_read_only(path) {
        Ok(store) => Ok((Box::new(store), None)),
        Err(StoreError::NotAStudy { .. }) => {
            let file = std::fs::File::open(path).map_err(|cause| AppError::File {
                doing: "read",
                path: path.to_owned(),
                cause,
            })?;
            let mut input = std::io::BufReader::new(file);
            let restore = Restore::begin(&mut input)?;
            let mut store = MemoryStore::new(restore.study());
            let report = restore.into_store(&mut store)?;
            Ok((Box::new(store), missing(&report)))
        }
        Err(error) => Err(error.into()),
    }
}

/// What a backup that was cut short lacks, in words.
#[must_use]
pub fn missing(report: &RestoreReport) -> Option<String> {
    (!report.complete).then(|| {
        format!(
            "{} of {} changes and {} of {} texts are there",
            report.envelopes.have, report.envelopes.of, report.blobs.have, report.blobs.of
        )
    })
}
