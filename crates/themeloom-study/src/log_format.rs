//! How a change is written into the log, for ever.
//!
//! The first two bytes are the number of the format that the change needs, little endian; the rest
//! is a postcard encoding of the rest of the change. A program that meets a higher number opens the study for
//! reading only and says which version it needs. The id and the stamp of a change are not written
//! here: they stand in the envelope, which authenticates them.

use serde::{Deserialize, Serialize};

use crate::change::{BatchId, Change, Gesture, Stamp, Timestamp};
use crate::ids::{ChangeId, CoderId};
use crate::op::Op;

/// The newest format that this program reads and the one that it writes.
pub const FORMAT: u16 = 1;

/// What is written of a change.
#[derive(Serialize, Deserialize)]
struct Entry {
    batch: BatchId,
    gesture: Option<Gesture>,
    author: CoderId,
    at: Timestamp,
    op: Op,
}

/// Why bytes are not a change.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LogFormatError {
    /// A newer program wrote it.
    #[error(
        "this change was written by a newer program: it needs log format {needed}, and this program knows {FORMAT}; open the study with a newer Themeloom"
    )]
    Newer {
        /// The format that it needs.
        needed: u16,
    },
    /// The bytes make no sense although their seal was whole.
    #[error(
        "this change cannot be understood although its seal is whole; the program that wrote it had a fault, please report it"
    )]
    Damaged,
    /// A change could not be written.
    #[error("this change cannot be written; the program has a fault, please report it")]
    NotWritten,
}

/// The bytes of a change, without its id and stamp.
///
/// # Errors
/// [`LogFormatError::NotWritten`] never occurs for changes that a program can make.
pub fn encode(change: &Change) -> Result<Vec<u8>, LogFormatError> {
    let entry = Entry {
        batch: change.batch,
        gesture: change.gesture.clone(),
        author: change.author,
        at: change.at,
        op: change.op.clone(),
    };
    postcard::to_extend(&entry, FORMAT.to_le_bytes().to_vec()).map_err(|_| LogFormatError::NotWritten)
}

/// The change that bytes hold, under the id and stamp that its envelope gave it.
///
/// # Errors
/// When a newer program wrote it, or the bytes make no sense.
pub fn decode(id: ChangeId, stamp: Stamp, bytes: &[u8]) -> Result<Change, LogFormatError> {
    let (format, entry) = bytes.split_first_chunk::<2>().ok_or(LogFormatError::Damaged)?;
    let needed = u16::from_le_bytes(*format);
    if needed == 0 {
        return Err(LogFormatError::Damaged);
    }
    if needed > FORMAT {
        return Err(LogFormatError::Newer { needed });
    }
    let (entry, rest): (Entry, _) = postcard::take_from_bytes(entry).map_err(|_| LogFormatError::Damaged)?;
    if !rest.is_empty() {
        return Err(LogFormatError::Damaged);
    }
    let Entry { batch, gesture, author, at, op } = entry;
    Ok(Change { id, stamp, batch, gesture, author, at, op })
}
