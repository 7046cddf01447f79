//! What the door for documents promises, by examples.

#![expect(clippy::unwrap_used, reason = "a test that finds nothing where something must be has failed")]

mod database_builder;
mod docx;
mod docx_builder;
mod elan;
mod hostile;
mod hostile_databases;
mod hostile_documents;
mod html;
mod meetings;
mod messages;
mod odt;
mod odt_builder;
mod other_kinds;
mod pdf;
mod pdf_builder;
mod protocol;
mod qualcoder;
mod refi;
mod refi_builder;
mod refi_round_trip;
mod round_trips;
mod rtf;
mod sheet_builder;
mod sheet_hostile;
mod sheet_kinds;
mod sheet_matrix;
mod sheet_segments;
mod sheet_survey;
mod subtitles;
mod tables;
mod taguette;
mod textgrid;
mod texts;
mod transcript_json;
mod transcript_laws;
mod turns_csv;

use themeloom_import::{ImportError, ImportedDocument, Limits, open_document};

/// Reads a document with the usual limits.
fn open(name: &str, bytes: &[u8]) -> Result<ImportedDocument, ImportError> {
    open_document(name, bytes, &Limits::default())
}

/// The turns as a person would tell them: speaker, words, and when.
fn told(document: &ImportedDocument) -> String {
    document
        .turns
        .iter()
        .map(|turn| {
            let speaker = &document.speakers[usize::from(turn.speaker.0)].name;
            let words = document.text.excerpt(turn.words).unwrap();
            let time = turn.time.map(|t| format!(" @{}", t.start)).unwrap_or_default();
            format!("{speaker}{time} | {words}\n")
        })
        .collect()
}

/// The report of an import, one line each.
fn report(document: &ImportedDocument) -> String {
    document.report().join("\n")
}
