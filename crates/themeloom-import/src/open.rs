//! The one way in for documents.

use crate::document::{DocumentKind, ImportedDocument};
use crate::error::{Expected, ImportError};
use crate::limits::Limits;
use crate::note::{Note, Recognised};
use crate::recognise::{Content, recognise};
use crate::{docx, html, md, odt, pdf, rtf, srt, turns_csv, txt, vtt};

/// Reads a document: text, speakers, turns, times, and notes on how they were obtained.
///
/// The name serves for messages and, where the content leaves it open, for telling the kind.
///
/// # Errors
/// When nothing useful can be read; each error names the file, the place, and what to do.
///
/// ```
/// use themeloom_import::{Limits, open_document};
///
/// let file = b"Interviewer: What does value mean to you?\n\nP01: Time with the patient.\n";
/// let document = open_document("P01.txt", file, &Limits::default())?;
/// assert_eq!(document.turns.len(), 2);
/// for line in document.report() {
///     println!("{line}");
/// }
/// # Ok::<(), themeloom_import::ImportError>(())
/// ```
pub fn open_document(name: &str, bytes: &[u8], limits: &Limits) -> Result<ImportedDocument, ImportError> {
    let mut document = match recognise(name, bytes, limits)? {
        Content::Docx => docx::read(name, bytes, limits)?,
        Content::Pdf => pdf::read(name, bytes, limits)?,
        Content::Odt => odt::read(name, bytes, limits)?,
        Content::Rtf => rtf::read(name, bytes, limits)?,
        Content::Text(kind, decoded) => match kind {
            DocumentKind::Markdown => md::read(&decoded),
            DocumentKind::TurnsCsv => turns_csv::read(name, &decoded)?,
            DocumentKind::Vtt => vtt::read(name, &decoded)?,
            DocumentKind::Srt => srt::read(name, &decoded)?,
            DocumentKind::Odt => odt::read_flat(name, &decoded, limits)?,
            DocumentKind::Html => html::read(name, bytes, decoded, limits)?,
            DocumentKind::PlainText | DocumentKind::Docx | DocumentKind::Pdf | DocumentKind::Rtf => {
                txt::read(&decoded)
            }
        },
    };
    name_the_wrong_ending(name, &mut document);
    Ok(document)
}

/// A file whose name promises another kind is read by its content, and the notes say so.
fn name_the_wrong_ending(name: &str, document: &mut ImportedDocument) {
    let kind = document.kind;
    let fits = |ending: &str| match kind {
        DocumentKind::PlainText => {
            !matches!(ending, "docx" | "doc" | "pdf" | "rtf" | "odt" | "html" | "xlsx")
        }
        DocumentKind::Markdown => matches!(ending, "md" | "markdown"),
        DocumentKind::Docx => matches!(ending, "docx" | "docm" | "dotx"),
        DocumentKind::Odt => matches!(ending, "odt" | "ott" | "fodt"),
        DocumentKind::Html => matches!(ending, "html" | "htm" | "xhtml"),
        DocumentKind::TurnsCsv => matches!(ending, "csv" | "tsv" | "tab"),
        DocumentKind::Pdf | DocumentKind::Vtt | DocumentKind::Srt | DocumentKind::Rtf => {
            ending == kind.word()
        }
    };
    if let Some(ending) = Expected::from_name(name).0.filter(|ending| !fits(ending)) {
        let honest = Note::from(Recognised::KindDespiteName { kind, ending });
        match document.notes.iter_mut().find(|note| matches!(note, Note::Recognised(Recognised::Kind(_)))) {
            Some(note) => *note = honest,
            None => document.notes.insert(0, honest),
        }
    }
}

impl ImportedDocument {
    /// The notes as lines for people: what was recognised, what was changed, what was not read.
    #[must_use]
    pub fn report(&self) -> Vec<String> {
        let order = |note: &&Note| match note {
            Note::Recognised(_) => 0,
            Note::Changed(_) => 1,
            Note::NotRead(_) => 2,
        };
        let mut notes: Vec<&Note> = self.notes.iter().collect();
        notes.sort_by_key(order);
        notes.into_iter().map(ToString::to_string).collect()
    }
}
