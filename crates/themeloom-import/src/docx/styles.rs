//! Which paragraph styles are headings: told by their outline level or their name, since the ids of
//! styles are translated ("berschrift1", "Titre1").

use std::collections::BTreeMap;

use crate::error::ImportError;
use crate::xml::{self, Item, Place};

/// Style id to heading level, from 1.
pub(super) type HeadingStyles = BTreeMap<String, u8>;

/// Reads the heading styles from styles.xml. Broken XML gives what came before the break.
pub(super) fn headings(xml: &str, place: &Place<'_>) -> Result<HeadingStyles, ImportError> {
    let mut styles = HeadingStyles::new();
    let mut style: Option<String> = None;
    xml::walk(place, xml, |item| match item {
        Item::Start(start) => match start.local_name().into_inner() {
            "style" => style = xml::attribute(start, "styleId"),
            "name" => {
                let level = xml::attribute(start, "val").and_then(|name| level_of_name(&name));
                if let (Some(id), Some(level)) = (&style, level) {
                    styles.insert(id.clone(), level);
                }
            }
            "outlineLvl" => {
                let level = xml::attribute(start, "val").and_then(|l| l.parse::<u8>().ok());
                if let (Some(id), Some(level @ 0..=8)) = (&style, level) {
                    styles.insert(id.clone(), level + 1);
                }
            }
            _ => {}
        },
        Item::End("style") => style = None,
        Item::End(_) | Item::Text(_) => {}
    })?;
    Ok(styles)
}

/// "heading 2" is of level 2; "Title" is the highest.
fn level_of_name(name: &str) -> Option<u8> {
    let name = name.to_ascii_lowercase();
    if name == "title" {
        return Some(1);
    }
    name.strip_prefix("heading ")?.parse().ok().filter(|level| (1..=9).contains(level))
}
