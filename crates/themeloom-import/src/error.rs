//! What can keep a file from being imported.
//!
//! Rules of the messages: lower case, no final stop; they name the file and the place in it, say
//! what was expected, and what to do. They never repeat what a participant said: places are rows,
//! lines and parts of the file.

use std::fmt;

use thiserror::Error;

/// Why a file could not be imported. The study is as it was: nothing is imported by halves.
///
/// A damaged file that still yields words is no error: what it lost is in the notes of the
/// [`ImportedDocument`](crate::ImportedDocument).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImportError {
    /// The file has no bytes, or nothing but blanks.
    #[error("`{file}` is empty: check that it was saved and copied completely")]
    Empty {
        /// The file.
        file: String,
    },
    /// The file is of a kind that cannot be imported.
    #[error("`{file}` is {found}{expected}: {remedy}")]
    WrongKind {
        /// The file.
        file: String,
        /// What it is, by its content.
        found: &'static str,
        /// What was expected from its name.
        expected: Expected,
        /// What to do.
        remedy: &'static str,
    },
    /// The file is neither text nor a kind that is known.
    #[error(
        "`{file}` holds bytes that are no text{expected}: export it as .docx, .odt, .rtf, .html, .pdf with text, .txt, .csv, .vtt or .srt from the program that made it"
    )]
    NotText {
        /// The file.
        file: String,
        /// What was expected from its name.
        expected: Expected,
    },
    /// The file has more bytes than the limit.
    #[error("`{file}` has {bytes} bytes, more than the limit of {limit}: split it, or raise the limit")]
    TooLarge {
        /// The file.
        file: String,
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// An archive unpacks to more than a limit allows.
    #[error(
        "`{file}` unpacks to far more than its size ({part} {excess}), as files made to exhaust a computer do: if you trust it, open it and save it anew, then import that"
    )]
    Bomb {
        /// The file.
        file: String,
        /// The part of the archive.
        part: String,
        /// Which limit was passed.
        excess: Excess,
    },
    /// An archive has more parts than the limit.
    #[error(
        "`{file}` has {entries} parts, more than the limit of {limit}: open it and save it anew as .docx, then import that"
    )]
    TooManyParts {
        /// The file.
        file: String,
        /// How many it has.
        entries: u64,
        /// The limit.
        limit: u64,
    },
    /// A part of an archive has a name that leads out of it.
    #[error(
        "`{file}` has a part whose name leads outside the file ({part}), which no word processor writes: do not trust it; ask for it again from whoever made it"
    )]
    UnsafePath {
        /// The file.
        file: String,
        /// The name of the part, shortened.
        part: String,
    },
    /// Elements lie in one another more deeply than the limit.
    #[error(
        "`{file}`, {part}: elements lie more than {limit} deep in one another: open it and save it anew, then import that"
    )]
    TooDeep {
        /// The file.
        file: String,
        /// The part of the archive.
        part: String,
        /// The limit.
        limit: usize,
    },
    /// XML with a document type, which could define entities.
    #[error(
        "`{file}`, {part}: it declares a document type, which word processors never do and which can hide an attack: open it and save it anew, then import that"
    )]
    DocumentType {
        /// The file.
        file: String,
        /// The part of the archive.
        part: String,
    },
    /// The file cannot be read to the end, and what was read is nothing to keep.
    #[error(
        "`{file}` is damaged ({place}: expected {expected}): copy it again, or open it in the program that made it and save it anew"
    )]
    Damaged {
        /// The file.
        file: String,
        /// Where reading stopped.
        place: String,
        /// What should have been there.
        expected: &'static str,
    },
    /// The file asks for a password.
    #[error(
        "`{file}` is protected by a password: open it with the password, save a copy without one, import the copy, and then destroy the copy"
    )]
    Encrypted {
        /// The file.
        file: String,
    },
    /// A table is not what it was said to be.
    #[error("`{file}` cannot be read as {wanted}; try it without --table-as")]
    NotSuchATable {
        /// The file.
        file: String,
        /// What it was said to be, and what is expected of that.
        wanted: &'static str,
    },
    /// A database that is defined as no program defines its own.
    #[error(
        "`{file}` holds {name} that is no plain table, as the program that it is from never makes and as an attack would: do not trust it; export the project anew from that program, and import that"
    )]
    NoPlainTable {
        /// The file.
        file: String,
        /// What is no plain table.
        name: &'static str,
    },
    /// A PDF of pictures.
    #[error(
        "`{file}` has no text in it, only pictures of its {pages} pages: run text recognition (OCR) over it, for example with `ocrmypdf`, and import the result"
    )]
    NoText {
        /// The file.
        file: String,
        /// How many pages it has.
        pages: usize,
    },
    /// A document that opened and holds no words.
    #[error("`{file}` holds no words: check that it is the right file")]
    NoWords {
        /// The file.
        file: String,
    },
    /// A table without the columns that it needs.
    #[error(
        "`{file}`, row 1: there is no column for {missing} (found: {found}): name the columns in the first row, for example `{example}`"
    )]
    NoColumn {
        /// The file.
        file: String,
        /// Which columns are missing.
        missing: String,
        /// Which were found.
        found: String,
        /// A header that would be right.
        example: &'static str,
    },
    /// A file of settings that is not right.
    #[error("`{file}`, {place}: {problem}")]
    Toml {
        /// The file.
        file: String,
        /// Where.
        place: Place,
        /// What was found, what was expected, and what to do.
        problem: String,
    },
    /// There is nothing to write.
    #[error("{what}: there is nothing to write")]
    NothingToWrite {
        /// What is empty.
        what: &'static str,
    },
    /// A part of an archive could not be packed.
    #[error("{part} could not be packed: it is larger than an archive can hold")]
    NotPacked {
        /// The part.
        part: String,
    },
    /// A table could not be written.
    #[error("the codebook could not be written as CSV: a text in it cannot be put into a table")]
    NotWritten,
}

/// What a file's name made one expect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected(pub(crate) Option<String>);

impl Expected {
    /// What the name of a file promises.
    pub(crate) fn from_name(file: &str) -> Self {
        let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        Self(ending.filter(|e| (1..=8).contains(&e.len()) && e.bytes().all(|b| b.is_ascii_alphanumeric())))
    }
}

/// Endings that promise what can be imported; of other endings nothing else was expected.
const PROMISING: [&str; 17] = [
    "docx", "odt", "rtf", "html", "htm", "pdf", "txt", "md", "csv", "tsv", "vtt", "srt", "toml", "sbv",
    "json", "eaf", "textgrid",
];

/// Shows ", although its name ends in .docx", or nothing where the name promised nothing.
impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(ending) if PROMISING.contains(&ending.as_str()) => {
                write!(f, ", although its name ends in .{ending}")
            }
            _ => Ok(()),
        }
    }
}

/// By how much an archive passes a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// More bytes than the limit.
    Bytes {
        /// The limit.
        limit: u64,
    },
    /// A ratio above the limit.
    Ratio {
        /// The limit.
        limit: u64,
    },
    /// More steps of work than the limit.
    Steps {
        /// The limit.
        limit: u64,
    },
    /// More cells of a spreadsheet than the limit.
    Cells {
        /// The limit.
        limit: u64,
    },
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes { limit } => write!(f, "passes {limit} bytes"),
            Self::Ratio { limit } => write!(f, "grows more than {limit} times"),
            Self::Steps { limit } => write!(f, "asks for more than {limit} steps of work"),
            Self::Cells { limit } => write!(f, "holds more than {limit} cells"),
        }
    }
}

/// A place in a text file, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

impl Place {
    /// The place of a byte offset.
    pub(crate) fn of(text: &str, byte: usize) -> Self {
        let mut end = byte.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = text.get(..end).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}
