//! Secrets that let somebody in. The server keeps only their hashes, and compares those in constant
//! time.

use crate::error::{Result, ServerError};

/// A fresh secret, as it is written in a link or a cookie: 32 random bytes in hexadecimal digits.
pub fn fresh() -> Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| ServerError::NoRandomness)?;
    Ok(blake3::Hash::from(bytes).to_hex().to_string())
}

/// What is kept of a secret. Comparing two takes the same time whatever they are.
pub fn kept(secret: &str) -> blake3::Hash {
    blake3::hash(secret.as_bytes())
}
