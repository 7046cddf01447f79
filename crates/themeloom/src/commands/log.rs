//! `themeloom log`: the history in words.

use std::path::PathBuf;

use serde_json::{Value, json};
use themeloom_app::{Result, minute, people};

use crate::args::Global;
use crate::said::{Said, columns};
use crate::session::reading;

/// What `log` takes.
#[derive(clap::Args, Debug)]
pub struct Log {
    /// The study.
    study: PathBuf,
    /// How many steps at most.
    #[arg(long, default_value_t = 50)]
    limit: usize,
    /// Only what this coder did.
    #[arg(long, value_name = "CODER")]
    by: Option<String>,
}

pub fn run(command: &Log, global: &Global) -> Result<Said> {
    reading(&command.study, global, |study| {
        let by = match &command.by {
            Some(name) => Some(people::coder(study.study(), name)?.id),
            None => None,
        };
        let entries =
            study.history(command.limit, &mut |_, entry| by.is_none_or(|coder| coder == entry.author))?;
        let mut rows = Vec::new();
        let mut data: Vec<Value> = Vec::new();
        for entry in &entries {
            let (who, when, did) =
                (study.study().initials(entry.author), minute(entry.at), study.in_words(entry));
            let first = entry.changes.first().map(|change| change.id.to_string());
            data.push(json!({ "at": when, "by": who, "did": did, "changes": entry.changes.len(), "first_change": first }));
            rows.push(vec![when, who.to_owned(), did]);
        }
        Ok(Said::new(columns(&rows), json!({ "history": data })))
    })
}
