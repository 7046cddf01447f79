//! Every coding as a row of a table, for other programs.

use std::collections::BTreeMap;

use themeloom_analysis::{QuotedWords, is_in_analysis, natural_order, quote, speakers_in};
use themeloom_study::coding::Coding;
use themeloom_study::memo::Memo;
use themeloom_study::source::Source;
use themeloom_study::{CodeId, CodingId, ParticipantId, Study, Texts};
use themeloom_text::{Placed, Span, Version};

use super::times::Times;
use super::transcript::marks::{memos_by_coding, name};
use crate::model::{Cell, Column, Row, Table};

/// A table of all codings, and how many accounts' codings it does not have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CodingsTable {
    /// One row a coding, source by source in the order of the text.
    pub table: Table,
    /// What was left out or withheld, and why.
    pub left_out: Vec<String>,
}

/// Every coding that was not taken away and whose code and source are not archived, one row each. Positions are
/// code points of the text as it stands now, the end exclusive, and the line is counted from 1.
///
/// Words are given where all whose words they are agreed to be quoted, since a table of quotations is made for
/// readers outside; else the column `withheld` says why not. Codings in the accounts of people who were erased,
/// archived or withdrew from use have no row.
#[must_use]
pub fn codings_table(study: &Study, texts: &Texts, times: &Times<'_>) -> CodingsTable {
    let mut sources: Vec<&Source> = study.sources().iter().collect();
    sources.sort_by(|a, b| natural_order(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
    let mut writing = Writing {
        study,
        texts,
        times,
        memos: memos_by_coding(study),
        paths: study.codebook().iter().map(|code| (code.id, path(study, code.id))).collect(),
        cases: cases(study),
        rows: Vec::new(),
        withheld: BTreeMap::new(),
        not_analysed: BTreeMap::new(),
    };
    for source in sources {
        writing.source(source);
    }
    writing.finish()
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
    rows: Vec<Row>,
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
    fn source(&mut self, source: &Source) {
        let speakers = Speakers::of(source);
        let codings = self.study.codings_of(source.id);
        let codings = codings.filter(|coding| self.study.codes().live(coding.code).is_some());
        let mut rows: Vec<((u32, u32), Row)> = Vec::new();
        for coding in codings.copied().collect::<Vec<Coding>>() {
            rows.extend(self.coding(source, &speakers, &coding));
        }
        rows.sort_by_key(|(place, _)| *place);
        self.rows.extend(rows.into_iter().map(|(_, row)| row));
    }

    /// A coding's row, and where it stands; those without a place come last.
    fn coding(
        &mut self,
        source: &Source,
        speakers: &Speakers<'_>,
        coding: &Coding,
    ) -> Option<((u32, u32), Row)> {
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
        let number = |n: Option<u32>| n.map_or_else(Cell::default, number);
        let text = Cell::text;
        let cells = vec![
            text(&source.name),
            text(account.and_then(|p| self.cases.get(&p)).map(String::as_str).unwrap_or_default()),
            text(account.and_then(|p| study.participants().get(p)).map_or("", |p| p.pseudonym.as_str())),
            number(span.map(Span::start)),
            number(span.map(Span::end)),
            number(excerpt.map(|excerpt| excerpt.at.line + 1)),
            text(span.map_or("", |span| speakers.at(span.start()))),
            text(&code.number.to_string()),
            text(&code.name),
            text(self.paths.get(&coding.code).map(String::as_str).unwrap_or_default()),
            text(&name(study, coding.coder)),
            text(&self.times.of(coding.id).unwrap_or_default()),
            text(state),
            text(match &quotable.words {
                QuotedWords::Given(words) => words,
                QuotedWords::Refused(_) | QuotedWords::NotReadable => "",
            }),
            text(quotable.refusal().unwrap_or_default()),
            text(&self.memos(coding)),
        ];
        let place = span.map_or((u32::MAX, 0), |span| (span.start(), span.end()));
        Some((place, Row::data(cells)))
    }

    fn memos(&self, coding: &Coding) -> String {
        let memos = self.memos.get(&coding.id).map(Vec::as_slice).unwrap_or_default();
        let memo = |memo: &&Memo| format!("{}: {}", self.study.initials(memo.author), memo.text);
        memos.iter().map(memo).collect::<Vec<_>>().join("\n")
    }

    fn finish(self) -> CodingsTable {
        let codings = |n: usize| if n == 1 { "1 coding".to_owned() } else { format!("{n} codings") };
        let mut left_out: Vec<String> = Vec::new();
        for (participant, n) in &self.not_analysed {
            let name = self.study.participants().get(*participant).map_or("?", |p| p.pseudonym.as_str());
            left_out
                .push(format!("{name}: {} without a row, because the account is not analysed", codings(*n)));
        }
        left_out.sort_by(|a, b| natural_order(a, b));
        for (reason, n) in &self.withheld {
            left_out.push(format!("{} without words: {reason}", codings(*n)));
        }
        let mut notes = vec![
            "Positions are characters (code points) of the text as it stands now, from 0; the end is exclusive."
                .to_owned(),
        ];
        notes.extend(left_out.iter().map(|line| format!("{line}.")));
        CodingsTable { table: table(self.rows, notes), left_out }
    }
}

/// A number that a spreadsheet can add up.
fn number(n: u32) -> Cell {
    usize::try_from(n).map_or_else(|_| Cell::default(), |n| Cell::count(n, None))
}

fn table(rows: Vec<Row>, notes: Vec<String>) -> Table {
    let columns = [
        Column::row_head("source", 16),
        Column::text("case", 10),
        Column::text("pseudonym", 11),
        Column::count("start", 8),
        Column::count("end", 8),
        Column::count("line", 7),
        Column::text("speaker", 14),
        Column::text("number", 9),
        Column::text("code", 26),
        Column::text("path", 34),
        Column::text("coder", 16),
        Column::text("date", 20),
        Column::text("state", 16),
        Column::text("words", 60),
        Column::text("withheld", 24),
        Column::text("memo", 30),
    ];
    Table {
        caption: "Codings".to_owned(),
        sheet: "Codings".to_owned(),
        columns: columns.into(),
        rows,
        notes,
        ..Table::default()
    }
}
