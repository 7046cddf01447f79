//! Writing reports and tables to files that other programs open.

use std::path::{Path, PathBuf};

use themeloom_analysis::{ColumnChoice, find_attribute};
use themeloom_report::model::Block;
use themeloom_report::{
    CsvOptions, Report, ReportOptions, ReportParts, render_docx, render_html, render_xlsx, study_report,
    table_csv,
};
use themeloom_study::findings::CopyKind;

use crate::clock::day;
use crate::error::{AppError, Result};
use crate::files;
use crate::open::OpenStudy;
use crate::record_people::unfit;
use crate::resolve;

/// What is to be written.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReportWanted<'a> {
    /// Which parts.
    pub parts: ReportParts,
    /// The attribute that groups cases; the role group where nothing is said and the study has it.
    pub group_by: Option<&'a str>,
    /// The version of the framework; the newest where nothing is said.
    pub framework: Option<&'a str>,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Written {
    /// The file.
    pub path: PathBuf,
    /// Quotations that consent kept out, with the reasons.
    pub refused: Vec<String>,
}

/// The kinds of file that a report can be.
#[derive(Clone, Copy)]
enum Format {
    Html,
    Docx,
    Xlsx,
    Csv,
}

impl OpenStudy {
    /// Writes a report to a file, in the format that its ending names, and records that a copy was
    /// made. A file that is there is replaced in one piece.
    ///
    /// # Errors
    /// When the ending is none of those, an attribute or framework is not there, or the file cannot
    /// be written.
    pub fn write_report(&mut self, wanted: &ReportWanted<'_>, to: &Path) -> Result<Written> {
        let format = format_of(to)?;
        let head = self.vault.print_head()?;
        let options = ReportOptions {
            parts: wanted.parts,
            group_by: self.grouping(wanted.group_by)?,
            columns: self.columns(wanted.framework)?,
            banner: self.notice(),
            date: Some(day((self.clock)())),
            provenance: vec![
                ("Program".to_owned(), format!("Themeloom {}", env!("CARGO_PKG_VERSION"))),
                ("Printed state of the study".to_owned(), head.to_string()),
            ],
        };
        let (report, refused) = study_report(&self.study, &self.texts, &options);
        files::write(to, &bytes(&report, format)?)?;
        self.record_copy(CopyKind::Export, to, &head)?;
        Ok(Written {
            path: to.to_owned(),
            refused: refused.iter().map(|r| format!("{} ({}): {}", r.wanted_in, r.who, r.reason)).collect(),
        })
    }

    /// What every page made of the study has to say.
    fn notice(&self) -> Option<String> {
        Some(self.study.notice().to_owned()).filter(|notice| !notice.is_empty())
    }

    /// The attribute by which cases are grouped.
    ///
    /// # Errors
    /// When no attribute has the name.
    pub fn grouping(&self, name: Option<&str>) -> Result<Option<themeloom_study::AttributeId>> {
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

fn format_of(path: &Path) -> Result<Format> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "html" | "htm" => Ok(Format::Html),
        "docx" => Ok(Format::Docx),
        "xlsx" => Ok(Format::Xlsx),
        "csv" => Ok(Format::Csv),
        _ => Err(unfit(
            "the file of a report",
            &path.display().to_string(),
            "a name that ends in .html, .docx, .xlsx or .csv",
        )),
    }
}

fn bytes(report: &Report, format: Format) -> Result<Vec<u8>> {
    Ok(match format {
        Format::Html => render_html(report).into_bytes(),
        Format::Docx => render_docx(report)?,
        Format::Xlsx => render_xlsx(report)?,
        Format::Csv => csv(report)?,
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
    let rows = open.codebook_rows();
    files::write(to, themeloom_import::write_codebook(&rows)?.as_bytes())?;
    let head = open.printed_head()?;
    open.record_copy(CopyKind::Export, to, &head)?;
    Ok(rows.len())
}
