//! Who can open the study: adding and removing people, changing passphrases, rotating keys.

use super::Vault;
use super::ring::wrap;
use super::slot::{NewSlot, Slot, SlotKind, TopKeys};
use crate::crypto::kdf::KdfCost;
use crate::crypto::random;
use crate::crypto::recovery::RecoveryCode;
use crate::crypto::secret::SecretKey;
use crate::error::{Part, Result, StoreError};
use crate::ids::{KeyFor, KeyId, SlotId};
use crate::store::{KeyChange, KeyRow, SlotRow};

type NamedKey = (KeyId, SecretKey);

/// One way to open the study.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// The slot.
    pub id: SlotId,
    /// The name that it was made for.
    pub name: String,
    /// What opens it.
    pub kind: SlotKind,
    /// Whether it opens identities too.
    pub holds_identity: bool,
}

impl Vault {
    /// All ways to open the study.
    ///
    /// # Errors
    /// [`StoreError::DamagedPart`] where a slot is not what was written.
    pub fn people(&self) -> Result<Vec<Person>> {
        self.ring.slots.iter().map(|row| self.person(row)).collect()
    }

    fn person(&self, row: &SlotRow) -> Result<Person> {
        let slot = Slot::read(row)?;
        let key = self.ring.opened(slot.label().0)?;
        let name = slot.name(self.study, row.id, key);
        let name = name.ok_or(StoreError::DamagedPart { what: Part::Slot })?;
        Ok(Person { id: row.id, name, kind: slot.kind, holds_identity: slot.holds_identity() })
    }

    /// Whether a passphrase is needed to open the study.
    ///
    /// # Errors
    /// [`StoreError::DamagedPart`] where a slot is not what was written.
    pub fn is_protected(&self) -> Result<bool> {
        for row in &self.ring.slots {
            if Slot::read(row)?.kind == SlotKind::Unprotected {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether this opening reaches identities.
    #[must_use]
    pub fn holds_identity(&self) -> bool {
        self.ring.current(KeyFor::StudyIdentity).is_ok()
    }

    /// Lets a person open the study with a passphrase of their own. The slot of an unprotected study
    /// stays until it is removed.
    ///
    /// # Errors
    /// [`StoreError::SlotExists`] for a name that is taken; [`StoreError::IdentityLocked`] where
    /// identities are to be handed on by somebody who cannot open them.
    pub fn add_person(
        &mut self,
        name: &str,
        passphrase: &str,
        cost: KdfCost,
        identity: bool,
    ) -> Result<SlotId> {
        let taken = self
            .people()?
            .iter()
            .any(|person| person.kind == SlotKind::Passphrase && person.name.trim() == name.trim());
        if taken {
            return Err(StoreError::SlotExists);
        }
        let new = NewSlot { kind: SlotKind::Passphrase, name, passphrase, cost };
        self.put_slot(SlotId(random()?), &new, identity)
    }

    /// Makes a recovery code. It is shown once; only its slot is kept.
    ///
    /// # Errors
    /// As for [`Vault::add_person`].
    pub fn add_recovery_code(&mut self, identity: bool) -> Result<(SlotId, RecoveryCode)> {
        let code = RecoveryCode::generate()?;
        let passphrase = code.as_passphrase();
        let new = NewSlot {
            kind: SlotKind::Recovery,
            name: "recovery code",
            passphrase: &passphrase,
            cost: KdfCost::RANDOM_SECRET,
        };
        Ok((self.put_slot(SlotId(random()?), &new, identity)?, code))
    }

    /// Gives a person another passphrase; the old one opens nothing more in this file.
    ///
    /// # Errors
    /// [`StoreError::NoSuchSlot`] where there is no such passphrase.
    pub fn change_passphrase(&mut self, id: SlotId, passphrase: &str, cost: KdfCost) -> Result<()> {
        let person = self.people()?.into_iter().find(|person| person.id == id);
        let person = person.filter(|person| person.kind == SlotKind::Passphrase);
        let person = person.ok_or(StoreError::NoSuchSlot)?;
        let new = NewSlot { kind: SlotKind::Passphrase, name: &person.name, passphrase, cost };
        self.put_slot(id, &new, person.holds_identity).map(|_| ())
    }

    /// Takes a way to open the study away. Whoever had it may have kept the keys: rotate afterwards.
    ///
    /// # Errors
    /// [`StoreError::LastSlot`] for the only one; [`StoreError::NoSuchSlot`] for one that is not there.
    pub fn remove_person(&mut self, id: SlotId) -> Result<()> {
        if !self.ring.slots.iter().any(|slot| slot.id == id) {
            return Err(StoreError::NoSuchSlot);
        }
        if self.ring.slots.len() == 1 {
            return Err(StoreError::LastSlot);
        }
        self.change(KeyChange { remove_slots: vec![id], ..KeyChange::default() }, Vec::new())
    }

    /// Makes new keys for all that is written from now on, and hands them to everybody who has a
    /// slot. What was written before stays as it is. Where this opening does not reach identities,
    /// their key stays; the answer says whether it was changed.
    ///
    /// # Errors
    /// [`StoreError::DamagedPart`] where a slot is not genuine: nothing is changed then.
    pub fn rotate(&mut self) -> Result<bool> {
        let identity = self.holds_identity();
        let (study_rows, study) = self.successor(KeyFor::Study)?;
        let mut keys = study_rows;
        let mut top = TopKeys { study: (study.0, study.1), identity: None };
        if identity {
            let (rows, key) = self.successor(KeyFor::StudyIdentity)?;
            keys.extend(rows);
            top.identity = Some(key);
        }
        let mut slots = Vec::new();
        for row in &self.ring.slots {
            let mut slot = Slot::read(row)?;
            let bound = self.ring.opened(slot.study_key_id())?;
            if !slot.is_genuine(row.id, bound)? {
                return Err(StoreError::DamagedPart { what: Part::Slot });
            }
            let holds = slot.holds_identity();
            slot.hand(self.study, row.id, &top, holds)?;
            slots.push(slot.to_row(row.id)?);
        }
        let open = std::iter::once(top.study).chain(top.identity).collect();
        self.change(KeyChange { keys, slots, ..KeyChange::default() }, open)?;
        Ok(identity)
    }

    /// A new top key, and the old one wrapped by it.
    fn successor(&self, purpose: KeyFor) -> Result<(Vec<KeyRow>, NamedKey)> {
        let (old_id, old) = self.ring.current(purpose)?;
        let (row, key) = self.ring.make(self.study, purpose)?;
        let mut old_row =
            self.ring.rows.get(&old_id).cloned().ok_or(StoreError::MissingKey { key: old_id })?;
        wrap(self.study, &mut old_row, &old, row.id, &key)?;
        let id = row.id;
        Ok((vec![old_row, row], (id, key)))
    }

    fn put_slot(&mut self, id: SlotId, new: &NewSlot<'_>, identity: bool) -> Result<SlotId> {
        let keys = TopKeys {
            study: self.ring.current(KeyFor::Study)?,
            identity: if identity { Some(self.ring.current(KeyFor::StudyIdentity)?) } else { None },
        };
        let row = Slot::make(self.study, id, new, &keys)?.to_row(id)?;
        self.change(KeyChange { slots: vec![row], ..KeyChange::default() }, Vec::new())?;
        Ok(id)
    }

    /// Makes the keys that are missing for sealing these kinds, in one write.
    pub(super) fn ensure_keys(&mut self, purposes: impl IntoIterator<Item = KeyFor>) -> Result<()> {
        let mut missing: Vec<KeyFor> = Vec::new();
        for purpose in purposes {
            if purpose.subject().is_some() || self.ring.current_id(purpose).is_none() {
                self.ring.check_may_seal(purpose)?;
            }
            if self.ring.current_id(purpose).is_none() && !missing.contains(&purpose) {
                missing.push(purpose);
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let made = missing
            .into_iter()
            .map(|purpose| self.ring.make(self.study, purpose).map(|(row, _)| row))
            .collect::<Result<Vec<_>>>()?;
        self.change(KeyChange { keys: made, ..KeyChange::default() }, Vec::new())
    }

    /// Writes a change of keys together with the head that seals it, and takes it in.
    pub(super) fn change(&mut self, mut change: KeyChange, open: Vec<NamedKey>) -> Result<()> {
        if self.is_read_only() {
            return Err(StoreError::OpenedForReading);
        }
        self.ring.slots.retain(|slot| {
            !change.remove_slots.contains(&slot.id) && !change.slots.iter().any(|new| new.id == slot.id)
        });
        self.ring.slots.extend(change.slots.iter().cloned());
        self.ring.slots.sort_unstable();
        self.ring.take_in(self.study, &change.keys, open)?;
        change.sealed_head = Some(self.ring.seal_head(self.study, self.head)?);
        let written = self.store.change_keys(&change);
        if written.is_err() {
            // What was taken in is not on the disk: go back to what is.
            self.ring.reload(self.study, &mut *self.store)?;
        }
        written
    }
}
