//! What a group holds, by the control word that it begins with.

/// What to do with a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// Nothing in it is text of the document.
    Skip,
    /// It is text of the document like what is around it.
    Through,
    /// The table of fonts.
    Fonts,
    /// The style sheet.
    Styles,
    /// A picture.
    Picture,
    /// An embedded object; what it shows is in a group of its own.
    Embedded,
    /// A field; what it shows is in a group of its own.
    Field,
    /// A number or bullet that the writer of the file drew.
    Number,
    /// A header or footer.
    Margin,
    /// A footnote or endnote.
    Footnote,
    /// A comment.
    Comment,
    /// A text box.
    TextBox,
    /// Who wrote the next comment.
    Author,
    /// Which range the comment is about.
    Reference,
    /// A commented range begins here.
    RangeStart,
    /// A commented range ends here.
    RangeEnd,
    /// The same words twice, for old readers and for those that know Unicode.
    Twice,
    /// The words for those that know Unicode.
    Unicode,
}

/// The destination that a control word begins; `None` for other words. `starred` are those that a
/// reader may pass over when it does not know them.
pub(super) fn of_word(name: &str, starred: bool) -> Option<Destination> {
    Some(match name {
        "fonttbl" => Destination::Fonts,
        "stylesheet" => Destination::Styles,
        "pict" => Destination::Picture,
        "object" => Destination::Embedded,
        "field" => Destination::Field,
        "listtext" | "pntext" => Destination::Number,
        "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" => {
            Destination::Margin
        }
        "footnote" => Destination::Footnote,
        "annotation" => Destination::Comment,
        "shptxt" | "dptxbxtext" => Destination::TextBox,
        "atnauthor" => Destination::Author,
        "atnref" => Destination::Reference,
        "atrfstart" => Destination::RangeStart,
        "atrfend" => Destination::RangeEnd,
        "upr" => Destination::Twice,
        "ud" => Destination::Unicode,
        _ if is_passed_over(name) => Destination::Skip,
        "fldrslt" | "result" | "nesttableprops" | "shppict" | "shpinst" | "shpgrp" | "do" | "moMath"
        | "moMathPara" | "mmath"
            if starred =>
        {
            Destination::Through
        }
        _ if starred => Destination::Skip,
        _ => return None,
    })
}

/// Groups without a star that hold no text of the document.
fn is_passed_over(name: &str) -> bool {
    const NAMES: [&str; 42] = [
        "aftncn",
        "aftnsep",
        "aftnsepc",
        "atndate",
        "atnicn",
        "atnid",
        "atntime",
        "background",
        "bkmkend",
        "bkmkstart",
        "colorschememapping",
        "colortbl",
        "comment",
        "datafield",
        "datastore",
        "docvar",
        "falt",
        "filetbl",
        "fldinst",
        "formfield",
        "ftncn",
        "ftnsep",
        "ftnsepc",
        "generator",
        "info",
        "latentstyles",
        "listoverridetable",
        "listtable",
        "nonesttables",
        "nonshppict",
        "objclass",
        "objdata",
        "objname",
        "private",
        "revtbl",
        "rxe",
        "shprslt",
        "sp",
        "tc",
        "themedata",
        "txe",
        "xe",
    ];
    NAMES.contains(&name) || (name.starts_with('m') && name.ends_with("Pr"))
}

/// The characters that control words and symbols stand for.
pub(super) fn character(name: &str) -> Option<&'static str> {
    Some(match name {
        "tab" => "\t",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" => "\u{2003}",
        "enspace" => "\u{2002}",
        "qmspace" => "\u{2005}",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        "zwbo" => "\u{200b}",
        "zwnbo" => "\u{2060}",
        "ltrmark" => "\u{200e}",
        "rtlmark" => "\u{200f}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_groups_are_passed_over_only_with_a_star() {
        assert_eq!(of_word("pgptbl", true), Some(Destination::Skip));
        assert_eq!(of_word("pgptbl", false), None);
        assert_eq!(of_word("info", false), Some(Destination::Skip));
        assert_eq!(of_word("shpinst", true), Some(Destination::Through));
        assert_eq!(of_word("mctrlPr", false), Some(Destination::Skip));
    }
}
