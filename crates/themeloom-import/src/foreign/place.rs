//! Where the selections of another program stand in our text: what it counts is inferred from all of
//! them together, then each is placed.

use themeloom_text::{Span, Text};

use super::Counted;
use super::anchor::find_words;
use super::units::{PositionMap, Positions};

/// A selection as the file states it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Claim<'a> {
    /// Where it begins, in the program's count.
    pub(crate) start: u64,
    /// Where it ends; the sign there is no longer part of it.
    pub(crate) end: u64,
    /// Its words, where the file repeats them: perhaps cut short, perhaps something else altogether.
    pub(crate) words: Option<&'a str>,
}

/// The selections of one text.
pub(crate) struct Claims<'a> {
    /// The text as the file holds it.
    pub(crate) raw: &'a str,
    /// The same text normalised.
    pub(crate) text: &'a Text,
    /// The selections.
    pub(crate) claims: Vec<Claim<'a>>,
}

/// Where a selection was placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Placed {
    /// Where the file says.
    Exact(Span),
    /// Where its words are.
    Reanchored(Span),
    /// Nowhere, and why.
    Lost(&'static str),
}

/// Infers what the positions count. `usual` says what the program is known to do; another way is
/// chosen only where the selections speak for it clearly.
/// Where nothing is known of the program, the standard's way is the usual one, and little speaks for it.
pub(crate) fn infer(all: &[Claims<'_>], known: Option<Positions>) -> Counted {
    let usual = known.unwrap_or(Positions::STANDARD);
    let mut ways = vec![usual];
    ways.extend(Positions::ALL.into_iter().filter(|way| *way != usual));
    let of = 2 * all.iter().map(|one| one.claims.len()).sum::<usize>();
    let fits: Vec<Vec<End>> = ways.iter().map(|way| ends(all, *way)).collect();
    let Some(usual_ends) = fits.first() else { return Counted { positions: usual, fits: 0, of, next: None } };
    let mut best = (0, 0.0);
    for (index, candidate) in fits.iter().enumerate().skip(1) {
        let lead = lead(candidate, usual_ends, known.is_some());
        if lead > best.1 {
            best = (index, lead);
        }
    }
    let total = |index: usize| fits.get(index).map_or(0, |ends| ends.iter().filter(|end| end.fits).count());
    let differs = |index: &usize| {
        let (a, b) = (fits.get(*index), fits.get(best.0));
        a.zip(b).is_some_and(|(a, b)| a.iter().zip(b).any(|(a, b)| a.at != b.at))
    };
    let next = (0..ways.len()).filter(|index| *index != best.0).filter(differs).max_by_key(|i| total(*i));
    Counted {
        positions: ways.get(best.0).copied().unwrap_or(usual),
        fits: total(best.0),
        of,
        next: next.and_then(|index| Some((*ways.get(index)?, total(index)))),
    }
}

/// One end of a selection, counted in one way.
struct End {
    at: Option<u32>,
    fits: bool,
    /// What it weighs: an end whose selection holds just the words that the file repeats tells more
    /// than one that falls between two words.
    weight: f64,
}

/// By how much one way fits better than another: above nothing, it is clearly the better one. Only the ends that
/// the two place differently tell. Three in four of these must fit: people select words, and of any places in a
/// text about one in three is an edge of a word by chance.
fn lead(candidate: &[End], usual: &[End], usual_is_known: bool) -> f64 {
    let (mut differing, mut fitting, mut gained) = (0.0_f64, 0.0_f64, 0.0_f64);
    for (a, b) in candidate.iter().zip(usual).filter(|(a, b)| a.at != b.at) {
        differing += 1.0;
        fitting += f64::from(u8::from(a.fits));
        gained += a.weight - b.weight;
    }
    if fitting < 0.75 * differing {
        return 0.0;
    }
    gained - if usual_is_known { 1.0 + differing.sqrt() } else { 0.5 }
}

/// The ends of all selections, counted in one way.
fn ends(all: &[Claims<'_>], way: Positions) -> Vec<End> {
    let mut ends = Vec::new();
    for one in all {
        let map = PositionMap::new(one.raw, way);
        for claim in &one.claims {
            let span = map.span(claim.start, claim.end);
            let told = span.is_some_and(|span| says(one.text, span, claim.words));
            for (position, is_start) in [(claim.start, true), (claim.end, false)] {
                let at = map.code_point(position);
                // No program selects half of a character, or what is not there.
                let is_whole = span.is_some() && !map.splits(position);
                let fits = is_whole && at.is_some_and(|at| told || at_a_word(one.text, at, is_start));
                let weight = match (told, is_whole) {
                    (true, _) => 4.0,
                    (false, true) => f64::from(u8::from(fits)),
                    (false, false) => -2.0,
                };
                ends.push(End { at, fits, weight });
            }
        }
    }
    ends
}

/// Whether a selection's words are what the file repeats, which may be cut short with an ellipsis.
pub(crate) fn says(text: &Text, span: Span, words: Option<&str>) -> bool {
    let Some(told) = words.map(one_line).filter(|words| words.chars().count() > 2) else { return false };
    let found = one_line(text.excerpt(span).unwrap_or_default());
    match told.strip_suffix('…').or_else(|| told.strip_suffix("...")) {
        Some(beginning) if beginning.chars().count() > 8 => found.starts_with(beginning.trim_end()),
        _ => found == told,
    }
}

/// Words with each run of blanks and line ends as one blank: programs name a selection so.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a word, or a sign that is no blank, begins or ends here.
fn at_a_word(text: &Text, at: u32, is_start: bool) -> bool {
    let Some(byte) = text.char_to_byte(at) else { return false };
    let (before, after) = text.as_str().split_at_checked(byte).unwrap_or_default();
    let (before, after) = (before.chars().next_back(), after.chars().next());
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_ink = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    if is_start {
        !is_word(before) && (is_word(after) || (is_ink(after) && !is_ink(before)))
    } else {
        is_ink(before) && !is_word(after)
    }
}

/// Whether the words that the file repeats are, for most selections, the words that they hold: then a
/// selection for which they are not was displaced.
pub(crate) fn words_tell(all: &[Claims<'_>], way: Positions) -> bool {
    let (mut told, mut of) = (0, 0);
    for one in all {
        let map = PositionMap::new(one.raw, way);
        for claim in one.claims.iter().filter(|claim| claim.words.is_some()) {
            of += 1;
            told += usize::from(
                map.span(claim.start, claim.end).is_some_and(|span| says(one.text, span, claim.words)),
            );
        }
    }
    told * 2 > of
}

/// So many characters of words that stand elsewhere in a text were not made up by whoever named a selection.
const NO_NAME: usize = 24;

/// Positions so far beyond the end of a text were counted a little otherwise than all others.
const A_LITTLE: u64 = 2;

/// Places the selections of one text.
pub(crate) fn place(one: &Claims<'_>, way: Positions, words_tell: bool) -> Vec<Placed> {
    let map = PositionMap::new(one.raw, way);
    let by_words = |claim: &Claim<'_>| {
        let near = map.code_point(claim.start).unwrap_or_else(|| one.text.len());
        let words = claim.words.filter(|words| words.trim().chars().count() > 2)?;
        find_words(one.text, words, near)
    };
    let placed = one.claims.iter().map(|claim| match map.span(claim.start, claim.end) {
        Some(span) if !words_tell || claim.words.is_none() || says(one.text, span, claim.words) => {
            Placed::Exact(span)
        }
        // Somebody named it otherwise; or its words are elsewhere, and the position was displaced.
        Some(span) => match claim.words.filter(|words| words.trim().chars().count() >= NO_NAME) {
            Some(_) => by_words(claim).map_or(Placed::Exact(span), Placed::Reanchored),
            None => Placed::Exact(span),
        },
        None => match by_words(claim) {
            Some(span) => Placed::Reanchored(span),
            None if claim.start >= claim.end => Placed::Lost("it holds no words"),
            None if claim.end <= map.end() + A_LITTLE => {
                map.span(claim.start, map.end()).map_or(Placed::Lost(OUTSIDE), Placed::Reanchored)
            }
            None => Placed::Lost(OUTSIDE),
        },
    });
    placed.collect()
}

const OUTSIDE: &str = "its position lies outside of the text";

#[cfg(test)]
mod tests {
    use super::super::units::{LineEnd, PositionUnit};
    use super::*;

    const RAW: &str = "\u{feff}The ward 😀 was full.\r\nNobody asked 😀😀 us.\r\nThe doctor said no.\r\n";

    fn claims<'a>(text: &'a Text, way: Positions, wanted: &[&'a str], with_words: bool) -> Claims<'a> {
        let map = PositionMap::new(RAW, way);
        let position = |at: u32| (0..=map.end()).find(|p| map.code_point(*p) == Some(at)).unwrap();
        let claims = wanted.iter().map(|words| {
            let byte = text.as_str().find(words).unwrap();
            let span = text.byte_range_to_span(byte..byte + words.len()).unwrap();
            Claim {
                start: position(span.start()),
                end: position(span.end()),
                words: with_words.then_some(*words),
            }
        });
        Claims { raw: RAW, text, claims: claims.collect() }
    }

    #[test]
    fn what_is_counted_is_inferred_from_where_words_begin_and_end() {
        let (text, _) = Text::normalise(RAW);
        let wanted = ["was full", "Nobody asked", "us", "doctor", "The doctor said no", "asked"];
        for way in Positions::ALL {
            let one = claims(&text, way, &wanted, false);
            let counted = infer(std::slice::from_ref(&one), None);
            let spans = |way| place(&one, way, false);
            assert_eq!(spans(counted.positions), spans(way), "{way}: taken for {}", counted.positions);
            assert_eq!((counted.fits, counted.of), (12, 12));
        }
    }

    #[test]
    fn the_words_that_a_file_repeats_decide_between_two_ways() {
        let (text, _) = Text::normalise(RAW);
        let way = Positions { unit: PositionUnit::Utf16, line_end: LineEnd::One, mark_counts: false };
        let one = claims(&text, way, &["octor sai"], true);
        let counted = infer(std::slice::from_ref(&one), None);
        assert_eq!(place(&one, counted.positions, true), place(&one, way, true));
    }

    #[test]
    fn selections_inside_of_words_leave_the_usual_way_in_place() {
        let (text, _) = Text::normalise(RAW);
        let one = claims(&text, Positions::STANDARD, &["octor sa", "sked", "ull"], false);
        assert_eq!(infer(&[one], Some(Positions::STANDARD)).positions, Positions::STANDARD);
    }

    #[test]
    fn a_selection_that_somebody_named_stays_where_it_is() {
        let (text, _) = Text::normalise(RAW);
        let wanted = ["was full", "Nobody asked", "doctor said"];
        let mut one = claims(&text, Positions::STANDARD, &wanted, true);
        one.claims[1].words = Some("doctor");
        let placed = place(&one, Positions::STANDARD, true);
        assert!(matches!(placed[1], Placed::Exact(span) if text.excerpt(span) == Some("Nobody asked")));
    }

    #[test]
    fn a_way_that_halves_a_character_or_leads_out_of_the_text_is_not_taken() {
        let raw = "😀😀😀😀 a b";
        let (text, _) = Text::normalise(raw);
        let claim = |start, end| Claim { start, end, words: None };
        let one = Claims { raw, text: &text, claims: vec![claim(0, 3), claim(1, 9), claim(3, 9)] };
        assert_eq!(infer(&[one], None).positions, Positions::STANDARD);
    }

    #[test]
    fn a_selection_a_little_beyond_the_end_is_cut_there() {
        let (text, _) = Text::normalise(RAW);
        let end = PositionMap::new(RAW, Positions::STANDARD).end();
        let one = Claims {
            raw: RAW,
            text: &text,
            claims: vec![Claim { start: end - 4, end: end + 1, words: None }],
        };
        let placed = place(&one, Positions::STANDARD, false);
        assert!(
            matches!(placed[0], Placed::Reanchored(span) if text.excerpt(span) == Some("o.\n")),
            "{placed:?}"
        );
    }

    #[test]
    fn a_selection_beyond_the_text_is_placed_by_its_words_or_lost() {
        let (text, _) = Text::normalise(RAW);
        let beyond = |words| Claim { start: 900, end: 906, words };
        let none = Claim { start: 5, end: 5, words: None };
        let one = Claims { raw: RAW, text: &text, claims: vec![beyond(Some("doctor")), beyond(None), none] };
        let placed = place(&one, Positions::STANDARD, false);
        assert!(matches!(placed[0], Placed::Reanchored(span) if text.excerpt(span) == Some("doctor")));
        assert_eq!(placed[1], Placed::Lost("its position lies outside of the text"));
        assert_eq!(placed[2], Placed::Lost("it holds no words"));
    }
}
