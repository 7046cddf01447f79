//! What no bytes may do to the readers of Themeloom: a target for each parser that takes files from elsewhere.
//!
//! A target is a function of bytes. Whatever they are, it comes back: with an error, or with something that is
//! whole (places lie in their texts, what was written is read again). `cargo xtask fuzz` drives the targets with
//! libFuzzer; the tests run what is kept in `corpus/`, and in `mended/` what once broke a reader, through them.
//!
//! Where to start: [`TARGETS`]. Readers of archives and databases have a target for the bytes of the whole file,
//! and others for what lies in it, since a changed archive rarely gets past its checksums.

mod databases;
mod documents;
mod logs;
mod studies;
mod tables;
mod zipped;

/// A target: its name, which is the name of its corpus, and what is done with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("docx", documents::docx),
    ("docx_body", documents::docx_body),
    ("odt", documents::odt),
    ("odt_content", documents::odt_content),
    ("rtf", documents::rtf),
    ("html", documents::html),
    ("pdf", documents::pdf),
    ("txt", documents::txt),
    ("markdown", documents::markdown),
    ("subtitles", documents::subtitles),
    ("transcript_json", documents::transcript_json),
    ("elan", documents::elan),
    ("textgrid", documents::textgrid),
    ("turns_csv", documents::turns_csv),
    ("any_kind", documents::any_kind),
    ("qdpx", studies::qdpx),
    ("qdpx_project", studies::qdpx_project),
    ("qdc", studies::qdc),
    ("xlsx", studies::xlsx),
    ("xlsx_sheet", studies::xlsx_sheet),
    ("sheet_csv", studies::sheet_csv),
    ("taguette", databases::taguette),
    ("taguette_rows", databases::taguette_rows),
    ("qualcoder", databases::qualcoder),
    ("qualcoder_rows", databases::qualcoder_rows),
    ("tables", tables::tables),
    ("protocol", tables::protocol),
    ("change", logs::change),
    ("backup", logs::backup),
    ("whole_study", logs::whole_study),
];

/// The target of a name.
#[must_use]
pub fn target(name: &str) -> Option<fn(&[u8])> {
    TARGETS.iter().find(|(known, _)| *known == name).map(|(_, target)| *target)
}
