//! Web pages (.html), as transcription services, mail programs and word processors save them.
//!
//! A library cuts the page into tags and words by the rules that browsers share; which of the words a
//! browser shows, and on which lines, is decided here (`reader`, `elements`, `style`, `page`). Style
//! sheets are not read: an element is hidden if it says so itself.

mod charset;
mod elements;
mod page;
mod reader;
mod style;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::document::{DocumentKind, ImportedDocument};
use crate::encodings::Decoded;
use crate::error::ImportError;
use crate::limits::Limits;
use crate::written::Written;
use reader::Reader;
use style::{Attributes, Named};

/// Reads a web page. `guessed` is what its bytes look like before the page itself is asked.
pub(crate) fn read(
    file: &str,
    bytes: &[u8],
    guessed: Decoded,
    limits: &Limits,
) -> Result<ImportedDocument, ImportError> {
    let decoded = charset::decode_page(bytes, guessed);
    let mut reader = Reader::new(decoded.text.trim_start().starts_with("<?xml"));
    if walk(&decoded.text, &mut reader, limits.nesting_depth) == Walked::TooDeep {
        let (file, part) = (file.to_owned(), "its elements".to_owned());
        return Err(ImportError::TooDeep { file, part, limit: limits.nesting_depth });
    }
    reader.end_all();
    let mut notes = decoded.notes();
    reader.notes(&mut notes);
    let (draft, headings) = reader.page.into_parts();
    let written = Written { draft, headings, asides: Vec::new(), notes };
    if written.is_blank() {
        return Err(ImportError::NoWords { file: file.to_owned() });
    }
    Ok(written.into_document(DocumentKind::Html))
}

/// How a reading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Walked {
    Through,
    TooDeep,
}

fn walk(text: &str, reader: &mut Reader, nesting_limit: usize) -> Walked {
    let is_xml = reader.is_xml();
    let mut tag: Option<(Vec<u8>, Attributes)> = None;
    let mut named = Named::Other;
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Walked> {
        match event {
            CallbackEvent::OpenStartTag { name } => tag = Some((name.to_vec(), Attributes::default())),
            CallbackEvent::AttributeName { name } => {
                named = tag.as_mut().map(|(_, attributes)| attributes.name(name)).unwrap_or_default();
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some((_, attributes)) = &mut tag {
                    attributes.value(named, value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                if let Some((name, attributes)) = tag.take() {
                    reader.start(&name, &attributes, self_closing);
                }
            }
            CallbackEvent::EndTag { name } => {
                tag = None;
                reader.end(name);
            }
            CallbackEvent::String { value } => reader.words(value),
            CallbackEvent::Comment { value } => reader.comment(value),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        (reader.depth() > nesting_limit).then_some(Walked::TooDeep)
    });
    // In XHTML a script or a title that closes itself has no words.
    emitter.naively_switch_states(!is_xml);
    let mut tokens = Tokenizer::new_with_emitter(text, emitter);
    match tokens.next() {
        Some(Ok(ended)) => ended,
        None => Walked::Through,
    }
}
