//! OpenDocument texts made for tests.

use crate::docx_builder::package;

const MIME: &str = "application/vnd.oasis.opendocument.text";
const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0""#;

/// A text with this body.
pub fn odt(body: &str) -> Vec<u8> {
    odt_with("", body, &[])
}

/// A text with these styles of its own, this body, and these other parts.
pub fn odt_with(styles: &str, body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let content = content(styles, body);
    let mut parts = vec![("mimetype", MIME), ("content.xml", content.as_str())];
    parts.extend_from_slice(others);
    package(&parts)
}

/// content.xml with these styles and this body.
pub fn content(styles: &str, body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    )
}

/// A text as one XML file.
pub fn flat(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} office:mimetype="{MIME}"><office:body><office:text>{body}</office:text></office:body></office:document>"#
    )
}

/// A paragraph.
pub fn p(words: &str) -> String {
    format!("<text:p>{words}</text:p>")
}
