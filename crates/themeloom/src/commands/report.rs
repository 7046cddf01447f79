//! `themeloom report`: the report in a file.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::json;
use themeloom_app::report::ReportParts;
use themeloom_app::{ReportWanted, Result, Written};

use crate::args::Global;
use crate::said::{Said, listed};
use crate::session::with_study;

/// What `report` takes.
#[derive(clap::Args, Debug)]
pub struct Report {
    /// The study.
    study: PathBuf,
    /// The file to write: .html, .docx, .xlsx or .csv.
    #[arg(long, short, value_name = "FILE")]
    out: PathBuf,
    /// Which parts.
    #[arg(long, default_value = "whole")]
    parts: Parts,
    /// The attribute that groups people; the role group where the study has it.
    #[arg(long, value_name = "ATTRIBUTE")]
    group_by: Option<String>,
    /// The framework version; the newest where nothing is said.
    #[arg(long)]
    framework: Option<String>,
}

/// Which parts of the report.
#[derive(ValueEnum, Clone, Copy, Debug)]
enum Parts {
    /// Everything.
    Whole,
    /// The framework matrix.
    Matrix,
    /// The themes table.
    Themes,
    /// Recommendations and the findings that carry them.
    Recommendations,
    /// The comparison of groups.
    Comparison,
    /// The codebook.
    Codebook,
}

pub fn run(command: &Report, global: &Global) -> Result<Said> {
    with_study(&command.study, global, |study| {
        let parts = match command.parts {
            Parts::Whole => ReportParts::Whole,
            Parts::Matrix => ReportParts::Matrix,
            Parts::Themes => ReportParts::Themes,
            Parts::Recommendations => ReportParts::Recommendations,
            Parts::Comparison => ReportParts::Comparison,
            Parts::Codebook => ReportParts::Codebook,
        };
        let wanted = ReportWanted {
            parts,
            group_by: study.grouping(command.group_by.as_deref())?,
            columns: study.columns(command.framework.as_deref())?,
        };
        Ok(written(&study.write_report(&wanted, &command.out)?))
    })
}

/// What was written, and what consent kept out of it.
pub fn written(written: &Written) -> Said {
    let words =
        format!("Wrote {}.{}", written.path.display(), listed("Quotations left out:", &written.refused));
    Said::new(words, json!(written))
}
