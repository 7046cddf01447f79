//! The tables of format 1, and the settings of a connection.

use rusqlite::Connection;

/// "LOOM": at byte 68 of the file.
pub(super) const APPLICATION_ID: u32 = 0x4C4F_4F4D;

/// The newest format that this program knows: at byte 60 of the file.
pub(super) const FORMAT: u32 = 1;

/// Pieces of a blob are numbered within this many; see [`TABLES`].
pub(super) const PIECES_PER_BLOB: i64 = 1 << 20;

/// `study` has one row and is written by every commit. `envelope` holds either a ciphertext or, once
/// that was erased, its hash. A blob's pieces lie at `number * 2^20 + piece`, so that they need no
/// index and are read in one sweep.
const TABLES: &str = "
    CREATE TABLE study (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        id BLOB NOT NULL,
        sequence INTEGER NOT NULL,
        stamp INTEGER NOT NULL,
        rolling BLOB NOT NULL,
        sealed BLOB NOT NULL,
        unwiped INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE envelope (
        sequence INTEGER PRIMARY KEY,
        replica INTEGER NOT NULL,
        counter INTEGER NOT NULL,
        stamp INTEGER NOT NULL,
        key_id BLOB NOT NULL,
        previous BLOB NOT NULL,
        chain BLOB NOT NULL,
        seen BLOB,
        ciphertext BLOB,
        ciphertext_hash BLOB
    ) STRICT;
    CREATE TABLE chain (
        replica INTEGER PRIMARY KEY,
        counter INTEGER NOT NULL,
        hash BLOB NOT NULL,
        seen_by_another INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE key_ring (
        id BLOB PRIMARY KEY,
        role INTEGER NOT NULL,
        subject BLOB,
        generation INTEGER NOT NULL,
        wrapped_by BLOB,
        wrapped BLOB NOT NULL,
        destroyed INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE slot (id BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE erased_subject (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TABLE blob (
        number INTEGER PRIMARY KEY,
        address BLOB NOT NULL UNIQUE,
        key_id BLOB NOT NULL,
        length INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE blob_piece (place INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE snapshot (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        sequence INTEGER NOT NULL,
        stamp INTEGER NOT NULL,
        rolling BLOB NOT NULL
    ) STRICT;
    CREATE TABLE snapshot_part (part INTEGER PRIMARY KEY, key_id BLOB NOT NULL) STRICT;
    CREATE TABLE snapshot_piece (
        place INTEGER PRIMARY KEY,
        part INTEGER NOT NULL,
        bytes BLOB NOT NULL
    ) STRICT;
    CREATE TABLE mark (root BLOB PRIMARY KEY, chains BLOB NOT NULL) STRICT, WITHOUT ROWID;
";

/// Makes the tables in an empty file.
pub(super) fn create(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(&format!(
        "PRAGMA page_size = 8192;
         PRAGMA application_id = {APPLICATION_ID};
         PRAGMA user_version = {FORMAT};
         BEGIN; {TABLES} COMMIT;"
    ))
}

/// What every connection is set to. `fullfsync` matters on macOS only, where a plain fsync may leave
/// the bytes in the disk's own memory.
pub(super) fn set_up(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(std::time::Duration::from_secs(5))?;
    db.execute_batch(
        "PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -32000;",
    )
}

/// What a connection that writes is set to. The rollback journal is for network shares, where the
/// shared memory of the write-ahead log does not work, and for synchronised folders, where a second
/// file would be copied out of step. A rollback journal that comes back after a power cut would take
/// a commit back, so that its removal has to be on the disk as well: `EXTRA`.
pub(super) fn set_up_writing(db: &Connection, shared: bool) -> rusqlite::Result<()> {
    let (mode, synchronous) = if shared { ("DELETE", "EXTRA") } else { ("WAL", "FULL") };
    db.query_row(&format!("PRAGMA journal_mode = {mode}"), [], |_| Ok(()))?;
    db.execute_batch(&format!(
        "PRAGMA synchronous = {synchronous};
         PRAGMA fullfsync = 1;
         PRAGMA checkpoint_fullfsync = 1;
         PRAGMA secure_delete = ON;"
    ))
}
