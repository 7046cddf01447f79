//! Projects made for tests in the manner of other programs.

use crate::docx_builder::package_bytes;

/// How a program writes positions, files and names.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    pub origin: &'static str,
    pub document: &'static str,
    pub folder: &'static str,
    pub utf16: bool,
    pub crlf_in_file: bool,
    pub crlf_is_one: bool,
    pub mark: bool,
    pub braces: bool,
    /// Whether a selection is named after its words.
    pub names_words: bool,
}

pub const NVIVO_WINDOWS: Manner = Manner {
    origin: "NVivo Windows 12.6",
    document: "project.qde",
    folder: "Sources/",
    utf16: true,
    crlf_in_file: true,
    crlf_is_one: false,
    mark: true,
    braces: false,
    names_words: false,
};
pub const NVIVO_MAC: Manner =
    Manner { origin: "NVivo Mac 15", folder: "sources/", crlf_in_file: false, ..NVIVO_WINDOWS };
pub const ATLAS_WINDOWS: Manner = Manner {
    origin: "ATLAS.ti for Windows 23.2.3.27778",
    folder: "sources/",
    utf16: false,
    crlf_is_one: true,
    mark: false,
    names_words: true,
    ..NVIVO_WINDOWS
};
pub const ATLAS_MAC: Manner =
    Manner { origin: "ATLAS.ti Mac 26.0", document: "Ward study.qde", crlf_in_file: false, ..ATLAS_WINDOWS };
pub const MAXQDA: Manner =
    Manner { origin: "MAXQDA 2024", crlf_is_one: false, names_words: false, braces: true, ..ATLAS_WINDOWS };
pub const QUALCODER: Manner =
    Manner { origin: "QualCoder 3.8.2", crlf_in_file: false, mark: true, braces: false, ..MAXQDA };
pub const QUIRKOS: Manner = Manner { origin: "Quirkos 2.5", mark: false, ..QUALCODER };
pub const ALL: [Manner; 7] = [NVIVO_WINDOWS, NVIVO_MAC, ATLAS_WINDOWS, ATLAS_MAC, MAXQDA, QUALCODER, QUIRKOS];

pub const CODE: &str = "0dcef2f5-e55c-49da-8c33-9b0803c7aeb4";
const SOURCE: &str = "7c108712-b650-4892-ac0b-fc9a10190c3b";
const USER: &str = "5215cc69-b628-4e02-afb9-9beeaee55808";

impl Manner {
    fn guid(&self, guid: &str) -> String {
        if self.braces { format!("{{{}}}", guid.to_uppercase()) } else { guid.to_owned() }
    }

    /// The position before a code point of a text whose line ends are LF.
    fn position(&self, text: &str, code_point: usize) -> usize {
        let before = text.chars().take(code_point);
        before
            .map(|c| match c {
                '\n' if self.crlf_in_file && !self.crlf_is_one => 2,
                c if self.utf16 => c.len_utf16(),
                _ => 1,
            })
            .sum()
    }

    /// A project with one source and a coding on each selection, given in code points of the text.
    pub fn project(&self, text: &str, selections: &[(usize, usize)]) -> Vec<u8> {
        let mut marked = String::new();
        for (n, (start, end)) in selections.iter().enumerate() {
            let words: String = text.chars().skip(*start).take(end - start).collect();
            let name =
                if self.names_words { format!(r#" name="{}""#, escaped(&words)) } else { String::new() };
            marked.push_str(&format!(
                r#"<PlainTextSelection guid="{}"{name} startPosition="{}" endPosition="{}" creatingUser="{USER}"><Description /><Coding guid="{}" creatingUser="{USER}"><CodeRef targetGUID="{}"/></Coding></PlainTextSelection>"#,
                self.guid(&format!("00000000-0000-0000-0001-{n:012}")),
                self.position(text, *start),
                self.position(text, *end),
                self.guid(&format!("00000000-0000-0000-0002-{n:012}")),
                CODE,
            ));
        }
        let document = format!(
            r##"<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="Ward study" origin="{}"><Users><User guid="{}" name="Ada Wren"/></Users><CodeBook><Codes><Code guid="{}" name="Beds" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="{SOURCE}" name="P01" plainTextPath="internal://{SOURCE}.txt">{marked}</TextSource></Sources></Project>"##,
            self.origin,
            self.guid(USER),
            self.guid(CODE),
        );
        let mut file = if self.crlf_in_file { text.replace('\n', "\r\n") } else { text.to_owned() };
        if self.mark {
            file.insert(0, '\u{feff}');
        }
        package_bytes(&[
            (self.document, document.as_bytes()),
            (&format!("{}{}.txt", self.folder, SOURCE.to_uppercase()), file.as_bytes()),
        ])
    }
}

/// Words as an attribute may hold them.
pub fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\n', "&#10;")
}

/// A project that is this document, with these files.
pub fn project(document: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts = vec![("project.qde", document.as_bytes())];
    parts.extend(files);
    package_bytes(&parts)
}
