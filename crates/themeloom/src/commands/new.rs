//! `themeloom new`: begins a study.

use std::path::PathBuf;

use serde_json::json;
use themeloom_app::store::KdfCost;
use themeloom_app::{NewStudy, Result, create, study_templates, system};

use crate::args::Global;
use crate::said::Said;
use crate::session;

/// What `new` takes.
#[derive(clap::Args, Debug)]
pub struct New {
    /// The study file to make.
    study: PathBuf,
    /// The study's title; the template's where nothing is said.
    #[arg(long)]
    title: Option<String>,
    /// A study template by name, or a protocol file.
    #[arg(long, default_value = "nhs-clinician-manager-engagement")]
    protocol: String,
    /// Sensitising codes of the protocol to switch on, by number or name.
    #[arg(long, value_name = "CODE", num_args = 1..)]
    sensitising: Vec<String>,
    /// Your name.
    #[arg(long = "coder", default_value = "Coder")]
    coder_name: String,
    /// Your initials.
    #[arg(long, default_value = "")]
    initials: String,
    /// Make a study that anybody with the file can read: for scripts and for trying things.
    #[arg(long)]
    no_passphrase: bool,
}

pub fn run(new: &New, global: &Global) -> Result<Said> {
    let protocol = study_templates::find(&new.protocol)?;
    let passphrase = if new.no_passphrase { None } else { Some(session::new_passphrase(global)?) };
    let title = new.title.as_deref().unwrap_or(&protocol.title);
    let (study, recovery) = create(&NewStudy {
        path: &new.study,
        title,
        protocol: &protocol,
        sensitising: &new.sensitising,
        coder: (&new.coder_name, &new.initials),
        passphrase: passphrase.as_deref(),
        cost: KdfCost::STANDARD,
        clock: system,
    })?;
    let codes = study.study().codes().iter().count();
    study.close()?;
    let mut words = format!(
        "Began the study \u{201c}{title}\u{201d} in {} from {} {}: {codes} codes and categories, {} consent statements, {} topics.",
        new.study.display(),
        protocol.title,
        protocol.version,
        protocol.consent.len(),
        protocol.guide.len()
    );
    let code = recovery.as_ref().map(|code| code.reveal().to_string());
    match &code {
        Some(code) => words.push_str(&format!(
            "\n\nRecovery code (shown once; print it and lock it away: it opens the study if the passphrase is forgotten):\n\n  {code}\n"
        )),
        None => words.push_str("\nIt has no passphrase: anybody with the file can read it."),
    }
    words.push_str("\nNext: themeloom import ");
    words.push_str(&new.study.display().to_string());
    words.push_str(" FILES");
    let data = json!({ "study": new.study, "title": title, "codes": codes, "recovery_code": code });
    let said = Said::new(words, data);
    Ok(if recovery.is_some() { said.once() } else { said })
}
