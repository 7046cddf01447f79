//! OpenDocument texts (.odt, .fodt), as LibreOffice, OpenOffice and others write them.
//!
//! As for Word documents, nothing may be invented and nothing lost without a note: see `docx`. The text
//! stands in one part (`body`); styles (`styles`) tell what is hidden.

mod body;
mod elements;
mod styles;

use crate::archive::Archive;
use crate::document::{DocumentKind, ImportedDocument};
use crate::encodings::{Decoded, xml_text};
use crate::error::ImportError;
use crate::limits::Limits;
use crate::note::Note;
use crate::written::Written;
use crate::xml::{self, Ended, Item, Place};
use styles::Styles;

const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// Reads an OpenDocument text from its archive.
pub(crate) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<ImportedDocument, ImportError> {
    let mut archive = Archive::open(file, bytes, limits)?;
    let place = |part| Place { file, part, nesting_limit: limits.nesting_depth };
    let mut part = |name: &str| archive.read(name).map(|bytes| bytes.and_then(xml_text));
    let manifest = part(MANIFEST)?.unwrap_or_default();
    if is_encrypted(&place(MANIFEST), &manifest)? {
        return Err(ImportError::Encrypted { file: file.to_owned() });
    }
    let styles_xml = part(STYLES)?.unwrap_or_default();
    let expected = "the document's text as XML";
    let xml = part(CONTENT)?.ok_or_else(|| ImportError::Damaged {
        file: file.to_owned(),
        place: CONTENT.to_owned(),
        expected,
    })?;
    let mut styles = Styles::default();
    styles.read(&place(STYLES), &styles_xml)?;
    let margins = styles::margins(&place(STYLES), &styles_xml)?;
    from_xml(&place(CONTENT), &xml, styles, margins, Vec::new())
}

/// Reads an OpenDocument text that is one XML file.
pub(crate) fn read_flat(
    file: &str,
    decoded: &Decoded,
    limits: &Limits,
) -> Result<ImportedDocument, ImportError> {
    let place = Place { file, part: "its XML", nesting_limit: limits.nesting_depth };
    let margins = styles::margins(&place, &decoded.text)?;
    from_xml(&place, &decoded.text, Styles::default(), margins, decoded.notes())
}

fn from_xml(
    place: &Place<'_>,
    xml: &str,
    mut styles: Styles,
    margins: usize,
    mut notes: Vec<Note>,
) -> Result<ImportedDocument, ImportError> {
    styles.read(place, xml)?;
    let mut body = body::read(place, xml, &styles)?;
    if let Ended::Broken(at) = body.ended {
        notes.push(Note::not_read(
            "the rest of the document",
            format!("after byte {at} of its XML"),
            "the file is damaged there; open it in LibreOffice, save it anew, and compare",
        ));
    }
    body.tally.margins = margins;
    body.tally.notes("the word processor", &mut notes);
    let (draft, headings) = body.text.into_parts();
    let written = Written { draft, headings, asides: body.asides, notes };
    if written.is_blank() {
        let file = place.file.to_owned();
        return Err(match body.ended {
            Ended::Whole => ImportError::NoWords { file },
            Ended::Broken(at) => {
                let place = format!("{}, byte {at}", place.part);
                ImportError::Damaged { file, place, expected: "well-formed XML" }
            }
        });
    }
    Ok(written.into_document(DocumentKind::Odt))
}

/// Whether the list of parts says that some are sealed with a password.
fn is_encrypted(place: &Place<'_>, manifest: &str) -> Result<bool, ImportError> {
    let mut encrypted = false;
    xml::walk(place, manifest, |item| {
        encrypted |=
            matches!(item, Item::Start(start) if start.local_name().into_inner() == "encryption-data");
    })?;
    Ok(encrypted)
}
