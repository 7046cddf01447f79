//! What `themeloom import` does with studies of other programs.

use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use serde_json::{Value, json};
use themeloom_app::import::{ForeignStudy, SheetKind};
use themeloom_app::{AppError, OpenStudy, Placement, Result, StudyTaken, read_studies, read_table};

use crate::said::{Said, count, listed};

/// More than this many lines of what did not travel say nothing to a person; programs get all.
const LINES: usize = 100;

/// The endings of tables.
const TABLES: [&str; 4] = ["xlsx", "csv", "tsv", "tab"];

/// A study, and the file that it is in.
type Found = (PathBuf, ForeignStudy);

/// What files hold.
#[derive(Default)]
pub struct Sorted {
    /// The studies in them.
    pub studies: Vec<Found>,
    /// The files that are something else.
    pub others: Vec<PathBuf>,
    /// Files that are studies and cannot be read.
    pub failed: Vec<(PathBuf, AppError)>,
}

/// The studies in files, and the files that are something else. Tables may be said to be of a kind.
pub fn sort(paths: &[PathBuf], kind: Option<SheetKind>, bar: &ProgressBar) -> Sorted {
    let mut sorted = Sorted::default();
    for path in paths {
        bar.inc(1);
        let ending =
            path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        let read = match kind.filter(|_| TABLES.contains(&ending.as_str())) {
            Some(kind) => read_table(path, kind).map(|study| Some(vec![study])),
            None => read_studies(path),
        };
        match read {
            Ok(Some(read)) => sorted.studies.extend(read.into_iter().map(|study| (path.clone(), study))),
            // What cannot be opened here is refused, with the reason, where documents are read.
            Ok(None) | Err(AppError::File { .. }) => sorted.others.push(path.clone()),
            Err(error) => sorted.failed.push((path.clone(), error)),
        }
    }
    sorted
}

/// Takes in studies, or only says what they hold. One that cannot be taken in leaves the others as they are.
///
/// # Errors
/// When none could be taken in, and there is only one reason.
pub fn take(
    study: &mut OpenStudy,
    found: &[Found],
    mut failed: Vec<(PathBuf, AppError)>,
    (dry_run, bar): (bool, &ProgressBar),
) -> Result<Said> {
    let mut words = String::new();
    let (mut data, mut all, mut imported) = (Vec::new(), Placement::default(), 0);
    for (path, foreign) in found {
        bar.inc(1);
        let taken = if dry_run { Ok(study.preview(foreign)) } else { study.take_study(foreign) };
        match taken {
            Ok(taken) => {
                words.push_str(&told(path, &taken, dry_run));
                all.add(taken.codings);
                imported += 1;
                data.push(json!({ "file": path, "taken": taken }));
            }
            Err(error) => failed.push((path.clone(), error)),
        }
    }
    if imported == 0 && failed.len() == 1 {
        return Err(failed.pop().map_or(AppError::Cancelled, |(_, error)| error));
    }
    let failed: Vec<String> =
        failed.iter().map(|(path, error)| format!("{}: {error}", path.display())).collect();
    words.push_str(&listed("Not imported:", &failed));
    let data = json!({
        "imported": if dry_run { 0 } else { imported },
        "dry_run": dry_run,
        "codings": all,
        "studies": data,
        "not_imported": failed,
    });
    Ok(Said::new(words, data).with_exit(if imported == 0 { 2 } else { 0 }))
}

pub fn told(path: &Path, taken: &StudyTaken, dry_run: bool) -> String {
    let what = match taken.program.as_str() {
        "" => "a study of another program".to_owned(),
        // Of a table one can only say what it is.
        table if table.starts_with("a ") => table.to_owned(),
        program => format!("a study of {program}"),
    };
    let called =
        if taken.name.is_empty() { String::new() } else { format!(" \u{201c}{}\u{201d}", taken.name) };
    let mut words = format!("{}\n  {what}{called}\n", path.display());
    let parts = [
        count(taken.coders, "coder", "coders"),
        count(taken.codes, "code", "codes"),
        count(taken.participants, "case", "cases"),
        count(taken.attributes, "attribute", "attributes"),
        count(taken.sources, "source", "sources"),
        count(taken.memos, "memo", "memos"),
        count(taken.cells, "cell", "cells"),
    ];
    let verb = if dry_run { "holds" } else { "new here" };
    words.push_str(&format!("  {verb}: {}\n", parts.join(", ")));
    if taken.codes_there > 0 {
        words.push_str(&format!(
            "  {} there already, by name\n",
            count(taken.codes_there, "code was", "codes were")
        ));
    }
    let Placement { found, exact, reanchored, lost } = taken.codings;
    if found > 0 || taken.sources > 0 {
        words.push_str(&format!(
        "  codings: {found} found, {exact} placed where the file says, {reanchored} placed by their words, {lost} lost\n"
    ));
    }
    if !taken.counted.is_empty() {
        words.push_str(&format!("  positions count {}\n", taken.counted));
    }
    if taken.program == "a framework matrix" {
        words.push_str("  (where its columns are questions: import it with --table-as survey)\n");
    }
    if !taken.participants_there.is_empty() {
        words.push_str(&format!("  taken for the same, by name: {}\n", taken.participants_there.join(", ")));
    }
    words.push_str(&listed("Called otherwise here:", &taken.renamed));
    words.push_str(&listed("Placed by their words:", &some(&taken.reanchored)));
    words.push_str(&listed(
        "Whose account these are was not said; say it on the Sources screen:",
        &taken.nobodys,
    ));
    words.push_str(&listed("Did not travel:", &some(&taken.losses)));
    if !words.ends_with('\n') {
        words.push('\n');
    }
    if taken.participants > 0 && !dry_run {
        words.push_str(
            "\nCases are called as they were there. If a case bears a real name, give it a pseudonym.\n",
        );
    }
    words
}

/// As many lines as a person reads.
fn some(lines: &[String]) -> Vec<String> {
    let mut some: Vec<String> = lines.iter().take(LINES).cloned().collect();
    if lines.len() > LINES {
        some.push(format!("and {} more (--json lists all)", lines.len() - LINES));
    }
    some
}

/// The words and data of two halves of an import as one.
pub fn joined(first: Said, second: Said) -> Said {
    let exit = first.exit.min(second.exit);
    let (Value::Object(mut data), Value::Object(more)) = (first.data, second.data) else {
        return Said::new(first.words, Value::Null);
    };
    for (key, value) in more {
        match (data.get_mut(&key), value) {
            (Some(Value::Array(list)), Value::Array(more)) => list.extend(more),
            // Only the half with studies has codings.
            (Some(_), _) if key == "codings" => {}
            (Some(Value::Number(n)), Value::Number(m)) => {
                *n = (n.as_u64().unwrap_or_default() + m.as_u64().unwrap_or_default()).into();
            }
            (_, value) => {
                data.insert(key, value);
            }
        }
    }
    Said::new(format!("{}\n{}", first.words, second.words), Value::Object(data)).with_exit(exit)
}

/// What one half of an import came to, with why the other came to nothing.
pub fn with_failure(mut said: Said, error: &AppError) -> Said {
    let why = vec![error.to_string()];
    said.words = format!("{}\n{}", said.words.trim_end(), listed("Not imported:", &why));
    if let Some(Value::Array(list)) = said.data.get_mut("not_imported") {
        list.extend(why.into_iter().map(Value::String));
    }
    said
}
