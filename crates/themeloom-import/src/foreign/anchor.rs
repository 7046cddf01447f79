//! Finding words again where a position does not hold.

use themeloom_text::{Span, Text};

/// Where words stand in a text: at the place nearest to where they were said to be. Blanks of any
/// kind and number match one another, since programs change them. `None` where they are not there.
pub(crate) fn find_words(text: &Text, wanted: &str, near: u32) -> Option<Span> {
    let wanted = wanted.trim();
    if wanted.is_empty() {
        return None;
    }
    let near = text.char_to_byte(near.min(text.len()))?;
    let all = text.as_str();
    let exact = all.match_indices(wanted).map(|(at, found)| (at, at + found.len()));
    let nearest = exact.min_by_key(|(at, _)| at.abs_diff(near));
    let (start, end) = nearest.or_else(|| find_loosely(all, wanted, near))?;
    text.byte_range_to_span(start..end)
}

/// As above, with runs of blanks taken for one another.
fn find_loosely(text: &str, wanted: &str, near: usize) -> Option<(usize, usize)> {
    let (loose_text, places) = one_blank(text);
    let (loose_wanted, _) = one_blank(wanted);
    let found = loose_text.match_indices(&loose_wanted).filter_map(|(at, found)| {
        let start = *places.get(at)?;
        // The place of what follows, less the blanks before it, is the end.
        let last = at + found.len();
        let end = places.get(last).copied().unwrap_or(text.len());
        let end = text.get(start..end)?.trim_end().len() + start;
        Some((start, end))
    });
    found.min_by_key(|(start, _)| start.abs_diff(near))
}

/// A text with each run of blanks as one, and for each of its bytes the byte that it came from.
fn one_blank(text: &str) -> (String, Vec<usize>) {
    let mut loose = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' && loose.ends_with(' ') {
            continue;
        }
        loose.push(c);
        places.extend(std::iter::repeat_n(at, c.len_utf8()));
    }
    (loose, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, wanted: &str, near: u32) -> Option<String> {
        let (text, _) = Text::normalise(text);
        find_words(&text, wanted, near).map(|span| text.excerpt(span).unwrap().to_owned())
    }

    #[test]
    fn of_several_places_the_nearest_is_taken() {
        let (text, _) = Text::normalise("beds, beds and beds");
        assert_eq!(find_words(&text, "beds", 7), Span::new(6, 10));
        assert_eq!(find_words(&text, "beds", 99), Span::new(15, 19));
    }

    #[test]
    fn blanks_and_line_ends_match_one_another() {
        assert_eq!(found("We had\n  no beds  at all", "no\u{a0}beds at", 0).as_deref(), Some("no beds  at"));
        assert_eq!(found("We had\n\nno beds", "had no beds", 0).as_deref(), Some("had\n\nno beds"));
    }

    #[test]
    fn words_that_are_not_there_are_not_found() {
        assert_eq!(found("We had no beds", "waiting lists", 0), None);
        assert_eq!(found("We had no beds", "  ", 0), None);
    }
}
