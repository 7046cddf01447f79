//! From bytes to characters.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::note::{Note, Recognised, count};

/// Characters, and how they were obtained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// The characters.
    pub(crate) text: String,
    /// The name of the encoding.
    pub(crate) encoding: &'static str,
    /// Whether the encoding was guessed.
    pub(crate) guessed: bool,
    /// How many places could not be decoded; each is U+FFFD in the text.
    pub(crate) undecodable: usize,
}

impl Decoded {
    /// What a person should know about the decoding.
    pub(crate) fn notes(&self) -> Vec<Note> {
        let mut notes = vec![Recognised::Encoding { name: self.encoding, guessed: self.guessed }.into()];
        if self.undecodable > 0 {
            notes.push(Note::not_read(
                count(self.undecodable, "character", "characters"),
                "shown as \u{fffd} in the text",
                "the bytes are no characters in this encoding; save the file as UTF-8 and import it again",
            ));
        }
        notes
    }
}

/// Decodes text; `None` for bytes that are no text.
///
/// A byte order mark decides; then UTF-16 by its zeros; then UTF-8 if the bytes are valid, or are
/// so but for a few stray ones; then the best guess among the older encodings.
pub(crate) fn decode(bytes: &[u8]) -> Option<Decoded> {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return Some(decode_as(encoding, bytes.get(bom..).unwrap_or_default(), false));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Some(decode_as(encoding, bytes, true));
    }
    if is_binary(bytes) {
        return None;
    }
    let utf8 = decode_as(UTF_8, bytes, false);
    if utf8.undecodable == 0 || is_nearly_utf8(&utf8) {
        return Some(utf8);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The hint of a British origin breaks ties in favour of Western letters: in an English transcript
    // a single accented letter tells too little by itself. Other scripts are still recognised.
    Some(decode_as(detector.guess(Some(b"uk"), Utf8Detection::Deny), bytes, true))
}

/// Decodes text of a known encoding.
pub(crate) fn decode_as(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let undecodable = if had_errors { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text: text.into_owned(), encoding: encoding.name(), guessed, undecodable }
}

/// A file in UTF-8 into which some bytes of another encoding were pasted: guessing the other one
/// would spoil all the rest.
fn is_nearly_utf8(decoded: &Decoded) -> bool {
    let beyond_ascii = decoded.text.chars().filter(|c| !c.is_ascii()).count();
    decoded.undecodable * 4 <= beyond_ascii
}

/// Western text in UTF-16 has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096))?;
    let pairs = head.len() / 2;
    if pairs < 2 {
        return None;
    }
    let zeros_at = |parity: usize| head.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros_at(0), zeros_at(1));
    if odd * 10 >= pairs * 6 && even * 20 <= pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 6 && odd * 20 <= pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Text has hardly any control characters besides tabs and line ends.
fn is_binary(bytes: &[u8]) -> bool {
    let controls = bytes.iter().filter(|b| matches!(b, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f)).count();
    controls > 2 && controls * 200 > bytes.len()
}

/// The characters of a part that holds XML, which is UTF-8, or UTF-16 with a mark.
pub(crate) fn xml_text(bytes: Vec<u8>) -> Option<String> {
    match String::from_utf8(bytes) {
        Ok(text) if !text.starts_with('\u{feff}') => Some(text),
        Ok(text) => decode(text.as_bytes()).map(|decoded| decoded.text),
        Err(error) => decode(error.as_bytes()).map(|decoded| decoded.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes).expect("text");
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
    }

    #[test]
    fn byte_order_marks_decide_and_are_taken_off() {
        check(b"\xef\xbb\xbfcaf\xc3\xa9", "café", "UTF-8");
        check(b"\xff\xfeh\0i\0", "hi", "UTF-16LE");
        check(b"\xfe\xff\0h\0i", "hi", "UTF-16BE");
    }

    #[test]
    fn utf_16_without_a_mark_is_known_by_its_zeros() {
        check(b"P\x000\x001\0:\0 \0a\0", "P01: a", "UTF-16LE");
        check(b"\0P\x000\x001\0:\0 \0a", "P01: a", "UTF-16BE");
    }

    #[test]
    fn old_encodings_are_guessed() {
        check(
            b"Interviewer: \x93What does value mean to you?\x94 \x96 P01: well, it\x92s na\xefve",
            "Interviewer: \u{201c}What does value mean to you?\u{201d} \u{2013} P01: well, it\u{2019}s naïve",
            "windows-1252",
        );
    }

    #[test]
    fn a_stray_byte_does_not_spoil_utf_8() {
        let decoded = decode(
            "é à ü ö ç — naïve".as_bytes().iter().copied().chain([0xff]).collect::<Vec<_>>().as_slice(),
        );
        let decoded = decoded.expect("text");
        assert_eq!((decoded.encoding, decoded.undecodable), ("UTF-8", 1));
        assert_eq!(
            decoded.notes().last().map(ToString::to_string).as_deref(),
            Some(
                "not read: 1 character (shown as \u{fffd} in the text): the bytes are no characters in this encoding; save the file as UTF-8 and import it again"
            )
        );
    }

    #[test]
    fn binary_data_are_no_text() {
        assert_eq!(decode(&[0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x3e]), None);
    }
}
