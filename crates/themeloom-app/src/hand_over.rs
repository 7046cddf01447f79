//! Handing a study over to another program: what the REFI-QDA standard and we share, and a list of all
//! that does not travel, by name.

use std::collections::BTreeMap;

use themeloom_import::{
    AttributeIdx, CaseIdx, CodeIdx, CoderIdx, CodingIdx, DocumentKind, ForeignAttribute, ForeignCase,
    ForeignCell, ForeignCode, ForeignCoding, ForeignMemo, ForeignRecording, ForeignSource, ForeignStudy,
    ForeignTarget, Limits, Loss, Said, SourceIdx, SpeakerIdx, Turn, open_document, write_qdc, write_qdpx,
};
use themeloom_store::{BlobAddress as Address, Opened};
use themeloom_study::attribute::{AttributeKind, AttributeOf, AttributeOwner};
use themeloom_study::code::CodeOrigin;
use themeloom_study::framework::CellState;
use themeloom_study::memo::Target;
use themeloom_study::participant::Case;
use themeloom_study::source::{Source, Stage};
use themeloom_study::{
    AttributeId, CaseId, CodeId, CoderId, CodingId, ParticipantId, Passage, SourceId, Thing, Timestamp,
};
use themeloom_text::{Placed, Span, Time, TimeSpan, Version};

use crate::error::Result;
use crate::export::{Export, ExportFile};
use crate::open::OpenStudy;

impl OpenStudy {
    /// The study as a REFI-QDA project; what does not travel is left out by name.
    /// Files as they came and recordings go along where identities are asked for.
    pub(crate) fn export_project(&mut self, identities: bool) -> Result<Export> {
        let times = self.log_times()?;
        let mut foreign = self.foreign(&times.of_codings);
        if identities {
            self.hand_over_files(&mut foreign)?;
        }
        lose_files(self, &mut foreign);
        let bytes = write_qdpx(&foreign, times.last.unwrap_or_default())?;
        let left_out = foreign.losses.iter().map(ToString::to_string).collect();
        Ok(Export { files: vec![ExportFile { name: "project.qdpx".to_owned(), bytes }], left_out })
    }

    /// The codebook as a REFI-QDA codebook.
    pub(crate) fn export_refi_codebook(&self) -> Result<Export> {
        let mut foreign = ForeignStudy::default();
        codes(self, &mut foreign);
        let file = ExportFile { name: "codebook.qdc".to_owned(), bytes: write_qdc(&foreign.codes)? };
        Ok(Export { files: vec![file], left_out: Vec::new() })
    }

    /// The study as values that another program has a place for.
    fn foreign(&self, times: &BTreeMap<CodingId, Timestamp>) -> ForeignStudy {
        let mut foreign = ForeignStudy { name: self.study.name().to_owned(), ..ForeignStudy::default() };
        let codes = codes(self, &mut foreign);
        let coders = coders(self, &mut foreign);
        let sources = sources(self, &mut foreign);
        let cases = cases(self, &sources, &mut foreign);
        let codings = codings(self, (&codes, &coders, &sources), times, &mut foreign);
        let mut over = Over { open: self, foreign: &mut foreign, coders, codes, cases, sources, codings };
        over.memos();
        over.cells();
        over.losses();
        foreign
    }

    /// Puts PDFs as they came, and recordings, to the sources that are handed over.
    fn hand_over_files(&mut self, foreign: &mut ForeignStudy) -> Result<()> {
        for source in &mut foreign.sources {
            let Some(row) = self.study.source_named(&source.name) else { continue };
            let pdf = row.origin.original.filter(|_| row.origin.kind == DocumentKind::Pdf.word());
            if let Some(pdf) = pdf
                && let Opened::Plain(bytes) = self.vault.blob(&Address(pdf.0))?
            {
                source.original = bytes;
            }
            if let Some(recording) = &row.recording
                && let Opened::Plain(bytes) = self.vault.blob(&Address(recording.blob.0))?
            {
                let (file, kind) = (recording.file.clone(), recording.kind);
                source.recording = Some(ForeignRecording { file, kind, bytes });
            }
        }
        Ok(())
    }
}

/// Names the recordings and PDFs that stay behind; and the times of turns, which have a place beside a recording
/// only.
fn lose_files(open: &OpenStudy, foreign: &mut ForeignStudy) {
    let (mut recordings, mut pdfs, mut times) = (Vec::new(), Vec::new(), Vec::new());
    for source in &foreign.sources {
        let Some(row) = open.study.source_named(&source.name) else { continue };
        let (is_spoken, is_pdf) = (source.recording.is_some(), source.original.starts_with(b"%PDF"));
        let named = |list: &mut Vec<String>, is_lost: bool| list.extend(is_lost.then(|| row.name.clone()));
        named(&mut recordings, row.recording.is_some() && !is_spoken);
        named(&mut pdfs, row.origin.kind == DocumentKind::Pdf.word() && !is_pdf);
        named(&mut times, !is_spoken && row.turns.iter().any(|turn| turn.starts_at.is_some()));
    }
    let only_with =
        "they say who people are, and go along only where identities are asked for and their key is held";
    for (names, kind, why) in [
        (recordings, "recordings", only_with),
        (pdfs, "PDFs as they came, and their pages", only_with),
        (times, "times of turns", "REFI-QDA keeps them beside a recording only; they stay in the study"),
    ] {
        if !names.is_empty() {
            let name = format!("({}): {}", names.len(), names.join("; "));
            foreign.losses.push(Loss { kind, name, why });
        }
    }
}

/// Where the things of a study stand in the lists of what is handed over.
struct Over<'o> {
    open: &'o OpenStudy,
    foreign: &'o mut ForeignStudy,
    coders: BTreeMap<CoderId, CoderIdx>,
    codes: BTreeMap<CodeId, CodeIdx>,
    cases: BTreeMap<CaseId, CaseIdx>,
    sources: BTreeMap<SourceId, SourceIdx>,
    codings: BTreeMap<CodingId, CodingIdx>,
}

fn coders(open: &OpenStudy, foreign: &mut ForeignStudy) -> BTreeMap<CoderId, CoderIdx> {
    let mut at = BTreeMap::new();
    for coder in open.study.coders().rows() {
        at.insert(coder.id, CoderIdx(foreign.coders.len()));
        foreign.coders.push(coder.name.clone());
    }
    at
}

/// The codes from above, each after the one that it stands under.
fn codes(open: &OpenStudy, foreign: &mut ForeignStudy) -> BTreeMap<CodeId, CodeIdx> {
    let mut at: BTreeMap<CodeId, CodeIdx> = BTreeMap::new();
    let mut waiting = open.study.codebook();
    while !waiting.is_empty() {
        let known = |id: CodeId| open.study.codes().live(id).is_none() || at.contains_key(&id);
        let (ready, later): (Vec<_>, Vec<_>) =
            waiting.iter().partition(|code| code.content.parent.is_none_or(known));
        // A code is never below itself, so that one is always ready.
        let ready = if ready.is_empty() { std::mem::take(&mut waiting) } else { ready };
        for code in ready {
            let content = &code.content;
            at.insert(code.id, CodeIdx(foreign.codes.len()));
            foreign.codes.push(ForeignCode {
                number: content.number.clone(),
                name: content.name.clone(),
                parent: content.parent.and_then(|parent| at.get(&parent)).copied(),
                is_category: content.is_category,
                colour: content.colour,
                definition: content.definition.clone(),
                use_when: content.use_when.clone(),
                not_when: content.not_when.clone(),
                example: content.example.clone(),
            });
        }
        waiting = if at.len() == open.study.codebook().len() { Vec::new() } else { later };
    }
    at
}

fn sources(open: &OpenStudy, foreign: &mut ForeignStudy) -> BTreeMap<SourceId, SourceIdx> {
    let mut at = BTreeMap::new();
    for source in open.study.sources().iter() {
        let Some(text) = open.texts.current(source.id).filter(|text| !text.is_empty()) else {
            let why = "its words were erased, or their key is not held";
            foreign.losses.push(Loss { kind: "source", name: source.name.clone(), why });
            continue;
        };
        let original = text.as_str().as_bytes().to_vec();
        // Our own text is always text.
        let Ok(mut document) = open_document("words.txt", &original, &Limits::default()) else { continue };
        document.turns = turns(open, source);
        at.insert(source.id, SourceIdx(foreign.sources.len()));
        foreign.sources.push(ForeignSource {
            name: source.name.clone(),
            description: String::new(),
            file: source.origin.file.clone(),
            document,
            original,
            recording: None,
        });
    }
    at
}

/// The turns of a source where they stand now.
fn turns(open: &OpenStudy, source: &Source) -> Vec<Turn> {
    let stands = |span| standing(open, &Passage { source: source.id, span, version: Version::default() });
    let turn = |turn: &themeloom_study::source::Turn| {
        let (whole, words) = (stands(turn.span)?, stands(turn.words)?);
        let start = turn.starts_at.map(|ms| Time(u64::from(ms)));
        Some(Turn {
            speaker: SpeakerIdx(turn.speaker),
            label: Span::new(whole.start(), words.start()).filter(|label| !label.is_empty()),
            words,
            time: start.map(|start| TimeSpan { start, end: None }),
        })
    };
    source.turns.iter().filter_map(turn).collect()
}

/// The attributes that describe cases, their participants, or the organisations of these.
fn attributes(open: &OpenStudy, foreign: &mut ForeignStudy) -> BTreeMap<AttributeId, AttributeIdx> {
    let mut at = BTreeMap::new();
    for attribute in open.study.attributes().iter() {
        let definition = &attribute.definition;
        let name = match definition.of {
            AttributeOf::Organisation => format!("organisation: {}", definition.name),
            AttributeOf::Participant | AttributeOf::Case => definition.name.clone(),
        };
        at.insert(attribute.id, AttributeIdx(foreign.attributes.len()));
        let (kind, help) = (definition.kind.clone(), definition.help.clone());
        foreign.attributes.push(ForeignAttribute { name, kind, help });
    }
    at
}

fn cases(
    open: &OpenStudy,
    sources: &BTreeMap<SourceId, SourceIdx>,
    foreign: &mut ForeignStudy,
) -> BTreeMap<CaseId, CaseIdx> {
    let attributes = attributes(open, foreign);
    let mut at = BTreeMap::new();
    for case in open.study.cases().iter() {
        let is_erased =
            |id: &ParticipantId| open.study.participants().get(*id).is_some_and(|one| one.erased.is_some());
        if !case.participants.is_empty() && case.participants.iter().all(is_erased) {
            continue;
        }
        let is_theirs = |source: &Source| {
            source.participants().any(|participant| case.participants.contains(&participant))
        };
        let of_case = open.study.sources().iter().filter(|source| is_theirs(source));
        let of_case = of_case.filter_map(|source| sources.get(&source.id)).copied().collect();
        at.insert(case.id, CaseIdx(foreign.cases.len()));
        let values = values(open, case, &attributes);
        let (name, description) = (case.name.clone(), String::new());
        foreign.cases.push(ForeignCase { name, description, values, sources: of_case });
        if case.participants.len() > 1 {
            let why = "it holds the accounts of several participants; their own values did not travel";
            foreign.losses.push(Loss { kind: "participants of the case", name: case.name.clone(), why });
        }
    }
    at
}

/// What is known of a case: of itself, of its only participant, and of their organisation.
fn values(
    open: &OpenStudy,
    case: &Case,
    attributes: &BTreeMap<AttributeId, AttributeIdx>,
) -> Vec<(AttributeIdx, String)> {
    let mut owners = vec![AttributeOwner::Case(case.id)];
    if let [only] = case.participants.as_slice() {
        owners.push(AttributeOwner::Participant(*only));
        let organisation = open.study.participants().get(*only).and_then(|one| one.organisation);
        owners.extend(organisation.map(AttributeOwner::Organisation));
    }
    let value = |(id, at): (&AttributeId, &AttributeIdx)| {
        let value = owners.iter().find_map(|owner| open.study.attribute_value(*owner, *id))?;
        Some((*at, value.to_string()))
    };
    attributes.iter().filter_map(value).collect()
}

type Lists<'l> =
    (&'l BTreeMap<CodeId, CodeIdx>, &'l BTreeMap<CoderId, CoderIdx>, &'l BTreeMap<SourceId, SourceIdx>);

fn codings(
    open: &OpenStudy,
    (codes, coders, sources): Lists<'_>,
    times: &BTreeMap<CodingId, Timestamp>,
    foreign: &mut ForeignStudy,
) -> BTreeMap<CodingId, CodingIdx> {
    let mut at = BTreeMap::new();
    let (mut unread, mut gone) = (BTreeMap::new(), BTreeMap::new());
    for (id, source) in sources {
        let name = open.study.sources().get(*id).map_or("", |source| source.name.as_str());
        for coding in open.study.codings_of(*id) {
            if !coding.read {
                *unread.entry(name).or_insert(0_usize) += 1;
                continue;
            }
            let place = open.study.passage_of(coding).and_then(|passage| standing(open, &passage));
            let (Some(span), Some(code)) = (place, codes.get(&coding.code)) else {
                *gone.entry(name).or_insert(0_usize) += usize::from(codes.contains_key(&coding.code));
                continue;
            };
            at.insert(coding.id, CodingIdx(foreign.codings.len()));
            foreign.codings.push(ForeignCoding {
                source: *source,
                span,
                code: *code,
                coder: coders.get(&coding.coder).copied(),
                at: times.get(&coding.id).copied(),
            });
        }
    }
    let mut lose = |by_source: BTreeMap<&str, usize>, kind, why| {
        let lost = by_source.iter().filter(|(_, n)| **n > 0);
        let lost: Vec<String> = lost.map(|(source, n)| format!("{n} in {source}")).collect();
        if !lost.is_empty() {
            foreign.losses.push(Loss { kind, name: format!("({})", lost.join(", ")), why });
        }
    };
    lose(unread, "codings found by search", "nobody has read them yet, and another program would count them");
    lose(gone, "codings of words that were deleted", "the words are no longer in the text");
    at
}

/// Where a passage stands in the text as it is now.
fn standing(open: &OpenStudy, passage: &Passage) -> Option<Span> {
    open.study.place(passage).and_then(Placed::span).filter(|span| !span.is_empty())
}

/// Why things are lost that no project can hold.
const NO_PLACE: &str = "REFI-QDA has no place for them; they stay in the study";
/// Why the looks of words are lost.
const PLAIN: &str = "words travel as plain text; they stay in the study";

impl Over<'_> {
    fn memos(&mut self) {
        let mut lost = Vec::new();
        for memo in self.open.study.memos().iter() {
            let Some(about) = self.about(&memo.about) else {
                lost.push(self.open.study.target(&memo.about));
                continue;
            };
            let (author, at) = (self.coders.get(&memo.author).copied(), Some(memo.at));
            self.foreign.memos.push(ForeignMemo { about, text: memo.text.clone(), author, at });
        }
        self.lose(&lost, "memos", NO_PLACE);
    }

    fn about(&self, about: &Target) -> Option<ForeignTarget> {
        Some(match about {
            Target::Study => ForeignTarget::Study,
            Target::Source(id) => ForeignTarget::Source(*self.sources.get(id)?),
            Target::Passage(passage) => {
                ForeignTarget::Passage(*self.sources.get(&passage.source)?, standing(self.open, passage)?)
            }
            Target::Code(id) => ForeignTarget::Code(*self.codes.get(id)?),
            Target::Coding(id) => ForeignTarget::Coding(*self.codings.get(id)?),
            Target::Case(id) => ForeignTarget::Case(*self.cases.get(id)?),
            Target::Participant(id) => ForeignTarget::Case(self.case_of(*id)?),
            Target::Organisation(_)
            | Target::Cell(..)
            | Target::Framework(_)
            | Target::Theme(_)
            | Target::Finding(_)
            | Target::Recommendation(_) => return None,
        })
    }

    fn case_of(&self, participant: ParticipantId) -> Option<CaseIdx> {
        let case = self.open.study.cases().iter().find(|case| case.participants == [participant])?;
        self.cases.get(&case.id).copied()
    }

    fn cells(&mut self) {
        let (mut unfinished, mut second) = (Vec::new(), BTreeMap::new());
        for (key, cell) in self.open.study.cells() {
            let (Some(case), Some(code)) = (self.cases.get(&key.case), self.codes.get(&key.code)) else {
                continue;
            };
            let said = match cell.state {
                CellState::NotCharted => {
                    let says = [&cell.summary, &cell.note].iter().any(|words| !words.trim().is_empty());
                    if says || !cell.quotations.is_empty() {
                        unfinished.push(self.open.study.target(&Target::Cell(key.case, key.code)));
                    }
                    continue;
                }
                CellState::NothingSaid => Said::Nothing,
                CellState::NotAsked => Said::NotAsked,
                CellState::Charted if cell.unprompted => Said::Unprompted,
                CellState::Charted => Said::Charted,
            };
            let quotation = |passage: &Passage| {
                Some((*self.sources.get(&passage.source)?, standing(self.open, passage)?))
            };
            self.foreign.cells.push(ForeignCell {
                case: *case,
                code: *code,
                summary: cell.summary.clone(),
                note: cell.note.clone(),
                author: cell.author.and_then(|author| self.coders.get(&author)).copied(),
                said,
                quotations: cell.quotations.iter().filter_map(quotation).collect(),
            });
            if let Some(reader) = cell.second_reader.and_then(|reader| self.open.study.coders().get(reader)) {
                *second.entry(reader.name.as_str()).or_insert(0_usize) += 1;
            }
        }
        self.lose(&unfinished, "cells that are not charted yet", NO_PLACE);
        let second: Vec<String> = second.iter().map(|(name, n)| format!("{name} of {n} cells")).collect();
        self.lose(&second, "second readers", NO_PLACE);
    }

    /// All that there is no place for, kind by kind and by name.
    fn losses(&mut self) {
        let study = &self.open.study;
        let thing = |thing| study.thing(thing);
        let sources = |lost: &dyn Fn(&&Source) -> bool| -> Vec<String> {
            study.sources().iter().filter(lost).map(|source| source.name.clone()).collect()
        };
        let consents = study.participants().iter().filter_map(|one| {
            let n = study.particulars(one.id)?.consents.len();
            (n > 0).then(|| format!("{} ({n})", one.pseudonym))
        });
        let organisations = study.participants().iter().filter_map(|one| {
            let organisation = study.organisations().get(one.organisation?)?;
            Some(format!("{} ({})", one.pseudonym, organisation.name))
        });
        let choices = study.attributes().iter().filter(|one| {
            matches!(one.definition.kind, AttributeKind::Choice(_) | AttributeKind::Ordered(_))
        });
        let answers = study.memos().iter().filter(|memo| memo.reply_to.is_some());
        let origins = study.codebook().into_iter().filter(|code| code.content.origin != CodeOrigin::FromData);
        let lost: [(Vec<String>, &str); 16] = [
            (organisations.collect(), "organisations of participants; what is recorded of these travels"),
            (
                choices.map(|one| one.definition.name.clone()).collect(),
                "lists of choices; the values travel as words",
            ),
            (
                answers.map(|memo| study.target(&memo.about)).collect(),
                "which memo answers which; the memos travel",
            ),
            (
                origins.map(|code| code.content.name.clone()).collect(),
                "codes that were there before the data, as such; the codes travel",
            ),
            (sources(&|source| source.stage != Stage::Transcribed), "stages of sources"),
            (consents.collect(), "answers to consent statements"),
            (
                study.frameworks().iter().map(|one| one.content.name.clone()).collect(),
                "versions of the framework",
            ),
            (study.themes().iter().map(|one| one.name.clone()).collect(), "themes"),
            (
                study.findings().iter().map(|one| one.statement.clone()).collect(),
                "findings with their evidence",
            ),
            (study.recommendations().iter().map(|one| one.what.clone()).collect(), "recommendations"),
            (
                study.judgements().iter().map(|one| thing(Thing::Judgement(one.id))).collect(),
                "judgements with their reasons",
            ),
            (study.elements().iter().map(|one| one.content.text.clone()).collect(), "elements of worksheets"),
            (study.comments().iter().map(|one| study.target(&one.content.about)).collect(), "comments"),
            (study.discussions().keys().map(|about| study.target(about)).collect(), "questions to discuss"),
            (sources(&|source| !source.first_impressions.is_empty()), "first impressions"),
            (
                sources(&|source| source.history.latest() != Version::default()),
                "histories of corrections; the corrected texts travel",
            ),
        ];
        for (names, what) in lost {
            self.lose(&names, what, NO_PLACE);
        }
        self.lose(&sources(&|source| !source.styles.is_empty()), "headings and emphasis", PLAIN);
    }

    fn lose(&mut self, names: &[String], kind: &'static str, why: &'static str) {
        if !names.is_empty() {
            let name = format!("({}): {}", names.len(), names.join("; "));
            self.foreign.losses.push(Loss { kind, name, why });
        }
    }
}
