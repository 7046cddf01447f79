//! Cases by variables for SPSS and PSPP: the syntax, and the data that it reads.

use themeloom_report::{CodeMeasure, data_file, spss_csv, spss_syntax};

use crate::error::Result;
use crate::export::{Export, ExportFile};
use crate::file_names::file_stem;
use crate::open::OpenStudy;

impl OpenStudy {
    /// The syntax and the data. They hold attributes and codes of the cases that are analysed, and no words of
    /// participants, so that there is nothing for consent to quotation to keep out.
    pub(crate) fn export_spss(&self, measure: CodeMeasure, stem: &str) -> Result<Export> {
        let stem = file_stem(stem);
        let data = data_file(&self.study, measure);
        let csv = format!("{stem}.csv");
        let syntax = ExportFile { name: format!("{stem}.sps"), bytes: spss_syntax(&data, &csv).into_bytes() };
        let data = ExportFile { name: csv, bytes: spss_csv(&data)? };
        Ok(Export { files: vec![syntax, data], left_out: Vec::new() })
    }
}
