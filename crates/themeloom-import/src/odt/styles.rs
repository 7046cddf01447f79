//! Which styles hide their words, which emphasise them, and which is the title's: most formatting in an OpenDocument text is
//! a style that the program made up, with a parent that means something.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use crate::emphasis::EmphasisSaid;
use crate::error::ImportError;
use crate::xml::{self, Item, Place, attribute, attribute_named};

/// How many parents are asked.
const GENERATIONS: usize = 16;

/// The styles, by family and name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    of_paragraphs: BTreeMap<String, Style>,
    of_words: BTreeMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    hidden: Option<bool>,
    emphasis: EmphasisSaid,
}

impl Styles {
    /// Adds the styles of a part. Broken XML gives what came before the break.
    pub(super) fn read(&mut self, place: &Place<'_>, xml: &str) -> Result<(), ImportError> {
        let mut now: Option<(bool, String)> = None;
        xml::walk(place, xml, |item| match item {
            Item::Start(start) => match start.name().into_inner() {
                "style:style" => {
                    let of_words = attribute(start, "family").as_deref() == Some("text");
                    now = attribute(start, "name").map(|name| (of_words, name));
                    if let Some((of_words, name)) = &now {
                        let parent = attribute(start, "parent-style-name");
                        self.family(*of_words).insert(name.clone(), Style { parent, ..Style::default() });
                    }
                }
                "style:text-properties" => {
                    if let Some((of_words, name)) = &now
                        && let Some(style) = self.family(*of_words).get_mut(name)
                    {
                        let hidden = attribute_named(start, "text:display").map(|d| d == "none");
                        style.hidden = hidden.or(style.hidden);
                        style.emphasis = emphasis(start, name).or(style.emphasis);
                    }
                }
                _ => {}
            },
            Item::End("style") => now = None,
            Item::End(_) | Item::Text(_) => {}
        })?;
        Ok(())
    }

    fn family(&mut self, of_words: bool) -> &mut BTreeMap<String, Style> {
        if of_words { &mut self.of_words } else { &mut self.of_paragraphs }
    }

    /// Whether words of this style are hidden.
    pub(super) fn hide_words(&self, name: &str) -> bool {
        hides(&self.of_words, name)
    }

    /// Whether paragraphs of this style are hidden.
    pub(super) fn hide_paragraphs(&self, name: &str) -> bool {
        hides(&self.of_paragraphs, name)
    }

    /// What this style says of the emphasis of words.
    pub(super) fn emphasis_of_words(&self, name: &str) -> EmphasisSaid {
        emphasis_of(&self.of_words, name)
    }

    /// What this style says of the emphasis of paragraphs.
    pub(super) fn emphasis_of_paragraphs(&self, name: &str) -> EmphasisSaid {
        emphasis_of(&self.of_paragraphs, name)
    }

    /// Whether a paragraph of this style is the title.
    pub(super) fn is_title(&self, name: &str) -> bool {
        line(&self.of_paragraphs, name).any(|(name, _)| name == "Title")
    }
}

fn hides(family: &BTreeMap<String, Style>, name: &str) -> bool {
    line(family, name).find_map(|(_, style)| style.hidden).unwrap_or(false)
}

fn emphasis_of(family: &BTreeMap<String, Style>, name: &str) -> EmphasisSaid {
    line(family, name).fold(EmphasisSaid::default(), |said, (_, style)| said.or(style.emphasis))
}

/// What properties say of emphasis. The line under a link marks that it is one.
fn emphasis(start: &BytesStart<'_>, style: &str) -> EmphasisSaid {
    let weight = attribute_named(start, "fo:font-weight");
    let is_bold = |weight: String| weight == "bold" || weight.parse::<u16>().is_ok_and(|w| w >= 600);
    let is_link = style.to_ascii_lowercase().contains("internet_20_link");
    let line = attribute_named(start, "style:text-underline-style").filter(|_| !is_link);
    EmphasisSaid {
        bold: weight.map(is_bold),
        italic: attribute_named(start, "fo:font-style").map(|style| style != "normal"),
        underlined: line.map(|line| line != "none"),
    }
}

/// A style and its parents.
fn line<'s>(family: &'s BTreeMap<String, Style>, name: &str) -> impl Iterator<Item = (&'s str, &'s Style)> {
    let of_name = |name: &str| family.get_key_value(name).map(|(name, style)| (name.as_str(), style));
    let first = of_name(name);
    std::iter::successors(first, move |(_, style)| of_name(style.parent.as_deref()?)).take(GENERATIONS)
}

/// How many headers and footers of a part hold words.
pub(super) fn margins(place: &Place<'_>, xml: &str) -> Result<usize, ImportError> {
    let (mut with_words, mut within, mut has_words) = (0, false, false);
    xml::walk(place, xml, |item| match item {
        Item::Start(start) => {
            let name = start.name().into_inner();
            if name.starts_with("style:header") || name.starts_with("style:footer") {
                // Their properties have similar names and hold no words.
                (within, has_words) = (!name.ends_with("-style"), false);
            }
        }
        Item::End(name) => {
            if within && (name.starts_with("header") || name.starts_with("footer")) {
                with_words += usize::from(has_words);
                within = false;
            }
        }
        Item::Text(text) => has_words |= within && !text.trim().is_empty(),
    })?;
    Ok(with_words)
}
