//! `themeloom new --from`: begins a study with what another program made, or with a whole study.

use std::path::Path;

use serde_json::json;
use themeloom_app::store::KdfCost;
use themeloom_app::{
    AppError, PLAIN_TEMPLATE, Result, WholeFrom, WholeStudy, begin_from, expand, is_whole_study, read_file,
    read_studies, study_templates, system, take_whole_study,
};

use super::import_study;
use super::new::{New, recovery_code};
use crate::args::Global;
use crate::said::{Said, count};

pub fn run(new: &New, from: &Path, global: &Global) -> Result<Said> {
    let name = from.display().to_string();
    let bytes = if from.is_dir() { Vec::new() } else { read_file(from)? };
    let whole = if from.is_dir() { WholeFrom::Folder(from) } else { WholeFrom::Archive(&name, &bytes) };
    if is_whole_study(whole) { again(new, whole, global) } else { taken(new, from, global) }
}

/// A study that was written as a folder.
fn again(new: &New, from: WholeFrom<'_>, global: &Global) -> Result<Said> {
    let passphrase = new.passphrase(global)?;
    let (study, recovery) = take_whole_study(&WholeStudy {
        from,
        path: &new.study,
        coder: None,
        passphrase: passphrase.as_deref(),
        cost: KdfCost::STANDARD,
        clock: system,
    })?;
    let (title, state) = (study.study().name().to_owned(), study.study());
    let (sources, codings) = (state.sources().iter().count(), state.codings().iter().count());
    let mut words = format!(
        "Made the study \u{201c}{title}\u{201d} again in {}: {}, {}.",
        new.study.display(),
        count(sources, "source", "sources"),
        count(codings, "coding", "codings"),
    );
    study.close()?;
    let code = recovery_code(recovery.as_ref(), &mut words);
    let data = json!({ "study": new.study, "title": title, "recovery_code": code });
    let said = Said::new(words, data);
    Ok(if code.is_some() { said.once() } else { said })
}

/// A study of another program.
fn taken(new: &New, from: &Path, global: &Global) -> Result<Said> {
    let unfit = || {
        AppError::Unfit {
        field: "what a study begins with".to_owned(),
        value: from.display().to_string(),
        expected: "a project or codebook of another program, or a whole study; transcripts are brought into a study with themeloom import".to_owned(),
    }
    };
    let [file] = expand(&[from.to_owned()])?.try_into().map_err(|_| unfit())?;
    let studies = read_studies(&file)?.ok_or_else(unfit)?;
    let protocol = study_templates::find(new.protocol.as_deref().unwrap_or(PLAIN_TEMPLATE))?;
    let passphrase = new.passphrase(global)?;
    let named = studies.iter().map(|study| study.name.as_str()).find(|name| !name.trim().is_empty());
    let title = new.title.as_deref().or(named).unwrap_or(&protocol.title).to_owned();
    let (study, recovery, taken) =
        begin_from(&new.as_wanted(&title, &protocol, passphrase.as_deref()), &studies)?;
    study.close()?;
    let mut words = format!("Began the study \u{201c}{title}\u{201d} in {}.\n\n", new.study.display());
    for taken in &taken {
        words.push_str(&import_study::told(from, taken, false));
    }
    let code = recovery_code(recovery.as_ref(), &mut words);
    let data = json!({ "study": new.study, "title": title, "studies": taken, "recovery_code": code });
    let said = Said::new(words, data);
    Ok(if code.is_some() { said.once() } else { said })
}
