//! A word-processor document: WordprocessingML (ECMA-376, transitional) written part by part.
//!
//! Written by hand because no library of ours can repeat a table's heads, name a document's language or describe
//! a table to a screen reader, and because the schema's order of elements is then ours to keep.

mod comments;
mod content;
mod figure;
mod parts;
mod styles;
mod table;
mod transcript;

use std::collections::BTreeMap;

use crate::error::ReportError;
use crate::markup::Markup;
use crate::model::{Block, Orientation, Report};
use crate::package::pack;

pub use transcript::render_transcript_docx;

/// Renders a report as a `.docx` document.
///
/// Headings, quotations, captions and tables have styles, so that a table of contents, the navigation pane and a
/// house style work at once; table heads repeat on each page; what follows a landscape page break is on
/// A4 on its side; a matrix is one table a category there.
/// Figures appear as tables of the same counts, with a sign for each person. The creation date is the report's own date.
///
/// # Errors
/// [`ReportError::Pack`] and [`ReportError::Write`] where the archive cannot be built, and
/// [`ReportError::Date`] where the report's date is not written as `YYYY-MM-DD`.
pub fn render_docx(report: &Report) -> Result<Vec<u8>, ReportError> {
    let created = parts::created(report)?;
    pack(&[
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::PACKAGE_RELATIONS.to_owned()),
        ("docProps/app.xml", parts::APP.to_owned()),
        ("docProps/core.xml", parts::core(report, &created)),
        ("word/_rels/document.xml.rels", parts::DOCUMENT_RELATIONS.to_owned()),
        ("word/document.xml", Document::new(report).finish(report)),
        ("word/footer1.xml", parts::footer(report)),
        ("word/header1.xml", parts::header(report)),
        ("word/numbering.xml", parts::numbering(report)),
        ("word/settings.xml", parts::settings(report)),
        ("word/styles.xml", styles::styles(report)),
    ])
}

/// The body being written.
struct Document {
    markup: Markup,
    /// Number of the bookmark of each anchor; names of bookmarks may not be long, so numbers name them.
    bookmarks: BTreeMap<String, usize>,
    /// Width between the margins of the present section, in twentieths of a point.
    text_width: usize,
    /// Numbered lists so far: each counts anew.
    numbered_lists: usize,
}

/// Size and margins of a page, in twentieths of a point.
struct Page {
    width: usize,
    height: usize,
    margin: usize,
}

const A4: Page = Page { width: 11_906, height: 16_838, margin: 1_304 };
const A4_LANDSCAPE: Page = Page { width: 16_838, height: 11_906, margin: 964 };

fn page(orientation: Orientation) -> Page {
    match orientation {
        Orientation::Portrait => A4,
        Orientation::Landscape => A4_LANDSCAPE,
    }
}

impl Document {
    fn new(report: &Report) -> Self {
        let mut bookmarks = BTreeMap::new();
        for block in &report.blocks {
            let anchor = match block {
                Block::Heading(heading) => &heading.anchor,
                Block::Table(table) => &table.anchor,
                Block::Figure(figure) => &figure.anchor,
                _ => continue,
            };
            let next = bookmarks.len() + 1;
            if !anchor.is_empty() {
                bookmarks.entry(anchor.clone()).or_insert(next);
            }
        }
        Self { markup: Markup::xml(), bookmarks, text_width: 0, numbered_lists: 0 }
    }

    fn finish(mut self, report: &Report) -> String {
        self.markup.open("w:document", parts::NAMESPACES).open("w:body", &[]);
        let mut orientation = Orientation::Portrait;
        self.turn(orientation);
        self.front_matter(report);
        for block in &report.blocks {
            if let Block::PageBreak(next) = block {
                self.end_section(orientation);
                orientation = *next;
                self.turn(orientation);
            } else {
                self.block(block);
            }
        }
        self.provenance(report);
        self.section(orientation);
        self.markup.close("w:body").close("w:document");
        self.markup.finish()
    }

    fn turn(&mut self, orientation: Orientation) {
        let page = page(orientation);
        self.text_width = page.width - 2 * page.margin;
    }

    /// Ends a section in a paragraph of its own, as small as may be.
    fn end_section(&mut self, orientation: Orientation) {
        self.markup.open("w:p", &[]).open("w:pPr", &[]);
        self.markup.empty("w:pStyle", &[("w:val", "SectionEnd")]);
        self.section(orientation);
        self.markup.close("w:pPr").close("w:p");
    }

    fn section(&mut self, orientation: Orientation) {
        let page = page(orientation);
        let (width, height) = (page.width.to_string(), page.height.to_string());
        let margin = page.margin.to_string();
        let mut size = vec![("w:w", width.as_str()), ("w:h", &height)];
        if orientation == Orientation::Landscape {
            size.push(("w:orient", "landscape"));
        }
        self.markup.open("w:sectPr", &[]);
        self.markup.empty("w:headerReference", &[("w:type", "default"), ("r:id", "rId4")]);
        self.markup.empty("w:footerReference", &[("w:type", "default"), ("r:id", "rId5")]);
        self.markup.empty("w:type", &[("w:val", "nextPage")]).empty("w:pgSz", &size);
        let margins = [
            ("w:top", "1304"),
            ("w:right", &margin),
            ("w:bottom", "1191"),
            ("w:left", &margin),
            ("w:header", "624"),
            ("w:footer", "567"),
            ("w:gutter", "0"),
        ];
        self.markup.empty("w:pgMar", &margins).close("w:sectPr");
    }
}
