//! Backup streams (`.loombackup`): a study as one sequence of frames, safe to cut anywhere.
//!
//! Format 1: the magic line, then frames `kind (1) | length (4, big endian) | payload | hash (16)`.
//! Each hash covers the hash before it, so frames can be neither altered, moved nor left out. The
//! first frame says what follows; then come slots, keys, erased subjects, printed heads, envelopes,
//! blobs with their pieces, and an end mark. Payloads are postcard.

use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Vault;
use super::blobs::pieces_of;
use super::ring::encode;
use crate::envelope::SealedEnvelope;
use crate::error::{Result, StoreError};
use crate::head::Head;
use crate::ids::{Sequence, StudyId, SubjectId};
use crate::sqlite::SqliteStore;
use crate::store::{Batch, BlobRow, Erasure, KeyChange, KeyRow, Mark, SlotRow, Store};

const MAGIC: &[u8] = b"themeloom backup 1\n";
const HASH: usize = 16;

/// No honest frame is longer: pieces have 1 MiB, and changes a few kB.
const LONGEST_FRAME: u32 = 256 << 20;

const HEADER: u8 = 1;
const KEYS: u8 = 2;
const ENVELOPE: u8 = 3;
const BLOB: u8 = 4;
const PIECE: u8 = 5;
const END: u8 = 6;

/// What a stream says about itself first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct StreamHeader {
    study: StudyId,
    head: Head,
    sealed_head: Vec<u8>,
    envelopes: u64,
    blobs: u64,
}

/// Everything beside the log and the blobs.
#[derive(Serialize, Deserialize)]
struct Keys {
    slots: Vec<SlotRow>,
    keys: Vec<KeyRow>,
    erased: Vec<SubjectId>,
    marks: Vec<Mark>,
}

/// What a backup holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BackupReport {
    /// Envelopes.
    pub envelopes: u64,
    /// Blobs.
    pub blobs: u64,
    /// Bytes of the stream.
    pub bytes: u64,
}

/// How many of how many.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counted {
    /// Found.
    pub have: u64,
    /// Promised by the stream.
    pub of: u64,
}

/// What a restore found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RestoreReport {
    /// Envelopes.
    pub envelopes: Counted,
    /// Blobs.
    pub blobs: Counted,
    /// Whether the stream was whole.
    pub complete: bool,
}

impl std::fmt::Display for RestoreReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { envelopes, blobs, complete } = self;
        write!(f, "{} of {} changes; {} of {} files", envelopes.have, envelopes.of, blobs.have, blobs.of)?;
        if *complete { Ok(()) } else { f.write_str("; the backup was cut short") }
    }
}

impl Vault {
    /// Writes the study as a stream, in one consistent state, also while it is being written to.
    ///
    /// # Errors
    /// [`StoreError::Stream`] where the stream cannot be written.
    pub fn backup(&mut self, out: &mut dyn Write) -> Result<BackupReport> {
        let study = self.study;
        let mut report = BackupReport { envelopes: 0, blobs: 0, bytes: 0 };
        self.store.frozen(&mut |store| {
            let mut frames = Frames::begin(&mut *out)?;
            let blobs = store.blobs()?;
            let head = store.head()?;
            let header = StreamHeader {
                study,
                head,
                sealed_head: store.sealed_head()?,
                envelopes: head.sequence.0,
                blobs: blobs.len() as u64,
            };
            frames.put(HEADER, &header)?;
            let (slots, keys) = (store.slots()?, store.keys()?);
            frames
                .put(KEYS, &Keys { slots, keys, erased: store.erased_subjects()?, marks: store.marks()? })?;
            write_log(store, &mut frames)?;
            blobs.iter().try_for_each(|row| write_blob(store, row, &mut frames))?;
            frames.put(END, &())?;
            report = BackupReport { envelopes: header.envelopes, blobs: header.blobs, bytes: frames.bytes };
            Ok(())
        })?;
        Ok(report)
    }

    /// Writes the study into a new backup file: under another name first, then renamed, so that a
    /// backup is whole or not there.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where the file exists; [`StoreError::File`] where it cannot be written.
    pub fn backup_to(&mut self, path: &Path) -> Result<BackupReport> {
        if path.exists() {
            return Err(StoreError::Exists { path: path.to_path_buf() });
        }
        let mut name = path.as_os_str().to_owned();
        name.push(".part");
        let part = PathBuf::from(name);
        let written = self.backup_into(&part).and_then(|report| {
            std::fs::rename(&part, path).and_then(|()| sync_folder(path)).map_err(cannot_write(path))?;
            Ok(report)
        });
        if written.is_err() {
            // A half-written file under its passing name is no use to anybody.
            let _ = std::fs::remove_file(&part);
        }
        written
    }

    fn backup_into(&mut self, part: &Path) -> Result<BackupReport> {
        let file = OpenOptions::new().write(true).create(true).truncate(true).open(part);
        let mut out = BufWriter::with_capacity(1 << 20, file.map_err(cannot_write(part))?);
        let report = self.backup(&mut out)?;
        let file = out.into_inner().map_err(|cause| cannot_write(part)(cause.into_error()))?;
        file.sync_all().map_err(cannot_write(part))?;
        Ok(report)
    }
}

fn cannot_write(path: &Path) -> impl Fn(std::io::Error) -> StoreError {
    let path = path.to_path_buf();
    move |cause| StoreError::File { doing: "write", path: path.clone(), cause }
}

/// Makes a renaming durable. Windows knows no such thing as a folder that can be synced.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn write_log(store: &mut dyn Store, frames: &mut Frames<'_>) -> Result<()> {
    // The callback of a store may travel between threads, which a writer need not: lots are collected.
    let mut after = Sequence::START;
    loop {
        let mut lot = Vec::new();
        store.read(after, 4096, &mut |sequence, envelope| {
            lot.push((sequence, envelope));
            ControlFlow::Continue(())
        })?;
        let Some((last, _)) = lot.last() else { return Ok(()) };
        after = *last;
        lot.iter().try_for_each(|(_, envelope)| frames.put(ENVELOPE, envelope))?;
    }
}

fn write_blob(store: &mut dyn Store, row: &BlobRow, frames: &mut Frames<'_>) -> Result<()> {
    frames.put(BLOB, row)?;
    store.blob_pieces(&row.address, 0, u32::MAX, &mut |piece| frames.put_bytes(PIECE, &piece))
}

/// Writes frames.
struct Frames<'a> {
    out: &'a mut dyn Write,
    hash: [u8; HASH],
    bytes: u64,
}

impl<'a> Frames<'a> {
    fn begin(out: &'a mut dyn Write) -> Result<Self> {
        let mut frames = Self { out, hash: [0; HASH], bytes: 0 };
        frames.write(MAGIC)?;
        Ok(frames)
    }

    fn put<T: Serialize + ?Sized>(&mut self, kind: u8, value: &T) -> Result<()> {
        self.put_bytes(kind, &encode(value)?)
    }

    fn put_bytes(&mut self, kind: u8, payload: &[u8]) -> Result<()> {
        let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
        if length > LONGEST_FRAME {
            return Err(StoreError::Stream {
                doing: "write",
                cause: std::io::ErrorKind::FileTooLarge.into(),
            });
        }
        self.hash = frame_hash(&self.hash, kind, payload);
        let hash = self.hash;
        self.write(&[kind])?;
        self.write(&length.to_be_bytes())?;
        self.write(payload)?;
        self.write(&hash)
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.bytes += bytes.len() as u64;
        self.out.write_all(bytes).map_err(|cause| StoreError::Stream { doing: "write", cause })
    }
}

fn frame_hash(before: &[u8; HASH], kind: u8, payload: &[u8]) -> [u8; HASH] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(before).update(&[kind]).update(payload);
    let mut hash = [0; HASH];
    hasher.finalize_xof().fill(&mut hash);
    hash
}

/// A backup stream, opened as far as its keys.
pub struct Restore<'a> {
    input: Input<'a>,
    header: StreamHeader,
    keys: Keys,
}

impl<'a> Restore<'a> {
    /// Reads the beginning of a stream.
    ///
    /// # Errors
    /// [`StoreError::NotAStream`]; [`StoreError::StreamTooShort`] where it ends before the keys.
    pub fn begin(input: &'a mut dyn Read) -> Result<Self> {
        let mut input = Input { input, hash: [0; HASH], offset: 0 };
        match input.bytes(MAGIC.len())? {
            Some(magic) if magic == MAGIC => {}
            _ => return Err(StoreError::NotAStream),
        }
        let header = input.expect(HEADER)?;
        let keys = input.expect(KEYS)?;
        Ok(Self { input, header, keys })
    }

    /// The study that the stream holds.
    #[must_use]
    pub const fn study(&self) -> StudyId {
        self.header.study
    }

    /// Writes what the stream holds into an empty store of the same study. A stream that was cut gives
    /// what is there, and the report says what is missing.
    ///
    /// # Errors
    /// [`StoreError::DamagedStream`] where it was altered: the store is to be thrown away then.
    pub fn into_store(mut self, store: &mut dyn Store) -> Result<RestoreReport> {
        store.change_keys(&KeyChange {
            keys: self.keys.keys,
            slots: self.keys.slots,
            sealed_head: Some(self.header.sealed_head.clone()),
            ..KeyChange::default()
        })?;
        if !self.keys.erased.is_empty() {
            let (subjects, sealed_head) = (self.keys.erased, self.header.sealed_head.clone());
            store.erase(&Erasure { subjects, sealed_head, ..Erasure::default() })?;
        }
        self.keys.marks.iter().try_for_each(|mark| store.put_mark(mark))?;
        let mut report = RestoreReport {
            envelopes: Counted { have: 0, of: self.header.envelopes },
            blobs: Counted { have: 0, of: self.header.blobs },
            complete: false,
        };
        let mut log = Log { head: Head::EMPTY, lot: Vec::new(), sealed_head: self.header.sealed_head };
        loop {
            let Some((kind, payload)) = self.input.frame()? else { break };
            match kind {
                ENVELOPE => log.take(self.input.decode(&payload)?, store)?,
                BLOB => {
                    let row = self.input.decode(&payload)?;
                    if !read_blob(&mut self.input, &row, store)? {
                        break;
                    }
                    report.blobs.have += 1;
                }
                END => {
                    report.complete = true;
                    break;
                }
                _ => return Err(self.input.damaged()),
            }
        }
        log.flush(store)?;
        report.envelopes.have = log.head.sequence.0;
        Ok(report)
    }
}

/// Collects envelopes into batches.
struct Log {
    head: Head,
    lot: Vec<SealedEnvelope>,
    sealed_head: Vec<u8>,
}

impl Log {
    fn take(&mut self, envelope: SealedEnvelope, store: &mut dyn Store) -> Result<()> {
        self.lot.push(envelope);
        if self.lot.len() < 4096 { Ok(()) } else { self.flush(store) }
    }

    fn flush(&mut self, store: &mut dyn Store) -> Result<()> {
        let batch = Batch { envelopes: std::mem::take(&mut self.lot), sealed_head: self.sealed_head.clone() };
        self.head = store.append(&self.head, &batch)?;
        Ok(())
    }
}

/// Whether the blob was whole; one that the stream's end cuts is left out.
fn read_blob(input: &mut Input<'_>, row: &BlobRow, store: &mut dyn Store) -> Result<bool> {
    let (mut left, mut cut) = (pieces_of(row.length), false);
    let written = store.put_blob(row, &mut || {
        if left == 0 {
            return Ok(None);
        }
        left -= 1;
        match input.frame()? {
            Some((PIECE, payload)) => Ok(Some(payload)),
            Some(_) => Err(input.damaged()),
            None => {
                cut = true;
                Err(StoreError::StreamTooShort)
            }
        }
    });
    if cut { Ok(false) } else { written.map(|()| true) }
}

/// Reads frames.
struct Input<'a> {
    input: &'a mut dyn Read,
    hash: [u8; HASH],
    offset: u64,
}

impl Input<'_> {
    /// Exactly so many bytes; `None` where the stream ends before.
    fn bytes(&mut self, count: usize) -> Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let read = (&mut *self.input).take(count as u64).read_to_end(&mut bytes);
        read.map_err(|cause| StoreError::Stream { doing: "read", cause })?;
        if bytes.len() < count {
            return Ok(None);
        }
        self.offset += count as u64;
        Ok(Some(bytes))
    }

    /// The next frame; `None` where the stream ends before the frame does.
    fn frame(&mut self) -> Result<Option<(u8, Vec<u8>)>> {
        let start = self.offset;
        let Some(start_bytes) = self.bytes(5)? else { return Ok(None) };
        let damaged = StoreError::DamagedStream { offset: start };
        let Some((&kind, length)) = start_bytes.split_first() else { return Err(damaged) };
        let Ok(length) = <[u8; 4]>::try_from(length).map(u32::from_be_bytes) else { return Err(damaged) };
        if length > LONGEST_FRAME {
            return Err(damaged);
        }
        let Some(payload) = self.bytes(length as usize)? else { return Ok(None) };
        let Some(hash) = self.bytes(HASH)? else { return Ok(None) };
        self.hash = frame_hash(&self.hash, kind, &payload);
        if hash != self.hash { Err(damaged) } else { Ok(Some((kind, payload))) }
    }

    fn expect<T: DeserializeOwned>(&mut self, wanted: u8) -> Result<T> {
        match self.frame()? {
            Some((kind, payload)) if kind == wanted => self.decode(&payload),
            Some(_) => Err(self.damaged()),
            None => Err(StoreError::StreamTooShort),
        }
    }

    fn decode<T: DeserializeOwned>(&self, payload: &[u8]) -> Result<T> {
        postcard::from_bytes(payload).map_err(|_| self.damaged())
    }

    const fn damaged(&self) -> StoreError {
        StoreError::DamagedStream { offset: self.offset }
    }
}

/// Restores a backup file into a new study file.
///
/// # Errors
/// As for [`Restore`]; nothing is left behind then.
pub fn restore_file(backup: &Path, path: &Path, who: &str) -> Result<RestoreReport> {
    let file = File::open(backup).map_err(|cause| StoreError::File {
        doing: "read",
        path: backup.to_path_buf(),
        cause,
    })?;
    let mut input = BufReader::with_capacity(1 << 20, file);
    let restore = Restore::begin(&mut input)?;
    let mut store = SqliteStore::create(path, restore.study(), who)?;
    let report = restore.into_store(&mut store);
    drop(store);
    if report.is_err() {
        // Half of a damaged backup would look like a study.
        let _ = std::fs::remove_file(path);
    }
    report
}
