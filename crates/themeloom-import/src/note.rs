//! What an import has to say about itself: what it recognised, what it changed, and what it could
//! not read, in plain words.

use std::fmt;

use crate::document::DocumentKind;

/// One thing that a person should know about an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Something was recognised.
    Recognised(Recognised),
    /// The words differ from the file in this.
    Changed(Changed),
    /// Something in the file was not read.
    NotRead(NotRead),
}

/// What was recognised in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// The kind of file.
    Kind(DocumentKind),
    /// The kind of file, which is not what its name says.
    KindDespiteName {
        /// The kind by content.
        kind: DocumentKind,
        /// The ending of the name.
        ending: String,
    },
    /// How the characters are written.
    Encoding {
        /// The encoding's name.
        name: &'static str,
        /// Whether it was guessed from the bytes.
        guessed: bool,
    },
    /// Turns and speakers.
    Turns {
        /// How many turns.
        turns: usize,
        /// Speaker, number of turns.
        speakers: Vec<(String, usize)>,
    },
    /// No turns at all.
    NoTurns,
    /// Turns with times.
    Times {
        /// How many turns have a time.
        turns: usize,
    },
    /// Pages.
    Pages(usize),
    /// Headings.
    Headings(usize),
    /// Stretches of emphasised words.
    Emphasis(usize),
    /// Which columns of a table hold what.
    Columns {
        /// What it holds, and the column's name in the file.
        columns: Vec<(&'static str, String)>,
        /// What separates the columns.
        delimiter: &'static str,
    },
    /// Comments, footnotes or endnotes, which become memos.
    Asides {
        /// What, in the plural.
        what: &'static str,
        /// How many.
        count: usize,
    },
    /// What the recognition of turns has to say.
    AboutTurns(String),
}

/// How the words differ from the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// Characters were normalised: line ends, a byte order mark, control characters.
    Normalised(String),
    /// Several spellings of a speaker were taken as one.
    Spellings {
        /// The name taken.
        name: String,
        /// The spellings found.
        spellings: Vec<String>,
    },
    /// Character references such as `&#8212;` were replaced by their characters.
    Entities(usize),
    /// Formatting marks were taken out.
    Tags(usize),
    /// Consecutive cues of one speaker were joined into turns.
    CuesJoined {
        /// How many cues.
        cues: usize,
        /// Into how many turns.
        turns: usize,
    },
    /// Consecutive pieces of one speaker, as a transcription tool cuts them, were joined.
    PiecesJoined {
        /// How many pieces.
        pieces: usize,
        /// Into how many turns.
        turns: usize,
    },
    /// A label was written before each turn, so that the text can be read by itself.
    LabelsWritten,
    /// Tracked insertions were taken as text.
    InsertionsKept(usize),
    /// Tracked deletions were left out.
    DeletionsDropped(usize),
    /// The rows of tables were written as lines.
    TablesAsLines(usize),
    /// Text boxes were put after the paragraph that holds them.
    TextBoxesMoved(usize),
    /// Fields (dates, links, references) were replaced by what they showed.
    FieldsAsShown(usize),
    /// Characters of symbol fonts, which other fonts show differently.
    Symbols(usize),
    /// Lines that recur at the head or foot of the pages were left out.
    MarginLines {
        /// What they look like.
        what: &'static str,
        /// How many.
        count: usize,
    },
    /// The lines of a page were joined into paragraphs.
    LinesJoined {
        /// How many lines.
        lines: usize,
        /// Into how many paragraphs.
        paragraphs: usize,
    },
    /// Words that a line end had cut were put together again.
    WordsRejoined(usize),
    /// Hyphens at line ends that may belong to the word were kept.
    HyphensKept(usize),
    /// Ligatures such as `ﬁ` were written as letters.
    Ligatures(usize),
}

/// Something in a file that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRead {
    /// What: "hidden text".
    pub what: String,
    /// Where in the file: "row 12".
    pub place: String,
    /// Why, and what to do if it matters.
    pub why: String,
}

impl Note {
    pub(crate) fn not_read(
        what: impl Into<String>,
        place: impl Into<String>,
        why: impl Into<String>,
    ) -> Self {
        Self::NotRead(NotRead { what: what.into(), place: place.into(), why: why.into() })
    }
}

impl From<Recognised> for Note {
    fn from(recognised: Recognised) -> Self {
        Self::Recognised(recognised)
    }
}

impl From<Changed> for Note {
    fn from(changed: Changed) -> Self {
        Self::Changed(changed)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Recognised(recognised) => write!(f, "recognised: {recognised}"),
            Self::Changed(changed) => write!(f, "changed: {changed}"),
            Self::NotRead(not_read) => write!(f, "not read: {not_read}"),
        }
    }
}

impl fmt::Display for NotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.what, self.place, self.why)
    }
}

impl fmt::Display for Recognised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(kind) => f.write_str(kind.plain()),
            Self::KindDespiteName { kind, ending } => {
                write!(f, "{}, although its name ends in .{ending}", kind.plain())
            }
            Self::Encoding { name, guessed: false } => write!(f, "characters written as {name}"),
            Self::Encoding { name, guessed: true } => {
                write!(
                    f,
                    "characters written as {name}, by a guess: look at the accented letters and quotation marks"
                )
            }
            Self::Turns { turns, speakers } => {
                let speakers: Vec<String> = speakers.iter().map(|(name, n)| format!("{name} {n}")).collect();
                write!(f, "{} ({})", count(*turns, "turn", "turns"), speakers.join(", "))
            }
            Self::NoTurns => f.write_str("no turns: nothing in the text looks like a speaker's label"),
            Self::Times { turns } => write!(f, "times on {}", count(*turns, "turn", "turns")),
            Self::Pages(n) => f.write_str(&count(*n, "page", "pages")),
            Self::Headings(n) => f.write_str(&count(*n, "heading", "headings")),
            Self::Emphasis(n) => f.write_str(&count(*n, "stretch of emphasis", "stretches of emphasis")),
            Self::Columns { columns, delimiter } => {
                let columns: Vec<String> =
                    columns.iter().map(|(what, name)| format!("{what} in `{name}`")).collect();
                write!(f, "columns separated by {delimiter}: {}", columns.join(", "))
            }
            Self::Asides { what, count } => write!(
                f,
                "{count} {what}, kept as {} on the words",
                if *count == 1 { "a memo" } else { "memos" }
            ),
            Self::AboutTurns(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Normalised(what) => f.write_str(what),
            Self::Spellings { name, spellings } => {
                let spellings: Vec<String> = spellings.iter().map(|s| format!("`{s}`")).collect();
                write!(f, "{} taken as the speaker {name}", spellings.join(", "))
            }
            Self::Entities(n) => {
                write!(
                    f,
                    "{} replaced by what they stand for",
                    count(*n, "character code", "character codes")
                )
            }
            Self::Tags(n) => write!(f, "{} taken out", count(*n, "formatting mark", "formatting marks")),
            Self::CuesJoined { cues, turns } => write!(
                f,
                "{} joined into {}",
                count(*cues, "subtitle", "subtitles"),
                count(*turns, "turn or paragraph", "turns or paragraphs")
            ),
            Self::PiecesJoined { pieces, turns } => write!(
                f,
                "{} joined into {}",
                count(*pieces, "piece", "pieces"),
                count(*turns, "turn or paragraph", "turns or paragraphs")
            ),
            Self::LabelsWritten => f.write_str("the speaker's name was written before each turn"),
            Self::InsertionsKept(n) => {
                write!(f, "{} taken as text", count(*n, "tracked insertion", "tracked insertions"))
            }
            Self::DeletionsDropped(n) => {
                write!(f, "{} left out", count(*n, "tracked deletion", "tracked deletions"))
            }
            Self::TablesAsLines(n) => {
                write!(f, "{} written as lines, cells apart by tabs", count(*n, "table", "tables"))
            }
            Self::TextBoxesMoved(n) => {
                write!(f, "{} put after the paragraph beside it", count(*n, "text box", "text boxes"))
            }
            Self::FieldsAsShown(n) => write!(f, "{} kept as what was shown", count(*n, "field", "fields")),
            Self::Symbols(n) => write!(
                f,
                "{} of a symbol font kept by number, which may show as another sign",
                count(*n, "character", "characters")
            ),
            Self::MarginLines { what, count: n } => write!(f, "{n} {what} left out"),
            Self::LinesJoined { lines, paragraphs } => write!(
                f,
                "{} joined into {}",
                count(*lines, "line", "lines"),
                count(*paragraphs, "paragraph", "paragraphs")
            ),
            Self::WordsRejoined(n) => {
                write!(f, "{} that a line end had cut put together again", count(*n, "word", "words"))
            }
            Self::HyphensKept(n) => write!(
                f,
                "{} at line ends kept, since the word may be written with it",
                count(*n, "hyphen", "hyphens")
            ),
            Self::Ligatures(n) => write!(f, "{} written as letters", count(*n, "ligature", "ligatures")),
        }
    }
}

/// A number with its noun.
pub(crate) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
