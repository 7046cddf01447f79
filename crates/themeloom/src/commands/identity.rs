//! `themeloom people identity`: who participants are, recorded and, when asked for, shown.

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use serde_json::json;
use themeloom_app::import::read_identities;
use themeloom_app::{AppError, IdentitySaid, OpenStudy, Result, read_file};

use crate::said::{Said, count};

/// What `people identity` takes.
#[derive(clap::Args, Debug)]
pub struct Identity {
    /// The participant.
    #[arg(required_unless_present = "csv", conflicts_with = "csv")]
    participant: Option<String>,
    /// The real name. What is typed here stays in the history of the shell.
    #[arg(long, conflicts_with_all = ["csv", "show"])]
    name: Option<String>,
    /// How to reach them. What is typed here stays in the history of the shell.
    #[arg(long, conflicts_with_all = ["csv", "show"])]
    contact: Option<String>,
    /// Show who the participant is.
    #[arg(long, conflicts_with = "csv")]
    pub(super) show: bool,
    /// Take identities from a table: pseudonym,name,e-mail,phone.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

pub fn run(study: &mut OpenStudy, command: &Identity) -> Result<Said> {
    match (&command.csv, command.participant.as_deref().unwrap_or_default()) {
        (Some(file), _) => from_table(study, file),
        (None, who) if command.show => show(study, who),
        (None, who) => record(study, who, command),
    }
}

fn record(study: &mut OpenStudy, who: &str, command: &Identity) -> Result<Said> {
    // Asked before anything is typed, so that nobody types a name in vain.
    study.identity_of(who)?;
    let said = if command.name.is_some() || command.contact.is_some() {
        IdentitySaid { name: command.name.clone(), contact: command.contact.clone() }
    } else {
        IdentitySaid { name: typed("Real name: ")?, contact: typed("Contact: ")? }
    };
    let changed = study.record_identity(who, &said)?;
    let words = if changed {
        format!("Recorded who {who} is, sealed under the identity key.")
    } else {
        format!("Nothing was changed of {who}.")
    };
    Ok(Said::new(words, json!({ "participant": who, "changed": changed })))
}

/// A line from the terminal or from standard input; an empty one says nothing.
fn typed(prompt: &str) -> Result<Option<String>> {
    let fail = |cause| AppError::File { doing: "read from", path: "standard input".into(), cause };
    if std::io::stdin().is_terminal() {
        eprint!("{prompt}");
        std::io::stderr().flush().map_err(fail)?;
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(fail)?;
    Ok(Some(line.trim().to_owned()).filter(|line| !line.is_empty()))
}

fn show(study: &OpenStudy, who: &str) -> Result<Said> {
    let Some(identity) = study.identity_of(who)? else {
        return Ok(Said::new(format!("Nobody has recorded who {who} is."), json!({ "participant": who })));
    };
    let data = json!({ "participant": who, "name": identity.name, "contact": identity.contact });
    Ok(Said::new(format!("{who}: {}\nContact: {}", identity.name, identity.contact), data))
}

fn from_table(study: &mut OpenStudy, file: &Path) -> Result<Said> {
    let name = file.display().to_string();
    let rows = read_identities(&name, &read_file(file)?)?;
    let n = study.take_identities(&name, &rows)?;
    let words = format!(
        "Recorded who {} from {}. The table itself is not sealed: destroy it, or keep it in a safe place.",
        if n == 1 {
            "1 participant is".to_owned()
        } else {
            format!("{} are", count(n, "participant", "participants"))
        },
        file.display()
    );
    Ok(Said::new(words, json!({ "changed": n })))
}
