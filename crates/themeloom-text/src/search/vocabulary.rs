//! The forms of words that some texts hold.

use std::collections::BTreeSet;

use frostem::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};

use super::fold::{is_word_char, lower, without_marks};
use crate::Text;

/// Whether a byte is an ASCII character that belongs to no word: so that texts are cut up byte by byte, and
/// only what differs is looked at character by character.
const SEPARATES: [bool; 256] = {
    let mut separates = [false; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        separates[byte as usize] = !(byte.is_ascii_alphanumeric() || byte == b'_');
        byte += 1;
    }
    separates
};

/// The words in a run of characters that [`SEPARATES`] does not cut.
fn words(run: &str) -> impl Iterator<Item = &str> {
    run.split(|c| !is_word_char(c)).filter(|word| !word.is_empty())
}

/// The words of a set of texts, in lower case: what `~manage` is expanded over, and how `cafe` finds `café`.
///
/// Made once per set of texts and kept by the caller; parts made on several threads can be joined.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Vocabulary {
    by_stem: FxHashMap<String, BTreeSet<String>>,
    by_plain: FxHashMap<String, BTreeSet<String>>,
    n_forms: usize,
}

impl Vocabulary {
    /// The words of these texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a Text>) -> Self {
        let mut runs: FxHashSet<&[u8]> = FxHashSet::default();
        for text in texts {
            runs.extend(text.as_str().as_bytes().split(|byte| SEPARATES[usize::from(*byte)]));
        }
        let forms: FxHashSet<String> = runs
            .into_iter()
            .filter_map(|run| std::str::from_utf8(run).ok())
            .flat_map(words)
            .map(lower)
            .collect();
        let mut vocabulary = Self::default();
        let stemmer = Stemmer::new(Algorithm::English);
        // Forms go into sets, so that their order here does not show.
        #[expect(clippy::iter_over_hash_type, reason = "every form is put into an ordered set")]
        for form in forms {
            vocabulary.insert(form, &stemmer);
        }
        vocabulary
    }

    fn insert(&mut self, form: String, stemmer: &Stemmer) {
        if !form.is_ascii() {
            let plain = without_marks(&form);
            if plain != form {
                self.by_plain.entry(plain).or_default().insert(form.clone());
            }
        }
        let stem = stemmer.stem(&form).into_owned();
        self.n_forms += usize::from(self.by_stem.entry(stem).or_default().insert(form));
    }

    /// Takes in the words of another vocabulary.
    pub fn join(&mut self, other: Self) {
        #[expect(clippy::iter_over_hash_type, reason = "every form is put into an ordered set")]
        for (stem, forms) in other.by_stem {
            let known = self.by_stem.entry(stem).or_default();
            let before = known.len();
            known.extend(forms);
            self.n_forms += known.len() - before;
        }
        #[expect(clippy::iter_over_hash_type, reason = "every form is put into an ordered set")]
        for (plain, forms) in other.by_plain {
            self.by_plain.entry(plain).or_default().extend(forms);
        }
    }

    /// How many different words there are, capitals aside.
    pub fn n_forms(&self) -> usize {
        self.n_forms
    }

    /// The words with the same English stem as `word`, sorted.
    pub fn forms_of(&self, word: &str) -> impl Iterator<Item = &str> {
        let stem = Stemmer::new(Algorithm::English).stem(&lower(word)).into_owned();
        self.by_stem.get(&stem).into_iter().flatten().map(String::as_str)
    }

    /// The words that are `word` with marks on its letters, sorted.
    pub(super) fn marked_forms_of(&self, word: &str) -> impl Iterator<Item = &str> {
        self.by_plain.get(&lower(word)).into_iter().flatten().map(String::as_str)
    }
}
