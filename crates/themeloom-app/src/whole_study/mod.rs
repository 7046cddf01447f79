//! The whole study as an open folder: its log as JSON lines, its words and files beside it, and tables made of
//! both for readers and other programs. The folder says all that the study says, in the clear, and makes the
//! same study again; `README.txt` explains it to whoever finds it without this program.
//!
//! The names of what lies beside the log are hashes of what it holds, not the sealed addresses of the study's
//! file: so the same study gives the same folder, byte for byte, whichever file it is kept in.

mod links;
mod read;
mod shelf;
mod tables;
mod write;

use serde::{Deserialize, Serialize};
use themeloom_store::{KeyFor, SubjectId};
use themeloom_study::coding::ExcerptHash;
use themeloom_study::source::BlobAddress;
use themeloom_study::{Change, ChangeId, ParticipantId, Stamp};

use crate::open::subject;

pub use read::{WholeFrom, WholeStudy, hold_whole_study, is_whole_study, take_whole_study};

/// The number of this layout of a folder. It rises when a reader of the old one could not read the new one.
const FORMAT: u16 = 1;

/// The file that says what the folder is.
const ABOUT: &str = "study.json";

/// The folder of the log, and how many changes one of its files holds at most.
const LOG: &str = "log";
const CHANGES_A_FILE: usize = 50_000;

/// What the folder is, and what must lie in it.
#[derive(Serialize, Deserialize)]
struct About {
    /// [`FORMAT`].
    themeloom_folder: u16,
    /// The study's name.
    study: String,
    /// How many changes the log has.
    changes: u64,
    /// Whether real names, contacts, originals and recordings are here.
    with_identities: bool,
    /// Participants who were erased, for whom nothing may be kept again.
    erased: Vec<ParticipantId>,
    /// What changes of the log refer to.
    kept: Vec<Kept>,
    /// Every file but this one.
    files: Vec<Lies>,
}

/// Words or a file that the study keeps.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    /// How the log calls it: [`name_of`].
    name: BlobAddress,
    /// About whom it is.
    under: Under,
    /// Where it lies in the folder.
    file: String,
}

/// A file of the folder.
#[derive(Serialize, Deserialize)]
struct Lies {
    path: String,
    bytes: u64,
    blake3: String,
}

/// About whom something is: whose key sealed it, and will again.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Under {
    /// Nobody in particular.
    Study,
    /// People, but no single participant.
    People,
    /// What a participant said, and what was written about it.
    Words(ParticipantId),
    /// Who a participant is.
    Identity(ParticipantId),
}

/// One line of the log.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Line {
    /// A change.
    Said { under: Under, change: Box<Change> },
    /// A change that is not here.
    Gone { under: Under, id: ChangeId, stamp: Stamp, why: Why },
}

/// Why a change is not here.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Why {
    /// Nobody can read it any more.
    Erased,
    /// It says who somebody is, and that was not asked for or cannot be read by whoever wrote the folder.
    LeftOut,
}

impl From<Under> for KeyFor {
    fn from(under: Under) -> Self {
        match under {
            Under::Study => Self::Study,
            Under::People => Self::StudyIdentity,
            Under::Words(participant) => Self::Words(subject(participant)),
            Under::Identity(participant) => Self::IdentityOf(subject(participant)),
        }
    }
}

impl From<KeyFor> for Under {
    fn from(key: KeyFor) -> Self {
        match key {
            KeyFor::Study => Self::Study,
            KeyFor::StudyIdentity => Self::People,
            KeyFor::Words(subject) => Self::Words(participant(subject)),
            KeyFor::IdentityOf(subject) => Self::Identity(participant(subject)),
        }
    }
}

/// The participant whom the store knows under a name.
fn participant(subject: SubjectId) -> ParticipantId {
    let [name @ .., _, _, _, _] = subject.0;
    ParticipantId(ChangeId::from_bytes(name))
}

/// How the log of a folder calls what the study keeps: a hash of whom it is about and of what it holds, since
/// equal words of two people are kept for each of them.
fn name_of(under: Under, content: &[u8]) -> BlobAddress {
    let mut hasher = blake3::Hasher::new();
    let about = match under {
        Under::Study => "study".to_owned(),
        Under::People => "people".to_owned(),
        Under::Words(participant) => format!("words {participant}"),
        Under::Identity(participant) => format!("identity {participant}"),
    };
    hasher.update(about.as_bytes()).update(&[0]).update(content);
    BlobAddress(*hasher.finalize().as_bytes())
}

/// How the log of a folder states the words of a coding: the first eight bytes of their hash.
fn open_hash(words: &str) -> ExcerptHash {
    let hash = blake3::hash(words.as_bytes());
    let (first, _) = hash.as_bytes().split_first_chunk::<8>().unwrap_or((&[0; 8], &[]));
    ExcerptHash(u64::from_be_bytes(*first))
}

fn sum(path: &str, bytes: &[u8]) -> Lies {
    Lies {
        path: path.to_owned(),
        bytes: bytes.len() as u64,
        blake3: blake3::hash(bytes).to_hex().to_string(),
    }
}
