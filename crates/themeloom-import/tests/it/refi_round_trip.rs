//! What is written as REFI-QDA validates, and comes back as it was.

use std::io::Write;
use std::process::{Command, Stdio};

use proptest::prelude::*;
use themeloom_import::{
    AttributeIdx, CaseIdx, CodeIdx, CoderIdx, CodingIdx, ForeignAttribute, ForeignCase, ForeignCell,
    ForeignCode, ForeignCoding, ForeignMemo, ForeignRecording, ForeignSource, ForeignStudy, ForeignTarget,
    Limits, Said, SourceIdx, open_document, read_qdc, read_qdpx, write_qdc, write_qdpx,
};
use themeloom_study::Timestamp;
use themeloom_study::attribute::AttributeKind;
use themeloom_study::source::RecordingKind;
use themeloom_text::Span;

const AT: Timestamp = Timestamp(1_790_000_000_000);

/// Words with what goes wrong elsewhere: emoji, combining marks, right-to-left writing, markup.
fn words() -> impl Strategy<Value = String> {
    "[A-Za-zé<&\"'😀🏥\u{301}\u{5d0}-\u{5ea}\u{627}\u{644} .,\u{2028}]{0,30}[a-z]"
        .prop_map(|words| words.trim().to_owned())
}

fn lines() -> impl Strategy<Value = String> {
    prop::collection::vec(words(), 1..6).prop_map(|lines| lines.join("\n"))
}

/// A source from the bytes of a file, with or without the recording that it was written down from.
fn source(at: usize, text: &str, spoken: bool) -> ForeignSource {
    let document = open_document("P.txt", text.as_bytes(), &Limits::default()).unwrap();
    let recording = spoken.then(|| ForeignRecording {
        file: "talk.mp3".into(),
        kind: RecordingKind::Mp3,
        bytes: b"ID3\x04\0 not much of a talk".to_vec(),
    });
    ForeignSource {
        name: format!("P{at:02}"),
        description: String::new(),
        file: String::new(),
        document,
        original: text.as_bytes().to_vec(),
        recording,
    }
}

/// A span in a text from two numbers.
fn span(source: &ForeignSource, a: u32, b: u32) -> Span {
    let len = source.document.text.len();
    let start = a % len;
    Span::new(start, start + 1 + b % (len - start)).unwrap()
}

fn studies() -> impl Strategy<Value = ForeignStudy> {
    let codes = prop::collection::vec((words(), any::<Option<u8>>(), lines(), lines(), any::<bool>()), 1..6);
    let texts = prop::collection::vec((lines(), any::<[bool; 3]>()), 1..4);
    let codings = prop::collection::vec(any::<(u8, u8, u32, u32, Option<u8>, Option<u16>)>(), 0..20);
    let memos = prop::collection::vec((any::<(u8, u8, u32, u32, Option<u8>)>(), lines()), 0..8);
    let cells = prop::collection::vec((any::<(u8, u8, u8, u32, u32)>(), lines(), lines()), 0..6);
    (codes, texts, codings, memos, cells, words()).prop_map(|(codes, texts, codings, memos, cells, name)| {
        let mut study = ForeignStudy {
            name,
            coders: vec!["Ada Wren".into(), "Bo <Lund>".into()],
            ..ForeignStudy::default()
        };
        for (at, (name, parent, definition, example, is_category)) in codes.into_iter().enumerate() {
            let parent = parent.filter(|_| at > 0).map(|parent| CodeIdx(usize::from(parent) % at));
            let number =
                if at % 2 == 0 { format!("{}.1", at + 1).parse().unwrap() } else { Default::default() };
            study.codes.push(ForeignCode {
                number,
                name,
                parent,
                definition,
                example,
                is_category,
                ..ForeignCode::default()
            });
        }
        let file = |(at, (text, [marked, crlf, spoken])): (usize, &(String, [bool; 3]))| {
            let text = if *crlf { text.replace('\n', "\r\n") } else { text.clone() };
            source(at, &format!("{}{text}", if *marked { "\u{feff}" } else { "" }), *spoken)
        };
        study.sources = texts.iter().enumerate().map(file).collect();
        study.attributes = vec![
            ForeignAttribute { name: "role".into(), kind: AttributeKind::Text, help: "What they do".into() },
            ForeignAttribute { name: "years".into(), kind: AttributeKind::Number, help: String::new() },
        ];
        for at in 0..study.sources.len() {
            study.cases.push(ForeignCase {
                name: format!("Case {at}"),
                description: String::new(),
                values: vec![(AttributeIdx(0), "nurse & <lead>".into()), (AttributeIdx(1), at.to_string())],
                sources: vec![SourceIdx(at)],
            });
        }
        let place = |study: &ForeignStudy, at: u8, a, b| {
            let at = usize::from(at) % study.sources.len();
            (SourceIdx(at), span(&study.sources[at], a, b))
        };
        let coder = |n: Option<u8>| n.map(|n| CoderIdx(usize::from(n) % 2));
        for (at, code, a, b, who, when) in codings {
            let (source, span) = place(&study, at, a, b);
            let code = CodeIdx(usize::from(code) % study.codes.len());
            let at = when.map(|when| Timestamp(AT.0 + i64::from(when)));
            let coding = ForeignCoding { source, span, code, coder: coder(who), at };
            let same = |other: &ForeignCoding| {
                (other.source, other.span, other.code, other.coder) == (source, span, code, coding.coder)
            };
            if !study.codings.iter().any(same) {
                study.codings.push(coding);
            }
        }
        for ((kind, at, a, b, who), text) in memos {
            let n = usize::from(at);
            let about = match kind % 6 {
                0 => ForeignTarget::Study,
                1 => ForeignTarget::Source(SourceIdx(n % study.sources.len())),
                2 => ForeignTarget::Code(CodeIdx(n % study.codes.len())),
                3 if !study.codings.is_empty() => ForeignTarget::Coding(CodingIdx(n % study.codings.len())),
                4 => ForeignTarget::Case(CaseIdx(n % study.cases.len())),
                _ => {
                    let (source, span) = place(&study, at, a, b);
                    ForeignTarget::Passage(source, span)
                }
            };
            study.memos.push(ForeignMemo { about, text, author: coder(who), at: Some(AT) });
        }
        for ((case, code, said, a, b), summary, note) in cells {
            let (case, code) = (
                CaseIdx(usize::from(case) % study.cases.len()),
                CodeIdx(usize::from(code) % study.codes.len()),
            );
            if study.cells.iter().any(|cell| (cell.case, cell.code) == (case, code)) {
                continue;
            }
            let said =
                [Said::Charted, Said::Unprompted, Said::Nothing, Said::NotAsked][usize::from(said) % 4];
            let quotations = vec![place(&study, said as u8, a, b)];
            let author = (a % 2 == 0).then(|| CoderIdx(usize::from(b % 2 == 0)));
            study.cells.push(ForeignCell { case, code, summary, note, author, said, quotations });
        }
        study
    })
}

/// Everything of a study that the standard and we share, in an order of its own.
fn shared(study: &ForeignStudy) -> String {
    let code = |at: CodeIdx| {
        let mut path = vec![study.codes[at.0].name.clone()];
        let mut above = study.codes[at.0].parent;
        while let Some(at) = above {
            path.push(study.codes[at.0].name.clone());
            above = study.codes[at.0].parent;
        }
        path.push(study.codes[at.0].number.to_string());
        path.join(" < ")
    };
    let coding = |at: usize| {
        let one = &study.codings[at];
        format!("{:?} {:?} {} {:?} {:?}", one.source, one.span, code(one.code), one.coder, one.at)
    };
    let mut lines = vec![format!("{:?} {:?}", study.name, study.coders)];
    lines.extend(study.codes.iter().enumerate().map(|(at, one)| {
        format!(
            "code {} {:?} {:?} {} {:?}",
            code(CodeIdx(at)),
            one.definition,
            one.example,
            one.is_category,
            one.colour
        )
    }));
    lines.extend(study.attributes.iter().map(|one| format!("{one:?}")));
    lines.extend(study.cases.iter().map(|one| format!("{one:?}")));
    lines.extend(
        study.sources.iter().map(|one| format!("source {} {:?}", one.name, one.document.text.as_str())),
    );
    lines.extend((0..study.codings.len()).map(coding));
    lines.extend(study.memos.iter().map(|memo| {
        let about = match memo.about {
            ForeignTarget::Coding(at) => coding(at.0),
            ForeignTarget::Code(at) => code(at),
            about => format!("{about:?}"),
        };
        format!("memo {about} {:?} {:?} {:?}", memo.text, memo.author, memo.at)
    }));
    lines.extend(study.cells.iter().map(|cell| {
        format!(
            "cell {:?} {:?} {} {:?} {:?} {:?} {:?}",
            cell.author,
            cell.case,
            code(cell.code),
            cell.summary,
            cell.note,
            cell.said,
            cell.quotations
        )
    }));
    lines.sort();
    lines.join("\n")
}

/// What xmllint says against a schema; nothing where it validates.
fn invalid(xml: &str, schema: &str) -> String {
    let schema = format!("{}/tests/fixtures/refi-qda/{schema}", env!("CARGO_MANIFEST_DIR"));
    let mut lint = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema", &schema, "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    lint.stdin.take().unwrap().write_all(xml.as_bytes()).unwrap();
    let output = lint.wait_with_output().unwrap();
    if output.status.success() { String::new() } else { String::from_utf8_lossy(&output.stderr).into_owned() }
}

fn document(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name("project.qde").unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_project_that_we_write_validates_and_comes_back_as_it_was(study in studies()) {
        let bytes = write_qdpx(&study, AT).unwrap();
        prop_assert_eq!(&bytes, &write_qdpx(&study, AT).unwrap());
        prop_assert_eq!(invalid(&document(&bytes), "Project.xsd"), "");
        let again = read_qdpx("again.qdpx", &bytes, &Limits::default()).unwrap();
        prop_assert_eq!(shared(&study), shared(&again));
        prop_assert_eq!(again.anchoring.exact, study.codings.len());
        let spoken = study.sources.iter().filter(|source| source.recording.is_some()).count();
        prop_assert_eq!(again.losses.len(), spoken, "{:?}", again.losses);
        prop_assert!(again.losses.iter().all(|loss| loss.kind == "recording"), "{:?}", again.losses);
    }

    #[test]
    fn a_codebook_that_we_write_validates_and_comes_back_as_it_was(study in studies()) {
        let bytes = write_qdc(&study.codes).unwrap();
        prop_assert_eq!(invalid(&String::from_utf8(bytes.clone()).unwrap(), "Codebook.xsd"), "");
        let again = read_qdc("again.qdc", &bytes, &Limits::default()).unwrap();
        let only_codes = |codes: Vec<ForeignCode>| shared(&ForeignStudy { codes, ..ForeignStudy::default() });
        prop_assert_eq!(only_codes(study.codes.clone()), only_codes(again.codes));
    }

    #[test]
    fn no_bytes_in_the_place_of_a_project_bring_the_reader_down(
        study in studies(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
    ) {
        let mut xml = document(&write_qdpx(&study, AT).unwrap()).into_bytes();
        for (at, byte) in flips {
            let at = at.index(xml.len());
            xml[at] = byte;
        }
        let bytes = crate::docx_builder::package_bytes(&[("project.qde", &xml)]);
        if let Ok(study) = read_qdpx("x.qdpx", &bytes, &Limits::default()) {
            let placed = study.anchoring;
            prop_assert_eq!(placed.found, placed.exact + placed.reanchored + placed.lost);
            prop_assert!(study.codings.len() <= placed.exact + placed.reanchored);
        }
    }
}

#[test]
fn an_empty_study_is_a_valid_project_and_an_empty_codebook_is_refused() {
    let study = ForeignStudy { name: "Nothing yet".into(), ..ForeignStudy::default() };
    let bytes = write_qdpx(&study, AT).unwrap();
    insta::assert_snapshot!(document(&bytes));
    assert_eq!(invalid(&document(&bytes), "Project.xsd"), "");
    assert_eq!(
        write_qdc(&[]).unwrap_err().to_string(),
        "the codebook has no codes: there is nothing to write"
    );
}
