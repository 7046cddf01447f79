//! Words inside SPSS syntax: apostrophes doubled, cut where SPSS would cut, never longer than a line may be.

use crate::clean::one_line;

/// The most bytes of a variable's label.
pub(super) const VARIABLE_LABEL: usize = 255;
/// The most bytes of a value's label.
pub(super) const VALUE_LABEL: usize = 120;
/// The most bytes of a piece: a line of syntax holds 256, with every apostrophe doubled.
const PIECE: usize = 96;

/// The words as a literal of at most so many bytes, in pieces that are joined.
pub(super) fn literal(words: &str, most: usize) -> String {
    let words = cut(&one_line(words), most);
    let mut pieces: Vec<String> = Vec::new();
    let mut rest = words.as_str();
    while !rest.is_empty() || pieces.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        pieces.push(format!("'{}'", piece.replace('\'', "''")));
        rest = after;
    }
    pieces.join("\n    + ")
}

/// The words, with an ellipsis where they had to be cut.
fn cut(words: &str, most: usize) -> String {
    const SIGN: &str = "…";
    if words.len() <= most {
        return words.to_owned();
    }
    let end = words.floor_char_boundary(most.saturating_sub(SIGN.len()));
    format!("{}{SIGN}", words.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apostrophes_are_doubled_and_line_ends_are_blanks() {
        assert_eq!(literal("The trust's\n'own' ward.", 255), "'The trust''s ''own'' ward.'");
        assert_eq!(literal("", 255), "''");
    }

    #[test]
    fn long_words_are_joined_from_pieces_and_cut_at_a_letter() {
        let long = literal(&"é'".repeat(200), VARIABLE_LABEL);
        assert!(long.lines().all(|line| line.len() < 256), "{long}");
        let whole: String =
            long.split("\n    + ").map(|piece| piece[1..piece.len() - 1].replace("''", "'")).collect();
        assert!(whole.ends_with('…') && whole.len() <= VARIABLE_LABEL, "{whole}");
    }
}
