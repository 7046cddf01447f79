//! The words of a source as another program kept them.

use super::ForeignSource;
use crate::encodings::decode;
use crate::txt;

/// A source, and its words before they were normalised: what the program's positions count through.
pub(crate) struct RawSource {
    /// The words as they were, with the byte order mark if there was one.
    pub(crate) raw: String,
    /// The source.
    pub(crate) source: ForeignSource,
}

/// Reads the words of a source; `None` for bytes that are no text, or hold no words.
pub(crate) fn read_words(name: &str, file: &str, bytes: &[u8]) -> Option<RawSource> {
    let decoded = decode(bytes)?;
    let marked = [&b"\xef\xbb\xbf"[..], b"\xff\xfe", b"\xfe\xff"].iter().any(|mark| bytes.starts_with(mark));
    let raw = if marked { format!("\u{feff}{}", decoded.text) } else { decoded.text.clone() };
    if raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
        return None;
    }
    let source = ForeignSource {
        name: name.to_owned(),
        description: String::new(),
        file: file.to_owned(),
        document: txt::read(&decoded),
        original: bytes.to_vec(),
        recording: None,
    };
    Some(RawSource { raw, source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foreign::units::{PositionMap, Positions};

    #[test]
    fn a_byte_order_mark_stays_in_the_words_that_positions_count_through() {
        for bytes in ["\u{feff}Yes 😀\r\nno".as_bytes(), b"\xff\xfeY\0e\0s\0 \0=\xd8\0\xde\r\0\n\0n\0o\0"] {
            let read = read_words("P01", "p01.txt", bytes).unwrap();
            assert_eq!(read.raw, "\u{feff}Yes 😀\r\nno");
            assert_eq!(read.source.document.text.as_str(), "Yes 😀\nno");
            let map = PositionMap::new(&read.raw, Positions::STANDARD);
            assert_eq!(map.code_point(map.end()), Some(read.source.document.text.len()));
        }
    }

    #[test]
    fn bytes_without_words_are_no_source() {
        assert!(read_words("a", "a", b"\xef\xbb\xbf \r\n").is_none());
        assert!(read_words("a", "a", b"\0\x01\x02\xff\0\0\0\x07").is_none());
    }
}
