//! A key slot: one way to open the study.
//!
//! A passphrase gives a secret; the secret has a public key; the newest study key (and identity key)
//! are sealed to that public key, so that others can hand on new keys to whoever holds the slot. A
//! keyed hash under the study key binds it together, so that nobody without the key can slip in a
//! public key of their own for the next rotation to serve.

use serde::{Deserialize, Serialize};

use super::ring::encode;
use crate::crypto::kdf::{self, KdfCost};
use crate::crypto::secret::SecretKey;
use crate::crypto::{random, seal, sealed_box};
use crate::error::{Part, Result, StoreError};
use crate::ids::{KeyId, SlotId, StudyId};
use crate::store::SlotRow;

/// What opens a slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SlotKind {
    /// A passphrase.
    Passphrase,
    /// The printed recovery code.
    Recovery,
    /// Nothing: the study is unprotected.
    Unprotected,
}

/// The content of a slot (format 1).
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Slot {
    pub(super) kind: SlotKind,
    cost: KdfCost,
    salt: [u8; 16],
    /// A short salted hash of the name, to try the right slot first.
    name_tag: [u8; 8],
    /// The secret itself, where the study is unprotected.
    bare: Option<[u8; 32]>,
    public: [u8; 32],
    study: (KeyId, Vec<u8>),
    identity: Option<(KeyId, Vec<u8>)>,
    /// The name, sealed under the study key that is named first.
    label: (KeyId, Vec<u8>),
    mac: [u8; 32],
}

/// The newest keys, as far as they are handed on.
#[derive(Clone)]
pub(super) struct TopKeys {
    pub(super) study: (KeyId, SecretKey),
    pub(super) identity: Option<(KeyId, SecretKey)>,
}

/// What a new slot is made of.
pub(super) struct NewSlot<'a> {
    pub(super) kind: SlotKind,
    pub(super) name: &'a str,
    pub(super) passphrase: &'a str,
    pub(super) cost: KdfCost,
}

impl Slot {
    /// Makes a slot that opens the given keys.
    pub(super) fn make(study: StudyId, id: SlotId, new: &NewSlot<'_>, keys: &TopKeys) -> Result<Self> {
        let salt = random()?;
        let (secret, bare) = if new.kind == SlotKind::Unprotected {
            let secret = SecretKey::random()?;
            (secret.clone(), Some(*secret.expose()))
        } else {
            (kdf::derive(new.passphrase, &salt, new.cost)?, None)
        };
        let (label_key, label_secret) = &keys.study;
        let label = seal::seal(label_secret, &associated(study, id, *label_key), new.name.as_bytes())?;
        let mut slot = Self {
            kind: new.kind,
            cost: new.cost,
            salt,
            name_tag: name_tag(&salt, new.name),
            bare,
            public: sealed_box::public_of(&secret),
            study: (*label_key, Vec::new()),
            identity: None,
            label: (*label_key, label),
            mac: [0; 32],
        };
        slot.hand(study, id, keys, keys.identity.is_some())?;
        Ok(slot)
    }

    /// Reads a row.
    pub(super) fn read(row: &SlotRow) -> Result<Self> {
        postcard::from_bytes(&row.bytes).map_err(|_| StoreError::DamagedPart { what: Part::Slot })
    }

    /// The row to write.
    pub(super) fn to_row(&self, id: SlotId) -> Result<SlotRow> {
        Ok(SlotRow { id, bytes: encode(self)? })
    }

    pub(super) const fn holds_identity(&self) -> bool {
        self.identity.is_some()
    }

    /// Whether the slot was tagged with this name.
    pub(super) fn is_tagged(&self, name: &str) -> bool {
        self.name_tag == name_tag(&self.salt, name)
    }

    /// Seals the newest keys to this slot's public key and binds the slot under the study key.
    pub(super) fn hand(&mut self, study: StudyId, id: SlotId, keys: &TopKeys, identity: bool) -> Result<()> {
        let give = |(key_id, key): &(KeyId, SecretKey)| -> Result<(KeyId, Vec<u8>)> {
            let associated = associated(study, id, *key_id);
            Ok((*key_id, sealed_box::seal_to(&self.public, &associated, key.expose())?))
        };
        let study_key = give(&keys.study)?;
        let identity_key = match &keys.identity {
            Some(key) if identity => Some(give(key)?),
            _ => self.identity.clone(),
        };
        self.study = study_key;
        self.identity = identity_key;
        self.mac = self.mac_under(id, &keys.study.1)?;
        Ok(())
    }

    /// Whether the slot is as somebody with the study key left it.
    pub(super) fn is_genuine(&self, id: SlotId, study_key: &SecretKey) -> Result<bool> {
        Ok(blake3::Hash::from(self.mac_under(id, study_key)?) == blake3::Hash::from(self.mac))
    }

    /// Which study key the slot is bound under.
    pub(super) const fn study_key_id(&self) -> KeyId {
        self.study.0
    }

    fn mac_under(&self, id: SlotId, study_key: &SecretKey) -> Result<[u8; 32]> {
        let mut bare = self.clone();
        bare.mac = [0; 32];
        let key = study_key.derive("themeloom 2026 slot seal v1");
        let mut hasher = blake3::Hasher::new_keyed(key.expose());
        hasher.update(&id.0).update(&encode(&bare)?);
        Ok(*hasher.finalize().as_bytes())
    }

    /// Opens the slot; `None` where the passphrase is another.
    pub(super) fn open(&self, study: StudyId, id: SlotId, passphrase: &str) -> Result<Option<TopKeys>> {
        let secret = match self.bare {
            Some(bare) => SecretKey::new(bare),
            None => kdf::derive(passphrase, &self.salt, self.cost)?,
        };
        let take = |(key_id, sealed): &(KeyId, Vec<u8>)| {
            let opened = sealed_box::open_with(&secret, &associated(study, id, *key_id), sealed)?;
            Some((*key_id, SecretKey::from_opened(&opened)?))
        };
        let Some(study_key) = take(&self.study) else { return Ok(None) };
        let identity = match &self.identity {
            Some(sealed) => Some(take(sealed).ok_or(StoreError::DamagedPart { what: Part::Slot })?),
            None => None,
        };
        Ok(Some(TopKeys { study: study_key, identity }))
    }

    /// The key that seals the name, and the sealed name.
    pub(super) const fn label(&self) -> &(KeyId, Vec<u8>) {
        &self.label
    }

    /// The name of the slot's holder.
    pub(super) fn name(&self, study: StudyId, id: SlotId, key: &SecretKey) -> Option<String> {
        let bytes = seal::open(key, &associated(study, id, self.label.0), &self.label.1)?;
        String::from_utf8(bytes).ok()
    }
}

fn name_tag(salt: &[u8; 16], name: &str) -> [u8; 8] {
    let mut hasher = blake3::Hasher::new_derive_key("themeloom 2026 slot name tag v1");
    hasher.update(salt).update(name.trim().to_lowercase().as_bytes());
    let mut tag = [0; 8];
    hasher.finalize_xof().fill(&mut tag);
    tag
}

fn associated(study: StudyId, slot: SlotId, key: KeyId) -> Vec<u8> {
    let mut bytes = b"themeloom slot v1".to_vec();
    bytes.extend_from_slice(&study.0);
    bytes.extend_from_slice(&slot.0);
    bytes.extend_from_slice(&key.0);
    bytes
}
