//! A small study to begin with.

use std::path::{Path, PathBuf};

use themeloom_app::store::{KdfCost, Opened, SqliteStore, Unlock, Vault};
use themeloom_app::study::Timestamp;
use themeloom_app::study::consent::{Consent, ConsentMode, ConsentState, Erasure};
use themeloom_app::study_templates;
use themeloom_app::{NewStudy, OpenOptions, OpenStudy, create, open, read_bytes, record_consent};

/// A time that stands still, so that what is printed is always the same.
pub fn noon() -> Timestamp {
    Timestamp(1_795_000_000_000)
}

pub const TALK: &str = "Interviewer: What does value mean to you?\n\n\
    P01: Value is time with the patient. Nobody counts that.\n\n\
    Interviewer: And for the trust?\n\n\
    P01: For the trust it is money. We trust nobody with the ledger.\n";

/// A new study in a folder, with one short transcript of P01 in it.
pub fn begin(folder: &Path) -> OpenStudy {
    let mut study = empty(folder);
    import(&mut study, "P01.txt", TALK);
    study
}

/// A new study in a folder.
pub fn empty(folder: &Path) -> OpenStudy {
    of_template(folder, "nhs-clinician-manager-engagement")
}

/// A new study in a folder in which nothing is decided.
pub fn plain(folder: &Path) -> OpenStudy {
    of_template(folder, "plain")
}

fn of_template(folder: &Path, template: &str) -> OpenStudy {
    let protocol = study_templates::find(template).unwrap();
    let new = NewStudy {
        path: &folder.join("study.loom"),
        title: "A small study",
        protocol: &protocol,
        sensitising: &[],
        coder: ("Ada Kettle", "AK"),
        passphrase: None,
        cost: KdfCost::test(),
        clock: noon,
    };
    create(&new).unwrap().0
}

/// Imports a text under a file name, its answers being those of the participant that the name says.
pub fn import(study: &mut OpenStudy, file: &str, text: &str) {
    let mut read = read_bytes(study.study(), &PathBuf::from(file), text.as_bytes().to_vec(), &[]).unwrap();
    let participant = file.split('.').next().unwrap().to_owned();
    read.set_participant(&participant);
    let done = study.import(&[read]).unwrap();
    assert_eq!(done.sources.len(), 1, "{:?}", done.left_out);
}

/// Writes down that a participant agreed to be recorded.
pub fn agree_to_be_recorded(study: &mut OpenStudy, pseudonym: &str) {
    answer_to_be_recorded(study, pseudonym, ConsentState::Given);
}

/// Writes down what a participant answered when asked to be recorded.
pub fn answer_to_be_recorded(study: &mut OpenStudy, pseudonym: &str, state: ConsentState) {
    let who = study.study().participant_named(pseudonym).unwrap().id;
    let consent =
        Consent { state, mode: ConsentMode::Written, on: "2026-11-23".into(), taken_by: String::new() };
    study.commit("", |draft| record_consent(draft, who, "recording", None, consent)).unwrap();
}

/// Closes a study and opens it again.
pub fn again(study: OpenStudy) -> OpenStudy {
    let path = study.path().to_owned();
    study.close().unwrap();
    open(&path, &OpenOptions { clock: noon, ..OpenOptions::default() }).unwrap()
}

/// Codes all that a query finds, as read.
pub fn code(study: &mut OpenStudy, query: &str, code: &str) -> usize {
    let hits = study.search(query, 30).unwrap();
    study.code_hits(&hits, code, true).unwrap().coded
}

/// How many codings count.
pub fn counted(study: &OpenStudy) -> usize {
    let state = study.study();
    state.codings().iter().filter(|coding| state.counts(coding)).count()
}

/// What P01 said, as a colleague writes it down elsewhere.
pub const SAID: &str = "trust nobody with the ledger";

/// Everything of a study's file that its own keys open, as text.
pub fn all_that_can_be_read(path: &Path) -> String {
    let store = SqliteStore::open_read_only(path).unwrap();
    let mut vault = Vault::unlock(Box::new(store), &Unlock::Unprotected).unwrap();
    let mut bytes = Vec::new();
    for envelope in vault.read_all().unwrap() {
        bytes.extend(envelope.body.plain().unwrap_or_default());
    }
    for part in vault.snapshot().unwrap().into_iter().flat_map(|snapshot| snapshot.parts) {
        if let Opened::Plain(part) = part.content {
            bytes.extend(part);
        }
    }
    String::from_utf8_lossy(&bytes).to_lowercase()
}

/// An erasure somebody asked for.
pub fn erasure() -> Erasure {
    Erasure { on: "2026-11-23".to_owned(), reason: "asked for it".to_owned() }
}
