use insta::{assert_debug_snapshot, assert_snapshot};
use proptest::prelude::*;
use themeloom_import::{
    CodebookRow, Guess, RowProblem, Speaker, SpeakerCase, map_speakers, participants_from_name, read_cells,
    read_codebook, read_codings, read_first_impressions, read_mapping, read_memos, write_codebook,
};
use themeloom_study::code::{CodeNumber, CodeOrigin, Colour};

fn lines(problems: &[RowProblem]) -> String {
    problems.iter().map(|p| format!("{p}\n")).collect()
}

#[test]
fn a_codebook_is_read_under_other_names_and_its_problems_name_their_rows() {
    let table = "Code number;Code;Description;Color;Origin\n1;Value;What it means;#8c510a;a priori\n1.x;Bad;;;\n2;;;;\n3;Green;;green;\n4;Made up;;;elsewhere\n";
    let read = read_codebook("codebook.csv", table.as_bytes()).unwrap();
    let names: Vec<&str> = read.rows.iter().map(|r| r.value.name.as_str()).collect();
    assert_eq!(names, ["Value"]);
    assert_snapshot!(lines(&read.problems), @"
    row 3: `number` is not a code's number: expected numbers with full stops between them, as 1 or 1.2; the row was left out
    row 4: `name` is empty; the row was left out
    row 5: `colour` is not a colour: expected six hexadecimal digits, as #3366cc; the row was left out
    row 6: `origin` is none of: a priori, from the data, sensitising; the row was left out
    ");
}

#[test]
fn tables_of_a_study_are_read_row_by_row() {
    let codings = read_codings(
        "codings.csv",
        b"source,quotation,code,coder\nP01,\"a \"\"kettle\"\", yes\",1.1,AK\nP01,,1.2,JM\n",
    )
    .unwrap();
    assert_eq!(codings.rows[0].value.quotation, "a \"kettle\", yes");
    let cells = read_cells("cells.csv", b"case,code,state,summary,note,unprompted,author,reader,quotations\nP01,1.1,charted,Kettles.,,yes,AK,JM,one || two\nP01,1.2,maybe,,,,,,\nP01,1.3,charted,,,,,,\nP01,1.4,not asked,,,perhaps,,,\n").unwrap();
    assert_eq!(cells.rows[0].value.quotations, ["one", "two"]);
    let memos = read_memos("memos.csv", b"about,author,text,reply_to,discuss\ncell:P02/3.1,AK,New code.,,no\ncode:4.4,JM,Keep it.,1,yes\ncode:,JM,x,,\nstudy,AK,y,9,\n").unwrap();
    let impressions =
        read_first_impressions("f.csv", b"source,author,text\nP01,AK,Funny.\nP01,,x\n").unwrap();
    let problems = [codings.problems, cells.problems, memos.problems, impressions.problems].concat();
    assert_snapshot!(lines(&problems), @"
    row 3: `quotation` is empty; the row was left out
    row 3: `state` is none of: charted, nothing said, not asked, not charted; the row was left out
    row 4: `state` is charted and `summary` is empty; the row was left out
    row 5: `unprompted` is neither yes nor no: write one of them; the row was left out
    row 4: `about` is none of: study, code:1.2, source:P01, cell:P01/1.2, case:P01, theme:name; the row was left out
    row 5: `reply_to` is not the number of a memo above this one (the first is 1); the row was left out
    row 3: `author` is empty; the row was left out
    ");
    assert_debug_snapshot!(memos.rows[0].value.about, @r#"
    Cell(
        "P02",
        "3.1",
    )
    "#);
}

fn speaker(name: &str, guess: Guess) -> Speaker {
    Speaker { name: name.into(), spellings: vec![format!("{name}:")], n_turns: 1, n_words: 1, guess }
}

#[test]
fn a_mapping_says_who_the_speakers_are_and_names_rows_that_fit_nothing() {
    let known = ["P03".to_owned(), "P04".to_owned()];
    let mapping = read_mapping("mapping.csv", b"file,speaker,participant\njoint.docx,DB:,\njoint,Ana,P03\njoint.docx,Bo,P99\njoint.docx,Nobody,P04\nother.docx,Ana,P04\njoint.docx,ana,P04\n").unwrap();
    let speakers =
        [speaker("DB", Guess::Unknown), speaker("Ana", Guess::Unknown), speaker("Bo", Guess::Unknown)];
    let (cases, problems) = map_speakers("folder/Joint.docx", &speakers, &mapping.rows, &known);
    let participant = |p: &str| SpeakerCase::Participant(p.to_owned());
    assert_eq!(cases, [SpeakerCase::Interviewer, participant("P03"), participant("P99")]);
    assert_snapshot!(lines(&[mapping.problems, problems].concat()), @"
    row 7: the same file and speaker as in row 3; the first of them counts
    row 4: the study has no participant `P99`; add the participant or correct the name
    row 5: `Nobody` does not speak in this file (speakers found: DB, Ana, Bo); correct the name
    ");
}

#[test]
fn without_a_mapping_the_names_of_file_and_speakers_tell() {
    let known = ["P01".to_owned(), "P1".to_owned(), "P03".to_owned(), "P04".to_owned()];
    assert_eq!(participants_from_name("P03 interview.docx", &known), ["P03"]);
    assert_eq!(participants_from_name("joint P04+p03.txt", &known), ["P04", "P03"]);
    assert!(participants_from_name("P10.txt", &known).is_empty());
    let speakers = [speaker("Dan", Guess::Interviewer), speaker("Participant", Guess::Participant)];
    let (cases, _) = map_speakers("P03 interview.docx", &speakers, &[], &known);
    assert_eq!(cases, [SpeakerCase::Interviewer, SpeakerCase::Participant("P03".into())]);
    let joint = [speaker("P03", Guess::Participant), speaker("P04", Guess::Participant)];
    let (cases, _) = map_speakers("joint.txt", &joint, &[], &known);
    assert_eq!(cases, [SpeakerCase::Participant("P03".into()), SpeakerCase::Participant("P04".into())]);
}

fn words() -> impl Strategy<Value = String> {
    "[a-zA-Zé\",;=+@\n-]{0,12}".prop_map(|words| words.trim().to_owned())
}

prop_compose! {
    fn code()(
        number in proptest::collection::vec(0_u16..99, 1..4),
        name in "[a-z]{1,8}",
        definition in words(),
        example in words(),
        colour in proptest::option::of(any::<[u8; 3]>()),
        origin in prop_oneof![Just(CodeOrigin::APriori), Just(CodeOrigin::FromData), Just(CodeOrigin::Sensitising)],
        is_category in any::<bool>(),
    ) -> CodebookRow {
        CodebookRow {
            number: CodeNumber::new(number), name, definition, example, origin, is_category,
            colour: colour.map(Colour), ..CodebookRow::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_codebook_that_was_written_is_read_back_unchanged(codes in proptest::collection::vec(code(), 1..6)) {
        let read = read_codebook("c.csv", write_codebook(&codes).unwrap().as_bytes()).unwrap();
        prop_assert_eq!(&read.problems, &[]);
        prop_assert_eq!(read.rows.into_iter().map(|r| r.value).collect::<Vec<_>>(), codes);
    }
}
