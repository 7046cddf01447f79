//! Packs files into an archive whose bytes depend on nothing but the files.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::error::ReportError;

/// Packs named files in the order given, for a download of several. Every file bears the first moment that the
/// format knows (1980), because a clock would make two archives of the same study differ.
///
/// # Errors
/// [`ReportError::Pack`] and [`ReportError::Write`] where the archive cannot be built, as when two files have
/// the same name.
pub fn pack<Name: AsRef<str>, Content: AsRef<[u8]>>(
    files: &[(Name, Content)],
) -> Result<Vec<u8>, ReportError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let part = || name.as_ref().to_owned();
        archive
            .start_file(name.as_ref(), options)
            .map_err(|source| ReportError::Pack { part: part(), source })?;
        archive.write_all(content.as_ref()).map_err(|source| ReportError::Write { part: part(), source })?;
    }
    let packed = archive.finish();
    let bytes = packed.map_err(|source| ReportError::Pack { part: "the directory".to_owned(), source })?;
    Ok(bytes.into_inner())
}
