//! Bringing documents into a study: read, shown, then kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use themeloom_import::{
    ImportedDocument, Limits, Mapping, Numbered, SpeakerCase, map_speakers, open_document,
    participants_from_name,
};
use themeloom_store::{KeyFor, Vault};
use themeloom_study::attribute::AttributeOwner;
use themeloom_study::op::SourceEdit;
use themeloom_study::source::{BlobAddress, NewSource, Origin, Segment, Speaker, SpeakerRole, Styled, Turn};
use themeloom_study::{AttributeId, ChangeId, Op, ParticipantId, SourceId, Study};

use crate::draft::Draft;
use crate::edit_people::set_attribute;
use crate::error::{AppError, Result};
use crate::files;
use crate::keep_asides::{AsideMemo, aside_memos, write_asides};
use crate::open::{OpenStudy, subject};
use crate::record_people::ensure_participant;
use crate::words;

/// A document that was read and is not in the study yet.
#[derive(Clone, Debug)]
pub struct ReadDocument {
    /// The file.
    pub path: PathBuf,
    /// Its name in the study: the file's without the ending.
    pub name: String,
    /// What it holds.
    pub document: ImportedDocument,
    /// The file as it came.
    pub original: Vec<u8>,
    /// Who its speakers are, in the order of the document.
    pub speakers: Vec<SpeakerCase>,
    /// What is not clear about its speakers.
    pub open_questions: Vec<String>,
}

/// Documents that were read, and files that could not be, each with the reason.
pub type ReadDocuments = (Vec<ReadDocument>, Vec<(PathBuf, AppError)>);

/// What is recorded of a participant together with an import.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ValueWanted {
    /// Whom it describes.
    pub pseudonym: String,
    /// Which attribute of participants.
    pub attribute: AttributeId,
    /// The value, in words.
    pub value: String,
}

/// The participants that documents name, by their pseudonyms in small letters.
pub(crate) type Named = BTreeMap<String, ParticipantId>;

/// What an import came to.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The sources, in order.
    pub sources: Vec<SourceId>,
    /// Files that were left out, and why.
    pub left_out: Vec<(PathBuf, String)>,
}

/// Reads a document and works out who its speakers are: by the mapping, by their names, by the name
/// of the file.
///
/// # Errors
/// When the file cannot be read or holds no words.
pub fn read_document(study: &Study, path: &Path, mapping: &[Numbered<Mapping>]) -> Result<ReadDocument> {
    let original = files::read(path)?;
    read_bytes(study, path, original, mapping)
}

/// As [`read_document`], from bytes in memory.
///
/// # Errors
/// When the bytes hold no words.
pub fn read_bytes(
    study: &Study,
    path: &Path,
    original: Vec<u8>,
    mapping: &[Numbered<Mapping>],
) -> Result<ReadDocument> {
    let file = files::name(path);
    let document = open_document(&file, &original, &Limits::default())?;
    let name = path.file_stem().map_or_else(|| file.clone(), |stem| stem.to_string_lossy().into_owned());
    let mut read = ReadDocument {
        path: path.to_owned(),
        name,
        document,
        original,
        speakers: Vec::new(),
        open_questions: Vec::new(),
    };
    read.map_speakers(study, &file, mapping);
    Ok(read)
}

impl ReadDocument {
    fn map_speakers(&mut self, study: &Study, file: &str, mapping: &[Numbered<Mapping>]) {
        let mut known: Vec<String> = study.participants().iter().map(|p| p.pseudonym.clone()).collect();
        for line in mapping {
            if !known.iter().any(|k| k.eq_ignore_ascii_case(&line.value.participant)) {
                known.push(line.value.participant.clone());
            }
        }
        known.retain(|pseudonym| !pseudonym.is_empty());
        let (speakers, problems) = map_speakers(file, &self.document.speakers, mapping, &known);
        self.open_questions = problems.iter().map(ToString::to_string).collect();
        self.speakers = speakers;
        if self.speakers.is_empty()
            && let [only] = participants_from_name(file, &known).as_slice()
        {
            // A text without turns is one participant's as a whole, under a speaker nobody labelled.
            self.speakers.push(SpeakerCase::Participant(only.clone()));
        }
        let open = self.document.speakers.iter().zip(&self.speakers);
        let open = open.filter(|(_, case)| **case == SpeakerCase::Unmapped);
        self.open_questions.extend(open.map(|(speaker, _)| format!("who {} is in the study", speaker.name)));
        if self.speakers.is_empty() {
            self.open_questions.push("whose account this is".to_owned());
        }
    }

    /// Says that everybody who answers in the document is one participant.
    pub fn set_participant(&mut self, pseudonym: &str) {
        for speaker in &mut self.speakers {
            if *speaker == SpeakerCase::Unmapped {
                *speaker = SpeakerCase::Participant(pseudonym.to_owned());
            }
        }
        if self.speakers.is_empty() {
            self.speakers.push(SpeakerCase::Participant(pseudonym.to_owned()));
        }
        self.open_questions.clear();
    }
}

impl OpenStudy {
    /// Reads documents, reporting those that cannot be read instead of stopping at them. `progress`
    /// is told how many are done and may cancel by answering `false`.
    ///
    /// # Errors
    /// When it was cancelled, or nothing could be read.
    pub fn read_documents(
        &self,
        paths: &[PathBuf],
        mapping: &[Numbered<Mapping>],
        progress: &mut dyn FnMut(usize) -> bool,
    ) -> Result<ReadDocuments> {
        let mut read = Vec::new();
        let mut failed = Vec::new();
        for (done, path) in paths.iter().enumerate() {
            if !progress(done) {
                return Err(AppError::Cancelled);
            }
            match read_document(&self.study, path, mapping) {
                Ok(document) => read.push(document),
                Err(error) => failed.push((path.clone(), error)),
            }
        }
        progress(paths.len());
        Ok((read, failed))
    }

    /// Brings documents into the study as one change. Participants that they name and the study
    /// lacks are added. A document whose name is taken is left out.
    ///
    /// # Errors
    /// When the changes could not be kept; nothing is imported then.
    pub fn import(&mut self, documents: &[ReadDocument]) -> Result<Imported> {
        self.import_with(documents, &[])
    }

    /// As [`OpenStudy::import`], and records values of attributes of the participants as well.
    ///
    /// # Errors
    /// When a value does not fit, or the changes could not be kept; nothing is imported then.
    pub fn import_with(&mut self, documents: &[ReadDocument], values: &[ValueWanted]) -> Result<Imported> {
        let (fresh, left_out) = self.fresh(documents);
        if fresh.is_empty() {
            return Ok(Imported { sources: Vec::new(), left_out });
        }
        let missing = self.missing_participants(&fresh);
        let named = self.named(&missing)?;
        let plans = self.vault.together(|vault| {
            fresh.iter().map(|document| plan(vault, document, &named)).collect::<Result<Vec<_>>>()
        })?;
        // Without names: a file may be called after the person, and what was done outlasts an erasure.
        let what = match plans.len() {
            1 => "imported 1 source".to_owned(),
            several => format!("imported {several} sources"),
        };
        let sources = self.commit(what, |draft| {
            add_participants(draft, &missing, &named)?;
            for wanted in values {
                let of = crate::resolve::participant(draft.study(), &wanted.pseudonym)?.id;
                set_attribute(draft, AttributeOwner::Participant(of), wanted.attribute, &wanted.value)?;
            }
            plans.into_iter().map(|plan| add_source(draft, plan)).collect::<Result<Vec<_>>>()
        })?;
        for source in &sources {
            words::load_one(&mut self.vault, &self.study, &mut self.texts, *source)?;
        }
        self.vocabulary.take();
        Ok(Imported { sources, left_out })
    }

    /// The documents whose names are free, and those that are left out.
    fn fresh<'a>(&self, documents: &'a [ReadDocument]) -> (Vec<&'a ReadDocument>, Vec<(PathBuf, String)>) {
        let mut taken: Vec<String> =
            self.study.sources().iter().map(|source| source.name.to_lowercase()).collect();
        let (mut fresh, mut left_out) = (Vec::new(), Vec::new());
        for document in documents {
            if taken.contains(&document.name.to_lowercase()) {
                let why = format!("there is a source called `{}` in this study already", document.name);
                left_out.push((document.path.clone(), why));
            } else {
                taken.push(document.name.to_lowercase());
                fresh.push(document);
            }
        }
        (fresh, left_out)
    }

    /// The pseudonyms that documents name and the study lacks, each once.
    fn missing_participants(&self, documents: &[&ReadDocument]) -> Vec<String> {
        let mut missing: Vec<String> = Vec::new();
        for who in documents.iter().flat_map(|document| &document.speakers) {
            if let SpeakerCase::Participant(pseudonym) = who
                && self.study.participant_named(pseudonym).is_none()
                && !missing.iter().any(|m| m.to_lowercase() == pseudonym.trim().to_lowercase())
            {
                missing.push(pseudonym.trim().to_owned());
            }
        }
        missing
    }

    /// Every participant by pseudonym, those too that the next batch will begin with: their words are
    /// sealed under their keys before the batch is written, so their ids are worked out ahead.
    pub(crate) fn named(&self, missing: &[String]) -> Result<Named> {
        let next = self.vault.next_id()?;
        let known = self.study.participants().iter().map(|p| (p.pseudonym.to_lowercase(), p.id));
        let added = (0_u32..).step_by(CHANGES_A_PARTICIPANT).zip(missing).map(|(before, pseudonym)| {
            let id = ChangeId::new(next.replica, next.counter.saturating_add(before));
            (pseudonym.to_lowercase(), ParticipantId(id))
        });
        Ok(known.chain(added).collect())
    }
}

/// A document whose words are in the vault: what the changes that bring it in will say.
pub(crate) struct Plan {
    new: NewSource,
    styles: Vec<Styled>,
    asides: Vec<AsideMemo>,
}

/// Adds a source with its headings, its emphasis, and its comments and footnotes.
pub(crate) fn add_source(draft: &mut Draft<'_>, plan: Plan) -> Result<SourceId> {
    let source = SourceId(draft.add(Op::AddSource(Box::new(plan.new)))?);
    let styled = |edit| Op::EditSource(source, SourceEdit::Styles(edit));
    draft.set(&Vec::new(), &plan.styles, styled)?;
    write_asides(draft, source, plan.asides)?;
    Ok(source)
}

/// Puts a document's words into the vault and says what the changes will say.
pub(crate) fn plan(vault: &mut Vault, document: &ReadDocument, named: &Named) -> Result<Plan> {
    let roles: Vec<SpeakerRole> =
        document.speakers.iter().map(|who| role(who, named)).collect::<Result<_>>()?;
    let imported = &document.document;
    let turns: Vec<(u16, themeloom_text::Span)> =
        imported.turns.iter().map(|turn| (turn.speaker.0, turn.span())).collect();
    let shares = words::shares(&imported.text, &roles, &turns);
    let base: Vec<Segment> = words::store(vault, &imported.text, &shares)?;
    let names = imported.speakers.iter().map(|speaker| speaker.name.clone());
    let names = names.chain(std::iter::repeat(document.name.clone()));
    let new = NewSource {
        name: document.name.clone(),
        origin: Origin {
            file: files::name(&document.path),
            kind: imported.kind.word().to_owned(),
            original: keep_original(vault, document, &shares)?,
        },
        base,
        speakers: roles.iter().zip(names).map(|(role, name)| Speaker { name, role: *role }).collect(),
        turns: imported.turns.iter().map(turn).collect(),
        pages: imported.pages.clone(),
    };
    let asides = aside_memos(&imported.text, &imported.asides);
    Ok(Plan { new, styles: imported.styles.clone(), asides })
}

/// Keeps the file as it came under the identity key of whose it is, if that key is held. A file
/// with the words of several people could not be erased for one of them, so it is not kept.
fn keep_original(
    vault: &mut Vault,
    document: &ReadDocument,
    shares: &[(Option<ParticipantId>, themeloom_text::Span)],
) -> Result<Option<BlobAddress>> {
    let ([(whose, _)], true) = (shares, vault.holds_identity()) else { return Ok(None) };
    let key = whose.map_or(KeyFor::StudyIdentity, |participant| KeyFor::IdentityOf(subject(participant)));
    let address = vault.put_blob(key, &document.original)?;
    Ok(Some(BlobAddress(address.0)))
}

/// How many changes add a participant of whom nothing but the pseudonym is known: they and their case.
const CHANGES_A_PARTICIPANT: usize = 2;

/// Adds the participants who are missing, under the ids that were worked out for them.
pub(crate) fn add_participants(draft: &mut Draft<'_>, missing: &[String], named: &Named) -> Result<()> {
    for pseudonym in missing {
        let id = ensure_participant(draft, pseudonym)?;
        if named.get(&pseudonym.to_lowercase()) != Some(&id) {
            return Err(AppError::Meanwhile { what: "somebody else began to write".to_owned() });
        }
    }
    Ok(())
}

fn role(who: &SpeakerCase, named: &Named) -> Result<SpeakerRole> {
    Ok(match who {
        SpeakerCase::Interviewer => SpeakerRole::Interviewer,
        SpeakerCase::Unmapped => SpeakerRole::Unknown,
        SpeakerCase::Participant(name) => {
            let id = named.get(&name.trim().to_lowercase()).copied();
            SpeakerRole::Participant(id.ok_or_else(|| crate::resolve::gone("participant"))?)
        }
    })
}

fn turn(turn: &themeloom_import::Turn) -> Turn {
    let starts_at = turn.time.and_then(|time| u32::try_from(time.start.0).ok());
    Turn { speaker: turn.speaker.0, span: turn.span(), words: turn.words, starts_at }
}
