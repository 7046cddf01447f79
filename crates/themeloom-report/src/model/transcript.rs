//! A transcript with what was coded in it.

/// A transcript with the codings made in it and the memos on its words, line by line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodedTranscript {
    /// The source's name.
    pub title: String,
    /// The study's name.
    pub subtitle: String,
    /// A statement that every page carries.
    pub banner: Option<String>,
    /// Language as a BCP 47 tag, such as `en-GB`.
    pub language: String,
    /// Day as `YYYY-MM-DD`; also the creation date of the file, which knows no clock.
    pub date: Option<String>,
    /// What a reader has to know first: what may not be quoted, what was left out and why.
    pub notes: Vec<String>,
    /// What is marked in the text, in the order in which the marks begin.
    pub marks: Vec<Marking>,
    /// The text.
    pub lines: Vec<TranscriptLine>,
}

/// One line of the source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TranscriptLine {
    /// Its number in the source, from 1, by which passages are cited.
    pub number: usize,
    /// Where the line is a heading, its level, from 1.
    pub heading: Option<u8>,
    /// What stands in it.
    pub pieces: Vec<Piece>,
}

/// A piece of a line. Marks overlap freely, so that they begin and end by themselves and enclose nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Who speaks.
    Label(String),
    /// Words of the text.
    Words(String),
    /// Words of the text that are set off from the others.
    Emphasised(String, Emphasis),
    /// Words that are not shown, and why.
    Withheld(String),
    /// A mark begins, by its place in [`CodedTranscript::marks`]. Every mark begins once and then ends once.
    Begin(usize),
    /// A mark ends.
    End(usize),
}

/// How words are set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Emphasis {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Underlined.
    pub underlined: bool,
}

/// Words that were coded, or that a memo is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Marking {
    /// The code with its number, or "Memo".
    pub title: String,
    /// How the code is coloured.
    pub colour: MarkColour,
    /// What is to be known of it: that the text was changed since, that nobody has read it yet.
    pub remarks: Vec<String>,
    /// Who coded.
    pub coder: String,
    /// The same in two letters or so.
    pub initials: String,
    /// When, as `2026-11-23T10:41:07Z`; unknown where the record cannot be read.
    pub at: Option<String>,
    /// The memos on it.
    pub memos: Vec<MarkMemo>,
}

/// A memo on a mark.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MarkMemo {
    /// Who wrote it.
    pub author: String,
    /// When, as `2026-11-23T10:41:07Z`.
    pub at: String,
    /// What it says.
    pub text: String,
}

/// The colour of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MarkColour {
    /// None of its own.
    #[default]
    Grey,
    /// One that a person chose: red, green and blue.
    Chosen([u8; 3]),
    /// A hue in degrees, of a lightness that suits the page.
    Hue(u16),
}
