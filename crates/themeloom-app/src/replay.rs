//! From the log to the state: by the snapshot where there is one, by the whole log where not.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use themeloom_store::{Opened, Sequence, Vault};
use themeloom_study::log_format::{LogFormatError, decode};
use themeloom_study::{Change, ChangeId, Op, Stamp, Study};

use crate::error::{AppError, Result};
use crate::open::OpenStudy;
use crate::restate::{Restated, stricter};

/// What loading came to.
pub(crate) struct Loaded {
    pub study: Study,
    /// Changes of the log that the snapshot does not hold.
    pub since_snapshot: u64,
    /// The newest log format that a change needs and this program lacks.
    pub newer: Option<u16>,
    /// What can still be read although something else was stated in its place: to be deleted.
    pub outdated: Vec<ChangeId>,
    /// Changes that several erasures, each unaware of the other, stated again, without what any of
    /// them took out.
    pub disputed: Vec<Change>,
}

/// One entry of the log on its way to the state.
pub(crate) enum Next {
    /// A change that can be read.
    Change(Box<Change>),
    /// One that cannot.
    Unreadable(ChangeId, Stamp),
}

impl Next {
    const fn order(&self) -> (Stamp, ChangeId) {
        match self {
            Self::Change(change) => change.order(),
            Self::Unreadable(id, stamp) => (*stamp, *id),
        }
    }

    /// The change that is stated again, if this states one.
    fn restates(&self) -> Option<&Change> {
        match self {
            Self::Change(change) => match &change.op {
                Op::Restate(restated) => Some(restated),
                _ => None,
            },
            Self::Unreadable(..) => None,
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
/// already, as after a merge, or takes the place of one, as after an erasure.
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
            Ok(next)
                if next.restates().is_some()
                    || last.is_some_and(|last| next.order() < last)
                    || next.order().0 < stamp_before =>
            {
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
        None => Ok(Some(Loaded { study, since_snapshot, newer, outdated: Vec::new(), disputed: Vec::new() })),
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
    Ok(in_order(all, newer))
}

/// The state that entries come to, put in their order; what was stated again stands in the place of what it
/// states.
pub(crate) fn in_order(mut all: Vec<Next>, newer: Option<u16>) -> Loaded {
    all.sort_by_key(Next::order);
    let since_snapshot = all.len() as u64;
    let (outdated, disputed) = substitute(&mut all);
    let mut study = Study::default();
    for next in all {
        next.apply(&mut study);
    }
    Loaded { study, since_snapshot, newer, outdated, disputed }
}

/// Puts what was stated again in the place of what it states, whether that can be read or not. Gives
/// back what can be read although it should not, and what was stated again in several ways.
fn substitute(all: &mut [Next]) -> (Vec<ChangeId>, Vec<Change>) {
    let mut restated = Restated::new();
    let mut latest: BTreeMap<ChangeId, ChangeId> = BTreeMap::new();
    let (mut outdated, mut disputed) = (Vec::new(), BTreeMap::new());
    for next in all.iter() {
        let (Next::Change(by), Some(change)) = (next, next.restates()) else { continue };
        if let Some(earlier) = restated.insert(change.id, change.clone()) {
            outdated.extend(latest.get(&change.id));
            if earlier != *change {
                let strict = stricter(change, &earlier);
                if strict != *change {
                    disputed.insert(change.id, strict.clone());
                }
                restated.insert(change.id, strict);
            }
        }
        latest.insert(change.id, by.id);
    }
    for next in all.iter_mut() {
        let id = next.order().1;
        let Some(change) = restated.get(&id) else { continue };
        if matches!(next, Next::Change(_)) {
            outdated.push(id);
        }
        *next = Next::Change(Box::new(change.clone()));
    }
    outdated.extend(disputed.keys().filter_map(|id| latest.get(id)));
    (outdated, disputed.into_values().collect())
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
