//! What an import gives: the words, who speaks when, and notes on how they were obtained.

use themeloom_study::source::Styled;
use themeloom_text::{Span, Text, TimeSpan};

use crate::note::Note;
use crate::word_count::count_words;

/// A file, read.
#[derive(Debug, Clone)]
pub struct ImportedDocument {
    /// The kind of file, by its content.
    pub kind: DocumentKind,
    /// The words.
    pub text: Text,
    /// The turns, in order; none when no speakers were recognised.
    pub turns: Vec<Turn>,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
    /// The pages of a PDF, in order.
    pub pages: Vec<Span>,
    /// The headings and the emphasised words, in order.
    pub styles: Vec<Styled>,
    /// Comments, footnotes and endnotes: kept beside the text, not in it.
    pub asides: Vec<Aside>,
    /// What was recognised, changed, and not read.
    pub notes: Vec<Note>,
}

impl ImportedDocument {
    /// Says who speaks where, in place of what was recognised: stretches of the text, in order, by name.
    pub(crate) fn speak(&mut self, stretches: &[(String, Span)]) {
        self.speakers.clear();
        self.turns.clear();
        for (name, words) in stretches {
            let at = self.speakers.iter().position(|speaker| speaker.name == *name).unwrap_or_else(|| {
                self.speakers.push(Speaker {
                    name: name.clone(),
                    spellings: Vec::new(),
                    n_turns: 0,
                    n_words: 0,
                    guess: Guess::Participant,
                });
                self.speakers.len() - 1
            });
            let (Ok(number), Some(speaker)) = (u16::try_from(at), self.speakers.get_mut(at)) else {
                continue;
            };
            speaker.n_turns += 1;
            speaker.n_words += count_words(self.text.excerpt(*words).unwrap_or_default());
            self.turns.push(Turn { speaker: SpeakerIdx(number), label: None, words: *words, time: None });
        }
    }
}

/// A kind of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    /// Plain text.
    PlainText,
    /// Markdown.
    Markdown,
    /// A Word document.
    Docx,
    /// A PDF with text.
    Pdf,
    /// A table of turns.
    TurnsCsv,
    /// WebVTT subtitles.
    Vtt,
    /// SubRip subtitles.
    Srt,
    /// Subtitles of YouTube.
    Sbv,
    /// JSON of a transcription tool.
    TranscriptJson,
    /// Annotations of ELAN.
    Elan,
    /// A `TextGrid` of Praat.
    TextGrid,
    /// An OpenDocument text.
    Odt,
    /// A rich text document.
    Rtf,
    /// A web page.
    Html,
}

impl DocumentKind {
    /// The kind in a word, as a study keeps it: "docx".
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::PlainText => "txt",
            Self::Markdown => "md",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::TurnsCsv => "csv",
            Self::Vtt => "vtt",
            Self::Srt => "srt",
            Self::Sbv => "sbv",
            Self::TranscriptJson => "json",
            Self::Elan => "eaf",
            Self::TextGrid => "textgrid",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Html => "html",
        }
    }

    /// The kind as people call it.
    #[must_use]
    pub const fn plain(self) -> &'static str {
        match self {
            Self::PlainText => "plain text",
            Self::Markdown => "Markdown",
            Self::Docx => "a Word document",
            Self::Pdf => "a PDF with text",
            Self::TurnsCsv => "a table of turns",
            Self::Vtt => "WebVTT subtitles",
            Self::Srt => "SubRip subtitles",
            Self::Sbv => "YouTube subtitles",
            Self::TranscriptJson => "JSON of a transcription tool",
            Self::Elan => "an ELAN annotation file",
            Self::TextGrid => "a Praat TextGrid",
            Self::Odt => "an OpenDocument text",
            Self::Rtf => "a rich text document",
            Self::Html => "a web page",
        }
    }
}

/// Which of a document's speakers: an index into [`ImportedDocument::speakers`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpeakerIdx(pub u16);

/// One turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Who speaks.
    pub speaker: SpeakerIdx,
    /// The label with its punctuation; none where the file names no speaker.
    pub label: Option<Span>,
    /// The words.
    pub words: Span,
    /// When, in the recording.
    pub time: Option<TimeSpan>,
}

impl Turn {
    /// The whole turn with its label.
    #[must_use]
    pub fn span(&self) -> Span {
        self.label.map_or(self.words, |label| label.cover(self.words))
    }
}

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The name, tidied.
    pub name: String,
    /// The spellings that were found, in order of first appearance.
    pub spellings: Vec<String>,
    /// How many turns.
    pub n_turns: usize,
    /// How many words in them, counted between blanks as word processors do.
    pub n_words: usize,
    /// Who it may be.
    pub guess: Guess,
}

/// Who a speaker may be: a guess, to be confirmed by a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guess {
    /// Somebody who asks.
    Interviewer,
    /// Somebody who answers.
    Participant,
    /// Nothing tells.
    Unknown,
}

/// Words that belong to the document and not to its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// What it is about, or where it is attached (then empty).
    pub at: Span,
    /// Who wrote it, if the file says.
    pub author: Option<String>,
    /// Its words.
    pub words: String,
}

/// What kind of words stand beside a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsideKind {
    /// A reviewer's comment.
    Comment,
    /// A footnote.
    Footnote,
    /// An endnote.
    Endnote,
}
