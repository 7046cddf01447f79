//! A connection that knows its file, so that every error can name it.

use std::path::PathBuf;

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

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

    /// A transaction that holds the right to write from the start.
    pub(super) fn write(&self, doing: &'static str) -> Result<Transaction<'_>> {
        Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate).map_err(self.failed(doing))
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
