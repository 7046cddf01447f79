//! What the elements of a web page are to its words.

use crate::emphasis::EmphasisSaid;

/// Whether an element is of some kind.
pub(super) type Fits = fn(Element) -> bool;

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// Begins and ends a line.
    Block,
    /// A paragraph, which many other elements end.
    Paragraph,
    Heading(u8),
    Preformatted,
    ListItem,
    /// A term, or what is said of it.
    Definition,
    Table,
    /// The head, the body or the foot of a table.
    RowGroup,
    Row,
    Cell,
    Caption,
    LineBreak,
    Rule,
    Picture,
    /// The parts of a drawing; they may be closed by themselves.
    Drawing,
    /// Something that is no text, with words for browsers that cannot show it.
    Embedded,
    /// Scripts and styles.
    Code,
    /// What browsers keep for later, or for those that run no scripts.
    Unshown,
    Head,
    /// The title over the window, and not on the page.
    Title,
    /// What one can choose in a form.
    Choices,
    /// One of the choices.
    Choice,
    /// How a word sounds, beside it.
    Reading,
    /// A window in the page, closed unless it says that it is open.
    Dialog,
    /// Ends without an end tag, and holds nothing.
    Void,
    /// Bold, a link: words of the line that they are in. Their end is where it is said to be.
    Formatting,
    /// Everything else: words of the line that they are in.
    Inline,
}

impl Element {
    /// What an element is, by its name in small letters.
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"address" | b"article" | b"aside" | b"blockquote" | b"body" | b"center" | b"details"
            | b"dir" | b"div" | b"dl" | b"fieldset" | b"figcaption" | b"figure" | b"footer" | b"form"
            | b"header" | b"hgroup" | b"html" | b"legend" | b"main" | b"menu" | b"nav" | b"ol"
            | b"search" | b"section" | b"summary" | b"ul" => Self::Block,
            b"p" => Self::Paragraph,
            [b'h', level @ b'1'..=b'6'] => Self::Heading(level - b'0'),
            b"pre" | b"listing" | b"xmp" | b"plaintext" | b"textarea" => Self::Preformatted,
            b"li" => Self::ListItem,
            b"dt" | b"dd" => Self::Definition,
            b"table" => Self::Table,
            b"tbody" | b"thead" | b"tfoot" => Self::RowGroup,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"caption" => Self::Caption,
            b"br" => Self::LineBreak,
            b"hr" => Self::Rule,
            b"img" | b"image" => Self::Picture,
            b"svg" => Self::Drawing,
            b"audio" | b"video" | b"canvas" | b"object" | b"iframe" | b"applet" => Self::Embedded,
            b"script" | b"style" => Self::Code,
            b"template" | b"noscript" | b"noembed" | b"noframes" => Self::Unshown,
            b"head" => Self::Head,
            b"title" => Self::Title,
            b"select" | b"datalist" => Self::Choices,
            b"option" | b"optgroup" => Self::Choice,
            b"rt" | b"rp" => Self::Reading,
            b"dialog" => Self::Dialog,
            b"area" | b"base" | b"basefont" | b"bgsound" | b"col" | b"embed" | b"frame" | b"input"
            | b"keygen" | b"link" | b"meta" | b"param" | b"source" | b"track" | b"wbr" => Self::Void,
            b"a" | b"b" | b"big" | b"code" | b"em" | b"font" | b"i" | b"nobr" | b"s" | b"small"
            | b"strike" | b"strong" | b"tt" | b"u" => Self::Formatting,
            _ => Self::Inline,
        }
    }

    /// What an element says of emphasis by its name in small letters.
    pub(super) fn emphasis(name: &[u8]) -> EmphasisSaid {
        let nothing = EmphasisSaid::default();
        match name {
            b"b" | b"strong" => EmphasisSaid { bold: Some(true), ..nothing },
            b"i" | b"em" => EmphasisSaid { italic: Some(true), ..nothing },
            b"u" => EmphasisSaid { underlined: Some(true), ..nothing },
            _ => nothing,
        }
    }

    /// Whether a line ends before and after it.
    pub(super) fn is_block(self) -> bool {
        matches!(
            self,
            Self::Block
                | Self::Paragraph
                | Self::Heading(_)
                | Self::Preformatted
                | Self::ListItem
                | Self::Definition
                | Self::Table
                | Self::Caption
                | Self::Dialog
        )
    }

    /// Whether it ends a paragraph that is open.
    pub(super) fn ends_paragraph(self) -> bool {
        (self.is_block() && self != Self::Caption) || self == Self::Rule
    }

    /// Which open elements its beginning ends, and beyond which it does not look for them.
    pub(super) fn ends(self) -> (Fits, Fits) {
        let in_table = |e| matches!(e, Self::Table);
        match self {
            Self::ListItem => {
                (|e| e == Self::ListItem, |e| matches!(e, Self::Block | Self::Cell | Self::Table))
            }
            Self::Definition => {
                (|e| e == Self::Definition, |e| matches!(e, Self::Block | Self::Cell | Self::Table))
            }
            Self::Choice => (|e| e == Self::Choice, |e| e == Self::Choices),
            Self::Reading => (|e| e == Self::Reading, Self::is_block),
            Self::Cell => (|e| matches!(e, Self::Cell | Self::Caption), in_table),
            Self::Row => (|e| matches!(e, Self::Row | Self::Caption), in_table),
            Self::RowGroup => (|e| matches!(e, Self::RowGroup | Self::Row | Self::Caption), in_table),
            _ => (|_| false, |_| true),
        }
    }

    /// Whether the end tag of another element is not looked for beyond it.
    pub(super) fn is_wall(self) -> bool {
        matches!(self, Self::Cell | Self::Caption | Self::Table | Self::Unshown | Self::Embedded)
    }

    /// Whether it may stand in a head.
    pub(super) fn is_of_head(self) -> bool {
        matches!(self, Self::Head | Self::Title | Self::Code | Self::Unshown | Self::Void)
    }
}
