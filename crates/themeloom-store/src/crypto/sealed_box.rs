//! Handing a key to the holder of a slot, who need not be present: an ephemeral X25519 key agrees
//! with the slot's public key, and the agreed secret seals.
//!
//! This is why a rotation needs nobody else's passphrase, and why a person who was removed, and knows
//! every old key, still cannot open what is sealed to the slots of those who stay.

use x25519_dalek::{PublicKey, StaticSecret};

use super::secret::SecretKey;
use super::{random, seal};
use crate::error::Result;

const EPHEMERAL: usize = 32;

/// The public key that belongs to a slot's secret.
pub(crate) fn public_of(secret: &SecretKey) -> [u8; 32] {
    PublicKey::from(&StaticSecret::from(*secret.expose())).to_bytes()
}

/// Seals `plain` so that only the holder of the secret behind `public` opens it.
pub(crate) fn seal_to(public: &[u8; 32], associated: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let ephemeral = StaticSecret::from(random()?);
    let ephemeral_public = PublicKey::from(&ephemeral).to_bytes();
    let shared = ephemeral.diffie_hellman(&PublicKey::from(*public));
    let key = agreed_key(shared.as_bytes(), &ephemeral_public, public);
    let mut sealed = ephemeral_public.to_vec();
    sealed.extend_from_slice(&seal::seal(&key, associated, plain)?);
    Ok(sealed)
}

/// Opens what [`seal_to`] made.
pub(crate) fn open_with(secret: &SecretKey, associated: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (ephemeral, content) = sealed.split_first_chunk::<EPHEMERAL>()?;
    let own = StaticSecret::from(*secret.expose());
    let shared = own.diffie_hellman(&PublicKey::from(*ephemeral));
    let key = agreed_key(shared.as_bytes(), ephemeral, &PublicKey::from(&own).to_bytes());
    seal::open(&key, associated, content)
}

fn agreed_key(shared: &[u8; 32], ephemeral: &[u8; 32], public: &[u8; 32]) -> SecretKey {
    let mut hasher = blake3::Hasher::new_derive_key("themeloom 2026 sealed box v1");
    hasher.update(shared).update(ephemeral).update(public);
    SecretKey::new(*hasher.finalize().as_bytes())
}
