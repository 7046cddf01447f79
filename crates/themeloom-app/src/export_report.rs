//! Writing reports and tables to files that other programs open.

use std::path::{Path, PathBuf};

use themeloom_analysis::{ColumnChoice, find_attribute};
use themeloom_report::model::Block;
use themeloom_report::{
    CsvOptions, Report, ReportOptions, ReportParts, render_docx, render_html, render_xlsx, study_report,
    table_csv,
};
use themeloom_study::AttributeId;
use themeloom_study::findings::CopyKind;

use crate::clock::day;
use crate::error::{AppError, Result};
use crate::files;
use crate::open::OpenStudy;
use crate::record_people::unfit;
use crate::resolve;

/// What is to be written.
#[derive(Clone, Debug, Default)]
pub struct ReportWanted {
    /// Which parts.
    pub parts: ReportParts,
    /// The attribute that groups cases.
    pub group_by: Option<AttributeId>,
    /// The columns of the matrix and of the comparison.
    pub columns: ColumnChoice,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Written {
    /// The file.
    pub path: PathBuf,
    /// Quotations that consent kept out, with the reasons.
    pub refused: Vec<String>,
}

/// A report as a file that is not written anywhere yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportFile {
    /// What the file holds.
    pub bytes: Vec<u8>,
    /// Quotations that consent kept out, with the reasons.
    pub refused: Vec<String>,
}

/// The kinds of file that a report can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReportFormat {
    /// A page that holds all it needs.
    Html,
    /// A document.
    Docx,
    /// A workbook.
    Xlsx,
    /// Comma-separated values.
    Csv,
}

impl ReportFormat {
    /// The format that a file's ending stands for.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_lowercase().as_str() {
            "html" | "htm" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

impl OpenStudy {
    /// Writes a report to a file, in the format that its ending names, and records that a copy was
    /// made. A file that is there is replaced in one piece.
    ///
    /// # Errors
    /// When the ending is none of those, or the file cannot be written.
    pub fn write_report(&mut self, wanted: &ReportWanted, to: &Path) -> Result<Written> {
        let format = format_of(to)?;
        let head = self.head_of_copy()?;
        let report = self.report_file(wanted, format, &head.to_string())?;
        files::write(to, &report.bytes)?;
        self.record_copy(CopyKind::Export, to, &head)?;
        Ok(Written { path: to.to_owned(), refused: report.refused })
    }

    /// Makes a report to be handed out under a name, and records that this copy was made.
    ///
    /// # Errors
    /// When it cannot be made, or the record cannot be kept.
    pub fn hand_out_report(
        &mut self,
        wanted: &ReportWanted,
        format: ReportFormat,
        name: &str,
    ) -> Result<ReportFile> {
        let head = self.vault.print_head()?.to_string();
        let report = self.report_file(wanted, format, &head)?;
        self.record_handed_out(CopyKind::Export, name)?;
        Ok(report)
    }

    fn report_file(&self, wanted: &ReportWanted, format: ReportFormat, head: &str) -> Result<ReportFile> {
        let options = ReportOptions {
            parts: wanted.parts,
            group_by: wanted.group_by,
            columns: wanted.columns.clone(),
            banner: self.notice(),
            date: Some(day((self.clock)())),
            provenance: vec![
                ("Program".to_owned(), format!("Themeloom {}", env!("CARGO_PKG_VERSION"))),
                ("Printed state of the study".to_owned(), head.to_owned()),
            ],
        };
        let (report, refused) = study_report(&self.study, &self.texts, &options);
        Ok(ReportFile {
            bytes: bytes(&report, format)?,
            refused: refused.iter().map(|r| format!("{} ({}): {}", r.wanted_in, r.who, r.reason)).collect(),
        })
    }

    /// What every page made of the study has to say.
    pub(crate) fn notice(&self) -> Option<String> {
        Some(self.study.notice().to_owned()).filter(|notice| !notice.is_empty())
    }

    /// The attribute by which cases are grouped.
    ///
    /// # Errors
    /// When no attribute has the name.
    pub fn grouping(&self, name: Option<&str>) -> Result<Option<AttributeId>> {
        let Some(wanted) = name else { return Ok(find_attribute(&self.study, "role group")) };
        find_attribute(&self.study, wanted).map(Some).ok_or_else(|| {
            let known = self.study.attributes().iter().map(|a| a.definition.name.clone());
            resolve::not_found("attribute", wanted, known)
        })
    }

    /// The columns of the matrix: those of a version of the framework that is named, else of the
    /// newest, else of the codebook as it stands.
    ///
    /// # Errors
    /// When no version has the name.
    pub fn columns(&self, framework: Option<&str>) -> Result<ColumnChoice> {
        let Some(wanted) = framework else { return Ok(ColumnChoice::default()) };
        let lower = wanted.trim().to_lowercase();
        let frameworks = self.study.frameworks();
        frameworks
            .iter()
            .find(|f| {
                f.content.name.to_lowercase() == lower
                    || f.content.name.to_lowercase() == format!("version {lower}")
            })
            .map(|f| ColumnChoice::Framework(f.id))
            .ok_or_else(|| {
                resolve::not_found(
                    "framework version",
                    wanted,
                    frameworks.iter().map(|f| f.content.name.clone()),
                )
            })
    }
}

fn format_of(path: &Path) -> Result<ReportFormat> {
    let ending = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
    ReportFormat::of_ending(&ending).ok_or_else(|| {
        unfit(
            "the file of a report",
            &path.display().to_string(),
            "a name that ends in .html, .docx, .xlsx or .csv",
        )
    })
}

fn bytes(report: &Report, format: ReportFormat) -> Result<Vec<u8>> {
    Ok(match format {
        ReportFormat::Html => render_html(report).into_bytes(),
        ReportFormat::Docx => render_docx(report)?,
        ReportFormat::Xlsx => render_xlsx(report)?,
        ReportFormat::Csv => csv(report)?,
    })
}

/// The report's tables one under the other; a single table where there is one.
fn csv(report: &Report) -> Result<Vec<u8>> {
    let tables = report.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let mut bytes = Vec::new();
    for (i, table) in tables.enumerate() {
        if i > 0 {
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend(table_csv(table, CsvOptions { byte_order_mark: i == 0 })?);
    }
    if bytes.is_empty() {
        return Err(AppError::NoFramework);
    }
    Ok(bytes)
}

/// Writes the codebook as a table that can be taken in again.
///
/// # Errors
/// When it cannot be written.
pub fn write_codebook(open: &mut OpenStudy, to: &Path) -> Result<usize> {
    let head = open.head_of_copy()?;
    let rows = open.codebook_rows();
    files::write(to, themeloom_import::write_codebook(&rows)?.as_bytes())?;
    open.record_copy(CopyKind::Export, to, &head)?;
    Ok(rows.len())
}

/// The codebook as a table that can be taken in again, to be handed out under a name; this copy is
/// recorded.
///
/// # Errors
/// When it cannot be made, or the record cannot be kept.
pub fn hand_out_codebook(open: &mut OpenStudy, name: &str) -> Result<Vec<u8>> {
    let table = themeloom_import::write_codebook(&open.codebook_rows())?;
    open.record_handed_out(CopyKind::Export, name)?;
    Ok(table.into_bytes())
}
