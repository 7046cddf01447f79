//! `themeloom compare`: groups of cases side by side on each code.

use std::path::PathBuf;

use serde_json::{Value, json};
use themeloom_app::analysis::{Comparison, GroupTally, compare};
use themeloom_app::report::ReportParts;
use themeloom_app::study::{CaseId, Study};
use themeloom_app::{AppError, ReportWanted, Result};

use crate::args::Global;
use crate::commands::report::written;
use crate::said::{Said, columns};
use crate::session::{reading, with_study};

/// What `compare` takes.
#[derive(clap::Args, Debug)]
pub struct Compare {
    /// The study.
    study: PathBuf,
    /// The attribute whose values make the groups.
    #[arg(long, value_name = "ATTRIBUTE", default_value = "role group")]
    by: String,
    /// Only these groups, as "clinician,manager".
    #[arg(long, value_delimiter = ',')]
    groups: Vec<String>,
    /// The framework version; the newest where nothing is said.
    #[arg(long)]
    framework: Option<String>,
    /// Write it to a file: .xlsx, .csv, .html or .docx.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub fn run(command: &Compare, global: &Global) -> Result<Said> {
    match &command.out {
        Some(to) => with_study(&command.study, global, |study| {
            let wanted = ReportWanted {
                parts: ReportParts::Comparison,
                group_by: Some(&command.by),
                framework: command.framework.as_deref(),
            };
            Ok(written(&study.write_report(&wanted, to)?))
        }),
        None => reading(&command.study, global, |study| {
            let Some(by) = study.grouping(Some(&command.by))? else { return Err(AppError::NoFramework) };
            let comparison = compare(study.study(), by, &study.columns(command.framework.as_deref())?);
            show(study.study(), &comparison, &command.groups)
        }),
    }
}

fn show(study: &Study, comparison: &Comparison, only: &[String]) -> Result<Said> {
    let labels: Vec<String> = comparison.groups.iter().map(|group| group.label.clone()).collect();
    let mut chosen: Vec<usize> = Vec::new();
    for name in only {
        let wanted = name.trim().to_lowercase();
        match labels.iter().position(|label| label.to_lowercase() == wanted) {
            Some(place) => chosen.push(place),
            None => {
                return Err(AppError::NotFound { what: "group", name: name.clone(), like: labels });
            }
        }
    }
    if chosen.is_empty() {
        chosen = (0..labels.len()).collect();
    }
    let heads = chosen.iter().filter_map(|place| labels.get(*place).cloned());
    let mut rows = vec![
        std::iter::once("code".to_owned())
            .chain(heads)
            .chain(["accounts that do not fit".to_owned()])
            .collect::<Vec<_>>(),
    ];
    let mut data = Vec::new();
    for code in &comparison.codes {
        let tallies: Vec<(&String, &GroupTally)> = chosen
            .iter()
            .filter_map(|place| Some((labels.get(*place)?, code.tallies.get(*place)?)))
            .collect();
        let unlike: Vec<String> =
            tallies.iter().flat_map(|(_, tally)| names(study, &tally.unlike_most)).collect();
        let mut row = vec![code.label.clone()];
        row.extend(tallies.iter().map(|(_, tally)| raised(study, tally)));
        row.push(unlike.join(", "));
        rows.push(row);
        let groups: Vec<Value> = tallies.iter().map(|(label, tally)| as_json(study, label, tally)).collect();
        data.push(json!({ "code": code.label, "groups": groups }));
    }
    let words = format!(
        "{}\n\nn of N people raised it: a cell of theirs is charted, or a passage of theirs is coded.\nNot raising a thing is not disagreeing with it.\nParticipants were chosen on purpose, so no test is shown.",
        columns(&rows)
    );
    Ok(Said::new(words, json!({ "codes": data })))
}

fn raised(study: &Study, tally: &GroupTally) -> String {
    let not_asked = tally.not_asked.saturating_sub(tally.not_asked_but_coded.len());
    let known = [
        (tally.unprompted, "unprompted"),
        (tally.silent, "said nothing"),
        (not_asked, "not asked"),
        (tally.not_charted, "not charted"),
    ];
    let mut known: Vec<String> =
        known.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let against =
        [("nothing said", &tally.nothing_said_but_coded), ("not asked", &tally.not_asked_but_coded)];
    known.extend(against.iter().filter(|(_, cases)| !cases.is_empty()).map(|(state, cases)| {
        format!("! charted as {state} though passages are coded: {}", names(study, cases).join(", "))
    }));
    let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
    format!("{} of {}{known}", tally.raised(), tally.of)
}

fn names(study: &Study, cases: &[CaseId]) -> Vec<String> {
    cases.iter().filter_map(|case| Some(study.cases().get(*case)?.name.clone())).collect()
}

fn as_json(study: &Study, label: &str, tally: &GroupTally) -> Value {
    json!({
        "group": label,
        "raised": tally.raised(),
        "of": tally.of,
        "asked": tally.asked,
        "unprompted": tally.unprompted,
        "codings": tally.codings,
        "raised_by": names(study, &tally.raised_by),
        "nothing_said": tally.silent,
        "nothing_said_but_coded": names(study, &tally.nothing_said_but_coded),
        "not_asked_but_coded": names(study, &tally.not_asked_but_coded),
        "unlike_most": names(study, &tally.unlike_most),
    })
}
