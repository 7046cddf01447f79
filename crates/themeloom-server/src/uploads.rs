//! Files that were sent and are not in a study yet: kept in memory, in the session, never on the disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use themeloom_app::import::{ForeignStudy, SpeakerCase};
use themeloom_app::{ReadDocument, StudyTaken};

use crate::api::{NoteSeen, Opening, Preview, SpeakerSeen, SpeakerWanted, StudyHeld};
use crate::study_name::StudyName;

/// What a session may keep waiting, in bytes.
const MOST_BYTES: usize = 600_000_000;
/// How many turns a preview shows, and how many characters of each.
const SHOWN: (usize, usize) = (8, 240);

/// A file that was read.
#[derive(Clone)]
pub enum Upload {
    /// A transcript or another document.
    Document(Box<ReadDocument>),
    /// Studies of another program, and the size of their file.
    Studies(Vec<ForeignStudy>, usize),
    /// A whole study, by the name and the bytes of its archive.
    Whole(String, Arc<[u8]>),
}

impl Upload {
    fn bytes(&self) -> usize {
        match self {
            Self::Document(document) => document.original.len(),
            Self::Studies(_, bytes) => *bytes,
            Self::Whole(_, bytes) => bytes.len(),
        }
    }
}

/// What a file waits for.
#[derive(Clone, PartialEq, Eq)]
pub enum For {
    /// A study that is there.
    Study(StudyName),
    /// A study that is to begin with it.
    New,
}

/// Files that wait.
#[derive(Default)]
pub struct Uploads {
    waiting: BTreeMap<String, (For, Upload)>,
    made: u64,
}

impl Uploads {
    /// Keeps a file; nothing where too much waits already.
    pub fn keep(&mut self, wanted: For, upload: Upload) -> Option<String> {
        let waiting: usize = self.waiting.values().map(|(_, upload)| upload.bytes()).sum();
        if waiting + upload.bytes() > MOST_BYTES {
            return None;
        }
        self.made += 1;
        let name = format!("u{}", self.made);
        self.waiting.insert(name.clone(), (wanted, upload));
        Some(name)
    }

    /// A file that waits.
    pub fn get(&self, wanted: &For, upload: &str) -> Option<&Upload> {
        self.waiting.get(upload).filter(|(of, _)| of == wanted).map(|(_, upload)| upload)
    }

    /// Forgets a file.
    pub fn forget(&mut self, wanted: &For, upload: &str) {
        if self.get(wanted, upload).is_some() {
            self.waiting.remove(upload);
        }
    }

    /// Forgets all files that wait for a study: it was locked.
    pub fn forget_all(&mut self, study: &StudyName) {
        self.waiting.retain(|_, (of, _)| !matches!(of, For::Study(name) if name == study));
    }
}

/// Says who the speakers of a document are.
pub fn map_speakers(document: &mut ReadDocument, wanted: &[SpeakerWanted]) {
    let case = |wanted: &SpeakerWanted| match (wanted.role.as_str(), wanted.participant.as_deref()) {
        ("interviewer", _) => SpeakerCase::Interviewer,
        ("participant", Some(who)) if !who.trim().is_empty() => {
            SpeakerCase::Participant(who.trim().to_owned())
        }
        _ => SpeakerCase::Unmapped,
    };
    if document.document.speakers.is_empty() {
        document.speakers = wanted.first().map(case).into_iter().collect();
        return;
    }
    for (speaker, now) in document.document.speakers.iter().zip(&mut document.speakers) {
        if let Some(wanted) = wanted.iter().find(|wanted| wanted.name == speaker.name) {
            *now = case(wanted);
        }
    }
}

/// What was recognised in a document.
pub fn preview(upload: &str, document: &ReadDocument) -> Preview {
    let read = &document.document;
    let words = |span| read.text.excerpt(span).unwrap_or_default();
    let count = |text: &str| text.split_whitespace().count();
    let speaker = |place: usize, name: String| {
        let turns: Vec<_> = read.turns.iter().filter(|turn| usize::from(turn.speaker.0) == place).collect();
        let (role, participant) = match document.speakers.get(place) {
            Some(SpeakerCase::Interviewer) => ("interviewer", None),
            Some(SpeakerCase::Participant(who)) => ("participant", Some(who.clone())),
            Some(SpeakerCase::Unmapped) | None => ("unknown", None),
        };
        SpeakerSeen {
            name,
            turns: turns.len(),
            words: turns.iter().map(|turn| count(words(turn.words))).sum(),
            first_words: turns.first().map(|turn| shortened(words(turn.words))).unwrap_or_default(),
            role: role.to_owned(),
            participant,
        }
    };
    let mut names: Vec<String> = read.speakers.iter().map(|speaker| speaker.name.clone()).collect();
    if names.is_empty() {
        names.push(String::new());
    }
    let questions = document.open_questions.iter().map(|text| ("warning", format!("not clear: {text}")));
    let notes = read.notes.iter().map(|note| ("note", note.to_string())).chain(questions);
    Preview {
        upload: upload.to_owned(),
        file: document.path.display().to_string(),
        kind: read.kind.word().to_owned(),
        name: document.name.clone(),
        words: count(read.text.as_str()),
        turns: read.turns.len(),
        pages: read.pages.len(),
        opening: opening(document),
        speakers: names.into_iter().enumerate().map(|(place, name)| speaker(place, name)).collect(),
        notes: notes.map(|(severity, text)| NoteSeen { severity: severity.to_owned(), text }).collect(),
        studies: Vec::new(),
        problem: None,
    }
}

/// What a study of another program holds, or came to.
pub fn held(taken: &StudyTaken) -> StudyHeld {
    StudyHeld {
        program: taken.program.clone(),
        name: taken.name.clone(),
        coders: taken.coders,
        codes: taken.codes,
        codes_there: taken.codes_there,
        attributes: taken.attributes,
        cases: taken.participants,
        sources: taken.sources,
        memos: taken.memos,
        cells: taken.cells,
        found: taken.codings.found,
        exact: taken.codings.exact,
        reanchored: taken.codings.reanchored,
        lost: taken.codings.lost,
        counted: taken.counted.clone(),
        renamed: taken.renamed.clone(),
        cases_there: taken.participants_there.clone(),
        moved: taken.reanchored.clone(),
        nobodys: taken.nobodys.clone(),
        losses: taken.losses.clone(),
    }
}

fn opening(document: &ReadDocument) -> Vec<Opening> {
    let read = &document.document;
    if read.turns.is_empty() {
        return vec![Opening { speaker: None, words: shortened(read.text.as_str()) }];
    }
    let turn = |turn: &themeloom_app::import::Turn| Opening {
        speaker: read.speakers.get(usize::from(turn.speaker.0)).map(|speaker| speaker.name.clone()),
        words: shortened(read.text.excerpt(turn.words).unwrap_or_default()),
    };
    read.turns.iter().take(SHOWN.0).map(turn).collect()
}

fn shortened(words: &str) -> String {
    words.trim().chars().take(SHOWN.1).collect()
}
