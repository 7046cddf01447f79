//! What the elements of an OpenDocument text are to its words.

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    Paragraph,
    Heading,
    /// Words with a style of their own.
    Span,
    Section,
    Blanks,
    Tab,
    LineBreak,
    ListItem,
    Table,
    Row,
    Cell,
    /// A cell that another spans.
    CoveredCell,
    TrackedChanges,
    ChangedRegion,
    Deletion,
    Insertion,
    /// What was changed begins and ends here in the text.
    ChangeStart,
    ChangeEnd,
    Comment,
    CommentEnd,
    /// Who wrote a comment.
    Creator,
    Note,
    /// A shape or frame with paragraphs in it.
    TextBox,
    Picture,
    Embedded,
    /// A number that the program drew before a paragraph.
    Number,
    /// How words sound, beside them.
    Reading,
    /// A field that may be hidden by a condition.
    HiddenText,
    /// A field that may hide its paragraph by a condition.
    HiddenParagraph,
    /// A field: a date, a page number, a reference.
    Field,
    /// Not text at all.
    Nothing,
    /// Its words belong to what is around it.
    Through,
}

/// What an element is, by its name with prefix. All programs use the prefixes of the standard.
pub(super) fn element(name: &str) -> Element {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    match prefix {
        "text" => of_text(local),
        "table" => match local {
            "table" => Element::Table,
            "table-row" => Element::Row,
            "table-cell" => Element::Cell,
            "covered-table-cell" => Element::CoveredCell,
            "title" | "desc" | "shapes" => Element::Nothing,
            _ => Element::Through,
        },
        "draw" => match local {
            "text-box" | "custom-shape" | "rect" | "ellipse" | "circle" | "line" | "polyline" | "polygon"
            | "path" | "connector" | "caption" | "measure" | "regular-polygon" => Element::TextBox,
            "image" => Element::Picture,
            "object" | "object-ole" | "plugin" | "applet" | "floating-frame" => Element::Embedded,
            _ => Element::Through,
        },
        "office" => match local {
            "annotation" => Element::Comment,
            "annotation-end" => Element::CommentEnd,
            "binary-data" | "meta" | "settings" | "scripts" | "script" | "event-listeners" | "forms"
            | "font-face-decls" | "styles" | "automatic-styles" | "master-styles" => Element::Nothing,
            _ => Element::Through,
        },
        "dc" if local == "creator" => Element::Creator,
        "svg" | "form" => Element::Nothing,
        _ => Element::Through,
    }
}

fn of_text(local: &str) -> Element {
    match local {
        "p" => Element::Paragraph,
        "h" => Element::Heading,
        "span" => Element::Span,
        "section" => Element::Section,
        "s" => Element::Blanks,
        "tab" => Element::Tab,
        "line-break" => Element::LineBreak,
        "list-item" => Element::ListItem,
        "tracked-changes" => Element::TrackedChanges,
        "changed-region" => Element::ChangedRegion,
        "change-start" => Element::ChangeStart,
        "change-end" => Element::ChangeEnd,
        "deletion" => Element::Deletion,
        "insertion" => Element::Insertion,
        "note" => Element::Note,
        "note-citation" => Element::Nothing,
        "number" => Element::Number,
        "ruby-text" => Element::Reading,
        "hidden-text" => Element::HiddenText,
        "hidden-paragraph" => Element::HiddenParagraph,
        "script" => Element::Nothing,
        // What an index is made from, beside the index itself.
        _ if local.ends_with("-source") => Element::Nothing,
        "a" | "note-body" | "list" | "list-header" | "numbered-paragraph" | "meta" | "ruby" | "ruby-base"
        | "soft-page-break" | "format-change" => Element::Through,
        _ if local.ends_with("-mark") || local.ends_with("-start") || local.ends_with("-end") => {
            Element::Through
        }
        "bookmark" | "change" => Element::Through,
        _ => Element::Field,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_what_is_nothing_else() {
        assert_eq!(element("text:page-number"), Element::Field);
        assert_eq!(element("text:bookmark-start"), Element::Through);
        assert_eq!(element("text:title"), Element::Field);
        assert_eq!(element("svg:title"), Element::Nothing);
    }
}
