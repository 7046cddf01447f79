//! PDFs with text.
//!
//! A PDF knows where letters stand, not what a line, a word or a paragraph is. The library gives
//! runs of letters with their places (`extract`); here they become lines (`lines`), what recurs in
//! the margins is taken out if that is certain (`margins`), and lines become paragraphs (`flow`).

mod area;
mod extract;
mod flow;
mod lines;
mod margins;

use crate::document::{DocumentKind, ImportedDocument};
use crate::draft;
use crate::error::ImportError;
use crate::limits::Limits;
use crate::note::{Note, Recognised};
use crate::{styles, transcript};

pub(crate) use area::{Area, PdfPages};

/// Reads a PDF.
pub(crate) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Result<ImportedDocument, ImportError> {
    let extracted = extract::runs(file, bytes, limits)?;
    let n_pages = extracted.pages.len();
    let mut pages: Vec<lines::Page> = extracted.pages.iter().map(|runs| lines::lines(runs)).collect();
    if !pages.iter().flatten().any(|line| line.text.chars().any(char::is_alphanumeric)) {
        return Err(ImportError::NoText { file: file.to_owned(), pages: n_pages });
    }
    let mut notes: Vec<Note> = vec![Recognised::Pages(n_pages).into()];
    margins::take_out(&mut pages, &mut notes);
    let flowed = flow::flow(&pages, &mut notes);
    for page in extracted.unreadable {
        notes.push(Note::not_read(
            "a page",
            format!("page {page}"),
            "the file is damaged there; open it in another program, save it anew, and compare",
        ));
    }
    for (page, _) in pages.iter().enumerate().filter(|(_, lines)| lines.is_empty()) {
        notes.push(Note::not_read(
            "a page without text",
            format!("page {}", page + 1),
            "it is empty or a picture; if it holds words, run text recognition (OCR) over the file",
        ));
    }
    let text = flowed.draft.finish(&mut notes);
    if text.as_str().trim().is_empty() {
        return Err(ImportError::NoText { file: file.to_owned(), pages: n_pages });
    }
    let ends = flowed.page_starts.iter().skip(1).copied().chain([text.as_str().len()]);
    let spans =
        flowed.page_starts.iter().zip(ends).map(|(start, end)| draft::place(&text, *start..end)).collect();
    let headings = styles::headings(&text, &flowed.headings);
    if !headings.is_empty() {
        notes.push(Recognised::Headings(headings.len()).into());
    }
    let mut document = transcript::from_labels(DocumentKind::Pdf, text, notes);
    document.pages = spans;
    document.styles = headings;
    Ok(document)
}
