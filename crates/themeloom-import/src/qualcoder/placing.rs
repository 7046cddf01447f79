//! Where a coding stands: by its position if the words there are those that it repeats, else where
//! those words are.
//!
//! By hand QualCoder codes in UTF-16 units with a line end as one, by rule in code points, and keeps
//! both in one table; so each coding is tried in every way of counting, first in the one in which most
//! fit.

use std::cell::OnceCell;

use themeloom_text::{Span, Text};

use crate::foreign::place::Placed;
use crate::foreign::searches::{Searches, same_words};
use crate::foreign::units::{LineEnd, PositionMap, PositionUnit, Positions};

/// As QualCoder counts when a person selects words.
pub(super) const BY_HAND: Positions =
    Positions { unit: PositionUnit::Utf16, line_end: LineEnd::One, mark_counts: false };

/// Words that are shorter than this are found anywhere.
const ENOUGH: usize = 3;

const EMPTY: &str = "it holds no words";
const OUTSIDE: &str = "its position lies outside of the text, and its words are not there";
const STALE: &str =
    "they are nowhere in the text, as QualCoder leaves them when a text is edited: the place was kept";

/// A text, and the ways to its places.
pub(super) struct Placer {
    /// The words as the project holds them.
    pub(super) raw: String,
    /// The words as we keep them.
    pub(super) text: Text,
    maps: [OnceCell<PositionMap>; Positions::ALL.len()],
}

impl Placer {
    pub(super) fn new(raw: String, text: Text) -> Self {
        Self { raw, text, maps: Default::default() }
    }

    /// The words between two positions, counted in one way.
    pub(super) fn span(&self, start: i64, end: i64, way: Positions) -> Option<Span> {
        let at = Positions::ALL.iter().position(|known| *known == way)?;
        let map = self.maps.get(at)?.get_or_init(|| PositionMap::new(&self.raw, way));
        map.span(u64::try_from(start).ok()?, u64::try_from(end).ok()?)
    }

    /// Whether a position is the end of the text; QualCoder has counted to the last sign in some
    /// versions and behind it in others.
    pub(super) fn is_end(&self, position: i64) -> bool {
        let signs = self.raw.trim_end().chars().count();
        usize::try_from(position.saturating_add(1)).is_ok_and(|position| position >= signs)
    }

    /// Places a coding, and says what is to be said of the words that it repeats.
    pub(super) fn place(
        &self,
        (start, end): (i64, i64),
        words: Option<&str>,
        usual: Positions,
        searches: &mut Searches,
    ) -> (Placed, Option<&'static str>) {
        let stated = self.span(start, end, usual);
        let why = if start >= end { EMPTY } else { OUTSIDE };
        let Some(words) = words else { return (stated.map_or(Placed::Lost(why), Placed::Exact), None) };
        let ways = || std::iter::once(usual).chain(Positions::ALL);
        let spans = || ways().filter_map(|way| self.span(start, end, way));
        let holds = |span: &Span, same: fn(&str, &str) -> bool| {
            self.text.excerpt(*span).is_some_and(|found| same(found, words))
        };
        let told = spans().find(|span| holds(span, |a, b| a == b));
        if let Some(span) = told.or_else(|| spans().find(|span| holds(span, same_words))) {
            return (Placed::Exact(span), None);
        }
        let near = usize::try_from(start).unwrap_or_default();
        let near = u32::try_from(near).unwrap_or(u32::MAX);
        let is_long_enough = words.trim().chars().nth(ENOUGH - 1).is_some();
        let found = if is_long_enough { searches.find(&self.text, words, near) } else { None };
        match (found, stated) {
            (Some(span), _) => (Placed::Reanchored(span), None),
            (None, Some(span)) => (Placed::Exact(span), Some(STALE)),
            (None, None) => (Placed::Lost(why), None),
        }
    }
}

/// Words that a coding repeats, with line ends as we keep them; `None` where there are none.
pub(super) fn quoted(words: &str) -> Option<String> {
    let (text, _) = Text::normalise(words);
    (!text.as_str().trim().is_empty()).then(|| text.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RAW: &str = "\u{feff}😀😀 The doctor\r\nsaid the doctor was late.";

    fn placed(at: (i64, i64), words: Option<&str>) -> (String, Option<&'static str>) {
        let (text, _) = Text::normalise(RAW);
        let placer = Placer::new(RAW.to_owned(), text);
        let words = words.and_then(quoted);
        let (placed, note) = placer.place(at, words.as_deref(), BY_HAND, &mut Searches::default());
        let excerpt = |span| placer.text.excerpt(span).unwrap();
        let told = match placed {
            Placed::Exact(span) => format!("exact {}", excerpt(span)),
            Placed::Reanchored(span) => format!("moved {} {}", span.start(), excerpt(span)),
            Placed::Lost(why) => why.to_owned(),
        };
        (told, note)
    }

    #[test]
    fn a_coding_stands_where_its_words_are_in_whatever_way_it_counts() {
        assert_eq!(placed((9, 15), Some("doctor")).0, "exact doctor");
        assert_eq!(placed((7, 13), Some("doctor")).0, "exact doctor");
        assert_eq!(placed((8, 14), Some("doctor")).0, "exact doctor");
        assert_eq!(placed((9, 20), Some("doctor\u{2029}said")).0, "exact doctor\nsaid");
    }

    #[test]
    fn a_coding_whose_words_are_elsewhere_is_put_to_the_nearest() {
        assert_eq!(placed((20, 26), Some("doctor")).0, "moved 23 doctor");
        assert_eq!(placed((900, 906), Some("doctor")).0, "moved 23 doctor");
        assert_eq!(placed((-5, 1), Some("doctor")).0, "moved 7 doctor");
    }

    #[test]
    fn a_coding_whose_words_are_nowhere_stays_at_its_place_and_is_named() {
        assert_eq!(placed((9, 15), Some("nurse")), ("exact doctor".to_owned(), Some(STALE)));
        assert_eq!(placed((9, 15), None), ("exact doctor".to_owned(), None));
        assert_eq!(placed((9, 15), Some(" ")), ("exact doctor".to_owned(), None));
    }

    #[test]
    fn a_coding_without_words_and_place_is_lost() {
        assert_eq!(placed((900, 906), None).0, OUTSIDE);
        assert_eq!(placed((9, 9), None).0, EMPTY);
        assert_eq!(placed((i64::MAX, i64::MIN), Some("nurse")).0, EMPTY);
    }
}
