//! The two tables before the text: which characters a font has, and which styles are headings.

use std::collections::BTreeMap;

use super::charsets::Charset;

/// The fonts, and what the document says for those that say nothing.
#[derive(Debug)]
pub(super) struct Fonts {
    document: Charset,
    usual: Option<i32>,
    sets: BTreeMap<i32, Option<Charset>>,
    entry: Option<i32>,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { document: Charset::of_page(1252), usual: None, sets: BTreeMap::new(), entry: None }
    }
}

impl Fonts {
    /// What the head of the document says of its characters.
    pub(super) fn of_document(&mut self, name: &str, number: Option<i32>) {
        self.document = match (name, number) {
            ("mac", _) => Charset::of_page(10_000),
            ("pc", _) => Charset::of_page(437),
            ("pca", _) => Charset::of_page(850),
            ("ansicpg", Some(page)) => Charset::of_page(page),
            ("deff", font) => {
                self.usual = font;
                return;
            }
            _ => return,
        };
    }

    /// A control word in the table of fonts.
    pub(super) fn word(&mut self, name: &str, number: Option<i32>) {
        let set = match (name, number) {
            ("f", Some(font)) => {
                self.entry = Some(font);
                self.sets.insert(font, None);
                return;
            }
            ("fcharset", Some(set)) => Charset::of_font(set),
            ("cpg", Some(page)) => Some(Charset::of_page(page)),
            _ => return,
        };
        if let Some(font) = self.entry {
            self.sets.insert(font, set);
        }
    }

    /// How the bytes in a font become characters.
    pub(super) fn charset(&self, font: Option<i32>) -> Charset {
        let font = font.or(self.usual);
        font.and_then(|font| self.sets.get(&font).copied().flatten()).unwrap_or(self.document)
    }
}

/// The paragraph styles that are headings: by their outline level or their name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    levels: BTreeMap<i32, u8>,
    entry: Entry,
}

#[derive(Debug, Default)]
struct Entry {
    number: i32,
    of_other_kind: bool,
    level: Option<u8>,
    name: String,
}

impl Styles {
    /// A control word in an entry of the style sheet.
    pub(super) fn word(&mut self, name: &str, number: Option<i32>) {
        match (name, number) {
            ("s", Some(number)) => self.entry.number = number,
            ("cs" | "ds" | "ts", _) => self.entry.of_other_kind = true,
            ("outlinelevel", Some(level)) => self.entry.level = level_of_outline(level),
            _ => {}
        }
    }

    /// Words in an entry of the style sheet: the style's name.
    pub(super) fn words(&mut self, words: &str) {
        self.entry.name.push_str(words);
    }

    /// An entry ends.
    pub(super) fn end_entry(&mut self) {
        let entry = std::mem::take(&mut self.entry);
        if let Some(level) =
            entry.level.or_else(|| level_of_name(&entry.name)).filter(|_| !entry.of_other_kind)
        {
            self.levels.insert(entry.number, level);
        }
    }

    /// The level of a style that is a heading.
    pub(super) fn level(&self, style: i32) -> Option<u8> {
        self.levels.get(&style).copied()
    }
}

/// The level, from 1, of an outline level, from 0.
pub(super) fn level_of_outline(level: i32) -> Option<u8> {
    u8::try_from(level).ok().filter(|level| *level <= 8).map(|level| level + 1)
}

/// "heading 2" is of level 2; "Title" is the highest.
fn level_of_name(name: &str) -> Option<u8> {
    let name = name.trim().trim_end_matches(';').to_ascii_lowercase();
    if name == "title" {
        return Some(1);
    }
    name.strip_prefix("heading ")?.trim().parse().ok().filter(|level| (1..=9).contains(level))
}
