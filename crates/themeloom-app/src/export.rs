//! Exports: what leaves the study for other programs and other readers, as files.
//!
//! Nothing here knows the clock, and nothing depends on what was exported before: the same study gives the same
//! bytes. What consent keeps out is said where each export is made (`export_transcripts.rs` and its neighbours)
//! and told to whoever asked. Each copy that is written or handed out is recorded, so that an erasure can say
//! which copies it does not reach.

use std::path::{Path, PathBuf};

use themeloom_report::{CodeMeasure, pack};
use themeloom_study::SourceId;
use themeloom_study::findings::CopyKind;

use crate::error::Result;
use crate::export_report::ReportFormat;
use crate::export_tables::TableWanted;
use crate::files;
use crate::open::OpenStudy;

/// What is to leave.
#[derive(Clone, Debug)]
pub enum ExportWanted {
    /// Coded transcripts, one file a source, as documents with comments or as pages.
    Transcripts {
        /// The sources; all where none is named.
        sources: Vec<SourceId>,
        /// A document or a page.
        format: ReportFormat,
    },
    /// A table, as comma-separated values or as a workbook.
    Table(TableWanted, ReportFormat),
    /// Cases by variables for SPSS: the syntax, and the data beside it.
    Spss {
        /// What the variable of a code says.
        measure: CodeMeasure,
        /// The name of both files, without their endings.
        stem: String,
    },
    /// The codebook: a document, a page, a workbook, or the table that can be taken in again.
    Codebook(ReportFormat),
    /// The study as a REFI-QDA project, for other programs.
    Project {
        /// Whether recordings and PDFs as they came go with it.
        identities: bool,
    },
    /// The codebook as a REFI-QDA codebook, for other programs.
    RefiCodebook,
    /// The whole study as an open folder, of which the same study can be made again.
    Whole {
        /// Whether who people are goes with it: real names, originals and recordings.
        identities: bool,
    },
}

/// A file that is not written anywhere yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportFile {
    /// Its name, fit for every file system.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Export {
    /// The files, at least one.
    pub files: Vec<ExportFile>,
    /// What was left out or withheld, and why.
    pub left_out: Vec<String>,
}

/// Where an export is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExportTo {
    /// A file of this name; where there is a second file, it lies beside.
    File(PathBuf),
    /// A folder, each file under its own name.
    Folder(PathBuf),
}

/// What was written.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct ExportWritten {
    /// The files.
    pub files: Vec<PathBuf>,
    /// What was left out or withheld, and why.
    pub left_out: Vec<String>,
}

impl OpenStudy {
    /// Makes an export.
    ///
    /// # Errors
    /// When there is nothing of what was asked for, or it cannot be that kind of file.
    pub fn export(&mut self, wanted: &ExportWanted) -> Result<Export> {
        match wanted {
            ExportWanted::Transcripts { sources, format } => self.export_transcripts(sources, *format),
            ExportWanted::Table(table, format) => self.export_table(table, *format),
            ExportWanted::Spss { measure, stem } => self.export_spss(*measure, stem),
            ExportWanted::Codebook(format) => self.export_codebook(*format),
            ExportWanted::Project { identities } => self.export_project(*identities),
            ExportWanted::RefiCodebook => self.export_refi_codebook(),
            ExportWanted::Whole { identities } => {
                let mut files = Vec::new();
                let left_out = self.whole(*identities, &mut |name, bytes| {
                    files.push(ExportFile { name: name.to_owned(), bytes });
                    Ok(())
                })?;
                Ok(Export { files, left_out })
            }
        }
    }

    /// Makes an export and writes it, and records that copies were made. Files that are there are replaced, each
    /// in one piece.
    ///
    /// # Errors
    /// As for [`OpenStudy::export`], and when a file cannot be written.
    pub fn write_export(&mut self, wanted: &ExportWanted, to: &ExportTo) -> Result<ExportWritten> {
        if let (ExportWanted::Whole { identities }, ExportTo::Folder(folder)) = (wanted, to) {
            return self.write_whole(folder, *identities);
        }
        let head = self.head_of_copy()?;
        let export = self.export(wanted)?;
        let places: Vec<PathBuf> = match to {
            ExportTo::Folder(folder) => export.files.iter().map(|file| folder.join(&file.name)).collect(),
            ExportTo::File(path) => {
                let folder = path.parent().unwrap_or(Path::new(""));
                let beside = export.files.iter().skip(1).map(|file| folder.join(&file.name));
                std::iter::once(path.clone()).chain(beside).collect()
            }
        };
        for (file, place) in export.files.iter().zip(&places) {
            files::write(place, &file.bytes)?;
        }
        match to {
            ExportTo::Folder(folder) => self.record_copy(CopyKind::Export, folder, &head)?,
            ExportTo::File(_) => {
                places.iter().try_for_each(|place| self.record_copy(CopyKind::Export, place, &head))?;
            }
        }
        Ok(ExportWritten { files: places, left_out: export.left_out })
    }

    /// Makes an export to be handed out under a name that begins with `prefix`, and records that this copy was
    /// made. Several files are handed out as one archive.
    ///
    /// # Errors
    /// As for [`OpenStudy::export`], and when the record cannot be kept.
    pub fn hand_out_export(
        &mut self,
        wanted: &ExportWanted,
        prefix: &str,
    ) -> Result<(ExportFile, Vec<String>)> {
        let Export { mut files, left_out } = self.export(wanted)?;
        let mut file = match files.len() {
            1 => files.remove(0),
            _ => {
                let all: Vec<(&str, &[u8])> =
                    files.iter().map(|f| (f.name.as_str(), f.bytes.as_slice())).collect();
                ExportFile { name: format!("{}.zip", wanted.several()), bytes: pack(&all)? }
            }
        };
        file.name = format!("{prefix}-{}", file.name);
        self.record_handed_out(CopyKind::Export, &file.name)?;
        Ok((file, left_out))
    }
}

impl ExportWanted {
    /// What several files together are called.
    const fn several(&self) -> &'static str {
        match self {
            Self::Transcripts { .. } => "coded-transcripts",
            Self::Spss { .. } => "spss",
            Self::Whole { .. } => "study",
            Self::Table(..) | Self::Codebook(_) | Self::Project { .. } | Self::RefiCodebook => "tables",
        }
    }
}
