//! A study that was made in another program, as values: what every reader of such a program gives,
//! and what is written when a study is handed over to one.

pub(crate) mod anchor;
pub(crate) mod coders;
mod kind;
pub(crate) mod place;
pub(crate) mod searches;
pub(crate) mod source;
pub(crate) mod sqlite;
pub(crate) mod units;
pub(crate) mod when;

use std::fmt;

use themeloom_study::Timestamp;
use themeloom_study::attribute::AttributeKind;
use themeloom_study::code::{CodeNumber, Colour};
use themeloom_study::source::RecordingKind;
use themeloom_text::Span;

use crate::document::ImportedDocument;

pub use kind::{StudyKind, recognise_study};
pub use units::{LineEnd, PositionUnit, Positions};

/// A study of another program. What refers to something else does so by its place in these lists; a
/// reader gives only places that are there.
#[derive(Debug, Clone, Default)]
pub struct ForeignStudy {
    /// The program and its version, as the file names it: "ATLAS.ti for Windows 23.2".
    pub program: String,
    /// What the study is called there.
    pub name: String,
    /// What it says about itself.
    pub description: String,
    /// Who coded, by name.
    pub coders: Vec<String>,
    /// The codebook; what stands above a code comes before it.
    pub codes: Vec<ForeignCode>,
    /// What is recorded about cases.
    pub attributes: Vec<ForeignAttribute>,
    /// The cases.
    pub cases: Vec<ForeignCase>,
    /// The sources that hold words.
    pub sources: Vec<ForeignSource>,
    /// The codings.
    pub codings: Vec<ForeignCoding>,
    /// Codings of sources that are not here: to be found by their words in those that the study has.
    pub segments: Vec<ForeignSegment>,
    /// The memos.
    pub memos: Vec<ForeignMemo>,
    /// The charted cells of a framework matrix.
    pub cells: Vec<ForeignCell>,
    /// How positions were counted, where there was a choice.
    pub counted: Option<Counted>,
    /// How the codings were placed.
    pub anchoring: Anchoring,
    /// What is called otherwise here than there, and why.
    pub renamed: Vec<String>,
    /// Codings that were placed by their words: where the file says that they are, and where they are.
    pub reanchored: Vec<String>,
    /// What did not travel, by name.
    pub losses: Vec<Loss>,
}

/// Which of the coders: an index into [`ForeignStudy::coders`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CoderIdx(pub usize);

/// Which of the codes: an index into [`ForeignStudy::codes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodeIdx(pub usize);

/// Which of the attributes: an index into [`ForeignStudy::attributes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeIdx(pub usize);

/// Which of the cases: an index into [`ForeignStudy::cases`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseIdx(pub usize);

/// Which of the sources: an index into [`ForeignStudy::sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceIdx(pub usize);

/// Which of the codings: an index into [`ForeignStudy::codings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodingIdx(pub usize);

/// A code, or a category that only groups codes. Several may have one name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ForeignCode {
    /// Its number; empty where the program has none.
    pub number: CodeNumber,
    /// Its name.
    pub name: String,
    /// The code above it.
    pub parent: Option<CodeIdx>,
    /// Whether it only groups codes.
    pub is_category: bool,
    /// Its colour.
    pub colour: Option<Colour>,
    /// What it means.
    pub definition: String,
    /// When to use it.
    pub use_when: String,
    /// When not to use it.
    pub not_when: String,
    /// A passage that it fits.
    pub example: String,
}

/// Something that is recorded about cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignAttribute {
    /// Its name.
    pub name: String,
    /// Its values.
    pub kind: AttributeKind,
    /// What it means.
    pub help: String,
}

/// A case: usually a person who was interviewed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ForeignCase {
    /// Its name.
    pub name: String,
    /// What is said about it.
    pub description: String,
    /// Values of attributes, as they are written.
    pub values: Vec<(AttributeIdx, String)>,
    /// The sources that are its account.
    pub sources: Vec<SourceIdx>,
}

/// A source with its words.
#[derive(Debug, Clone)]
pub struct ForeignSource {
    /// Its name in the study.
    pub name: String,
    /// What is said about it.
    pub description: String,
    /// The name of the file within the other program's files.
    pub file: String,
    /// The words, and who speaks as far as labels tell.
    pub document: ImportedDocument,
    /// The file as it came: the words as the other program kept them, or a PDF that they were taken from.
    pub original: Vec<u8>,
    /// The recording that the words were written down from, where it goes with them.
    pub recording: Option<ForeignRecording>,
}

/// A recording that goes with the words of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignRecording {
    /// The name of its file.
    pub file: String,
    /// What kind of recording it is.
    pub kind: RecordingKind,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A code applied to words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignCoding {
    /// The source.
    pub source: SourceIdx,
    /// The words, in code points of the source's text.
    pub span: Span,
    /// The code applied.
    pub code: CodeIdx,
    /// Who coded, if that is known.
    pub coder: Option<CoderIdx>,
    /// When, if that is known.
    pub at: Option<Timestamp>,
}

/// A code applied to words of a source that is not in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignSegment {
    /// The name of the source.
    pub source: String,
    /// The exact words.
    pub words: String,
    /// The code applied.
    pub code: CodeIdx,
    /// Who coded, if that is known.
    pub coder: Option<CoderIdx>,
    /// When, if that is known.
    pub at: Option<Timestamp>,
    /// What the coder remarked.
    pub comment: String,
    /// Where the program says that the words stand; empty if it does not.
    pub place: String,
    /// The line or paragraph in which they begin there, from 1, if the program says so.
    pub line: Option<u32>,
    /// The character at which they begin there, from 0, if the program says so.
    pub start: Option<u32>,
}

/// What a memo of another program is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ForeignTarget {
    /// The study as a whole.
    Study,
    /// A source.
    Source(SourceIdx),
    /// Words in a source.
    Passage(SourceIdx, Span),
    /// A code.
    Code(CodeIdx),
    /// A coding.
    Coding(CodingIdx),
    /// A case.
    Case(CaseIdx),
}

/// A memo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignMemo {
    /// What it is about.
    pub about: ForeignTarget,
    /// What it says, with its title as the first line where it has one.
    pub text: String,
    /// Who wrote it, if that is known.
    pub author: Option<CoderIdx>,
    /// When, if that is known.
    pub at: Option<Timestamp>,
}

/// What one case says about one code, in the analyst's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignCell {
    /// The row.
    pub case: CaseIdx,
    /// The column.
    pub code: CodeIdx,
    /// What was said.
    pub summary: String,
    /// What the analyst makes of it.
    pub note: String,
    /// Who charted it, if that is known.
    pub author: Option<CoderIdx>,
    /// What the cell says about the account beside its words.
    pub said: Said,
    /// The passages that show it.
    pub quotations: Vec<(SourceIdx, Span)>,
}

/// What a cell says about the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Said {
    /// It was charted.
    #[default]
    Charted,
    /// It was charted, and raised without being asked.
    Unprompted,
    /// Nothing was said about it.
    Nothing,
    /// It was not asked.
    NotAsked,
}

/// How the positions in a program's files were understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// What was chosen.
    pub positions: Positions,
    /// How many ends of selections fall where words begin or end, or stand beside the very words that
    /// the file repeats, counted so.
    pub fits: usize,
    /// Of how many.
    pub of: usize,
    /// What fitted next best, and how often.
    pub next: Option<(Positions, usize)>,
}

/// How many codings were found in another program's files, and how they were placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchoring {
    /// Found.
    pub found: usize,
    /// Placed where the file says.
    pub exact: usize,
    /// Placed by their words, because the position does not hold.
    pub reanchored: usize,
    /// Not placed; each is among the losses.
    pub lost: usize,
}

/// Something that did not travel.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// The kind of thing, in the singular: "set", "coding of a picture".
    pub kind: &'static str,
    /// Which one, by its name or its place. Never words of a participant.
    pub name: String,
    /// Why, and what to do where something can be done; empty where the name says it.
    pub why: &'static str,
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name.as_str() {
            "" => write!(f, "{}: {}", self.kind, self.why),
            name if self.why.is_empty() => write!(f, "{} {name}", self.kind),
            name => write!(f, "{} {name}: {}", self.kind, self.why),
        }
    }
}

impl ForeignStudy {
    /// Says that something did not travel.
    pub(crate) fn lose(&mut self, kind: &'static str, name: impl Into<String>, why: &'static str) {
        self.losses.push(Loss { kind, name: name.into(), why });
    }
}
