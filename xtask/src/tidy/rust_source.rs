//! A Rust file taken apart into code, comments and literals, so that a rule about one is not fooled by another.

use std::ops::Range;

/// A Rust file as three texts of the same length, each with spaces where the others stand.
#[derive(Debug)]
pub struct RustSource {
    code: String,
    comments: String,
    literals: String,
    tests: Vec<Range<usize>>,
}

/// One line of each of the three texts.
#[derive(Debug)]
pub struct Line<'a> {
    /// From 1.
    pub number: usize,
    /// The code, with empty strings.
    pub code: &'a str,
    /// The comments.
    pub comments: &'a str,
    /// The inside of strings and characters.
    pub literals: &'a str,
    /// Whether only tests use it.
    pub in_test: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Code,
    Comment,
    Literal,
}

impl RustSource {
    /// Takes a file apart. With `only_tests`, all of it serves tests.
    pub fn new(text: &str, only_tests: bool) -> Self {
        let parts = parts(text);
        let only = |wanted: Part| -> String {
            let keep = |(at, c): (usize, char)| {
                if c == '\n' || parts.get(at) == Some(&wanted) {
                    String::from(c)
                } else {
                    " ".repeat(c.len_utf8())
                }
            };
            text.char_indices().map(keep).collect()
        };
        let code = only(Part::Code);
        let whole = 0..text.len();
        let tests =
            if only_tests || code.contains("#![cfg(test)]") { vec![whole] } else { test_items(&code) };
        Self { comments: only(Part::Comment), literals: only(Part::Literal), code, tests }
    }

    /// The code alone.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Whether the byte at this place serves only tests.
    pub fn is_test(&self, at: usize) -> bool {
        self.tests.iter().any(|range| range.contains(&at))
    }

    /// The lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let mut start = 0;
        let texts = self.code.split('\n').zip(self.comments.split('\n')).zip(self.literals.split('\n'));
        texts.enumerate().map(move |(index, ((code, comments), literals))| {
            let in_test = self.is_test(start);
            start += code.len() + 1;
            Line { number: index + 1, code, comments, literals, in_test }
        })
    }

    /// The lines that end up in the program.
    pub fn shipped(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines().filter(|line| !line.in_test)
    }
}

/// The line of a byte, from 1.
pub fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// Where `wanted` stands in a code as words of its own: `print!` is not found in `eprint!`.
pub fn find_words<'a>(code: &'a str, wanted: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(wanted).map(|(at, _)| at).filter(move |at| {
        let before = code.get(..*at).and_then(|text| text.chars().next_back());
        let after = code.get(at + wanted.len()..).and_then(|text| text.chars().next());
        let joined_before = wanted.starts_with(is_word) && before.is_some_and(is_word);
        let joined_after = wanted.ends_with(is_word) && after.is_some_and(is_word);
        !joined_before && !joined_after
    })
}

/// Where the brace that closes the first one of `code` after `from` stands.
pub fn closing_brace(code: &str, from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices().skip_while(|(at, _)| *at < from) {
        match c {
            '{' => depth += 1,
            '}' if depth <= 1 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What each byte belongs to. The delimiters of literals count as code.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = vec![Part::Code; text.len()];
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (part, inside, length) =
            token(rest, text.get(..at).and_then(|before| before.chars().next_back()));
        for slot in parts.iter_mut().skip(at + inside.start).take(inside.len()) {
            *slot = part;
        }
        at += length;
    }
    parts
}

/// The token at the start of `rest`: what it is, which bytes of it count as that, and its length.
fn token(rest: &str, before: Option<char>) -> (Part, Range<usize>, usize) {
    let first = rest.chars().next().map_or(1, char::len_utf8);
    if rest.starts_with("//") {
        let end = rest.find('\n').unwrap_or(rest.len());
        return (Part::Comment, 0..end, end);
    }
    if rest.starts_with("/*") {
        let end = block_comment(rest);
        return (Part::Comment, 0..end, end);
    }
    if let Some((inside, length)) = literal(rest, before) {
        return (Part::Literal, inside, length);
    }
    (Part::Code, 0..first, first)
}

/// The string or character at the start of `rest`: its inside and its length.
fn literal(rest: &str, before: Option<char>) -> Option<(Range<usize>, usize)> {
    let word_before = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    // Of `br"` and `cr"`, the first letter was taken as code, and the `r` comes here.
    if let Some(hashes) = rest.strip_prefix('r').map(|tail| tail.len() - tail.trim_start_matches('#').len())
        && rest.get(1 + hashes..).is_some_and(|tail| tail.starts_with('"'))
        && (!word_before || matches!(before, Some('b' | 'c')))
    {
        let start = hashes + 2;
        let end_mark = format!("\"{}", "#".repeat(hashes));
        let end = rest.get(start..)?.find(&end_mark).map_or(rest.len(), |end| start + end);
        return Some((start..end, (end + end_mark.len()).min(rest.len())));
    }
    if rest.starts_with('"') {
        let end = quoted_end(rest, '"');
        return Some((1..end, (end + 1).min(rest.len())));
    }
    let tail = rest.strip_prefix('\'')?;
    let c = tail.chars().next()?;
    let is_char = c == '\\' || tail.get(c.len_utf8()..).is_some_and(|after| after.starts_with('\''));
    is_char.then(|| quoted_end(rest, '\'')).map(|end| (1..end, (end + 1).min(rest.len())))
}

/// Where the quotation mark that ends the literal stands.
fn quoted_end(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return at,
            _ => {}
        }
    }
    rest.len()
}

/// The length of the block comment at the start of `rest`; they nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(tail) = rest.get(at..).filter(|tail| !tail.is_empty()) {
        if tail.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if tail.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += tail.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The items under `#[cfg(test)]`, each from its attribute to its last brace or semicolon.
fn test_items(code: &str) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    for (start, mark) in code.match_indices("#[cfg(test)]") {
        let body = start + mark.len();
        let end = match code.get(body..).and_then(|tail| tail.find(['{', ';'])) {
            Some(stop) if code.get(body + stop..).is_some_and(|tail| tail.starts_with('{')) => {
                closing_brace(code, body)
            }
            Some(stop) => Some(body + stop),
            None => None,
        };
        items.push(start..end.map_or(code.len(), |end| end + 1));
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trimmed(text: &str) -> (String, String, String) {
        let source = RustSource::new(text, false);
        let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        (squeeze(&source.code), squeeze(&source.comments), squeeze(&source.literals))
    }

    #[test]
    fn comments_and_strings_are_told_from_code() {
        let (code, comments, literals) =
            trimmed("let a = \"// no\"; // yes \"x\"\n/* a /* b */ c */ let b = 1;");
        assert_eq!(code, "let a = \" \"; let b = 1;");
        assert_eq!(comments, "// yes \"x\" /* a /* b */ c */");
        assert_eq!(literals, "// no");
    }

    #[test]
    fn raw_strings_characters_and_lifetimes_are_told_apart() {
        let (code, _, literals) = trimmed(r####"f::<'a>('"', r#"a "b" c"#, br"d", '\'', 'é', r#type)"####);
        assert_eq!(literals, r#"" a "b" c d \' é"#);
        assert!(code.starts_with("f::<'a>(' ', r#\"") && code.ends_with("r#type)"), "{code}");
    }

    #[test]
    fn the_items_of_tests_are_known() {
        let source =
            RustSource::new("fn a() {}\n#[cfg(test)]\nmod tests {\n fn b() {}\n}\nfn c() {}\n", false);
        let shipped: Vec<usize> = source.shipped().map(|line| line.number).collect();
        assert_eq!(shipped, [1, 6, 7]);
    }

    #[test]
    fn a_word_is_found_only_as_a_whole() {
        assert_eq!(find_words("eprint!(); print!(); sprint!()", "print!").collect::<Vec<_>>(), [11]);
        assert_eq!(find_words("std::fs; std::fsync", "std::fs").collect::<Vec<_>>(), [0]);
    }
}
