//! Projects of QualCoder.

use insta::assert_snapshot;
use rusqlite::params;
use themeloom_import::{
    ForeignStudy, ForeignTarget, Limits, StudyKind, open_study, read_qualcoder, recognise_study,
};

use crate::database_builder::{QUALCODER_5, QUALCODER_17, database, database_of};

fn read(bytes: &[u8]) -> ForeignStudy {
    let study = read_qualcoder("Ward 7.qda/data.qda", bytes, &Limits::default()).unwrap();
    let a = study.anchoring;
    assert_eq!(a.found, a.exact + a.reanchored + a.lost, "{a:?}");
    study
}

/// Everything that a study holds, one line each.
fn told(study: &ForeignStudy) -> String {
    let mut told =
        format!("{} | {} | {}\n{:?}\n", study.program, study.name, study.description, study.anchoring);
    let words = |source: themeloom_import::SourceIdx, span| {
        study.sources[source.0].document.text.excerpt(span).unwrap().to_owned()
    };
    let coder = |coder: Option<themeloom_import::CoderIdx>| coder.map_or("-", |coder| &study.coders[coder.0]);
    for code in &study.codes {
        let parent = code.parent.map_or("-", |parent| &study.codes[parent.0].name);
        let kind = if code.is_category { "category" } else { "code" };
        let colour = code.colour.map(|colour| colour.to_string()).unwrap_or_default();
        told += &format!("{kind} {} < {parent} | {} | {colour}\n", code.name, code.definition);
    }
    for attribute in &study.attributes {
        told += &format!("attribute {} {:?} {}\n", attribute.name, attribute.kind, attribute.help);
    }
    for case in &study.cases {
        let values: Vec<String> =
            case.values.iter().map(|(a, value)| format!("{}={value}", study.attributes[a.0].name)).collect();
        let sources: Vec<&str> = case.sources.iter().map(|s| study.sources[s.0].name.as_str()).collect();
        told += &format!("case {} | {} | {values:?} | {sources:?}\n", case.name, case.description);
    }
    for source in &study.sources {
        told += &format!(
            "source {} ({}) | {} | {} turns\n",
            source.name,
            source.file,
            source.description,
            source.document.turns.len()
        );
    }
    for coding in &study.codings {
        told += &format!(
            "coding {} | {:?} | {} | {:?}\n",
            study.codes[coding.code.0].name,
            words(coding.source, coding.span),
            coder(coding.coder),
            coding.at.map(|at| at.0)
        );
    }
    for memo in &study.memos {
        let about = match memo.about {
            ForeignTarget::Passage(source, span) => format!("{:?}", words(source, span)),
            other => format!("{other:?}"),
        };
        told += &format!("memo {about} | {:?} | {}\n", memo.text, coder(memo.author));
    }
    for loss in &study.losses {
        told += &format!("not: {loss}\n");
    }
    told
}

/// A word, and where it stands in UTF-16 units and in code points.
type Standing = (String, (usize, usize), (usize, usize));

/// A text in which every third word is an emoji, and where each other word stands in UTF-16 units and
/// in code points.
fn words_after_emoji() -> (String, Vec<Standing>) {
    let (mut text, mut words) = (String::new(), Vec::new());
    for n in 0..300 {
        let word = match n % 3 {
            0 => "😀".to_owned(),
            // No two are alike: of words that are, nothing could tell which was meant.
            1 => format!("doctor{n}"),
            _ => format!("ward{n}"),
        };
        let (units, points) = (text.encode_utf16().count(), text.chars().count());
        let len = word.chars().count();
        if n % 3 > 0 {
            words.push((word.clone(), (units, units + len), (points, points + len)));
        }
        text += &word;
        text.push(if n % 11 == 0 { '\n' } else { ' ' });
    }
    (text, words)
}

#[test]
fn codings_in_utf_16_units_and_in_code_points_within_one_text_all_hold_their_words() {
    let (text, words) = words_after_emoji();
    let bytes = database(QUALCODER_17, |db| {
        db.execute_batch("INSERT INTO project (databaseversion, about) VALUES ('v17', 'QualCoder 4.0'); INSERT INTO code_name (cid, name) VALUES (1, 'a');").unwrap();
        db.execute("INSERT INTO source (id, name, fulltext) VALUES (1, 'P01', ?1)", [&text]).unwrap();
        for (n, (word, units, points)) in words.iter().enumerate() {
            // Every fourth was coded by rule.
            let (start, end) = if n % 4 == 0 { points } else { units };
            let row = params![word, *start as i64, *end as i64];
            db.execute(
                "INSERT INTO code_text (cid, fid, seltext, pos0, pos1) VALUES (1, 1, ?1, ?2, ?3)",
                row,
            )
            .unwrap();
        }
    });
    let study = read(&bytes);
    assert_eq!((study.anchoring.found, study.anchoring.exact), (200, 200));
    for (coding, (word, _, points)) in study.codings.iter().zip(&words) {
        assert_eq!(study.sources[0].document.text.excerpt(coding.span), Some(word.as_str()));
        assert_eq!(coding.span.start() as usize, points.0);
    }
    assert_eq!(study.counted.unwrap().positions.to_string(), "UTF-16 units, a Windows line end as one");
}

const PROJECT: &str = "
INSERT INTO project (databaseversion, about, memo) VALUES ('v17', 'QualCoder 4.0 Beta', 'About the ward');
INSERT INTO source (id, name, fulltext, mediapath, memo) VALUES
 (1, 'P01.docx', 'I: Why?' || char(10) || 'P01: No bed was free.' || char(10), '/docs/P01.docx', 'A nurse'),
 (2, 'P02', char(65279) || 'No time' || char(13, 10) || 'at all.', NULL, ''),
 (3, 'ward.png', NULL, '/images/ward.png', 'The board'), (4, 'p01.mp3', NULL, 'audio:/home/mia/p01.mp3', NULL), (5, 'blank', '  ', NULL, NULL);
INSERT INTO code_cat (catid, name, memo, supercatid) VALUES (1, 'Flow', 'Patients on their way', NULL), (2, 'Beds', '', 1), (3, 'Lost', '', 99);
INSERT INTO code_name (cid, name, memo, catid, color, supercid) VALUES
 (1, 'Flow', 'The code', 2, '#FF8800', NULL), (2, 'free', '', NULL, 'red', 1), (3, 'late', NULL, 98, NULL, NULL);
INSERT INTO code_text (ctid, cid, fid, seltext, pos0, pos1, owner, date, memo, important) VALUES
 (1, 1, 1, 'No bed', 13, 19, 'mia', '2023-05-04 10:11:12', 'Again', 1), (2, 1, 1, 'No bed', 13, 19, 'leo', '2023-05-04 10:11:12', '', NULL),
 (3, 2, 1, 'free', 3, 7, 'mia', 'once', NULL, 0), (4, 2, 2, 'time' || char(8233) || 'at', 3, 10, 'mia', '', '', 0),
 (5, 3, 2, 'nurse', 0, 2, 'mia', '', '', 0), (6, 77, 1, 'Why', 3, 6, 'mia', '', '', 0), (7, 1, 3, 'x', 0, 1, 'mia', '', '', 0), (8, 1, 1, '', 90, 99, 'mia', '', '', 0);
INSERT INTO cases (caseid, name, memo) VALUES (1, 'Ann', 'Nurse'), (2, 'Bo', '');
INSERT INTO case_text (caseid, fid, pos0, pos1) VALUES (1, 1, 0, 28), (1, 1, 0, 3), (2, 2, 3, 7), (2, 2, 8, 9), (9, 2, 0, 1), (2, 4, 0, 0);
INSERT INTO attribute_type (name, memo, caseOrFile, valuetype) VALUES ('Age', 'Years', 'case', 'numeric'), ('Band', '', 'case', 'numeric'), ('Place', '', 'file', 'character');
INSERT INTO attribute (name, attr_type, value, id) VALUES
 ('Age', 'case', '41', 1), ('Age', 'case', '', 2), ('Band', 'case', 'six', 1), ('Place', 'file', 'Ward 7', 1), ('Place', 'file', 'Clinic', 3), ('Age', 'case', '5', 9), ('Other', 'case', 'x', 2);
INSERT INTO annotation (anid, fid, pos0, pos1, memo, owner, date) VALUES (1, 1, 20, 23, 'A remark', 'leo', '2023-05-04 10:11:12'), (2, 1, 900, 901, 'Out', 'leo', ''), (3, 1, 0, 1, ' ', 'leo', ''), (4, 4, 0, 1, 'On sound', 'leo', '');
INSERT INTO journal (name, jentry, date, owner) VALUES ('Day 1', 'Began', '2023-05-04 10:11:12', 'mia');
INSERT INTO code_image (id, cid, memo, owner) VALUES (3, 1, 'Look', 'mia');
INSERT INTO code_av (id, cid, pos0, pos1) VALUES (4, 2, 61000, 3661000);
INSERT INTO graph (name) VALUES ('Map'); INSERT INTO stored_sql (title) VALUES ('All'); INSERT INTO ris (risid) VALUES (1), (1), (2);
";

#[test]
fn a_whole_project_is_read_and_what_does_not_travel_is_named() {
    let bytes = database_of(QUALCODER_17, PROJECT);
    assert_eq!(recognise_study(&bytes), Some(StudyKind::QualCoder));
    assert_snapshot!(told(&read(&bytes)));
}

#[test]
fn a_project_whose_folder_was_packed_is_read_all_the_same() {
    let bytes = database_of(QUALCODER_17, PROJECT);
    let packed =
        crate::docx_builder::package_bytes(&[("Ward.qda/data.qda", &bytes), ("Ward.qda/log.txt", b"x")]);
    let studies = open_study("Ward.zip", &packed, &Limits::default()).unwrap().unwrap();
    let but_its_name =
        |study: &ForeignStudy| told(study).lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(studies[0].name, "Ward");
    assert_eq!(but_its_name(&studies[0]), but_its_name(&read(&bytes)));
}

#[test]
fn tables_of_version_5_are_read_as_far_as_they_go() {
    let bytes = database_of(
        QUALCODER_5,
        "INSERT INTO project (databaseversion, about) VALUES ('v5', 'QualCoder 2.8');
         INSERT INTO source (id, name, fulltext) VALUES (1, 'P01', 'No bed was free.');
         INSERT INTO code_cat (catid, name) VALUES (1, 'Flow');
         INSERT INTO code_name (cid, name, catid) VALUES (1, 'beds', 1);
         INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner) VALUES (1, 1, 'No bed', 0, 6, 'mia');",
    );
    assert_snapshot!(told(&read(&bytes)));
}

#[test]
fn codes_of_one_name_in_two_branches_stay_two() {
    let schema =
        QUALCODER_17.replace("color text, supercid integer, unique(name)", "color text, supercid integer");
    let bytes = database_of(
        &schema,
        "INSERT INTO project (databaseversion) VALUES ('v17');
         INSERT INTO source (id, name, fulltext) VALUES (1, 'P01', 'No bed was free.');
         INSERT INTO code_cat (catid, name) VALUES (1, 'Wards'), (2, 'Clinics');
         INSERT INTO code_name (cid, name, catid) VALUES (1, 'Waiting', 1), (2, 'Waiting', 2);
         INSERT INTO code_text (cid, fid, seltext, pos0, pos1) VALUES (1, 1, 'No', 0, 2), (2, 1, 'bed', 3, 6);",
    );
    let study = read(&bytes);
    let above = |coding: usize| {
        let code = &study.codes[study.codings[coding].code.0];
        (code.name.as_str(), study.codes[code.parent.unwrap().0].name.as_str())
    };
    assert_eq!((above(0), above(1)), (("Waiting", "Wards"), ("Waiting", "Clinics")));
}

#[test]
fn categories_that_lie_in_a_circle_are_kept_and_named() {
    let bytes = database_of(
        QUALCODER_17,
        "INSERT INTO project (databaseversion) VALUES ('v17');
         INSERT INTO code_cat (catid, name, supercatid) VALUES (1, 'a', 2), (2, 'b', 3), (3, 'c', 1), (4, 'd', 4);
         INSERT INTO code_name (cid, name, catid, supercid) VALUES (1, 'x', 3, NULL), (2, 'y', NULL, 3), (3, 'z', NULL, 2);",
    );
    assert_snapshot!(told(&read(&bytes)));
}
