//! `themeloom keys`: coders, passphrases, the recovery code, new keys.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::{Value, json};
use themeloom_app::store::{KdfCost, Person, SlotKind, StoreError};
use themeloom_app::{OpenStudy, Result};

use crate::args::Global;
use crate::said::{Said, columns};
use crate::session::{reading, with_study};

/// What `keys` takes.
#[derive(clap::Args, Debug)]
pub struct Keys {
    /// The study.
    study: PathBuf,
    /// What to do; all who can open the study are listed where nothing is said.
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Add a coder, with a passphrase of their own where the study has passphrases.
    Add {
        /// Their name.
        name: String,
        /// Their initials.
        #[arg(long, default_value = "")]
        initials: String,
        /// They may see who the participants are.
        #[arg(long)]
        identities: bool,
        /// Read their passphrase from a file; it is asked for else.
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
        /// They work on your copy: no passphrase of their own.
        #[arg(long)]
        no_passphrase: bool,
    },
    /// Give a person another passphrase.
    Change {
        /// Whose.
        name: String,
    },
    /// Take a person's passphrase away, and make new keys for what is written from now on.
    Remove {
        /// Whose.
        name: String,
    },
    /// Make new keys for all that is written from now on.
    Rotate,
    /// Make a new recovery code, shown once.
    Recovery,
}

pub fn run(command: &Keys, global: &Global) -> Result<Said> {
    let Some(what) = &command.what else { return reading(&command.study, global, |study| list(study)) };
    with_study(&command.study, global, |study| match what {
        What::Add { name, initials, identities, new_passphrase_file, no_passphrase } => {
            let passphrase = if *no_passphrase { None } else { Some(theirs(new_passphrase_file.as_ref())?) };
            let slot = passphrase.as_deref().map(|passphrase| (passphrase, KdfCost::STANDARD));
            study.add_coder(name, initials, slot, *identities)?;
            Ok(Said::new(format!("Added the coder {name}."), json!({ "coder": name })))
        }
        What::Change { name } => {
            let slot = person(study, name)?.id;
            study.change_passphrase(slot, &theirs(None)?, KdfCost::STANDARD)?;
            Ok(Said::new(format!("{name} has another passphrase now."), json!({ "changed": name })))
        }
        What::Remove { name } => {
            let slot = person(study, name)?.id;
            study.remove_person(slot)?;
            let words = format!(
                "{name} can no longer open this file. What was written before stays readable to whoever kept a copy and the old passphrase."
            );
            Ok(Said::new(words, json!({ "removed": name })))
        }
        What::Rotate => {
            let identities = study.rotate_keys()?;
            let words = if identities {
                "Made new keys for all that is written from now on."
            } else {
                "Made new keys for all that is written from now on, but for identities, whose key you do not hold."
            };
            Ok(Said::new(words, json!({ "rotated": true, "identities": identities })))
        }
        What::Recovery => {
            let code = study.add_recovery_code()?.reveal().to_string();
            let words = format!("Recovery code (shown once; print it and lock it away):\n\n  {code}");
            Ok(Said::new(words, json!({ "recovery_code": code })).once())
        }
    })
}

/// The passphrase of somebody else: never the one that opened the study.
fn theirs(file: Option<&PathBuf>) -> Result<String> {
    let only_file = Global {
        json: false,
        quiet: true,
        coder: None,
        passphrase_file: file.cloned(),
        recovery_code: false,
    };
    match file {
        Some(_) => crate::session::new_passphrase(&only_file),
        None => crate::session::ask_twice(),
    }
}

fn person(study: &OpenStudy, name: &str) -> Result<Person> {
    let people = study.people_with_keys()?;
    let found = people.into_iter().find(|person| person.name.eq_ignore_ascii_case(name.trim()));
    found.ok_or_else(|| StoreError::NoSuchSlot.into())
}

fn list(study: &OpenStudy) -> Result<Said> {
    let mut rows = vec![vec!["who".to_owned(), "opens with".to_owned(), "sees identities".to_owned()]];
    let mut data: Vec<Value> = Vec::new();
    for person in study.people_with_keys()? {
        let kind = match person.kind {
            SlotKind::Passphrase => "a passphrase",
            SlotKind::Recovery => "the recovery code",
            SlotKind::Unprotected => "nothing: the study is unprotected",
        };
        let identities = if person.holds_identity { "yes" } else { "no" };
        data.push(json!({ "who": person.name, "opens_with": kind, "identities": person.holds_identity }));
        rows.push(vec![person.name, kind.to_owned(), identities.to_owned()]);
    }
    Ok(Said::new(columns(&rows), json!({ "keys": data })))
}
