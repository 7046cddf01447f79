//! Files of settings in TOML, with errors that a person can act on.

use serde::de::DeserializeOwned;

use crate::encodings::decode;
use crate::error::{Expected, ImportError, Place};

/// The text of a settings file.
pub(crate) fn text_of(file: &str, bytes: &[u8]) -> Result<String, ImportError> {
    let decoded = decode(bytes)
        .ok_or_else(|| ImportError::NotText { file: file.to_owned(), expected: Expected::from_name(file) })?;
    if decoded.text.trim().is_empty() {
        return Err(ImportError::Empty { file: file.to_owned() });
    }
    Ok(decoded.text)
}

/// Reads a settings file into a structure that names every key that may stand there.
pub(crate) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, ImportError> {
    toml::from_str(text).map_err(|error| ImportError::Toml {
        file: file.to_owned(),
        place: Place::of(text, error.span().map_or(0, |span| span.start)),
        problem: explained(error.message()),
    })
}

/// An error at a byte of a settings file.
pub(crate) fn error_at(file: &str, text: &str, byte: usize, problem: impl Into<String>) -> ImportError {
    ImportError::Toml { file: file.to_owned(), place: Place::of(text, byte), problem: problem.into() }
}

/// The library's message with what to do: for a misspelt key or value, the one that was meant.
fn explained(message: &str) -> String {
    let message = message.lines().next().unwrap_or_default().trim_end_matches('.');
    let mut quoted = message.split('`').skip(1).step_by(2);
    let is_unknown = message.starts_with("unknown field") || message.starts_with("unknown variant");
    let Some(written) = quoted.next().filter(|_| is_unknown) else {
        return format!("{message}; correct the line and import again");
    };
    let expected: Vec<&str> = quoted.collect();
    let what = if message.starts_with("unknown field") { "unknown key" } else { "unknown value" };
    let nearest = expected.iter().min_by_key(|name| distance(written, name));
    let list = expected.join(", ");
    match nearest.filter(|name| distance(written, name) <= 2.max(written.chars().count() / 3)) {
        Some(name) => format!("{what} `{written}`; did you mean `{name}`? (possible: {list})"),
        None => format!("{what} `{written}`; expected one of: {list}"),
    }
}

/// How many letters must be changed, added or left out to make one word of another (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (d, above) in b.iter().zip(row.iter_mut().skip(1)) {
            let cost = diagonal + usize::from(c != *d);
            diagonal = *above;
            left = cost.min(left + 1).min(*above + 1);
            *above = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_of_words_counts_letters() {
        for (a, b, expected) in
            [("title", "title", 0), ("titel", "title", 2), ("", "abc", 3), ("aim", "aims", 1)]
        {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }
}
