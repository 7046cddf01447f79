//! Every message that a person can meet, to be read as they would read it.

use std::path::PathBuf;

use themeloom_app::study::log_format::LogFormatError;
use themeloom_app::{AppError, text};

fn shown(error: &AppError) -> String {
    let explained = error.explain();
    let hints: String = explained.hints.iter().map(|hint| format!("\n  hint: {hint}")).collect();
    format!("[{:?} {}] {}{hints}", explained.kind, explained.code, explained.message)
}

#[test]
fn every_message_says_what_where_and_what_to_do() {
    let cause = || std::io::Error::new(std::io::ErrorKind::PermissionDenied, "permission denied");
    let query = "trust AND (money";
    let errors = [
        AppError::Log { change: "00000000000000aa.3".into(), cause: LogFormatError::Newer { needed: 9 } },
        AppError::Log { change: "00000000000000aa.3".into(), cause: LogFormatError::Damaged },
        AppError::Query { query: query.into(), cause: text::parse_query(query).unwrap_err() },
        AppError::File { doing: "read", path: PathBuf::from("talk.docx"), cause: cause() },
        AppError::NoFiles { pattern: "talks/*.docx".into() },
        AppError::NotFound {
            what: "code",
            name: "Trsut".into(),
            like: vec!["2.1 Trust".into(), "2.2 Mistrust".into()],
        },
        AppError::NotFound { what: "case", name: "P99".into(), like: vec![] },
        AppError::Ambiguous {
            what: "codes",
            name: "Trust".into(),
            candidates: vec!["1.1 Trust".into(), "2.1 Trust".into()],
        },
        AppError::Taken { what: "participant", name: "P01".into() },
        AppError::Unfit {
            field: "role group".into(),
            value: "porter".into(),
            expected: "one of: clinician, manager".into(),
        },
        AppError::Rows {
            file: "cells.csv".into(),
            problems: vec!["row 3: there is no case called `P99`".into()],
        },
        AppError::CategoryNotApplied { code: "1 Meaning of value".into() },
        AppError::NothingTo { redo: false },
        AppError::NothingTo { redo: true },
        AppError::ChangedSince { redo: false, since: "JM changed the same on 2026-11-23 12:00".into() },
        AppError::Erasure,
        AppError::ReadOnly { why: "it was opened so".into() },
        AppError::WhoIsWorking { coders: vec!["Ada Kettle".into(), "Jo Marr".into()] },
        AppError::NoFramework,
        AppError::Meanwhile { what: "the value to change is another now".into() },
        AppError::RecordingRefused {
            source_name: "P01".into(),
            why: "P01 did not agree to the consent statement `recording` (version 1)".into(),
        },
        AppError::NoRecording { source_name: "P01".into(), why: "it was erased".into() },
        AppError::NoWords { source_name: "P01".into(), why: "their key is not held".into() },
        AppError::WordsNotUnique { source_name: "P01".into(), times: "3 times".into() },
        AppError::NoTemplate { name: "nhs".into(), known: vec!["nhs-clinician-manager-engagement".into()] },
        AppError::Cancelled,
    ];
    let all: Vec<String> = errors.iter().map(shown).collect();
    insta::assert_snapshot!(all.join("\n\n"));
}
