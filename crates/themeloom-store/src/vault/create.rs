//! Making a vault on an empty store, and unlocking one.

use super::Vault;
use super::ring::KeyRing;
use super::slot::{NewSlot, Slot, SlotKind, TopKeys};
use crate::crypto::kdf::KdfCost;
use crate::crypto::random;
use crate::crypto::recovery::RecoveryCode;
use crate::error::{Result, StoreError};
use crate::head::Head;
use crate::ids::{KeyFor, SlotId, StudyId};
use crate::store::{KeyChange, Note, Store, chain_start};

/// How a new study is protected.
#[derive(Clone, Copy)]
pub enum Protection<'a> {
    /// By a passphrase.
    Passphrase {
        /// Whose.
        name: &'a str,
        /// The passphrase.
        passphrase: &'a str,
        /// What a guess costs.
        cost: KdfCost,
    },
    /// Not at all: anybody with the file can read it.
    None {
        /// Who made it.
        name: &'a str,
    },
}

/// What opens a study.
#[derive(Clone, Copy)]
pub enum Unlock<'a> {
    /// A passphrase. With a name, that person's slot is tried first.
    Passphrase {
        /// Whose, if known.
        name: Option<&'a str>,
        /// The passphrase.
        passphrase: &'a str,
    },
    /// The printed recovery code.
    Recovery(&'a RecoveryCode),
    /// Nothing, for an unprotected study.
    Unprotected,
}

impl Vault {
    /// Gives an empty store its keys and its first slot.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn create(mut store: Box<dyn Store>, protection: &Protection<'_>) -> Result<Self> {
        let study = store.study()?;
        let new = match *protection {
            Protection::Passphrase { name, passphrase, cost } => {
                NewSlot { kind: SlotKind::Passphrase, name, passphrase, cost }
            }
            Protection::None { name } => {
                NewSlot { kind: SlotKind::Unprotected, name, passphrase: "", cost: KdfCost::RANDOM_SECRET }
            }
        };
        let empty = KeyRing::default();
        let (study_row, study_key) = empty.make(study, KeyFor::Study)?;
        let (identity_row, identity_key) = empty.make(study, KeyFor::StudyIdentity)?;
        let keys =
            TopKeys { study: (study_row.id, study_key), identity: Some((identity_row.id, identity_key)) };
        let slot = SlotId(random()?);
        let slots = vec![Slot::make(study, slot, &new, &keys)?.to_row(slot)?];
        let change = KeyChange { keys: vec![study_row, identity_row], slots, ..KeyChange::default() };
        store.change_keys(&change)?;
        let mut vault = Self::with(store, study, keys)?;
        let sealed = vault.ring.seal_head(study, Head::EMPTY)?;
        vault.store.change_keys(&KeyChange { sealed_head: Some(sealed), ..KeyChange::default() })?;
        vault.notes.retain(|note| !matches!(note, Note::HeadDiffers { .. }));
        Ok(vault)
    }

    /// Unlocks a store.
    ///
    /// # Errors
    /// [`StoreError::WrongPassphrase`] where no slot opens; [`StoreError::PassphraseNeeded`] where
    /// nothing was given and something is needed.
    pub fn unlock(mut store: Box<dyn Store>, unlock: &Unlock<'_>) -> Result<Self> {
        let study = store.study()?;
        let keys = find_keys(study, &mut *store, unlock)?;
        Self::with(store, study, keys)
    }

    fn with(mut store: Box<dyn Store>, study: StudyId, keys: TopKeys) -> Result<Self> {
        let top = std::iter::once(keys.study).chain(keys.identity).collect();
        let mut ring = KeyRing::load(study, &mut *store, top)?;
        let head = store.head()?;
        let mut notes = store.notes();
        let sealed = ring.open_head(study, &store.sealed_head()?);
        let digest = ring.digest()?;
        if sealed.as_ref().is_none_or(|sealed| sealed.head != head || sealed.ring != digest) {
            let sealed = sealed.map_or(0, |sealed| sealed.head.sequence.0);
            notes.push(Note::HeadDiffers { sealed, found: head.sequence.0 });
        }
        let own = chain_start(u64::from_be_bytes(random()?));
        let mut vault = Self { store, study, ring, head, own, notes };
        if !vault.is_protected()? {
            vault.notes.push(Note::Unprotected);
        }
        Ok(vault)
    }
}

/// Whether a store cannot be opened by just anybody: told without opening it.
///
/// # Errors
/// Where the store cannot be read.
pub fn is_protected(store: &mut dyn Store) -> Result<bool> {
    for row in store.slots()? {
        if Slot::read(&row)?.kind == SlotKind::Unprotected {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Tries the slots that fit what was given. Which slot failed, and why, is not told.
fn find_keys(study: StudyId, store: &mut dyn Store, unlock: &Unlock<'_>) -> Result<TopKeys> {
    let mut slots = Vec::new();
    for row in store.slots()? {
        slots.push((row.id, Slot::read(&row)?));
    }
    let code;
    let (kind, name, passphrase) = match *unlock {
        Unlock::Passphrase { name, passphrase } => (SlotKind::Passphrase, name, passphrase),
        Unlock::Recovery(recovery) => {
            code = recovery.as_passphrase();
            (SlotKind::Recovery, None, code.as_str())
        }
        Unlock::Unprotected => (SlotKind::Unprotected, None, ""),
    };
    slots.retain(|(_, slot)| slot.kind == kind || slot.kind == SlotKind::Unprotected);
    slots.sort_by_key(|(_, slot)| !name.is_some_and(|name| slot.is_tagged(name)));
    for (id, slot) in &slots {
        if let Some(keys) = slot.open(study, *id, passphrase)? {
            return Ok(keys);
        }
    }
    Err(match unlock {
        Unlock::Unprotected => StoreError::PassphraseNeeded,
        _ => StoreError::WrongPassphrase,
    })
}
