//! A study that is open: its state, its words, and the vault that keeps its log.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use themeloom_store::{
    Committed, KeyFor, Note, Opened, OpenedEnvelope, RecoveryCode, Sequence, SqliteStore, StoreError,
    SubjectId, Unlock, Vault,
};
use themeloom_study::log_format::{LogFormatError, decode, encode};
use themeloom_study::{Change, ChangeId, CoderId, Gesture, ParticipantId, Seal, Stamp, Study, Texts};
use themeloom_text::Vocabulary;

use crate::clock::{self, Clock};
use crate::draft::Draft;
use crate::error::{AppError, Result};
use crate::follow_log::CommittedBatch;
use crate::replay;
use crate::restate::Restated;
use crate::words;

/// How to open a study.
#[derive(Clone, Copy)]
pub struct OpenOptions<'a> {
    /// The passphrase, if the study has one.
    pub passphrase: Option<&'a str>,
    /// The recovery code instead of a passphrase.
    pub recovery: Option<&'a RecoveryCode>,
    /// Who is working; not needed where only one person does.
    pub coder: Option<&'a str>,
    /// Open for reading only.
    pub read_only: bool,
    /// Where times come from.
    pub clock: Clock,
}

impl Default for OpenOptions<'_> {
    fn default() -> Self {
        Self { passphrase: None, recovery: None, coder: None, read_only: false, clock: clock::system }
    }
}

/// A study that is open.
pub struct OpenStudy {
    pub(crate) vault: Vault,
    pub(crate) study: Study,
    pub(crate) texts: Texts,
    /// The words of `texts`, for searching: made by the first search, dropped whenever a text changes.
    pub(crate) vocabulary: OnceLock<Vocabulary>,
    pub(crate) excerpt_key: [u8; 32],
    pub(crate) me: Option<CoderId>,
    pub(crate) clock: Clock,
    pub(crate) path: PathBuf,
    pub(crate) read_only: Option<String>,
    /// How many changes the log has that the snapshot does not.
    pub(crate) since_snapshot: u64,
    /// What was committed and not yet told to those who follow; nothing is kept until somebody does.
    pub(crate) committed: Option<Vec<CommittedBatch>>,
    /// Changes that can still be read although they were stated again without somebody's words.
    pub(crate) outdated: Vec<ChangeId>,
    /// Changes that are to be stated again, because copies did so in different ways.
    pub(crate) disputed: Vec<Change>,
}

impl std::fmt::Debug for OpenStudy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenStudy({})", self.path.display())
    }
}

/// Opens the study in a file.
///
/// # Errors
/// When there is none, the passphrase is wrong, somebody else writes, or the log is damaged.
pub fn open(path: &Path, options: &OpenOptions<'_>) -> Result<OpenStudy> {
    let store = if options.read_only {
        SqliteStore::open_read_only(path)?
    } else {
        SqliteStore::open(path, &who_writes())?
    };
    let unlock = match (options.recovery, options.passphrase) {
        (Some(code), _) => Unlock::Recovery(code),
        (None, Some(passphrase)) => Unlock::Passphrase { name: options.coder, passphrase },
        (None, None) => Unlock::Unprotected,
    };
    let vault = Vault::unlock(Box::new(store), &unlock)?;
    let mut open = OpenStudy::over(vault, path, options.clock)?;
    open.choose_coder(options.coder)?;
    open.finish_erasures()?;
    Ok(open)
}

/// What a second writer reads about the first. It lies beside the study in a file that anybody can read,
/// so it names no person.
pub(crate) fn who_writes() -> String {
    format!("Themeloom, process {}", std::process::id())
}

impl OpenStudy {
    /// The study in an unlocked vault.
    pub(crate) fn over(mut vault: Vault, path: &Path, clock: Clock) -> Result<Self> {
        let excerpt_key = vault.derive_secret(KeyFor::Study, "excerpt hashes")?;
        let loaded = replay::load(&mut vault)?;
        let texts = words::load(&mut vault, &loaded.study)?;
        let read_only = if let Some(needed) = loaded.newer {
            Some(format!("it holds changes of a newer Themeloom (log format {needed})"))
        } else if vault.is_read_only() {
            Some("it was opened so".to_owned())
        } else {
            None
        };
        Ok(Self {
            vault,
            study: loaded.study,
            texts,
            vocabulary: OnceLock::new(),
            excerpt_key,
            me: None,
            clock,
            path: path.to_owned(),
            read_only,
            since_snapshot: loaded.since_snapshot,
            committed: None,
            outdated: loaded.outdated,
            disputed: loaded.disputed,
        })
    }

    /// What the log comes to.
    #[must_use]
    pub fn study(&self) -> &Study {
        &self.study
    }

    /// The words of its sources.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What there is to tell about the opening.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        self.vault.notes()
    }

    /// Why nothing can be changed, where that is so.
    #[must_use]
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// Who is working.
    ///
    /// # Errors
    /// When several people work on the study and none was named.
    pub fn me(&self) -> Result<CoderId> {
        self.me.ok_or_else(|| AppError::WhoIsWorking {
            coders: self.study.coders().iter().map(|coder| coder.name.clone()).collect(),
        })
    }

    /// Says who is working: by name, or the only coder that the study has.
    ///
    /// # Errors
    /// When no coder has the name.
    pub fn choose_coder(&mut self, name: Option<&str>) -> Result<()> {
        let mut coders = self.study.coders().iter();
        self.me = match (name, coders.next(), coders.next()) {
            (Some(name), ..) => Some(crate::resolve::coder(&self.study, name)?.id),
            (None, Some(only), None) => Some(only.id),
            _ => None,
        };
        Ok(())
    }

    /// Makes the changes of one gesture, and keeps them: when this returns, they are on the disk.
    ///
    /// # Errors
    /// When `build` fails or the changes cannot be kept: then the study is as it was.
    pub fn commit<T>(
        &mut self,
        did: impl Into<String>,
        build: impl FnOnce(&mut Draft<'_>) -> Result<T>,
    ) -> Result<T> {
        self.commit_as(Gesture::Did(did.into()), build)
    }

    pub(crate) fn commit_as<T>(
        &mut self,
        gesture: Gesture,
        build: impl FnOnce(&mut Draft<'_>) -> Result<T>,
    ) -> Result<T> {
        if let Some(why) = &self.read_only {
            return Err(AppError::ReadOnly { why: why.clone() });
        }
        let next = self.vault.next_id()?;
        let author = if self.study.coders().rows().is_empty() { None } else { Some(self.me()?) };
        let mut draft = Draft {
            study: &mut self.study,
            texts: &self.texts,
            excerpt_key: &self.excerpt_key,
            first: ChangeId::new(next.replica, next.counter),
            author,
            at: (self.clock)(),
            gesture,
            changes: Vec::new(),
        };
        let built = build(&mut draft);
        let changes = draft.changes;
        let kept = built.and_then(|value| self.keep(&changes).map(|()| value));
        if kept.is_err() {
            self.reload()?;
        }
        kept
    }

    /// Seals and appends changes that the state holds already.
    fn keep(&mut self, changes: &[(Change, Seal)]) -> Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        let payloads: Vec<Vec<u8>> = changes
            .iter()
            .map(|(change, _)| {
                encode(change).map_err(|cause| AppError::Log { change: change.id.to_string(), cause })
            })
            .collect::<Result<_>>()?;
        let drafts: Vec<themeloom_store::Draft<'_>> = changes
            .iter()
            .zip(&payloads)
            .map(|((change, seal), payload)| themeloom_store::Draft {
                key: key_for(*seal),
                stamp: change.stamp.0,
                payload,
            })
            .collect();
        let Committed { .. } = self.vault.commit(&drafts)?;
        self.since_snapshot += changes.len() as u64;
        self.follow_texts(changes);
        self.note_committed(changes);
        Ok(())
    }

    /// Makes the texts say what corrections made of them.
    fn follow_texts(&mut self, changes: &[(Change, Seal)]) {
        use themeloom_study::Op;
        for (change, _) in changes {
            if let Op::CorrectText { source, .. }
            | Op::CorrectionWords { source, .. }
            | Op::WithdrawCorrection { source, .. }
            | Op::RestoreCorrection { source, .. } = &change.op
            {
                self.texts.refresh(&self.study, *source);
                self.vocabulary.take();
            }
        }
    }

    /// Computes everything again from the log.
    pub(crate) fn reload(&mut self) -> Result<()> {
        self.vault.refresh()?;
        let loaded = replay::load(&mut self.vault)?;
        self.texts = words::load(&mut self.vault, &loaded.study)?;
        self.vocabulary.take();
        self.study = loaded.study;
        self.since_snapshot = loaded.since_snapshot;
        self.outdated = loaded.outdated;
        self.disputed = loaded.disputed;
        Ok(())
    }

    /// Goes back through the changes that can be read, the newest first, each as it was last stated.
    pub(crate) fn changes_backwards(
        &mut self,
        each: &mut dyn FnMut(Change) -> ControlFlow<()>,
    ) -> Result<()> {
        changes_backwards(&mut self.vault, each)
    }

    /// Closes the study, leaving a snapshot where the next opening would else take long.
    ///
    /// # Errors
    /// When the snapshot cannot be kept; the changes are safe all the same.
    pub fn close(mut self) -> Result<()> {
        const WORTH_IT: u64 = 200;
        if self.read_only.is_none() && self.since_snapshot >= WORTH_IT {
            self.save_snapshot()?;
        }
        self.vault.close();
        Ok(())
    }
}

/// Goes back through the changes of a log that can be read, the newest first, each as it was last stated.
pub(crate) fn changes_backwards(
    vault: &mut Vault,
    each: &mut dyn FnMut(Change) -> ControlFlow<()>,
) -> Result<()> {
    const LOT: u64 = 256;
    let mut before = Sequence(vault.head().sequence.0 + 1);
    let mut restated = Restated::new();
    loop {
        let lot = vault.read_backwards(before, LOT)?;
        let Some(last) = lot.last() else { return Ok(()) };
        before = last.sequence;
        for envelope in lot {
            let id = ChangeId::new(envelope.id.replica, envelope.id.counter);
            let change = match restated.remove(&id) {
                Some(change) => Some(change),
                None => readable(envelope)?,
            };
            if let Some(Change { op: themeloom_study::Op::Restate(change), .. }) = &change {
                restated.entry(change.id).or_insert_with(|| (**change).clone());
            }
            if let Some(change) = change
                && each(change).is_break()
            {
                return Ok(());
            }
        }
    }
}

/// The change in an envelope; nothing where it was erased or its key is not held.
pub(crate) fn readable(envelope: OpenedEnvelope) -> Result<Option<Change>> {
    let id = ChangeId::new(envelope.id.replica, envelope.id.counter);
    let Opened::Plain(bytes) = envelope.body else { return Ok(None) };
    match decode(id, Stamp(envelope.stamp), &bytes) {
        Ok(change) => Ok(Some(change)),
        Err(LogFormatError::Newer { .. }) => Ok(None),
        Err(cause) => Err(AppError::Log { change: id.to_string(), cause }),
    }
}

/// The key that seals what is sealed so.
pub(crate) fn key_for(seal: Seal) -> KeyFor {
    match seal {
        Seal::Study => KeyFor::Study,
        Seal::Words(participant) => KeyFor::Words(subject(participant)),
        Seal::Identity(participant) => KeyFor::IdentityOf(subject(participant)),
    }
}

/// A participant as the store knows them.
pub(crate) fn subject(participant: ParticipantId) -> SubjectId {
    SubjectId::from(participant.0.to_bytes())
}

/// Whether an error says that a study needs a passphrase that was not given.
#[must_use]
pub fn needs_passphrase(error: &AppError) -> bool {
    matches!(error, AppError::Store(StoreError::PassphraseNeeded))
}
