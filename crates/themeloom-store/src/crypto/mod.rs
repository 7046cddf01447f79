//! Sealing, keys and codes: the only module that touches the cryptographic libraries.
//!
//! Everything is sealed with XChaCha20-Poly1305 under a random nonce of 24 bytes; passphrases go
//! through Argon2id; subkeys, addresses and chains are BLAKE3; a slot's keys are X25519.

pub(crate) mod base32;
pub(crate) mod kdf;
pub(crate) mod recovery;
pub(crate) mod seal;
pub(crate) mod sealed_box;
pub(crate) mod secret;

use crate::error::{Result, StoreError};

/// Random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| StoreError::NoRandomness)?;
    Ok(bytes)
}
