//! Patterns that accept every spelling of the same characters.
//!
//! The text is never changed: the pattern is widened instead, so that a scan runs at the speed of the engine.
//! Typographic quotes and apostrophes equal plain ones, white space of any kind and length equals a space,
//! composed characters equal decomposed ones, `…` equals `...`, and soft hyphens are passed over where the
//! text has any.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// The soft hyphen, which shows only where a line breaks.
const SOFT_HYPHEN: char = '\u{ad}';

/// Whether a character belongs to a word: so that a match can be checked to be a whole word.
pub(super) fn is_word_char(char: char) -> bool {
    match char {
        '\0'..='\x7f' => char.is_ascii_alphanumeric() || char == '_',
        SOFT_HYPHEN => true,
        _ => char.is_alphanumeric() || is_combining_mark(char),
    }
}

/// The pattern for some words, spelled in any way; with `soft_hyphens` also where these stand between letters.
pub(super) fn pattern(words: &str, soft_hyphens: bool) -> String {
    let mut pattern = String::with_capacity(words.len() * 2);
    let mut after_space = false;
    for cluster in words.trim().graphemes(true).filter(|cluster| *cluster != "\u{ad}") {
        let is_space = cluster.chars().all(char::is_whitespace);
        if is_space && !after_space {
            pattern.push_str(r"\s+");
        } else if !is_space {
            if soft_hyphens && !pattern.is_empty() && !after_space {
                pattern.push_str("\u{ad}*");
            }
            push_cluster(&mut pattern, cluster);
        }
        after_space = is_space;
    }
    pattern
}

fn push_cluster(pattern: &mut String, cluster: &str) {
    match cluster {
        "'" | "’" | "‘" | "ʼ" | "‛" => pattern.push_str("['’‘ʼ‛]"),
        "\"" | "“" | "”" | "„" | "‟" => pattern.push_str("[\"“”„‟]"),
        "-" | "‐" | "‑" => pattern.push_str("[-‐‑]"),
        "…" => pattern.push_str(r"(?:…|\.\.\.)"),
        _ if cluster.is_ascii() => pattern.push_str(&regex_syntax::escape(cluster)),
        _ => push_spellings(pattern, cluster),
    }
}

/// A cluster composed, decomposed, and as it is written.
fn push_spellings(pattern: &mut String, cluster: &str) {
    let mut spellings = vec![cluster.nfc().collect::<String>(), cluster.nfd().collect(), cluster.to_owned()];
    spellings.sort_unstable();
    spellings.dedup();
    let escaped: Vec<String> = spellings.iter().map(|spelling| regex_syntax::escape(spelling)).collect();
    match escaped.as_slice() {
        [only] => pattern.push_str(only),
        _ => {
            pattern.push_str("(?:");
            pattern.push_str(&escaped.join("|"));
            pattern.push(')');
        }
    }
}

/// A word in lower case, composed, without soft hyphens.
pub(super) fn lower(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().filter(|c| *c != SOFT_HYPHEN).flat_map(char::to_lowercase).nfc().collect()
}

/// A word without the marks on its letters: `café` as `cafe`.
pub(super) fn without_marks(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).collect()
}

/// Whether the word that starts or ends at `byte` does so at its border.
pub(super) fn is_word_border(text: &str, byte: usize) -> bool {
    let before = text.get(..byte).and_then(|text| text.chars().next_back());
    let after = text.get(byte..).and_then(|text| text.chars().next());
    !(before.is_some_and(is_word_char) && after.is_some_and(is_word_char))
}
