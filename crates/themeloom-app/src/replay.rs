//! From the log to the state: by the snapshot where there is one, by the whole log where not.

use std::ops::ControlFlow;

use themeloom_store::{Opened, Sequence, Vault};
use themeloom_study::log_format::{LogFormatError, decode};
use themeloom_study::{Change, ChangeId, Stamp, Study};

use crate::error::{AppError, Result};
use crate::open::OpenStudy;

/// What loading came to.
pub(crate) struct Loaded {
    pub study: Study,
    /// Changes of the log that the snapshot does not hold.
    pub since_snapshot: u64,
    /// The newest log format that a change needs and this program lacks.
    pub newer: Option<u16>,
}

/// One entry of the log on its way to the state.
enum Next {
    Change(Box<Change>),
    Unreadable(ChangeId, Stamp),
}

impl Next {
    const fn order(&self) -> (Stamp, ChangeId) {
        match self {
            Self::Change(change) => change.order(),
            Self::Unreadable(id, stamp) => (*stamp, *id),
        }
    }

    fn apply(self, study: &mut Study) {
        match self {
            Self::Change(change) => drop(study.apply(&change)),
            Self::Unreadable(_, stamp) => study.apply_unreadable(stamp),
        }
    }
}

/// The state that the log comes to.
pub(crate) fn load(vault: &mut Vault) -> Result<Loaded> {
    if let Some((study, at)) = from_snapshot(vault)
        && let Some(loaded) = go_on(vault, study, at)?
    {
        return Ok(loaded);
    }
    match go_on(vault, Study::default(), Sequence::START)? {
        Some(loaded) => Ok(loaded),
        None => sorted(vault),
    }
}

/// The state of the snapshot, if there is one that can be used. It is a cache: whatever is wrong
/// with it, the log says the same.
fn from_snapshot(vault: &mut Vault) -> Option<(Study, Sequence)> {
    let snapshot = vault.snapshot().ok()??;
    let parts = snapshot.parts.iter().filter_map(|part| match &part.content {
        Opened::Plain(bytes) => Some(bytes.as_slice()),
        Opened::Erased | Opened::Locked => None,
    });
    let study = Study::from_snapshot(parts).ok()?;
    Some((study, snapshot.at.sequence))
}

/// Applies what comes after a place; nothing where a change belongs before one that is applied
/// already, as after a merge.
fn go_on(vault: &mut Vault, mut study: Study, after: Sequence) -> Result<Option<Loaded>> {
    let mut last = None;
    let mut since_snapshot = 0;
    let mut newer = None;
    let mut failed = None;
    let mut interleaved = false;
    let stamp_before = study.stamp();
    vault.read(after, &mut |envelope| {
        since_snapshot += 1;
        match next(envelope, &mut newer) {
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
            Ok(next) if last.is_some_and(|last| next.order() < last) || next.order().0 < stamp_before => {
                interleaved = true;
                ControlFlow::Break(())
            }
            Ok(next) => {
                last = Some(next.order());
                next.apply(&mut study);
                ControlFlow::Continue(())
            }
        }
    })?;
    match failed {
        Some(error) => Err(error),
        None if interleaved => Ok(None),
        None => Ok(Some(Loaded { study, since_snapshot, newer })),
    }
}

/// Applies the whole log in its order, which is not the order in which it was written.
fn sorted(vault: &mut Vault) -> Result<Loaded> {
    let mut all = Vec::new();
    let mut newer = None;
    let mut failed = None;
    vault.read(Sequence::START, &mut |envelope| match next(envelope, &mut newer) {
        Ok(next) => {
            all.push(next);
            ControlFlow::Continue(())
        }
        Err(error) => {
            failed = Some(error);
            ControlFlow::Break(())
        }
    })?;
    if let Some(error) = failed {
        return Err(error);
    }
    all.sort_by_key(Next::order);
    let since_snapshot = all.len() as u64;
    let mut study = Study::default();
    for next in all {
        next.apply(&mut study);
    }
    Ok(Loaded { study, since_snapshot, newer })
}

fn next(envelope: themeloom_store::OpenedEnvelope, newer: &mut Option<u16>) -> Result<Next> {
    let id = ChangeId::new(envelope.id.replica, envelope.id.counter);
    let stamp = Stamp(envelope.stamp);
    let Opened::Plain(bytes) = envelope.body else { return Ok(Next::Unreadable(id, stamp)) };
    match decode(id, stamp, &bytes) {
        Ok(change) => Ok(Next::Change(Box::new(change))),
        Err(LogFormatError::Newer { needed }) => {
            *newer = Some(newer.map_or(needed, |known| known.max(needed)));
            Ok(Next::Unreadable(id, stamp))
        }
        Err(cause) => Err(AppError::Log { change: id.to_string(), cause }),
    }
}

impl OpenStudy {
    /// Keeps the state as a snapshot, parted by whose key seals what.
    ///
    /// # Errors
    /// When it cannot be kept; nothing is lost then.
    pub fn save_snapshot(&mut self) -> Result<()> {
        let Ok(parts) = self.study.to_snapshot() else { return Ok(()) };
        let parts: Vec<_> = parts
            .iter()
            .filter(|(seal, _)| self.vault.holds_identity() || !crate::open::key_for(*seal).needs_identity())
            .map(|(seal, bytes)| (crate::open::key_for(*seal), bytes.as_slice()))
            .collect();
        self.vault.put_snapshot(&parts)?;
        self.since_snapshot = 0;
        Ok(())
    }
}
