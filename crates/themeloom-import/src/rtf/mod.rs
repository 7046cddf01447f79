//! Rich text (.rtf), as old word processors, dictation programs and mail clients write it.
//!
//! The reader is our own, since a library that we tried loses words: see `docs/dependencies.md`. Tokens
//! (`tokens`) become words (`reader`) by the tables at the head of the file (`tables`, `charsets`), in
//! the groups that hold text (`destinations`), and go where they belong (`output`).

mod charsets;
mod destinations;
mod output;
mod reader;
mod tables;
mod tokens;

use crate::document::{DocumentKind, ImportedDocument};
use crate::error::ImportError;
use crate::limits::Limits;
use crate::note::{Note, Recognised, count};
use crate::written::Written;
use reader::Reader;
use tokens::{Token, Tokens};

/// Reads rich text.
pub(crate) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<ImportedDocument, ImportError> {
    let mut tokens = Tokens::new(bytes.trim_ascii_start());
    let mut reader = Reader::new(!bytes.is_ascii() && std::str::from_utf8(bytes).is_ok());
    let mut whole = false;
    for token in tokens.by_ref() {
        if token == Token::Open && reader.depth() >= limits.nesting_depth {
            let part = "its groups".to_owned();
            return Err(ImportError::TooDeep { file: file.to_owned(), part, limit: limits.nesting_depth });
        }
        reader.take(token);
        if reader.depth() == 0 {
            whole = true;
            break;
        }
    }
    reader.end();
    let mut notes = Vec::new();
    if !whole {
        notes.push(Note::not_read(
            "the rest of the document",
            format!("after byte {}", tokens.at()),
            "the file ends before its last group does; open it in Word, save it anew, and compare",
        ));
    }
    let behind = tokens.rest().iter().filter(|b| !b.is_ascii_whitespace() && **b != 0).count();
    if behind > 0 {
        notes.push(Note::not_read(
            "what follows the end of the document",
            count(behind, "byte", "bytes"),
            "word processors pass over it too",
        ));
    }
    let written = written(reader, notes);
    if written.is_blank() {
        let file = file.to_owned();
        return Err(if whole {
            ImportError::NoWords { file }
        } else {
            let place = format!("byte {}", tokens.at());
            ImportError::Damaged { file, place, expected: "the closing brace of the document" }
        });
    }
    Ok(written.into_document(DocumentKind::Rtf))
}

fn written(reader: Reader, mut notes: Vec<Note>) -> Written {
    if reader.read_utf8 {
        notes.push(Recognised::Encoding { name: "UTF-8", guessed: true }.into());
    }
    if reader.undecodable > 0 {
        notes.push(Note::not_read(
            count(reader.undecodable, "character", "characters"),
            "shown as \u{fffd} in the text",
            "the bytes are no characters in the code page that the file names; save it as .docx and import that",
        ));
    }
    if reader.filled_in > 0 {
        notes.push(Note::not_read(
            "dates, times or page numbers that are filled in",
            count(reader.filled_in, "place", "places"),
            "the word processor draws them; they are no part of the words",
        ));
    }
    let output = reader.output;
    output.tally.notes("the word processor", &mut notes);
    let (draft, headings) = output.text.into_parts();
    Written { draft, headings, asides: output.asides, notes }
}
