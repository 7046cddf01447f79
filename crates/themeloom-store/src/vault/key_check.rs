//! Asking again who somebody is, on a study that is open already.

use super::Vault;
use super::people::Person;
use super::slot::{Slot, SlotKind};
use crate::crypto::recovery::RecoveryCode;
use crate::error::Result;
use crate::ids::StudyId;

/// The ways to open a study, to be tried without the vault. It holds no keys.
pub struct KeyCheck {
    study: StudyId,
    slots: Vec<(Person, Slot)>,
}

impl Vault {
    /// The ways to open the study, to be tried elsewhere: deriving a key takes a while, and the vault
    /// need not wait for it.
    ///
    /// # Errors
    /// [`StoreError::DamagedPart`](crate::StoreError::DamagedPart) where a slot is not what was written.
    pub fn key_check(&self) -> Result<KeyCheck> {
        let slots = self.ring.slots.iter().zip(self.people()?);
        let slots = slots.map(|(row, person)| Ok((person, Slot::read(row)?))).collect::<Result<_>>()?;
        Ok(KeyCheck { study: self.study, slots })
    }
}

impl KeyCheck {
    /// Whether anybody with the file can open the study.
    #[must_use]
    pub fn is_unprotected(&self) -> bool {
        self.slots.iter().any(|(person, _)| person.kind == SlotKind::Unprotected)
    }

    /// Whether somebody has a passphrase of their own.
    #[must_use]
    pub fn has_own(&self, name: &str) -> bool {
        self.passphrases().any(|(person, _)| same(&person.name, name))
    }

    /// Whose passphrase it is; with a name, that person's is tried first.
    ///
    /// # Errors
    /// Where a key cannot be derived.
    pub fn whose(&self, passphrase: &str, first: Option<&str>) -> Result<Option<&Person>> {
        let mut slots: Vec<_> = self.passphrases().collect();
        slots.sort_by_key(|(person, _)| !first.is_some_and(|name| same(&person.name, name)));
        for (person, slot) in slots {
            if slot.open(self.study, person.id, passphrase)?.is_some() {
                return Ok(Some(person));
            }
        }
        Ok(None)
    }

    /// Whether it is the study's recovery code.
    ///
    /// # Errors
    /// Where a key cannot be derived.
    pub fn is_recovery_code(&self, code: &RecoveryCode) -> Result<bool> {
        for (person, slot) in self.slots.iter().filter(|(person, _)| person.kind == SlotKind::Recovery) {
            if slot.open(self.study, person.id, &code.as_passphrase())?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn passphrases(&self) -> impl Iterator<Item = &(Person, Slot)> {
        self.slots.iter().filter(|(person, _)| person.kind == SlotKind::Passphrase)
    }
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}
