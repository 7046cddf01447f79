//! `themeloom matrix`: the framework matrix on the terminal, or in a file.

use std::path::PathBuf;

use serde_json::{Value, json};
use themeloom_app::analysis::{CellFlag, FrameworkMatrix, MatrixCell, MatrixOptions, Staleness};
use themeloom_app::report::ReportParts;
use themeloom_app::study::framework::CellState;
use themeloom_app::study::state_word;
use themeloom_app::{OpenStudy, ReportWanted, Result};

use crate::args::Global;
use crate::commands::report::written;
use crate::said::{Said, columns};
use crate::session::{reading, with_study};

/// What `matrix` takes.
#[derive(clap::Args, Debug)]
pub struct Matrix {
    /// The study.
    study: PathBuf,
    /// Group the rows by an attribute; by role group where the study has it.
    #[arg(long, value_name = "ATTRIBUTE")]
    group_by: Option<String>,
    /// The framework version; the newest where nothing is said.
    #[arg(long)]
    framework: Option<String>,
    /// Write it to a file: .xlsx, .csv, .html or .docx.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub fn run(command: &Matrix, global: &Global) -> Result<Said> {
    match &command.out {
        Some(to) => with_study(&command.study, global, |study| {
            let wanted = ReportWanted {
                parts: ReportParts::Matrix,
                group_by: command.group_by.as_deref(),
                framework: command.framework.as_deref(),
            };
            Ok(written(&study.write_report(&wanted, to)?))
        }),
        None => reading(&command.study, global, |study| show(study, command)),
    }
}

fn show(study: &OpenStudy, command: &Matrix) -> Result<Said> {
    let options = MatrixOptions {
        columns: study.columns(command.framework.as_deref())?,
        group_by: study.grouping(command.group_by.as_deref())?,
    };
    let matrix = FrameworkMatrix::new(study.study(), &options);
    let mut staleness = Staleness::new(&matrix);
    let mut data = Vec::new();
    let heads = matrix.columns.iter().map(|column| {
        if column.number.parts().is_empty() { column.name.clone() } else { column.number.to_string() }
    });
    let mut rows = vec![std::iter::once("case".to_owned()).chain(heads).collect::<Vec<_>>()];
    for (group, label) in matrix.groups.iter().enumerate() {
        if matrix.groups.len() > 1 || label.recorded {
            rows.push(vec![format!("-- {}", label.label)]);
        }
        for row in matrix.rows_of_group(group) {
            let Some(name) = matrix.rows.get(row).map(|r| r.name.clone()) else { continue };
            let mut line = vec![name.clone()];
            for column in 0..matrix.columns.len() {
                let Some(cell) = matrix.cell(row, column) else { continue };
                let changed = !staleness.of(row, column).is_empty();
                line.push(sign(&cell, changed));
                let code = matrix.columns.get(column).map_or(String::new(), |c| c.label());
                data.push(as_json(&name, &code, &cell, changed));
            }
            rows.push(line);
        }
    }
    let mut words = columns(&rows);
    words.push_str("\n\n");
    words.push_str(&legend(&matrix));
    let left_out: Vec<String> = matrix.left_out.iter().map(|case| case.name.clone()).collect();
    if !left_out.is_empty() {
        words.push_str(&format!("\nNot in the matrix: {}.", left_out.join(", ")));
    }
    Ok(Said::new(words, json!({ "cells": data, "left_out": left_out })))
}

/// A cell in a few letters: its state, then how many codings it holds.
fn sign(cell: &MatrixCell<'_, '_>, changed: bool) -> String {
    let state = match cell.state() {
        CellState::Charted => "C",
        CellState::NothingSaid => "-",
        CellState::NotAsked => "/",
        CellState::NotCharted => ".",
    };
    let unprompted = if cell.is_unprompted() { "u" } else { "" };
    let codings = if cell.codings.is_empty() { String::new() } else { cell.codings.len().to_string() };
    let flag = if changed || cell.flags().iter().any(|flag| matches!(flag, CellFlag::SaysNothingButCoded)) {
        "!"
    } else {
        ""
    };
    format!("{state}{unprompted}{codings}{flag}")
}

fn legend(matrix: &FrameworkMatrix<'_>) -> String {
    let names: Vec<String> = matrix.columns.iter().map(|column| format!("  {}", column.label())).collect();
    format!(
        "C charted   - nothing said   / not asked   . not charted   u raised unprompted   a number: codings   ! text changed since, or coded though nothing is said to be\n\nColumns:\n{}",
        names.join("\n")
    )
}

fn as_json(case: &str, code: &str, cell: &MatrixCell<'_, '_>, changed: bool) -> Value {
    json!({
        "case": case,
        "code": code,
        "state": state_word(cell.state()),
        "codings": cell.codings.len(),
        "not_read": cell.unread.len(),
        "unprompted": cell.is_unprompted(),
        "summary": cell.content.map_or("", |content| content.summary.as_str()),
        "note": cell.content.map_or("", |content| content.note.as_str()),
        "text_changed_since": changed,
    })
}
