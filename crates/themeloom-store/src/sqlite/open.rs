//! Creating and opening the file.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::db::{Db, explain};
use super::lock::WriterLock;
use super::{SqliteStore, place, ring, row, schema, wal};
use crate::error::{Result, StoreError};
use crate::head::Head;
use crate::ids::StudyId;
use crate::store::Note;

impl SqliteStore {
    /// Creates an empty study in a new file and opens it for writing. `who` is told to a second
    /// person who wants to write: program, computer, since when.
    ///
    /// # Errors
    /// [`StoreError::Exists`] where the file exists: nothing is ever overwritten.
    pub fn create(path: &Path, study: StudyId, who: &str) -> Result<Self> {
        let lock = reserve(path).and_then(|()| WriterLock::take(path, who))?;
        let made = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(|conn| {
            schema::create(&conn)
                .and_then(|()| {
                    let empty = Head::EMPTY;
                    conn.execute(
                        "INSERT INTO study VALUES (1, ?1, 0, 0, ?2, x'', 0)",
                        [&study.0[..], &empty.rolling.0[..]],
                    )
                })
                .map_err(|cause| explain("create the study", path.to_path_buf(), cause))
        });
        if let Err(cause) = made {
            // The file is ours and empty; leaving it would stand in the way of the next attempt.
            let _ = std::fs::remove_file(path);
            return Err(cause);
        }
        Self::open_locked(path, lock)
    }

    /// Opens a study for writing. One program at a time may.
    ///
    /// # Errors
    /// [`StoreError::InUse`] where somebody else writes; [`StoreError::ReadOnly`] where the file or
    /// its folder cannot be written; and what is wrong with the file, if something is.
    pub fn open(path: &Path, who: &str) -> Result<Self> {
        check_header(path)?;
        if let Err(cause) = OpenOptions::new().write(true).open(path) {
            return Err(cannot("write", path, cause));
        }
        let lock = WriterLock::take(path, who)?;
        Self::open_locked(path, lock)
    }

    fn open_locked(path: &Path, lock: WriterLock) -> Result<Self> {
        let mut notes = Vec::new();
        let unfinished = wal::unfinished_bytes(path);
        if unfinished > 0 {
            notes.push(Note::UnfinishedWrite { bytes: unfinished });
        }
        let shared = place::shared_place(path);
        let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        schema::set_up_writing(&conn, shared.is_some())
            .map_err(|cause| explain("open the study", path.to_path_buf(), cause))?;
        notes.extend(shared.map(|kind| Note::SharedFolder { kind }));
        if !lock.held {
            notes.push(Note::NoLocks);
        }
        let store = Self::with(conn, path, notes, Some(lock))?;
        let unwiped: bool = store.ask("open the study", |conn| {
            conn.query_row("SELECT unwiped FROM study", [], |row| row.get(0))
        })?;
        if unwiped {
            ring::wipe(&store.db.conn);
        }
        Ok(store)
    }

    /// Opens a study for reading, also while somebody else writes, and also where nothing can be
    /// written.
    ///
    /// # Errors
    /// What is wrong with the file, if something is.
    pub fn open_read_only(path: &Path) -> Result<Self> {
        check_header(path)?;
        let plain = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
            .and_then(|conn| Self::with(conn, path, Vec::new(), None));
        match plain {
            Err(StoreError::Backend { .. } | StoreError::ReadOnly { .. }) => Self::open_immutable(path),
            other => other,
        }
    }

    /// Where the folder cannot be written, SQLite cannot make its shared memory; a file that nobody
    /// can write is read as it stands.
    fn open_immutable(path: &Path) -> Result<Self> {
        let absolute = std::path::absolute(path).map_err(|cause| cannot("read", path, cause))?;
        let mut uri = String::from("file:");
        let text = absolute.to_string_lossy().replace('\\', "/");
        if !text.starts_with('/') {
            uri.push('/');
        }
        for byte in text.bytes() {
            match byte {
                b'%' | b'?' | b'#' => uri.push_str(&format!("%{byte:02X}")),
                _ if byte.is_ascii() => uri.push(char::from(byte)),
                _ => uri.push_str(&format!("%{byte:02X}")),
            }
        }
        uri.push_str("?immutable=1");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        connect(Path::new(&uri), flags).and_then(|conn| Self::with(conn, path, Vec::new(), None))
    }

    fn with(conn: Connection, path: &Path, notes: Vec<Note>, lock: Option<WriterLock>) -> Result<Self> {
        let id = conn
            .query_row("SELECT id FROM study", [], |found| row::exactly(found, 0))
            .map_err(|cause| explain("open the study", path.to_path_buf(), cause))?;
        Ok(Self { db: Db { conn, path: path.to_path_buf() }, study: StudyId(id), notes, lock })
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let failed = |cause| explain("open the study", path.to_path_buf(), cause);
    let conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)?;
    schema::set_up(&conn).map_err(failed)?;
    Ok(conn)
}

fn reserve(path: &Path) -> Result<()> {
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(_) => Ok(()),
        Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {
            Err(StoreError::Exists { path: path.to_path_buf() })
        }
        Err(cause) => Err(cannot("create", path, cause)),
    }
}

/// Looks at the first 100 bytes, so that a file which is no study is never touched.
fn check_header(path: &Path) -> Result<()> {
    let mut header = [0; 100];
    let mut file = File::open(path).map_err(|cause| cannot("read", path, cause))?;
    let is_study = file.read_exact(&mut header).is_ok()
        && header.starts_with(b"SQLite format 3\0")
        && number_at(&header, 68) == Some(schema::APPLICATION_ID);
    if !is_study {
        return Err(StoreError::NotAStudy { path: path.to_path_buf() });
    }
    match number_at(&header, 60) {
        Some(found) if found > schema::FORMAT => {
            Err(StoreError::NewerFormat { path: path.to_path_buf(), found, known: schema::FORMAT })
        }
        _ => Ok(()),
    }
}

fn number_at(header: &[u8; 100], at: usize) -> Option<u32> {
    header.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

fn cannot(doing: &'static str, path: &Path, cause: std::io::Error) -> StoreError {
    let path = path.to_path_buf();
    match cause.kind() {
        ErrorKind::NotFound if doing == "read" => StoreError::Missing { path },
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem if doing != "read" => {
            StoreError::ReadOnly { path }
        }
        _ => StoreError::File { doing, path, cause },
    }
}
