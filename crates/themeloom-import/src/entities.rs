//! Character references, as `&#8212;` or `&amp;`, that web pages and some transcribers leave in
//! tables and subtitles.

use std::borrow::Cow;

/// Replaces character references by their characters and counts them. What only looks like one
/// ("AT&T;", "&#xZZ;") is left as it is. Each is decoded once: `&amp;#39;` gives `&#39;`.
pub(crate) fn decode_entities<'t>(text: &'t str, n_decoded: &mut usize) -> Cow<'t, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from_mark) = rest.split_at(at);
        out.push_str(before);
        match reference(from_mark) {
            Some((c, after)) => {
                out.push(c);
                *n_decoded += 1;
                rest = after;
            }
            None => {
                out.push('&');
                rest = from_mark.strip_prefix('&').unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character of the reference at the start of a text, and the text after it.
fn reference(text: &str) -> Option<(char, &str)> {
    let (name, after) = text.strip_prefix('&')?.split_once(';')?;
    Some((character(name)?, after))
}

/// The character that a reference names: `amp`, `#39`, `#x27`.
pub(crate) fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r'));
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "pound" => '£',
        "euro" => '€',
        "eacute" => 'é',
        "egrave" => 'è',
        "uuml" => 'ü',
        "ouml" => 'ö',
        "auml" => 'ä',
        "shy" => '\u{ad}',
        "lrm" => '\u{200e}',
        "rlm" => '\u{200f}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, decoded: &str, count: usize) {
        let mut n = 0;
        assert_eq!((decode_entities(text, &mut n).as_ref(), n), (decoded, count), "{text}");
    }

    #[test]
    fn references_become_characters_once() {
        check("questions but&#8212;what &amp; why", "questions but—what & why", 2);
        check("&#x2014;&apos;", "—'", 2);
        check("&amp;#39;", "&#39;", 1);
    }

    #[test]
    fn what_only_looks_like_a_reference_stays() {
        check("R&D; AT&T &#xZZ; &#0; & &", "R&D; AT&T &#xZZ; &#0; & &", 0);
        check("&#1114112;", "&#1114112;", 0);
    }
}
