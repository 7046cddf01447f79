//! What the study is now, as tables of JSON lines and as texts: for readers and other programs. Nothing of this
//! is read back; the log says it all.

use std::collections::BTreeMap;

use serde::Serialize;
use themeloom_study::attribute::AttributeValue;
use themeloom_study::coding::Coding;
use themeloom_study::consent::{Consent, Withdrawal};
use themeloom_study::framework::{Cell, CellKey};
use themeloom_study::memo::{Discussion, Target};
use themeloom_study::participant::{Identity, Participant, Particulars};
use themeloom_study::protocol::StatementId;
use themeloom_study::source::{Source, Speaker, Stage};
use themeloom_study::{AttributeId, CodeId, CoderId, CodingId, Row, SourceId, Table, Timestamp};
use themeloom_text::{Placed, Span};

use super::write::{line, pretty};
use crate::error::Result;
use crate::file_names::FileNames;
use crate::open::OpenStudy;

/// A source, without its words and turns.
#[derive(Serialize)]
struct SourceRow<'a> {
    id: SourceId,
    name: &'a str,
    /// The file that it came from.
    file: &'a str,
    /// Where its text lies in the folder, where it can be read.
    text: Option<String>,
    speakers: &'a [Speaker],
    stage: Stage,
    corrections: usize,
    retired: bool,
}

/// A coding as it stands now.
#[derive(Serialize)]
struct CodingRow<'a> {
    id: CodingId,
    code: CodeId,
    source: SourceId,
    coder: CoderId,
    /// When, in milliseconds since 1970 UTC.
    at: Option<Timestamp>,
    /// The code points of the source's text; nothing where the words were deleted since.
    span: Option<Span>,
    words: Option<&'a str>,
    /// Whether the words were corrected since they were coded.
    stale: bool,
    /// Whether a person has read the passage.
    read: bool,
    /// Whether the coding was taken away.
    retired: bool,
}

#[derive(Serialize)]
struct ParticipantRow<'a> {
    #[serde(flatten)]
    participant: &'a Participant,
    attributes: Option<&'a BTreeMap<AttributeId, AttributeValue>>,
    consents: Vec<ConsentRow<'a>>,
    withdrawal: Option<&'a Withdrawal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identity: Option<&'a Identity>,
}

#[derive(Serialize)]
struct ConsentRow<'a> {
    statement: &'a StatementId,
    #[serde(flatten)]
    consent: &'a Consent,
}

#[derive(Serialize)]
struct CellRow<'a> {
    key: &'a CellKey,
    cell: &'a Cell,
}

#[derive(Serialize)]
struct DiscussionRow<'a> {
    about: &'a Target,
    discussion: &'a Discussion,
}

/// Each file with its bytes.
pub(super) fn tables(open: &mut OpenStudy, identities: bool) -> Result<Vec<(String, Vec<u8>)>> {
    let times = open.log_times()?.of_codings;
    let study = &open.study;
    let mut files = texts(open);
    let paths: Vec<(SourceId, String)> = files.iter().map(|(id, path, _)| (*id, path.clone())).collect();
    let text_of = |id: SourceId| paths.iter().find(|(of, _)| *of == id).map(|(_, path)| path.clone());
    let sources = study.sources().rows().iter().map(|source| source_row(source, text_of(source.id)));
    let codings = study.codings().rows().iter().map(|coding| {
        let at = times.get(&coding.id).copied();
        coding_row(open, coding, at)
    });
    let participants = study.participants().rows().iter().map(|participant| {
        let identity = study.identity(participant.id).filter(|_| identities);
        participant_row(participant, study.particulars(participant.id), identity)
    });
    let cells = study.cells().iter().map(|(key, cell)| CellRow { key, cell });
    let discussions =
        study.discussions().iter().map(|(about, discussion)| DiscussionRow { about, discussion });
    let mut all = vec![
        ("protocol.json".to_owned(), pretty(&study.protocol())?),
        lines("participants", participants)?,
        lines("sources", sources)?,
        lines("codings", codings)?,
        lines("cells", cells)?,
        lines("discussions", discussions)?,
        rows("coders", study.coders())?,
        rows("attributes", study.attributes())?,
        rows("judgements", study.judgements())?,
        rows("organisations", study.organisations())?,
        rows("cases", study.cases())?,
        rows("codes", study.codes())?,
        rows("memos", study.memos())?,
        rows("frameworks", study.frameworks())?,
        rows("themes", study.themes())?,
        rows("findings", study.findings())?,
        rows("evidence", study.evidence())?,
        rows("recommendations", study.recommendations())?,
        rows("copies", study.copies())?,
        rows("comments", study.comments())?,
        rows("milestones", study.milestones())?,
        rows("elements", study.elements())?,
    ];
    all.extend(files.drain(..).map(|(_, path, bytes)| (path, bytes)));
    Ok(all)
}

/// The text of every source as it stands now.
fn texts(open: &OpenStudy) -> Vec<(SourceId, String, Vec<u8>)> {
    let mut names = FileNames::default();
    let sources = open.study.sources().rows().iter();
    let text = |source: &Source| {
        let text = open.texts.current(source.id)?;
        let path = format!("texts/{}", names.take(&source.name, "txt"));
        Some((source.id, path, text.as_str().as_bytes().to_vec()))
    };
    sources.filter_map(text).collect()
}

fn source_row(source: &Source, text: Option<String>) -> SourceRow<'_> {
    SourceRow {
        id: source.id,
        name: &source.name,
        file: &source.origin.file,
        text,
        speakers: &source.speakers,
        stage: source.stage,
        corrections: source.history.edits().len(),
        retired: source.retired,
    }
}

fn participant_row<'a>(
    participant: &'a Participant,
    known: Option<&'a Particulars>,
    identity: Option<&'a Identity>,
) -> ParticipantRow<'a> {
    let consents = known.iter().flat_map(|known| &known.consents);
    ParticipantRow {
        participant,
        attributes: known.map(|known| &known.attributes),
        consents: consents.map(|(statement, consent)| ConsentRow { statement, consent }).collect(),
        withdrawal: known.and_then(|known| known.withdrawal.as_ref()),
        identity,
    }
}

fn coding_row<'a>(open: &'a OpenStudy, coding: &Coding, at: Option<Timestamp>) -> CodingRow<'a> {
    let passage = open.study.passage_of(coding);
    let placed = passage.as_ref().and_then(|passage| open.study.place(passage));
    let excerpt = passage.and_then(|passage| open.texts.excerpt(&open.study, &passage));
    CodingRow {
        id: coding.id,
        code: coding.code,
        source: coding.source,
        coder: coding.coder,
        at,
        span: placed.and_then(Placed::span),
        words: excerpt.map(|excerpt| excerpt.words),
        stale: matches!(placed, Some(Placed::Stale(_))),
        read: coding.read,
        retired: coding.retired,
    }
}

fn rows<R: Row + Serialize>(name: &str, table: &Table<R>) -> Result<(String, Vec<u8>)> {
    lines(name, table.rows().iter())
}

fn lines<T: Serialize>(name: &str, rows: impl Iterator<Item = T>) -> Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    for row in rows {
        line(&mut bytes, &row)?;
    }
    Ok((format!("tables/{name}.jsonl"), bytes))
}
