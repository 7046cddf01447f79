//! From the tags of a web page to its words.
//!
//! Only the elements that are open are kept, each as a few bytes, so that no page can make the reader
//! grow beyond its limits. What browsers do with tags that are missing or crossed is done as far as it
//! bears on words: which lines they are on, and whether they are shown.

use std::borrow::Cow;

use super::elements::Element;
use super::page::{Page, is_blank};
use super::style::{Attributes, Look};
use crate::emphasis::Emphasis;
use crate::note::{Note, count};
use crate::tally::Tally;

/// An element that is open.
#[derive(Debug)]
struct Open {
    name: Box<[u8]>,
    element: Element,
    look: Look,
    /// Where its words begin, for a heading.
    start: usize,
    /// Why its words are not text, if they are not.
    skips: Option<Skips>,
}

/// Why words are not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Skips {
    Hidden,
    Code,
    Unshown,
    Title,
    Choices,
    Reading,
    /// What was counted already, or is none.
    Silently,
}

/// Reads tag after tag.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub(super) page: Page,
    pub(super) tally: Tally,
    open: Vec<Open>,
    /// Elements of `open` that keep words out, that keep blanks, and that stand for tabs.
    skipping: usize,
    keeping_blanks: usize,
    tabs: usize,
    /// Whether what is skipped now has been counted.
    counted: bool,
    /// Whether a line end is next, which a browser drops at the head of preformatted words.
    after_pre: bool,
    /// Whether elements may be closed by themselves, as in XHTML.
    is_xml: bool,
    code: usize,
    unshown: usize,
    titles: usize,
    choices: usize,
    comments: usize,
}

impl Reader {
    pub(super) fn new(is_xml: bool) -> Self {
        Self { is_xml, ..Self::default() }
    }

    /// Whether the page is XHTML.
    pub(super) fn is_xml(&self) -> bool {
        self.is_xml
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// An element begins.
    pub(super) fn start(&mut self, name: &[u8], attributes: &Attributes, self_closing: bool) {
        let element = Element::of(name);
        if !element.is_of_head() && !self.is_in(Element::Unshown) {
            self.close_through(|e| e == Element::Head, |_| false);
        }
        if element.ends_paragraph() {
            self.close_through(|e| e == Element::Paragraph, Element::is_wall);
        }
        let (ended, wall) = element.ends();
        self.close_through(ended, wall);
        self.begin(element);
        if matches!(element, Element::LineBreak | Element::Rule | Element::Picture | Element::Void) {
            return;
        }
        let is_drawn = self.is_in(Element::Drawing) || element == Element::Drawing;
        self.push(name, element, attributes);
        if self_closing && (self.is_xml || is_drawn) {
            self.close_last();
        }
    }

    /// What the beginning of an element does to the page.
    fn begin(&mut self, element: Element) {
        if self.skipping > 0 {
            return;
        }
        match element {
            Element::LineBreak => self.page.line_break(),
            Element::Rule => self.page.end_line(),
            Element::Row => self.page.begin_row(),
            Element::Cell => self.page.begin_cell(),
            Element::Picture | Element::Drawing => self.tally.pictures += 1,
            Element::Embedded => self.tally.embedded += 1,
            Element::Table => self.tally.tables += 1,
            Element::ListItem => self.tally.numbered += 1,
            _ => {}
        }
        if element.is_block() {
            self.page.end_line();
        }
    }

    fn push(&mut self, name: &[u8], element: Element, attributes: &Attributes) {
        let look = attributes.look();
        let skips = match element {
            Element::Code => Some(Skips::Code),
            Element::Unshown => Some(Skips::Unshown),
            Element::Title => Some(Skips::Title),
            Element::Choices => Some(Skips::Choices),
            Element::Reading => Some(Skips::Reading),
            Element::Head | Element::Drawing | Element::Embedded => Some(Skips::Silently),
            Element::Dialog if !attributes.open => Some(Skips::Hidden),
            _ => look.hidden.then_some(Skips::Hidden),
        };
        if skips.is_some() {
            // The title lies in the head: what is skipped within what is skipped may be of another kind.
            self.skipping += 1;
            self.counted = false;
        }
        let keeps = element == Element::Preformatted || look.keeps_blanks;
        let emphasis = look.emphasis.or(Element::emphasis(name));
        let look = Look { keeps_blanks: keeps, emphasis, ..look };
        self.keeping_blanks += usize::from(keeps);
        self.after_pre = element == Element::Preformatted;
        if look.tabs > 0 && self.skipping == 0 {
            self.page.push_as_it_is(&"\t".repeat(look.tabs));
        }
        self.tabs += usize::from(look.tabs > 0);
        let start = self.page.at();
        self.open.push(Open { name: name.into(), element, look, start, skips });
    }

    /// An element ends, if it is open.
    pub(super) fn end(&mut self, name: &[u8]) {
        let element = Element::of(name);
        let is_named = |open: &Open| &*open.name == name;
        // A paragraph, a heading or another block ends with all that is open in it, words within a line
        // end alone.
        if element == Element::LineBreak {
            return self.begin(element);
        }
        let among_blocks = element.is_block()
            || matches!(element, Element::Row | Element::Cell | Element::RowGroup | Element::Head)
            || element.is_wall();
        let in_table = matches!(element, Element::Row | Element::Cell | Element::RowGroup | Element::Table);
        let wall = |open: &Open| match element {
            _ if in_table => open.element == Element::Table,
            Element::Formatting => open.element.is_wall(),
            _ if among_blocks => open.element.is_wall(),
            _ => open.element.is_block() || open.element.is_wall(),
        };
        let found = self.open.iter().rposition(|open| is_named(open) || wall(open));
        let is_found = |at: &usize| self.open.get(*at).is_some_and(is_named);
        let Some(at) = found.filter(is_found) else {
            // The end of a paragraph that nothing began ends a line all the same.
            if element == Element::Paragraph && self.skipping == 0 {
                self.page.end_line();
            }
            return;
        };
        if among_blocks {
            while self.open.len() > at {
                self.close_last();
            }
        } else {
            let open = self.open.remove(at);
            self.close(&open);
        }
    }

    /// Words. What is skipped is counted when it has any.
    pub(super) fn words(&mut self, words: &[u8]) {
        let words = String::from_utf8_lossy(words);
        let words = self.without_first_line_end(words);
        let is_empty = words.chars().all(is_blank);
        if !is_empty && self.skips_for() == Some(Skips::Silently) && self.is_last(Element::Head) {
            self.close_through(|e| e == Element::Head, |_| false);
        }
        if self.skipping > 0 {
            if !is_empty && !std::mem::replace(&mut self.counted, true) {
                self.count_skipped();
            }
        } else if self.tabs > 0 && words.chars().all(|c| is_blank(c) || c == '\u{a0}') {
            // The blanks that a word processor writes in the place of a tab.
        } else if self.keeping_blanks > 0 {
            self.page.emphasise(self.emphasis());
            self.page.push_as_it_is(&words);
        } else if !is_empty || !self.is_between_cells() {
            self.page.emphasise(self.emphasis());
            self.page.push(&words);
        }
    }

    /// How words are emphasised here, by all elements that are open. The line under a link marks that it
    /// is one.
    fn emphasis(&self) -> Emphasis {
        let within = |around, open: &Open| open.look.emphasis.within(around);
        let emphasis = self.open.iter().fold(Emphasis::default(), within);
        let underlined = emphasis.underlined && !self.open.iter().any(|open| *open.name == *b"a");
        Emphasis { underlined, ..emphasis }
    }

    /// A comment in the page's source.
    pub(super) fn comment(&mut self, words: &[u8]) {
        let words = words.trim_ascii();
        // Word writes conditions for browsers as comments; so do declarations of other kinds end up.
        let is_condition = words.starts_with(b"[") || words.starts_with(b"?");
        if self.skipping == 0 && !words.is_empty() && !is_condition && !self.open.is_empty() {
            self.comments += 1;
        }
    }

    /// What a person should know.
    pub(super) fn notes(&self, notes: &mut Vec<Note>) {
        self.tally.notes("a browser", notes);
        for (n, what, one, many, why) in [
            (self.titles, "the page's title", "title", "titles", "it stands over the page and not on it"),
            (self.code, "scripts and styles", "element", "elements", "they are no words"),
            (
                self.unshown,
                "templates, and words for browsers without scripts",
                "element",
                "elements",
                "a browser does not show them",
            ),
            (self.choices, "choices in forms", "list", "lists", "nobody said them"),
            (
                self.comments,
                "comments in the page's source",
                "comment",
                "comments",
                "a browser does not show them; if they are a reviewer's, import the file that the page was made from",
            ),
        ] {
            if n > 0 {
                notes.push(Note::not_read(what, count(n, one, many), why));
            }
        }
    }

    /// Ends what the end of the page left open.
    pub(super) fn end_all(&mut self) {
        while !self.open.is_empty() {
            self.close_last();
        }
    }

    /// Ends the nearest element that fits, with all that is open in it, unless a wall is nearer.
    fn close_through(&mut self, fits: impl Fn(Element) -> bool, wall: impl Fn(Element) -> bool) {
        let found = self.open.iter().rposition(|open| fits(open.element) || wall(open.element));
        let Some(at) = found.filter(|at| self.open.get(*at).is_some_and(|open| fits(open.element))) else {
            return;
        };
        while self.open.len() > at {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        if let Some(open) = self.open.pop() {
            self.close(&open);
        }
    }

    fn close(&mut self, open: &Open) {
        let was_shown = self.skipping == 0;
        self.skipping = self.skipping.saturating_sub(usize::from(open.skips.is_some()));
        self.keeping_blanks = self.keeping_blanks.saturating_sub(usize::from(open.look.keeps_blanks));
        self.tabs = self.tabs.saturating_sub(usize::from(open.look.tabs > 0));
        self.after_pre = false;
        match open.element {
            Element::Heading(level) if was_shown => self.page.heading(level, open.start),
            Element::Row if self.skipping == 0 => self.page.end_row(),
            _ => {}
        }
        if open.element.is_block() && self.skipping == 0 {
            self.page.end_line();
        }
    }

    fn count_skipped(&mut self) {
        match self.skips_for() {
            Some(Skips::Hidden) => self.tally.hidden_runs += 1,
            Some(Skips::Code) => self.code += 1,
            Some(Skips::Unshown) => self.unshown += 1,
            Some(Skips::Title) if self.is_in(Element::Head) || self.skipping == 1 => self.titles += 1,
            Some(Skips::Choices) => self.choices += 1,
            Some(Skips::Reading) => self.tally.readings += 1,
            Some(Skips::Title | Skips::Silently) | None => {}
        }
    }

    /// Why words are skipped here: what is hidden, or a drawing, is so whatever it holds.
    fn skips_for(&self) -> Option<Skips> {
        let mut reasons = self.open.iter().filter_map(|open| open.skips.map(|skips| (open.element, skips)));
        match reasons.next() {
            Some((Element::Head, head)) => Some(reasons.next().map_or(head, |(_, skips)| skips)),
            first => first.map(|(_, skips)| skips),
        }
    }

    fn is_in(&self, element: Element) -> bool {
        self.open.iter().any(|open| open.element == element)
    }

    fn is_last(&self, element: Element) -> bool {
        self.open.last().is_some_and(|open| open.element == element)
    }

    /// Blanks between rows and cells belong to none of them.
    fn is_between_cells(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| matches!(open.element, Element::Table | Element::RowGroup | Element::Row))
    }

    fn without_first_line_end<'w>(&mut self, words: Cow<'w, str>) -> Cow<'w, str> {
        if std::mem::take(&mut self.after_pre)
            && let Some(rest) = words.strip_prefix("\r\n").or_else(|| words.strip_prefix('\n'))
        {
            return Cow::Owned(rest.to_owned());
        }
        words
    }
}
