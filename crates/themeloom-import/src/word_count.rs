//! Counting words as word processors do: what stands between blanks and holds a letter or digit. The
//! Unicode rules give nearly the same number and would take longer than all the rest of an import.
//!
//! Eight bytes of ASCII are judged at once, in the lanes of one integer. Let `n` have a bit for each byte
//! that is no blank, and `a` for each letter or digit. In the sum `n + a` a carry runs to the end of each
//! stretch of `n` that holds a bit of `a`, and comes out once at the blank after it: so the bits of the
//! sum at blanks are the words that end there, and what is carried out of the eight bytes is a word that
//! goes on.

/// Counts words.
pub(crate) fn count_words(text: &str) -> usize {
    let (mut rest, mut words, mut open) = (text, 0, false);
    loop {
        match rest.as_bytes().first_chunk().map(|eight| u64::from_le_bytes(*eight)) {
            Some(eight) if eight & each(0x80) == 0 => {
                let (blank, within) = (bits(blanks(eight)), bits(letters_and_digits(eight)));
                let sum = (!blank & 0xff) + within + u64::from(open);
                words += (sum & blank).count_ones() as usize;
                open = sum > 0xff;
                // Eight bytes of ASCII end at the boundary of a character.
                rest = rest.get(8..).unwrap_or_default();
            }
            _ => {
                let Some(c) = rest.chars().next() else { return words + usize::from(open) };
                words += usize::from(open && c.is_whitespace());
                open = (open || c.is_alphanumeric()) && !c.is_whitespace();
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            }
        }
    }
}

/// The same byte in each lane.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The high bit of each lane from `from` to `to`. Every lane is below 0x80, so no lane carries over.
const fn between(lanes: u64, from: u8, to: u8) -> u64 {
    (lanes + each(0x80 - from)) & !(lanes + each(0x7f - to)) & each(0x80)
}

/// The high bit of each lane that is a space or another blank.
const fn blanks(lanes: u64) -> u64 {
    between(lanes, b'\t', b'\r') | between(lanes, b' ', b' ')
}

/// The high bit of each lane that is a letter or digit. With the bit that tells small letters from
/// capitals set, nothing else falls among the letters, and no control character among the digits counts.
const fn letters_and_digits(lanes: u64) -> u64 {
    between(lanes | each(0x20), b'a', b'z') | between(lanes, b'0', b'9')
}

/// The high bits of the lanes, the first lane as the lowest bit.
const fn bits(highs: u64) -> u64 {
    (highs >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::count_words;

    #[test]
    fn a_word_is_what_stands_between_blanks_of_any_kind_and_holds_a_letter_or_digit() {
        assert_eq!(count_words(""), 0);
        assert_eq!(count_words("value – for money … 7"), 4);
        assert_eq!(count_words("Dr\u{a0}Smith’s café\u{2003}rounds"), 4);
        assert_eq!(count_words("It’s\nnew.\tIsn’t it?"), 4);
        assert_eq!(count_words("a word that is longer than sixteen bytes: incomprehensibilities"), 9);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn eight_bytes_at_once_count_as_characters_one_by_one(text in "[ \\t\\n\\u{a0}a-zA-Z0-9.,@\\[`{/:’é–]{0,60}") {
            let one_by_one =
                text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
            prop_assert_eq!(count_words(&text), one_by_one);
        }

        #[test]
        fn any_text_counts_as_characters_one_by_one(text in any::<String>()) {
            let one_by_one =
                text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
            prop_assert_eq!(count_words(&text), one_by_one);
        }
    }
}
