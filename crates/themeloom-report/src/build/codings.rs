//! Every coding as a row of a table, for other programs.

use std::collections::BTreeMap;

use themeloom_analysis::{is_in_analysis, natural_order, quote, speakers_in};
use themeloom_study::coding::Coding;
use themeloom_study::memo::Memo;
use themeloom_study::source::Source;
use themeloom_study::{CodeId, CodingId, ParticipantId, Study, Texts};
use themeloom_text::{Placed, Span, Version};

use super::times::Times;
use super::transcript::marks::{memos_by_coding, name};
use crate::csv::{CsvOptions, Lines, guard};
use crate::error::ReportError;
use crate::model::{Cell, Column, Row, Table};

/// The columns: a title, how wide it is on a sheet, and whether it holds numbers.
const COLUMNS: [(&str, u16, bool); 16] = [
    ("source", 16, false),
    ("case", 10, false),
    ("pseudonym", 11, false),
    ("start", 8, true),
    ("end", 8, true),
    ("line", 7, true),
    ("speaker", 14, false),
    ("number", 9, false),
    ("code", 26, false),
    ("path", 34, false),
    ("coder", 16, false),
    ("date", 20, false),
    ("state", 16, false),
    ("words", 60, false),
    ("withheld", 24, false),
    ("memo", 30, false),
];

/// The fields of one row, in the order of the columns.
type Fields = [Field; COLUMNS.len()];

/// One field.
enum Field {
    Nothing,
    Number(u32),
    Text(String),
}

/// Every coding that was not taken away and whose code and source are not archived, one row each, source by
/// source in the order of the text. Positions are code points of the text as it stands now, the end exclusive,
/// and the line is counted from 1. Beside the table: what was left out or withheld, and why.
///
/// Words are given where all whose words they are agreed to be quoted, since a table of quotations is made for
/// readers outside; else the column `withheld` says why not. Codings in the accounts of people who were erased,
/// archived or withdrew from use have no row.
#[must_use]
pub fn codings_table(study: &Study, texts: &Texts, times: &Times<'_>) -> (Table, Vec<String>) {
    let mut rows = Vec::new();
    let cell = |field: Field| match field {
        Field::Nothing => Cell::default(),
        Field::Number(n) => Cell::count(usize::try_from(n).unwrap_or(usize::MAX), None),
        Field::Text(text) => Cell::text(&text),
    };
    let mut keep = |fields: Fields| {
        rows.push(Row::data(fields.map(cell).into()));
        Ok(())
    };
    // Keeping a row cannot fail.
    let left_out = each(study, texts, times, &mut keep).unwrap_or_default();
    let mut notes = vec![
        "Positions are characters (code points) of the text as it stands now, from 0; the end is exclusive."
            .to_owned(),
    ];
    notes.extend(left_out.iter().map(|line| format!("{line}.")));
    let column = |(title, width, counts): (&str, u16, bool)| {
        if counts { Column::count(title, width) } else { Column::text(title, width) }
    };
    let mut columns: Vec<Column> = COLUMNS.map(column).into();
    if let Some(first) = columns.first_mut() {
        *first = Column::row_head(COLUMNS[0].0, COLUMNS[0].1);
    }
    let table = Table {
        caption: "Codings".to_owned(),
        sheet: "Codings".to_owned(),
        columns,
        rows,
        notes,
        ..Table::default()
    };
    (table, left_out)
}

/// The same as comma-separated values, written row by row: a study may have a million codings.
///
/// # Errors
/// [`ReportError::Csv`] names the row at which the writer failed.
pub fn codings_csv(
    study: &Study,
    texts: &Texts,
    times: &Times<'_>,
    options: CsvOptions,
) -> Result<(Vec<u8>, Vec<String>), ReportError> {
    let mut lines = Lines::begin(options);
    lines.push(&COLUMNS.map(|(title, ..)| title.to_owned()))?;
    let field = |field: Field| match field {
        Field::Nothing => String::new(),
        Field::Number(n) => n.to_string(),
        Field::Text(text) => guard(&text),
    };
    let left_out = each(study, texts, times, &mut |fields: Fields| lines.push(&fields.map(field)))?;
    Ok((lines.finish()?, left_out))
}

/// Makes the rows, one after another, and says what was left out or withheld.
fn each(
    study: &Study,
    texts: &Texts,
    times: &Times<'_>,
    keep: &mut dyn FnMut(Fields) -> Result<(), ReportError>,
) -> Result<Vec<String>, ReportError> {
    let mut sources: Vec<&Source> = study.sources().iter().collect();
    sources.sort_by(|a, b| natural_order(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
    let mut writing = Writing {
        study,
        texts,
        times,
        memos: memos_by_coding(study),
        paths: study.codebook().iter().map(|code| (code.id, path(study, code.id))).collect(),
        cases: cases(study),
        withheld: BTreeMap::new(),
        not_analysed: BTreeMap::new(),
    };
    for source in sources {
        writing.source(source).into_iter().try_for_each(&mut *keep)?;
    }
    Ok(writing.left_out())
}

/// The name of a code with the names of those above it, from the top: "Money > A shared language".
fn path(study: &Study, code: CodeId) -> String {
    let above = |&id: &CodeId| study.codes().get(id).and_then(|code| code.content.parent);
    let mut names: Vec<&str> = std::iter::successors(Some(code), above)
        .take(study.codes().rows().len())
        .filter_map(|id| study.codes().get(id))
        .map(|code| code.content.name.as_str())
        .collect();
    names.reverse();
    names.join(" > ")
}

/// The names of the cases that hold each participant's account.
fn cases(study: &Study) -> BTreeMap<ParticipantId, String> {
    let mut all: BTreeMap<ParticipantId, Vec<&str>> = BTreeMap::new();
    for case in study.cases().iter() {
        for participant in &case.participants {
            all.entry(*participant).or_default().push(&case.name);
        }
    }
    let joined = |mut names: Vec<&str>| {
        names.sort_by(|a, b| natural_order(a, b));
        names.join("; ")
    };
    all.into_iter().map(|(participant, names)| (participant, joined(names))).collect()
}

struct Writing<'a> {
    study: &'a Study,
    texts: &'a Texts,
    times: &'a Times<'a>,
    memos: BTreeMap<CodingId, Vec<&'a Memo>>,
    paths: BTreeMap<CodeId, String>,
    cases: BTreeMap<ParticipantId, String>,
    /// How many codings have no words, by reason.
    withheld: BTreeMap<String, usize>,
    /// How many codings have no row, by whose account they are in.
    not_analysed: BTreeMap<ParticipantId, usize>,
}

/// The turns of a source where they stand now, in order, with the names of their speakers.
struct Speakers<'a>(Vec<(Span, &'a str)>);

impl<'a> Speakers<'a> {
    fn of(source: &'a Source) -> Self {
        let way = source.history.placement(&Version::base(), &source.history.latest());
        let turns = source.turns.iter().filter_map(|turn| {
            let span = way.as_ref()?.place(turn.span).and_then(Placed::span)?;
            Some((span, source.speakers.get(usize::from(turn.speaker))?.name.as_str()))
        });
        Self(turns.collect())
    }

    fn at(&self, position: u32) -> &'a str {
        let after = self.0.partition_point(|(span, _)| span.start() <= position);
        let turn = after.checked_sub(1).and_then(|at| self.0.get(at));
        turn.filter(|(span, _)| position < span.end()).map_or("", |(_, name)| name)
    }
}

impl Writing<'_> {
    /// The rows of a source in the order of the text; those without a place come last.
    fn source(&mut self, source: &Source) -> Vec<Fields> {
        let speakers = Speakers::of(source);
        let study = self.study;
        let codings = study.codings_of(source.id).filter(|coding| study.codes().live(coding.code).is_some());
        let mut rows: Vec<((u32, u32), Fields)> =
            codings.filter_map(|coding| self.coding(source, &speakers, coding)).collect();
        rows.sort_by_key(|(place, _)| *place);
        rows.into_iter().map(|(_, fields)| fields).collect()
    }

    /// A coding's row, and where it stands.
    fn coding(
        &mut self,
        source: &Source,
        speakers: &Speakers<'_>,
        coding: &Coding,
    ) -> Option<((u32, u32), Fields)> {
        let study = self.study;
        let account = study.participant_of_coding(coding);
        let passage = study.passage_of(coding)?;
        if let Some(who) = speakers_in(study, &passage).into_iter().find(|&who| !is_in_analysis(study, who)) {
            *self.not_analysed.entry(who).or_default() += 1;
            return None;
        }
        let quotable = quote(study, self.texts, &passage, None);
        let excerpt = self.texts.excerpt(study, &passage);
        let span = excerpt.map(|excerpt| excerpt.span);
        if let Some(reason) = quotable.refusal() {
            *self.withheld.entry(reason.to_owned()).or_default() += 1;
        }
        let state = match (excerpt, coding.read) {
            (None, _) => "words no longer in the text",
            (Some(_), false) => "not read yet",
            (Some(excerpt), true) if excerpt.stale => "text changed since",
            (Some(_), true) => "",
        };
        let code = &study.codes().get(coding.code)?.content;
        let number = |n: Option<u32>| n.map_or(Field::Nothing, Field::Number);
        let text = |text: &str| Field::Text(text.to_owned());
        let fields = [
            text(&source.name),
            text(account.and_then(|p| self.cases.get(&p)).map(String::as_str).unwrap_or_default()),
            text(account.and_then(|p| study.participants().get(p)).map_or("", |p| p.pseudonym.as_str())),
            number(span.map(Span::start)),
            number(span.map(Span::end)),
            number(excerpt.map(|excerpt| excerpt.at.line + 1)),
            text(span.map_or("", |span| speakers.at(span.start()))),
            Field::Text(code.number.to_string()),
            text(&code.name),
            text(self.paths.get(&coding.code).map(String::as_str).unwrap_or_default()),
            Field::Text(name(study, coding.coder)),
            Field::Text(self.times.of(coding.id).unwrap_or_default()),
            text(state),
            text(quotable.given().unwrap_or_default()),
            text(quotable.refusal().unwrap_or_default()),
            Field::Text(self.memos(coding)),
        ];
        let place = span.map_or((u32::MAX, 0), |span| (span.start(), span.end()));
        Some((place, fields))
    }

    fn memos(&self, coding: &Coding) -> String {
        let memos = self.memos.get(&coding.id).map(Vec::as_slice).unwrap_or_default();
        let memo = |memo: &&Memo| format!("{}: {}", self.study.initials(memo.author), memo.text);
        memos.iter().map(memo).collect::<Vec<_>>().join("\n")
    }

    /// What was left out or withheld, in words.
    fn left_out(&self) -> Vec<String> {
        let codings = |n: usize| if n == 1 { "1 coding".to_owned() } else { format!("{n} codings") };
        let mut lines: Vec<String> = Vec::new();
        for (participant, n) in &self.not_analysed {
            let name = self.study.participants().get(*participant).map_or("?", |p| p.pseudonym.as_str());
            lines.push(format!("{name}: {} without a row, because the account is not analysed", codings(*n)));
        }
        lines.sort_by(|a, b| natural_order(a, b));
        for (reason, n) in &self.withheld {
            lines.push(format!("{} without words: {reason}", codings(*n)));
        }
        lines
    }
}
