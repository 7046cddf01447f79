//! Projects of Taguette.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use insta::assert_snapshot;
use rusqlite::params;
use themeloom_import::{
    ForeignStudy, ForeignTarget, ImportError, Limits, StudyKind, read_taguette, recognise_study,
};

use crate::database_builder::{TAGUETTE, database, database_of};
use crate::open;

fn read(bytes: &[u8]) -> Vec<ForeignStudy> {
    read_taguette("ward.sqlite3", bytes, &Limits::default()).unwrap()
}

fn ink(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What each coding and each memo on words holds.
fn told(study: &ForeignStudy) -> String {
    let mut told = String::new();
    for coding in &study.codings {
        let words = study.sources[coding.source.0].document.text.excerpt(coding.span).unwrap();
        let coder = coding.coder.map_or("-", |coder| &study.coders[coder.0]);
        let at = coding.at.map_or_else(|| "-".to_owned(), |at| at.0.to_string());
        told += &format!("{} | {words:?} | {coder} | {at}\n", study.codes[coding.code.0].name);
    }
    for memo in &study.memos {
        if let ForeignTarget::Passage(source, span) = memo.about {
            told += &format!(
                "{} | {:?}\n",
                memo.text,
                study.sources[source.0].document.text.excerpt(span).unwrap()
            );
        }
    }
    for loss in &study.losses {
        told += &format!("not: {loss}\n");
    }
    told
}

fn adds_up(study: &ForeignStudy) {
    let a = study.anchoring;
    assert_eq!(a.found, a.exact + a.reanchored + a.lost, "{a:?}");
}

/// Greek, emoji and Latin words in paragraphs, and where each pair of words stands in bytes.
fn mixed_page() -> (String, Vec<(usize, usize, String)>) {
    let words = ["ward", "αξία", "😀", "naïve", "φροντίδας", "bed", "👩‍⚕️", "γιατρός", "no", "ok😀ok"];
    let (mut html, mut text, mut pairs) = (String::new(), String::new(), Vec::new());
    let mut previous: Option<usize> = None;
    for n in 0..401 {
        if n % 20 == 0 {
            html += if n == 0 { "<p>" } else { "</p>\n<p>" };
            if n > 0 {
                text.push('\n');
            }
        } else {
            html.push(' ');
            text.push(' ');
        }
        let start = text.len();
        let word = format!("{}{n}", words[n * 7 % words.len()]);
        html += &if n % 3 == 0 { format!("<b>{word}</b>") } else { word.clone() };
        text += &word;
        if let Some(previous) = previous {
            pairs.push((previous, text.len(), text.get(previous..).unwrap().to_owned()));
        }
        previous = Some(start);
    }
    (html + "</p>", pairs)
}

#[test]
fn four_hundred_highlights_on_greek_and_emoji_stand_exactly_where_they_were_made() {
    let (html, pairs) = mixed_page();
    assert_eq!(pairs.len(), 400);
    let bytes = database(TAGUETTE, |db| {
        db.execute_batch(
            "INSERT INTO projects VALUES (1, 'Ward', '', ''); INSERT INTO tags VALUES (1, 1, 'value', '');",
        )
        .unwrap();
        db.execute(
            "INSERT INTO documents VALUES (1, 'P01', '', 'p01.html', '', 1, 'LEFT_TO_RIGHT', ?1)",
            [&html],
        )
        .unwrap();
        for (n, (start, end, words)) in pairs.iter().enumerate() {
            let row = params![n as i64, *start as i64, *end as i64, words.replace('\n', "</p>\n<p>")];
            db.execute("INSERT INTO highlights VALUES (?1, 1, ?2, ?3, ?4)", row).unwrap();
            db.execute("INSERT INTO highlight_tags VALUES (?1, 1)", [n as i64]).unwrap();
        }
    });
    let study = &read(&bytes)[0];
    adds_up(study);
    assert_eq!((study.anchoring.found, study.anchoring.exact), (400, 400));
    assert!(study.losses.is_empty(), "{:?}", study.losses);
    let text = &study.sources[0].document.text;
    for (coding, (_, _, words)) in study.codings.iter().zip(&pairs) {
        assert_eq!(text.excerpt(coding.span).unwrap(), words);
    }
}

const TWO_PROJECTS: &str = r#"
INSERT INTO users (login, created, disabled) VALUES ('mia', '', 0), ('leo', '', 0), ('eve', '', 0);
INSERT INTO projects VALUES (1, 'Ward 7', 'About the ward', ''), (2, 'Clinic', '', '');
INSERT INTO project_members VALUES (1, 'mia', 'ADMIN'), (1, 'leo', 'TAG'), (1, 'eve', 'READ');
INSERT INTO documents VALUES
 (1, 'P01', 'A nurse', 'p01.docx', '', 1, 'LEFT_TO_RIGHT', '<p>I: Why?</p><p>P01: No bed was free.</p>'),
 (2, 'P02', '', 'p02.docx', '', 2, 'RIGHT_TO_LEFT', '<p>Time is all.</p>'),
 (3, 'empty', '', 'e.docx', '', 2, 'LEFT_TO_RIGHT', '<p> <img src="x"></p>');
INSERT INTO tags VALUES (1, 1, 'flow.beds', 'No bed'), (2, 1, 'Dr. Smith', ''), (3, 2, 'flow.beds', ''), (4, 1, '', '');
INSERT INTO highlights VALUES
 (1, 1, 12, 18, '<p>No bed</p>'), (2, 1, 2, 6, 'Why?'), (3, 2, 0, 4, '<p>Time</p>'), (4, 3, 0, 1, ' '),
 (5, 9, 0, 1, 'x'), (6, 1, 12, 18, '<p>free</p>'), (7, 1, 500, 504, '<p>free</p>'), (8, 1, 8, 2, ''), (9, 1, 19, 27, 'was bee');
INSERT INTO highlight_tags VALUES (1, 1), (1, 2), (3, 3), (4, 3), (6, 1), (7, 1), (8, 1), (9, 99);
INSERT INTO commands VALUES
 (1, '2023-05-04 10:11:12.5', 'mia', 1, 1, '{"type": "highlight_add", "highlight_id": 1, "start_offset": 12, "end_offset": 18, "tags": [5]}'),
 (2, '2023-05-04 10:11:13', 'leo', 1, 1, '{"type": "highlight_add", "highlight_id": 1, "start_offset": 12, "end_offset": 18, "tags": [2, 5]}'),
 (3, '2023-05-04 10:11:14', 'leo', 1, NULL, '{"type": "tag_merge", "src_tag_id": 5, "dest_tag_id": 1}'),
 (4, '2023-05-04 10:11:15', 'leo', 1, 1, '{"type": "highlight_add", "highlight_id": 2, "start_offset": 2, "end_offset": 6, "tags": []}'),
 (5, '2023-05-04 10:11:16', 'leo', 1, 1, 'no json'),
 (6, 'never', 'mia', 2, 2, '{"type": "highlight_add", "id": 3, "tags": [3]}');
"#;

#[test]
fn every_project_of_a_server_is_read_with_who_made_what_and_highlights_without_a_tag() {
    let studies = read(&database_of(TAGUETTE, TWO_PROJECTS));
    studies.iter().for_each(adds_up);
    let told: Vec<String> = studies
        .iter()
        .map(|study| {
            format!(
                "{} | {} | {}\n{:?}\n{}",
                study.program,
                study.name,
                study.description,
                study.anchoring,
                told(study)
            )
        })
        .collect();
    assert_snapshot!(told.join("---\n"));
    let first = &studies[0];
    assert_eq!(first.sources[0].document.text.as_str(), "I: Why?\nP01: No bed was free.\n");
    assert!(!first.sources[0].document.turns.is_empty());
    assert_eq!(
        (first.sources[0].description.as_str(), first.sources[0].file.as_str()),
        ("A nurse", "p01.docx")
    );
    assert_eq!(first.codes[0].definition, "No bed");
}

#[test]
fn tables_of_an_older_version_are_read_as_far_as_they_go() {
    let older = TAGUETTE
        .replace(", text_direction VARCHAR(13) NOT NULL", "")
        .replace("snippet TEXT NOT NULL", "text TEXT")
        .replace("PRAGMA application_id = 0x54677474;", "");
    let bytes = database_of(
        &older,
        "INSERT INTO projects VALUES (1, 'Old', '', '');
         INSERT INTO documents VALUES (1, 'P01', '', 'a', '', 1, '<p>No bed</p>');
         INSERT INTO tags VALUES (1, 1, 'beds', '');
         INSERT INTO highlights VALUES (1, 1, 3, 6, 'bed');
         INSERT INTO highlight_tags VALUES (1, 1);",
    );
    assert_eq!(recognise_study(&bytes), Some(StudyKind::Taguette));
    assert_eq!(told(&read(&bytes)[0]), "beds | \"bed\" | - | -\n");
}

/// The database that Taguette 1.5.2 itself made, and what it exports of it.
fn from_taguette() -> BTreeMap<String, Vec<u8>> {
    let packed = include_bytes!("../fixtures/taguette-1.5.2.zip");
    let mut zip = zip::ZipArchive::new(Cursor::new(packed.as_slice())).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().into_owned(), bytes);
    }
    files
}

#[test]
fn a_database_that_taguette_made_gives_the_words_that_taguette_itself_exports() {
    let files = from_taguette();
    let bytes = &files["server.sqlite3"];
    assert_eq!(recognise_study(bytes), Some(StudyKind::Taguette));
    let studies = read(bytes);
    studies.iter().for_each(adds_up);
    let names: Vec<&str> = studies.iter().map(|study| study.name.as_str()).collect();
    assert_eq!(names, ["Discharge on ward seven", "Second project"]);
    let study = &studies[0];
    assert_eq!(study.program, "Taguette (tables db5e31a0233d)");

    let mut rows = csv::Reader::from_reader(files["highlights.csv"].as_slice());
    let mut exported: Vec<(String, String)> =
        rows.records().map(|row| row.unwrap()).map(|row| (row[2].to_owned(), ink(&row[3]))).collect();
    let words = |coding: &themeloom_import::ForeignCoding| {
        let excerpt = study.sources[coding.source.0].document.text.excerpt(coding.span).unwrap();
        (study.codes[coding.code.0].name.clone(), ink(excerpt))
    };
    let mut ours: Vec<(String, String)> = study.codings.iter().map(words).collect();
    exported.sort();
    ours.sort();
    let only = |a: &[(String, String)], b: &[(String, String)]| {
        a.iter().filter(|x| !b.contains(x)).map(|x| format!("{x:?}\n")).collect::<String>()
    };
    // One highlight was moved, which leaves its old words in the export; the untagged ones, which the
    // export leaves out, are memos.
    let untagged = study.memos.iter().filter(|memo| matches!(memo.about, ForeignTarget::Passage(..))).count();
    assert_snapshot!(format!(
        "exported {}, read {} and {untagged} without a tag; {:?}\nonly exported:\n{}only read:\n{}{}",
        exported.len(),
        ours.len(),
        study.anchoring,
        only(&exported, &ours),
        only(&ours, &exported),
        study.losses.iter().map(|loss| format!("not: {loss}\n")).collect::<String>(),
    ));
    assert_snapshot!(study.sources[0].document.text.as_str());
}

#[test]
fn a_database_is_told_apart_by_its_content() {
    let bytes = database_of(TAGUETTE, "");
    let message = |bytes: &[u8]| open("a.txt", bytes).unwrap_err().to_string();
    let other = database_of("CREATE TABLE moz_places (id INTEGER PRIMARY KEY);", "");
    assert_eq!(recognise_study(&other), None);
    let refused = read_taguette("b.sqlite3", &other, &Limits::default()).unwrap_err().to_string();
    let empty = read_taguette("c.sqlite3", &bytes, &Limits::default()).unwrap_err().to_string();
    assert_snapshot!([message(&bytes), message(&other), refused, empty].join("\n"));
    assert!(matches!(read_taguette("d", b"", &Limits::default()), Err(ImportError::Empty { .. })));
}
