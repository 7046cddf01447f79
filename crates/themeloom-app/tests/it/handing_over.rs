//! Studies of other programs come in whole, and ours goes out whole.

use std::io::{Read, Write};

use themeloom_app::import::{ForeignStudy, Limits, read_matrix_sheet, read_qdpx};
use themeloom_app::study::framework::{CellKey, CellState};
use themeloom_app::study::memo::Target;
use themeloom_app::{ExportTo, ExportWanted, OpenOptions, OpenStudy, make_sample, open};

use crate::support;

fn sample(folder: &std::path::Path) -> OpenStudy {
    let made = make_sample(folder, &mut |_, _, _| true).unwrap();
    open(&made.study, &OpenOptions { coder: Some("AK"), ..OpenOptions::default() }).unwrap()
}

/// Writes a study as a project; what was left out.
fn write(study: &mut OpenStudy, to: &std::path::Path) -> Vec<String> {
    study
        .write_export(&ExportWanted::Project { identities: false }, &ExportTo::File(to.to_owned()))
        .unwrap()
        .left_out
}

fn zipped(name: &str, content: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(content.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn read(path: &std::path::Path) -> ForeignStudy {
    read_qdpx("study.qdpx", &std::fs::read(path).unwrap(), &Limits::default()).unwrap()
}

/// What both sides share, in an order of its own.
fn shared(study: &ForeignStudy) -> Vec<String> {
    let text = |at: usize| study.sources[at].document.text.clone();
    let mut lines: Vec<String> =
        study.codes.iter().map(|c| format!("code {} {} {}", c.number, c.name, c.definition)).collect();
    lines.extend(study.cases.iter().map(|c| {
        let mut values: Vec<String> =
            c.values.iter().map(|(a, v)| format!("{}={v}", study.attributes[a.0].name)).collect();
        values.sort();
        format!(
            "case {} {values:?} {:?}",
            c.name,
            c.sources.iter().map(|s| &study.sources[s.0].name).collect::<Vec<_>>()
        )
    }));
    lines.extend(study.codings.iter().map(|c| {
        format!(
            "coding {} {:?} {} {:?} {:?}",
            study.sources[c.source.0].name,
            text(c.source.0).excerpt(c.span),
            study.codes[c.code.0].name,
            c.coder.map(|c| &study.coders[c.0]),
            c.at
        )
    }));
    lines.extend(study.memos.iter().map(|m| format!("memo {} {:?}", m.text, m.at)));
    lines.extend(study.cells.iter().map(|c| {
        format!(
            "cell {} {} {} {} {:?} {}",
            study.cases[c.case.0].name,
            study.codes[c.code.0].name,
            c.summary,
            c.note,
            c.said,
            c.quotations.len()
        )
    }));
    lines.sort();
    lines
}

#[test]
fn the_sample_study_goes_out_as_a_project_and_comes_back_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = sample(folder.path());
    let first = folder.path().join("first.qdpx");
    let left_out = write(&mut study, &first);
    insta::assert_snapshot!(left_out.join("\n"));

    // A second writing gives the same bytes: that a copy was made changes nothing of what is written.
    let second = folder.path().join("second.qdpx");
    write(&mut study, &second);
    assert!(std::fs::read(&first).unwrap() == std::fs::read(&second).unwrap(), "the bytes differ");

    let foreign = read(&first);
    let elsewhere = tempfile::tempdir().unwrap();
    let mut other = support::empty(elsewhere.path());
    let before = other.study().codes().iter().count();
    let taken = other.take_study(&foreign).unwrap();
    assert!(foreign.codings.len() > 300 && foreign.cells.len() > 50 && foreign.memos.len() > 3);
    assert_eq!((taken.codings.exact, taken.codings.lost), (foreign.codings.len(), 0));
    assert_eq!(taken.losses, Vec::<String>::new());

    let back = folder.path().join("back.qdpx");
    write(&mut other, &back);
    let (there, here) = (shared(&foreign), shared(&read(&back)));
    let lost: Vec<_> = there.iter().filter(|line| !here.contains(line)).collect();
    assert!(lost.is_empty(), "{} of {} lines differ: {lost:#?}", lost.len(), there.len());

    // It was one gesture, and one undo takes it back.
    other.undo().unwrap();
    assert_eq!(other.study().codes().iter().count(), before);
    assert_eq!(other.study().sources().iter().count(), 0);
}

#[test]
fn a_project_of_another_program_comes_in_with_its_people_codings_and_notes() {
    let document = r##"<Project name="Beds" origin="MAXQDA 24" xmlns="urn:QDA-XML:project:1.0">
      <Users><User guid="A1" name="Ann Wren"/><User guid="A2" name="Bo Lund"/></Users>
      <CodeBook><Codes><Code guid="C1" name="Beds" isCodable="true" color="#CC3311"><Code guid="C2" name="Beds" isCodable="true"/></Code></Codes></CodeBook>
      <Variables><Variable guid="V1" name="age" typeOfVariable="Integer"/></Variables>
      <Cases><Case guid="E1" name="P01"><VariableValue><VariableRef targetGUID="V1"/><IntegerValue>41</IntegerValue></VariableValue><SourceRef targetGUID="S1"/></Case></Cases>
      <Sources><TextSource guid="S1" name="Talk"><PlainTextContent>Interviewer: How many beds?
P01: Too few beds.
</PlainTextContent>
        <PlainTextSelection guid="T1" startPosition="33" endPosition="45"><Coding guid="D1" creatingUser="A2" creationDateTime="2020-02-03T04:05:06Z"><CodeRef targetGUID="C2"/><NoteRef targetGUID="N1"/></Coding></PlainTextSelection></TextSource></Sources>
      <Notes><Note guid="N1" name="Beds again" creatingUser="A2"><PlainTextContent>Said by all.</PlainTextContent></Note></Notes>
    </Project>"##;
    let bytes = zipped("project.qde", document);
    let foreign = read_qdpx("beds.qdpx", &bytes, &Limits::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut open = support::empty(folder.path());
    assert_eq!(open.preview(&foreign).codings.found, 1);
    let taken = open.take_study(&foreign).unwrap();
    assert_eq!((taken.participants, taken.sources, taken.memos, taken.coders), (1, 1, 1, 2));
    let study = open.study();
    let coding = study.codings().iter().last().unwrap();
    assert_eq!(study.coders().get(coding.coder).unwrap().name, "Bo Lund");
    assert_eq!(study.codes().get(coding.code).unwrap().content.name, "Beds");
    let passage = study.passage_of(coding).unwrap();
    assert_eq!(open.texts().words_when_marked(study, &passage).unwrap(), "Too few beds");
    // The words are the participant's own: under their key, and theirs in every count.
    let participant = study.participant_named("P01").unwrap().id;
    assert_eq!(study.participant_of_coding(coding), Some(participant));
    let memo = study.memos().iter().last().unwrap();
    assert_eq!(
        (memo.about.clone(), memo.text.as_str()),
        (Target::Coding(coding.id), "Beds again\n\nSaid by all.")
    );
    assert_eq!(study.coders().get(memo.author).unwrap().name, "Bo Lund");
    let age =
        study.attribute_named(themeloom_app::study::attribute::AttributeOf::Participant, "age").unwrap().id;
    let owner = themeloom_app::study::attribute::AttributeOwner::Participant(participant);
    assert_eq!(study.attribute_value(owner, age).unwrap().to_string(), "41");
}

#[test]
fn a_project_without_anything_in_it_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut open = support::empty(folder.path());
    let before = open.study().stamp();
    let error = open
        .take_study(&ForeignStudy { program: "ATLAS.ti 23".into(), ..ForeignStudy::default() })
        .unwrap_err();
    assert_eq!(error.to_string(), "the project of ATLAS.ti 23 holds no codes, no sources and no cases");
    assert_eq!(open.study().stamp(), before);
}

#[test]
fn a_matrix_from_a_spreadsheet_is_charted_for_cases_that_are_there_and_for_new_ones() {
    let folder = tempfile::tempdir().unwrap();
    let mut open = support::begin(folder.path());
    let table = "Case,Money,Waiting\nP01,Says it is never enough,Not asked\nP77,,Waits for months\n";
    let foreign = read_matrix_sheet("matrix.csv", table.as_bytes(), &Limits::default()).unwrap().unwrap();
    let taken = open.take_study(&foreign).unwrap();
    assert_eq!((taken.participants, taken.sources), (1, 0));
    let study = open.study();
    let cell = |case: &str, code: &str| {
        let key = CellKey {
            case: study.case_named(case).unwrap().id,
            code: study.codes_named(code).first().unwrap().id,
        };
        study.cells().get(&key).map(|cell| (cell.state, cell.summary.clone()))
    };
    assert_eq!(cell("P01", "Money"), Some((CellState::Charted, "Says it is never enough".to_owned())));
    assert_eq!(cell("P01", "Waiting"), Some((CellState::NotAsked, String::new())));
    assert_eq!(cell("P77", "Money"), None);
    assert_eq!(cell("P77", "Waiting"), Some((CellState::Charted, "Waits for months".to_owned())));
}

#[test]
fn a_recording_goes_along_only_when_asked_for_and_its_times_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = support::empty(folder.path());
    support::import(
        &mut study,
        "P01.vtt",
        "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Interviewer>How many beds?\n\n00:04.500 --> 00:06.000\n<v P01>Too few beds.\n",
    );
    let source = study.study().sources().iter().next().unwrap().id;
    support::agree_to_be_recorded(&mut study, "P01");
    let sound = b"ID3 a voice that names a person";
    study.keep_recording(source, "P01.mp3", sound).unwrap();

    let without = folder.path().join("without.qdpx");
    let left_out = write(&mut study, &without).join("\n");
    assert!(left_out.contains("recordings (1): P01: they say who people are"), "{left_out}");
    assert!(left_out.contains("times of turns (1): P01"), "{left_out}");
    assert!(read(&without).sources[0].document.turns[0].time.is_none());

    let with = folder.path().join("with.qdpx");
    let wanted = ExportWanted::Project { identities: true };
    let left_out = study.write_export(&wanted, &ExportTo::File(with.clone())).unwrap().left_out.join("\n");
    assert!(!left_out.contains("recordings") && !left_out.contains("times of turns"), "{left_out}");
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&with).unwrap()).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let name = names.iter().find(|name| name.ends_with(".mp3")).unwrap();
    let mut held = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut held).unwrap();
    assert_eq!(held, sound);
    let back = read(&with);
    let times: Vec<u64> =
        back.sources[0].document.turns.iter().map(|turn| turn.time.unwrap().start.0).collect();
    assert_eq!(times, [1000, 4500]);
    assert!(back.losses.iter().any(|loss| loss.kind == "recording"), "{:?}", back.losses);
}

/// A project with these codes (some below the one before), a case P1 with a role, and a coding with each code.
fn project_of(codes: &[(&str, bool)], role: &str) -> Vec<u8> {
    let (mut book, mut marks, mut open) = (String::new(), String::new(), false);
    for (n, (name, below)) in codes.iter().enumerate() {
        if open && !below {
            book.push_str("</Code>");
        }
        book.push_str(&format!(r#"<Code guid="C{n}" name="{name}" isCodable="true">"#));
        if *below {
            book.push_str("</Code>");
        } else {
            open = true;
        }
        marks.push_str(&format!(
            r#"<PlainTextSelection guid="T{n}" startPosition="{n}" endPosition="9"><Coding guid="D{n}"><CodeRef targetGUID="C{n}"/></Coding></PlainTextSelection>"#
        ));
    }
    let document = format!(
        r#"<Project name="Beds" origin="Some program" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes>{book}</Code></Codes></CodeBook><Variables><Variable guid="V1" name="role" typeOfVariable="Text"/></Variables><Cases><Case guid="E1" name="P1"><VariableValue><VariableRef targetGUID="V1"/><TextValue>{role}</TextValue></VariableValue></Case></Cases><Sources><TextSource guid="S1" name="Talk"><PlainTextContent>No beds at all.</PlainTextContent>{marks}</TextSource></Sources></Project>"#
    );
    zipped("project.qde", &document)
}

fn take(study: &mut OpenStudy, project: &[u8]) -> themeloom_app::StudyTaken {
    study.take_study(&read_qdpx("study.qdpx", project, &Limits::default()).unwrap()).unwrap()
}

#[test]
fn codes_that_differ_in_capitals_or_share_a_name_keep_their_codings_apart_however_often_they_come() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = support::plain(folder.path());
    let project = project_of(
        &[("Trust", false), ("Barriers", true), ("trust", false), ("Same", false), ("Same", false)],
        "GP",
    );
    let first = take(&mut study, &project);
    let again = take(&mut study, &project);
    assert_eq!((first.codes, first.codes_there), (5, 0));
    assert_eq!((again.codes, again.codes_there), (0, 5));
    let counts: Vec<(String, usize)> = study
        .study()
        .codebook()
        .iter()
        .map(|code| {
            let codings = study.study().codings().iter().filter(|coding| coding.code == code.id).count();
            (code.content.name.clone(), codings)
        })
        .collect();
    assert_eq!(counts.len(), 5);
    assert!(counts.iter().all(|(_, codings)| *codings == 2), "{counts:?}");
}

#[test]
fn what_the_study_knows_of_a_case_stays_and_what_the_file_says_otherwise_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = support::plain(folder.path());
    take(&mut study, &project_of(&[("Trust", false)], "GP"));
    let again = take(&mut study, &project_of(&[("Trust", false)], "Nurse"));
    assert_eq!(again.participants_there, ["P1"]);
    assert_eq!(again.losses, ["role of P1, Nurse: the study has another value, which stayed"]);
}
