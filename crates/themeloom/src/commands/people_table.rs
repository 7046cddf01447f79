//! `themeloom people table`: participants and organisations from tables, and as tables.

use std::path::{Path, PathBuf};

use serde_json::json;
use themeloom_app::import::{PeopleKind, read_people};
use themeloom_app::{OpenStudy, PeopleTaken, Result, TakePeople, read_file};

use crate::said::{Said, count, listed};

/// What `people table` takes.
#[derive(clap::Args, Debug)]
pub struct Table {
    /// CSV tables: participants where there is a column `pseudonym`, else organisations.
    #[arg(required_unless_present = "export", conflicts_with = "export")]
    files: Vec<PathBuf>,
    /// Leave bad rows and columns out, and say which; else one bad row refuses all.
    #[arg(long)]
    skip_bad_rows: bool,
    /// Say what would be done, and do nothing.
    #[arg(long)]
    pub(super) preview: bool,
    /// Write the participants to a table instead.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["skip_bad_rows", "preview"])]
    export: Option<PathBuf>,
    /// With --export: the organisations and not the participants.
    #[arg(long, requires = "export")]
    organisations: bool,
}

pub fn run(study: &mut OpenStudy, command: &Table) -> Result<Said> {
    match &command.export {
        Some(to) => export(study, command.organisations, to),
        None => take(study, command),
    }
}

fn export(study: &mut OpenStudy, organisations: bool, to: &Path) -> Result<Said> {
    let (kind, one, many) = if organisations {
        (PeopleKind::Organisations, "organisation", "organisations")
    } else {
        (PeopleKind::Participants, "participant", "participants")
    };
    let n = study.write_people(kind, to)?;
    let words = format!("Wrote {} to {}.", count(n, one, many), to.display());
    Ok(Said::new(words, json!({ "path": to, "rows": n })))
}

fn take(study: &mut OpenStudy, command: &Table) -> Result<Said> {
    let mut tables = Vec::new();
    for file in &command.files {
        let name = file.display().to_string();
        let table = read_people(&name, &read_file(file)?)?;
        tables.push((name, table));
    }
    let how = TakePeople { skip_bad_rows: command.skip_bad_rows, preview: command.preview };
    let taken = study.take_people(&tables, how)?;
    Ok(Said::new(in_words(&taken), json!(taken)))
}

fn in_words(taken: &PeopleTaken) -> String {
    let begin = if taken.preview { "Nothing was done. It would be: " } else { "" };
    let mut words = format!(
        "{begin}{} new, {} changed, {} the same.",
        taken.added.len(),
        taken.changed.len(),
        taken.unchanged
    );
    words.push_str(&listed("New:", &taken.added));
    words.push_str(&listed("Changed:", &taken.changed));
    words.push_str(&listed("Left out:", &taken.problems));
    words
}
