//! JSON looked at before it is taken apart: how deep it is, how much it would unpack to, and words
//! that Python writes into it though JSON has none.

use std::borrow::Cow;

use crate::error::{Excess, ImportError};
use crate::limits::Limits;

/// How deep the library goes.
const DEPTH: usize = 127;
/// What an object takes in memory at least, and any value: measured on the library, rounded up.
const OBJECT_BYTES: u64 = 700;
const VALUE_BYTES: u64 = 64;
/// Numbers that are none, as Python's writer puts them.
const NO_NUMBERS: [&str; 3] = ["-Infinity", "Infinity", "NaN"];

/// The text, if it may be taken apart, with `null` for what is no number.
pub(super) fn checked<'t>(file: &str, text: &'t str, limits: &Limits) -> Result<Cow<'t, str>, ImportError> {
    let limit = limits.nesting_depth.min(DEPTH);
    let mut depth = 0_usize;
    let mut unpacked = 0_u64;
    let mut no_numbers: Vec<(usize, usize)> = Vec::new();
    let mut in_string = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        if in_string {
            in_string = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => {
                depth += 1;
                unpacked += if byte == b'{' { OBJECT_BYTES } else { VALUE_BYTES };
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => unpacked += VALUE_BYTES,
            b'N' | b'I' => no_numbers.extend(no_number_at(text, at)),
            _ => {}
        }
        if depth > limit {
            return Err(ImportError::TooDeep { file: file.to_owned(), part: "its JSON".to_owned(), limit });
        }
        if unpacked > limits.expanded_bytes {
            let excess = Excess::Bytes { limit: limits.expanded_bytes };
            return Err(ImportError::Bomb { file: file.to_owned(), part: "its JSON".to_owned(), excess });
        }
    }
    Ok(with_null(text, &no_numbers))
}

/// Where a number that is none begins and ends, if one stands here.
fn no_number_at(text: &str, at: usize) -> Option<(usize, usize)> {
    let signed = at.checked_sub(1).filter(|before| text.as_bytes().get(*before) == Some(&b'-'));
    let start = signed.unwrap_or(at);
    let rest = text.get(start..)?;
    NO_NUMBERS.iter().find(|word| rest.starts_with(**word)).map(|word| (start, start + word.len()))
}

fn with_null<'t>(text: &'t str, places: &[(usize, usize)]) -> Cow<'t, str> {
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (start, end) in places {
        out.push_str(text.get(done..*start).unwrap_or_default());
        out.push_str("null");
        done = *end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_becomes_null_outside_of_words() {
        let text = r#"{"a": NaN, "b": -Infinity, "c": "NaN \" Infinity", "d": [Infinity]}"#;
        let checked = checked("a.json", text, &Limits::default()).expect("small");
        assert_eq!(checked, r#"{"a": null, "b": null, "c": "NaN \" Infinity", "d": [null]}"#);
    }

    #[test]
    fn brackets_in_words_are_no_depth() {
        let text = format!(r#"{{"text": "{}"}}"#, "[{".repeat(1000));
        assert!(checked("a.json", &text, &Limits::default()).is_ok());
    }
}
