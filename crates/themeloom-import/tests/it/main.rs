//! What the door for documents promises, by examples.

#![expect(clippy::unwrap_used, reason = "a test that finds nothing where something must be has failed")]

mod database_builder;
mod docx;
mod docx_builder;
mod elan;
mod emphasis;
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
use themeloom_study::source::Style;

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

/// The headings, with their levels.
fn headings(document: &ImportedDocument) -> Vec<(u8, &str)> {
    let level = |style| if let Style::Heading(level) = style { Some(level) } else { None };
    let styles = document.styles.iter();
    styles.filter_map(|s| Some((level(s.style)?, document.text.excerpt(s.span).unwrap()))).collect()
}

/// The words that are emphasised in a way.
fn emphasised(document: &ImportedDocument, style: Style) -> Vec<&str> {
    let styles = document.styles.iter().filter(|styled| styled.style == style);
    styles.map(|styled| document.text.excerpt(styled.span).unwrap()).collect()
}
