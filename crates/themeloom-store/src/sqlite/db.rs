//! A connection that knows its file, so that every error can name it.

use std::ops::Deref;
use std::path::PathBuf;

use rusqlite::{Connection, ErrorCode};

use crate::error::{Result, StoreError};

/// A connection and its file.
#[derive(Debug)]
pub(super) struct Db {
    pub(super) conn: Connection,
    pub(super) path: PathBuf,
}

impl Db {
    /// Turns an error of the database into one that says what was being done, and to which file.
    pub(super) fn failed(&self, doing: &'static str) -> impl Fn(rusqlite::Error) -> StoreError {
        let path = self.path.clone();
        move |cause| explain(doing, path.clone(), cause)
    }

    /// A transaction that holds the right to write from the start; a part of the one that is open, if one is.
    pub(super) fn write(&self, doing: &'static str) -> Result<Writing<'_>> {
        let is_part = !self.conn.is_autocommit();
        let begin = if is_part { "SAVEPOINT part" } else { "BEGIN IMMEDIATE" };
        self.conn.execute_batch(begin).map_err(self.failed(doing))?;
        Ok(Writing { conn: &self.conn, is_part, is_done: false })
    }
}

/// A transaction, or a part of one. Dropped, it leaves everything as it was.
#[derive(Debug)]
pub(super) struct Writing<'c> {
    conn: &'c Connection,
    is_part: bool,
    is_done: bool,
}

impl Writing<'_> {
    /// Keeps what was written; on the disk once the whole transaction is.
    pub(super) fn commit(mut self) -> rusqlite::Result<()> {
        self.conn.execute_batch(if self.is_part { "RELEASE part" } else { "COMMIT" })?;
        self.is_done = true;
        Ok(())
    }
}

impl Deref for Writing<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.conn
    }
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        if !self.is_done {
            // What cannot be rolled back is rolled back when the connection closes.
            let back = if self.is_part { "ROLLBACK TO part; RELEASE part" } else { "ROLLBACK" };
            let _ = self.conn.execute_batch(back);
        }
    }
}

/// The error that a person can act on.
pub(super) fn explain(doing: &'static str, path: PathBuf, cause: rusqlite::Error) -> StoreError {
    let unfit = matches!(
        cause,
        rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
    );
    match cause.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            StoreError::Corrupted { path, cause: cause.into() }
        }
        Some(ErrorCode::ReadOnly) => StoreError::ReadOnly { path },
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            StoreError::InUse { path, by: "another program".to_owned() }
        }
        None if unfit => StoreError::Corrupted { path, cause: cause.into() },
        _ => StoreError::Backend { doing, cause: cause.into() },
    }
}
