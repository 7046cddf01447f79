//! Databases that were made to harm, or were damaged: an error or a study, soon, and never a panic.

use std::sync::LazyLock;

use insta::assert_snapshot;
use proptest::prelude::*;
use themeloom_import::{
    ForeignStudy, ForeignTarget, ImportError, Limits, read_qualcoder, read_taguette, recognise_study,
};

use crate::database_builder::{QUALCODER_17, TAGUETTE, database_of};

/// Whatever a study refers to is there.
fn check(study: &ForeignStudy) {
    let a = study.anchoring;
    assert_eq!(a.found, a.exact + a.reanchored + a.lost);
    let inside = |source: usize, span| study.sources[source].document.text.excerpt(span).is_some();
    for (at, code) in study.codes.iter().enumerate() {
        assert!(code.parent.is_none_or(|parent| parent.0 < at));
    }
    for coding in &study.codings {
        assert!(inside(coding.source.0, coding.span) && coding.code.0 < study.codes.len());
        assert!(coding.coder.is_none_or(|coder| coder.0 < study.coders.len()));
    }
    for memo in &study.memos {
        assert!(memo.author.is_none_or(|coder| coder.0 < study.coders.len()));
        assert!(match memo.about {
            ForeignTarget::Passage(source, span) => inside(source.0, span),
            ForeignTarget::Source(source) => source.0 < study.sources.len(),
            ForeignTarget::Coding(coding) => coding.0 < study.codings.len(),
            ForeignTarget::Code(code) => code.0 < study.codes.len(),
            ForeignTarget::Case(case) => case.0 < study.cases.len(),
            ForeignTarget::Study => true,
        });
    }
    for case in &study.cases {
        assert!(case.sources.iter().all(|source| source.0 < study.sources.len()));
        assert!(case.values.iter().all(|(attribute, _)| attribute.0 < study.attributes.len()));
    }
}

fn try_both(bytes: &[u8]) -> (Result<Vec<ForeignStudy>, ImportError>, Result<ForeignStudy, ImportError>) {
    let limits = Limits::default();
    let _ = recognise_study(bytes);
    let (taguette, qualcoder) = (read_taguette("a", bytes, &limits), read_qualcoder("a", bytes, &limits));
    taguette.iter().flatten().for_each(check);
    qualcoder.iter().for_each(check);
    (taguette, qualcoder)
}

const FILLED: &str = r#"
INSERT INTO projects VALUES (1, 'Ward', '', '');
INSERT INTO documents VALUES (1, 'P01', '', 'a', '', 1, 'LEFT_TO_RIGHT', '<p>P01: No <b>bed</b> 😀 was free.</p><p>P02: αξία</p>');
INSERT INTO tags VALUES (1, 1, 'a', ''), (2, 1, 'b.c', '');
INSERT INTO highlights VALUES (1, 1, 5, 11, 'No bed'), (2, 1, 12, 16, '😀'), (3, 1, 20, 29, 'x');
INSERT INTO highlight_tags VALUES (1, 1), (2, 1), (2, 2);
INSERT INTO commands VALUES (1, '2023-05-04 10:11:12', 'mia', 1, 1, '{"type": "highlight_add", "highlight_id": 1, "tags": [1]}');
"#;

const FILLED_QUALCODER: &str = "
INSERT INTO project (databaseversion) VALUES ('v17');
INSERT INTO source (id, name, fulltext) VALUES (1, 'P01', 'No 😀 bed was free.' || char(13, 10) || 'None.');
INSERT INTO code_cat (catid, name, supercatid) VALUES (1, 'a', NULL), (2, 'b', 1);
INSERT INTO code_name (cid, name, catid) VALUES (1, 'x', 2);
INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner, memo) VALUES (1, 1, 'bed', 6, 9, 'mia', 'm'), (1, 1, 'None.', 20, 25, 'leo', '');
INSERT INTO cases (caseid, name) VALUES (1, 'Ann'); INSERT INTO case_text (caseid, fid, pos0, pos1) VALUES (1, 1, 0, 30);
INSERT INTO attribute (name, attr_type, value, id) VALUES ('Age', 'case', '41', 1);
INSERT INTO annotation (fid, pos0, pos1, memo) VALUES (1, 0, 2, 'm');
";

static TAGUETTE_FILE: LazyLock<Vec<u8>> = LazyLock::new(|| database_of(TAGUETTE, FILLED));
static QUALCODER_FILE: LazyLock<Vec<u8>> = LazyLock::new(|| database_of(QUALCODER_17, FILLED_QUALCODER));

#[test]
fn what_is_no_plain_table_is_refused() {
    let refused = |name: &str, definition: &str| {
        let begin = TAGUETTE.find(&format!("CREATE TABLE {name} (")).unwrap();
        let end = begin + TAGUETTE[begin..].find(";\n").unwrap();
        let schema = [&TAGUETTE[..begin], definition, &TAGUETTE[end..]].concat();
        let schema: String = schema.lines().filter(|line| !line.starts_with("CREATE INDEX")).collect();
        let bytes = database_of(&schema, "");
        read_taguette("a.sqlite3", &bytes, &Limits::default()).unwrap_err().to_string()
    };
    let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x id, x document_id, 0 start_offset, 1 end_offset, '' snippet FROM n";
    let messages = [
        refused("highlights", &format!("CREATE VIEW highlights AS {endless}")),
        refused("tags", "CREATE VIRTUAL TABLE tags USING fts5(id, project_id, path, description)"),
        refused(
            "documents",
            "CREATE TABLE documents (id INTEGER PRIMARY KEY, project_id, name, contents TEXT AS (hex(zeroblob(100000000))))",
        ),
    ];
    assert_snapshot!(messages.join("\n"));
}

#[test]
fn views_and_triggers_beside_the_tables_are_never_run() {
    let doubled: String =
        (1..40).map(|n| format!("CREATE VIEW v{n} AS SELECT 1 x FROM v{0} a, v{0} b;", n - 1)).collect();
    let schema = format!("{TAGUETTE} CREATE VIEW v0 AS SELECT 1 x; {doubled}");
    let bytes = database_of(
        &schema,
        &format!("{FILLED} CREATE TRIGGER t AFTER INSERT ON tags BEGIN DELETE FROM tags; END;"),
    );
    assert_eq!(try_both(&bytes).0.unwrap()[0].codings.len(), 3);
}

#[test]
fn wrong_types_in_columns_are_read_as_what_they_can_be() {
    let loosely =
        TAGUETTE.replace(" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", "").replace(" INTEGER NOT NULL", "");
    let bytes = database_of(
        &loosely,
        "INSERT INTO projects VALUES ('1', x'ff00', 3, 4), (NULL, 'b', NULLIF(1,1) || '', 1.5);
         INSERT INTO documents VALUES ('one', 1, 2, 3, 4, '1', 6, 7), (1.5, '', '', '', '', 1, '', '<p>a'), (1, 'c', '', '', '', 1, '', '<p>abc');
         INSERT INTO tags VALUES ('x', 1, 'a', ''), (1, 'y', 'b', ''), (1, 1, 'c', 5), (1, 1, 'd', '');
         INSERT INTO highlights VALUES (1, 1, '0', '1', 5), (1, 1, 'a', 'b', ''), (2, 'z', 1e300, -1, x'00'), (3, 1, 0, 1.0, 'a');
         INSERT INTO highlight_tags VALUES ('1', '1'), ('q', 'r'), (3, 1);
         INSERT INTO commands VALUES (1, 2, 3, 4, 5, '[]'), (2, 2, 3, 4, 5, '{\"type\": 1}'), (x'', '', '', '', '', x'00');"
            .replace("NULLIF(1,1) || ''", "''")
            .as_str(),
    );
    let (taguette, _) = try_both(&bytes);
    assert!(taguette.is_ok(), "{taguette:?}");
    let loosely = QUALCODER_17.replace(" integer primary key", "").replace(" integer", "");
    let bytes = database_of(
        &loosely,
        "INSERT INTO project (databaseversion, about, memo) VALUES (5, x'00ff', 1.5);
         INSERT INTO source (id, name, fulltext, mediapath) VALUES ('1', 2, 3, 4), ('a', '', 'words', ''), (NULL, 'n', x'ff', '::');
         INSERT INTO code_cat (catid, name, supercatid) VALUES ('a', 1, 'b'), (1, 'x', '1'), (1, 'y', 1);
         INSERT INTO code_name (cid, name, catid, supercid) VALUES ('1', 'a', '1', 'q'), (1, 'b', 1.5, 1);
         INSERT INTO code_text (cid, fid, seltext, pos0, pos1, date) VALUES ('1', '1', 3, '0', '1', 7), (1, 1, x'ff', -9223372036854775807, 9223372036854775807, 1e9);
         INSERT INTO case_text (caseid, fid, pos0, pos1) VALUES ('1', '1', 'a', 'b'); INSERT INTO cases (caseid, name) VALUES ('1', 1);
         INSERT INTO code_av (id, cid, pos0, pos1) VALUES (1, 1, -9223372036854775807, 9223372036854775807);
         INSERT INTO attribute (name, attr_type, value, id) VALUES (1, 'case', 2, '1'), (1, 2, 3, 4);",
    );
    let study = try_both(&bytes).1.unwrap();
    assert_eq!((study.codings.len(), study.sources.len()), (1, 3));
}

#[test]
fn positions_beyond_reason_are_lost_and_named() {
    let places = ["-5, 3", "9, 2", "4, 4", "0, 99999999999", "9223372036854775807, -9223372036854775807"];
    let rows: Vec<String> = places.iter().map(|place| format!("(1, {place}, '')")).collect();
    let bytes = database_of(
        TAGUETTE,
        &format!(
            "INSERT INTO projects VALUES (1, '', '', ''); INSERT INTO documents VALUES (1, 'a', '', '', '', 1, '', '<p>words</p>');
             INSERT INTO highlights (document_id, start_offset, end_offset, snippet) VALUES {}",
            rows.join(", ")
        ),
    );
    let study = try_both(&bytes).0.unwrap().remove(0);
    assert_eq!((study.anchoring.found, study.anchoring.lost, study.losses.len()), (5, 5, 5));
    let rows: Vec<String> = places.iter().map(|place| format!("(1, 1, {place})")).collect();
    let bytes = database_of(
        QUALCODER_17,
        &format!(
            "INSERT INTO source (id, name, fulltext) VALUES (1, 'a', 'words'); INSERT INTO code_name (cid, name) VALUES (1, 'a');
             INSERT INTO code_text (cid, fid, pos0, pos1) VALUES {}",
            rows.join(", ")
        ),
    );
    let study = try_both(&bytes).1.unwrap();
    assert_eq!((study.anchoring.found, study.anchoring.lost, study.losses.len()), (5, 5, 5));
}

#[test]
fn more_than_the_limits_allow_is_refused() {
    let long = "INSERT INTO projects VALUES (1, '', '', ''); INSERT INTO documents VALUES (1, 'a', '', '', '', 1, '', hex(zeroblob(300000)));";
    let bytes = database_of(TAGUETTE, long);
    let few = Limits { expanded_bytes: 500_000, ..Limits::default() };
    let small = Limits { bytes: 1000, ..Limits::default() };
    let deep = format!(
        "INSERT INTO projects VALUES (1, '', '', ''); INSERT INTO documents VALUES (1, 'a', '', '', '', 1, '', '{}');",
        "<b>".repeat(10_000)
    );
    let messages = [
        read_taguette("a.sqlite3", &bytes, &few).unwrap_err(),
        read_taguette("a.sqlite3", &bytes, &small).unwrap_err(),
        read_taguette("a.sqlite3", &database_of(TAGUETTE, &deep), &Limits::default()).unwrap_err(),
    ];
    assert_snapshot!(messages.map(|message| message.to_string()).join("\n"));
}

#[test]
fn a_database_cut_short_is_damaged() {
    for file in [&*TAGUETTE_FILE, &*QUALCODER_FILE] {
        for keep in [10, 60, 99, 100, 511, 512, 2000, file.len() / 2] {
            let (taguette, qualcoder) = try_both(&file[..keep]);
            assert!(taguette.is_err() && qualcoder.is_err(), "{keep}");
        }
    }
    let (taguette, _) = try_both(&TAGUETTE_FILE[..TAGUETTE_FILE.len() / 2]);
    assert!(matches!(taguette, Err(ImportError::Damaged { .. })), "{taguette:?}");
}

#[test]
fn a_database_that_keeps_its_latest_changes_elsewhere_is_read_and_says_so() {
    let mut bytes = TAGUETTE_FILE.clone();
    bytes[18] = 2;
    bytes[19] = 2;
    let study = try_both(&bytes).0.unwrap().remove(0);
    assert!(study.losses.iter().any(|loss| loss.why.contains("-wal")), "{:?}", study.losses);
}

#[test]
fn codings_that_all_have_to_be_searched_for_do_not_take_for_ever() {
    let bytes = database_of(
        QUALCODER_17,
        "INSERT INTO source (id, name, fulltext) VALUES (1, 'a', hex(zeroblob(1000000))); INSERT INTO code_name (cid, name) VALUES (1, 'a');
         INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner)
           WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 20000) SELECT 1, 1, 'words', x, x + 5, x FROM n;",
    );
    let study = try_both(&bytes).1.unwrap();
    assert_eq!((study.anchoring.found, study.coders.len()), (20_000, 20_000));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn flipped_bytes_never_panic(
        of_taguette in any::<bool>(),
        flips in prop::collection::vec((any::<usize>(), 1_u8..), 1..12),
        keep in any::<Option<u16>>(),
    ) {
        let file = if of_taguette { &*TAGUETTE_FILE } else { &*QUALCODER_FILE };
        let mut bytes = file.clone();
        for (at, mask) in flips {
            let at = at % bytes.len();
            bytes[at] ^= mask;
        }
        if let Some(keep) = keep.filter(|keep| keep % 4 == 0) {
            bytes.truncate(usize::from(keep) % file.len());
        }
        let _ = try_both(&bytes);
    }
}
