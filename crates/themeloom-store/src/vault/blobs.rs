//! Blobs: recordings, originals, texts. Sealed in pieces of 1 MiB, each bound to its address, its
//! place and the whole length, so that pieces can be neither moved, dropped nor appended.

use std::io::{Cursor, Read, Seek};
use std::ops::Range;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, sync_channel};

use super::Vault;
use super::read::{Opened, open_bytes};
use super::ring::KeyRing;
use crate::crypto::seal;
use crate::error::{Part, Result, StoreError};
use crate::ids::{BlobAddress, KeyFor, KeyId, StudyId};
use crate::store::{BlobRow, Store};

/// The length of a piece before sealing.
pub(super) const PIECE: u64 = 1 << 20;

type Fetched = (usize, BlobRow, Vec<Vec<u8>>);

impl Vault {
    /// Keeps bytes under a key, and says where. Equal bytes under the same key are kept once.
    ///
    /// # Errors
    /// As for sealing under that key; and where the store cannot be written.
    pub fn put_blob(&mut self, key: KeyFor, content: &[u8]) -> Result<BlobAddress> {
        self.put_blob_from(key, &mut Cursor::new(content))
    }

    /// Keeps what a reader gives, without holding all of it in memory: it is read twice.
    ///
    /// # Errors
    /// As for [`Vault::put_blob`]; [`StoreError::Stream`] where the reader fails.
    pub fn put_blob_from(&mut self, key: KeyFor, content: &mut (impl Read + Seek)) -> Result<BlobAddress> {
        let (id, secret) = self.key_for(key)?;
        let failed = |cause| StoreError::Stream { doing: "read the file for", cause };
        content.rewind().map_err(failed)?;
        let mut hasher = blake3::Hasher::new_keyed(secret.derive("themeloom 2026 blob address v1").expose());
        let length = std::io::copy(content, &mut hasher).map_err(failed)?;
        let row = BlobRow { address: BlobAddress(*hasher.finalize().as_bytes()), key: id, length };
        content.rewind().map_err(failed)?;
        let (study, mut index) = (self.study, 0);
        self.store.put_blob(&row, &mut || {
            if index >= pieces_of(length) {
                return Ok(None);
            }
            let mut piece = Vec::new();
            content.by_ref().take(PIECE).read_to_end(&mut piece).map_err(failed)?;
            let sealed = seal::seal(&secret, &associated(study, &row, index), &piece)?;
            index += 1;
            Ok(Some(sealed))
        })?;
        Ok(row.address)
    }

    /// The content at an address.
    ///
    /// # Errors
    /// [`StoreError::MissingBlob`] where nothing is there, as after an erasure;
    /// [`StoreError::DamagedPart`] where it is not what was written.
    pub fn blob(&mut self, address: &BlobAddress) -> Result<Opened> {
        let (row, pieces) = fetch(&mut *self.store, address)?;
        open_blob(self.study, &self.ring, &row, &pieces)
    }

    /// A part of the content: only the pieces that hold it are read. What lies beyond the end is
    /// left out.
    ///
    /// # Errors
    /// As for [`Vault::blob`].
    pub fn blob_range(&mut self, address: &BlobAddress, range: Range<u64>) -> Result<Opened> {
        let row = self.store.blob(address)?.ok_or(StoreError::MissingBlob { address: *address })?;
        let (start, end) = (range.start.min(row.length), range.end.min(row.length));
        let first = start / PIECE;
        let damaged = || StoreError::DamagedPart { what: Part::Blob(*address) };
        let count = u32::try_from(end.div_ceil(PIECE).saturating_sub(first)).map_err(|_| damaged())?;
        let mut pieces = Vec::new();
        let first_piece = u32::try_from(first).map_err(|_| damaged())?;
        self.store.blob_pieces(address, first_piece, count, &mut |piece| {
            pieces.push(piece);
            Ok(())
        })?;
        let opened = open_pieces(self.study, &self.ring, &row, first, &pieces)?;
        let Opened::Plain(bytes) = opened else { return Ok(opened) };
        let local = |place: u64| usize::try_from(place.saturating_sub(first * PIECE)).unwrap_or(usize::MAX);
        bytes
            .get(local(start)..local(end.max(start)))
            .map(|part| Opened::Plain(part.to_vec()))
            .ok_or_else(damaged)
    }

    /// Many blobs at once, in the order asked for: one thread reads, the others open.
    ///
    /// # Errors
    /// As for [`Vault::blob`].
    pub fn blobs(&mut self, addresses: &[BlobAddress]) -> Result<Vec<Opened>> {
        let (study, ring, store) = (self.study, &self.ring, &mut *self.store);
        let openers = std::thread::available_parallelism().map_or(1, |cores| (cores.get() - 1).clamp(1, 6));
        let mut opened: Vec<Option<Opened>> = vec![None; addresses.len()];
        let (send, receive) = sync_channel::<Fetched>(64);
        let receive = &Mutex::new(receive);
        std::thread::scope(|scope| {
            let openers: Vec<_> =
                (0..openers).map(|_| scope.spawn(move || open_fetched(study, ring, receive))).collect();
            let mut read = Ok(());
            for (place, address) in addresses.iter().enumerate() {
                // Openers take everything until we hang up, so sending cannot fail.
                read = fetch(store, address).map(|(row, pieces)| drop(send.send((place, row, pieces))));
                if read.is_err() {
                    break;
                }
            }
            drop(send);
            for opener in openers {
                for (place, content) in opener.join().unwrap_or_else(|_| Err(thread_ended()))? {
                    if let Some(slot) = opened.get_mut(place) {
                        *slot = Some(content);
                    }
                }
            }
            read
        })?;
        opened.into_iter().collect::<Option<Vec<_>>>().ok_or_else(thread_ended)
    }

    /// All addresses that are kept under keys of this kind.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn blobs_of(&mut self, key: KeyFor) -> Result<Vec<BlobAddress>> {
        let rows = self.store.blobs()?;
        let ours = |id: &KeyId| self.ring.rows.get(id).is_some_and(|row| row.purpose == key);
        Ok(rows.iter().filter(|row| ours(&row.key)).map(|row| row.address).collect())
    }
}

fn thread_ended() -> StoreError {
    StoreError::Backend { doing: "read files of the study", cause: "a thread ended early".into() }
}

fn open_fetched(
    study: StudyId,
    ring: &KeyRing,
    fetched: &Mutex<Receiver<Fetched>>,
) -> Result<Vec<(usize, Opened)>> {
    let mut opened = Ok(Vec::new());
    loop {
        let next = fetched.lock().map_err(|_| thread_ended())?.recv();
        let Ok((place, row, pieces)) = next else { return opened };
        // After a damaged blob the rest is still taken, so that the reading thread is never blocked.
        if let Ok(all) = &mut opened {
            match open_blob(study, ring, &row, &pieces) {
                Ok(content) => all.push((place, content)),
                Err(damaged) => opened = Err(damaged),
            }
        }
    }
}

/// A blob as it is kept.
pub(super) fn fetch(store: &mut dyn Store, address: &BlobAddress) -> Result<(BlobRow, Vec<Vec<u8>>)> {
    let row = store.blob(address)?.ok_or(StoreError::MissingBlob { address: *address })?;
    let mut pieces = Vec::new();
    store.blob_pieces(address, 0, u32::MAX, &mut |piece| {
        pieces.push(piece);
        Ok(())
    })?;
    Ok((row, pieces))
}

/// Opens a whole blob.
pub(super) fn open_blob(study: StudyId, ring: &KeyRing, row: &BlobRow, pieces: &[Vec<u8>]) -> Result<Opened> {
    let opened = open_pieces(study, ring, row, 0, pieces)?;
    match opened {
        Opened::Plain(bytes) if bytes.len() as u64 != row.length => {
            Err(StoreError::DamagedPart { what: Part::Blob(row.address) })
        }
        other => Ok(other),
    }
}

fn open_pieces(
    study: StudyId,
    ring: &KeyRing,
    row: &BlobRow,
    first: u64,
    pieces: &[Vec<u8>],
) -> Result<Opened> {
    let mut whole = Vec::new();
    for (index, piece) in (first..).zip(pieces) {
        match open_bytes(ring, row.key, &associated(study, row, index), piece) {
            Some(Opened::Plain(bytes)) if whole.is_empty() => whole = bytes,
            Some(Opened::Plain(bytes)) => whole.extend_from_slice(&bytes),
            Some(other) => return Ok(other),
            None => return Err(StoreError::DamagedPart { what: Part::Blob(row.address) }),
        }
    }
    Ok(Opened::Plain(whole))
}

/// An empty blob has one empty piece, so that its absence shows.
pub(super) const fn pieces_of(length: u64) -> u64 {
    if length == 0 { 1 } else { length.div_ceil(PIECE) }
}

fn associated(study: StudyId, row: &BlobRow, index: u64) -> Vec<u8> {
    let mut bytes = b"themeloom blob v1".to_vec();
    bytes.extend_from_slice(&study.0);
    bytes.extend_from_slice(&row.key.0);
    bytes.extend_from_slice(&row.address.0);
    bytes.extend_from_slice(&row.length.to_be_bytes());
    bytes.extend_from_slice(&index.to_be_bytes());
    bytes
}
