//! What is our own and comes from elsewhere all the same: changes, backups, folders of whole studies.

use themeloom_app::store::{MemoryStore, Restore};
use themeloom_app::study::log_format::{decode, encode};
use themeloom_app::study::{ChangeId, Stamp};
use themeloom_app::{WholeFrom, hold_whole_study};

use crate::zipped::zipped;

/// A change of the log: what is read is written with the same bytes.
pub fn change(bytes: &[u8]) {
    if let Ok(change) = decode(ChangeId::new(7, 1), Stamp(1), bytes) {
        let Ok(written) = encode(&change) else { return };
        let again = decode(ChangeId::new(7, 1), Stamp(1), &written);
        assert!(again.is_ok_and(|again| encode(&again).is_ok_and(|twice| twice == written)));
    }
}

pub fn backup(bytes: &[u8]) {
    let mut input = bytes;
    if let Ok(restore) = Restore::begin(&mut input) {
        let mut store = MemoryStore::new(restore.study());
        drop(restore.into_store(&mut store));
    }
}

/// The log of a whole study, with a list of files that fits it.
pub fn whole_study(bytes: &[u8]) {
    let changes = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count();
    let about = serde_json::json!({
        "themeloom_folder": 1, "study": "a", "changes": changes, "with_identities": true,
        "erased": [], "kept": [],
        "files": [{"path": "log/00001.jsonl", "bytes": bytes.len(), "blake3": blake3::hash(bytes).to_hex().as_str()}],
    });
    let about = about.to_string();
    let parts = [("study.json", about.as_bytes()), ("log/00001.jsonl", bytes)];
    zipped(&parts).iter().for_each(|file| drop(hold_whole_study(WholeFrom::Archive("a.zip", file))));
}
