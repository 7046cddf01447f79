//! Packs parts into an archive whose bytes depend on nothing but the parts.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::ReportError;

/// Packs named parts in the order given. Every part bears the first moment that the format knows (1980), because
/// a clock would make two renderings differ.
pub(super) fn pack(parts: &[(&'static str, String)]) -> Result<Vec<u8>, ReportError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (part, content) in parts {
        archive.start_file(*part, options).map_err(|source| ReportError::Pack { part, source })?;
        archive.write_all(content.as_bytes()).map_err(|source| ReportError::Write { part, source })?;
    }
    let bytes = archive.finish().map_err(|source| ReportError::Pack { part: "the directory", source })?;
    Ok(bytes.into_inner())
}
