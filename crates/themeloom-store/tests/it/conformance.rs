//! Both backends keep the contract.

use themeloom_store::conformance::{CONTRACTS, STUDY};
use themeloom_store::{MemoryStore, SqliteStore, Store};

#[test]
fn the_store_in_memory_keeps_every_contract() {
    let mut broken = Vec::new();
    for (name, contract) in CONTRACTS {
        if let Err(breach) = contract(Box::new(MemoryStore::new(STUDY)), &mut Ok) {
            broken.push(format!("{name}: {breach}"));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_store_in_a_file_keeps_every_contract() {
    let mut broken = Vec::new();
    for (name, contract) in CONTRACTS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("study.loom");
        let store = SqliteStore::create(&path, STUDY, "a test").unwrap();
        let mut reopen = |store: Box<dyn Store>| {
            drop(store);
            Ok(Box::new(SqliteStore::open(&path, "a test")?) as Box<dyn Store>)
        };
        if let Err(breach) = contract(Box::new(store), &mut reopen) {
            broken.push(format!("{name}: {breach}"));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
