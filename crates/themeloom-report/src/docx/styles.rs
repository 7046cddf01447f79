//! The styles of the document. Their names are those that Word knows, so that its own tools find them.

use super::parts::{NAMESPACES, language};
use crate::markup::Markup;
use crate::model::Report;

/// For narrative and quotations; on every machine with Word, and metrically matched by Caladea elsewhere.
const SERIF: &str = "Cambria";
/// For everything else; matched by Carlito.
const SANS: &str = "Calibri";
const INK: &str = "1C1E21";
const QUIET: &str = "55595F";

/// One paragraph style. Sizes in half points, distances in twentieths of a point.
struct Paragraph {
    id: &'static str,
    name: &'static str,
    font: &'static str,
    size: u16,
    bold: bool,
    colour: &'static str,
    before: u16,
    after: u16,
    line: u16,
    left: u16,
    keep_next: bool,
    /// Outline level, which makes it a heading.
    outline: Option<u8>,
    centred: bool,
}

const BODY: Paragraph = Paragraph {
    id: "BodyText",
    name: "Body Text",
    font: SERIF,
    size: 21,
    bold: false,
    colour: INK,
    before: 0,
    after: 140,
    line: 288,
    left: 0,
    keep_next: false,
    outline: None,
    centred: false,
};

const CELL: Paragraph =
    Paragraph { id: "TableText", name: "Table Text", size: 17, after: 50, line: 245, ..BODY };

const HEADING: Paragraph =
    Paragraph { font: SANS, bold: true, line: 252, keep_next: true, after: 80, ..BODY };

const PARAGRAPHS: &[Paragraph] = &[
    BODY,
    Paragraph { id: "Title", name: "Title", size: 52, before: 1_200, after: 120, ..HEADING },
    Paragraph { id: "Subtitle", name: "Subtitle", font: SANS, size: 26, colour: QUIET, after: 120, ..BODY },
    Paragraph { id: "Date", name: "Date", font: SANS, size: 20, colour: QUIET, after: 480, ..BODY },
    Paragraph {
        id: "Heading1",
        name: "heading 1",
        size: 34,
        before: 480,
        after: 140,
        outline: Some(0),
        ..HEADING
    },
    Paragraph { id: "Heading2", name: "heading 2", size: 27, before: 360, outline: Some(1), ..HEADING },
    Paragraph { id: "Heading3", name: "heading 3", size: 23, before: 280, outline: Some(2), ..HEADING },
    Paragraph {
        id: "Heading4",
        name: "heading 4",
        size: 21,
        colour: QUIET,
        before: 220,
        outline: Some(3),
        ..HEADING
    },
    Paragraph { id: "TOCHeading", name: "TOC Heading", size: 24, before: 240, ..HEADING },
    Paragraph { id: "TOC1", name: "toc 1", font: SANS, size: 21, after: 60, ..BODY },
    Paragraph { id: "TOC2", name: "toc 2", font: SANS, size: 20, after: 40, left: 340, ..BODY },
    Paragraph { id: "Quote", name: "Quote", before: 100, after: 20, left: 397, keep_next: true, ..BODY },
    Paragraph {
        id: "QuoteSource",
        name: "Quote Source",
        font: SANS,
        size: 18,
        colour: QUIET,
        after: 220,
        left: 397,
        ..BODY
    },
    Paragraph { id: "ListParagraph", name: "List Paragraph", after: 70, ..BODY },
    Paragraph { id: "Caption", name: "caption", size: 20, before: 280, after: 120, ..HEADING },
    CELL,
    Paragraph { id: "TableHead", name: "Table Head", font: SANS, bold: true, ..CELL },
    Paragraph { id: "TableGroup", name: "Table Group", font: SANS, bold: true, keep_next: true, ..CELL },
    Paragraph { id: "TableQuote", name: "Table Quote", after: 10, left: 113, keep_next: true, ..CELL },
    Paragraph {
        id: "TableQuoteSource",
        name: "Table Quote Source",
        font: SANS,
        size: 15,
        colour: QUIET,
        after: 90,
        left: 113,
        ..CELL
    },
    Paragraph { id: "TableState", name: "Table State", font: SANS, size: 16, colour: QUIET, ..CELL },
    Paragraph {
        id: "TableNote",
        name: "Table Note",
        font: SANS,
        size: 17,
        colour: QUIET,
        before: 80,
        ..CELL
    },
    Paragraph {
        id: "Header",
        name: "header",
        font: SANS,
        size: 17,
        bold: true,
        colour: "7A4B00",
        after: 0,
        centred: true,
        ..BODY
    },
    Paragraph {
        id: "Footer",
        name: "footer",
        font: SANS,
        size: 17,
        colour: QUIET,
        after: 0,
        centred: true,
        ..BODY
    },
    Paragraph { id: "Transcript", name: "Transcript", after: 60, ..BODY },
    Paragraph {
        id: "CommentText",
        name: "annotation text",
        font: SANS,
        size: 20,
        after: 40,
        line: 240,
        ..BODY
    },
    Paragraph { id: "SectionEnd", name: "Section End", size: 2, after: 0, line: 20, ..BODY },
];

/// The part `styles.xml`.
pub(super) fn styles(report: &Report) -> String {
    let mut markup = Markup::xml();
    markup.open("w:styles", NAMESPACES);
    defaults(&mut markup, language(report));
    markup.open("w:style", &[("w:type", "paragraph"), ("w:default", "1"), ("w:styleId", "Normal")]);
    markup.empty("w:name", &[("w:val", "Normal")]).empty("w:qFormat", &[]).close("w:style");
    for style in PARAGRAPHS {
        paragraph(&mut markup, style);
    }
    character(&mut markup, "Strong", "Strong", &[("w:b", None)]);
    character(&mut markup, "Emphasis", "Emphasis", &[("w:i", None)]);
    let small = [("w:sz", Some("16")), ("w:szCs", Some("16"))];
    character(&mut markup, "CommentReference", "annotation reference", &small);
    table(&mut markup);
    markup.close("w:styles");
    markup.finish()
}

fn defaults(markup: &mut Markup, language: &str) {
    markup.open("w:docDefaults", &[]).open("w:rPrDefault", &[]).open("w:rPr", &[]);
    fonts(markup, SERIF);
    markup.empty("w:sz", &[("w:val", "21")]).empty("w:szCs", &[("w:val", "21")]);
    markup.empty("w:lang", &[("w:val", language), ("w:eastAsia", language)]);
    markup.close("w:rPr").close("w:rPrDefault").open("w:pPrDefault", &[]).close("w:pPrDefault");
    markup.close("w:docDefaults");
}

fn fonts(markup: &mut Markup, font: &str) {
    markup.empty("w:rFonts", &[("w:ascii", font), ("w:hAnsi", font), ("w:cs", font)]);
}

fn paragraph(markup: &mut Markup, style: &Paragraph) {
    markup.open("w:style", &[("w:type", "paragraph"), ("w:styleId", style.id)]);
    markup.empty("w:name", &[("w:val", style.name)]).empty("w:basedOn", &[("w:val", "Normal")]);
    if style.outline.is_some() {
        markup.empty("w:next", &[("w:val", "BodyText")]);
    }
    markup.empty("w:qFormat", &[]).open("w:pPr", &[]);
    if style.keep_next {
        markup.empty("w:keepNext", &[]).empty("w:keepLines", &[]);
    }
    markup.empty("w:widowControl", &[]);
    if style.id == "Quote" || style.id == "TableQuote" {
        rule_beside(markup);
    }
    let (before, after, line) = (style.before.to_string(), style.after.to_string(), style.line.to_string());
    let rule = if style.id == "SectionEnd" { "exact" } else { "auto" };
    let spacing =
        [("w:before", before.as_str()), ("w:after", &after), ("w:line", &line), ("w:lineRule", rule)];
    markup.empty("w:spacing", &spacing);
    if style.left > 0 {
        markup.empty("w:ind", &[("w:left", &style.left.to_string())]);
    }
    if style.centred {
        markup.empty("w:jc", &[("w:val", "center")]);
    }
    if let Some(level) = style.outline {
        markup.empty("w:outlineLvl", &[("w:val", &level.to_string())]);
    }
    markup.close("w:pPr").open("w:rPr", &[]);
    fonts(markup, style.font);
    if style.bold {
        markup.empty("w:b", &[]);
    }
    let size = style.size.to_string();
    markup.empty("w:color", &[("w:val", style.colour)]);
    markup.empty("w:sz", &[("w:val", &size)]).empty("w:szCs", &[("w:val", &size)]);
    markup.close("w:rPr").close("w:style");
}

/// The rule at the left of a quotation.
fn rule_beside(markup: &mut Markup) {
    let rule = [("w:val", "single"), ("w:sz", "12"), ("w:space", "6"), ("w:color", "C9C8C1")];
    markup.open("w:pBdr", &[]).empty("w:left", &rule).close("w:pBdr");
}

/// A style of letters: its properties, each with its value where it has one.
fn character(markup: &mut Markup, id: &str, name: &str, properties: &[(&str, Option<&str>)]) {
    markup.open("w:style", &[("w:type", "character"), ("w:styleId", id)]);
    markup.empty("w:name", &[("w:val", name)]).empty("w:qFormat", &[]).open("w:rPr", &[]);
    for (property, value) in properties {
        let value = value.map(|value| ("w:val", value));
        markup.empty(property, value.as_slice());
    }
    markup.close("w:rPr").close("w:style");
}

/// Tables have rules above, below and between rows, and none beside.
fn table(markup: &mut Markup) {
    markup.open("w:style", &[("w:type", "table"), ("w:styleId", "ReportTable")]);
    markup.empty("w:name", &[("w:val", "Report Table")]).empty("w:qFormat", &[]).open("w:tblPr", &[]);
    markup.open("w:tblBorders", &[]);
    for (side, weight, colour) in [("w:top", "10", INK), ("w:bottom", "6", INK), ("w:insideH", "4", "D6D5CE")]
    {
        let border = [("w:val", "single"), ("w:sz", weight), ("w:space", "0"), ("w:color", colour)];
        markup.empty(side, &border);
    }
    markup.close("w:tblBorders").open("w:tblCellMar", &[]);
    for (side, width) in [("w:top", "60"), ("w:left", "85"), ("w:bottom", "50"), ("w:right", "85")] {
        markup.empty(side, &[("w:w", width), ("w:type", "dxa")]);
    }
    markup.close("w:tblCellMar").close("w:tblPr").close("w:style");
}
