//! `themeloom people`: participants, organisations, consent, withdrawal, erasure.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use serde_json::json;
use themeloom_app::study::attribute::AttributeOwner;
use themeloom_app::study::consent::{Consent, Erasure, Withdrawal, WithdrawalLevel};
use themeloom_app::{
    AppError, NewOrganisation, NewParticipant, OpenStudy, Result, add_organisation, add_participant,
    consent_mode, consent_state, day, people, record_consent, record_withdrawal, set_attributes, system,
};

use crate::args::Global;
use crate::said::{Said, columns, count, listed};
use crate::session::{reading, with_study};

/// What `people` takes.
#[derive(clap::Args, Debug)]
pub struct People {
    /// The study.
    study: PathBuf,
    /// What to do; the people are listed where nothing is said.
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Add a participant and a case of the same name.
    Add {
        /// The pseudonym: P01.
        pseudonym: String,
        /// The organisation.
        #[arg(long)]
        organisation: Option<String>,
        /// Attributes, as "role group=manager".
        #[arg(long = "set", value_name = "NAME=VALUE", num_args = 1..)]
        set: Vec<String>,
    },
    /// Add an organisation.
    Organisation {
        /// Its name in the study.
        name: String,
        /// Attributes, as "CQC rating=good".
        #[arg(long = "set", value_name = "NAME=VALUE", num_args = 1..)]
        set: Vec<String>,
    },
    /// Set attributes of a participant or an organisation.
    Set {
        /// The participant or organisation.
        name: String,
        /// Attributes, as "role group=manager"; an empty value clears one.
        #[arg(value_name = "NAME=VALUE", required = true)]
        set: Vec<String>,
    },
    /// Record a participant's answer to a consent statement.
    Consent {
        /// The participant.
        participant: String,
        /// The statement, as the protocol names it: quotation.
        statement: String,
        /// given, refused or withdrawn.
        answer: String,
        /// The day, as 2026-11-23; today where nothing is said.
        #[arg(long)]
        on: Option<String>,
        /// written, verbal, electronic or recorded.
        #[arg(long, default_value = "written")]
        mode: String,
        /// Who took it.
        #[arg(long, default_value = "")]
        taken_by: String,
    },
    /// Take in participants and organisations from CSV tables, or write them to one.
    #[command(after_help = crate::examples::PEOPLE_TABLE)]
    Table(super::people_table::Table),
    /// Record who a participant is, or show it.
    #[command(after_help = crate::examples::PEOPLE_IDENTITY)]
    Identity(super::identity::Identity),
    /// Record that a participant withdrew.
    Withdraw {
        /// The participant.
        participant: String,
        /// How far.
        #[arg(long)]
        level: Level,
        /// The day, as 2026-11-23; today where nothing is said.
        #[arg(long)]
        on: Option<String>,
        /// What they asked for.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Erase a participant: their words, identity and everything written about them. It cannot be undone.
    Erase {
        /// The participant.
        participant: String,
        /// Why, and on what ground.
        #[arg(long)]
        reason: String,
        /// Do not ask for the pseudonym to be typed again.
        #[arg(long)]
        yes: bool,
    },
}

impl What {
    /// Whether it changes nothing, so that somebody else may be writing meanwhile.
    const fn only_reads(&self) -> bool {
        match self {
            Self::Table(table) => table.preview,
            Self::Identity(identity) => identity.show,
            _ => false,
        }
    }
}

/// How far a withdrawal goes.
#[derive(ValueEnum, Clone, Copy, Debug)]
enum Level {
    /// No further contact.
    StopContact,
    /// Nothing more is collected.
    StopCollection,
    /// Nothing is used any more.
    StopUse,
    /// Asked to be erased; `erase` does it.
    Erase,
}

pub fn run(command: &People, global: &Global) -> Result<Said> {
    match &command.what {
        None => reading(&command.study, global, |study| Ok(list(study))),
        Some(what) if what.only_reads() => {
            reading(&command.study, global, |study| change(study, what, global))
        }
        Some(what) => with_study(&command.study, global, |study| change(study, what, global)),
    }
}

fn change(study: &mut OpenStudy, what: &What, global: &Global) -> Result<Said> {
    let today = || day(system());
    match what {
        What::Add { pseudonym, organisation, set } => {
            let new = NewParticipant {
                pseudonym: pseudonym.clone(),
                organisation: organisation.clone(),
                attributes: pairs(set)?,
                identity: None,
            };
            study
                .commit(format!("added the participant {pseudonym}"), |draft| add_participant(draft, &new))?;
            Ok(done(format!("Added the participant {pseudonym}.")))
        }
        What::Organisation { name, set } => {
            let new = NewOrganisation { name: name.clone(), attributes: pairs(set)? };
            study.commit(format!("added the organisation {name}"), |draft| add_organisation(draft, &new))?;
            Ok(done(format!("Added the organisation {name}.")))
        }
        What::Set { name, set } => {
            let of = match people::participant(study.study(), name) {
                Ok(participant) => AttributeOwner::Participant(participant.id),
                Err(error) => match people::organisation(study.study(), name) {
                    Ok(organisation) => AttributeOwner::Organisation(organisation.id),
                    Err(_) => return Err(error),
                },
            };
            let values = pairs(set)?;
            study.commit(format!("set attributes of {name}"), |draft| set_attributes(draft, of, &values))?;
            Ok(done(format!("Set {} of {name}.", count(values.len(), "attribute", "attributes"))))
        }
        What::Consent { participant, statement, answer, on, mode, taken_by } => {
            let id = people::participant(study.study(), participant)?.id;
            let consent = Consent {
                state: consent_state(answer)?,
                mode: consent_mode(mode)?,
                on: on.clone().unwrap_or_else(today),
                taken_by: taken_by.clone(),
            };
            study.commit(String::new(), |draft| record_consent(draft, id, statement, None, consent))?;
            Ok(done(format!("Recorded the answer of {participant} to {statement}: {answer}.")))
        }
        What::Table(table) => super::people_table::run(study, table),
        What::Identity(identity) => super::identity::run(study, identity),
        What::Withdraw { participant, level, on, note } => {
            let id = people::participant(study.study(), participant)?.id;
            let level = match level {
                Level::StopContact => WithdrawalLevel::StopContact,
                Level::StopCollection => WithdrawalLevel::StopCollection,
                Level::StopUse => WithdrawalLevel::StopUse,
                Level::Erase => WithdrawalLevel::Erase,
            };
            let withdrawal = Withdrawal { level, on: on.clone().unwrap_or_else(today), note: note.clone() };
            study.commit(String::new(), |draft| record_withdrawal(draft, id, withdrawal))?;
            Ok(done(format!("Recorded the withdrawal of {participant}.")))
        }
        What::Erase { participant, reason, yes } => {
            if !yes {
                confirm(participant, global)?;
            }
            let erasure = Erasure { on: today(), reason: reason.clone() };
            let erased = study.erase_participant(participant, &erasure)?;
            let mut words = format!(
                "Erased {}: {} changes and {} texts and files were destroyed. The pseudonym is left, to say that somebody withdrew.",
                erased.pseudonym, erased.changes, erased.texts
            );
            words.push_str(&listed(
                "Words of theirs were taken out of these texts; reword what reads […]:",
                &erased.rewrite,
            ));
            words.push_str(&listed(
                "These copies were made earlier and are not reached; destroy them:",
                &erased.copies,
            ));
            Ok(Said::new(words, json!(erased)))
        }
    }
}

fn done(words: String) -> Said {
    let data = json!({ "done": words });
    Said::new(words, data)
}

/// Has the pseudonym typed again; a program that asks for JSON cannot type, and has to say `--yes`.
fn confirm(pseudonym: &str, global: &Global) -> Result<()> {
    if global.json {
        return Err(AppError::Unfit {
            field: "an erasure by a program".to_owned(),
            value: pseudonym.to_owned(),
            expected: "--yes as well, since it cannot be undone".to_owned(),
        });
    }
    eprint!("This cannot be undone. Type {pseudonym} to erase: ");
    let ask = |cause| AppError::File { doing: "ask at", path: "the terminal".into(), cause };
    std::io::stderr().flush().map_err(ask)?;
    let mut typed = String::new();
    std::io::stdin().read_line(&mut typed).map_err(ask)?;
    if typed.trim() == pseudonym { Ok(()) } else { Err(AppError::Cancelled) }
}

fn pairs(set: &[String]) -> Result<BTreeMap<String, String>> {
    set.iter()
        .map(|pair| match pair.split_once('=') {
            Some((name, value)) => Ok((name.trim().to_owned(), value.trim().to_owned())),
            None => Err(AppError::Unfit {
                field: "an attribute".to_owned(),
                value: pair.clone(),
                expected: "its name and value, as \"role group=manager\"".to_owned(),
            }),
        })
        .collect()
}

fn list(study: &OpenStudy) -> Said {
    let state = study.study();
    let mut rows = vec![vec![
        "participant".to_owned(),
        "organisation".to_owned(),
        "attributes".to_owned(),
        "stands".to_owned(),
    ]];
    let mut data = Vec::new();
    for participant in state.participants().iter() {
        let organisation =
            participant.organisation.and_then(|o| state.organisations().get(o)).map_or("", |o| &o.name);
        let known = state.particulars(participant.id);
        let attributes: Vec<String> = known
            .into_iter()
            .flat_map(|known| &known.attributes)
            .filter_map(|(id, value)| Some(format!("{}: {value}", state.definition(*id)?.name)))
            .collect();
        let stands = match (&participant.erased, known.and_then(|k| k.withdrawal.as_ref())) {
            (Some(erasure), _) => format!("erased on {}", erasure.on),
            (None, Some(withdrawal)) => format!("withdrew on {}", withdrawal.on),
            (None, None) => String::new(),
        };
        data.push(json!({
            "participant": participant.pseudonym, "organisation": organisation,
            "attributes": attributes, "stands": stands,
        }));
        rows.push(vec![
            participant.pseudonym.clone(),
            organisation.to_owned(),
            attributes.join("; "),
            stands,
        ]);
    }
    let words = if data.is_empty() {
        "No participants yet. Add one: themeloom people STUDY add P01".to_owned()
    } else {
        columns(&rows)
    };
    Said::new(words, json!({ "participants": data }))
}
