//! Taking in a study that was made in another program: its people, codebook, sources, codings, memos
//! and cells, as one change.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use themeloom_import::{
    Anchoring, ForeignSource, ForeignStudy, ForeignTarget, Guess, Limits, Said, SpeakerCase, open_study,
};
use themeloom_study::attribute::{AttributeDefinition, AttributeOf, AttributeOwner};
use themeloom_study::code::{CodeOrigin, NewCode};
use themeloom_study::coding::NewCoding;
use themeloom_study::framework::{Cell, CellKey, CellState};
use themeloom_study::memo::Target;
use themeloom_study::source::Stage;
use themeloom_study::{
    AttributeId, CaseId, CodeId, CoderId, CodingId, Op, ParticipantId, Passage, SourceId, Timestamp,
};
use themeloom_text::Version;

use crate::chart_cell::chart;
use crate::draft::{Draft, excerpt_hash};
use crate::edit_people::set_attribute;
use crate::error::{AppError, Result};
use crate::files;
use crate::import_source::{Named, ReadDocument, add_participants};
use crate::open::OpenStudy;
use crate::words;
use crate::write_memo::{set_stage, write_memo};

/// What taking in a study came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct StudyTaken {
    /// The program that it comes from, as its file says.
    pub program: String,
    /// What it was called there.
    pub name: String,
    /// Coders who are new.
    pub coders: usize,
    /// Codes that are new.
    pub codes: usize,
    /// Codes that the study had already, by name and place.
    pub codes_there: usize,
    /// Attributes that are new.
    pub attributes: usize,
    /// Participants who are new, each with a case.
    pub participants: usize,
    /// Sources.
    pub sources: usize,
    /// How the codings were placed.
    pub codings: Placement,
    /// Memos.
    pub memos: usize,
    /// Cells of the matrix.
    pub cells: usize,
    /// How positions were counted, in words; empty where there was nothing to choose.
    pub counted: String,
    /// What is called otherwise here than there.
    pub renamed: Vec<String>,
    /// Sources of no case: whose account they are is to be said.
    pub nobodys: Vec<String>,
    /// What did not travel, by name.
    pub losses: Vec<String>,
}

/// How the codings of another program were placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Placement {
    /// Found.
    pub found: usize,
    /// Placed where the file says.
    pub exact: usize,
    /// Placed by their words.
    pub reanchored: usize,
    /// Not placed.
    pub lost: usize,
}

impl From<Anchoring> for Placement {
    fn from(from: Anchoring) -> Self {
        Self { found: from.found, exact: from.exact, reanchored: from.reanchored, lost: from.lost }
    }
}

/// Reads a file, or a project's folder, that holds studies of another program; `None` for what is no such
/// file.
///
/// # Errors
/// When it is such a file and cannot be read.
pub fn read_studies(path: &Path) -> Result<Option<Vec<ForeignStudy>>> {
    if path.is_dir() {
        return Ok(None);
    }
    read_study_bytes(&files::name(path), &files::read(path)?)
}

/// As [`read_studies`], from bytes in memory.
///
/// # Errors
/// When they are such a file and cannot be read.
pub fn read_study_bytes(file: &str, bytes: &[u8]) -> Result<Option<Vec<ForeignStudy>>> {
    Ok(open_study(file, bytes, &Limits::default())?)
}

/// What taking in a study would come to, before anything is changed: what its file holds.
#[must_use]
pub fn preview(foreign: &ForeignStudy) -> StudyTaken {
    let linked: BTreeSet<_> = foreign.cases.iter().flat_map(|case| &case.sources).collect();
    let sources = foreign.sources.iter().enumerate();
    let nobodys = sources.filter(|(at, _)| !linked.contains(&themeloom_import::SourceIdx(*at)));
    StudyTaken {
        program: foreign.program.clone(),
        name: foreign.name.clone(),
        coders: foreign.coders.len(),
        codes: foreign.codes.len(),
        attributes: foreign.attributes.len(),
        participants: foreign.cases.len(),
        sources: foreign.sources.len(),
        codings: foreign.anchoring.into(),
        memos: foreign.memos.len(),
        cells: foreign.cells.len(),
        counted: counted(foreign),
        nobodys: nobodys.map(|(_, source)| source.name.clone()).collect(),
        losses: foreign.losses.iter().map(ToString::to_string).collect(),
        ..StudyTaken::default()
    }
}

fn counted(foreign: &ForeignStudy) -> String {
    let Some(counted) = &foreign.counted else { return String::new() };
    let next = counted.next.map_or(String::new(), |(way, fits)| format!("; {way} would fit {fits}"));
    format!("{}: {} of {} ends fit{next}", counted.positions, counted.fits, counted.of)
}

impl OpenStudy {
    /// Takes in a study of another program, as one change. Codes and attributes that the study has by
    /// the same name are used; sources whose name is taken get another.
    ///
    /// # Errors
    /// When it holds nothing, or the changes could not be kept; nothing is taken in then.
    pub fn take_study(&mut self, foreign: &ForeignStudy) -> Result<StudyTaken> {
        let mut taken = preview(foreign);
        let Anchoring { found, .. } = foreign.anchoring;
        let lists = [foreign.codes.len(), foreign.sources.len(), foreign.cases.len(), foreign.coders.len()];
        if found == 0 && lists.iter().all(|n| *n == 0) {
            return Err(AppError::NothingTaken { program: foreign.program.clone() });
        }
        let pseudonyms = pseudonyms(foreign, &mut taken.renamed);
        let names = self.source_names(foreign, &mut taken.renamed);
        let documents: Vec<ReadDocument> = foreign
            .sources
            .iter()
            .zip(&names)
            .enumerate()
            .map(|(at, (source, name))| document(foreign, at, source, name, &pseudonyms))
            .collect();
        let missing: Vec<String> = unique(&pseudonyms)
            .into_iter()
            .filter(|pseudonym| self.study.participant_named(pseudonym).is_none())
            .collect();
        let named = self.named(&missing)?;
        let mut plans = Vec::with_capacity(documents.len());
        for document in &documents {
            plans.push(self.plan(document, &named)?);
        }
        let sources = self.commit("took in a study of another program", |draft| {
            add_participants(draft, &missing, &named)?;
            let mut sources = Vec::with_capacity(plans.len());
            for plan in plans {
                sources.push(SourceId(draft.add(Op::AddSource(Box::new(plan)))?));
            }
            let mut taking = Taking::new(foreign, draft.author(), draft.at, &mut taken);
            taking.participants = pseudonyms.iter().filter_map(|name| named_in(&named, name)).collect();
            taking.sources.clone_from(&sources);
            taking.take(draft)?;
            Ok(sources)
        })?;
        taken.participants = missing.len();
        for source in &sources {
            words::load_one(&mut self.vault, &self.study, &mut self.texts, *source)?;
        }
        self.vocabulary.take();
        Ok(taken)
    }

    /// A free name for each source.
    fn source_names(&self, foreign: &ForeignStudy, renamed: &mut Vec<String>) -> Vec<String> {
        let mut used: BTreeSet<String> =
            self.study.sources().rows().iter().map(|source| source.name.to_lowercase()).collect();
        let free = |source: &ForeignSource| free_name(&source.name, "Source", &mut used, renamed);
        foreign.sources.iter().map(free).collect()
    }
}

fn named_in(named: &Named, pseudonym: &str) -> Option<ParticipantId> {
    named.get(&pseudonym.to_lowercase()).copied()
}

/// The pseudonym for each case: its name, made different where two cases have one.
fn pseudonyms(foreign: &ForeignStudy, renamed: &mut Vec<String>) -> Vec<String> {
    let mut used = BTreeSet::new();
    foreign.cases.iter().map(|case| free_name(&case.name, "Case", &mut used, renamed)).collect()
}

fn free_name(name: &str, kind: &str, used: &mut BTreeSet<String>, renamed: &mut Vec<String>) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = if name.is_empty() { kind.to_owned() } else { name };
    let mut free = name.clone();
    let mut n = 2;
    while !used.insert(free.to_lowercase()) {
        free = format!("{name} ({n})");
        n += 1;
    }
    if free != name {
        renamed.push(format!("{name}: {free}"));
    }
    free
}

fn unique(names: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.iter().filter(|name| seen.insert(name.to_lowercase())).cloned().collect()
}

/// A source as a document to be kept, with who speaks in it: by the names of its cases, or its only
/// case's where the speakers have other names.
fn document(
    foreign: &ForeignStudy,
    at: usize,
    source: &ForeignSource,
    name: &str,
    pseudonyms: &[String],
) -> ReadDocument {
    let index = themeloom_import::SourceIdx(at);
    let cases: Vec<&String> = foreign
        .cases
        .iter()
        .zip(pseudonyms)
        .filter(|(case, _)| case.sources.contains(&index))
        .map(|(_, name)| name)
        .collect();
    let only =
        if let [only] = cases.as_slice() { Some(SpeakerCase::Participant((*only).clone())) } else { None };
    let who = |speaker: &themeloom_import::Speaker| {
        let own = cases.iter().find(|case| case.to_lowercase() == speaker.name.to_lowercase());
        match (own, speaker.guess, &only) {
            (Some(own), ..) => SpeakerCase::Participant((*own).clone()),
            (None, Guess::Interviewer, _) => SpeakerCase::Interviewer,
            (None, _, Some(only)) => only.clone(),
            (None, _, None) => SpeakerCase::Unmapped,
        }
    };
    let mut speakers: Vec<SpeakerCase> = source.document.speakers.iter().map(who).collect();
    if speakers.is_empty() {
        speakers.extend(only);
    }
    ReadDocument {
        path: PathBuf::from(&source.file),
        name: name.to_owned(),
        document: source.document.clone(),
        original: source.original.clone(),
        speakers,
        open_questions: Vec::new(),
    }
}

/// The taking in of one study: what its lists have become here.
struct Taking<'f> {
    foreign: &'f ForeignStudy,
    taken: &'f mut StudyTaken,
    me: CoderId,
    now: Timestamp,
    coders: Vec<CoderId>,
    codes: Vec<CodeId>,
    attributes: Vec<Option<AttributeId>>,
    participants: Vec<ParticipantId>,
    cases: Vec<CaseId>,
    sources: Vec<SourceId>,
    codings: Vec<CodingId>,
}

impl<'f> Taking<'f> {
    fn new(foreign: &'f ForeignStudy, me: CoderId, now: Timestamp, taken: &'f mut StudyTaken) -> Self {
        let (coders, codes, attributes, participants) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (cases, sources, codings) = (Vec::new(), Vec::new(), Vec::new());
        Self { foreign, taken, me, now, coders, codes, attributes, participants, cases, sources, codings }
    }

    fn take(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        self.take_coders(draft)?;
        self.take_codes(draft)?;
        self.take_attributes(draft)?;
        self.take_cases(draft)?;
        self.take_codings(draft)?;
        self.take_memos(draft)?;
        self.take_cells(draft)?;
        self.back_to_me(draft);
        Ok(())
    }

    /// What follows is somebody's work at some time: whoever the other program says, and when.
    fn as_whom(&self, draft: &mut Draft<'_>, who: Option<themeloom_import::CoderIdx>, at: Option<Timestamp>) {
        let who = who.and_then(|who| self.coders.get(who.0)).copied();
        draft.author = Some(who.unwrap_or(self.me));
        draft.at = at.unwrap_or(self.now);
    }

    fn back_to_me(&self, draft: &mut Draft<'_>) {
        self.as_whom(draft, None, None);
    }

    fn take_coders(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        let mut new = 0;
        for name in &self.foreign.coders {
            let id = match draft.study().coder_named(name) {
                Some(coder) => coder.id,
                None => {
                    new += 1;
                    let initials = initials(draft, name);
                    CoderId(draft.add(Op::AddCoder { name: name.clone(), initials })?)
                }
            };
            self.coders.push(id);
        }
        self.taken.coders = new;
        Ok(())
    }

    fn take_codes(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        // Two codes of one name there stay two here: each code that the study has is used once.
        let mut there: BTreeMap<(Option<CodeId>, String), CodeId> = draft
            .study()
            .codes()
            .iter()
            .map(|code| ((code.content.parent, code.content.name.to_lowercase()), code.id))
            .collect();
        let mut numbers: BTreeSet<_> =
            draft.study().codes().iter().map(|code| code.content.number.clone()).collect();
        let applied: BTreeSet<_> = self.foreign.codings.iter().map(|coding| coding.code).collect();
        self.taken.codes = 0;
        for (at, code) in self.foreign.codes.iter().enumerate() {
            let parent = code.parent.and_then(|parent| self.codes.get(parent.0)).copied();
            if let Some(id) = there.remove(&(parent, code.name.to_lowercase())) {
                self.taken.codes_there += 1;
                self.codes.push(id);
                continue;
            }
            let number = Some(code.number.clone()).filter(|number| numbers.insert(number.clone()));
            let is_category = code.is_category && !applied.contains(&themeloom_import::CodeIdx(at));
            let new = NewCode {
                number: number.unwrap_or_default(),
                name: code.name.clone(),
                parent,
                definition: code.definition.clone(),
                use_when: code.use_when.clone(),
                not_when: code.not_when.clone(),
                example: code.example.clone(),
                colour: code.colour,
                origin: CodeOrigin::FromData,
                is_category,
            };
            self.codes.push(CodeId(draft.add(Op::AddCode(Box::new(new)))?));
            self.taken.codes += 1;
        }
        Ok(())
    }

    fn take_attributes(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        self.taken.attributes = 0;
        for attribute in &self.foreign.attributes {
            let known = draft.study().attribute_named(AttributeOf::Participant, &attribute.name);
            let id = match known {
                Some(known) if known.definition.judged => {
                    let why =
                        "it is an analyst's judgement in this study, and is recorded with who judged and why";
                    self.taken.losses.push(format!("variable {}: {why}", attribute.name));
                    None
                }
                Some(known) => Some(known.id),
                None => {
                    self.taken.attributes += 1;
                    Some(AttributeId(draft.add(Op::DefineAttribute(AttributeDefinition {
                        of: AttributeOf::Participant,
                        name: attribute.name.clone(),
                        kind: attribute.kind.clone(),
                        help: attribute.help.clone(),
                        judged: false,
                    }))?))
                }
            };
            self.attributes.push(id);
        }
        Ok(())
    }

    fn take_cases(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        for (case, participant) in self.foreign.cases.iter().zip(self.participants.clone()) {
            for (attribute, value) in &case.values {
                let Some(Some(id)) = self.attributes.get(attribute.0).copied() else { continue };
                if let Err(AppError::Unfit { .. }) =
                    set_attribute(draft, AttributeOwner::Participant(participant), id, value)
                {
                    let name = self.foreign.attributes.get(attribute.0).map_or("", |a| a.name.as_str());
                    let why = "the value does not fit the attribute of this study";
                    self.taken.losses.push(format!("{name} of {}: {why}", case.name));
                }
            }
            let own = draft.study().cases().iter().find(|own| own.participants.contains(&participant));
            self.cases.extend(own.map(|own| own.id));
            if !case.description.is_empty() {
                write_memo(draft, Target::Participant(participant), &case.description, None)?;
            }
        }
        Ok(())
    }

    fn take_codings(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        let mut coded = BTreeSet::new();
        for coding in &self.foreign.codings {
            let (Some(&source), Some(&code), Some(text)) = (
                self.sources.get(coding.source.0),
                self.codes.get(coding.code.0),
                self.foreign.sources.get(coding.source.0).map(|source| &source.document.text),
            ) else {
                continue;
            };
            self.as_whom(draft, coding.coder, coding.at);
            let passage = Passage { source, span: coding.span, version: Version::default() };
            let excerpt = excerpt_hash(draft.excerpt_key, text.excerpt(coding.span).unwrap_or_default());
            let new = NewCoding { passage, excerpt, code, coder: draft.author(), read: true };
            self.codings.push(CodingId(draft.add(Op::Code(new))?));
            coded.insert(source);
        }
        self.back_to_me(draft);
        coded.into_iter().try_for_each(|source| set_stage(draft, source, Stage::Coded))
    }

    fn take_memos(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        let described = self.foreign.sources.iter().zip(&self.sources);
        let described = described.filter(|(source, _)| !source.description.is_empty());
        for (source, id) in described {
            write_memo(draft, Target::Source(*id), &source.description, None)?;
        }
        if !self.foreign.description.is_empty() {
            write_memo(draft, Target::Study, &self.foreign.description, None)?;
        }
        for memo in &self.foreign.memos {
            let Some(about) = self.target(memo.about) else { continue };
            self.as_whom(draft, memo.author, memo.at);
            write_memo(draft, about, &memo.text, None)?;
        }
        self.back_to_me(draft);
        Ok(())
    }

    fn target(&self, about: ForeignTarget) -> Option<Target> {
        Some(match about {
            ForeignTarget::Study => Target::Study,
            ForeignTarget::Source(at) => Target::Source(*self.sources.get(at.0)?),
            ForeignTarget::Passage(at, span) => {
                let source = *self.sources.get(at.0)?;
                Target::Passage(Passage { source, span, version: Version::default() })
            }
            ForeignTarget::Code(at) => Target::Code(*self.codes.get(at.0)?),
            ForeignTarget::Coding(at) => Target::Coding(*self.codings.get(at.0)?),
            ForeignTarget::Case(at) => Target::Case(*self.cases.get(at.0)?),
        })
    }

    fn take_cells(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        for cell in &self.foreign.cells {
            let (Some(&case), Some(&code)) = (self.cases.get(cell.case.0), self.codes.get(cell.code.0))
            else {
                continue;
            };
            let quotations = cell.quotations.iter().filter_map(|(at, span)| {
                let source = *self.sources.get(at.0)?;
                Some(Passage { source, span: *span, version: Version::default() })
            });
            let after = Cell {
                state: match cell.said {
                    Said::Charted | Said::Unprompted => CellState::Charted,
                    Said::Nothing => CellState::NothingSaid,
                    Said::NotAsked => CellState::NotAsked,
                },
                summary: cell.summary.clone(),
                quotations: quotations.collect(),
                note: cell.note.clone(),
                unprompted: cell.said == Said::Unprompted,
                author: Some(draft.author()),
                second_reader: None,
                framework: None,
            };
            chart(draft, CellKey { case, code }, &after)?;
        }
        Ok(())
    }
}

/// Initials that nobody has.
fn initials(draft: &Draft<'_>, name: &str) -> String {
    let first: String = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    let first = if first.is_empty() { "?".to_owned() } else { first.to_uppercase() };
    let mut free = first.clone();
    let mut n = 2;
    while draft.study().coder_named(&free).is_some() {
        free = format!("{first}{n}");
        n += 1;
    }
    free
}
