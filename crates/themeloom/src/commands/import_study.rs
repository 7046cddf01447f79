//! What `themeloom import` does with studies of other programs.

use std::path::{Path, PathBuf};

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

/// The studies in files, and the files that are something else. Tables may be said to be of a kind.
pub fn sort(paths: &[PathBuf], kind: Option<SheetKind>) -> Result<(Vec<Found>, Vec<PathBuf>)> {
    let (mut studies, mut others) = (Vec::new(), Vec::new());
    for path in paths {
        let ending =
            path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        if let Some(kind) = kind.filter(|_| TABLES.contains(&ending.as_str())) {
            studies.push((path.clone(), read_table(path, kind)?));
            continue;
        }
        // What cannot be opened here is refused, with the reason, where documents are read.
        match read_studies(path) {
            Ok(Some(read)) => studies.extend(read.into_iter().map(|study| (path.clone(), study))),
            Ok(None) | Err(AppError::File { .. }) => others.push(path.clone()),
            Err(error) => return Err(error),
        }
    }
    Ok((studies, others))
}

/// Takes in studies, or only says what they hold.
pub fn take(study: &mut OpenStudy, found: &[Found], dry_run: bool) -> Result<Said> {
    let mut words = String::new();
    let (mut data, mut all) = (Vec::new(), Placement::default());
    for (path, foreign) in found {
        let taken = if dry_run { study.preview(foreign) } else { study.take_study(foreign)? };
        words.push_str(&told(path, &taken, dry_run));
        all.found += taken.codings.found;
        all.exact += taken.codings.exact;
        all.reanchored += taken.codings.reanchored;
        all.lost += taken.codings.lost;
        data.push(json!({ "file": path, "taken": taken }));
    }
    let imported = if dry_run { 0 } else { found.len() };
    let data = json!({ "imported": imported, "dry_run": dry_run, "codings": all, "studies": data });
    Ok(Said::new(words, data))
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
    words.push_str(&listed("Called otherwise here:", &taken.renamed));
    words.push_str(&listed(
        "Whose account these are was not said; say it on the Sources screen:",
        &taken.nobodys,
    ));
    let mut losses: Vec<String> = taken.losses.iter().take(LINES).cloned().collect();
    if taken.losses.len() > LINES {
        losses.push(format!("and {} more (--json lists all)", taken.losses.len() - LINES));
    }
    words.push_str(&listed("Did not travel:", &losses));
    if taken.participants > 0 && !dry_run {
        words.push_str(
            "\nCases are called as they were there. If a case bears a real name, give it a pseudonym.\n",
        );
    }
    words
}

/// The words and data of two halves of an import as one.
pub fn joined(first: Said, second: Said) -> Said {
    let (Value::Object(mut data), Value::Object(more)) = (first.data, second.data) else {
        return Said::new(first.words, Value::Null);
    };
    let imported = |value: Option<&Value>| value.and_then(Value::as_u64).unwrap_or_default();
    let both = imported(data.get("imported")) + imported(more.get("imported"));
    data.extend(more);
    data.insert("imported".to_owned(), json!(both));
    Said::new(format!("{}\n{}", first.words, second.words), Value::Object(data))
}
