//! REFI-QDA projects and codebooks of other programs.

use themeloom_import::{
    ForeignStudy, ForeignTarget, ImportError, Limits, LineEnd, PositionUnit, read_qdc, read_qdpx,
};

use crate::refi_builder::{ALL, Manner, NVIVO_WINDOWS, project};

fn read(bytes: &[u8]) -> ForeignStudy {
    read_qdpx("study.qdpx", bytes, &Limits::default()).unwrap()
}

/// What came of a project, for reading.
fn told(study: &ForeignStudy) -> String {
    let mut lines = vec![format!(
        "{} | {} | coders {} | codes {} | cases {} | sources {} | memos {} | cells {}",
        study.program,
        study.name,
        study.coders.join(", "),
        study.codes.len(),
        study.cases.len(),
        study.sources.len(),
        study.memos.len(),
        study.cells.len(),
    )];
    let placed = study.anchoring;
    lines.push(format!(
        "codings: {} found, {} exact, {} reanchored, {} lost",
        placed.found, placed.exact, placed.reanchored, placed.lost
    ));
    lines.extend(
        study.counted.as_ref().map(|c| format!("counted {}: {} of {} ends fit", c.positions, c.fits, c.of)),
    );
    lines.extend(study.losses.iter().map(ToString::to_string));
    lines.join("\n")
}

const TALK: &str = "Interviewer: How was the ward? 😀\nP01: The ward 😀😀 was full, the doctor said.\n\nInterviewer: And the beds?\nP01: Nobody asked us 🏥 about beds. Naïve, I know — cafe\u{301} staff were asked.\n";

/// Where words stand in the talk, in code points.
fn at(words: &str) -> (usize, usize) {
    let byte = TALK.find(words).unwrap();
    let start = TALK[..byte].chars().count();
    (start, start + words.chars().count())
}

const WANTED: [&str; 7] = [
    "The ward 😀😀 was full",
    "doctor",
    "the doctor said",
    "Nobody asked us",
    "about beds",
    "Naïve, I know",
    "cafe\u{301} staff",
];

#[test]
fn every_selection_of_every_programs_manner_is_placed_on_its_words() {
    let selections: Vec<(usize, usize)> = WANTED.iter().map(|words| at(words)).collect();
    for manner in ALL {
        let study = read(&manner.project(TALK, &selections));
        let text = &study.sources[0].document.text;
        let mut found: Vec<&str> = study.codings.iter().map(|c| text.excerpt(c.span).unwrap()).collect();
        found.sort_by_key(|words| WANTED.iter().position(|wanted| wanted == words));
        assert_eq!(found, WANTED, "{}: {}", manner.origin, told(&study));
        assert_eq!(study.anchoring.exact, WANTED.len(), "{}", told(&study));
        assert_eq!(study.coders, ["Ada Wren"]);
        assert!(study.losses.is_empty(), "{}", told(&study));
    }
}

#[test]
fn a_program_that_counts_otherwise_than_it_is_known_to_is_believed_where_its_selections_say_so() {
    let manner = Manner { origin: "Another Program 1.0", ..NVIVO_WINDOWS };
    let selections: Vec<(usize, usize)> = WANTED.iter().map(|words| at(words)).collect();
    let counted = read(&manner.project(TALK, &selections)).counted.unwrap();
    assert_eq!(counted.positions.unit, PositionUnit::Utf16);
    assert_eq!(counted.positions.line_end, LineEnd::Two);
    assert_eq!((counted.fits, counted.of), (14, 14));
    assert!(counted.next.unwrap().1 < 14);
}

#[test]
fn the_sample_projects_of_other_programs_are_read_with_what_did_not_travel() {
    let reports: Vec<String> = [
        "ponte_blank-atlas-project.qdpx",
        "ponte_target-atlas-project.qdpx",
        "qc_demo.qdpx",
        "skyloom_TestProject.qdpx",
    ]
    .iter()
    .map(|file| {
        let path = format!("{}/tests/fixtures/refi-qda/{file}", env!("CARGO_MANIFEST_DIR"));
        let study = read(&std::fs::read(path).unwrap());
        format!("== {file}\n{}", told(&study))
    })
    .collect();
    insta::assert_snapshot!(reports.join("\n\n"));
}

#[test]
fn elements_in_a_wrong_order_words_inside_and_a_missing_picture_are_read() {
    let document = r##"<Project name="Strain" xmlns="urn:QDA-XML:project:1.0">
      <Notes><Note guid="F1" name="Memo" plainTextPath="internal://memo.txt"/><Note guid="F2" name="On strain"><PlainTextContent>Said twice.</PlainTextContent></Note></Notes>
      <Sources>
        <TextSource guid="{B1}" name="Interview 02"><PlainTextContent>At first I did not see the strain. The children did.
</PlainTextContent>
          <PlainTextSelection guid="C1" name="s1" startPosition="0" endPosition="33"><Description>Is this so?</Description>
            <Coding guid="D1" creatingUser="A1"><CodeRef targetGUID="aaa1"/><NoteRef targetGUID="F2"/></Coding>
            <Coding guid="D2" creatingUser="A2"><CodeRef targetGUID="{AAA1}"/></Coding>
          </PlainTextSelection>
          <PlainTextSelection guid="C2" startPosition="40" endPosition="40"><Coding guid="D3"><CodeRef targetGUID="AAA1"/></Coding></PlainTextSelection>
          <PlainTextSelection guid="C3" startPosition="35" endPosition="38"><Coding guid="D4"><CodeRef targetGUID="E1"/></Coding></PlainTextSelection>
          <VariableValue><VariableRef targetGUID="V1"/><IntegerValue>41</IntegerValue></VariableValue>
        </TextSource>
        <PictureSource guid="B4" name="Whiteboard" path="internal://board.png"><PictureSelection guid="C4" firstX="1" firstY="1" secondX="2" secondY="2"><Coding guid="D5"><CodeRef targetGUID="AAA1"/></Coding></PictureSelection></PictureSource>
      </Sources>
      <Cases><Case guid="E1"><SourceRef targetGUID="B1"/></Case></Cases>
      <Variables><Variable guid="V1" name="age" typeOfVariable="Integer"/></Variables>
      <CodeBook><Codes><Code guid="AAA1" name="Strain" color="#C31" isCodable="true"><Code guid="AAA2" name="Strain" isCodable="true"/></Code></Codes></CodeBook>
      <Users><User guid="A1" name="Ann"/><User guid="A2" name="Bob"/></Users>
      <Sets><Set guid="S1" name="All of it"><MemberCode targetGUID="AAA1"/></Set></Sets>
    </Project>"##;
    let study = read(&project(document, &[("SOURCES/MEMO.TXT", b"A memo in a file.")]));
    insta::assert_snapshot!(told(&study));
    assert_eq!(study.cases[0].name, "Interview 02");
    assert_eq!(study.cases[0].values[0].1, "41");
    let memos: Vec<_> = study.memos.iter().map(|memo| (memo.about, memo.text.as_str())).collect();
    let span = study.codings[0].span;
    let source = study.codings[0].source;
    assert_eq!(
        memos,
        [
            (ForeignTarget::Passage(source, span), "Is this so?"),
            (ForeignTarget::Study, "Memo\n\nA memo in a file."),
            (ForeignTarget::Coding(themeloom_import::CodingIdx(0)), "On strain\n\nSaid twice."),
        ]
    );
    assert_eq!(study.codes[0].colour.unwrap().to_string(), "#cc3311");
}

#[test]
fn a_file_that_is_empty_is_told_from_one_that_is_missing() {
    let document = r##"<Project name="Blank" xmlns="urn:QDA-XML:project:1.0"><Sources>
        <TextSource guid="B1" name="Blank" plainTextPath="internal://blank.txt" richTextPath="internal://gone.docx"/>
        <TextSource guid="B2" name="Gone" plainTextPath="internal://gone.txt" richTextPath="internal://gone.docx"/>
      </Sources></Project>"##;
    let study = read(&project(document, &[("sources/blank.txt", b"\n")]));
    let losses: Vec<String> = study.losses.iter().map(ToString::to_string).collect();
    assert!(
        losses[0].starts_with("source Blank: its file is in the project and holds no words"),
        "{losses:?}"
    );
    assert!(losses[1].starts_with("source Gone: its file is not in the project"), "{losses:?}");
}

#[test]
fn a_recordings_transcript_is_a_source_with_times_and_its_selections_are_placed() {
    let document = r#"<Project name="Film" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="AAA1" name="Beds" isCodable="true"/></Codes></CodeBook><Sources>
      <VideoSource guid="B1" name="Ward round" path="relative:///ward.mp4">
        <Transcript guid="T1"><PlainTextContent>Interviewer: How many beds?
P01: Too few beds.
</PlainTextContent><SyncPoint guid="Y1" position="0" timeStamp="1000"/><SyncPoint guid="Y2" position="28" timeStamp="4000"/><SyncPoint guid="Y3" position="46" timeStamp="9000"/>
          <TranscriptSelection guid="C1" fromSyncPoint="Y2" toSyncPoint="Y3"><Coding guid="D1"><CodeRef targetGUID="AAA1"/></Coding></TranscriptSelection></Transcript>
        <VideoSelection guid="C2" begin="100" end="200"><Coding guid="D2"><CodeRef targetGUID="AAA1"/></Coding></VideoSelection>
        <VideoSelection guid="C3" begin="1500" end="3900"><Coding guid="D3"><CodeRef targetGUID="AAA1"/></Coding></VideoSelection>
      </VideoSource></Sources></Project>"#;
    let study = read(&project(document, &[]));
    insta::assert_snapshot!(told(&study));
    let source = &study.sources[0].document;
    let coded: Vec<_> = study.codings.iter().filter_map(|c| source.text.excerpt(c.span)).collect();
    assert_eq!(coded, ["P01: Too few beds.", "Interviewer: How many beds?\n"], "the second by its time");
    let times: Vec<_> = source.turns.iter().map(|turn| turn.time.unwrap().start.0).collect();
    assert_eq!(times, [1000, 4000]);
}

#[test]
fn a_pdf_is_read_by_the_words_that_stand_beside_it() {
    let document = r#"<Project name="Recipes" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="AAA1" name="Food" isCodable="true"/></Codes></CodeBook><Sources>
      <PDFSource guid="B1" name="Menu" path="internal://menu.pdf">
        <PDFSelection guid="C1" page="0" firstX="1" firstY="1" secondX="2" secondY="2"><Representation guid="R1"><PlainTextContent>granola  bar</PlainTextContent></Representation><Coding guid="D1"><CodeRef targetGUID="AAA1"/></Coding></PDFSelection>
        <PDFSelection guid="C2" page="1" firstX="1" firstY="1" secondX="2" secondY="2"><Coding guid="D2"><CodeRef targetGUID="AAA1"/></Coding></PDFSelection>
        <Representation guid="R2" plainTextPath="internal://menu.txt"><PlainTextSelection guid="C3" startPosition="0" endPosition="4"><Coding guid="D3"><CodeRef targetGUID="AAA1"/></Coding></PlainTextSelection></Representation>
      </PDFSource></Sources></Project>"#;
    let study =
        read(&project(document, &[("sources/menu.txt", b"Menu of the ward\na granola bar and tea\n")]));
    insta::assert_snapshot!(told(&study));
    let words: Vec<&str> =
        study.codings.iter().map(|c| study.sources[0].document.text.excerpt(c.span).unwrap()).collect();
    assert_eq!(words, ["Menu", "granola bar"]);
}

#[test]
fn a_pdf_in_the_project_is_kept_with_its_pages_and_its_areas_are_coded_by_their_words() {
    let pdf = crate::pdf_builder::pdf(&[
        &[(72, 700, "Interviewer: How were the beds?"), (72, 680, "P01: Nobody asked us about beds.")],
        &[(72, 700, "The ward was full.")],
    ]);
    let words = themeloom_import::open_document("talk.pdf", &pdf, &Limits::default()).unwrap().text;
    let words = format!("\u{feff}{}", words.as_str().replace('\n', "\r\n"));
    let document = r#"<Project name="Beds" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="AAA1" name="Beds" isCodable="true"/></Codes></CodeBook><Sources>
      <PDFSource guid="B1" name="Talk" path="internal://talk.pdf">
        <PDFSelection guid="C1" page="0" firstX="60" firstY="695" secondX="500" secondY="670"><Coding guid="D1"><CodeRef targetGUID="AAA1"/></Coding></PDFSelection>
        <PDFSelection guid="C2" page="1" firstX="60" firstY="200" secondX="500" secondY="100"><Coding guid="D2"><CodeRef targetGUID="AAA1"/></Coding></PDFSelection>
        TEXT
      </PDFSource></Sources></Project>"#;
    let beside = r#"<Representation guid="R2" plainTextPath="internal://talk.txt"/>"#;
    for (document, files) in [
        (document.replace("TEXT", ""), vec![("sources/talk.pdf", &pdf[..])]),
        (
            document.replace("TEXT", beside),
            vec![("sources/talk.pdf", &pdf[..]), ("sources/talk.txt", words.as_bytes())],
        ),
    ] {
        let study = read(&project(&document, &files));
        let source = &study.sources[0];
        assert!(source.original == pdf && source.file == "talk.pdf");
        assert_eq!(source.document.pages.len(), 2, "{}", source.document.text.as_str());
        let coded = source.document.text.excerpt(study.codings[0].span);
        assert_eq!(coded, Some("P01: Nobody asked us about beds."));
        assert_eq!((study.anchoring.reanchored, study.anchoring.lost), (1, 1), "{}", told(&study));
    }
}

/// A project with one text, two codes and two cases, and this in the text.
fn talk(words: &str, within: &str) -> ForeignStudy {
    let document = format!(
        r#"<Project name="Beds" origin="Some program" xmlns="urn:QDA-XML:project:1.0"><Users><User guid="U1" name="Admin"/><User guid="U2" name="Admin"/></Users>
        <CodeBook><Codes><Code guid="AAA1" name="Beds" isCodable="true"/><Code guid="AAA2" name="Staff" isCodable="true"/></Codes></CodeBook>
        <Variables><Variable guid="V1" name="nurse" typeOfVariable="Boolean"/><Variable guid="V2" name="day" typeOfVariable="Date"/></Variables>
        <Cases><Case guid="E1" name="Ada"/><Case guid="E2" name="Ben"/></Cases>
        <Sources><TextSource guid="B1" name="Talk"><PlainTextContent>{words}</PlainTextContent>{within}</TextSource></Sources></Project>"#
    );
    read(&project(&document, &[]))
}

fn marked(n: usize, start: usize, end: usize, within: &str) -> String {
    format!(
        r#"<PlainTextSelection guid="C{n}" startPosition="{start}" endPosition="{end}">{within}</PlainTextSelection>"#
    )
}

fn coded(n: usize, user: &str, code: &str) -> String {
    format!(r#"<Coding guid="D{n}" creatingUser="{user}"><CodeRef targetGUID="{code}"/></Coding>"#)
}

#[test]
fn two_users_of_one_name_stay_two_and_a_coding_that_repeats_another_is_taken_once() {
    let three = [coded(1, "U1", "AAA1"), coded(2, "U2", "AAA1"), coded(3, "U1", "AAA1")].concat();
    let study = talk("No beds at all.", &marked(1, 0, 7, &three));
    assert_eq!(study.coders, ["Admin", "Admin (2)"]);
    assert_eq!(study.codings.len(), 2);
    assert_eq!((study.anchoring.found, study.anchoring.exact), (3, 3));
    assert!(study.losses.iter().any(|loss| loss.kind == "codings that repeat another"), "{}", told(&study));
}

#[test]
fn stretches_that_a_program_gives_to_cases_become_their_turns() {
    let within = [marked(1, 0, 8, &coded(1, "U1", "E1")), marked(2, 9, 18, &coded(2, "U1", "E2"))].concat();
    let study = talk("No beds.\nNo staff.", &within);
    let source = &study.sources[0].document;
    let said: Vec<_> = source
        .turns
        .iter()
        .map(|turn| {
            (
                source.speakers[usize::from(turn.speaker.0)].name.as_str(),
                source.text.excerpt(turn.words).unwrap(),
            )
        })
        .collect();
    assert_eq!(said, [("Ada", "No beds."), ("Ben", "No staff.")]);
    let of_both = study.cases.iter().all(|case| case.sources == [themeloom_import::SourceIdx(0)]);
    assert!(of_both && study.losses.is_empty() && study.anchoring.found == 0, "{}", told(&study));

    let study = talk("No beds.\nNo staff.", &marked(1, 0, 8, &coded(1, "U1", "E1")));
    assert_eq!(
        study.losses[0].to_string(),
        "part of the source Talk (Ada): only a part of it was the account of the case there; here all of it is"
    );
}

#[test]
fn what_somebody_called_a_selection_is_a_memo_and_one_that_says_nothing_is_named() {
    let named =
        r#"<PlainTextSelection guid="C1" name="Key quote for chapter 3" startPosition="0" endPosition="7"/>"#;
    let study = talk("No beds at all.", &format!("{named}{}", marked(2, 3, 7, "")));
    assert_eq!(study.memos[0].text, "Key quote for chapter 3");
    assert!(matches!(study.memos[0].about, ForeignTarget::Passage(..)));
    assert_eq!(study.losses[0].to_string(), "selection Talk, 3 to 7: it has neither a code nor a comment");
}

#[test]
fn values_are_read_as_xml_may_write_them_and_one_that_contradicts_its_case_is_named() {
    let value = |variable: &str, value: &str| {
        format!(r#"<VariableValue><VariableRef targetGUID="{variable}"/>{value}</VariableValue>"#)
    };
    let on_case = [
        r#"<SourceRef targetGUID="B1"/>"#.to_owned(),
        value("V1", "<BooleanValue>1</BooleanValue>"),
        value("V2", "<DateValue>2026-05-01Z</DateValue>"),
    ];
    let document = format!(
        r#"<Project name="Beds" xmlns="urn:QDA-XML:project:1.0"><Variables><Variable guid="V1" name="nurse" typeOfVariable="Boolean"/><Variable guid="V2" name="day" typeOfVariable="Date"/></Variables><Cases><Case guid="E1" name="Ada">{}</Case></Cases><Sources><TextSource guid="B1" name="Talk"><PlainTextContent>No beds.</PlainTextContent>{}</TextSource></Sources></Project>"#,
        on_case.concat(),
        value("V1", "<BooleanValue>false</BooleanValue>"),
    );
    let study = read(&project(&document, &[]));
    let values: Vec<&str> = study.cases[0].values.iter().map(|(_, value)| value.as_str()).collect();
    assert_eq!(values, ["true", "2026-05-01"]);
    assert!(study.losses[0].to_string().starts_with("value nurse of Talk"), "{}", told(&study));
}

#[test]
fn of_files_of_one_name_the_one_in_the_named_folder_is_read() {
    let document = r#"<Project name="Beds" xmlns="urn:QDA-XML:project:1.0"><Sources><TextSource guid="B1" name="One" plainTextPath="internal://a/talk.txt"/><TextSource guid="B2" name="Two" plainTextPath="internal://b/talk.txt"/></Sources></Project>"#;
    let study =
        read(&project(document, &[("sources/a/talk.txt", b"first"), ("sources/b/talk.txt", b"second")]));
    let texts: Vec<&str> = study.sources.iter().map(|source| source.document.text.as_str().trim()).collect();
    assert_eq!(texts, ["first", "second"]);
}

#[test]
fn codings_of_a_memo_are_counted_as_lost() {
    let document = r#"<Project name="Beds" xmlns="urn:QDA-XML:project:1.0"><CodeBook><Codes><Code guid="AAA1" name="Beds" isCodable="true"/></Codes></CodeBook><Notes><Note guid="N1" name="On beds"><PlainTextContent>There were none.</PlainTextContent><PlainTextSelection guid="C1" startPosition="0" endPosition="5"><Coding guid="D1"><CodeRef targetGUID="AAA1"/></Coding></PlainTextSelection></Note></Notes></Project>"#;
    let study = read(&project(document, &[]));
    assert_eq!((study.anchoring.found, study.anchoring.lost, study.memos.len()), (1, 1, 1));
}

#[test]
fn codebooks_that_the_schema_forbids_are_read() {
    let other_namespace = br#"<CodeBook xmlns="urn:QDA-XML:codebook:0:4" origin="ATLAS.ti Win 9.0.19"><Codes><Code guid="1" name="code1" isCodable="true"><Code guid="2" name="code1.1" isCodable="true" /></Code></Codes><Sets><Set name="group" guid="3"/></Sets></CodeBook>"#;
    let book = read_qdc("a.qdc", other_namespace, &Limits::default()).unwrap();
    assert_eq!(book.program, "ATLAS.ti Win 9.0.19");
    assert_eq!(book.codes[1].parent, Some(themeloom_import::CodeIdx(0)));
    assert_eq!(
        book.losses[0].to_string(),
        "set of codes group: there are no sets of codes in Themeloom; a category can take their place"
    );
    let as_attribute = br##"<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code name="SYS::1" guid="x" color="#000000" isCodable="true" description="Hello,&#10;world!"/></Codes><Sets/></CodeBook>"##;
    let book = read_qdc("b.qdc", as_attribute, &Limits::default()).unwrap();
    assert_eq!(book.codes[0].definition, "Hello,\nworld!");
}

#[test]
fn what_is_no_project_or_codebook_is_refused_with_a_word_on_what_was_expected() {
    let refused = |error: ImportError| error.to_string();
    let limits = Limits::default();
    let messages = [
        refused(read_qdpx("a.qdpx", b"nothing", &limits).unwrap_err()),
        refused(read_qdpx("b.qdpx", &project("<Codes/>", &[]), &limits).unwrap_err()),
        refused(
            read_qdpx("c.qdpx", &project("<!DOCTYPE x [<!ENTITY a 'b'>]><Project/>", &[]), &limits)
                .unwrap_err(),
        ),
        refused(read_qdpx("d.qdpx", &project(&"<Project>".repeat(300), &[]), &limits).unwrap_err()),
        refused(read_qdpx("e.qdpx", &project("<Project/>", &[("../x.txt", b"x")]), &limits).unwrap_err()),
        refused(read_qdc("f.qdc", b"<Project/>", &limits).unwrap_err()),
        refused(read_qdc("g.qdc", b"<CodeBook/>", &limits).unwrap_err()),
    ];
    insta::assert_snapshot!(messages.join("\n"));
}
