//! Taking in a study that was made in another program: its people, codebook, sources, codings, memos
//! and cells, as one change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use themeloom_import::{
    Anchoring, ForeignSegment, ForeignSource, ForeignStudy, Guess, Limits, SheetKind, SourceIdx, Speaker,
    SpeakerCase, open_study, open_table,
};
use themeloom_study::{ParticipantId, Passage};

use crate::error::{AppError, Result};
use crate::files;
use crate::find_segments::FoundSegments;
use crate::import_source::{Named, ReadDocument, add_participants, add_source, plan};
use crate::open::OpenStudy;
use crate::taking::Taking;
use crate::words;

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
    /// Cases that were taken for participants of the study, by name.
    pub participants_there: Vec<String>,
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
    /// Codings that were placed by their words: where the file says that they are, and where they are.
    pub reanchored: Vec<String>,
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

impl Placement {
    /// Adds the codings of another study.
    pub const fn add(&mut self, more: Self) {
        self.found += more.found;
        self.exact += more.exact;
        self.reanchored += more.reanchored;
        self.lost += more.lost;
    }
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

/// What the file of a study holds, whatever study it may be taken into.
#[must_use]
pub fn holds(foreign: &ForeignStudy) -> StudyTaken {
    let linked: BTreeSet<_> = foreign.cases.iter().flat_map(|case| &case.sources).collect();
    let sources = foreign.sources.iter().enumerate();
    let nobodys = sources.filter(|(at, _)| !linked.contains(&SourceIdx(*at)));
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
        renamed: foreign.renamed.clone(),
        reanchored: foreign.reanchored.clone(),
        nobodys: nobodys.map(|(_, source)| source.name.clone()).collect(),
        losses: foreign.losses.iter().map(ToString::to_string).collect(),
        ..StudyTaken::default()
    }
}

fn counted(foreign: &ForeignStudy) -> String {
    let Some(counted) = &foreign.counted else { return String::new() };
    let next = counted.next.map_or(String::new(), |(way, fits)| format!("; {way} would fit {fits}"));
    // Of any places in a text, about one in three is an edge of a word by chance.
    let doubt = if counted.fits * 2 < counted.of {
        "; that is few, so look at some of the codings before you rely on them"
    } else {
        ""
    };
    format!(
        "{}: {} of {} ends of codings lie at the edge of a word{next}{doubt}",
        counted.positions, counted.fits, counted.of
    )
}

/// Reads a spreadsheet for what somebody says that it is.
///
/// # Errors
/// When it cannot be read, or is nothing of that kind.
pub fn read_table(path: &Path, kind: SheetKind) -> Result<ForeignStudy> {
    Ok(open_table(&files::name(path), &files::read(path)?, kind, &Limits::default())?)
}

impl OpenStudy {
    /// What taking in a study would come to, before anything is changed.
    #[must_use]
    pub fn preview(&self, foreign: &ForeignStudy) -> StudyTaken {
        let mut taken = holds(foreign);
        placed(&mut taken, self.find_segments(foreign)).clear();
        taken
    }

    /// Takes in a study of another program, as one change. Codes and attributes that the study has by
    /// the same name are used; sources whose name is taken get another.
    ///
    /// # Errors
    /// When it holds nothing, or the changes could not be kept; nothing is taken in then.
    pub fn take_study(&mut self, foreign: &ForeignStudy) -> Result<StudyTaken> {
        let mut taken = holds(foreign);
        let segments: Vec<(ForeignSegment, Passage)> = placed(&mut taken, self.find_segments(foreign))
            .into_iter()
            .map(|(segment, passage)| (segment.clone(), passage))
            .collect();
        if !foreign.segments.is_empty() && segments.is_empty() {
            return Err(AppError::NothingPlaced { lost: taken.losses });
        }
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
        let plans = self.vault.together(|vault| {
            documents.iter().map(|document| plan(vault, document, &named)).collect::<Result<Vec<_>>>()
        })?;
        let sources = self.commit("took in a study of another program", |draft| {
            add_participants(draft, &missing, &named)?;
            let mut sources = Vec::with_capacity(plans.len());
            for plan in plans {
                sources.push(add_source(draft, plan)?);
            }
            let mut taking = Taking::new(foreign, draft.author(), draft.at, &mut taken);
            taking.participants = pseudonyms.iter().filter_map(|name| named_in(&named, name)).collect();
            taking.sources.clone_from(&sources);
            taking.take(draft)?;
            taking.take_segments(draft, &segments)?;
            Ok(sources)
        })?;
        taken.participants = missing.len();
        taken.participants_there =
            pseudonyms.iter().filter(|name| !missing.contains(name)).cloned().collect();
        let unknown = |document: &&ReadDocument| {
            !document.speakers.is_empty()
                && document.speakers.iter().all(|who| matches!(who, SpeakerCase::Unmapped))
                && !taken.nobodys.contains(&document.name)
        };
        let unknown: Vec<String> =
            documents.iter().filter(unknown).map(|document| document.name.clone()).collect();
        taken.nobodys.extend(unknown);
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

/// Counts segments that were found and those that were not; gives back the first.
fn placed<'f>(taken: &mut StudyTaken, segments: FoundSegments<'f>) -> Vec<(&'f ForeignSegment, Passage)> {
    taken.codings.reanchored += segments.found.len();
    taken.codings.lost += segments.lost.len();
    taken.losses.extend(segments.lost);
    segments.found
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
    let index = SourceIdx(at);
    let cases: Vec<&String> = foreign
        .cases
        .iter()
        .zip(pseudonyms)
        .filter(|(case, _)| case.sources.contains(&index))
        .map(|(_, name)| name)
        .collect();
    let only =
        if let [only] = cases.as_slice() { Some(SpeakerCase::Participant((*only).clone())) } else { None };
    let who = |speaker: &Speaker| {
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
