//! Which styles are headings, and which emphasise their words. Headings are told by their outline level or
//! their name, since the ids of styles are translated ("berschrift1", "Titre1").

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use crate::emphasis::{Emphasis, EmphasisSaid};
use crate::error::ImportError;
use crate::xml::{self, Item, Place, attribute, is_on};

/// How many styles that a style is based on are asked.
const GENERATIONS: usize = 16;

/// The styles by id.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    /// The level of a heading, from 1.
    level: Option<u8>,
    is_link: bool,
    emphasis: EmphasisSaid,
}

/// Reads styles.xml. Broken XML gives what came before the break.
pub(super) fn read(xml: &str, place: &Place<'_>) -> Result<Styles, ImportError> {
    let mut styles = Styles::default();
    let mut now: Option<String> = None;
    // The parts of a table have looks of their own within its style.
    let mut in_part_of_table = false;
    xml::walk(place, xml, |item| match item {
        Item::Start(start) => match start.local_name().into_inner() {
            "style" => now = attribute(start, "styleId"),
            "tblStylePr" => in_part_of_table = true,
            name if !in_part_of_table => {
                if let Some(id) = &now {
                    styles.0.entry(id.clone()).or_default().property(name, start);
                }
            }
            _ => {}
        },
        Item::End("tblStylePr") => in_part_of_table = false,
        Item::End("style") => now = None,
        Item::End(_) | Item::Text(_) => {}
    })?;
    Ok(styles)
}

impl Styles {
    /// The level of a paragraph style that is a heading.
    pub(super) fn level(&self, id: &str) -> Option<u8> {
        self.0.get(id)?.level
    }

    /// How a style emphasises words.
    pub(super) fn emphasis(&self, id: &str) -> Emphasis {
        let of_id = |id: &str| self.0.get(id);
        let line = std::iter::successors(of_id(id), |style| of_id(style.based_on.as_deref()?));
        let mut said = EmphasisSaid::default();
        for style in line.take(GENERATIONS) {
            // The line under a link marks that it is one.
            let underlined = style.emphasis.underlined.filter(|_| !style.is_link);
            said = said.or(EmphasisSaid { underlined, ..style.emphasis });
        }
        said.within(Emphasis::default())
    }
}

impl Style {
    fn property(&mut self, name: &str, start: &BytesStart<'_>) {
        let value = || attribute(start, "val");
        match name {
            "name" => {
                let name = value().unwrap_or_default().to_ascii_lowercase();
                self.is_link = name == "hyperlink" || name == "followedhyperlink";
                self.level = level_of_name(&name).or(self.level);
            }
            "basedOn" => self.based_on = value(),
            "outlineLvl" => {
                if let Some(level @ 0..=8) = value().and_then(|level| level.parse::<u8>().ok()) {
                    self.level = Some(level + 1);
                }
            }
            _ => self.emphasis = said(name, start).or(self.emphasis),
        }
    }
}

/// What a property of words says of emphasis.
pub(super) fn said(name: &str, start: &BytesStart<'_>) -> EmphasisSaid {
    let nothing = EmphasisSaid::default();
    match name {
        "b" => EmphasisSaid { bold: Some(is_on(start)), ..nothing },
        "i" => EmphasisSaid { italic: Some(is_on(start)), ..nothing },
        "u" => EmphasisSaid { underlined: Some(is_on(start)), ..nothing },
        _ => nothing,
    }
}

/// "heading 2" is of level 2; "title" is the highest.
fn level_of_name(name: &str) -> Option<u8> {
    if name == "title" {
        return Some(1);
    }
    name.strip_prefix("heading ")?.parse().ok().filter(|level| (1..=9).contains(level))
}
