//! Laws of corrections, and a naive model in which every letter has an identity.

use proptest::prelude::*;
use themeloom_text::{Edit, EditId, EditKind, History, Placed, Span, Splice, Text, Version};

/// A splice as fractions of a text whose length is not known yet.
type Sketch = (u16, u8, String);

fn sketches(most: usize) -> impl Strategy<Value = Vec<Sketch>> {
    prop::collection::vec((any::<u16>(), 0u8..6, "[A-Zé]{0,4}"), 0..most)
}

fn splice((at, len, words): &Sketch, text_len: u32) -> Splice {
    let start = u32::from(*at) % (text_len + 1);
    let end = (start + u32::from(*len)).min(text_len);
    Splice { span: Span::new(start, end).unwrap(), replacement: words.as_str().into() }
}

fn correction(id: u128, seen: Version, sketch: &Sketch, history: &History) -> Edit {
    let len = history.len(&seen).unwrap();
    Edit { id: EditId(id), seen, kind: EditKind::Correct(vec![splice(sketch, len)]) }
}

fn base() -> Text {
    Text::normalise("abcdefghijklmnopqrstuvwxyz0123456789").0
}

/// Each letter is a number; the letters of a replacement know the letters that they replaced.
#[derive(Default)]
struct Model {
    now: Vec<usize>,
    parents: Vec<Vec<usize>>,
}

impl Model {
    fn letters(&mut self, n: usize, parents: &[usize]) -> Vec<usize> {
        let first = self.parents.len();
        self.parents.extend(std::iter::repeat_n(parents.to_vec(), n));
        (first..first + n).collect()
    }

    fn splice(&mut self, splice: &Splice) {
        let range = splice.span.start() as usize..splice.span.end() as usize;
        let replaced = self.now[range.clone()].to_vec();
        let new = self.letters(splice.replacement.chars().count(), &replaced);
        self.now.splice(range, new);
    }

    fn stands_for(&self, letter: usize, coded: &[usize]) -> bool {
        coded.contains(&letter) || self.parents[letter].iter().any(|parent| self.stands_for(*parent, coded))
    }

    fn place(&self, coded: &[usize]) -> Option<(usize, usize)> {
        let holds = |letter: &&usize| self.stands_for(**letter, coded);
        let first = self.now.iter().position(|letter| holds(&letter))?;
        let last = self.now.iter().rposition(|letter| holds(&letter))?;
        Some((first, last + 1))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn placing_agrees_with_letters_that_know_what_they_replaced(edits in sketches(8), at in 0u32..36, len in 1u32..9) {
        let text = base();
        let mut history = History::new(text.len());
        let mut model = Model::default();
        model.now = model.letters(36, &[]);
        let coded = Span::new(at, (at + len).min(36)).unwrap();
        let letters = model.now[coded.start() as usize..coded.end() as usize].to_vec();
        for (id, sketch) in edits.iter().enumerate() {
            let edit = correction(id as u128, history.latest(), sketch, &history);
            if let EditKind::Correct(splices) = &edit.kind {
                splices.iter().for_each(|splice| model.splice(splice));
            }
            history.add(edit).unwrap();
            let placed = history.place(coded, &Version::base()).unwrap();
            let expect = model.place(&letters);
            prop_assert_eq!(placed.span().map(|s| (s.start() as usize, s.end() as usize)), expect);
            let same = expect.is_some_and(|(start, end)| model.now[start..end] == letters[..]);
            prop_assert_eq!(placed.is_changed(), !same);
        }
    }

    #[test]
    fn an_unchanged_excerpt_reads_the_same_there_and_back(edits in sketches(8), at in 0u32..36, len in 0u32..9) {
        let text = base();
        let mut history = History::new(text.len());
        for (id, sketch) in edits.iter().enumerate() {
            history.add(correction(id as u128, history.latest(), sketch, &history)).unwrap();
        }
        let coded = Span::new(at, (at + len).min(36)).unwrap();
        let placed = history.place(coded, &Version::base()).unwrap();
        if let Placed::Unmoved(now) | Placed::Moved(now) = placed {
            prop_assert_eq!(history.current(&text).excerpt(now).map(str::to_owned), text.excerpt(coded).map(str::to_owned));
            if !coded.is_empty() {
                let back = history.place_between(now, &history.latest(), &Version::base()).unwrap();
                prop_assert_eq!(back.span(), Some(coded));
                prop_assert!(!back.is_changed());
            }
        }
    }

    #[test]
    fn a_text_has_the_length_of_its_version_and_can_be_kept(edits in sketches(8), seen in prop::collection::vec(any::<u8>(), 8)) {
        let text = base();
        let mut history = History::new(text.len());
        for (id, sketch) in edits.iter().enumerate() {
            // Each edit has seen some earlier one, or the base, so that most are concurrent with others.
            let parent = usize::from(seen[id]) % (id + 1);
            let version = if parent == 0 { Version::base() } else { Version::from(EditId(parent as u128)) };
            history.add(correction(id as u128 + 1, version, sketch, &history)).unwrap();
        }
        let versions = history.edits().iter().map(|edit| Version::from(edit.id)).chain([history.latest(), Version::base()]);
        for version in versions {
            let now = history.text_at(&text, &version).unwrap();
            prop_assert_eq!(Some(now.len()), history.len(&version));
            let there = history.placement(&Version::base(), &version).unwrap();
            let placed = there.place(text.whole()).unwrap();
            prop_assert!(placed.span().is_none_or(|span| now.whole().encloses(span)));
        }
        let kept: History = serde_json::from_str(&serde_json::to_string(&history).unwrap()).unwrap();
        prop_assert_eq!(kept, history);
    }

    #[test]
    fn a_withdrawn_correction_never_happened(first in sketches(5), last: (u16, u8, String), other in sketches(3)) {
        let text = base();
        let mut history = History::new(text.len());
        for (id, sketch) in first.iter().enumerate() {
            history.add(correction(id as u128, history.latest(), sketch, &history)).unwrap();
        }
        let before = history.latest();
        let mut without = history.clone();
        let words = last.2.chars().filter(|c| c.is_alphanumeric()).collect();
        history.add(correction(100, before.clone(), &(last.0, last.1, words), &history)).unwrap();
        for (id, sketch) in other.iter().enumerate() {
            // Colleagues who have not seen the correction that is taken back.
            let edit = correction(200 + id as u128, before.clone(), sketch, &without);
            history.add(edit.clone()).unwrap();
            without.add(edit).unwrap();
        }
        let undo = Edit { id: EditId(300), seen: history.latest(), kind: EditKind::Withdraw(EditId(100)) };
        history.add(undo).unwrap();
        prop_assert_eq!(history.current(&text), without.current(&text));
        for start in 0..36 {
            let span = Span::with_len(start, 1);
            prop_assert_eq!(history.place(span, &Version::base()), without.place(span, &Version::base()));
        }
    }

    #[test]
    fn concurrent_corrections_apart_give_one_text_in_either_order(mine in sketches(4), theirs in sketches(4)) {
        let text = base();
        // Mine touch the first half, theirs the second, each chain on top of its own.
        let chain = |history: &mut History, sketches: &[Sketch], offset: u32, first_id: u128| {
            let mut seen = Version::base();
            for (id, (at, len, words)) in (first_id..).zip(sketches) {
                let start = offset + u32::from(*at) % 8;
                let room = history.len(&seen).unwrap();
                let span = Span::new(start.min(room), (start + u32::from(*len % 3)).min(room)).unwrap();
                let kind = EditKind::Correct(vec![Splice { span, replacement: words.as_str().into() }]);
                history.add(Edit { id: EditId(id), seen: seen.clone(), kind }).unwrap();
                seen = Version::from(EditId(id));
            }
        };
        let mine: Vec<Sketch> = mine.into_iter().map(|(at, len, words)| (at, len.min(words.len() as u8), words)).collect();
        let (mut one, mut other) = (History::new(text.len()), History::new(text.len()));
        chain(&mut one, &mine, 0, 1);
        chain(&mut one, &theirs, 24, 100);
        chain(&mut other, &theirs, 24, 100);
        chain(&mut other, &mine, 0, 1);
        prop_assert_eq!(one.current(&text), other.current(&text));
        prop_assert_eq!(one.latest(), other.latest());
    }
}
