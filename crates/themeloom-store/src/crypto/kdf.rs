//! From a passphrase to a slot's secret: Argon2id.

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::secret::SecretKey;
use crate::error::{Result, StoreError};

/// How much work a guess at a passphrase costs. It is stored in each slot, so it may be raised
/// later without locking anybody out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct KdfCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl KdfCost {
    /// What ships: 64 MiB, 3 passes, 1 lane (RFC 9106, second recommended option, with one lane).
    pub const STANDARD: Self = Self { memory_kib: 65_536, passes: 3, lanes: 1 };

    /// For tests only: no protection at all.
    #[must_use]
    pub const fn test() -> Self {
        Self { memory_kib: 8, passes: 1, lanes: 1 }
    }

    /// For secrets that are random already, where guessing is hopeless.
    pub(crate) const RANDOM_SECRET: Self = Self { memory_kib: 8, passes: 1, lanes: 1 };

    /// More than this in a file is not an honest setting but an attempt to exhaust the machine.
    const MOST_MEMORY_KIB: u32 = 4 * 1024 * 1024;
    const MOST_PASSES: u32 = 64;
}

impl Default for KdfCost {
    fn default() -> Self {
        Self::STANDARD
    }
}

/// The secret behind a passphrase. The passphrase is put into NFC first, so that it does not matter
/// how a keyboard composes its letters.
pub(crate) fn derive(passphrase: &str, salt: &[u8; 16], cost: KdfCost) -> Result<SecretKey> {
    let refused = || StoreError::Derivation { memory_kib: cost.memory_kib };
    if cost.memory_kib > KdfCost::MOST_MEMORY_KIB || cost.passes > KdfCost::MOST_PASSES {
        return Err(refused());
    }
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(|_| refused())?;
    let normal = Zeroizing::new(passphrase.nfc().collect::<String>());
    let mut out = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(normal.as_bytes(), salt, out.as_mut())
        .map_err(|_| refused())?;
    Ok(SecretKey::new(*out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_the_same_however_its_letters_are_composed() {
        let salt = [7; 16];
        let composed = derive("caf\u{e9}", &salt, KdfCost::test()).unwrap();
        let decomposed = derive("cafe\u{301}", &salt, KdfCost::test()).unwrap();
        assert_eq!(composed.expose(), decomposed.expose());
    }

    #[test]
    fn an_absurd_cost_in_a_file_is_refused_before_memory_is_taken() {
        let absurd = KdfCost { memory_kib: u32::MAX, passes: 1, lanes: 1 };
        assert!(matches!(derive("x", &[0; 16], absurd), Err(StoreError::Derivation { .. })));
    }
}
