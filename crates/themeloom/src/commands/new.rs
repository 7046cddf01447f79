//! `themeloom new`: begins a study.

use std::path::PathBuf;

use serde_json::json;
use themeloom_app::store::{KdfCost, RecoveryCode};
use themeloom_app::study::protocol::Protocol;
use themeloom_app::{NewStudy, Result, create, study_templates, system};

use super::new_from;
use crate::args::Global;
use crate::said::Said;
use crate::session;

/// What `new` takes.
#[derive(clap::Args, Debug)]
pub struct New {
    /// The study file to make.
    pub study: PathBuf,
    /// The study's title; the template's where nothing is said.
    #[arg(long)]
    pub title: Option<String>,
    /// A study template by name, or a protocol file. [default: nhs-clinician-manager-engagement; with --from:
    /// plain]
    #[arg(long)]
    pub protocol: Option<String>,
    /// Begin with a project of another program, or with a whole study that `export folder` wrote: .qdpx, .qdc,
    /// a Taguette database, a QualCoder folder, a framework matrix or a survey in a spreadsheet, a folder or .zip.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
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

/// The template that a study begins from where nothing is said.
const NHS: &str = "nhs-clinician-manager-engagement";

impl New {
    /// The passphrase for the new study.
    pub fn passphrase(&self, global: &Global) -> Result<Option<String>> {
        if self.no_passphrase { Ok(None) } else { session::new_passphrase(global).map(Some) }
    }

    /// What is to be made.
    pub fn as_wanted<'a>(
        &'a self,
        title: &'a str,
        protocol: &'a Protocol,
        passphrase: Option<&'a str>,
    ) -> NewStudy<'a> {
        NewStudy {
            path: &self.study,
            title,
            protocol,
            sensitising: &self.sensitising,
            coder: (&self.coder_name, &self.initials),
            passphrase,
            cost: KdfCost::STANDARD,
            clock: system,
        }
    }
}

/// The recovery code, said in words.
pub fn recovery_code(code: Option<&RecoveryCode>, words: &mut String) -> Option<String> {
    let code = code.map(|code| code.reveal().to_string());
    match &code {
        Some(code) => words.push_str(&format!(
            "\n\nRecovery code (shown once; print it and lock it away: it opens the study if the passphrase is forgotten):\n\n  {code}\n"
        )),
        None => words.push_str("\nIt has no passphrase: anybody with the file can read it."),
    }
    code
}

pub fn run(new: &New, global: &Global) -> Result<Said> {
    match &new.from {
        Some(from) => new_from::run(new, from, global),
        None => begin(new, global),
    }
}

fn begin(new: &New, global: &Global) -> Result<Said> {
    let protocol = study_templates::find(new.protocol.as_deref().unwrap_or(NHS))?;
    let passphrase = new.passphrase(global)?;
    let title = new.title.as_deref().unwrap_or(&protocol.title);
    let (study, recovery) = create(&new.as_wanted(title, &protocol, passphrase.as_deref()))?;
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
    let code = recovery_code(recovery.as_ref(), &mut words);
    words.push_str("\nNext: themeloom import ");
    words.push_str(&new.study.display().to_string());
    words.push_str(" FILES");
    let data = json!({ "study": new.study, "title": title, "codes": codes, "recovery_code": code });
    let said = Said::new(words, data);
    Ok(if recovery.is_some() { said.once() } else { said })
}
