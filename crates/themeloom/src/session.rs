//! Opening a study for a command: the passphrase, who is working, what there is to tell; and closing
//! it again whatever came of the command.

use std::path::Path;

use themeloom_app::store::{Note, RecoveryCode, StoreError};
use themeloom_app::{AppError, OpenOptions, OpenStudy, Result, needs_passphrase, open};

use crate::args::Global;

/// Opens a study for writing, lets `work` do its work, and closes it.
pub fn with_study<T>(
    path: &Path,
    global: &Global,
    work: impl FnOnce(&mut OpenStudy) -> Result<T>,
) -> Result<T> {
    close_after(unlock(path, global, false)?, work)
}

/// Opens a study for writing, or for reading only where somebody else is writing.
pub fn beside_others<T>(
    path: &Path,
    global: &Global,
    work: impl FnOnce(&mut OpenStudy) -> Result<T>,
) -> Result<T> {
    let opened = match unlock(path, global, false) {
        Err(AppError::Store(StoreError::InUse { .. } | StoreError::ReadOnly { .. })) => {
            unlock(path, global, true)
        }
        opened => opened,
    };
    close_after(opened?, work)
}

/// The same for reading only: somebody else may be writing meanwhile.
pub fn reading<T>(path: &Path, global: &Global, work: impl FnOnce(&mut OpenStudy) -> Result<T>) -> Result<T> {
    close_after(unlock(path, global, true)?, work)
}

fn close_after<T>(mut study: OpenStudy, work: impl FnOnce(&mut OpenStudy) -> Result<T>) -> Result<T> {
    let done = work(&mut study);
    let closed = study.close();
    let value = done?;
    closed.map(|()| value)
}

fn unlock(path: &Path, global: &Global, read_only: bool) -> Result<OpenStudy> {
    let given = given_passphrase(global)?;
    let code = if global.recovery_code {
        let typed = rpassword::prompt_password("Recovery code: ").map_err(asking)?;
        Some(RecoveryCode::parse(&typed)?)
    } else {
        None
    };
    let options = |passphrase| OpenOptions {
        passphrase,
        recovery: code.as_ref(),
        coder: global.coder.as_deref(),
        read_only,
        ..OpenOptions::default()
    };
    let opened = match open(path, &options(given.as_deref())) {
        Err(error) if needs_passphrase(&error) && given.is_none() && code.is_none() => {
            let typed = rpassword::prompt_password("Passphrase: ").map_err(asking)?;
            open(path, &options(Some(&typed)))
        }
        opened => opened,
    }?;
    tell(&opened, global);
    Ok(opened)
}

/// The passphrase from the environment or from a file, if either was given.
pub fn given_passphrase(global: &Global) -> Result<Option<String>> {
    let from_file = match &global.passphrase_file {
        None => None,
        Some(path) => Some(std::fs::read_to_string(path).map_err(|cause| AppError::File {
            doing: "read the passphrase from",
            path: path.clone(),
            cause,
        })?),
    };
    let given = from_file.or_else(|| std::env::var("THEMELOOM_PASSPHRASE").ok());
    Ok(given.map(|text| text.trim_end_matches(['\r', '\n']).to_owned()).filter(|text| !text.is_empty()))
}

/// Asks for a new passphrase, twice.
pub fn new_passphrase(global: &Global) -> Result<String> {
    if let Some(given) = given_passphrase(global)? {
        return Ok(given);
    }
    ask_twice()
}

/// Asks for a passphrase at the terminal, twice.
pub fn ask_twice() -> Result<String> {
    let first = rpassword::prompt_password("New passphrase: ").map_err(asking)?;
    let second = rpassword::prompt_password("The same again: ").map_err(asking)?;
    if first != second || first.trim().is_empty() {
        return Err(AppError::Unfit {
            field: "a new passphrase".to_owned(),
            value: "what was typed".to_owned(),
            expected: "the same words twice, and at least one".to_owned(),
        });
    }
    Ok(first)
}

fn asking(cause: std::io::Error) -> AppError {
    AppError::File { doing: "ask for the passphrase at", path: "the terminal".into(), cause }
}

fn tell(study: &OpenStudy, global: &Global) {
    for note in study.notes() {
        // That anybody can read a study is said at each opening, whatever was asked for.
        if global.quiet && *note != Note::Unprotected {
            continue;
        }
        // Other programs read standard output, so what is only good to know goes to standard error.
        eprintln!("{}: {note}", if *note == Note::Unprotected { "note" } else { "warning" });
    }
}
