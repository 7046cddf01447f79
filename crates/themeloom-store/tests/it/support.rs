//! Small studies for the tests.

use std::path::{Path, PathBuf};

use themeloom_store::{
    Draft, KdfCost, KeyFor, MemoryStore, Protection, SqliteStore, StudyId, SubjectId, Unlock, Vault,
};

pub const STUDY: StudyId = StudyId([3; 16]);
pub const ANN: SubjectId = SubjectId([0xA1; 16]);
pub const BOB: SubjectId = SubjectId([0xB0; 16]);
pub const PROTECTED: Protection<'_> =
    Protection::Passphrase { name: "Ann", passphrase: "right", cost: KdfCost::test() };
pub const RIGHT: Unlock<'_> = Unlock::Passphrase { name: Some("Ann"), passphrase: "right" };

pub fn in_memory() -> Vault {
    Vault::create(Box::new(MemoryStore::new(STUDY)), &PROTECTED).unwrap()
}

pub fn create(path: &Path) -> Vault {
    Vault::create(Box::new(SqliteStore::create(path, STUDY, "the first").unwrap()), &PROTECTED).unwrap()
}

pub fn open(path: &Path) -> Vault {
    Vault::unlock(Box::new(SqliteStore::open(path, "a test").unwrap()), &RIGHT).unwrap()
}

pub fn read_only(path: &Path) -> Vault {
    Vault::unlock(Box::new(SqliteStore::open_read_only(path).unwrap()), &RIGHT).unwrap()
}

pub fn file(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("study.loom")
}

/// Commits one envelope with the next stamp.
pub fn say(vault: &mut Vault, key: KeyFor, payload: &str) {
    let stamp = vault.head().stamp + 1;
    vault.commit(&[Draft { key, stamp, payload: payload.as_bytes() }]).unwrap();
}

/// What the log says, in the order of the store; erased and locked entries as such.
pub fn said(vault: &mut Vault) -> Vec<String> {
    let text = |body| match body {
        themeloom_store::Opened::Plain(bytes) => String::from_utf8(bytes).unwrap(),
        other => format!("{other:?}"),
    };
    vault.read_all().unwrap().into_iter().map(|envelope| text(envelope.body)).collect()
}

pub fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}
