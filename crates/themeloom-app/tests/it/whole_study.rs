//! A study goes out whole as an open folder, and the same study is made of it again.

use std::collections::BTreeMap;
use std::path::Path;

use themeloom_app::report::pack;
use themeloom_app::store::KdfCost;
use themeloom_app::{
    AppError, ExportTo, ExportWanted, IdentitySaid, OpenOptions, OpenStudy, WholeFrom, WholeStudy,
    make_sample, open, take_whole_study,
};

use crate::styles;
use crate::support::{SAID, begin, code, counted, empty, erasure, noon};

/// Files by their paths in a folder.
type Files = BTreeMap<String, Vec<u8>>;

fn write(study: &mut OpenStudy, folder: &Path, identities: bool) -> Vec<String> {
    let to = ExportTo::Folder(folder.to_owned());
    study.write_export(&ExportWanted::Whole { identities }, &to).unwrap().left_out
}

fn take(from: &Path, path: &Path) -> Result<OpenStudy, AppError> {
    let (cost, clock) = (KdfCost::test(), noon as fn() -> _);
    let bytes = if from.is_dir() { Vec::new() } else { std::fs::read(from).unwrap() };
    let from = if from.is_dir() { WholeFrom::Folder(from) } else { WholeFrom::Archive("study.zip", &bytes) };
    take_whole_study(&WholeStudy { from, path, coder: None, passphrase: None, cost, clock })
        .map(|made| made.0)
}

fn jane() -> IdentitySaid {
    IdentitySaid { name: Some("Jane Roe".into()), contact: Some("jane.roe@example.org".into()) }
}

/// Every file of a folder by its path.
fn files(folder: &Path) -> Files {
    let paths = themeloom_app::expand(&[folder.to_owned()]).unwrap();
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
    paths.iter().map(|path| (name(path), std::fs::read(path).unwrap())).collect()
}

fn all_words(folder: &Path) -> String {
    files(folder).into_values().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[test]
fn the_sample_study_comes_back_from_its_folder_and_goes_out_again_with_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let made = make_sample(folder.path(), &mut |_, _, _| true).unwrap();
    let mut study = open(&made.study, &OpenOptions { coder: Some("AK"), ..OpenOptions::default() }).unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    write(&mut study, &one, true);
    let mut again = take(&one, &folder.path().join("again.loom")).unwrap();
    assert!(again.check(None).unwrap().is_sound());
    let counts = |study: &OpenStudy| (study.study().codings().rows().len(), study.study().cells().len());
    assert_eq!(counts(&again), counts(&study));
    again.choose_coder(Some("AK")).unwrap();
    write(&mut again, &two, true);
    let (one, two) = (files(&one), files(&two));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    let differing: Vec<&String> =
        one.iter().filter(|(name, bytes)| two[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn headings_and_emphasis_come_back_with_the_study() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = empty(folder.path());
    styles::import(&mut study);
    write(&mut study, &folder.path().join("out"), false);
    let again = take(&folder.path().join("out"), &folder.path().join("again.loom")).unwrap();
    assert_eq!(styles::shown(&again), styles::shown(&study));
    assert_eq!(styles::shown(&again).len(), 4);
}

#[test]
fn work_goes_on_in_the_study_that_was_made() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    study.correct("P01", "Nobody counts that", "No one counts it").unwrap();
    code(&mut study, "trust", "1.1");
    write(&mut study, &folder.path().join("out"), false);
    let mut again = take(&folder.path().join("out"), &folder.path().join("again.loom")).unwrap();
    assert_eq!(counted(&again), counted(&study));
    let before = counted(&again);
    again.undo().unwrap();
    assert!(counted(&again) < before, "what was done in the first file is undone in the second");
    assert!(code(&mut again, "money", "1.2") > 0);
    assert!(again.check(None).unwrap().is_sound());
}

#[test]
fn who_somebody_is_goes_out_only_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    study.record_identity("P01", &jane()).unwrap();
    let (plain, whole) = (folder.path().join("plain"), folder.path().join("whole"));
    let left_out = write(&mut study, &plain, false);
    assert_eq!(left_out.len(), 2, "the file as it came, and the name: {left_out:?}");
    assert!(!all_words(&plain).contains("Jane"));
    assert!(write(&mut study, &whole, true).is_empty());
    assert!(all_words(&whole).contains("Jane"));
    let named = |study: &OpenStudy| {
        let state = study.study();
        state.identity(state.participant_named("P01").unwrap().id).map(|identity| identity.name.clone())
    };
    assert_eq!(named(&take(&whole, &folder.path().join("whole.loom")).unwrap()), Some("Jane Roe".to_owned()));
    let without = take(&plain, &folder.path().join("plain.loom")).unwrap();
    assert_eq!((named(&without), without.study().participants().rows().len()), (None, 1));
}

#[test]
fn nothing_of_an_erased_participant_is_in_the_folder_and_they_stay_erased_in_what_is_made_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    study.correct("P01", "Nobody counts that", "No one counts it").unwrap();
    code(&mut study, "trust", "1.1");
    study.erase_participant("P01", &erasure()).unwrap();
    write(&mut study, &folder.path().join("out"), true);
    assert!(!all_words(&folder.path().join("out")).contains(SAID));
    let mut again = take(&folder.path().join("out"), &folder.path().join("again.loom")).unwrap();
    let one = again.study().participants().rows()[0].clone();
    assert!(one.erased.is_some());
    assert!(again.record_identity("P01", &jane()).is_err(), "nothing can be kept for them again");
    write(&mut again, &folder.path().join("out again"), true);
    assert_eq!(
        files(&folder.path().join("out"))["log/00001.jsonl"],
        files(&folder.path().join("out again"))["log/00001.jsonl"]
    );
}

#[test]
fn a_zip_of_the_folder_does_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    assert!(!themeloom_app::is_whole_study(WholeFrom::Folder(folder.path())));
    let (zip, prefix) = (folder.path().join("study.zip"), "mine");
    let (file, _) = study.hand_out_export(&ExportWanted::Whole { identities: false }, prefix).unwrap();
    assert_eq!(file.name, "mine-study.zip");
    assert!(themeloom_app::is_whole_study(WholeFrom::Archive(&file.name, &file.bytes)));
    // Whoever packs a folder by hand usually packs the folder itself.
    let packed = within_a_folder(&file.bytes);
    for (bytes, name) in [(file.bytes, "again.loom"), (packed, "packed.loom")] {
        std::fs::write(&zip, bytes).unwrap();
        let again = take(&zip, &folder.path().join(name)).unwrap();
        assert_eq!(again.study().sources().rows().len(), 1);
    }
}

/// An archive whose files lie in a folder.
fn within_a_folder(bytes: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let part = from.by_index_raw(at).unwrap();
        let name = format!("my study/{}", part.name().unwrap());
        to.raw_copy_file_rename(part, name).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn a_folder_that_was_changed_is_refused_by_name_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    code(&mut study, "trust", "1.1");
    write(&mut study, &folder.path().join("out"), false);
    let whole = files(&folder.path().join("out"));
    let refused = |change: &dyn Fn(&mut Files)| {
        let mut files = whole.clone();
        change(&mut files);
        let files: Vec<(String, Vec<u8>)> = files.into_iter().collect();
        let zip = folder.path().join("changed.zip");
        std::fs::write(&zip, pack(&files).unwrap()).unwrap();
        let new = folder.path().join("new.loom");
        let error = take(&zip, &new).unwrap_err();
        assert!(!new.exists());
        error.to_string()
    };
    let about = |from: &'static str, to: &'static str| {
        move |files: &mut Files| {
            let text = String::from_utf8(files["study.json"].clone()).unwrap();
            assert!(text.contains(from));
            files.insert("study.json".into(), text.replacen(from, to, 1).into_bytes());
        }
    };
    let said = [
        refused(&|files| files.get_mut("words/P01.txt").unwrap().push(b'!')),
        refused(&|files| drop(files.remove("log/00001.jsonl"))),
        refused(&|files| drop(files.remove("study.json"))),
        refused(&about("\"themeloom_folder\": 1", "\"themeloom_folder\": 9")),
        refused(&about("words/P01.txt", "../../P01.txt")),
        refused(&about("\"under\": {", "\"under\": [")),
    ];
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn where_nobody_says_who_they_are_no_copy_is_made_that_could_not_be_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let made = make_sample(folder.path(), &mut |_, _, _| true).unwrap();
    let mut study = open(&made.study, &OpenOptions::default()).unwrap();
    let out = folder.path().join("codings.csv");
    let wanted = ExportWanted::Table(themeloom_app::TableWanted::Codings, themeloom_app::ReportFormat::Csv);
    let error = study.write_export(&wanted, &ExportTo::File(out.clone())).unwrap_err();
    assert!(matches!(error, AppError::WhoIsWorking { .. }));
    assert!(!out.exists());
}

#[test]
fn a_folder_that_holds_something_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let out = folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    std::fs::write(out.join("mine.txt"), "mine").unwrap();
    let to = ExportTo::Folder(out.clone());
    assert!(study.write_export(&ExportWanted::Whole { identities: false }, &to).is_err());
    assert_eq!(files(&out).len(), 1);
}
