//! Handing a study over to another program: what the REFI-QDA standard and we share, and a list of all
//! that does not travel, by name.

use std::collections::BTreeMap;

use themeloom_import::{
    AttributeIdx, CaseIdx, CodeIdx, CoderIdx, CodingIdx, ForeignAttribute, ForeignCase, ForeignCell,
    ForeignCode, ForeignCoding, ForeignMemo, ForeignSource, ForeignStudy, ForeignTarget, Limits, Loss, Said,
    SourceIdx, open_document, write_qdc, write_qdpx,
};
use themeloom_study::attribute::{AttributeOf, AttributeOwner};
use themeloom_study::framework::CellState;
use themeloom_study::memo::Target;
use themeloom_study::participant::Case;
use themeloom_study::source::Source;
use themeloom_study::{
    AttributeId, CaseId, CodeId, CoderId, CodingId, ParticipantId, Passage, SourceId, Thing, Timestamp,
};
use themeloom_text::{Placed, Span, Version};

use crate::error::Result;
use crate::export::{Export, ExportFile};
use crate::open::OpenStudy;

impl OpenStudy {
    /// The study as a REFI-QDA project; what does not travel is left out by name.
    pub(crate) fn export_project(&mut self) -> Result<Export> {
        let times = self.log_times()?;
        let foreign = self.foreign(&times.of_codings);
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
        let Ok(document) = open_document("words.txt", &original, &Limits::default()) else { continue };
        at.insert(source.id, SourceIdx(foreign.sources.len()));
        foreign.sources.push(ForeignSource {
            name: source.name.clone(),
            description: String::new(),
            file: source.origin.file.clone(),
            document,
            original,
        });
    }
    at
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
        for (key, cell) in self.open.study.cells() {
            let (Some(case), Some(code)) = (self.cases.get(&key.case), self.codes.get(&key.code)) else {
                continue;
            };
            let said = match cell.state {
                CellState::NotCharted => continue,
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
                said,
                quotations: cell.quotations.iter().filter_map(quotation).collect(),
            });
        }
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
        let lost: [(Vec<String>, &str); 13] = [
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
            (sources(&|source| source.recording.is_some()), "recordings"),
            (sources(&|source| source.turns.iter().any(|turn| turn.starts_at.is_some())), "times of turns"),
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
