//! A coded transcript as a document: every line a paragraph, every mark a comment on exactly its words.

use super::{Document, comments, parts, styles};
use crate::error::ReportError;
use crate::model::{CodedTranscript, Emphasis, Inline, Orientation, Piece, Report, TranscriptLine};
use crate::package::pack;

/// Renders a coded transcript as a `.docx` document with comments.
///
/// Each mark is a comment whose range begins and ends where the mark does, also in the middle of a word, over
/// several paragraphs, and across other marks. The author is the coder, the date is when the coding was made,
/// and the text is the code with its remarks and memos. The paragraphs of the style "Transcript" are the lines
/// of the source, empty ones too, so that the text can be taken in again with its headings and emphasis.
///
/// # Errors
/// [`ReportError::Pack`] and [`ReportError::Write`] where the archive cannot be built, and
/// [`ReportError::Date`] where the date is not written as `YYYY-MM-DD`.
pub fn render_transcript_docx(transcript: &CodedTranscript) -> Result<Vec<u8>, ReportError> {
    let shell = shell(transcript);
    let created = parts::created(&shell)?;
    pack(&[
        ("[Content_Types].xml", parts::with_comments_type()),
        ("_rels/.rels", parts::PACKAGE_RELATIONS.to_owned()),
        ("docProps/app.xml", parts::APP.to_owned()),
        ("docProps/core.xml", parts::core(&shell, &created)),
        ("word/_rels/document.xml.rels", parts::with_comments_relation()),
        ("word/comments.xml", comments::comments(transcript)),
        ("word/document.xml", Document::new(&shell).transcript(transcript)),
        ("word/footer1.xml", parts::footer(&shell)),
        ("word/header1.xml", parts::header(&shell)),
        ("word/numbering.xml", parts::numbering(&shell)),
        ("word/settings.xml", parts::settings(&shell)),
        ("word/styles.xml", styles::styles(&shell)),
    ])
}

/// What the parts beside the text are made of.
fn shell(transcript: &CodedTranscript) -> Report {
    Report {
        title: transcript.title.clone(),
        subtitle: Some(transcript.subtitle.clone()).filter(|name| !name.is_empty()),
        banner: transcript.banner.clone(),
        language: transcript.language.clone(),
        date: transcript.date.clone(),
        ..Report::default()
    }
}

impl Document {
    fn transcript(mut self, transcript: &CodedTranscript) -> String {
        self.markup.open("w:document", parts::NAMESPACES).open("w:body", &[]);
        self.front_matter(&shell(transcript));
        for note in &transcript.notes {
            self.paragraph("BodyText", &[Inline::Emphasis(note.clone())]);
        }
        for line in &transcript.lines {
            self.line(line);
        }
        self.section(Orientation::Portrait);
        self.markup.close("w:body").close("w:document");
        self.markup.finish()
    }

    fn line(&mut self, line: &TranscriptLine) {
        self.open_line(line.heading);
        for piece in &line.pieces {
            match piece {
                Piece::Label(text) => self.run(text, Some("Strong")),
                Piece::Words(text) => self.words(text, Emphasis::default(), line.heading),
                Piece::Emphasised(text, emphasis) => self.words(text, *emphasis, line.heading),
                Piece::Withheld(reason) => self.run(&format!("[{reason}]"), Some("Emphasis")),
                Piece::Begin(mark) => {
                    self.markup.empty("w:commentRangeStart", &[("w:id", &mark.to_string())]);
                }
                Piece::End(mark) => self.end_of_comment(&mark.to_string()),
            }
        }
        self.markup.close("w:p");
    }

    /// A heading of the source has its level, by which it is one again where the file is taken in.
    fn open_line(&mut self, heading: Option<u8>) {
        self.markup.open("w:p", &[]).open("w:pPr", &[]);
        self.markup.empty("w:pStyle", &[("w:val", "Transcript")]);
        if let Some(level) = heading {
            let level = level.clamp(1, 9) - 1;
            self.markup.empty("w:outlineLvl", &[("w:val", &level.to_string())]);
        }
        self.markup.close("w:pPr");
    }

    fn words(&mut self, text: &str, emphasis: Emphasis, heading: Option<u8>) {
        if emphasis == Emphasis::default() && heading.is_none() {
            return self.run(text, None);
        }
        self.markup.open("w:r", &[]).open("w:rPr", &[]);
        if emphasis.bold || heading.is_some() {
            self.markup.empty("w:b", &[]);
        }
        if emphasis.italic {
            self.markup.empty("w:i", &[]);
        }
        if let Some(level) = heading {
            let size = if level == 1 { "30" } else { "26" };
            self.markup.empty("w:sz", &[("w:val", size)]);
        }
        if emphasis.underlined {
            self.markup.empty("w:u", &[("w:val", "single")]);
        }
        self.markup.close("w:rPr");
        self.rest_of_run(text);
    }

    fn end_of_comment(&mut self, number: &str) {
        let id = [("w:id", number)];
        self.markup.empty("w:commentRangeEnd", &id).open("w:r", &[]).open("w:rPr", &[]);
        self.markup.empty("w:rStyle", &[("w:val", "CommentReference")]).close("w:rPr");
        self.markup.empty("w:commentReference", &id).close("w:r");
    }
}
