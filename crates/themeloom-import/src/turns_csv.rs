//! Tables of turns: a time, a speaker, and the words, in any order and under several names.

use std::collections::BTreeMap;

use crate::document::{DocumentKind, ImportedDocument};
use crate::encodings::Decoded;
use crate::entities::decode_entities;
use crate::error::ImportError;
use crate::note::{Changed, Note, Recognised, count};
use crate::problem::RowProblem;
use crate::records::Record;
use crate::table::{Column, Row, Table};
use crate::times::{clock, time_and_remark};
use crate::transcript::{self, Utterance};

const WORDS: usize = 0;
const SPEAKER: usize = 1;
const START: usize = 2;
const END: usize = 3;
const COLUMNS: [Column; 4] = [
    Column::required(
        "words",
        &[
            "text",
            "utterance",
            "transcript",
            "content",
            "speech",
            "said",
            "dialogue",
            "turn",
            "sentence",
            "transcription",
        ],
    ),
    Column::optional(
        "speaker",
        &["who", "name", "person", "speakername", "role", "participant", "speakerlabel"],
    ),
    Column::optional(
        "timestamp",
        &["time", "start", "starttime", "timecode", "begin", "in", "from", "starts", "startstamp"],
    ),
    Column::optional("end", &["endtime", "stop", "out", "to", "until", "ends"]),
];
const EXAMPLE: &str = "timestamp,speaker,words";

/// Whether the first line of a text names columns of such a table.
pub(crate) fn has_header(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    Table::from_text("", first, &COLUMNS, EXAMPLE).is_ok_and(|table| table.name_of(SPEAKER).is_some())
}

/// Whether these cells name columns of such a table, the speaker's and a time's among them.
pub(crate) fn is_header(cells: &[String]) -> bool {
    let record = Record { row: 1, fields: cells.to_vec() };
    Table::from_records("", vec![record], &COLUMNS, EXAMPLE)
        .is_ok_and(|table| table.name_of(SPEAKER).is_some() && table.name_of(START).is_some())
}

/// Reads a table of turns.
pub(crate) fn read(file: &str, decoded: &Decoded) -> Result<ImportedDocument, ImportError> {
    let table = Table::from_text(file, &decoded.text, &COLUMNS, EXAMPLE)?;
    let mut notes = decoded.notes();
    let mut problems = table.problems.clone();
    let mut entities = 0;
    let mut utterances = Vec::new();
    for row in table.rows() {
        read_row(row, table.header.len(), &mut entities, &mut utterances, &mut problems);
    }
    if utterances.is_empty() {
        return Err(ImportError::NoWords { file: file.to_owned() });
    }
    about_columns(&table, &mut notes);
    if entities > 0 {
        notes.push(Changed::Entities(entities).into());
    }
    notes.extend(about_rows(problems));
    Ok(transcript::from_utterances(DocumentKind::TurnsCsv, &utterances, notes))
}

fn read_row(
    row: Row<'_>,
    n_columns: usize,
    entities: &mut usize,
    utterances: &mut Vec<Utterance>,
    problems: &mut Vec<RowProblem>,
) {
    let mut problem = |what: &str| problems.push(RowProblem::new(row.number, what));
    if row.n_cells() > n_columns {
        let surplus = count(row.n_cells() - n_columns, "cell", "cells");
        problem(&format!("{surplus} more than there are columns; what stands under no column was left out"));
    }
    let (mut time, remark) = time_and_remark(row.cell(START));
    if let (Some(time), Some(end)) = (&mut time, clock(row.cell(END))) {
        time.end = Some(end).filter(|end| *end >= time.start);
    }
    if !remark.is_empty() {
        problem("the time column holds a remark; it was kept as a paragraph before the turn");
        utterances.push(remark_before(remark, entities));
    }
    let words = decode_entities(row.cell(WORDS), entities).into_owned();
    let speaker = decode_entities(row.cell(SPEAKER), entities).into_owned();
    if words.is_empty() {
        if !speaker.is_empty() {
            problem("there are no words; the row was left out");
        }
        return;
    }
    if speaker.is_empty() {
        problem("no speaker is named; the words were kept as a paragraph that belongs to no turn");
    }
    let speaker = Some(speaker).filter(|s| !s.is_empty());
    utterances.push(Utterance { speaker, words, time, always_a_turn: false });
}

fn remark_before(remark: &str, entities: &mut usize) -> Utterance {
    let words = decode_entities(remark, entities).into_owned();
    Utterance { speaker: None, words, time: None, always_a_turn: false }
}

fn about_columns(table: &Table, notes: &mut Vec<Note>) {
    let columns = [(START, "times"), (END, "ends"), (SPEAKER, "speakers"), (WORDS, "words")]
        .into_iter()
        .filter_map(|(column, what)| Some((what, table.name_of(column)?.to_owned())))
        .collect();
    let delimiter = match table.delimiter {
        b';' => "semicolons",
        b'\t' => "tabs",
        _ => "commas",
    };
    notes.push(Recognised::Columns { columns, delimiter }.into());
    for name in table.unread_columns() {
        let why = "it is neither time, speaker nor words; codes can be imported by themselves";
        notes.push(Note::not_read("a column", format!("`{name}`"), why));
    }
}

/// One note for each kind of problem, with all its rows.
fn about_rows(problems: Vec<RowProblem>) -> impl Iterator<Item = Note> {
    let mut by_kind = BTreeMap::<String, Vec<usize>>::new();
    for RowProblem { row, what } in problems {
        by_kind.entry(what).or_default().push(row);
    }
    by_kind.into_iter().map(|(what, mut rows)| {
        rows.sort_unstable();
        Note::not_read(count(rows.len(), "row as it stands", "rows as they stand"), row_list(&rows), what)
    })
}

/// "rows 3, 7 to 9, 12".
fn row_list(rows: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 >= *row => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let runs: Vec<String> = runs
        .into_iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first} to {last}") })
        .collect();
    format!("{} {}", if rows.len() == 1 { "row" } else { "rows" }, runs.join(", "))
}
