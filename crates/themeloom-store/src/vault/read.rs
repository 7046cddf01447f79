//! Reading: every envelope is verified and opened on the way.

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::Vault;
use super::ring::KeyRing;
use super::verify::Verifier;
use crate::crypto::seal;
use crate::envelope::{Body, SealedEnvelope};
use crate::error::{Flaw, Part, Result, StoreError};
use crate::head::Head;
use crate::ids::{EnvelopeId, KeyFor, KeyId, Sequence};
use crate::store::Store;

/// What opening gave.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Opened {
    /// The bytes that were sealed.
    Plain(Vec<u8>),
    /// The key was destroyed, or the ciphertext deleted.
    Erased,
    /// This person's slot does not reach the key.
    Locked,
}

impl Opened {
    /// The bytes, where there are any.
    #[must_use]
    pub fn plain(self) -> Option<Vec<u8>> {
        match self {
            Self::Plain(bytes) => Some(bytes),
            Self::Erased | Self::Locked => None,
        }
    }
}

/// An envelope, verified and opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OpenedEnvelope {
    /// Its place in this store.
    pub sequence: Sequence,
    /// Its name.
    pub id: EnvelopeId,
    /// Its place in the order of the study.
    pub stamp: u64,
    /// Under which key it was sealed.
    pub key: KeyFor,
    /// What it says.
    pub body: Opened,
}

type Placed = (Sequence, SealedEnvelope);

/// Envelopes that travel together from one thread to the next.
const LOT: usize = 512;

/// Lots that may wait between two threads.
const LOTS_AHEAD: usize = 8;

impl Vault {
    /// Reads all envelopes after a place, verified and opened, in order. One thread reads, another
    /// verifies and opens, and the caller's works with what was opened.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] names the first envelope that is not what was written; those before it
    /// were handed over.
    pub fn read(
        &mut self,
        after: Sequence,
        each: &mut (dyn FnMut(OpenedEnvelope) -> ControlFlow<()> + '_),
    ) -> Result<()> {
        let (ring, store) = (&self.ring, &mut *self.store);
        let verifier = Verifier::after(self.study, after);
        std::thread::scope(|scope| {
            let (send_sealed, sealed) = sync_channel(LOTS_AHEAD);
            let (send_opened, opened) = sync_channel(LOTS_AHEAD);
            let reader = scope.spawn(move || read_lots(store, after, &send_sealed));
            let opener = scope.spawn(move || open_lots(ring, verifier, sealed, &send_opened));
            if hand_over(opened, each) == ControlFlow::Break(()) {
                return Ok(());
            }
            let verified = opener.join().unwrap_or_else(|_| Err(thread_ended()))?;
            let head = reader.join().unwrap_or_else(|_| Err(thread_ended()))?;
            let agree = (verified.sequence, verified.rolling) == (head.sequence, head.rolling);
            if after == Sequence::START && !agree {
                return Err(StoreError::DamagedPart { what: Part::Head });
            }
            Ok(())
        })
    }

    /// All envelopes. For small logs and tests; [`Vault::read`] keeps nothing in memory.
    ///
    /// # Errors
    /// As for [`Vault::read`].
    pub fn read_all(&mut self) -> Result<Vec<OpenedEnvelope>> {
        let mut all = Vec::new();
        self.read(Sequence::START, &mut |envelope| {
            all.push(envelope);
            ControlFlow::Continue(())
        })?;
        Ok(all)
    }

    /// The newest envelopes before a place, the newest first: for the history on the screen.
    ///
    /// # Errors
    /// As for [`Vault::read`].
    pub fn read_backwards(&mut self, before: Sequence, limit: u64) -> Result<Vec<OpenedEnvelope>> {
        let mut sealed = Vec::new();
        self.store.read_backwards(before, limit, &mut |sequence, envelope| {
            sealed.push((sequence, envelope));
            ControlFlow::Continue(())
        })?;
        let open = |(sequence, envelope): &Placed| {
            let mut alone = Verifier::after(self.study, Sequence(sequence.0.saturating_sub(1)));
            open_one(&self.ring, &mut alone, *sequence, envelope)
        };
        sealed.iter().map(open).collect()
    }
}

fn read_lots(store: &mut dyn Store, after: Sequence, send: &SyncSender<Vec<Placed>>) -> Result<Head> {
    let head = store.head()?;
    let mut lot = Vec::with_capacity(LOT);
    let limit = head.sequence.0.saturating_sub(after.0);
    let read = store.read(after, limit, &mut |sequence, envelope| {
        lot.push((sequence, envelope));
        if lot.len() < LOT {
            return ControlFlow::Continue(());
        }
        // The other side hangs up when it has seen enough.
        match send.send(std::mem::replace(&mut lot, Vec::with_capacity(LOT))) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    // The last lot goes out also before an error, so that what can be read is read.
    let _ = send.send(lot);
    read.map(|()| head)
}

/// Opens lot by lot, and answers the head that the envelopes come to. What was opened before a flaw
/// is handed on first.
fn open_lots(
    ring: &KeyRing,
    mut verifier: Verifier,
    sealed: Receiver<Vec<Placed>>,
    send: &SyncSender<Vec<OpenedEnvelope>>,
) -> Result<Head> {
    for lot in sealed {
        let mut opened = Vec::with_capacity(lot.len());
        let flaw = lot.iter().find_map(|(sequence, envelope)| {
            open_one(ring, &mut verifier, *sequence, envelope).map(|envelope| opened.push(envelope)).err()
        });
        // The caller hangs up when it has seen enough, and asks for no head then.
        let gone = send.send(opened).is_err();
        if let Some(flaw) = flaw {
            return Err(flaw);
        }
        if gone {
            break;
        }
    }
    Ok(verifier.head)
}

/// Hands over what was opened, until there is no more or the caller has had enough.
fn hand_over(
    opened: Receiver<Vec<OpenedEnvelope>>,
    each: &mut (dyn FnMut(OpenedEnvelope) -> ControlFlow<()> + '_),
) -> ControlFlow<()> {
    opened.into_iter().flatten().try_for_each(each)
}

fn thread_ended() -> StoreError {
    StoreError::Backend { doing: "read the changes", cause: "a thread ended early".into() }
}

fn open_one(
    ring: &KeyRing,
    verifier: &mut Verifier,
    sequence: Sequence,
    envelope: &SealedEnvelope,
) -> Result<OpenedEnvelope> {
    let (outside, flaw) = verifier.accept(sequence, envelope);
    let header = &envelope.header;
    let damaged = |why| StoreError::Damaged { sequence, id: header.id, why };
    if let Some(why) = flaw {
        return Err(damaged(why));
    }
    let purpose = ring.rows.get(&header.key).map(|row| row.purpose).ok_or(damaged(Flaw::Key))?;
    let body = match &envelope.body {
        Body::Erased(_) => Opened::Erased,
        Body::Sealed(sealed) => open_bytes(ring, header.key, &outside, sealed).ok_or(damaged(Flaw::Seal))?,
    };
    Ok(OpenedEnvelope { sequence, id: header.id, stamp: header.stamp, key: purpose, body })
}

/// Opens bytes under a key of the ring; `None` where they do not open under a key that is there.
pub(super) fn open_bytes(ring: &KeyRing, key: KeyId, associated: &[u8], sealed: &[u8]) -> Option<Opened> {
    let row = ring.rows.get(&key)?;
    if row.destroyed {
        return Some(Opened::Erased);
    }
    match ring.opened(key) {
        Ok(secret) => seal::open(secret, associated, sealed).map(Opened::Plain),
        Err(_) => Some(Opened::Locked),
    }
}
