//! XML as it may be trusted: no document types, no entities beyond the five of XML itself, no
//! bottomless nesting.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;

use crate::entities::character;
use crate::error::ImportError;

/// Something met in an XML text.
pub(crate) enum Item<'x> {
    /// An element begins. Empty elements are reported as beginning and ending.
    Start(&'x BytesStart<'x>),
    /// An element ends; its name without prefix.
    End(&'x str),
    /// Characters.
    Text(&'x str),
}

/// How a reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// At the end.
    Whole,
    /// Before the end: the XML is broken at this byte.
    Broken(u64),
}

/// Reads an XML text from end to end.
///
/// Broken XML is no error: what came before it was reported. The caller decides.
///
/// # Errors
/// For document types and for nesting beyond the limit.
pub(crate) fn walk(
    place: &Place<'_>,
    xml: &str,
    mut each: impl FnMut(Item<'_>),
) -> Result<Ended, ImportError> {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > place.nesting_limit {
                    return Err(place.too_deep());
                }
                each(Item::Start(&start));
            }
            Ok(Event::Empty(start)) => {
                each(Item::Start(&start));
                each(Item::End(start.local_name().into_inner()));
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                each(Item::End(end.local_name().into_inner()));
            }
            Ok(Event::Text(text)) => each(Item::Text(&text)),
            Ok(Event::CData(text)) => each(Item::Text(&text)),
            Ok(Event::GeneralRef(name)) => match character(&name) {
                Some(c) => each(Item::Text(c.encode_utf8(&mut [0; 4]))),
                None => each(Item::Text("\u{fffd}")),
            },
            Ok(Event::DocType(_)) => return Err(place.document_type()),
            Ok(Event::Eof) if depth == 0 => return Ok(Ended::Whole),
            Ok(Event::Eof) | Err(_) => return Ok(Ended::Broken(reader.buffer_position())),
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
        }
    }
}

/// Which XML is read, for errors.
pub(crate) struct Place<'p> {
    /// The file.
    pub(crate) file: &'p str,
    /// The part of the archive.
    pub(crate) part: &'p str,
    /// How deeply elements may nest.
    pub(crate) nesting_limit: usize,
}

impl Place<'_> {
    fn too_deep(&self) -> ImportError {
        ImportError::TooDeep { file: self.file.into(), part: self.part.into(), limit: self.nesting_limit }
    }

    fn document_type(&self) -> ImportError {
        ImportError::DocumentType { file: self.file.into(), part: self.part.into() }
    }
}

/// The value of an attribute, by its name without prefix.
pub(crate) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    attribute_that(start, |key| key.local_name().into_inner() == name)
}

/// The value of an attribute, by its name with prefix.
pub(crate) fn attribute_named(start: &BytesStart<'_>, name: &str) -> Option<String> {
    attribute_that(start, |key| key.into_inner() == name)
}

fn attribute_that(start: &BytesStart<'_>, fits: impl Fn(QName<'_>) -> bool) -> Option<String> {
    start.attributes().with_checks(false).flatten().find(|a| fits(a.key)).map(|a| {
        let mut decoded = 0;
        crate::entities::decode_entities(&a.value, &mut decoded).into_owned()
    })
}

/// Tells every attribute: its name without prefix, and its value.
pub(crate) fn each_attribute(start: &BytesStart<'_>, mut each: impl FnMut(&str, &str)) {
    for attribute in start.attributes().with_checks(false).flatten() {
        let mut decoded = 0;
        let value = crate::entities::decode_entities(&attribute.value, &mut decoded);
        each(attribute.key.local_name().into_inner(), &value);
    }
}

/// Whether an on/off property is on: present, and not "0" or "false".
pub(crate) fn is_on(start: &BytesStart<'_>) -> bool {
    !matches!(attribute(start, "val").as_deref(), Some("0" | "false" | "off" | "none"))
}
