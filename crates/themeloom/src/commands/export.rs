//! `themeloom export`: coded transcripts, tables, SPSS and the codebook as files for other programs.

use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use serde_json::json;
use themeloom_app::report::CodeMeasure;
use themeloom_app::{
    AppError, ExportTo, ExportWanted, ExportWritten, OpenStudy, ReportFormat, Result, TableWanted, people,
};

use crate::args::Global;
use crate::said::{Said, count, listed};
use crate::session::with_study;

/// What `export` takes.
#[derive(clap::Args, Debug)]
pub struct Export {
    /// The study.
    study: PathBuf,
    /// What to write.
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// A coded transcript: Word with each coding as a comment on its words, or a page to print.
    ///
    /// It is a working document of the study team: it shows the words of everybody whose account is analysed,
    /// and names on its first page who may not be quoted.
    Transcript {
        /// The source.
        source: String,
        /// The file to write: .docx or .html.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// All coded transcripts, one file each, in a folder.
    Transcripts {
        /// The folder to write them in.
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
        /// What kind of files.
        #[arg(long, value_name = "KIND", default_value = "docx")]
        kind: Kind,
    },
    /// Every coding with its words, code and coder, one row each.
    Codings {
        /// The file to write: .csv or .xlsx.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// The cases and participants with their attributes; pseudonyms only.
    Cases {
        /// The file to write: .csv or .xlsx.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// The framework matrix as a table.
    Matrix {
        /// The file to write: .csv or .xlsx.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
        /// The attribute that groups people; the role group where the study has it.
        #[arg(long, value_name = "ATTRIBUTE")]
        group_by: Option<String>,
        /// The framework version; the newest where nothing is said.
        #[arg(long)]
        framework: Option<String>,
    },
    /// Cases by variables for SPSS or PSPP: the syntax, and the data beside it as .csv.
    Spss {
        /// The syntax to write: .sps.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
        /// How often a code was applied in a case, instead of whether it was.
        #[arg(long)]
        counts: bool,
    },
    /// The codebook as a document, a page, a workbook, the table that can be taken in again, or .qdc for other
    /// programs.
    Codebook {
        /// The file to write: .docx, .html, .xlsx, .csv or .qdc.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
    /// The whole study as a REFI-QDA project, for ATLAS.ti, MAXQDA, NVivo, QualCoder and others.
    ///
    /// It holds the words of everybody whose account is in the study, in the clear. What the format has no
    /// place for stays in the study, and is listed.
    Project {
        /// The file to write: .qdpx.
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
        /// Write recordings and PDFs as they came as well: they may say who people are.
        #[arg(long)]
        with_identities: bool,
    },
    /// The whole study as a folder of plain files, of which the same study can be made again.
    ///
    /// It holds every change ever made, the words of everybody and tables of all that the study says, as JSON
    /// lines and texts, in the clear: keep it as you would keep the interviews. `themeloom new STUDY --from
    /// FOLDER` makes the study again.
    Folder {
        /// The folder to write: empty, or not there yet.
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
        /// Write who people are as well: real names, contacts, files as they came and recordings.
        #[arg(long)]
        with_identities: bool,
    },
}

/// The kinds of file that a transcript can be.
#[derive(ValueEnum, Clone, Copy, Debug)]
enum Kind {
    /// Word documents with comments.
    Docx,
    /// Pages with the codes in the margin.
    Html,
}

pub fn run(command: &Export, global: &Global) -> Result<Said> {
    with_study(&command.study, global, |study| {
        let (wanted, to) = asked(study, &command.what)?;
        study.write_export(&wanted, &to).map(|written| said(&to, &written))
    })
}

fn asked(study: &OpenStudy, what: &What) -> Result<(ExportWanted, ExportTo)> {
    let file = |path: &PathBuf| ExportTo::File(path.clone());
    Ok(match what {
        What::Transcript { source, to } => {
            let sources = vec![people::source(study.study(), source)?.id];
            let format = format(to, &["docx", "html", "htm"], ".docx or .html")?;
            (ExportWanted::Transcripts { sources, format }, file(to))
        }
        What::Transcripts { to, kind } => {
            let format = match kind {
                Kind::Docx => ReportFormat::Docx,
                Kind::Html => ReportFormat::Html,
            };
            (ExportWanted::Transcripts { sources: Vec::new(), format }, ExportTo::Folder(to.clone()))
        }
        What::Codings { to } => (table(TableWanted::Codings, to)?, file(to)),
        What::Cases { to } => (table(TableWanted::Cases, to)?, file(to)),
        What::Matrix { to, group_by, framework } => {
            let matrix = TableWanted::Matrix {
                group_by: study.grouping(group_by.as_deref())?,
                columns: study.columns(framework.as_deref())?,
            };
            (table(matrix, to)?, file(to))
        }
        What::Spss { to, counts } => {
            if ending(to) != "sps" {
                return Err(unfit(to, ".sps"));
            }
            let measure = if *counts { CodeMeasure::Codings } else { CodeMeasure::Coded };
            let stem = to.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            (ExportWanted::Spss { measure, stem }, file(to))
        }
        What::Folder { to, with_identities } => {
            (ExportWanted::Whole { identities: *with_identities }, ExportTo::Folder(to.clone()))
        }
        What::Project { to, with_identities } if ending(to) == "qdpx" => {
            (ExportWanted::Project { identities: *with_identities }, file(to))
        }
        What::Project { to, .. } => return Err(unfit(to, ".qdpx")),
        What::Codebook { to } if ending(to) == "qdc" => (ExportWanted::RefiCodebook, file(to)),
        What::Codebook { to } => {
            let format =
                format(to, &["docx", "html", "htm", "xlsx", "csv"], ".docx, .html, .xlsx, .csv or .qdc")?;
            (ExportWanted::Codebook(format), file(to))
        }
    })
}

fn table(wanted: TableWanted, to: &Path) -> Result<ExportWanted> {
    Ok(ExportWanted::Table(wanted, format(to, &["csv", "xlsx"], ".csv or .xlsx")?))
}

/// The format that a file's ending stands for, where it is one of those that fit.
fn format(path: &Path, fitting: &[&str], expected: &str) -> Result<ReportFormat> {
    let ending = ending(path);
    let format = ReportFormat::of_ending(&ending).filter(|_| fitting.contains(&ending.as_str()));
    format.ok_or_else(|| unfit(path, expected))
}

fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn unfit(path: &Path, expected: &str) -> AppError {
    AppError::Unfit {
        field: "the file of this export".to_owned(),
        value: path.display().to_string(),
        expected: format!("a name that ends in {expected}"),
    }
}

fn said(to: &ExportTo, written: &ExportWritten) -> Said {
    let what = match written.files.as_slice() {
        [only] => only.display().to_string(),
        [first, second] => format!("{} and {}", first.display(), second.display()),
        [first, ..] => {
            let folder = match to {
                ExportTo::Folder(folder) => folder.as_path(),
                ExportTo::File(_) => first.parent().unwrap_or(Path::new("")),
            };
            format!("{} in {}", count(written.files.len(), "file", "files"), folder.display())
        }
        [] => "nothing".to_owned(),
    };
    Said::new(format!("Wrote {what}.{}", listed("Left out or withheld:", &written.left_out)), json!(written))
}
