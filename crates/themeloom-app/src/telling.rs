//! Recognising a person's words in other texts, and taking them out.

use std::collections::BTreeSet;

use themeloom_study::ERASED;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many words in a row make a text recognisable as somebody's: fewer are anybody's.
const TELLING: usize = 5;

/// What stands in the place of words that were taken out.
pub(crate) const MASK: &str = "[…]";

/// The runs of words by which one would recognise a person.
#[derive(Default)]
pub(crate) struct TellingRuns {
    runs: BTreeSet<Vec<String>>,
    lengths: BTreeSet<usize>,
}

impl TellingRuns {
    /// Takes every run of five words of what the person said.
    pub(crate) fn add_speech(&mut self, text: &str) {
        let words: Vec<String> = words(text).into_iter().map(|word| word.folded).collect();
        for run in words.windows(TELLING) {
            self.add(run.to_vec());
        }
    }

    /// Takes a name or an address, as a whole and by its lines.
    pub(crate) fn add_phrase(&mut self, text: &str) {
        for phrase in std::iter::once(text).chain(text.split(['\n', ',', ';'])) {
            let run: Vec<String> = words(phrase).into_iter().map(|word| word.folded).collect();
            // A letter or two is nobody's name.
            if run.iter().map(|word| word.chars().count()).sum::<usize>() > 2 {
                self.add(run);
            }
        }
    }

    fn add(&mut self, run: Vec<String>) {
        self.lengths.insert(run.len());
        self.runs.insert(run);
    }

    /// The text without the runs; nothing where it holds none.
    pub(crate) fn mask(&self, text: &str) -> Option<String> {
        self.without(text, &|_| MASK.to_owned())
    }

    /// As [`TellingRuns::mask`], with a sign in the place of each character.
    pub(crate) fn blank(&self, text: &str) -> Option<String> {
        self.without(text, &|run| run.chars().map(|_| ERASED).collect())
    }

    fn without(&self, text: &str, instead: &dyn Fn(&str) -> String) -> Option<String> {
        let words = words(text);
        let folded: Vec<String> = words.iter().map(|word| word.folded.clone()).collect();
        let mut hit = vec![false; words.len()];
        for length in self.lengths.iter().copied().filter(|length| *length > 0) {
            for (at, run) in folded.windows(length).enumerate() {
                if self.runs.contains(run) {
                    hit.iter_mut().skip(at).take(length).for_each(|hit| *hit = true);
                }
            }
        }
        if !hit.contains(&true) {
            return None;
        }
        let mut masked = String::new();
        let mut kept_to = 0;
        let mut found = words.iter().zip(hit).peekable();
        while let Some((first, is_hit)) = found.next() {
            if !is_hit {
                continue;
            }
            let mut end = first.end;
            while let Some((word, _)) = found.next_if(|(_, is_hit)| *is_hit) {
                end = word.end;
            }
            masked.push_str(text.get(kept_to..first.start).unwrap_or_default());
            masked.push_str(&instead(text.get(first.start..end).unwrap_or_default()));
            kept_to = end;
        }
        masked.push_str(text.get(kept_to..).unwrap_or_default());
        Some(masked)
    }
}

/// A word of a text: where it stands in bytes, and what is compared.
struct Word {
    start: usize,
    end: usize,
    folded: String,
}

/// The words of a text in small letters, composed, without punctuation and soft hyphens.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (start, char) in text.char_indices() {
        let belongs = char.is_alphanumeric() || is_combining_mark(char) || char == '\u{ad}';
        let end = start + char.len_utf8();
        match words.last_mut().filter(|_| open) {
            Some(word) if belongs => word.end = end,
            None if belongs => words.push(Word { start, end, folded: String::new() }),
            _ => {}
        }
        open = belongs;
    }
    for word in &mut words {
        let letters = text.get(word.start..word.end).unwrap_or_default().chars();
        word.folded = letters.filter(|c| *c != '\u{ad}').nfc().collect::<String>().to_lowercase();
    }
    words.retain(|word| !word.folded.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs() -> TellingRuns {
        let mut runs = TellingRuns::default();
        runs.add_speech("We don't trust anybody with the café ledger, ever.");
        runs.add_phrase("Jane Roe\njane@example.org");
        runs
    }

    #[test]
    fn five_words_in_a_row_are_taken_out_whatever_their_spelling() {
        let spelt = "trust is: WE DON’T trust any\u{ad}body with the cafe\u{301} (sic)";
        assert_eq!(runs().mask(spelt).unwrap(), "trust is: […] (sic)");
    }

    #[test]
    fn signs_in_the_place_of_words_keep_the_length() {
        let spelt = "so: we don't trust anybody with it";
        let blank = runs().blank(spelt).unwrap();
        assert_eq!(blank.chars().count(), spelt.chars().count());
        assert!(blank.starts_with("so: ▒") && blank.ends_with("▒ it"), "{blank}");
    }

    proptest::proptest! {
        #[test]
        fn a_text_without_a_telling_run_is_never_touched(
            kept in proptest::collection::vec("the|ledger|with|books|é|Jane|,|—", 0..30),
        ) {
            // Every run of the speech has a word that these texts lack.
            proptest::prop_assert_eq!(runs().mask(&kept.join(" ")), None);
        }

        #[test]
        fn nothing_but_the_telling_run_is_taken_out(before in "[x-z ,.]{0,20}", after in "[x-z ,.]{0,20}") {
            let text = format!("{before} trust anybody with the café {after}");
            proptest::prop_assert_eq!(runs().mask(&text), Some(format!("{before} […] {after}")));
        }
    }

    #[test]
    fn four_words_in_a_row_are_anybodys() {
        assert_eq!(runs().mask("trust anybody with the books"), None);
    }

    #[test]
    fn names_and_addresses_are_taken_out_whole() {
        let masked = runs().mask("ask Jane Roe, jane@example.org; not Jane").unwrap();
        assert_eq!(masked, "ask […]; not Jane");
    }
}
