//! `themeloom import`: brings transcripts, and studies of other programs, into a study.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value, json};
use themeloom_app::import::{Mapping, Rows, SheetKind, read_mapping};
use themeloom_app::{
    AppError, OpenStudy, Placement, ReadDocument, Result, WholeFrom, expand, is_whole_study, read_file,
};

use super::import_study::{self, Sorted};
use crate::args::Global;
use crate::progress;
use crate::said::{Said, count, listed};
use crate::session::{reading, with_study};

/// What `import` takes.
#[derive(clap::Args, Debug)]
pub struct Import {
    /// The study.
    study: PathBuf,
    /// Files, folders or patterns such as "*.docx".
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// A table that says who speaks: file,speaker,participant.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Everybody who answers is this participant.
    #[arg(long, value_name = "PSEUDONYM")]
    as_participant: Option<String>,
    /// What tables are, where their heads tell something else than you know.
    #[arg(long, value_name = "KIND")]
    table_as: Option<TableKind>,
    /// Only show what would be imported.
    #[arg(long)]
    dry_run: bool,
}

/// What a table can be said to be.
#[derive(ValueEnum, Clone, Copy, Debug)]
enum TableKind {
    /// Cases in rows, codes in columns, summaries in cells.
    Matrix,
    /// Answers: one case a row, closed columns as attributes, open ones as sources.
    Survey,
    /// Codings with their words.
    Segments,
    /// Codes and what they mean.
    Codebook,
}

impl From<TableKind> for SheetKind {
    fn from(kind: TableKind) -> Self {
        match kind {
            TableKind::Matrix => Self::Matrix,
            TableKind::Survey => Self::Survey,
            TableKind::Segments => Self::Segments,
            TableKind::Codebook => Self::Codebook,
        }
    }
}

pub fn run(import: &Import, global: &Global) -> Result<Said> {
    if import.dry_run {
        reading(&import.study, global, |study| work(import, study, global))
    } else {
        with_study(&import.study, global, |study| work(import, study, global))
    }
}

fn work(import: &Import, study: &mut OpenStudy, global: &Global) -> Result<Said> {
    let mapping = match &import.map {
        Some(path) => read_mapping(&path.display().to_string(), &read_file(path)?)?,
        None => Rows { rows: Vec::new(), problems: Vec::new() },
    };
    if let Some(whole) =
        import.files.iter().find(|path| path.is_dir() && is_whole_study(WholeFrom::Folder(path)))
    {
        return Err(AppError::Unfit {
            field: "what is brought into a study".to_owned(),
            value: whole.display().to_string(),
            expected:
                "transcripts or projects; this folder is a whole study: themeloom new STUDY --from FOLDER"
                    .to_owned(),
        });
    }
    let paths = expand(&import.files)?;
    let bar = progress::bar(paths.len() as u64, global.quiet || global.json);
    bar.set_message("looking at");
    let Sorted { studies, others, failed } =
        import_study::sort(&paths, import.table_as.map(SheetKind::from), &bar);
    bar.finish_and_clear();
    if studies.is_empty() && failed.is_empty() {
        return documents(import, &others, &mapping, study, global);
    }
    let take = |study: &mut OpenStudy| {
        let bar = progress::bar(studies.len() as u64, global.quiet || global.json);
        bar.set_message("taking in");
        let taken = import_study::take(study, &studies, failed, (import.dry_run, &bar));
        bar.finish_and_clear();
        taken
    };
    if others.is_empty() {
        return take(study);
    }
    // Transcripts come first: coded segments are found by their words in them.
    let read = documents(import, &others, &mapping, study, global);
    let taken = take(study);
    match (taken, read) {
        (Ok(taken), Ok(read)) => Ok(import_study::joined(taken, read)),
        (Ok(said), Err(error)) | (Err(error), Ok(said)) => Ok(import_study::with_failure(said, &error)),
        (Err(error), Err(_)) => Err(error),
    }
}

fn documents(
    import: &Import,
    paths: &[PathBuf],
    mapping: &Rows<Mapping>,
    study: &mut OpenStudy,
    global: &Global,
) -> Result<Said> {
    let bar = progress::bar(paths.len() as u64, global.quiet || global.json);
    bar.set_message("reading");
    let (mut documents, failed) = study.read_documents(paths, &mapping.rows, &mut |done| {
        bar.set_position(done as u64);
        true
    })?;
    bar.finish_and_clear();
    if let Some(pseudonym) = &import.as_participant {
        documents.iter_mut().for_each(|document| document.set_participant(pseudonym));
    }
    if documents.is_empty() && failed.len() == 1 {
        return Err(failed.into_iter().next().map_or(AppError::Cancelled, |(_, error)| error));
    }
    let left_out = if import.dry_run { Vec::new() } else { study.import(&documents)?.left_out };
    let imported = documents.len() - left_out.len();
    Ok(report(import, &documents, &failed, &left_out, &mapping.problems, imported))
}

fn report(
    import: &Import,
    documents: &[ReadDocument],
    failed: &[(PathBuf, AppError)],
    left_out: &[(PathBuf, String)],
    problems: &[themeloom_app::import::RowProblem],
    imported: usize,
) -> Said {
    let mut words = String::new();
    for document in documents {
        words.push_str(&format!("{}\n", document.path.display()));
        for line in document.document.report() {
            words.push_str(&format!("  {line}\n"));
        }
        for question in &document.open_questions {
            words.push_str(&format!("  open: {question}\n"));
        }
    }
    let open = documents.iter().any(|document| !document.open_questions.is_empty());
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    words.push_str(&listed("Not clear in the mapping file:", &problems));
    let lost: Vec<String> = failed
        .iter()
        .map(|(path, error)| format!("{}: {error}", path.display()))
        .chain(left_out.iter().map(|(path, why)| format!("{}: {why}", path.display())))
        .collect();
    words.push_str(&listed("Not imported:", &lost));
    let verb = if import.dry_run { "Would import" } else { "Imported" };
    words.push_str(&format!("\n{verb} {}.", count(imported, "source", "sources")));
    if open {
        words.push_str(
            "\nWords whose speaker is not known are nobody's account. To say who speaks: themeloom undo STUDY, then import again with --map FILE (file,speaker,participant) or --as-participant PSEUDONYM. Try with --dry-run first.",
        );
    }
    let data = json!({
        "imported": imported,
        "dry_run": import.dry_run,
        "codings": Placement::default(),
        "sources": documents.iter().map(as_json).collect::<Vec<Value>>(),
        "not_imported": lost,
    });
    Said::new(words, data).with_exit(if imported == 0 { 2 } else { 0 })
}

fn as_json(document: &ReadDocument) -> Value {
    json!({
        "file": document.path,
        "name": document.name,
        "kind": document.document.kind.word(),
        "turns": document.document.turns.len(),
        "speakers": document.document.speakers.iter().map(|s| s.name.clone()).collect::<Vec<_>>(),
        "notes": document.document.notes.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "open_questions": document.open_questions,
    })
}
