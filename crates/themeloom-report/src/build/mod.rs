//! From a study to its report: every number comes from `themeloom-analysis`, every word of a participant
//! through [`themeloom_analysis::quote`], which refuses what consent refuses.
//!
//! One file a section. Start at [`study_report`]; the tables can also be had on their own, for a workbook
//! or comma-separated values.

mod about;
mod cases;
mod codebook;
mod codebook_document;
mod codings;
mod comparison;
mod data_file;
mod discussions;
mod findings;
mod kwic;
mod left_out;
mod matrix;
mod quotation;
mod recommendations;
mod sample;
mod standing;
mod themes;
mod times;
mod transcript;
mod writer;

#[cfg(test)]
mod tests;

use themeloom_analysis::{ColumnChoice, FrameworkMatrix, MatrixOptions, RefusedQuotation};
use themeloom_study::{AttributeId, Study, Texts};

pub use cases::cases_table;
pub use codebook::codebook_table;
pub use codebook_document::codebook_document;
pub use codings::{codings_csv, codings_table};
pub use comparison::compare_table;
pub use data_file::{CodeMeasure, data_file};
pub use kwic::{FoundLine, kwic_table};
pub use matrix::matrix_table;
pub use recommendations::recommendations_table;
pub use themes::themes_table;
pub use times::Times;
pub use transcript::{NoTranscript, coded_transcript};

use crate::model::Report;
use writer::Writer;

/// What a report shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ReportParts {
    /// Everything.
    #[default]
    Whole,
    /// The framework matrix.
    Matrix,
    /// The themes table.
    Themes,
    /// The recommendations and the findings that carry them.
    Recommendations,
    /// The comparison of groups.
    Comparison,
    /// The codebook.
    Codebook,
}

/// How a report is made.
#[derive(Clone, Debug, Default)]
pub struct ReportOptions {
    /// What it shows.
    pub parts: ReportParts,
    /// The attribute by which cases are grouped and people attributed: usually the role group.
    pub group_by: Option<AttributeId>,
    /// The columns of the matrix and of the comparison.
    pub columns: ColumnChoice,
    /// A statement on every page, such as that a study is synthetic.
    pub banner: Option<String>,
    /// The day of the report as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Where the report comes from, as pairs of name and value: the program's version, the printed head.
    pub provenance: Vec<(String, String)>,
}

/// What every section is written from.
pub(crate) struct Context<'a> {
    study: &'a Study,
    texts: &'a Texts,
    role: Option<AttributeId>,
    matrix: FrameworkMatrix<'a>,
}

impl Context<'_> {
    /// What the rows of the matrix are called: participants where each is one.
    fn people(&self) -> &'static str {
        if self.matrix.rows_are_people() { "participants" } else { "cases" }
    }
}

/// The report of a study, and the quotations that consent kept out of it, each once.
#[must_use]
pub fn study_report(
    study: &Study,
    texts: &Texts,
    options: &ReportOptions,
) -> (Report, Vec<RefusedQuotation>) {
    let columns = MatrixOptions { columns: options.columns.clone(), group_by: options.group_by };
    let matrix = FrameworkMatrix::new(study, &columns);
    let context = Context { study, texts, role: options.group_by, matrix };
    let mut writer = Writer::default();
    write_parts(&context, options.parts, &mut writer);
    left_out::write(&mut writer);
    let mut provenance = options.provenance.clone();
    provenance.extend(about::provenance(&context));
    let report = Report {
        title: if study.name().is_empty() { "Interview study".to_owned() } else { study.name().to_owned() },
        subtitle: Some(subtitle(options.parts).to_owned()),
        banner: options.banner.clone(),
        language: "en-GB".to_owned(),
        date: options.date.clone(),
        provenance,
        blocks: writer.blocks,
    };
    (report, writer.refused)
}

fn write_parts(context: &Context<'_>, parts: ReportParts, writer: &mut Writer) {
    match parts {
        ReportParts::Whole => {
            about::write(context, writer);
            sample::write(context, writer);
            standing::write(context, writer);
            codebook::write(context, writer);
            themes::write(context, writer);
            recommendations::write(context, writer);
            findings::write(context, writer);
            comparison::write(context, writer);
            discussions::write(context, writer);
            matrix::write(context, writer);
        }
        ReportParts::Matrix => matrix::write(context, writer),
        ReportParts::Themes => themes::write(context, writer),
        ReportParts::Recommendations => {
            recommendations::write(context, writer);
            findings::write(context, writer);
        }
        ReportParts::Comparison => comparison::write(context, writer),
        ReportParts::Codebook => codebook::write(context, writer),
    }
}

const fn subtitle(parts: ReportParts) -> &'static str {
    match parts {
        ReportParts::Whole => "Report of the study",
        ReportParts::Matrix => "Framework matrix",
        ReportParts::Themes => "Themes table",
        ReportParts::Recommendations => "Recommendations",
        ReportParts::Comparison => "Comparison of groups",
        ReportParts::Codebook => "Codebook",
    }
}
