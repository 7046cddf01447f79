//! Passphrases, the recovery code and rotation.

use themeloom_store::{KdfCost, KeyFor, RecoveryCode, SqliteStore, StoreError, Unlock, Vault};

use crate::support::{ANN, create, file, open, said, say};

fn try_open(path: &std::path::Path, unlock: &Unlock<'_>) -> Result<Vault, StoreError> {
    Vault::unlock(Box::new(SqliteStore::open(path, "a test")?), unlock)
}

const fn passphrase(passphrase: &str) -> Unlock<'_> {
    Unlock::Passphrase { name: None, passphrase }
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    create(&file(&folder)).close();
    assert!(matches!(try_open(&file(&folder), &passphrase("wrong")), Err(StoreError::WrongPassphrase)));
    assert!(matches!(try_open(&file(&folder), &Unlock::Unprotected), Err(StoreError::PassphraseNeeded)));
    assert!(try_open(&file(&folder), &passphrase("right")).is_ok());
}

#[test]
fn the_recovery_code_opens_the_study() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(&file(&folder));
    say(&mut vault, KeyFor::IdentityOf(ANN), "a name");
    let (_, code) = vault.add_recovery_code(true).unwrap();
    vault.close();
    let typed = RecoveryCode::parse(&code.reveal()).unwrap();
    let mut vault = try_open(&file(&folder), &Unlock::Recovery(&typed)).unwrap();
    assert_eq!(said(&mut vault), ["a name"]);
}

#[test]
fn a_person_without_the_identity_key_sees_identities_as_locked() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(&file(&folder));
    say(&mut vault, KeyFor::IdentityOf(ANN), "a name");
    say(&mut vault, KeyFor::Words(ANN), "words");
    vault.add_person("Bob", "bobs", KdfCost::test(), false).unwrap();
    vault.close();
    let mut vault = try_open(&file(&folder), &passphrase("bobs")).unwrap();
    assert_eq!(said(&mut vault), ["Locked", "words"]);
    assert!(matches!(vault.derive_secret(KeyFor::IdentityOf(ANN), "x"), Err(StoreError::IdentityLocked)));
    assert!(vault.check(None).unwrap().is_sound());
}

#[test]
fn a_changed_passphrase_replaces_the_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(&file(&folder));
    let ann = vault.people().unwrap()[0].id;
    vault.change_passphrase(ann, "new", KdfCost::test()).unwrap();
    vault.close();
    assert!(matches!(try_open(&file(&folder), &passphrase("right")), Err(StoreError::WrongPassphrase)));
    assert!(try_open(&file(&folder), &passphrase("new")).unwrap().holds_identity());
}

#[test]
fn after_a_rotation_everybody_opens_old_and_new_with_their_own_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(&file(&folder));
    say(&mut vault, KeyFor::Words(ANN), "before");
    vault.add_person("Bob", "bobs", KdfCost::test(), true).unwrap();
    assert!(vault.rotate().unwrap());
    say(&mut vault, KeyFor::Words(ANN), "after");
    assert!(vault.rotate().unwrap());
    say(&mut vault, KeyFor::IdentityOf(ANN), "later");
    vault.close();
    for words in ["right", "bobs"] {
        let mut vault = try_open(&file(&folder), &passphrase(words)).unwrap();
        assert_eq!(said(&mut vault), ["before", "after", "later"]);
        assert!(vault.check(None).unwrap().is_sound());
    }
}

#[test]
fn a_removed_person_opens_the_study_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let mut vault = create(&file(&folder));
    let bob = vault.add_person("Bob", "bobs", KdfCost::test(), true).unwrap();
    vault.remove_person(bob).unwrap();
    vault.rotate().unwrap();
    let ann = vault.people().unwrap()[0].id;
    assert!(matches!(vault.remove_person(ann), Err(StoreError::LastSlot)));
    vault.close();
    assert!(matches!(try_open(&file(&folder), &passphrase("bobs")), Err(StoreError::WrongPassphrase)));
    assert_eq!(open(&file(&folder)).people().unwrap()[0].name, "Ann");
}
