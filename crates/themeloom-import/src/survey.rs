//! Answers to a survey: one case a row, closed questions as attributes, open ones as short sources.

use std::collections::{BTreeMap, BTreeSet};

use themeloom_study::attribute::AttributeKind;

use crate::error::ImportError;
use crate::foreign::source::read_words;
use crate::foreign::{AttributeIdx, ForeignAttribute, ForeignCase, ForeignStudy, SourceIdx};
use crate::limits::Limits;
use crate::matrix_sheet::{no_case, stem};
use crate::note::count;
use crate::our_cases::our_cases_study;
use crate::records::Record;
use crate::sheet::kinds::kind_of;
use crate::sheet::{Sheet, Sheets, cell, filled, letters, read_sheets};
use crate::survey_heads::{About, about, by_a_program, header};
use crate::table::folded;

/// Heads of a column of cases, in the form of [`folded`].
const ID: &[&str] = &[
    "id",
    "case",
    "caseid",
    "participant",
    "participantid",
    "recordid",
    "respondent",
    "respondentid",
    "response",
    "responseid",
    "token",
    "uniqueresponsenumber",
    "pseudonym",
    "studyid",
    "subjectid",
];
/// An answer of so many words is long.
const LONG_WORDS: usize = 4;
/// An answer of so many characters is long, if it has the words too.
const LONG_CHARACTERS: usize = 20;
/// The longest name of a case, in characters.
const LONGEST_ID: usize = 64;
/// The longest part of a question in the name of a source, in characters.
const LONGEST_QUESTION: usize = 60;
/// Open answers beyond so many are not taken in: each is a source of its own.
const MOST_ANSWERS: usize = 100_000;

/// Reads answers to a survey from a workbook (.xlsx) or a table of text (.csv); `None` for a file without a
/// row of heads over rows of answers.
///
/// The names of the cases are in the column that is headed so ("ID", "Respondent", "Case", ...), or else in the
/// first whose values are all there, all different and no longer than 64 characters (never in an export of a
/// survey program); or else a case is named by its row. A column is open when at least half of its values are long, of four words and twenty characters
/// or more, and more than half are different from one another; every other column is closed and becomes an
/// attribute: of numbers, of days, a choice of at most twenty values, or text. Each open answer becomes a
/// source "CASE: question" that holds the answer alone and is described by the whole question.
///
/// # Errors
/// When it is a workbook that cannot be read, or passes a limit.
pub fn read_survey(file: &str, bytes: &[u8], limits: &Limits) -> Result<Option<ForeignStudy>, ImportError> {
    Ok(read_sheets(file, bytes, limits)?.and_then(|sheets| survey_of(file, &sheets)))
}

/// A column of answers.
struct Column {
    at: usize,
    question: String,
    becomes: Becomes,
}

enum Becomes {
    Attribute(AttributeIdx),
    /// Sources, with what they are called after the case.
    Sources(String),
}

/// The answers on the sheets of a workbook; nothing where they are no survey.
pub(crate) fn survey_of(file: &str, sheets: &Sheets) -> Option<ForeignStudy> {
    if let Some(ours) = our_cases_study(file, sheets) {
        return Some(ours);
    }
    let is_survey = |sheet: &&Sheet| header(sheet).is_some();
    let sheet = sheets.sheets.iter().find(is_survey)?;
    let (heads, body) = header(sheet)?;
    let heads = &heads;
    let mut study = ForeignStudy {
        program: "a table of cases and answers".to_owned(),
        name: stem(file).to_owned(),
        ..ForeignStudy::default()
    };
    let id = id_column(heads, body);
    let left = left_out(heads, body, id, &mut study);
    let columns = columns(heads, body, id, &left, &mut study);
    let mut names = BTreeSet::new();
    let mut empty: BTreeMap<usize, usize> = BTreeMap::new();
    let mut beyond = 0;
    for row in body {
        if let Some((kind, why)) = id.and_then(|id| no_case(row, id)) {
            study.lose(kind, format!("row {}", row.row), why);
            continue;
        }
        let name = name_of(row, id, &mut names, &mut study);
        let mut case = ForeignCase { name, ..ForeignCase::default() };
        for column in &columns {
            let answer = cell(row, column.at);
            match &column.becomes {
                Becomes::Attribute(_) if answer.is_empty() => {}
                Becomes::Attribute(attribute) => case.values.push((*attribute, answer.to_owned())),
                Becomes::Sources(_) if answer.is_empty() => *empty.entry(column.at).or_default() += 1,
                Becomes::Sources(_) if study.sources.len() >= MOST_ANSWERS => beyond += 1,
                Becomes::Sources(called) => {
                    let name = format!("{}: {called}", case.name);
                    let Some(read) = read_words(&name, &format!("{name}.txt"), answer.as_bytes()) else {
                        study.lose("answer", place(row, column.at), "it holds signs that are no text");
                        continue;
                    };
                    case.sources.push(SourceIdx(study.sources.len()));
                    let mut source = read.source;
                    source.description.clone_from(&column.question);
                    study.sources.push(source);
                }
            }
        }
        study.cases.push(case);
    }
    for column in &columns {
        if let Some(n) = empty.get(&column.at) {
            let name = format!("to `{}` ({})", column.question, count(*n, "case", "cases"));
            study.lose("empty answer", name, "there are no words to code");
        }
    }
    if beyond > 0 {
        let why = "each open answer becomes a source, and these are too many: divide the file";
        study.lose("answer", format!("beyond the first {MOST_ANSWERS} ({beyond} in all)"), why);
    }
    lose_the_rest(sheets, sheet, heads, body, &mut study);
    Some(study)
}

fn place(row: &Record, column: usize) -> String {
    format!("in {}{}", letters(column), row.row)
}

fn lose_the_rest(sheets: &Sheets, sheet: &Sheet, heads: &Record, body: &[Record], study: &mut ForeignStudy) {
    let stray = body.iter().flat_map(filled).filter(|column| cell(heads, *column).is_empty()).count();
    if stray > 0 {
        let why = "its column has no head; name the column and import again";
        study.lose("answer without a question", format!("({})", count(stray, "cell", "cells")), why);
    }
    if sheet.errors > 0 {
        let name = format!("({})", count(sheet.errors, "cell", "cells"));
        study.lose("error of a formula", name, "the cell shows no value");
    }
    let above = sheet.rows.iter().take_while(|row| row.row < heads.row);
    for row in above {
        study.lose("row above the heads", format!("row {}", row.row), "it belongs to no case");
    }
    for other in sheets.sheets.iter().filter(|other| !std::ptr::eq(*other, sheet) && !other.rows.is_empty()) {
        study.lose("sheet", other.name.clone(), "answers are read from one sheet, the first that has heads");
    }
    for problem in &sheets.problems {
        let why = "it was read with doubt: a quotation mark or a character in it is broken";
        study.lose("row as it stands", format!("row {}", problem.row), why);
    }
}

fn id_column(heads: &Record, body: &[Record]) -> Option<usize> {
    let named = filled(heads).find(|column| ID.contains(&folded(cell(heads, *column)).as_str()));
    if named.is_some() || by_a_program(heads, body) {
        return named;
    }
    filled(heads).filter(|column| about(cell(heads, *column)) == About::Asked).find(|column| {
        let mut seen = BTreeSet::new();
        body.iter()
            .map(|row| cell(row, *column))
            .all(|value| !value.is_empty() && value.chars().count() <= LONGEST_ID && seen.insert(value))
            && body.len() > 1
            && !is_open(body, *column)
    })
}

/// The columns that are not taken in, each told: who somebody is has no place among what is compared, what a
/// survey program notes of the filling in describes nobody, and an empty column says nothing.
fn left_out(heads: &Record, body: &[Record], id: Option<usize>, study: &mut ForeignStudy) -> BTreeSet<usize> {
    let by_program = by_a_program(heads, body);
    let mut left = BTreeSet::new();
    let mut told: [(&str, &str, Vec<&str>); 3] = [
        (
            "columns that say who somebody is",
            "names and addresses stay apart from what people said; record those you need as identities",
            Vec::new(),
        ),
        (
            "columns of the survey program",
            "they tell of the filling in and describe nobody; to keep one, give it another head",
            Vec::new(),
        ),
        ("columns without a value", "there is nothing in them", Vec::new()),
    ];
    for at in filled(heads).filter(|column| Some(*column) != id) {
        let [identity, filling_in, empty] = &mut told;
        let kind = match about(cell(heads, at)) {
            _ if body.iter().all(|row| cell(row, at).is_empty()) => empty,
            About::Identity if id.is_some() || by_program => identity,
            About::FillingIn if by_program => filling_in,
            _ => continue,
        };
        kind.2.push(cell(heads, at));
        left.insert(at);
    }
    for (kind, why, names) in told.into_iter().filter(|(.., names)| !names.is_empty()) {
        study.lose(kind, names.join(", "), why);
    }
    left
}

fn columns(
    heads: &Record,
    body: &[Record],
    id: Option<usize>,
    left: &BTreeSet<usize>,
    study: &mut ForeignStudy,
) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    let mut called_so = BTreeSet::new();
    for at in filled(heads).filter(|column| Some(*column) != id && !left.contains(column)) {
        let question = cell(heads, at).to_owned();
        let becomes = if is_open(body, at) {
            let mut called: String = question.chars().take(LONGEST_QUESTION).collect();
            if called != question {
                called.push('…');
            }
            if !called_so.insert(called.clone()) {
                called = format!("{called} ({})", letters(at));
            }
            Becomes::Sources(called)
        } else {
            let kind = kind_of(body.iter().map(|row| cell(row, at)));
            Becomes::Attribute(attribute(study, &question, kind))
        };
        columns.push(Column { at, question, becomes });
    }
    columns
}

fn attribute(study: &mut ForeignStudy, question: &str, kind: AttributeKind) -> AttributeIdx {
    study.attributes.push(ForeignAttribute { name: question.to_owned(), kind, help: String::new() });
    AttributeIdx(study.attributes.len() - 1)
}

/// Whether a column holds answers in a person's own words: at least half are long, and more than half differ.
fn is_open(body: &[Record], column: usize) -> bool {
    let (mut n, mut long) = (0, 0);
    let mut different = BTreeSet::new();
    for value in body.iter().map(|row| cell(row, column)).filter(|value| !value.is_empty()) {
        n += 1;
        let words = value.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
        let is_long =
            words.take(LONG_WORDS).count() == LONG_WORDS && value.chars().count() >= LONG_CHARACTERS;
        long += usize::from(is_long);
        different.insert(value);
    }
    n > 0 && long * 2 >= n && different.len() * 2 > n
}

/// The name of the case of a row; a name that stands in two rows is told apart by the row.
fn name_of(
    row: &Record,
    id: Option<usize>,
    names: &mut BTreeSet<String>,
    study: &mut ForeignStudy,
) -> String {
    let named = id.map(|column| cell(row, column)).filter(|name| !name.is_empty());
    let name = named.map_or_else(|| format!("Row {}", row.row), str::to_owned);
    if names.insert(name.clone()) {
        return name;
    }
    study.lose(
        "name of a case",
        format!("row {}", row.row),
        "an earlier row has the same; the case is named with its row",
    );
    let name = format!("{name} (row {})", row.row);
    names.insert(name.clone());
    name
}
