//! Recordings beside transcripts: whose they are, who must have agreed, and their end.

use themeloom_app::study::SourceId;
use themeloom_app::study::consent::ConsentState;
use themeloom_app::{AppError, OpenStudy, take_recording_away};

use crate::support::{again, all_that_can_be_read, answer_to_be_recorded, begin, erasure, import};

const SOUND: &[u8] = b"ID3 a voice that names a person";

fn only_source(study: &OpenStudy) -> SourceId {
    study.study().sources().iter().next().unwrap().id
}

fn answer(study: &mut OpenStudy, state: ConsentState) {
    answer_to_be_recorded(study, "P01", state);
}

fn why(refused: &AppError) -> String {
    refused.to_string().rsplit(" in the study: ").next().unwrap_or_default().to_owned()
}

#[test]
fn a_recording_outlasts_closing_the_study_and_is_read_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let source = only_source(&study);
    answer(&mut study, ConsentState::Given);
    study.keep_recording(source, "P01.mp3", SOUND).unwrap();
    let mut study = again(study);
    assert_eq!(study.recording(source).unwrap().bytes, SOUND.len() as u64);
    assert_eq!(study.recording_part(source, 6..11).unwrap(), b"voice");
    assert_eq!(study.recording_part(source, 17..9_999).unwrap(), &SOUND[17..]);
}

#[test]
fn a_recording_is_refused_until_the_participant_agreed_to_be_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let source = only_source(&study);
    let before = study.seq();
    let refused = study.keep_recording(source, "P01.mp3", SOUND).unwrap_err();
    assert_eq!(
        why(&refused),
        "no answer of P01 to the consent statement `recording` (version 1) is recorded"
    );
    assert_eq!(study.seq(), before);
    answer(&mut study, ConsentState::Refused);
    let refused = study.keep_recording(source, "P01.mp3", SOUND).unwrap_err();
    assert_eq!(why(&refused), "P01 did not agree to the consent statement `recording` (version 1)");
}

#[test]
fn a_recording_of_somebody_unknown_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let mut read =
        themeloom_app::read_bytes(study.study(), "talk.txt".as_ref(), b"A: Yes.\n\nB: No.\n".to_vec(), &[])
            .unwrap();
    read.speakers.clear();
    let source = study.import(&[read]).unwrap().sources[0];
    let refused = study.keep_recording(source, "talk.mp3", SOUND).unwrap_err();
    assert!(why(&refused).starts_with("nobody has said which participant speaks in it"));
}

#[test]
fn erasing_a_participant_destroys_their_recording() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    import(&mut study, "P02.txt", "P02: Value is a word for meetings.\n");
    let source = only_source(&study);
    answer(&mut study, ConsentState::Given);
    study.keep_recording(source, "the real name of P01.mp3", SOUND).unwrap();
    let path = study.path().to_owned();
    assert!(all_that_can_be_read(&path).contains("the real name of p01"));
    study.erase_participant("P01", &erasure()).unwrap();
    assert!(study.recording_part(source, 0..9).is_err());
    assert!(!all_that_can_be_read(&path).contains("the real name of p01"));
    assert!(study.check(None).unwrap().is_sound());
}

#[test]
fn a_recording_that_is_taken_away_comes_back_by_undo() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let source = only_source(&study);
    answer(&mut study, ConsentState::Given);
    study.keep_recording(source, "P01.mp3", SOUND).unwrap();
    study.commit("", |draft| take_recording_away(draft, source)).unwrap();
    assert!(matches!(study.recording(source), Err(AppError::NoRecording { .. })));
    study.undo().unwrap();
    assert_eq!(study.recording_part(source, 0..3).unwrap(), b"ID3");
}
