//! The one place where the PDF library is called.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_oxide::PdfDocument;

use crate::error::ImportError;
use crate::limits::Limits;

/// Letters that stand together, in points from the lower left corner of the page.
#[derive(Debug, Clone)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) size: f32,
}

/// The runs of all pages.
#[derive(Debug)]
pub(super) struct Extracted {
    pub(super) pages: Vec<Vec<Run>>,
    /// Pages that could not be read, from 1.
    pub(super) unreadable: Vec<usize>,
}

/// Extracts the runs of letters of every page.
///
/// The library is large and reads a format full of traps: should it panic on a damaged file, the
/// panic is caught here and the file reported as damaged. Nothing of the library's state outlives
/// the call, so that no half-made value can be seen afterwards.
pub(super) fn runs(file: &str, bytes: &[u8], limits: &Limits) -> Result<Extracted, ImportError> {
    let damaged = |place: &str| ImportError::Damaged {
        file: file.to_owned(),
        place: place.to_owned(),
        expected: "pages of a PDF",
    };
    let document = catch_unwind(AssertUnwindSafe(|| open(bytes)))
        .map_err(|_| damaged("the list of its objects"))?
        .map_err(|failure| match failure {
            Failure::Encrypted => ImportError::Encrypted { file: file.to_owned() },
            Failure::Damaged => damaged("the list of its objects"),
        })?;
    let (document, n_pages) = document;
    let mut extracted = Extracted { pages: Vec::new(), unreadable: Vec::new() };
    let mut total = 0_u64;
    for page in 0..n_pages {
        let runs = catch_unwind(AssertUnwindSafe(|| page_runs(&document, page))).ok().flatten();
        if runs.is_none() {
            extracted.unreadable.push(page + 1);
        }
        let runs = runs.unwrap_or_default();
        total += runs.iter().map(|run| run.text.len() as u64).sum::<u64>();
        if total > limits.expanded_bytes {
            let excess = crate::error::Excess::Bytes { limit: limits.expanded_bytes };
            let part = format!("page {}", page + 1);
            return Err(ImportError::Bomb { file: file.to_owned(), part, excess });
        }
        extracted.pages.push(runs);
    }
    if extracted.unreadable.len() == extracted.pages.len() {
        return Err(damaged("every page"));
    }
    Ok(extracted)
}

enum Failure {
    Encrypted,
    Damaged,
}

fn open(bytes: &[u8]) -> Result<(PdfDocument, usize), Failure> {
    let damaged = |error: pdf_oxide::Error| match error {
        pdf_oxide::Error::EncryptedPdf => Failure::Encrypted,
        _ => Failure::Damaged,
    };
    let document = PdfDocument::from_bytes(bytes.to_vec()).map_err(damaged)?;
    if document.is_encrypted() && !document.is_authenticated() && !document.authenticate(b"").unwrap_or(false)
    {
        return Err(Failure::Encrypted);
    }
    let pages = document.page_count().map_err(damaged)?;
    // A page tree that claims more pages than the file has bytes is broken.
    if pages == 0 || pages > bytes.len() { Err(Failure::Damaged) } else { Ok((document, pages)) }
}

fn page_runs(document: &PdfDocument, page: usize) -> Option<Vec<Run>> {
    let spans = document.extract_spans(page).ok()?;
    Some(
        spans
            .into_iter()
            .map(|span| Run {
                x: span.bbox.x,
                y: span.bbox.y,
                width: span.bbox.width,
                size: span.font_size.abs().max(1.0),
                text: span.text,
            })
            .filter(|run| {
                run.x.is_finite() && run.y.is_finite() && run.width.is_finite() && run.size.is_finite()
            })
            .collect(),
    )
}
