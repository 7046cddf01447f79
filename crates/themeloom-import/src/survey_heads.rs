//! The heads of a survey's answers, as the programs that ask write them: in one row, two or three.

use crate::records::Record;
use crate::sheet::{Sheet, Sheets, cell, filled};
use crate::table::folded;

/// Heads that survey programs write of their own accord about the filling in, in the form of [`folded`]:
/// Qualtrics, Microsoft Forms, Google Forms, LimeSurvey, SurveyMonkey, REDCap, Jisc.
const OF_THE_PROGRAM: &[&str] = &[
    "startdate",
    "enddate",
    "starttime",
    "completiontime",
    "lastmodifiedtime",
    "recordeddate",
    "datesubmitted",
    "submitdate",
    "datestamp",
    "datelastaction",
    "datestarted",
    "lastpage",
    "seed",
    "status",
    "responsetype",
    "progress",
    "durationinseconds",
    "finished",
    "distributionchannel",
    "collectorid",
    "startzeit",
    "fertigstellungszeit",
    "zeitpunktderletztenänderung",
    "redcapsurveyidentifier",
];
/// Heads that nobody writes but a survey program: one of them among two that such programs write tells.
const SURE: &[&str] = &[
    "completiontime",
    "fertigstellungszeit",
    "recordeddate",
    "datesubmitted",
    "submitdate",
    "datelastaction",
    "lastpage",
    "durationinseconds",
    "distributionchannel",
    "collectorid",
    "responseid",
    "respondentid",
    "uniqueresponsenumber",
    "startlanguage",
    "redcapeventname",
    "redcapsurveyidentifier",
];
/// Heads that tell of a survey program beside one that is sure.
const TELLING: &[&str] = &[
    "startdate",
    "enddate",
    "starttime",
    "lastmodifiedtime",
    "startzeit",
    "userlanguage",
    "ipaddress",
    "recipientemail",
    "emailaddress",
    "locationlatitude",
    "recordid",
];
/// Heads of a column of days and times with which an export of Google Forms begins.
const TIMESTAMP: &[&str] = &["timestamp", "zeitstempel", "horodateur", "marcatemporal"];
/// Heads of columns that say who somebody is or where to find them.
const OF_IDENTITY: &[&str] = &[
    "name",
    "fullname",
    "firstname",
    "lastname",
    "surname",
    "vorname",
    "nachname",
    "username",
    "recipientfirstname",
    "recipientlastname",
    "recipientemail",
    "email",
    "emailaddress",
    "emailadresse",
    "phone",
    "phonenumber",
    "telephone",
    "telefon",
    "mobile",
    "ipaddress",
    "ipadresse",
    "latitude",
    "longitude",
    "locationlatitude",
    "locationlongitude",
];
/// What `SurveyMonkey` writes below a question that has one field alone.
const ONE_FIELD: &[&str] = &["response", "openendedresponse"];

/// What a head says of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// A question, or whatever else the person who asks wanted to know.
    Asked,
    /// The filling in: when, how long, with what.
    FillingIn,
    /// Who somebody is: a name, an address.
    Identity,
}

/// What a head says of its column, in a table of a survey program.
pub(crate) fn about(head: &str) -> About {
    let folded = folded(head);
    match folded.as_str() {
        head if OF_IDENTITY.contains(&head) => About::Identity,
        head if OF_THE_PROGRAM.contains(&head) || TIMESTAMP.contains(&head) => About::FillingIn,
        _ => About::Asked,
    }
}

/// The heads, one for each column, and the rows of answers below. The heads are the first row with two
/// filled cells; below it Qualtrics has the questions, and a row of its own numbers of them, and
/// `SurveyMonkey` the fields of each question.
pub(crate) fn header(sheet: &Sheet) -> Option<(Record, &[Record])> {
    let at = sheet.rows.iter().position(|row| filled(row).count() >= 2)?;
    let first = sheet.rows.get(at)?;
    let below = sheet.rows.get(at + 1..)?;
    let (heads, body) = match below {
        [questions, numbers, body @ ..] if are_qualtrics_numbers(numbers) => (joined(first, questions), body),
        [fields, body @ ..] if are_fields(first, fields) => (with_fields(first, fields), body),
        body => (first.clone(), body),
    };
    (!body.is_empty()).then_some((heads, body))
}

/// Whether a sheet is an export of a survey program.
pub(crate) fn is_of_a_survey_program(sheets: &Sheets) -> bool {
    let is_one = |sheet| header(sheet).is_some_and(|(heads, body)| by_a_program(&heads, body));
    sheets.sheets.iter().any(is_one)
}

/// Whether a survey program wrote a table: two of its heads are of such a program, one of them surely; or its
/// first column are days with times under the head that Google gives them.
pub(crate) fn by_a_program(heads: &Record, body: &[Record]) -> bool {
    let count = |known: &dyn Fn(&str) -> bool| {
        filled(heads).filter(|column| known(&folded(cell(heads, *column)))).count()
    };
    let sure = count(&|head| SURE.contains(&head));
    let any = count(&|head| SURE.contains(&head) || TELLING.contains(&head));
    let answered_at = || {
        let day_and_time = |cell: &str| cell.contains(':') && cell.contains(['/', '-', '.']);
        TIMESTAMP.contains(&folded(cell(heads, 0)).as_str())
            && body.iter().all(|row| day_and_time(cell(row, 0)))
    };
    (sure >= 1 && any >= 2) || answered_at()
}

fn are_qualtrics_numbers(row: &Record) -> bool {
    let starts = |column: &usize| {
        let cell = cell(row, *column);
        cell.starts_with("{\"ImportId\"") || cell.starts_with("{'ImportId'")
    };
    filled(row).find(starts).is_some()
}

/// The questions in place of Qualtrics' short names (`Q1`); a short name where there is no question.
fn joined(short: &Record, questions: &Record) -> Record {
    let columns = 0..short.fields.len().max(questions.fields.len());
    let head = |column| match cell(questions, column) {
        "" => cell(short, column).to_owned(),
        question => question.to_owned(),
    };
    Record { row: short.row, fields: columns.map(head).collect() }
}

fn are_fields(first: &Record, fields: &Record) -> bool {
    let named = |column: &usize| ONE_FIELD.contains(&folded(cell(fields, *column)).as_str());
    let asks_first = filled(first).next() == Some(0) && cell(fields, 0).is_empty();
    asks_first && filled(fields).filter(named).count() >= 1
}

/// Each question with its field; the question stands over the first of its fields alone.
fn with_fields(first: &Record, fields: &Record) -> Record {
    let mut question = "";
    let columns = 0..first.fields.len().max(fields.fields.len());
    let head = |column| {
        if !cell(first, column).is_empty() {
            question = cell(first, column);
        }
        match cell(fields, column) {
            "" => cell(first, column).to_owned(),
            field if ONE_FIELD.contains(&folded(field).as_str()) => question.to_owned(),
            field => format!("{question}: {field}"),
        }
    };
    Record { row: first.row, fields: columns.map(head).collect() }
}
