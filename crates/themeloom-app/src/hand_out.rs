//! Copies that leave the study through a browser: where they end up, only the person knows.

use std::path::Path;

use themeloom_study::Op;
use themeloom_study::findings::{CopyKind, NewCopy};

use crate::error::Result;
use crate::open::OpenStudy;

impl OpenStudy {
    /// Writes a backup to a file that is handed out and then removed, and records that a copy of that
    /// name was made.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    pub fn hand_out_backup(&mut self, to: &Path, name: &str) -> Result<()> {
        self.vault.backup_to(to)?;
        self.record_handed_out(CopyKind::Backup, name)
    }

    /// Records that a copy was handed out under a name. A study that is open for reading only cannot
    /// record anything.
    ///
    /// # Errors
    /// When the record cannot be kept.
    pub fn record_handed_out(&mut self, kind: CopyKind, name: &str) -> Result<()> {
        if self.read_only.is_some() {
            return Ok(());
        }
        let head = self.vault.print_head()?.to_string();
        let what = match kind {
            CopyKind::Backup => format!("downloaded the backup {name}"),
            CopyKind::Export => format!("downloaded {name}"),
        };
        let copy = NewCopy { kind, place: format!("{name}, downloaded"), head };
        self.commit(what, |draft| draft.add(Op::RecordCopy(copy)).map(drop))
    }
}
