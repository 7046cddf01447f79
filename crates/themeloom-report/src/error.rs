//! What can go wrong while a report is written. Messages never carry participants' words.

/// A report that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The parts of a document could not be packed into its archive.
    #[error("packing `{part}` of the document failed; this is a fault of the program, please report it")]
    Pack {
        /// Name of the part inside the document, such as `word/document.xml`.
        part: String,
        /// What the archive writer said.
        #[source]
        source: zip::result::ZipError,
    },
    /// The bytes of a part could not be written into the archive.
    #[error("writing `{part}` of the document failed; this is a fault of the program, please report it")]
    Write {
        /// Name of the part inside the document.
        part: String,
        /// What the writer said.
        #[source]
        source: std::io::Error,
    },
    /// The workbook library refused a sheet.
    #[error("writing sheet `{sheet}` of the workbook failed; shorten or split that table and try again")]
    Sheet {
        /// Name of the sheet as it would appear in the workbook.
        sheet: String,
        /// What the workbook library said.
        #[source]
        source: Box<rust_xlsxwriter::XlsxError>,
    },
    /// The finished workbook could not be packed.
    #[error("packing the workbook failed; this is a fault of the program, please report it")]
    Workbook(#[source] Box<rust_xlsxwriter::XlsxError>),
    /// A date that is not a calendar day.
    #[error("the report's date is not a day of the calendar; write it as YYYY-MM-DD")]
    Date,
    /// A table could not be written as comma-separated values.
    #[error("writing row {row} of the table as comma-separated values failed; please report it")]
    Csv {
        /// Row of the output, counted from 1 at the head.
        row: usize,
        /// What the writer said.
        #[source]
        source: ::csv::Error,
    },
}
