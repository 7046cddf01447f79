//! The printed recovery code: 144 random bits and 16 bits that betray a slip of the pen.

use std::fmt;

use zeroize::Zeroizing;

use super::{base32, random};
use crate::error::{Result, StoreError};

const SECRET: usize = 18;
const GROUP: usize = 4;

/// A recovery code. It opens everything that its maker could open, so it is shown once, printed, and
/// kept apart from the study. Its `Debug` shows nothing; [`RecoveryCode::reveal`] does.
#[derive(Clone)]
pub struct RecoveryCode(Zeroizing<[u8; SECRET]>);

impl RecoveryCode {
    pub(crate) fn generate() -> Result<Self> {
        Ok(Self(Zeroizing::new(random()?)))
    }

    /// Reads a code as a person typed it: case, spaces and hyphens do not matter.
    ///
    /// # Errors
    /// [`StoreError::RecoveryCodeMistyped`] where a group is wrong.
    pub fn parse(text: &str) -> Result<Self> {
        let bytes = Zeroizing::new(base32::decode(text.trim()).ok_or(StoreError::RecoveryCodeMistyped)?);
        let (secret, check) = bytes.split_first_chunk::<SECRET>().ok_or(StoreError::RecoveryCodeMistyped)?;
        if check != checksum(secret) {
            return Err(StoreError::RecoveryCodeMistyped);
        }
        Ok(Self(Zeroizing::new(*secret)))
    }

    /// The code as it is printed: eight groups of four.
    #[must_use]
    pub fn reveal(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(self.0.to_vec());
        bytes.extend_from_slice(&checksum(&self.0));
        let plain = Zeroizing::new(base32::encode(&bytes));
        let mut grouped = Zeroizing::new(String::with_capacity(plain.len() + plain.len() / GROUP));
        for (place, sign) in plain.chars().enumerate() {
            if place > 0 && place % GROUP == 0 {
                grouped.push('-');
            }
            grouped.push(sign);
        }
        grouped
    }

    /// The code as a passphrase for its slot.
    pub(crate) fn as_passphrase(&self) -> Zeroizing<String> {
        Zeroizing::new(base32::encode(self.0.as_slice()))
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

fn checksum(secret: &[u8; SECRET]) -> [u8; 2] {
    let [first, second, ..] = blake3::derive_key("themeloom 2026 recovery code check", secret);
    [first, second]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_in_lower_case_and_without_hyphens() {
        let code = RecoveryCode::generate().unwrap();
        let typed = code.reveal().to_lowercase().replace('-', " ");
        assert_eq!(*RecoveryCode::parse(&typed).unwrap().0, *code.0);
        assert_eq!(code.reveal().len(), 39);
    }

    #[test]
    fn one_wrong_letter_is_noticed() {
        let code = RecoveryCode(Zeroizing::new([0; SECRET]));
        let mistyped = code.reveal().replacen('0', "7", 1);
        assert!(matches!(RecoveryCode::parse(&mistyped), Err(StoreError::RecoveryCodeMistyped)));
    }
}
