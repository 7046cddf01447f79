//! How a word may lie in a file without being sealed.

use anyhow::Result;
use regex::bytes::{Regex, RegexBuilder};

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const FOR_ADDRESSES: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// A word of ASCII letters as UTF-8, as UTF-16 in both orders, in hexadecimal digits, and in base64 of
/// both alphabets wherever it begins among the other bytes.
pub fn spellings(word: &str) -> impl Iterator<Item = Vec<u8>> {
    let bytes = word.as_bytes();
    let little: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut all = vec![bytes.to_vec(), little, big, hex.to_uppercase().into_bytes(), hex.into_bytes()];
    for alphabet in [STANDARD, FOR_ADDRESSES] {
        all.extend((0..3).map(|before| base64(bytes, before, alphabet)));
    }
    all.into_iter()
}

/// The signs of base64 that only the word decides, when `before` bytes of something else stand before it
/// in its group of three.
fn base64(word: &[u8], before: usize, alphabet: &[u8; 64]) -> Vec<u8> {
    // What a group of three shares with the bytes around the word is left out.
    let whole = word.get((3 - before) % 3..).unwrap_or_default();
    let groups = whole.chunks_exact(3);
    groups
        .flat_map(|group| {
            let bits = group.iter().fold(0_usize, |bits, byte| (bits << 8) | usize::from(*byte));
            [18, 12, 6, 0].map(|shift| alphabet[(bits >> shift) & 63])
        })
        .collect()
}

/// One pattern that finds any of the spellings.
///
/// # Errors
/// When there are more than a pattern may hold.
pub fn any_of(spellings: impl Iterator<Item = Vec<u8>>) -> Result<Regex> {
    let escaped: Vec<String> = spellings
        .map(|bytes| bytes.iter().map(|byte| format!("\\x{byte:02x}")).collect::<String>())
        .collect();
    Ok(RegexBuilder::new(&escaped.join("|")).unicode(false).size_limit(1 << 28).build()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_found_wherever_the_word_begins() {
        let encoded = ["Y29udHJvbHdvcmQ", "eGNvbnRyb2x3b3Jk", "eHhjb250cm9sd29yZA"];
        for (before, text) in encoded.iter().enumerate() {
            let found = String::from_utf8(base64(b"controlword", before, STANDARD)).unwrap();
            assert!(text.contains(&found) && found.len() >= 8, "{found} in {text}");
        }
    }
}
