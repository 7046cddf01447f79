//! The key ring: which key seals what, unlocked as far as this person's slot reaches.
//!
//! Every key is wrapped by another: a subject's words by the study key, a subject's identity by the
//! study's identity key, and each of these two by its successor, once a rotation made one. The newest
//! of the two are in the key slots. Whatever is sealed anew uses a key under the newest parent, so a
//! rotation changes every key for what comes after it, and touches nothing that was before.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::crypto::secret::SecretKey;
use crate::crypto::{random, seal};
use crate::error::{Part, Result, StoreError};
use crate::head::Head;
use crate::ids::{Hash, KeyFor, KeyId, StudyId, SubjectId};
use crate::store::{KeyRow, SlotRow, Store};

/// The keys of a study.
#[derive(Debug, Default)]
pub(super) struct KeyRing {
    pub(super) rows: BTreeMap<KeyId, KeyRow>,
    pub(super) erased: BTreeSet<SubjectId>,
    pub(super) slots: Vec<SlotRow>,
    open: BTreeMap<KeyId, SecretKey>,
    current: BTreeMap<KeyFor, KeyId>,
    digest: Option<Hash>,
}

/// What is sealed as the head: the log's state and that of everything beside it.
#[derive(PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SealedHead {
    pub(super) head: Head,
    /// The hash of the key ring, the slots and the erased subjects.
    pub(super) ring: Hash,
}

impl KeyRing {
    /// Reads the ring from a store and opens what the top keys open.
    pub(super) fn load(study: StudyId, store: &mut dyn Store, top: Vec<(KeyId, SecretKey)>) -> Result<Self> {
        let mut ring = Self { open: top.into_iter().collect(), ..Self::default() };
        ring.reload(study, store)?;
        Ok(ring)
    }

    /// Reads the ring again, keeping what is open.
    pub(super) fn reload(&mut self, study: StudyId, store: &mut dyn Store) -> Result<()> {
        self.rows = store.keys()?.into_iter().map(|row| (row.id, row)).collect();
        self.erased = store.erased_subjects()?.into_iter().collect();
        self.slots = store.slots()?;
        self.unwrap_all(study)
    }

    /// Opens every key whose wrapping key is open, and finds the current ones.
    pub(super) fn unwrap_all(&mut self, study: StudyId) -> Result<()> {
        self.digest = None;
        self.open.retain(|id, _| self.rows.get(id).is_some_and(|row| !row.destroyed));
        loop {
            let before = self.open.len();
            for row in self.rows.values() {
                if row.destroyed || self.open.contains_key(&row.id) {
                    continue;
                }
                let Some(parent) = row.wrapped_by.and_then(|id| self.open.get(&id)) else { continue };
                let key = seal::open(parent, &associated(study, row), &row.wrapped)
                    .and_then(|bytes| SecretKey::from_opened(&bytes))
                    .ok_or(StoreError::DamagedPart { what: Part::Key(row.id) })?;
                self.open.insert(row.id, key);
            }
            if self.open.len() == before {
                break;
            }
        }
        self.find_current();
        Ok(())
    }

    fn find_current(&mut self) {
        let newest = |purpose: KeyFor, parent: Option<KeyId>| {
            let candidates = self
                .rows
                .values()
                .filter(move |row| row.purpose == purpose && !row.destroyed && row.wrapped_by == parent);
            candidates.max_by_key(|row| (row.generation, row.id)).map(|row| row.id)
        };
        let study = newest(KeyFor::Study, None);
        let identity = newest(KeyFor::StudyIdentity, None);
        let mut current = BTreeMap::new();
        current.extend(study.map(|id| (KeyFor::Study, id)));
        current.extend(identity.map(|id| (KeyFor::StudyIdentity, id)));
        let mut generations = BTreeMap::new();
        for row in self.rows.values().filter(|row| !row.destroyed) {
            let parent = row.purpose.parent().and_then(|parent| current.get(&parent).copied());
            if row.purpose.parent().is_some() && row.wrapped_by == parent {
                let best = generations.entry(row.purpose).or_insert((row.generation, row.id));
                *best = (*best).max((row.generation, row.id));
            }
        }
        current.extend(generations.into_iter().map(|(purpose, (_, id))| (purpose, id)));
        self.current = current;
    }

    /// The key that seals new things of a kind.
    pub(super) fn current(&self, purpose: KeyFor) -> Result<(KeyId, SecretKey)> {
        let id = self.current_id(purpose).ok_or(StoreError::DamagedPart { what: Part::Slot })?;
        self.opened(id).map(|key| (id, key.clone()))
    }

    pub(super) fn current_id(&self, purpose: KeyFor) -> Option<KeyId> {
        self.current.get(&purpose).copied()
    }

    /// The first key of a kind, whatever came after it.
    pub(super) fn first(&self, purpose: KeyFor) -> Result<&SecretKey> {
        let rows = self.rows.values().filter(|row| row.purpose == purpose && !row.destroyed);
        let first =
            rows.min_by_key(|row| row.generation).ok_or(StoreError::DamagedPart { what: Part::Slot })?;
        self.opened(first.id)
    }

    /// An unlocked key.
    pub(super) fn opened(&self, id: KeyId) -> Result<&SecretKey> {
        match (self.open.get(&id), self.rows.get(&id)) {
            (Some(key), _) => Ok(key),
            (None, Some(_)) => Err(StoreError::IdentityLocked),
            (None, None) => Err(StoreError::MissingKey { key: id }),
        }
    }

    pub(super) fn is_open(&self, id: KeyId) -> bool {
        self.open.contains_key(&id)
    }

    /// Whether new things of this kind can be sealed, given that their key may have to be made.
    pub(super) fn check_may_seal(&self, purpose: KeyFor) -> Result<()> {
        match purpose.subject() {
            Some(subject) if self.erased.contains(&subject) => {
                return Err(StoreError::SubjectErased { subject });
            }
            _ => {}
        }
        let top = if purpose.needs_identity() { KeyFor::StudyIdentity } else { KeyFor::Study };
        self.current(top).map(|_| ())
    }

    /// A new key of a kind, wrapped by the newest parent, or unwrapped at the top.
    pub(super) fn make(&self, study: StudyId, purpose: KeyFor) -> Result<(KeyRow, SecretKey)> {
        let key = SecretKey::random()?;
        let generation = self.generation_of(purpose) + 1;
        let mut row = KeyRow {
            id: KeyId(random()?),
            purpose,
            generation,
            wrapped_by: None,
            wrapped: Vec::new(),
            destroyed: false,
        };
        if let Some(parent) = purpose.parent() {
            let (id, parent) = self.current(parent)?;
            wrap(study, &mut row, &key, id, &parent)?;
        }
        Ok((row, key))
    }

    fn generation_of(&self, purpose: KeyFor) -> u32 {
        let generations = self.rows.values().filter(|row| row.purpose == purpose);
        generations.map(|row| row.generation).max().unwrap_or(0)
    }

    /// Takes in rows that were written to the store, with their keys where they are known.
    pub(super) fn take_in(
        &mut self,
        study: StudyId,
        rows: &[KeyRow],
        keys: Vec<(KeyId, SecretKey)>,
    ) -> Result<()> {
        self.rows.extend(rows.iter().map(|row| (row.id, row.clone())));
        self.open.extend(keys);
        self.unwrap_all(study)
    }

    /// The hash of everything beside the log that the head seals.
    pub(super) fn digest(&mut self) -> Result<Hash> {
        if let Some(known) = self.digest {
            return Ok(known);
        }
        let mut hasher = blake3::Hasher::new_derive_key("themeloom 2026 ring v1");
        for row in self.rows.values() {
            hasher.update(&encode(row)?);
        }
        hasher.update(&encode(&self.slots)?);
        hasher.update(&encode(&self.erased)?);
        let digest = Hash(*hasher.finalize().as_bytes());
        self.digest = Some(digest);
        Ok(digest)
    }

    /// The head sealed under the study key: `key id | nonce | ciphertext | tag`.
    pub(super) fn seal_head(&mut self, study: StudyId, head: Head) -> Result<Vec<u8>> {
        let sealed = SealedHead { head, ring: self.digest()? };
        let (id, key) = self.current(KeyFor::Study)?;
        let mut bytes = id.0.to_vec();
        bytes.extend_from_slice(&seal::seal(&key, &head_associated(study), &encode(&sealed)?)?);
        Ok(bytes)
    }

    /// Opens what [`KeyRing::seal_head`] made.
    pub(super) fn open_head(&self, study: StudyId, bytes: &[u8]) -> Option<SealedHead> {
        let (id, sealed) = bytes.split_first_chunk()?;
        let key = self.opened(KeyId(*id)).ok()?;
        postcard::from_bytes(&seal::open(key, &head_associated(study), sealed)?).ok()
    }
}

/// Wraps a key by another, writing it into its row.
pub(super) fn wrap(
    study: StudyId,
    row: &mut KeyRow,
    key: &SecretKey,
    parent_id: KeyId,
    parent: &SecretKey,
) -> Result<()> {
    row.wrapped_by = Some(parent_id);
    row.wrapped = seal::seal(parent, &associated(study, row), key.expose())?;
    Ok(())
}

/// A value as bytes. Nothing that this crate encodes can fail to be encoded.
pub(super) fn encode<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>> {
    postcard::to_stdvec(value)
        .map_err(|cause| StoreError::Backend { doing: "encode a record", cause: cause.into() })
}

fn associated(study: StudyId, row: &KeyRow) -> Vec<u8> {
    let mut bytes = b"themeloom key v1".to_vec();
    bytes.extend_from_slice(&study.0);
    bytes.extend_from_slice(&row.id.0);
    bytes.push(row.purpose.role());
    bytes.extend_from_slice(&row.purpose.subject().map_or([0; 16], |subject| subject.0));
    bytes.extend_from_slice(&row.generation.to_be_bytes());
    bytes
}

fn head_associated(study: StudyId) -> Vec<u8> {
    let mut bytes = b"themeloom head v1".to_vec();
    bytes.extend_from_slice(&study.0);
    bytes
}
