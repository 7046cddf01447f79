//! How the characters of a web page are written, by what its bytes and its head say.

use encoding_rs::{Encoding, ISO_2022_JP};

use crate::encodings::{Decoded, decode_as};

/// How far into a page its encoding may be named.
const HEAD: usize = 4096;

/// The characters of a page. Bytes that are UTF-8 throughout are that, whatever the page says: it was
/// saved anew by a program that left its head as it was. Otherwise the page is believed.
pub(super) fn decode_page(bytes: &[u8], guessed: Decoded) -> Decoded {
    let is_certain = guessed.encoding.starts_with("UTF-") && guessed.undecodable == 0;
    match declared(bytes) {
        Some(encoding) if !is_certain || encoding == ISO_2022_JP => decode_as(encoding, bytes, false),
        _ => guessed,
    }
}

/// The encoding that the head names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let in_tag = |tag: &str, key: &str| {
        head.split(tag).skip(1).find_map(|rest| label(rest.split('>').next().unwrap_or_default(), key))
    };
    let encoding = in_tag("<meta", "charset").or_else(|| in_tag("<?xml", "encoding"))?;
    // What a page says in letters of one byte cannot be written in two.
    Some(encoding).filter(|encoding| !encoding.name().starts_with("UTF-16"))
}

/// The encoding after `key=`.
fn label(tag: &str, key: &str) -> Option<&'static Encoding> {
    let value = tag.split_once(key)?.1.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end =
        value.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '/')).unwrap_or(value.len());
    Encoding::for_label_no_replacement(value.get(..end)?.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(head: &str) -> Option<&'static str> {
        declared(head.as_bytes()).map(Encoding::name)
    }

    #[test]
    fn a_page_names_its_encoding_in_either_form() {
        assert_eq!(name("<meta charset=iso-8859-1>"), Some("windows-1252"));
        let old = r#"<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1251">"#;
        assert_eq!(name(old), Some("windows-1251"));
        assert_eq!(name(r#"<?xml version="1.0" encoding="ISO-8859-2"?><html>"#), Some("ISO-8859-2"));
        assert_eq!(name("<p>charset=koi8-r"), None);
        assert_eq!(name("<meta charset='utf-16'>"), None);
    }
}
