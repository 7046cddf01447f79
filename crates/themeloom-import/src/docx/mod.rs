//! Word documents (.docx).
//!
//! The words are the data, so nothing may be invented and nothing lost without a note: tracked
//! insertions are text and tracked deletions are not, and both are counted; comments and notes are
//! kept beside the text; what is hidden, or stands in headers and footers, is named as not read.

mod asides;
mod body;
mod styles;

use crate::archive::Archive;
use crate::document::{DocumentKind, ImportedDocument};
use crate::encodings::xml_text;
use crate::error::ImportError;
use crate::limits::Limits;
use crate::note::Note;
use crate::written::Written;
use crate::xml::{self, Ended, Item, Place};

/// Reads a Word document.
pub(crate) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<ImportedDocument, ImportError> {
    let mut package = Package { archive: Archive::open(file, bytes, limits)?, file, limits };
    let main = package.main_part()?;
    let styles = styles::read(&package.part_beside(&main, "styles.xml")?, &package.place("styles.xml"))?;
    let xml = package.archive.read(&main)?.and_then(xml_text).ok_or_else(|| {
        let expected = "the document's text as XML";
        ImportError::Damaged { file: file.to_owned(), place: main.clone(), expected }
    })?;
    let body = body::read(&package.place(&main), &xml, &styles)?;
    if body.draft.as_str().trim().is_empty() {
        return Err(match body.ended {
            Ended::Whole => ImportError::NoWords { file: file.to_owned() },
            Ended::Broken(at) => ImportError::Damaged {
                file: file.to_owned(),
                place: format!("{main}, byte {at}"),
                expected: "well-formed XML",
            },
        });
    }
    let words = package.aside_words(&main)?;
    let margins = package.margin_parts(&main)?;
    Ok(finish(body, words, margins))
}

fn finish(mut body: body::Body, words: Vec<asides::AsideWords>, margins: usize) -> ImportedDocument {
    let mut notes = Vec::new();
    if let Ended::Broken(at) = body.ended {
        notes.push(Note::not_read(
            "the rest of the document",
            format!("after byte {at} of its XML"),
            "the file is damaged there; open it in Word, save it anew, and compare",
        ));
    }
    body.tally.margins = margins;
    body.tally.notes("Word", &mut notes);
    let asides = asides::place_all(&body.anchors, words);
    Written { draft: body.draft, headings: body.headings, asides, notes }.into_document(DocumentKind::Docx)
}

/// The archive, as Word lays it out.
struct Package<'p> {
    archive: Archive<'p>,
    file: &'p str,
    limits: &'p Limits,
}

impl<'p> Package<'p> {
    fn place<'q>(&'q self, part: &'q str) -> Place<'q> {
        Place { file: self.file, part, nesting_limit: self.limits.nesting_depth }
    }

    /// The part that holds the text, as the package's relations name it.
    fn main_part(&mut self) -> Result<String, ImportError> {
        let mut found = None;
        if let Some(relations) = self.archive.read("_rels/.rels")?.and_then(xml_text) {
            xml::walk(&self.place("_rels/.rels"), &relations, |item| {
                if let Item::Start(start) = item
                    && xml::attribute(start, "Type").is_some_and(|t| t.ends_with("/officeDocument"))
                {
                    found = xml::attribute(start, "Target");
                }
            })?;
        }
        let named = found.map(|target| target.trim_start_matches('/').to_owned());
        Ok(named.filter(|part| self.archive.has(part)).unwrap_or_else(|| "word/document.xml".to_owned()))
    }

    /// A part in the same folder as another; empty if there is none.
    fn part_beside(&mut self, main: &str, name: &str) -> Result<String, ImportError> {
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let part = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        Ok(self.archive.read(&part)?.and_then(xml_text).unwrap_or_default())
    }

    fn aside_words(&mut self, main: &str) -> Result<Vec<asides::AsideWords>, ImportError> {
        let mut words = Vec::new();
        for (kind, name) in asides::PARTS {
            let xml = self.part_beside(main, name)?;
            asides::read(&self.place(name), &xml, kind, &mut words)?;
        }
        Ok(words)
    }

    /// How many headers and footers hold words.
    fn margin_parts(&mut self, main: &str) -> Result<usize, ImportError> {
        let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let is_margin = |name: &String| {
            name.strip_prefix(&folder)
                .is_some_and(|n| (n.starts_with("header") || n.starts_with("footer")) && n.ends_with(".xml"))
        };
        let mut with_words = 0;
        for name in self.archive.names().into_iter().filter(is_margin) {
            let xml = self.archive.read(&name)?.and_then(xml_text).unwrap_or_default();
            let mut has_words = false;
            xml::walk(&self.place(&name), &xml, |item| {
                has_words |= matches!(item, Item::Text(text) if !text.trim().is_empty());
            })?;
            with_words += usize::from(has_words);
        }
        Ok(with_words)
    }
}
