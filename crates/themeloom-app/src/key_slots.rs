//! Who may open the study: passphrases, the recovery code, and new keys.

use themeloom_store::{KdfCost, Person, RecoveryCode, SlotId};
use themeloom_study::{CoderId, Op};

use crate::error::{AppError, Result};
use crate::open::OpenStudy;

impl OpenStudy {
    /// Adds a coder to the study and, with a passphrase, a way for them to open it.
    ///
    /// # Errors
    /// When the name is taken, or the study cannot be written.
    pub fn add_coder(
        &mut self,
        name: &str,
        initials: &str,
        passphrase: Option<(&str, KdfCost)>,
        may_see_identities: bool,
    ) -> Result<CoderId> {
        if self.study.coder_named(name).is_some() || self.study.coder_named(initials).is_some() {
            return Err(AppError::Taken { what: "coder", name: name.to_owned() });
        }
        if let Some((passphrase, cost)) = passphrase {
            self.vault.add_person(name, passphrase, cost, may_see_identities)?;
        }
        self.commit(format!("added the coder {name}"), |draft| {
            Ok(CoderId(draft.add(Op::AddCoder { name: name.to_owned(), initials: initials.to_owned() })?))
        })
    }

    /// All who may open the study.
    ///
    /// # Errors
    /// When a slot was altered.
    pub fn people_with_keys(&self) -> Result<Vec<Person>> {
        Ok(self.vault.people()?)
    }

    /// Makes a new recovery code, to be printed.
    ///
    /// # Errors
    /// When the study cannot be written.
    pub fn add_recovery_code(&mut self) -> Result<RecoveryCode> {
        let identity = self.vault.holds_identity();
        Ok(self.vault.add_recovery_code(identity)?.1)
    }

    /// Gives a person another passphrase.
    ///
    /// # Errors
    /// When there is no such person.
    pub fn change_passphrase(&mut self, slot: SlotId, passphrase: &str, cost: KdfCost) -> Result<()> {
        Ok(self.vault.change_passphrase(slot, passphrase, cost)?)
    }

    /// Takes a person's passphrase away, and makes new keys for all that is written from now on. What
    /// was written before stays readable to whoever kept the old keys.
    ///
    /// # Errors
    /// When there is no such person, or it is the only way to open the study.
    pub fn remove_person(&mut self, slot: SlotId) -> Result<()> {
        self.vault.remove_person(slot)?;
        self.vault.rotate()?;
        Ok(())
    }

    /// Makes new keys for all that is written from now on. Whether the key to identities was changed
    /// too, which needs somebody who holds it.
    ///
    /// # Errors
    /// When the study cannot be written.
    pub fn rotate_keys(&mut self) -> Result<bool> {
        Ok(self.vault.rotate()?)
    }
}
