//! From tokens to words: what each control word does in its group.

mod characters;

use super::destinations::{Destination, character, of_word};
use super::output::{Marks, Output, Part};
use super::tables::{Fonts, Styles, level_of_outline};
use super::tokens::Token;

/// What the words of a group are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Target {
    /// Text of the present part.
    #[default]
    Text,
    /// Nothing.
    Skip,
    Fonts,
    Styles,
    StyleEntry,
    /// A name or number about a comment.
    Captured,
    /// Neither of two versions of the same words, until one is chosen.
    Twice,
}

/// What a group has set; it ends with the group.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    into: Target,
    /// Where the words went before they came twice.
    around: Target,
    starred: bool,
    font: Option<i32>,
    /// How many characters for old readers follow each that is written by its number.
    fallback: usize,
    marks: Marks,
    style: i32,
    outline: Option<Option<u8>>,
    in_table: bool,
    /// Whether words are what a field shows: the line under a link marks that it is one.
    in_field: bool,
    opens_part: bool,
    captures: Option<Destination>,
}

/// Reads token after token.
pub(super) struct Reader {
    pub(super) output: Output,
    group: Group,
    groups: Vec<Group>,
    fonts: Fonts,
    styles: Styles,
    captured: String,
    /// Bytes whose characters are not known yet: two may make one.
    pending: Vec<u8>,
    /// Half of a character that is written by two numbers.
    half: Option<u16>,
    /// How many characters for old readers are still to be passed over.
    passing: usize,
    /// Whether the file is UTF-8, which rich text should not be.
    is_utf8: bool,
    /// Whether characters were read as UTF-8.
    pub(super) read_utf8: bool,
    /// Places that are no characters.
    pub(super) undecodable: usize,
    /// Dates, times and page numbers that are filled in when the document is shown.
    pub(super) filled_in: usize,
}

impl Reader {
    pub(super) fn new(is_utf8: bool) -> Self {
        Self {
            output: Output::default(),
            group: Group { fallback: 1, ..Group::default() },
            groups: Vec::new(),
            fonts: Fonts::default(),
            styles: Styles::default(),
            captured: String::new(),
            pending: Vec::new(),
            half: None,
            passing: 0,
            is_utf8,
            read_utf8: false,
            undecodable: 0,
            filled_in: 0,
        }
    }
    /// How deep in groups we are.
    pub(super) fn depth(&self) -> usize {
        self.groups.len()
    }
    /// Takes the next token.
    pub(super) fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Word(name, number) => self.word(name, number),
            Token::Symbol(sign) => self.symbol(sign),
            Token::Hex(byte) => self.bytes(&[byte], false),
            Token::Bytes(bytes) => self.bytes(bytes, true),
            Token::Binary => self.passing = self.passing.saturating_sub(1),
        }
    }
    /// Ends what the end of the file left open.
    pub(super) fn end(&mut self) {
        self.flush();
        self.emit("");
        while !self.groups.is_empty() {
            self.close();
        }
        self.output.close_all();
    }
    fn open(&mut self) {
        self.settle();
        self.groups.push(self.group);
        let into = match self.group.into {
            Target::Styles => Target::StyleEntry,
            Target::StyleEntry | Target::Twice => Target::Skip,
            into => into,
        };
        self.group = Group { into, starred: false, opens_part: false, captures: None, ..self.group };
    }
    fn close(&mut self) {
        self.settle();
        let Some(around) = self.groups.pop() else { return };
        let closed = std::mem::replace(&mut self.group, around);
        if closed.into == Target::StyleEntry && self.group.into == Target::Styles {
            self.styles.end_entry();
        }
        if let Some(what) = closed.captures {
            let captured = std::mem::take(&mut self.captured);
            let words = captured.trim();
            match what {
                Destination::Author => self.output.author(words),
                Destination::Reference => self.output.reference(words),
                Destination::RangeStart => self.output.begin_range(words),
                _ => self.output.end_range(words),
            }
        }
        if closed.opens_part {
            self.output.close();
        }
    }
    fn symbol(&mut self, sign: u8) {
        let shown = match sign {
            b'*' => {
                self.group.starred = true;
                return;
            }
            b'~' => "\u{a0}",
            b'_' => "\u{2011}",
            b'-' => "\u{ad}",
            _ => return,
        };
        self.shown(shown);
    }
    fn word(&mut self, name: &str, number: Option<i32>) {
        if self.group.into == Target::Skip {
            let chosen =
                name == "ud" && self.groups.last().is_some_and(|around| around.into == Target::Twice);
            if chosen {
                self.group.into = self.group.around;
            }
            return;
        }
        if name == "u" {
            return self.unicode(number.unwrap_or_default());
        }
        if let Some(shown) = character(name) {
            return self.shown(shown);
        }
        self.settle();
        match self.group.into {
            Target::Fonts => self.fonts.word(name, number),
            Target::Styles | Target::StyleEntry => self.styles.word(name, number),
            _ => match of_word(name, std::mem::take(&mut self.group.starred)) {
                Some(destination) => self.enter(destination),
                None => self.property(name, number),
            },
        }
    }
    fn enter(&mut self, destination: Destination) {
        let counted = usize::from(self.output.counts());
        let (tally, group) = (&mut self.output.tally, &mut self.group);
        match destination {
            Destination::Through | Destination::Unicode => {}
            Destination::Skip => group.into = Target::Skip,
            Destination::Fonts => group.into = Target::Fonts,
            Destination::Styles => group.into = Target::Styles,
            Destination::Picture => {
                tally.pictures += counted;
                group.into = Target::Skip;
            }
            Destination::Number => {
                tally.numbered += counted;
                group.into = Target::Skip;
            }
            Destination::Embedded => tally.embedded += counted,
            Destination::Field => {
                tally.fields += counted;
                group.in_field = true;
            }
            Destination::Twice => {
                group.around = group.into;
                group.into = Target::Twice;
            }
            Destination::Author
            | Destination::Reference
            | Destination::RangeStart
            | Destination::RangeEnd => {
                self.captured.clear();
                group.into = Target::Captured;
                group.captures = Some(destination);
            }
            Destination::Margin => self.open_part(Part::Margin),
            Destination::Footnote => self.open_part(Part::Footnote),
            Destination::Comment => self.open_part(Part::Comment),
            Destination::TextBox => self.open_part(Part::TextBox),
        }
    }
    fn open_part(&mut self, part: Part) {
        if self.group.marks.deleted {
            self.group.into = Target::Skip;
        } else if !std::mem::replace(&mut self.group.opens_part, true) {
            self.output.open(part);
            self.group.into = Target::Text;
            self.group.marks = Marks::default();
        }
    }
    fn property(&mut self, name: &str, number: Option<i32>) {
        let is_on = number != Some(0);
        let group = &mut self.group;
        match name {
            "f" => group.font = number,
            "plain" => (group.font, group.marks) = (None, Marks::default()),
            "uc" => group.fallback = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1),
            "v" | "webhidden" => group.marks.hidden = is_on,
            "deleted" => group.marks.deleted = is_on,
            "revised" => group.marks.inserted = is_on,
            "b" => group.marks.emphasis.bold = is_on,
            "i" => group.marks.emphasis.italic = is_on,
            "ulnone" => group.marks.emphasis.underlined = false,
            _ if is_underline(name) => group.marks.emphasis.underlined = is_on && !group.in_field,
            "s" => group.style = number.unwrap_or_default(),
            "outlinelevel" => group.outline = number.map(level_of_outline),
            "intbl" => group.in_table = is_on,
            "pard" => (group.style, group.outline, group.in_table) = (0, None, false),
            "ftnalt" => self.output.is_endnote(),
            "ansi" | "mac" | "pc" | "pca" | "ansicpg" | "deff" => self.fonts.of_document(name, number),
            "chdate" | "chdpl" | "chdpa" | "chtime" | "chpgn" | "sectnum" => {
                self.filled_in += usize::from(self.output.counts());
            }
            _ if group.into == Target::Text => self.structure(name),
            _ => {}
        }
    }
    fn structure(&mut self, name: &str) {
        let level = self.group.outline.unwrap_or_else(|| self.styles.level(self.group.style));
        let in_table = self.group.in_table;
        match name {
            // A paragraph whose end is deleted goes on with the next.
            "par" if !self.group.marks.deleted => self.output.end_paragraph(level, in_table),
            "sect" => self.output.now().end_line(),
            "line" | "page" | "column" => self.emit("\n"),
            "cell" | "nestcell" => self.output.end_cell(level, name == "nestcell"),
            "row" | "nestrow" => self.output.end_row(name == "nestrow"),
            _ => {}
        }
    }
}

/// Whether a control word draws a line of some kind under words.
fn is_underline(name: &str) -> bool {
    const KINDS: [&str; 17] = [
        "ul",
        "uld",
        "uldash",
        "uldashd",
        "uldashdd",
        "uldb",
        "ulhwave",
        "ulldash",
        "ulth",
        "ulthd",
        "ulthdash",
        "ulthdashd",
        "ulthdashdd",
        "ulthldash",
        "ululdbwave",
        "ulw",
        "ulwave",
    ];
    KINDS.contains(&name)
}
