//! The library: a folder of studies, and which of them are open.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use themeloom_app::{OpenOptions, OpenStudy, StudyFile, open, study_files};

use crate::api::StudyRow;
use crate::error::{Result, ServerError};
use crate::failure::Failure;
use crate::room::Room;
use crate::sessions::locked;
use crate::study_name::StudyName;

/// A folder of studies.
pub struct Library {
    folder: PathBuf,
    open: Mutex<BTreeMap<StudyName, Arc<Room>>>,
    /// Held while a study is opened or closed, so that it is never opened twice.
    door: tokio::sync::Mutex<()>,
}

impl Library {
    /// The library in a folder, which is made where it is not there.
    pub fn new(folder: &Path) -> Result<Self> {
        let fail = |cause| ServerError::Folder { folder: folder.to_owned(), cause };
        std::fs::create_dir_all(folder).map_err(fail)?;
        let folder = std::path::absolute(folder).map_err(fail)?;
        Ok(Self { folder, open: Mutex::default(), door: tokio::sync::Mutex::new(()) })
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// An open study.
    pub fn room(&self, study: &StudyName) -> Option<Arc<Room>> {
        locked(&self.open).get(study).filter(|room| !room.is_closed()).map(Arc::clone)
    }

    /// All studies in the folder.
    pub fn rows(&self) -> std::result::Result<Vec<StudyRow>, Failure> {
        let files = study_files(&self.folder)?;
        Ok(files.iter().filter_map(|file| Some(self.row(&StudyName::of(&file.path)?, file))).collect())
    }

    /// What there is to say of one.
    pub fn row(&self, study: &StudyName, file: &StudyFile) -> StudyRow {
        let room = self.room(study);
        // An open study is asked through its room only: opening its file a second time in this
        // process would drop the locks on it.
        let protected = match &room {
            Some(room) => Ok(room.is_protected),
            None => themeloom_app::is_protected(&file.path),
        };
        StudyRow {
            study: study.as_str().to_owned(),
            file: study.file(),
            is_protected: *protected.as_ref().unwrap_or(&true),
            is_open: room.is_some(),
            problem: protected.err().map(|error| error.explain().message),
            bytes: file.bytes,
            changed_at: file.changed_at,
        }
    }

    /// The room of a study, which is opened where it is not open yet; and whether it was opened now.
    pub async fn enter(
        &self,
        study: &StudyName,
        passphrase: Option<String>,
        recovery: Option<String>,
        coder: Option<String>,
    ) -> std::result::Result<(Arc<Room>, bool), Failure> {
        let _door = self.door.lock().await;
        if let Some(room) = self.room(study) {
            return Ok((room, false));
        }
        let path = study.path(&self.folder);
        let opened =
            blocking(move || open_file(&path, passphrase.as_deref(), recovery.as_deref(), coder.as_deref()));
        Ok((self.put(study, opened.await?), true))
    }

    /// Takes in a study that was opened elsewhere.
    pub fn put(&self, study: &StudyName, opened: OpenStudy) -> Arc<Room> {
        let room = Arc::new(Room::new(opened));
        locked(&self.open).insert(study.clone(), Arc::clone(&room));
        room
    }

    /// Closes a study and drops its keys.
    pub async fn close(&self, study: &StudyName) -> Result<()> {
        let _door = self.door.lock().await;
        let Some(room) = locked(&self.open).remove(study) else { return Ok(()) };
        let name = study.as_str().to_owned();
        let closed = tokio::task::spawn_blocking(move || room.take().map_or(Ok(()), OpenStudy::close)).await;
        match closed {
            Ok(Err(cause)) => Err(ServerError::Close { study: name, cause: Box::new(cause) }),
            Ok(Ok(())) | Err(_) => Ok(()),
        }
    }

    /// The names of the open studies.
    pub fn open_names(&self) -> Vec<StudyName> {
        locked(&self.open).keys().cloned().collect()
    }

    /// The open studies that nobody used for so long.
    pub fn idle(&self, longer_than: Duration) -> Vec<StudyName> {
        let open = locked(&self.open);
        open.iter().filter(|(_, room)| room.idle() > longer_than).map(|(name, _)| name.clone()).collect()
    }
}

fn open_file(
    path: &Path,
    passphrase: Option<&str>,
    recovery: Option<&str>,
    coder: Option<&str>,
) -> std::result::Result<OpenStudy, Failure> {
    let recovery = recovery.map(themeloom_app::store::RecoveryCode::parse).transpose();
    let recovery = recovery.map_err(themeloom_app::AppError::from)?;
    let options = OpenOptions { passphrase, recovery: recovery.as_ref(), coder, ..OpenOptions::default() };
    Ok(open(path, &options)?)
}

/// Does something on a thread that may wait.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::result::Result<T, Failure> + Send + 'static,
) -> std::result::Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(Failure::internal()))
}
