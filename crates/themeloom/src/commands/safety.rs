//! `backup`, `restore`, `check` and `merge`.

use std::path::Path;

use serde_json::json;
use themeloom_app::store::{Against, Unlock};
use themeloom_app::{Kind, Result, missing};

use crate::args::Global;
use crate::commands::steps::in_words;
use crate::said::{Said, count, listed};
use crate::session::{beside_others, given_passphrase, with_study};

/// Writes a backup.
pub fn backup(study: &Path, file: &Path, global: &Global) -> Result<Said> {
    beside_others(study, global, |study| {
        let done = study.back_up(file)?;
        let words = format!(
            "Wrote {}: {} changes, {} texts and files, {} bytes.\nThe study's printed state: {}",
            file.display(),
            done.changes,
            done.texts,
            done.bytes,
            done.head
        );
        let data = json!({ "backup": file, "changes": done.changes, "texts": done.texts, "bytes": done.bytes, "printed_state": done.head.to_string() });
        Ok(Said::new(words, data))
    })
}

/// Makes a study out of a backup.
pub fn restore(backup: &Path, study: &Path) -> Result<Said> {
    let report = themeloom_app::restore(backup, study)?;
    let missing = missing(&report);
    let words = match &missing {
        None => format!("Restored {} from {}: everything is there.", study.display(), backup.display()),
        Some(missing) => format!(
            "Restored {} from {}, which was cut short: {missing}. What is there can be used.",
            study.display(),
            backup.display()
        ),
    };
    let exit = if missing.is_some() { Kind::Damaged.exit_code() } else { 0 };
    Ok(Said::new(words, json!({ "study": study, "complete": missing.is_none(), "missing": missing }))
        .with_exit(exit))
}

/// Checks every seal.
pub fn check(study: &Path, against: Option<&str>, global: &Global) -> Result<Said> {
    beside_others(study, global, |study| {
        let found = study.check(against)?;
        let store = &found.store;
        let problems: Vec<String> = store.problems.iter().map(ToString::to_string).collect();
        let mut words = format!(
            "Checked {} changes and {} texts and files: {}.",
            store.envelopes,
            store.blobs,
            if found.is_sound() {
                "everything is as it was written"
            } else {
                "NOT everything is as it was written"
            }
        );
        if store.erased > 0 {
            words.push_str(&format!(
                "\n{} were erased for good; the chain over them is whole.",
                count_changes(store.erased)
            ));
        }
        words.push_str(&listed("First of what is damaged:", &problems));
        words.push_str(&listed("Codings whose words are not the words that were coded:", &found.drifted));
        let verdict = store.against.map(|against| match against {
            Against::Unchanged => "nothing that the printed state covers was changed".to_owned(),
            Against::Altered(id) => {
                format!("what the printed state covers was CHANGED, first at change {id}")
            }
            Against::Unknown => {
                "the printed state was not made from this copy, or what it covers was changed".to_owned()
            }
        });
        if let Some(verdict) = &verdict {
            words.push_str(&format!("\nAgainst the printed state: {verdict}."));
        }
        words.push_str(&format!("\nThe study's printed state: {}", found.head));
        let data = json!({
            "sound": found.is_sound(), "changes": store.envelopes, "erased": store.erased, "texts": store.blobs,
            "problems": problems, "drifted": found.drifted, "against": verdict, "printed_state": found.head.to_string(),
        });
        Ok(Said::new(words, data).with_exit(if found.is_sound() { 0 } else { Kind::Damaged.exit_code() }))
    })
}

fn count_changes(n: u64) -> String {
    count(usize::try_from(n).unwrap_or(usize::MAX), "change", "changes")
}

/// Merges another copy.
pub fn merge(study: &Path, other: &Path, global: &Global) -> Result<Said> {
    with_study(study, global, |study| {
        let passphrase = given_passphrase(global)?;
        let unlock = match &passphrase {
            Some(passphrase) => Unlock::Passphrase { name: global.coder.as_deref(), passphrase },
            None => Unlock::Unprotected,
        };
        let merged = match study.merge(other, &unlock) {
            Err(error) if themeloom_app::needs_passphrase(&error) => {
                let typed = rpassword::prompt_password(format!("Passphrase of {}: ", other.display()))
                    .map_err(|cause| themeloom_app::AppError::File {
                        doing: "ask at",
                        path: "the terminal".into(),
                        cause,
                    })?;
                study.merge(other, &Unlock::Passphrase { name: None, passphrase: &typed })?
            }
            merged => merged?,
        };
        let mut words = format!(
            "Took in {} and {} texts and files.",
            count(merged.changes, "change", "changes"),
            merged.texts
        );
        if merged.erased > 0 {
            words.push_str(&format!(
                "\n{} erased in the other copy, and erased here now.",
                count(merged.erased, "participant was", "participants were")
            ));
        }
        if let Some(missing) = &merged.missing {
            words.push_str(&format!("\nThe other copy was cut short: {missing}."));
        }
        if merged.conflicts.is_empty() {
            words.push_str("\nNo conflicts.");
        } else {
            let n = count(merged.conflicts.len(), "conflict", "conflicts");
            words.push_str(&format!(
                "\n{n}; both values are kept:\n{}\nSettle with: themeloom settle STUDY CHANGE keep|take-back",
                in_words(&merged.conflicts)
            ));
        }
        Ok(Said::new(words, json!(merged)))
    })
}
