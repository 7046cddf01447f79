//! Erasure: the destruction of keys, and of what they seal.

use super::Vault;
use crate::error::{Result, StoreError};
use crate::ids::{BlobAddress, EnvelopeId, KeyId, SubjectId};
use crate::store::{Erased, Erasure};

impl Vault {
    /// Destroys both keys of each subject, in all generations, and with them every ciphertext and
    /// blob that they seal, and the snapshot. The subjects are remembered as erased for ever: no
    /// merge brings their keys back, and nothing can be sealed for them again. Erasing again what is
    /// erased does nothing.
    ///
    /// Copies of the file that exist elsewhere are out of reach.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn erase_subjects(&mut self, subjects: &[SubjectId]) -> Result<Erased> {
        let theirs = |row: &&crate::store::KeyRow| {
            row.purpose.subject().is_some_and(|subject| subjects.contains(&subject))
        };
        let keys: Vec<KeyId> = self.ring.rows.values().filter(theirs).map(|row| row.id).collect();
        self.erase(Erasure { subjects: subjects.to_vec(), keys, ..Erasure::default() })
    }

    /// Deletes the ciphertexts of single envelopes, whatever key seals them, and the snapshot: for
    /// texts about nobody in particular that were found to hold an erased person's words.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn erase_envelopes(&mut self, envelopes: &[EnvelopeId]) -> Result<Erased> {
        self.erase(Erasure { envelopes: envelopes.to_vec(), ..Erasure::default() })
    }

    /// Deletes single blobs, and the snapshot.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn erase_blobs(&mut self, blobs: &[BlobAddress]) -> Result<Erased> {
        self.erase(Erasure { blobs: blobs.to_vec(), ..Erasure::default() })
    }

    /// The subjects that were erased.
    #[must_use]
    pub fn erased_subjects(&self) -> Vec<SubjectId> {
        self.ring.erased.iter().copied().collect()
    }

    pub(super) fn erase(&mut self, mut erasure: Erasure) -> Result<Erased> {
        if self.is_read_only() {
            return Err(StoreError::OpenedForReading);
        }
        for key in &erasure.keys {
            if let Some(row) = self.ring.rows.get_mut(key) {
                row.destroyed = true;
                row.wrapped.clear();
            }
        }
        self.ring.erased.extend(&erasure.subjects);
        self.ring.unwrap_all(self.study)?;
        erasure.sealed_head = self.ring.seal_head(self.study, self.head)?;
        let erased = self.store.erase(&erasure);
        if erased.is_err() {
            // What was struck out is still on the disk: go back to what is.
            self.ring.reload(self.study, &mut *self.store)?;
        }
        erased
    }
}
