//! What may be a speaker's label at the start of a line, and how its name is tidied.

use super::TimeSpan;
use super::timestamps::take_bracketed;

/// The longest name, in bytes and in words, that is taken for a speaker's.
const LONGEST_NAME: usize = 48;
const MOST_WORDS: usize = 5;

/// Names that mean a speaker even where they stand once.
const ROLES: &[&str] = &[
    "interviewer",
    "interviewee",
    "participant",
    "respondent",
    "moderator",
    "facilitator",
    "speaker",
    "researcher",
    "unknown speaker",
    "unidentified speaker",
    "unknown",
    "observer",
    "informant",
    "narrator",
    "translator",
    "interpreter",
    "patient",
    "carer",
    "clinician",
    "doctor",
    "nurse",
    "consultant",
    "manager",
    "executive",
    "host",
    "guest",
    "int",
    "res",
    "part",
    "mod",
];

/// What stands before a colon in notes and minutes and is nobody's name.
const NOT_NAMES: &[&str] = &[
    "note",
    "notes",
    "nb",
    "example",
    "examples",
    "http",
    "https",
    "date",
    "time",
    "place",
    "location",
    "duration",
    "title",
    "subject",
    "source",
    "summary",
    "question",
    "answer",
    "present",
    "recording",
    "transcript",
    "ps",
    "re",
    "topic",
    "project",
    "file",
];

/// A line that may begin a turn.
pub(super) struct Candidate<'a> {
    /// The name as it is written.
    pub(super) spelling: &'a str,
    pub(super) time: Option<TimeSpan>,
    /// Length of the label with what stands before it and its punctuation, in bytes of the line.
    pub(super) len: usize,
    /// Whether nothing but a line break sets the name off, so that only a role is taken.
    pub(super) is_bare: bool,
}

/// Reads the label that a line starts with. A paragraph number may stand before it.
pub(super) fn read_label(line: &str) -> Option<Candidate<'_>> {
    let body = skip_marks(line);
    read_after_number(line, body).or_else(|| {
        let digits = body.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = digits.len() < body.len() && body.len() - digits.len() <= 4;
        let rest = digits.strip_prefix(['.', ')']).unwrap_or(digits);
        let is_set_off = rest.starts_with([' ', '\t', '\u{a0}']);
        (numbered && is_set_off).then(|| read_after_number(line, skip_marks(rest)))?
    })
}

fn read_after_number<'a>(line: &str, body: &'a str) -> Option<Candidate<'a>> {
    let (time_before, body) = match take_bracketed(body) {
        Some((time, rest)) => (Some(time), skip_marks(rest.trim_start_matches(['-', '–', ':', '*']))),
        None => (None, body),
    };
    let ends_name = |c: char| matches!(c, ':' | '[' | '(' | '<' | '{' | '\t' | '*' | '_');
    let name_end = body.find(ends_name).unwrap_or(body.len());
    let name_end = body.get(..name_end)?.find("  ").unwrap_or(name_end);
    let (name, rest) = match name_with_time(body) {
        Some(split) => split,
        None => body.split_at_checked(name_end)?,
    };
    let name = name.trim();
    if !is_possible_name(name) {
        return None;
    }
    let (time_after, rest) = match take_bracketed(skip_marks(rest)) {
        Some((time, rest)) => (Some(time), rest),
        None => (None, rest),
    };
    let tail = skip_marks(rest);
    let time = time_before.or(time_after);
    let after_colon = tail.strip_prefix(':').map(skip_marks);
    let is_alone = tail.trim().is_empty();
    let (after, is_bare) = match after_colon {
        Some(words) => (words, false),
        None if is_alone => ("", time.is_none()),
        None => return None,
    };
    // A time may also follow the colon: "P01: [00:12] words".
    let (late_time, after) =
        match take_bracketed(after).filter(|_| time.is_none() && after.starts_with(['[', '('])) {
            Some((late, rest)) => (Some(late), rest.trim_start()),
            None => (None, after),
        };
    Some(Candidate { spelling: name, time: time.or(late_time), len: line.len() - after.len(), is_bare })
}

/// Splits "Ann Lee  0:12" or "Speaker 1 0:12" where a bare time ends the line.
fn name_with_time(body: &str) -> Option<(&str, &str)> {
    let trimmed = body.trim_end();
    let at = trimmed.rfind(char::is_whitespace)?;
    let (name, time) = trimmed.split_at_checked(at)?;
    let (_, rest) = take_bracketed(time.trim_start())?;
    (rest.is_empty() && !name.contains([':', '[', '('])).then_some((name, time))
}

/// Leaves out white space and the signs that Markdown sets around a label.
fn skip_marks(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '>' | '#'))
}

fn is_possible_name(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || " .'’-&/,\u{a0}#".contains(c);
    let is_sentence = name.ends_with(['.', ',']) && !name.ends_with("r.") && name.len() > 4;
    !name.is_empty()
        && name.len() <= LONGEST_NAME
        && name.split_whitespace().count() <= MOST_WORDS
        && name.chars().all(plain)
        && name.chars().next().is_some_and(char::is_alphabetic)
        && !is_sentence
        && !NOT_NAMES.contains(&name.to_lowercase().as_str())
}

/// Whether a name is a role, alone or with a number or letter ("Interviewer 2"), or a number of a participant
/// ("P01").
pub(super) fn is_role(name: &str) -> bool {
    let lower = tidy(name).to_lowercase();
    let stem = lower.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let stem = stem.strip_suffix(" #").unwrap_or(stem);
    let lettered = stem.rsplit_once(' ').filter(|(_, letter)| letter.len() == 1).map(|(role, _)| role);
    let is_numbered = stem.len() < lower.len();
    ROLES.contains(&stem)
        || lettered.is_some_and(|role| ROLES.contains(&role))
        || (is_numbered && matches!(stem, "p" | "r" | "i" | "int" | "s"))
}

/// Whether a name that recurs may be a person's: it starts with a capital, or with a letter of a script that
/// has none, or has a digit.
pub(super) fn may_be_person(name: &str) -> bool {
    name.chars().next().is_some_and(|c| !c.is_lowercase()) || name.chars().any(|c| c.is_ascii_digit())
}

/// The name with single spaces, a space before a role's number, and a role's first letter as a capital.
pub(super) fn tidy(name: &str) -> String {
    let mut tidied = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let n_digits = tidied.chars().rev().take_while(char::is_ascii_digit).count();
    let at = tidied.len() - n_digits;
    let word = tidied.get(..at).unwrap_or_default().to_lowercase();
    if n_digits > 0 && word.len() > 2 && ROLES.contains(&word.as_str()) {
        tidied.insert(at, ' ');
    }
    let lower = tidied.to_lowercase();
    let is_role = ROLES.iter().any(|role| lower.starts_with(role));
    match tidied.chars().next() {
        Some(first) if is_role && first.is_lowercase() => {
            first.to_uppercase().chain(tidied.chars().skip(1)).collect()
        }
        _ => tidied,
    }
}

/// What the spellings of one speaker have in common: letters and digits, in lower case.
pub(super) fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
