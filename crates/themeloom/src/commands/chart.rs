//! `themeloom chart`: writes a cell of the matrix, or many from a table.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::json;
use themeloom_app::import::{CellRow, CellState, read_cells};
use themeloom_app::study::framework::CellKey;
use themeloom_app::{AppError, OpenStudy, Result, people, read_file};

use crate::args::Global;
use crate::said::{Said, count, listed};
use crate::session::with_study;

/// What `chart` takes.
#[derive(clap::Args, Debug)]
pub struct Chart {
    /// The study.
    study: PathBuf,
    /// The case.
    #[arg(requires = "code", conflicts_with = "csv", required_unless_present = "csv")]
    case: Option<String>,
    /// The code, by number or name.
    code: Option<String>,
    /// What the cell says about the account; charted where a summary is given.
    #[arg(long)]
    state: Option<StateName>,
    /// What was said, in the person's own terms.
    #[arg(long)]
    summary: Option<String>,
    /// What you make of it.
    #[arg(long)]
    note: Option<String>,
    /// A passage that shows it, by its exact words; may be given several times.
    #[arg(long, value_name = "WORDS")]
    quote: Vec<String>,
    /// The person raised it without being asked.
    #[arg(long)]
    unprompted: bool,
    /// Who read the cell against the transcript a second time.
    #[arg(long, value_name = "CODER", default_value = "")]
    reader: String,
    /// Chart the cells of a table.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

/// What a cell says about the account.
#[derive(ValueEnum, Clone, Copy, Debug)]
enum StateName {
    /// It is charted.
    Charted,
    /// It could have come up, and nothing was said.
    #[value(alias = "nothing said")]
    NothingSaid,
    /// The interview did not ask.
    #[value(alias = "not asked")]
    NotAsked,
    /// Nobody has charted it yet.
    #[value(alias = "not charted")]
    NotCharted,
}

pub fn run(command: &Chart, global: &Global) -> Result<Said> {
    with_study(&command.study, global, |study| match (&command.csv, &command.case, &command.code) {
        (Some(file), ..) => {
            let done = study.chart_rows(&read_cells(&file.display().to_string(), &read_file(file)?)?)?;
            let words = format!(
                "Charted {}.{}",
                count(done.cells, "cell", "cells"),
                listed("Left out:", &done.problems)
            );
            let nothing = done.cells == 0;
            Ok(Said::new(words, json!(done)).with_exit(if nothing { 2 } else { 0 }))
        }
        (None, Some(case), Some(code)) => {
            let row = one(command, study, case, code)?;
            study.chart_row(&row)?;
            let words = format!("Charted the cell of {case} on {code}.");
            Ok(Said::new(words, json!({ "cells": 1, "case": case, "code": code })))
        }
        _ => Err(AppError::NoFramework),
    })
}

/// The cell as it should be: what is not said stays as it was.
fn one(command: &Chart, study: &OpenStudy, case: &str, code: &str) -> Result<CellRow> {
    let state = study.study();
    let key = CellKey { case: people::case(state, case)?.id, code: people::code(state, code)?.id };
    let now = state.cells().get(&key).cloned().unwrap_or_default();
    let words = |passage| study.texts().excerpt(state, passage).map(|excerpt| excerpt.words.to_owned());
    let mut quotations: Vec<String> = now.quotations.iter().filter_map(words).collect();
    quotations.extend(
        command.quote.iter().filter(|quote| !quotations.contains(quote)).cloned().collect::<Vec<_>>(),
    );
    let kept = match (command.state, &command.summary) {
        (Some(StateName::Charted), _) | (None, Some(_)) => CellState::Charted,
        (Some(StateName::NothingSaid), _) => CellState::NothingSaid,
        (Some(StateName::NotAsked), _) => CellState::NotAsked,
        (Some(StateName::NotCharted), _) => CellState::NotCharted,
        (None, None) => word(now.state),
    };
    Ok(CellRow {
        case: case.to_owned(),
        code: code.to_owned(),
        state: kept,
        summary: command.summary.clone().unwrap_or(now.summary),
        note: command.note.clone().unwrap_or(now.note),
        unprompted: command.unprompted || now.unprompted,
        author: String::new(),
        reader: command.reader.clone(),
        quotations,
    })
}

const fn word(state: themeloom_app::study::framework::CellState) -> CellState {
    use themeloom_app::study::framework::CellState as Now;
    match state {
        Now::NotCharted => CellState::NotCharted,
        Now::NothingSaid => CellState::NothingSaid,
        Now::NotAsked => CellState::NotAsked,
        Now::Charted => CellState::Charted,
    }
}
