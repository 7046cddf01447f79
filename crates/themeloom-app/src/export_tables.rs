//! Codings, cases and the matrix as tables that other programs read.

use themeloom_analysis::ColumnChoice;
use themeloom_report::model::{Block, Table};
use themeloom_report::{
    CsvOptions, Report, ReportOptions, ReportParts, Times, cases_table, codings_csv, codings_table,
    render_xlsx, study_report, table_csv,
};
use themeloom_study::AttributeId;

use crate::clock::utc;
use crate::error::{AppError, Result};
use crate::export::{Export, ExportFile};
use crate::export_report::ReportFormat;
use crate::open::OpenStudy;
use crate::record_people::unfit;

/// Which table.
#[derive(Clone, Debug)]
pub enum TableWanted {
    /// One row a coding.
    Codings,
    /// One row for each participant of each case.
    Cases,
    /// The framework matrix.
    Matrix {
        /// The attribute that groups cases.
        group_by: Option<AttributeId>,
        /// Its columns.
        columns: ColumnChoice,
    },
}

impl TableWanted {
    /// What the file is called.
    const fn name(&self) -> &'static str {
        match self {
            Self::Codings => "codings",
            Self::Cases => "cases",
            Self::Matrix { .. } => "matrix",
        }
    }
}

impl OpenStudy {
    /// A table as a file. Quotations in it obey consent as in a report.
    pub(crate) fn export_table(&mut self, wanted: &TableWanted, format: ReportFormat) -> Result<Export> {
        let times = self.log_times()?;
        let written = Times { of_codings: &times.of_codings, written: utc };
        let csv = CsvOptions { byte_order_mark: true };
        let (study, texts) = (&self.study, &self.texts);
        let (ending, bytes, left_out) = match (wanted, format) {
            (_, ReportFormat::Docx | ReportFormat::Html) => {
                return Err(unfit(
                    "a table",
                    "a text",
                    "comma-separated values (.csv) or a workbook (.xlsx)",
                ));
            }
            (TableWanted::Codings, ReportFormat::Csv) => {
                let (bytes, left_out) = codings_csv(study, texts, &written, csv)?;
                ("csv", bytes, left_out)
            }
            (_, format) => {
                let (table, left_out) = match wanted {
                    TableWanted::Codings => codings_table(study, texts, &written),
                    TableWanted::Cases => (cases_table(study), Vec::new()),
                    TableWanted::Matrix { group_by, columns } => self.matrix_table(*group_by, columns)?,
                };
                if format == ReportFormat::Csv {
                    ("csv", table_csv(&table, csv)?, left_out)
                } else {
                    ("xlsx", render_xlsx(&self.workbook(table, times.day()))?, left_out)
                }
            }
        };
        let name = format!("{}.{ending}", wanted.name());
        Ok(Export { files: vec![ExportFile { name, bytes }], left_out })
    }

    fn matrix_table(
        &self,
        group_by: Option<AttributeId>,
        columns: &ColumnChoice,
    ) -> Result<(Table, Vec<String>)> {
        let options = ReportOptions {
            parts: ReportParts::Matrix,
            group_by,
            columns: columns.clone(),
            ..ReportOptions::default()
        };
        let (report, refused) = study_report(&self.study, &self.texts, &options);
        let tables = report.blocks.into_iter();
        let table =
            tables.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
        let left_out = refused.iter().map(|r| format!("{} ({}): {}", r.wanted_in, r.who, r.reason));
        Ok((table.into_iter().next().ok_or(AppError::NoFramework)?, left_out.collect()))
    }

    /// A workbook of one table.
    pub(crate) fn workbook(&self, table: Table, date: Option<String>) -> Report {
        Report {
            title: self.study.name().to_owned(),
            subtitle: Some(table.caption.clone()),
            banner: self.notice(),
            language: "en-GB".to_owned(),
            date,
            provenance: vec![("Program".to_owned(), format!("Themeloom {}", env!("CARGO_PKG_VERSION")))],
            blocks: vec![Block::Table(table)],
        }
    }
}
