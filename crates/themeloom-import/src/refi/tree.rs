//! A REFI-QDA document as a tree of the elements and attributes that we know; the rest is counted.

use std::borrow::Cow;

use crate::error::ImportError;
use crate::limits::Limits;
use crate::xml::{Ended, Item, Place, each_attribute, walk};

/// The attributes that are read; others are of no use to us.
const ATTRIBUTES: [&str; 31] = [
    "guid",
    "name",
    "id",
    "isCodable",
    "color",
    "origin",
    "creatingUserGUID",
    "creatingUser",
    "creationDateTime",
    "plainTextPath",
    "richTextPath",
    "path",
    "startPosition",
    "endPosition",
    "targetGUID",
    "originGUID",
    "typeOfVariable",
    "timeStamp",
    "position",
    "fromSyncPoint",
    "toSyncPoint",
    "begin",
    "end",
    "page",
    "firstX",
    "firstY",
    "secondX",
    "secondY",
    "description",
    "direction",
    "basePath",
];

/// The elements that a project has by the hundred thousand: their names are not kept with each.
const NAMES: [&str; 5] = ["PlainTextSelection", "Coding", "CodeRef", "NoteRef", "Description"];

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// Its name, without prefix.
    pub(crate) name: Cow<'static, str>,
    /// The values of its attributes, one after the other.
    values: Box<str>,
    /// For each of its attributes its place in [`ATTRIBUTES`], and where its value ends.
    ends: Box<[(u8, u32)]>,
    /// The elements in it.
    pub(crate) children: Vec<Element>,
    /// The characters in it.
    pub(crate) text: String,
}

impl Element {
    /// The value of an attribute; nothing where it is absent or empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut start = 0;
        for (at, end) in &self.ends {
            let end = usize::try_from(*end).ok()?;
            if ATTRIBUTES.get(usize::from(*at)) == Some(&name) {
                return self.values.get(start..end).filter(|value| !value.is_empty());
            }
            start = end;
        }
        None
    }

    /// The elements of a name in it.
    pub(crate) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name.eq_ignore_ascii_case(name))
    }

    /// The first element of a name in it.
    pub(crate) fn child<'e>(&'e self, name: &'e str) -> Option<&'e Element> {
        self.all(name).next()
    }

    /// The elements of a name in a list within it: `listed("Users", "User")`.
    pub(crate) fn listed<'e>(&'e self, list: &'e str, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.all(list).flat_map(move |list| list.all(name))
    }

    /// What its description says. One program writes it as an attribute.
    pub(crate) fn description(&self) -> &str {
        self.child("Description").map(|d| d.text.trim()).or_else(|| self.get("description")).unwrap_or("")
    }

    /// A whole number in an attribute.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        let value = self.get(name)?;
        // Some programs write whole numbers with a fraction of nothing.
        value.split_once('.').map_or(value, |(whole, _)| whole).parse().ok()
    }
}

/// A document read.
pub(crate) struct Tree {
    /// Its outermost element.
    pub(crate) root: Element,
    /// Whether it breaks off before its end.
    pub(crate) broken: bool,
}

/// Reads a document.
///
/// # Errors
/// For a document type, for nesting beyond the limit, and where nothing can be read.
pub(crate) fn read(file: &str, part: &str, xml: &str, limits: &Limits) -> Result<Tree, ImportError> {
    let place = Place { file, part, nesting_limit: limits.nesting_depth };
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let (mut values, mut ends) = (String::new(), Vec::new());
    let ended = walk(&place, xml.trim_start_matches('\u{feff}'), |item| match item {
        Item::Start(start) => {
            values.clear();
            ends.clear();
            each_attribute(start, |name, value| {
                let Some((at, _)) = (0_u8..).zip(&ATTRIBUTES).find(|(_, known)| **known == name) else {
                    return;
                };
                values.push_str(value.trim());
                ends.push((at, u32::try_from(values.len()).unwrap_or(u32::MAX)));
            });
            open.push(Element {
                name: name_of(start.local_name().into_inner()),
                values: values.as_str().into(),
                ends: ends.as_slice().into(),
                ..Element::default()
            });
        }
        Item::Text(text) => {
            if let Some(element) = open.last_mut() {
                element.text.push_str(text);
            }
        }
        Item::End(_) => close(&mut open, &mut root),
    })?;
    while !open.is_empty() {
        close(&mut open, &mut root);
    }
    match root {
        Some(root) => Ok(Tree { root, broken: ended != Ended::Whole }),
        None => Err(ImportError::Damaged {
            file: file.to_owned(),
            place: part.to_owned(),
            expected: "an XML document with a project or a codebook",
        }),
    }
}

fn name_of(name: &str) -> Cow<'static, str> {
    match NAMES.iter().find(|known| **known == name) {
        Some(known) => Cow::Borrowed(known),
        None => Cow::Owned(name.to_owned()),
    }
}

fn close(open: &mut Vec<Element>, root: &mut Option<Element>) {
    let Some(mut element) = open.pop() else { return };
    if !element.children.is_empty() && element.text.trim().is_empty() {
        element.text = String::new();
    }
    match open.last_mut() {
        Some(above) => above.children.push(element),
        None => *root = Some(root.take().unwrap_or(element)),
    }
}
