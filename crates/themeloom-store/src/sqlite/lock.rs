//! One writer at a time, across processes: an operating-system lock on `<file>.lock`.
//!
//! The lock goes with the process, however it ends. The file says who holds it, for the message to
//! the second; where it cannot be read while locked (Windows) the message names nobody. Removing it
//! at the end leaves a moment in which two writers could both hold a lock; appends are guarded by
//! the head as well, so the second would be refused there.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::error::{Result, StoreError};

/// The lock, held until dropped.
#[derive(Debug)]
pub(super) struct WriterLock {
    path: PathBuf,
    file: Option<File>,
    /// Whether the file system keeps locks at all.
    pub(super) held: bool,
}

impl WriterLock {
    /// Takes the lock of a study file, writing `who` beside it.
    pub(super) fn take(study: &Path, who: &str) -> Result<Self> {
        let mut name = study.as_os_str().to_owned();
        name.push(".lock");
        let path = PathBuf::from(name);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(|cause| cannot_lock(study, cause))?;
        let held = match file.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => return Err(in_use(study, &path)),
            Err(TryLockError::Error(_)) => false,
        };
        // Who holds the lock is a courtesy to the second person: failing to say it stops nobody.
        let _ = file.set_len(0).and_then(|()| file.write_all(who.as_bytes()));
        Ok(Self { path, file: Some(file), held })
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // Removed while held, so that nobody else's lock is removed; a leftover does no harm.
        let _ = std::fs::remove_file(&self.path);
        drop(self.file.take());
    }
}

fn cannot_lock(study: &Path, cause: std::io::Error) -> StoreError {
    match cause.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly { path: study.to_path_buf() }
        }
        _ => StoreError::File { doing: "lock", path: study.to_path_buf(), cause },
    }
}

fn in_use(study: &Path, lock: &Path) -> StoreError {
    let by = std::fs::read_to_string(lock).unwrap_or_default();
    let by = if by.trim().is_empty() { "another program".to_owned() } else { by.trim().to_owned() };
    StoreError::InUse { path: study.to_path_buf(), by }
}
