//! Sealing bytes under a key: `nonce (24) | ciphertext | tag (16)`.

use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::{KeyInit, Tag, XChaCha20Poly1305, XNonce};

use super::secret::SecretKey;
use crate::error::{Result, StoreError};

const NONCE: usize = 24;
const TAG: usize = 16;

/// What sealing adds to the length.
pub(crate) const OVERHEAD: usize = NONCE + TAG;

/// Seals `plain` under `key`, bound to `associated`.
pub(crate) fn seal(key: &SecretKey, associated: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let nonce: [u8; NONCE] = super::random()?;
    let mut sealed = Vec::with_capacity(plain.len() + OVERHEAD);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(plain);
    let (_, content) = sealed.split_at_mut(NONCE);
    let tag = cipher(key).encrypt_inout_detached(&XNonce::from(nonce), associated, content.into()).map_err(
        |_| StoreError::Backend { doing: "seal more than 256 GiB at once", cause: "too long".into() },
    )?;
    sealed.extend_from_slice(&tag);
    Ok(sealed)
}

/// Opens what [`seal`] made; `None` where key, associated data or content differ.
pub(crate) fn open(key: &SecretKey, associated: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE>()?;
    let (content, tag) = rest.split_last_chunk::<TAG>()?;
    let mut plain = content.to_vec();
    cipher(key)
        .decrypt_inout_detached(
            &XNonce::from(*nonce),
            associated,
            plain.as_mut_slice().into(),
            &Tag::from(*tag),
        )
        .ok()?;
    Some(plain)
}

fn cipher(key: &SecretKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.expose().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_under_the_same_key_and_associated_data_only() {
        let key = SecretKey::random().unwrap();
        let sealed = seal(&key, b"outside", b"inside").unwrap();
        assert_eq!(open(&key, b"outside", &sealed).unwrap(), b"inside");
        assert!(open(&key, b"Outside", &sealed).is_none());
        assert!(open(&SecretKey::random().unwrap(), b"outside", &sealed).is_none());
    }

    #[test]
    fn two_seals_of_the_same_bytes_differ() {
        let key = SecretKey::random().unwrap();
        assert_ne!(seal(&key, b"", b"same").unwrap(), seal(&key, b"", b"same").unwrap());
    }

    #[test]
    fn every_truncation_is_refused() {
        let key = SecretKey::random().unwrap();
        let sealed = seal(&key, b"", b"inside").unwrap();
        for cut in 0..sealed.len() {
            assert!(open(&key, b"", &sealed[..cut]).is_none(), "cut at {cut}");
        }
    }
}
