//! `themeloom search`: words in their context.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::{Value, json};
use themeloom_app::{Hit, OpenStudy, Result};

use crate::args::Global;
use crate::said::{Said, count};
use crate::session::reading;

/// What `search` takes.
#[derive(clap::Args, Debug)]
pub struct Search {
    /// The study.
    study: PathBuf,
    /// The query.
    query: String,
    /// How many characters to show on each side.
    #[arg(long, default_value_t = 40)]
    width: u32,
    /// Put what belongs together under one heading.
    #[arg(long)]
    group_by: Option<Grouping>,
}

/// What results are grouped by.
#[derive(ValueEnum, Clone, Copy, Debug)]
enum Grouping {
    /// By whose account it is.
    Case,
    /// By source.
    Source,
}

pub fn run(command: &Search, global: &Global) -> Result<Said> {
    reading(&command.study, global, |study| {
        let hits = study.search(&command.query, command.width)?;
        let words = match command.group_by {
            None => lines(study, &hits),
            Some(grouping) => grouped(study, &hits, grouping),
        };
        let words = format!("{words}\n\n{}", count(hits.len(), "passage", "passages"));
        let data: Vec<Value> = hits.iter().map(|hit| as_json(study, hit)).collect();
        Ok(Said::new(words, json!({ "query": command.query, "hits": data })).with_exit(if hits.is_empty() {
            3
        } else {
            0
        }))
    })
}

/// Hits as lines that align on the words found.
pub fn lines(study: &OpenStudy, hits: &[Hit]) -> String {
    let places: Vec<String> = hits.iter().map(|hit| place(study, hit)).collect();
    let place_width = places.iter().map(|p| p.chars().count()).max().unwrap_or(0);
    let left_width = hits.iter().map(|hit| hit.line.left.chars().count()).max().unwrap_or(0);
    let line = |(place, hit): (&String, &Hit)| {
        format!(
            "{place:place_width$}  {:>left_width$}[{}]{}",
            hit.line.left, hit.line.keyword, hit.line.right
        )
    };
    places.iter().zip(hits).map(line).collect::<Vec<_>>().join("\n")
}

fn grouped(study: &OpenStudy, hits: &[Hit], grouping: Grouping) -> String {
    let mut groups: BTreeMap<String, Vec<Hit>> = BTreeMap::new();
    for hit in hits {
        let name = match grouping {
            Grouping::Case => pseudonym(study, hit).unwrap_or_else(|| "nobody's account".to_owned()),
            Grouping::Source => source(study, hit),
        };
        groups.entry(name).or_default().push(hit.clone());
    }
    let group = |(name, hits): (String, Vec<Hit>)| format!("{name}: {}\n{}", hits.len(), lines(study, &hits));
    groups.into_iter().map(group).collect::<Vec<_>>().join("\n\n")
}

fn source(study: &OpenStudy, hit: &Hit) -> String {
    study.study().sources().get(hit.source).map_or(String::new(), |source| source.name.clone())
}

fn pseudonym(study: &OpenStudy, hit: &Hit) -> Option<String> {
    Some(study.study().participants().get(hit.participant?)?.pseudonym.clone())
}

fn place(study: &OpenStudy, hit: &Hit) -> String {
    format!("{}, line {}", source(study, hit), hit.line.line + 1)
}

fn as_json(study: &OpenStudy, hit: &Hit) -> Value {
    json!({
        "source": source(study, hit),
        "participant": pseudonym(study, hit),
        "line": hit.line.line + 1,
        "start": hit.span.start(),
        "end": hit.span.end(),
        "left": hit.line.left,
        "words": hit.line.keyword,
        "right": hit.line.right,
    })
}
