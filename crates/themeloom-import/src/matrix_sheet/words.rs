//! The words of heads and cells: what names a case, what is an attribute, what says that nothing is there.

use themeloom_study::code::CodeNumber;

use crate::foreign::Said;
use crate::table::folded;

/// Heads of a column of cases, in the form of [`folded`].
const CASE: &[&str] = &[
    "case",
    "cases",
    "caseid",
    "casename",
    "participant",
    "participants",
    "participantid",
    "participantname",
    "id",
    "interview",
    "interviews",
    "interviewid",
    "interviewee",
    "respondent",
    "respondents",
    "respondentid",
    "informant",
    "pseudonym",
    "person",
    "patient",
    "patientid",
    "transcript",
    "source",
    "file",
    "name",
    "subject",
    "subjectid",
    "document",
    "documentname",
    "dokument",
    "dokumentname",
    "fall",
    "fälle",
];

/// Heads of attributes of cases.
const ATTRIBUTES: &[&str] = &[
    "age",
    "agegroup",
    "band",
    "date",
    "department",
    "ethnicity",
    "gender",
    "grade",
    "group",
    "hospital",
    "interviewer",
    "jobtitle",
    "location",
    "occupation",
    "organisation",
    "organization",
    "profession",
    "region",
    "role",
    "sector",
    "setting",
    "sex",
    "site",
    "speciality",
    "specialty",
    "ward",
    "yearsofexperience",
];

/// Whether a head names a column of cases.
pub(crate) fn names_cases(head: &str) -> bool {
    CASE.contains(&folded(head).as_str())
}

/// Whether a head names something that is often recorded about cases.
pub(crate) fn names_an_attribute(head: &str) -> bool {
    ATTRIBUTES.contains(&folded(head).as_str())
}

/// Whether a name looks like that of a case rather than of a code: short, with a digit, such as P01.
pub(super) fn looks_like_a_case(name: &str) -> bool {
    name.split_whitespace().count() <= 2
        && name.chars().count() <= 24
        && name.chars().any(|c| c.is_ascii_digit())
        && name.chars().any(char::is_alphabetic)
}

/// What a cell says that holds no summary; `None` for one that may be a summary.
pub(super) fn absent(cell: &str) -> Option<Said> {
    let plain = cell.trim().trim_matches(['(', ')', '[', ']', '.']).trim().to_lowercase();
    match plain.as_str() {
        "not asked" | "n/a" | "na" | "n.a" | "not applicable" | "question not asked" => Some(Said::NotAsked),
        "-" | "--" | "–" | "—" | "nothing said" | "said nothing" | "nothing" | "no data" | "nil"
        | "not mentioned" | "not discussed" | "no mention" | "no comment" => Some(Said::Nothing),
        _ => None,
    }
}

/// Whether a cell is a number or a mark, as tables of where a code was applied hold, and no words.
pub(super) fn is_count(cell: &str) -> bool {
    let cell = cell.trim();
    cell.strip_suffix('%').unwrap_or(cell).trim().parse::<f64>().is_ok()
        || matches!(
            cell.to_lowercase().as_str(),
            "x" | "✓" | "✔" | "•" | "●" | "yes" | "no" | "y" | "n" | "true" | "false"
        )
}

/// A name without the number that NVivo puts before it: "1 : Trust" and "A : P01".
pub(super) fn without_index(label: &str) -> &str {
    let indexed = label.split_once(" : ").filter(|(index, name)| {
        let index = index.trim();
        let digits = index.bytes().all(|b| b.is_ascii_digit());
        let capitals = index.len() <= 3 && index.bytes().all(|b| b.is_ascii_uppercase());
        !index.is_empty() && (digits || capitals) && !name.trim().is_empty()
    });
    indexed.map_or(label, |(_, name)| name).trim()
}

/// The number and the name of a code as it is cited: "3.1 Money". A single number is taken for one only in
/// a matrix of ours, or with a full stop behind it: "3 wishes" may be a name.
pub(super) fn number_and_name(label: &str, ours: bool) -> (CodeNumber, String) {
    let label = without_index(label);
    let split = label.split_once(char::is_whitespace).and_then(|(number, name)| {
        let parsed: CodeNumber = number.parse().ok()?;
        (ours || number.contains('.')).then(|| (parsed, name.trim().to_owned()))
    });
    split.filter(|(_, name)| !name.is_empty()).unwrap_or_else(|| (CodeNumber::default(), label.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_are_told_from_summaries() {
        assert_eq!(absent(" N/A "), Some(Said::NotAsked));
        assert_eq!(absent("(Not asked)"), Some(Said::NotAsked));
        assert_eq!(absent("–"), Some(Said::Nothing));
        assert_eq!(absent("No data."), Some(Said::Nothing));
        assert_eq!(absent("Nothing works"), None);
    }

    #[test]
    fn numbers_before_names_are_taken_off_where_they_are_numbers() {
        let read = |label: &str, ours| {
            let (number, name) = number_and_name(label, ours);
            (number.to_string(), name)
        };
        assert_eq!(read("1.2 Trust", false), ("1.2".to_owned(), "Trust".to_owned()));
        assert_eq!(read("3 wishes", false), (String::new(), "3 wishes".to_owned()));
        assert_eq!(read("3 Money", true), ("3".to_owned(), "Money".to_owned()));
        assert_eq!(read("A : Int01", false), (String::new(), "Int01".to_owned()));
        assert_eq!(read("Time : money", false), (String::new(), "Time : money".to_owned()));
    }
}
