//! A secret key: zeroed when dropped, never printed.

use std::fmt;

use zeroize::Zeroizing;

use crate::error::Result;

/// 32 secret bytes.
#[derive(Clone)]
pub(crate) struct SecretKey(Zeroizing<[u8; 32]>);

impl SecretKey {
    /// A new random key.
    pub(crate) fn random() -> Result<Self> {
        super::random().map(Self::new)
    }

    /// The key of these bytes.
    pub(crate) fn new(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The key of an opened wrapping; `None` where the length is wrong.
    pub(crate) fn from_opened(opened: &[u8]) -> Option<Self> {
        opened.try_into().ok().map(Self::new)
    }

    /// The bytes, for the sealing functions.
    pub(crate) fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// A key for one purpose, derived from this one.
    pub(crate) fn derive(&self, context: &str) -> Self {
        Self::new(blake3::derive_key(context, self.expose()))
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}
