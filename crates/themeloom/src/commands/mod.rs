//! The commands, one file each: from arguments to a use case to what is said.

pub mod chart;
pub mod code;
pub mod codebook;
pub mod compare;
mod demo;
pub mod export;
mod identity;
pub mod import;
mod import_study;
pub mod keys;
pub mod log;
pub mod matrix;
pub mod memo;
pub mod new;
mod new_from;
pub mod people;
mod people_table;
pub mod report;
mod safety;
pub mod search;
pub mod serve;
mod status;
mod steps;
mod themes;

use std::path::Path;

use clap::CommandFactory;
use serde_json::json;
use themeloom_app::{Result, study_templates};

use crate::args::{Args, Command};
use crate::said::Said;

/// Does what was asked.
pub fn run(args: Args) -> Result<Said> {
    let global = &args.global;
    match args.command.unwrap_or_else(|| Command::Serve(serve::Serve::default())) {
        Command::New(command) => new::run(&command, global),
        Command::Templates { name, file } => templates(name.as_deref(), file.as_deref()),
        Command::Status { study } => status::run(&study, global),
        Command::People(command) => people::run(&command, global),
        Command::Import(command) => import::run(&command, global),
        Command::Codebook(command) => codebook::run(&command, global),
        Command::Code(command) => code::run(&command, global),
        Command::Chart(command) => chart::run(&command, global),
        Command::Matrix(command) => matrix::run(&command, global),
        Command::Compare(command) => compare::run(&command, global),
        Command::Themes { study } => themes::run(&study, global),
        Command::Search(command) => search::run(&command, global),
        Command::Memo(command) => memo::run(&command, global),
        Command::Discuss { study } => memo::discussed(&study, global),
        Command::Stage { study, source, stage } => memo::stage(&study, &source, stage, global),
        Command::Correct { study, source, words, replacement } => {
            steps::correct(&study, &source, &words, &replacement, global)
        }
        Command::Report(command) => report::run(&command, global),
        Command::Export(command) => export::run(&command, global),
        Command::Log(command) => log::run(&command, global),
        Command::Undo { study } => steps::undo(&study, global),
        Command::Redo { study } => steps::redo(&study, global),
        Command::Conflicts { study } => steps::conflicts(&study, global),
        Command::Settle { study, change, how } => steps::settle(&study, &change, how, global),
        Command::Backup { study, file } => safety::backup(&study, &file, global),
        Command::Restore { backup, study } => safety::restore(&backup, &study),
        Command::Check { study, against } => safety::check(&study, against.as_deref(), global),
        Command::Merge { study, other } => safety::merge(&study, &other, global),
        Command::Keys(command) => keys::run(&command, global),
        Command::Serve(command) => {
            serve::run(&command, global).map(|()| Said::new("", json!({ "stopped": true })))
        }
        Command::Demo { to, no_serve } => demo::run(&to, no_serve, global),
        Command::Completions { shell } => Ok(completions(shell)),
    }
}

fn templates(name: Option<&str>, file: Option<&Path>) -> Result<Said> {
    match (name, file) {
        (Some(name), Some(file)) => {
            study_templates::copy(name, file)?;
            let shown = file.display();
            let words = format!(
                "Wrote {name} to {shown}. Edit it, then begin a study from it: themeloom new STUDY --protocol {shown}"
            );
            Ok(Said::new(words, json!({ "name": name, "path": file })))
        }
        (None, _) => {
            let names = study_templates::names();
            Ok(Said::new(names.join("\n"), json!({ "templates": names })))
        }
        (Some(name), None) => {
            study_templates::find(name)?;
            let text = study_templates::text(name).unwrap_or_default();
            Ok(Said::new(text, json!({ "name": name, "text": text })))
        }
    }
}

fn completions(shell: clap_complete::Shell) -> Said {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "themeloom", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    Said::new(script.clone(), json!({ "completions": script }))
}
