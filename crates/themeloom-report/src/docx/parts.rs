//! The small parts of a document: relations, properties, settings, numbering, page header and footer.

use crate::clean::one_line;
use crate::error::ReportError;
use crate::markup::{Attribute, Markup};
use crate::model::{Block, Report};

/// Name spaces of the main parts.
pub(super) const NAMESPACES: &[Attribute<'static>] = &[
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// What kind each part is.
pub(super) const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>"#,
    r#"<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>"#,
    r#"<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    r#"<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>"#,
    "</Types>"
);

/// The same for a document that has comments.
pub(super) fn with_comments_type() -> String {
    let comments = r#"<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>"#;
    CONTENT_TYPES.replace("</Types>", comments)
}

/// Where the package begins.
pub(super) const PACKAGE_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/>"#,
    "</Relationships>"
);

/// What the document refers to.
pub(super) const DOCUMENT_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>"#,
    r#"<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>"#,
    r#"<Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/>"#,
    "</Relationships>"
);

/// The same for a document that has comments.
pub(super) fn with_comments_relation() -> String {
    let comments = r#"<Relationship Id="rId6" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>"#;
    DOCUMENT_RELATIONS.replace("</Relationships>", comments)
}

/// Which program wrote the document.
pub(super) const APP: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">"#,
    "<Application>Themeloom</Application></Properties>"
);

/// The language of the report.
pub(super) fn language(report: &Report) -> &str {
    if report.language.is_empty() { "en-GB" } else { &report.language }
}

/// The moment that the file's properties give, from the report's own date.
pub(super) fn created(report: &Report) -> Result<String, ReportError> {
    let Some(date) = &report.date else { return Ok("2000-01-01T00:00:00Z".to_owned()) };
    rust_xlsxwriter::ExcelDateTime::parse_from_str(date).map_err(|_| ReportError::Date)?;
    Ok(format!("{date}T00:00:00Z"))
}

/// The file's properties.
pub(super) fn core(report: &Report, created: &str) -> String {
    let mut markup = Markup::xml();
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    markup.open("cp:coreProperties", &names);
    markup.element("dc:title", &[], &one_line(&report.title)).element("dc:creator", &[], "Themeloom");
    markup.element("dc:language", &[], language(report));
    let kind = [("xsi:type", "dcterms:W3CDTF")];
    markup.element("dcterms:created", &kind, created).element("dcterms:modified", &kind, created);
    markup.close("cp:coreProperties");
    markup.finish()
}

/// Settings: compatible with Word 2013 and later, so that it does not open in compatibility mode.
pub(super) fn settings(report: &Report) -> String {
    let mut markup = Markup::xml();
    markup.open("w:settings", NAMESPACES).empty("w:defaultTabStop", &[("w:val", "720")]);
    markup.open("w:compat", &[]);
    let mode = [
        ("w:name", "compatibilityMode"),
        ("w:uri", "http://schemas.microsoft.com/office/word"),
        ("w:val", "15"),
    ];
    markup.empty("w:compatSetting", &mode).close("w:compat");
    markup.empty("w:themeFontLang", &[("w:val", language(report))]).close("w:settings");
    markup.finish()
}

/// One bulleted list, and a numbering that starts again for each numbered list.
pub(super) fn numbering(report: &Report) -> String {
    let mut markup = Markup::xml();
    markup.open("w:numbering", NAMESPACES);
    for (id, format, text) in [("0", "bullet", "•"), ("1", "decimal", "%1.")] {
        markup.open("w:abstractNum", &[("w:abstractNumId", id)]).open("w:lvl", &[("w:ilvl", "0")]);
        markup.empty("w:start", &[("w:val", "1")]).empty("w:numFmt", &[("w:val", format)]);
        markup.empty("w:lvlText", &[("w:val", text)]).empty("w:lvlJc", &[("w:val", "left")]);
        markup.open("w:pPr", &[]).empty("w:ind", &[("w:left", "397"), ("w:hanging", "397")]);
        markup.close("w:pPr").close("w:lvl").close("w:abstractNum");
    }
    let numbered =
        report.blocks.iter().filter(|block| matches!(block, Block::List(list) if list.numbered)).count();
    for number in 1..=numbered + 1 {
        let kind = if number == 1 { "0" } else { "1" };
        markup.open("w:num", &[("w:numId", &number.to_string())]);
        markup.empty("w:abstractNumId", &[("w:val", kind)]);
        if number > 1 {
            markup.open("w:lvlOverride", &[("w:ilvl", "0")]);
            markup.empty("w:startOverride", &[("w:val", "1")]).close("w:lvlOverride");
        }
        markup.close("w:num");
    }
    markup.close("w:numbering");
    markup.finish()
}

/// The head of every page: the banner.
pub(super) fn header(report: &Report) -> String {
    let mut markup = Markup::xml();
    markup.open("w:hdr", NAMESPACES);
    paragraph(&mut markup, "Header");
    run(&mut markup, report.banner.as_deref().unwrap_or_default());
    markup.close("w:p").close("w:hdr");
    markup.finish()
}

/// The foot of every page: title, page number.
pub(super) fn footer(report: &Report) -> String {
    let mut markup = Markup::xml();
    markup.open("w:ftr", NAMESPACES);
    paragraph(&mut markup, "Footer");
    run(&mut markup, &format!("{}  ·  ", report.title));
    field(&mut markup, "PAGE");
    run(&mut markup, " / ");
    field(&mut markup, "NUMPAGES");
    markup.close("w:p").close("w:ftr");
    markup.finish()
}

fn paragraph(markup: &mut Markup, style: &str) {
    markup.open("w:p", &[]).open("w:pPr", &[]).empty("w:pStyle", &[("w:val", style)]).close("w:pPr");
}

fn run(markup: &mut Markup, text: &str) {
    markup.open("w:r", &[]).element("w:t", &[("xml:space", "preserve")], &one_line_kept(text)).close("w:r");
}

/// Line ends as blanks, without losing the blanks around the words.
fn one_line_kept(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

fn field(markup: &mut Markup, instruction: &str) {
    markup.open("w:fldSimple", &[("w:instr", instruction)]);
    run(markup, "1");
    markup.close("w:fldSimple");
}
