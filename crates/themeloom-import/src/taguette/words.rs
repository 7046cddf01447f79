//! The words of a page of HTML as a text that people can read, and where each byte that Taguette
//! counts stands in it.
//!
//! Taguette counts bytes of UTF-8 through all texts of a page one after another, with every blank
//! between two elements. We show each block as a line and blanks as browsers do, so that text and
//! places are made together.

use std::ops::Range;

use themeloom_study::source::Styled;
use themeloom_text::{Span, Text};

use super::tree::{Step, Tree};
use crate::draft::normalise;
use crate::emphasis::{Emphasis, Marks};
use crate::note::{Changed, Note, count};
use crate::styles;

/// Elements that begin and end a line.
const BLOCKS: [&str; 42] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tr",
    "ul",
];
/// Elements whose texts count and are not shown.
const UNSHOWN: [&str; 3] = ["script", "style", "template"];

/// The words of a page.
pub(super) struct Words {
    /// The text.
    pub(super) text: Text,
    /// Its headings.
    pub(super) headings: Vec<Styled>,
    /// Its emphasised words.
    pub(super) marks: Marks,
    /// What differs from the page.
    pub(super) notes: Vec<Note>,
    /// The way from counted bytes to the text, in order.
    runs: Vec<Run>,
    /// How many bytes count.
    bytes: u32,
}

/// Some characters one after another: all as long as each other in bytes, or all not shown.
struct Run {
    /// The first byte.
    at: u32,
    /// The code point of the first; for what is not shown, where it would stand.
    place: u32,
    /// Bytes of each character; none for what is not shown.
    width: u32,
}

impl Words {
    /// Reads the words of a page.
    pub(super) fn read(tree: &Tree) -> Self {
        let mut writer = Writer::default();
        for step in tree.body() {
            match step {
                Step::Open(name) => writer.open(name),
                Step::Text(words) => writer.write(words),
                Step::Close(name) => writer.close(name),
            }
        }
        writer.finish()
    }

    /// How many bytes count.
    pub(super) fn bytes(&self) -> u32 {
        self.bytes
    }

    /// The words between two counted bytes, without blanks that are not shown at their ends. A place
    /// inside a character is taken for the one after it, as Taguette does; `None` where the places lie
    /// outside of the page or hold nothing that is shown.
    pub(super) fn span(&self, start: i64, end: i64) -> Option<Span> {
        let (start, end) = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
        if start >= end || end > self.bytes {
            return None;
        }
        Span::new(self.beginning(start)?, self.ending(end)?).filter(|span| !span.is_empty())
    }

    /// Where the words stand that begin with a byte, as nearly as can be told.
    pub(super) fn near(&self, start: i64) -> u32 {
        let start = u32::try_from(start.max(0)).unwrap_or(u32::MAX);
        self.beginning(start.min(self.bytes)).unwrap_or_default()
    }

    fn beginning(&self, byte: u32) -> Option<u32> {
        let next = self.runs.partition_point(|run| run.at <= byte);
        let run = self.runs.get(next.checked_sub(1)?)?;
        if run.width > 0 {
            let characters = (byte - run.at).div_ceil(run.width);
            let end = self.runs.get(next).map_or(self.bytes, |next| next.at);
            if run.at + characters * run.width < end {
                return Some(run.place + characters);
            }
        }
        let shown = self.runs.iter().skip(next).find(|run| run.width > 0);
        Some(shown.map_or(self.text.len(), |run| run.place))
    }

    fn ending(&self, byte: u32) -> Option<u32> {
        let last = byte.checked_sub(1)?;
        let next = self.runs.partition_point(|run| run.at <= last);
        let run = self.runs.get(next.checked_sub(1)?)?;
        Some((last - run.at).checked_div(run.width).map_or(run.place, |n| run.place + n + 1))
    }
}

/// What stands between words that were read and words that come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
enum Gap {
    #[default]
    Nothing,
    Blank,
    Cell,
    Line,
}

#[derive(Default)]
struct Writer {
    text: String,
    len: u32,
    runs: Vec<Run>,
    bytes: u32,
    gap: Gap,
    /// How deep inside of text whose blanks all count.
    as_typed: usize,
    /// How deep inside of what is not shown.
    unshown: usize,
    heading: Option<(u8, usize)>,
    headings: Vec<(u8, Range<usize>)>,
    marks: Marks,
    /// How deep inside of what is bold, italic and underlined.
    emphasis: [usize; 3],
    tables: usize,
    pictures: usize,
    list_marks: usize,
}

impl Writer {
    fn open(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.gap = Gap::Line;
        }
        match name {
            // An empty line is one only where a line was begun.
            "br" => self.break_line(),
            "td" | "th" => self.gap = self.gap.max(Gap::Cell),
            "pre" => self.as_typed += 1,
            "table" => self.tables += 1,
            "img" => self.pictures += 1,
            "li" => self.list_marks += 1,
            _ if UNSHOWN.contains(&name) => self.unshown += 1,
            _ => {}
        }
        if let Some(depth) = emphasised(name).and_then(|way| self.emphasis.get_mut(way)) {
            *depth += 1;
        }
        if let Some(level) = heading_level(name) {
            self.heading = Some((level, self.text.len()));
        }
    }

    fn close(&mut self, name: &str) {
        if BLOCKS.contains(&name) && name != "br" {
            self.gap = Gap::Line;
        }
        match name {
            "pre" => self.as_typed = self.as_typed.saturating_sub(1),
            _ if UNSHOWN.contains(&name) => self.unshown = self.unshown.saturating_sub(1),
            _ => {}
        }
        if let Some(depth) = emphasised(name).and_then(|way| self.emphasis.get_mut(way)) {
            *depth = depth.saturating_sub(1);
        }
        if heading_level(name).is_some()
            && let Some((level, start)) = self.heading.take()
            && start < self.text.len()
        {
            let blank = usize::from(self.text.get(start..).is_some_and(|words| words.starts_with('\n')));
            self.headings.push((level, start + blank..self.text.len()));
        }
    }

    /// A line break within a block.
    fn break_line(&mut self) {
        if !self.at_line_start() {
            self.push('\n');
        }
        self.gap = Gap::Nothing;
    }

    fn at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }

    fn write(&mut self, words: &str) {
        for c in words.chars() {
            let width = u32::try_from(c.len_utf8()).unwrap_or_default();
            match c {
                _ if self.unshown > 0 => self.pass_over(width),
                ' ' | '\t' | '\n' | '\r' | '\u{c}' if self.as_typed == 0 => {
                    self.gap = self.gap.max(Gap::Blank);
                    self.pass_over(width);
                }
                '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                    self.show('\n', width);
                }
                '\t' => self.show(c, width),
                '\0'..='\u{1f}' | '\u{feff}' => self.pass_over(width),
                c => self.show(c, width),
            }
        }
    }

    /// Counts a character that is not shown.
    fn pass_over(&mut self, width: u32) {
        if self.runs.last().is_none_or(|run| run.width > 0 || run.place != self.len) {
            self.runs.push(Run { at: self.bytes, place: self.len, width: 0 });
        }
        self.bytes = self.bytes.saturating_add(width);
    }

    /// Counts a character and shows it, or another in its place.
    fn show(&mut self, c: char, width: u32) {
        match self.gap {
            Gap::Line if !self.at_line_start() => self.push('\n'),
            Gap::Cell if !self.at_line_start() => self.push('\t'),
            Gap::Blank if !self.at_line_start() => self.push(' '),
            _ => {}
        }
        self.gap = Gap::Nothing;
        let goes_on = self
            .runs
            .last()
            .is_some_and(|run| run.width == width && run.place + (self.bytes - run.at) / width == self.len);
        if !goes_on {
            self.runs.push(Run { at: self.bytes, place: self.len, width });
        }
        self.push(c);
        self.bytes = self.bytes.saturating_add(width);
    }

    fn push(&mut self, c: char) {
        let start = self.text.len();
        self.text.push(c);
        let [bold, italic, underlined] = self.emphasis.map(|depth| depth > 0);
        self.marks.add(start..self.text.len(), Emphasis { bold, italic, underlined });
        self.len += 1;
    }

    fn finish(mut self) -> Words {
        if !self.at_line_start() {
            self.push('\n');
        }
        let mut notes = Vec::new();
        let text = normalise(&self.text, &mut notes);
        if self.tables > 0 {
            notes.push(Changed::TablesAsLines(self.tables).into());
        }
        if self.list_marks > 0 {
            let what = count(self.list_marks, "number or bullet of a list", "numbers or bullets of lists");
            notes.push(Note::not_read(what, "before lines of lists", "they are not among the words"));
        }
        if self.pictures > 0 {
            let what = count(self.pictures, "picture", "pictures");
            notes.push(Note::not_read(what, "in the document", "Taguette keeps the words alone"));
        }
        let headings = styles::headings(&text, &self.headings);
        Words { text, headings, marks: self.marks, notes, runs: self.runs, bytes: self.bytes }
    }
}

/// Which of the ways of emphasis an element is.
fn emphasised(name: &str) -> Option<usize> {
    match name {
        "b" | "strong" => Some(0),
        "i" | "em" => Some(1),
        "u" => Some(2),
        _ => None,
    }
}

fn heading_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

#[cfg(test)]
mod tests {
    use super::super::tree::build;
    use super::*;
    use crate::limits::Limits;
    use proptest::prelude::*;

    fn read(html: &str) -> Words {
        Words::read(&build("a", "b", html, &Limits::default()).unwrap())
    }

    fn at(words: &Words, start: i64, end: i64) -> Option<&str> {
        words.text.excerpt(words.span(start, end)?)
    }

    #[test]
    fn blocks_are_lines_and_blanks_are_one() {
        let words =
            read("<h1>Ward 7</h1>\n\n<p>We  had\n<b>no</b> beds.<br>None.</p> \n<p></p><p> P01: so </p>");
        assert_eq!(words.text.as_str(), "Ward 7\nWe had no beds.\nNone.\nP01: so\n");
        assert_eq!(words.headings.len(), 1);
        assert_eq!(words.text.excerpt(words.headings[0].span), Some("Ward 7"));
    }

    #[test]
    fn emphasised_words_are_marked_however_their_elements_lie_in_each_other() {
        let words =
            read("<p>We <b>had <i>no</i></b> <em>beds</em> <u>at</u> <strong>all<b>!</b></strong></p>");
        let marked = |way| {
            let at = words.marks.that_are(way).map(|at| words.text.as_str().get(at).unwrap().trim());
            at.collect::<Vec<_>>()
        };
        assert_eq!(marked(|how| how.bold && how.italic), ["no"]);
        assert_eq!(marked(|how| how.bold), ["had", "no", "all!"]);
        assert_eq!(marked(|how| how.italic), ["no", "beds"]);
        assert_eq!(marked(|how| how.underlined), ["at"]);
    }

    #[test]
    fn tables_lists_and_typed_text_are_lines() {
        let words = read(
            "<ul><li>a<li>b</ul><table><tr><td>1</td> <td>2</td></tr><tr><td>3</table><pre>x  y\n z</pre>w",
        );
        assert_eq!(words.text.as_str(), "a\nb\n1\t2\n3\nx  y\n z\nw\n");
        assert_eq!(words.notes.len(), 2);
    }

    #[test]
    fn counted_bytes_lead_to_their_words() {
        // Bytes:        0123456 789        10 12   16..
        let words = read("<p>Hello</p>\n\n<p>é😀 <i>Wo</i>rld</p>");
        assert_eq!(at(&words, 0, 5), Some("Hello"));
        assert_eq!(at(&words, 0, 7), Some("Hello"));
        assert_eq!(at(&words, 5, 9), Some("é"));
        assert_eq!(at(&words, 9, 16), Some("😀 Wo"));
        assert_eq!(at(&words, 14, 19), Some("World"));
        assert_eq!(words.bytes(), 19);
    }

    #[test]
    fn a_place_inside_of_a_character_is_taken_for_the_one_after_it() {
        let words = read("<p>aé😀b</p>");
        assert_eq!(at(&words, 2, 3), None);
        assert_eq!(at(&words, 0, 2), Some("aé"));
        assert_eq!(at(&words, 4, 8), Some("b"));
        assert_eq!(at(&words, 0, 5), Some("aé😀"));
    }

    #[test]
    fn places_that_hold_nothing_are_none() {
        let words = read("<p>one</p>  <p>two</p>");
        for (start, end) in [(3, 5), (2, 2), (3, 1), (-1, 3), (0, 9), (i64::MAX, i64::MAX), (i64::MIN, 0)] {
            assert_eq!(words.span(start, end), None, "{start} {end}");
        }
        assert_eq!(read("").span(0, 0), None);
        assert_eq!((words.near(-5), words.near(5), words.near(900)), (0, 4, 8));
    }

    proptest! {
        #[test]
        fn what_is_shown_of_some_bytes_are_their_own_characters(html in "(</?(p|b|pre|td|table|br|li)>|[ab\n é😀]){0,40}", cuts in (0_usize..60, 0_usize..60)) {
            let tree = build("a", "b", &html, &Limits::default()).unwrap();
            let counted: String = tree.body().filter_map(|step| if let Step::Text(t) = step { Some(t) } else { None }).collect();
            let words = Words::read(&tree);
            prop_assert_eq!(words.bytes() as usize, counted.len());
            let up = |at: usize| counted.ceil_char_boundary(at.min(counted.len()));
            let (start, end) = (up(cuts.0.min(cuts.1)), up(cuts.0.max(cuts.1)));
            let ink = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let shown = words.span(start as i64, end as i64).and_then(|span| words.text.excerpt(span)).unwrap_or_default();
            prop_assert_eq!(ink(shown), ink(counted.get(start..end).unwrap()));
        }
    }
}
