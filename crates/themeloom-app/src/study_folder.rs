//! The studies in a folder, told without opening any of them.

use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use themeloom_store::SqliteStore;

use crate::error::{AppError, Result};

/// The ending of study files.
pub const STUDY_ENDING: &str = "loom";

/// A study file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StudyFile {
    /// Where it is.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// When it was last written, in milliseconds since 1970; 0 where the system does not say.
    pub changed_at: u64,
}

/// The study files in a folder, by name. A folder that is not there yet holds none.
///
/// # Errors
/// When the folder cannot be read.
pub fn study_files(folder: &Path) -> Result<Vec<StudyFile>> {
    let fail = |cause| AppError::File { doing: "list the folder", path: folder.to_owned(), cause };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(cause) => return Err(fail(cause)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(fail)?.path();
        if path.extension().is_some_and(|ending| ending == STUDY_ENDING) {
            files.extend(study_file(&path).ok());
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// What the file system says of a study file; the file is not opened.
///
/// # Errors
/// When there is no such file.
pub fn study_file(path: &Path) -> Result<StudyFile> {
    let fail = |cause| AppError::File { doing: "look at", path: path.to_owned(), cause };
    let about = std::fs::metadata(path).map_err(fail)?;
    if !about.is_file() {
        return Err(fail(std::io::ErrorKind::NotFound.into()));
    }
    let since = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let changed_at = since.and_then(|since| u64::try_from(since.as_millis()).ok()).unwrap_or_default();
    Ok(StudyFile { path: path.to_owned(), bytes: about.len(), changed_at })
}

/// Whether a study needs a passphrase. Not for a study that this process has open: closing the file
/// again would take the process's locks away.
///
/// # Errors
/// When the file is no study or cannot be read.
pub fn is_protected(path: &Path) -> Result<bool> {
    Ok(themeloom_store::is_protected(&mut SqliteStore::open_read_only(path)?)?)
}
