//! Writing XML and archives such that the same study gives the same bytes.

use std::io::{Cursor, Write};

use jiff::tz::TimeZone;
use themeloom_study::Timestamp;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::codebook::OURS;
use super::described;
use super::guid::Guids;
use super::write_project::{Project, code_guids};
use crate::error::ImportError;
use crate::foreign::{CodeIdx, ForeignCode, ForeignStudy};

/// Writes a codebook that validates against the schema, in the order of its codes.
///
/// # Errors
/// When there are no codes: the schema wants at least one.
pub fn write_qdc(codes: &[ForeignCode]) -> Result<Vec<u8>, ImportError> {
    if codes.is_empty() {
        return Err(ImportError::NothingToWrite { what: "the codebook has no codes" });
    }
    let mut xml = Xml::begin();
    xml.open("CodeBook", &[("xmlns", "urn:QDA-XML:codebook:1.0"), ("origin", &origin())]);
    let guids = code_guids(&mut Guids::default(), codes);
    write_codes(&mut xml, codes, &guids, |_, _| {});
    xml.close("CodeBook");
    Ok(xml.out.into_bytes())
}

/// Writes a project that validates against the schema. `at` is when the study last changed; it dates
/// the parts of the archive.
///
/// # Errors
/// When a part is larger than an archive can hold.
pub fn write_qdpx(study: &ForeignStudy, at: Timestamp) -> Result<Vec<u8>, ImportError> {
    let project = Project::of(study);
    let document = project.document(at);
    let mut parts = vec![("project.qde".to_owned(), document.as_bytes())];
    parts.extend(project.files());
    pack(&parts, at)
}

/// What a file of ours says that it comes from.
pub(crate) fn origin() -> String {
    format!("{OURS} {}", env!("CARGO_PKG_VERSION"))
}

/// Parts of this size or more need the wider numbers of an archive, in bytes.
const LARGE: usize = 1 << 31;

/// The endings of files that are packed tightly as they are.
const PACKED: [&str; 6] = [".mp3", ".m4a", ".mp4", ".ogg", ".flac", ".webm"];

fn pack(parts: &[(String, &[u8])], at: Timestamp) -> Result<Vec<u8>, ImportError> {
    let failed = |part: &str| ImportError::NotPacked { part: part.to_owned() };
    let options = SimpleFileOptions::default()
        .large_file(parts.iter().any(|(_, content)| content.len() > LARGE))
        .last_modified_time(dos_time(at).unwrap_or_default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let is_packed = PACKED.iter().any(|ending| name.ends_with(ending));
        let method = if is_packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(name.as_str(), options.compression_method(method)).map_err(|_| failed(name))?;
        archive.write_all(content).map_err(|_| failed(name))?;
    }
    Ok(archive.finish().map_err(|_| failed("the list of parts"))?.into_inner())
}

/// A time as archives keep it: from 1980 to 2107, in UTC, to two seconds.
fn dos_time(at: Timestamp) -> Option<DateTime> {
    let at = jiff::Timestamp::from_millisecond(at.0).ok()?.to_zoned(TimeZone::UTC);
    let small = |n: i8| u8::try_from(n).ok();
    DateTime::from_date_and_time(
        u16::try_from(at.year()).ok()?,
        small(at.month())?,
        small(at.day())?,
        small(at.hour())?,
        small(at.minute())?,
        small(at.second())?,
    )
    .ok()
}

/// Writes a list of codes with those below them; `within` writes what else stands in a code.
pub(crate) fn write_codes(
    xml: &mut Xml,
    codes: &[ForeignCode],
    guids: &[String],
    mut within: impl FnMut(&mut Xml, CodeIdx),
) {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); codes.len() + 1];
    for (at, code) in codes.iter().enumerate() {
        // What stands above comes before; anything else would have no place.
        let above = code.parent.filter(|parent| parent.0 < at).map_or(codes.len(), |parent| parent.0);
        if let Some(list) = below.get_mut(above) {
            list.push(at);
        }
    }
    enum Step {
        Code(usize),
        End,
    }
    let of = |at: usize| below.get(at).into_iter().flatten().rev().map(|at| Step::Code(*at));
    xml.open("Codes", &[]);
    let mut steps: Vec<Step> = of(codes.len()).collect();
    while let Some(step) = steps.pop() {
        let Step::Code(at) = step else {
            xml.close("Code");
            continue;
        };
        let (Some(code), Some(guid)) = (codes.get(at), guids.get(at)) else { continue };
        let colour = code.colour.map(|colour| colour.to_string());
        let codable = if code.is_category { "false" } else { "true" };
        let mut attributes =
            vec![("guid", guid.as_str()), ("name", code.name.as_str()), ("isCodable", codable)];
        attributes.extend(colour.as_deref().map(|colour| ("color", colour)));
        xml.open("Code", &attributes);
        xml.optional("Description", &described::write(code));
        within(xml, CodeIdx(at));
        steps.push(Step::End);
        steps.extend(of(at));
    }
    xml.close("Codes");
}

/// An XML document in the making.
pub(crate) struct Xml {
    /// The document so far.
    pub(crate) out: String,
}

impl Xml {
    /// A document with its declaration. There is no byte order mark before it.
    pub(crate) fn begin() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"utf-8\"?>".to_owned() }
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push('>');
    }

    /// Closes an element.
    pub(crate) fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// Writes an element without content.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.out.push_str("/>");
    }

    /// Writes an element that holds words.
    pub(crate) fn words(&mut self, name: &str, words: &str) {
        self.open(name, &[]);
        escape(words, false, &mut self.out);
        self.close(name);
    }

    /// Writes an element that holds words, unless there are none.
    pub(crate) fn optional(&mut self, name: &str, words: &str) {
        if !words.is_empty() {
            self.words(name, words);
        }
    }

    /// Writes references to notes.
    pub(crate) fn notes(&mut self, guids: &[&str]) {
        for guid in guids {
            self.empty("NoteRef", &[("targetGUID", guid)]);
        }
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push_str("\n<");
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(value, true, &mut self.out);
            self.out.push('"');
        }
    }
}

/// Writes words such that XML may hold them. Signs that XML forbids are left out: no text of a study
/// has any but those that normalising lets through.
fn escape(words: &str, in_attribute: bool, out: &mut String) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '\n' | '\t' if in_attribute => out.push_str(if c == '\n' { "&#10;" } else { "&#9;" }),
            '\r' => out.push_str("&#13;"),
            '\n' | '\t' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
}
