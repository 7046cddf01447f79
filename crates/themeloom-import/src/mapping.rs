//! Who the speakers of a transcript are in the study: by a mapping file, or by the file's name.

use crate::document::{Guess, Speaker};
use crate::error::ImportError;
use crate::problem::RowProblem;
use crate::speakers::tidied;
use crate::table::{Column, Numbered, Rows, Table, needed};

/// One line of a mapping file: this speaker of this file is this participant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The file's name, with or without its ending.
    pub file: String,
    /// The speaker's name in the transcript, in any spelling; empty for every speaker of the file
    /// that no other line names.
    pub speaker: String,
    /// The participant's pseudonym; empty for an interviewer.
    pub participant: String,
}

/// Who a speaker is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpeakerCase {
    /// Somebody who asks.
    Interviewer,
    /// The participant of this pseudonym.
    Participant(String),
    /// Nobody has said.
    Unmapped,
}

const COLUMNS: [Column; 3] = [
    Column::required("file", &["filename", "source", "transcript", "document"]),
    Column::required("speaker", &["label", "name", "speakername"]),
    Column::required("participant", &["pseudonym", "case", "participantid", "id"]),
];

/// Reads a mapping file.
///
/// # Errors
/// When the file is no table with columns for file, speaker and participant; what is wrong with
/// single rows is in [`Rows::problems`].
pub fn read_mapping(file: &str, bytes: &[u8]) -> Result<Rows<Mapping>, ImportError> {
    let table = Table::from_bytes(file, bytes, &COLUMNS, "file,speaker,participant")?;
    let mut rows = table.read(|row| {
        Ok(Mapping { file: needed(row, 0, "file")?, speaker: row.owned(1), participant: row.owned(2) })
    });
    let mut seen = std::collections::BTreeMap::new();
    for Numbered { row, value } in &rows.rows {
        let key = (stem(&value.file), tidied(&value.speaker).to_lowercase());
        if let Some(before) = seen.insert(key, *row) {
            let what = format!("the same file and speaker as in row {before}; the first of them counts");
            rows.problems.push(RowProblem::new(*row, what));
        }
    }
    rows.problems.sort();
    Ok(rows)
}

/// Who each speaker of a file is, in the order of the speakers, with what is wrong with the lines of
/// the mapping that name this file.
///
/// Lines of the mapping come first. Then, of the speakers that nobody named, those who seem to ask
/// are interviewers; and where the file's name tells one participant and one speaker is left, that
/// is the participant.
#[must_use]
pub fn map_speakers(
    file: &str,
    speakers: &[Speaker],
    mapping: &[Numbered<Mapping>],
    known: &[String],
) -> (Vec<SpeakerCase>, Vec<RowProblem>) {
    let lines: Vec<&Numbered<Mapping>> =
        mapping.iter().filter(|line| names(&line.value.file, file)).collect();
    let problems = lines.iter().filter_map(|line| problem(line, speakers, known)).collect();
    let for_others = lines.iter().find(|line| line.value.speaker.is_empty());
    let mut cases: Vec<SpeakerCase> = speakers
        .iter()
        .map(|speaker| match lines.iter().find(|line| is_named(speaker, &line.value.speaker)) {
            Some(line) => case_of(&line.value),
            None if speaker.guess == Guess::Interviewer => SpeakerCase::Interviewer,
            None => for_others.map_or(SpeakerCase::Unmapped, |line| case_of(&line.value)),
        })
        .collect();
    let mut by_name = participants_from_name(file, known);
    by_name.retain(|p| !cases.contains(&SpeakerCase::Participant(p.clone())));
    let unmapped: Vec<usize> =
        (0..cases.len()).filter(|i| cases.get(*i) == Some(&SpeakerCase::Unmapped)).collect();
    for i in &unmapped {
        let label = speakers.get(*i).map(|s| s.name.to_lowercase()).unwrap_or_default();
        let said_by_label = known.iter().find(|p| p.to_lowercase() == label);
        let only_one = if unmapped.len() == 1 && by_name.len() == 1 { by_name.first() } else { None };
        if let (Some(case), Some(participant)) = (cases.get_mut(*i), said_by_label.or(only_one)) {
            *case = SpeakerCase::Participant(participant.clone());
        }
    }
    (cases, problems)
}

/// The known participants that a file's name speaks of, in its order: "P03 interview.docx" of P03,
/// "joint P03+P04.txt" of both. P1 is not found in P10.
#[must_use]
pub fn participants_from_name(file: &str, known: &[String]) -> Vec<String> {
    let name = stem(file);
    let mut found: Vec<(usize, String)> = known
        .iter()
        .filter_map(|pseudonym| {
            let at = find_whole(&name, &pseudonym.to_lowercase())?;
            Some((at, pseudonym.clone()))
        })
        .collect();
    found.sort();
    found.into_iter().map(|(_, pseudonym)| pseudonym).collect()
}

/// Where a name stands in a text with no letter or digit of the same run before or behind it.
fn find_whole(text: &str, name: &str) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    text.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|t| t.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn case_of(line: &Mapping) -> SpeakerCase {
    if line.participant.is_empty() || line.participant.eq_ignore_ascii_case("interviewer") {
        SpeakerCase::Interviewer
    } else {
        SpeakerCase::Participant(line.participant.clone())
    }
}

fn problem(line: &Numbered<Mapping>, speakers: &[Speaker], known: &[String]) -> Option<RowProblem> {
    let Mapping { speaker, .. } = &line.value;
    if !speaker.is_empty() && !speakers.iter().any(|s| is_named(s, speaker)) {
        let found: Vec<&str> = speakers.iter().map(|s| s.name.as_str()).collect();
        let found = if found.is_empty() { "none".to_owned() } else { found.join(", ") };
        let what =
            format!("`{speaker}` does not speak in this file (speakers found: {found}); correct the name");
        return Some(RowProblem::new(line.row, what));
    }
    match case_of(&line.value) {
        SpeakerCase::Participant(pseudonym) if !known.is_empty() && !known.contains(&pseudonym) => {
            let what = format!(
                "the study has no participant `{pseudonym}`; add the participant or correct the name"
            );
            Some(RowProblem::new(line.row, what))
        }
        _ => None,
    }
}

fn is_named(speaker: &Speaker, name: &str) -> bool {
    let name = tidied(name).to_lowercase();
    !name.is_empty()
        && (speaker.name.to_lowercase() == name
            || speaker.spellings.iter().any(|spelling| tidied(spelling).to_lowercase() == name))
}

/// Whether a mapping's name means a file: with folders or without, with its ending or without.
fn names(named: &str, file: &str) -> bool {
    let base = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
    base(named) == base(file) || base(named) == stem(file)
}

/// A file's name in small letters, without folders and ending.
fn stem(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name,
    }
}
