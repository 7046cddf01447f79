//! `themeloom matrix`: the framework matrix on the terminal, or in a file.

use std::path::PathBuf;

use serde_json::{Value, json};
use themeloom_app::analysis::{CellFlag, FrameworkMatrix, MatrixCell, MatrixOptions, Staleness};
use themeloom_app::report::ReportParts;
use themeloom_app::study::framework::CellState;
use themeloom_app::study::state_word;
use themeloom_app::{AppError, OpenStudy, ReportWanted, Result, people};

use crate::args::Global;
use crate::commands::report::written;
use crate::said::{Said, count};
use crate::session::{reading, with_study};
use crate::spread::{Line, Room, spread};

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
    /// Only this code, and what its cells say; may be given several times.
    #[arg(long, conflicts_with = "out")]
    code: Vec<String>,
    /// Only the codes of this category, and what their cells say; may be given several times.
    #[arg(long, conflicts_with = "out")]
    category: Vec<String>,
    /// Only this case, and what its cells say; may be given several times.
    #[arg(long, conflicts_with = "out")]
    case: Vec<String>,
    /// All columns side by side and all words, however wide the terminal is.
    #[arg(long, conflicts_with = "out")]
    wide: bool,
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
    let (columns, cases) = (chosen_columns(&matrix, command)?, chosen_cases(&matrix, &command.case)?);
    let in_words = !(command.code.is_empty() && command.category.is_empty() && command.case.is_empty());
    let mut staleness = Staleness::new(&matrix);
    let (mut data, mut lines) = (Vec::new(), Vec::new());
    for (group, label) in matrix.groups.iter().enumerate() {
        let rows: Vec<usize> = matrix.rows_of_group(group).filter(|row| cases.contains(row)).collect();
        if !rows.is_empty() && (matrix.groups.len() > 1 || label.recorded) {
            lines.push(Line::Heading(format!("-- {}", label.label)));
        }
        for row in rows {
            let name = matrix.rows.get(row).map_or(String::new(), |row| row.name.clone());
            let mut line = vec![name.clone()];
            for &column in &columns {
                let Some(cell) = matrix.cell(row, column) else { continue };
                let changed = !staleness.of(row, column).is_empty();
                line.push(if in_words { words_of(&cell, changed) } else { sign(&cell, changed) });
                let code = matrix.columns.get(column).map_or(String::new(), |c| c.label());
                data.push(as_json(&name, &code, &cell, changed));
            }
            lines.push(Line::Cells(line));
        }
    }
    let mut words = spread(&heads(&matrix, &columns, in_words), &lines, Room::here(command.wide));
    if !in_words {
        words.push_str(&format!("\n\n{}", legend(&matrix)));
    }
    let left_out: Vec<String> = matrix.left_out.iter().map(|case| case.name.clone()).collect();
    if !left_out.is_empty() {
        words.push_str(&format!("\nNot in the matrix: {}.", left_out.join(", ")));
    }
    Ok(Said::new(words, json!({ "cells": data, "left_out": left_out })))
}

/// The columns of the codes that were named, and of all below the categories that were.
fn chosen_columns(matrix: &FrameworkMatrix<'_>, command: &Matrix) -> Result<Vec<usize>> {
    if command.code.is_empty() && command.category.is_empty() {
        return Ok((0..matrix.columns.len()).collect());
    }
    let mut codes = Vec::new();
    for name in &command.code {
        codes.push(people::code(matrix.study, name)?.id);
    }
    for name in &command.category {
        codes.extend(matrix.study.with_codes_below(people::code(matrix.study, name)?.id));
    }
    let chosen = |column: &usize| matrix.columns.get(*column).is_some_and(|c| codes.contains(&c.code));
    let columns: Vec<usize> = (0..matrix.columns.len()).filter(chosen).collect();
    if columns.is_empty() {
        let name = command.code.iter().chain(&command.category).cloned().collect::<Vec<_>>().join(", ");
        return Err(AppError::NotFound { what: "column of the matrix", name, like: Vec::new() });
    }
    Ok(columns)
}

fn chosen_cases(matrix: &FrameworkMatrix<'_>, names: &[String]) -> Result<Vec<usize>> {
    if names.is_empty() {
        return Ok((0..matrix.rows.len()).collect());
    }
    let row = |name: &String| {
        let case = people::case(matrix.study, name)?.id;
        let none = || AppError::NotFound { what: "row of the matrix", name: name.clone(), like: Vec::new() };
        matrix.row_of(case).ok_or_else(none)
    };
    names.iter().map(row).collect()
}

fn heads(matrix: &FrameworkMatrix<'_>, columns: &[usize], in_words: bool) -> Vec<String> {
    let columns = columns.iter().filter_map(|&column| matrix.columns.get(column));
    let heads = columns.map(|column| match column.number.parts() {
        [] => column.name.clone(),
        _ if in_words => column.label(),
        _ => column.number.to_string(),
    });
    std::iter::once("case".to_owned()).chain(heads).collect()
}

/// A cell in words: what was charted, then what else there is to know of it.
fn words_of(cell: &MatrixCell<'_, '_>, changed: bool) -> String {
    let summary = cell.content.map_or("", |content| content.summary.trim());
    let mut words = if summary.is_empty() { state_word(cell.state()).to_owned() } else { summary.to_owned() };
    let mut also = Vec::new();
    if cell.is_unprompted() {
        also.push("raised unprompted".to_owned());
    }
    if cell.flags().contains(&CellFlag::SaysNothingButCoded) {
        also.push(format!(
            "! though {}",
            count(cell.codings.len(), "passage is coded", "passages are coded")
        ));
    } else if !cell.codings.is_empty() {
        also.push(count(cell.codings.len(), "coding", "codings"));
    }
    if changed {
        also.push("! text changed since".to_owned());
    }
    if !also.is_empty() {
        words.push_str(&format!(" [{}]", also.join("; ")));
    }
    words
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
        "C charted   - nothing said   / not asked   . not charted   u raised unprompted   a number: codings\n! text changed since, or coded though the cell says nothing said or not asked\n\nColumns:\n{}",
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
