//! The report: one model of headings, paragraphs, tables, quotations and figures, and four ways to write it.
//!
//! This crate is a door: plain data in, bytes out. It reads no files, no clock and no study, so the same
//! [`Report`] always gives the same bytes. The renderers depend on document
//! formats and on nothing of Themeloom; `build`, which makes the report of a study, stands on
//! `themeloom-analysis` and what lies below it.
//!
//! Start reading at [`model`], then at the renderer that concerns you:
//!
//! | renderer | gives | for |
//! |---|---|---|
//! | [`render_html`] | one self-contained page, printable | reading on a screen, sending to a supervisor |
//! | [`render_docx`] | a document with real styles | writing on in a word processor |
//! | [`render_xlsx`] | a workbook, one sheet a table, the matrix first | working in the framework matrix |
//! | [`table_csv`] | one table as comma-separated values | other programs |
//! | [`render_transcript_docx`] | a transcript, its codings as comments on their words | reading together in a word processor |
//! | [`render_transcript_html`] | the same with the codes in the margin | reading on a screen, printing |
//! | [`spss_syntax`], [`spss_csv`] | cases by variables, with the syntax that reads them | SPSS and PSPP |
//!
//! What participants said is hostile until shown otherwise: every renderer escapes it, removes the control
//! characters that the format forbids, and never lets a spreadsheet take it for a formula.

mod build;
mod clean;
mod csv;
mod docx;
mod error;
mod html;
mod layout;
mod markup;
pub mod model;
mod package;
mod plain;
mod spss;
mod xlsx;

pub use crate::build::{
    CodeMeasure, FoundLine, NoTranscript, ReportOptions, ReportParts, Times, cases_table, codebook_document,
    codebook_table, coded_transcript, codings_csv, codings_table, compare_table, data_file, kwic_table,
    matrix_table, recommendations_table, study_report, themes_table,
};
pub use crate::csv::{CsvOptions, table_csv};
pub use crate::docx::{render_docx, render_transcript_docx};
pub use crate::error::ReportError;
pub use crate::html::{render_html, render_transcript_html};
pub use crate::model::Report;
pub use crate::package::pack;
pub use crate::spss::{spss_csv, spss_syntax};
pub use crate::xlsx::render_xlsx;
