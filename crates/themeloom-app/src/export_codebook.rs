//! The codebook as a file to read, to count with, or to take in again.

use themeloom_report::{codebook_document, codebook_table, render_docx, render_html, render_xlsx};

use crate::error::Result;
use crate::export::{Export, ExportFile};
use crate::export_report::ReportFormat;
use crate::open::OpenStudy;

impl OpenStudy {
    /// The codebook. As comma-separated values it is the table that can be taken in again.
    pub(crate) fn export_codebook(&mut self, format: ReportFormat) -> Result<Export> {
        let date = self.log_times()?.day();
        let document = |date| codebook_document(&self.study, self.notice(), date);
        let (ending, bytes) = match format {
            ReportFormat::Docx => ("docx", render_docx(&document(date))?),
            ReportFormat::Html => ("html", render_html(&document(date)).into_bytes()),
            ReportFormat::Xlsx => ("xlsx", render_xlsx(&self.workbook(codebook_table(&self.study), date))?),
            ReportFormat::Csv => {
                ("csv", themeloom_import::write_codebook(&self.codebook_rows())?.into_bytes())
            }
        };
        let file = ExportFile { name: format!("codebook.{ending}"), bytes };
        Ok(Export { files: vec![file], left_out: Vec::new() })
    }
}
