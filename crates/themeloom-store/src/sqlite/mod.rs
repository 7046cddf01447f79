//! A study as one SQLite file: the default.
//!
//! Start at `open`; `schema` has the tables, `log`, `ring` and
//! `blobs` the statements, `place` and `lock` what has to do with where the file lies.

mod blobs;
mod db;
mod lock;
mod log;
mod open;
mod place;
mod ring;
mod row;
mod schema;
mod wal;

use crate::error::{Result, StoreError};
use crate::head::Head;
use crate::ids::{BlobAddress, Sequence, StudyId, SubjectId};
use crate::store::{
    Batch, BlobRow, Chain, EachEnvelope, EachPiece, Erased, Erasure, FrozenWork, KeyChange, KeyRow, Mark,
    NextPiece, Note, SlotRow, SnapshotRow, Store,
};

/// A study in one SQLite file.
///
/// Dropping it folds everything into the one file and releases the lock.
#[derive(Debug)]
pub struct SqliteStore {
    db: db::Db,
    study: StudyId,
    notes: Vec<Note>,
    /// Held by the one who writes; dropped after the connection.
    lock: Option<lock::WriterLock>,
}

impl SqliteStore {
    fn writing(&self) -> Result<&db::Db> {
        if self.lock.is_none() { Err(StoreError::OpenedForReading) } else { Ok(&self.db) }
    }

    fn ask<T>(
        &self,
        doing: &'static str,
        ask: impl FnOnce(&rusqlite::Connection) -> rusqlite::Result<T>,
    ) -> Result<T> {
        ask(&self.db.conn).map_err(self.db.failed(doing))
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        if self.lock.is_some() {
            // Leaving WAL mode folds the log into the file and removes it. A reader elsewhere may
            // stand in the way; then the next opening does it, and nothing is lost.
            let _ = self.db.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
            let _ = self.db.conn.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()));
        }
    }
}

impl Store for SqliteStore {
    fn study(&mut self) -> Result<StudyId> {
        Ok(self.study)
    }

    fn notes(&self) -> Vec<Note> {
        self.notes.clone()
    }

    fn is_read_only(&self) -> bool {
        self.lock.is_none()
    }

    fn head(&mut self) -> Result<Head> {
        self.ask("read the state of the study", log::head)
    }

    fn sealed_head(&mut self) -> Result<Vec<u8>> {
        self.ask("read the state of the study", |conn| {
            conn.query_row("SELECT sealed FROM study", [], |row| row.get(0))
        })
    }

    fn append(&mut self, expected: &Head, batch: &Batch) -> Result<Head> {
        log::append(self.writing()?, expected, batch)
    }

    fn read(&mut self, after: Sequence, limit: u64, each: &mut EachEnvelope<'_>) -> Result<()> {
        let columns = row::ENVELOPE;
        let sql = format!("SELECT {columns} FROM envelope WHERE sequence > ?1 ORDER BY sequence LIMIT ?2");
        log::read(&self.db, &sql, after, limit, each)
    }

    fn read_backwards(&mut self, before: Sequence, limit: u64, each: &mut EachEnvelope<'_>) -> Result<()> {
        let columns = row::ENVELOPE;
        let sql =
            format!("SELECT {columns} FROM envelope WHERE sequence < ?1 ORDER BY sequence DESC LIMIT ?2");
        log::read(&self.db, &sql, before, limit, each)
    }

    fn chains(&mut self) -> Result<Vec<Chain>> {
        self.ask("read the writing sessions", log::chains)
    }

    fn keys(&mut self) -> Result<Vec<KeyRow>> {
        self.ask("read the keys", ring::keys)
    }

    fn slots(&mut self) -> Result<Vec<SlotRow>> {
        self.ask("read the passphrase slots", ring::slots)
    }

    fn change_keys(&mut self, change: &KeyChange) -> Result<()> {
        ring::change(self.writing()?, change)
    }

    fn erased_subjects(&mut self) -> Result<Vec<SubjectId>> {
        self.ask("read the erased participants", ring::erased_subjects)
    }

    fn erase(&mut self, erasure: &Erasure) -> Result<Erased> {
        ring::erase(self.writing()?, erasure)
    }

    fn put_blob(&mut self, blob: &BlobRow, next: &mut NextPiece<'_>) -> Result<()> {
        blobs::put(self.writing()?, blob, next)
    }

    fn blob(&mut self, address: &BlobAddress) -> Result<Option<BlobRow>> {
        self.ask("read a file of the study", |conn| blobs::find(conn, address))
    }

    fn blobs(&mut self) -> Result<Vec<BlobRow>> {
        self.ask("list the files of the study", blobs::all)
    }

    fn blob_pieces(
        &mut self,
        address: &BlobAddress,
        first: u32,
        count: u32,
        each: &mut EachPiece<'_>,
    ) -> Result<()> {
        blobs::pieces(&self.db, address, first, count, each)
    }

    fn put_snapshot(&mut self, snapshot: &SnapshotRow) -> Result<()> {
        blobs::put_snapshot(self.writing()?, snapshot)
    }

    fn snapshot(&mut self) -> Result<Option<SnapshotRow>> {
        self.ask("read the snapshot", blobs::snapshot)
    }

    fn drop_snapshot(&mut self) -> Result<()> {
        self.writing()?;
        self.ask("drop the snapshot", blobs::drop_snapshot)
    }

    fn put_mark(&mut self, mark: &Mark) -> Result<()> {
        self.writing()?;
        self.ask("remember the printed state", |conn| blobs::put_mark(conn, mark))
    }

    fn marks(&mut self) -> Result<Vec<Mark>> {
        self.ask("read the printed states", blobs::marks)
    }

    fn begin(&mut self) -> Result<()> {
        self.writing()?;
        self.ask("begin to write the study", |conn| conn.execute_batch("BEGIN IMMEDIATE"))
    }

    fn finish(&mut self, keep: bool) -> Result<()> {
        let end = if keep { "COMMIT" } else { "ROLLBACK" };
        self.ask("write the study", |conn| conn.execute_batch(end))
    }

    fn frozen(&mut self, work: &mut FrozenWork<'_>) -> Result<()> {
        self.ask("read the study", |conn| conn.execute_batch("BEGIN; SELECT one FROM study;"))?;
        let done = work(self);
        self.ask("read the study", |conn| conn.execute_batch("COMMIT"))?;
        done
    }
}
