//! What leaves a study for other programs, read back as they read it.

use std::path::Path;

use proptest::prelude::*;
use themeloom_app::import::{AsideKind, ImportedDocument, Limits, open_document};
use themeloom_app::report::CodeMeasure;
use themeloom_app::study::memo::Target;
use themeloom_app::study::{CodeId, Passage, SourceId, Thing};
use themeloom_app::text::Span;
use themeloom_app::{
    AppError, ExportTo, ExportWanted, OpenStudy, ReportFormat, TableWanted, archive, code_passage, edit_code,
    rename_source, write_memo,
};

use crate::support::{again, begin, code, empty, erasure, import};

fn transcripts(format: ReportFormat) -> ExportWanted {
    ExportWanted::Transcripts { sources: Vec::new(), format }
}

fn every_kind() -> Vec<ExportWanted> {
    let tables = [TableWanted::Codings, TableWanted::Cases].into_iter();
    let tables = tables.flat_map(|table| {
        [ReportFormat::Csv, ReportFormat::Xlsx].map(|format| ExportWanted::Table(table.clone(), format))
    });
    let codebooks = [ReportFormat::Docx, ReportFormat::Html, ReportFormat::Xlsx, ReportFormat::Csv]
        .map(ExportWanted::Codebook);
    let spss = ExportWanted::Spss { measure: CodeMeasure::Coded, stem: "study".to_owned() };
    [transcripts(ReportFormat::Docx), transcripts(ReportFormat::Html), spss]
        .into_iter()
        .chain(tables)
        .chain(codebooks)
        .collect()
}

fn first_code(study: &OpenStudy) -> CodeId {
    study.study().codes().iter().find(|code| !code.content.is_category).unwrap().id
}

fn only_source(study: &OpenStudy) -> SourceId {
    study.study().sources().iter().next().unwrap().id
}

/// The document of a study's only source, read by our own importer.
fn document(study: &mut OpenStudy) -> ImportedDocument {
    let export = study.export(&transcripts(ReportFormat::Docx)).unwrap();
    open_document("coded.docx", &export.files[0].bytes, &Limits::default()).unwrap()
}

/// Each comment: the code, and the words that it is anchored on.
fn comments(document: &ImportedDocument) -> Vec<(String, String)> {
    let comments = document.asides.iter().filter(|aside| aside.kind == AsideKind::Comment);
    let title = |words: &str| words.lines().next().unwrap_or_default().to_owned();
    let mut found: Vec<_> = comments
        .map(|aside| (title(&aside.words), document.text.excerpt(aside.at).unwrap().to_owned()))
        .collect();
    found.sort();
    found
}

/// What formats that are XML cannot hold, nor show.
fn printable(words: &str) -> String {
    words.chars().filter(|&c| matches!(c, '\n' | '\t') || !(c.is_control() || c == '\u{FFFE}')).collect()
}

/// Each coding: its code, and its words.
fn codings(study: &OpenStudy) -> Vec<(String, String)> {
    let state = study.study();
    let mut found: Vec<_> = state
        .codings()
        .iter()
        .map(|coding| {
            let label = state.codes().get(coding.code).unwrap().label();
            let passage = state.passage_of(coding).unwrap();
            (label, printable(study.texts().excerpt(state, &passage).unwrap().words))
        })
        .collect();
    found.sort();
    found
}

/// Codes spans of a study's only source with its codes in turn.
fn code_spans(study: &mut OpenStudy, spans: &[Span]) {
    let source = only_source(study);
    let version = study.study().sources().get(source).unwrap().history.latest();
    let codes: Vec<CodeId> =
        study.study().codes().iter().filter(|code| !code.content.is_category).map(|code| code.id).collect();
    study
        .commit("coded", |draft| {
            spans.iter().zip(codes.iter().cycle()).try_for_each(|(&span, &code)| {
                let passage = Passage { source, span, version: version.clone() };
                code_passage(draft, &passage, &[code]).map(drop)
            })
        })
        .unwrap();
}

const LINE: &str = "(P01|Interviewer): [a-zé 👩🏽‍⚕️e\u{301}\u{a0}שלום<&>\"'\t.]{1,40}|[\\PC\t]{0,30}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_comment_stands_on_exactly_the_words_of_its_coding(
        lines in prop::collection::vec(LINE, 1..8),
        picks in prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64), 1..12),
        correct in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut study = empty(folder.path());
        import(&mut study, "P01.txt", &format!("P01: Begin.\n{}\nP01: The end.\n", lines.join("\n")));
        let len = study.texts().current(only_source(&study)).unwrap().len();
        let at = |part: f64| (f64::from(len) * part) as u32;
        let span = |&(a, b): &(f64, f64)| Span::new(at(a).min(at(b)), at(a).max(at(b)).max(at(a).min(at(b)) + 1));
        let spans: Vec<Span> = picks.iter().filter_map(span).collect();
        code_spans(&mut study, &spans);
        if correct {
            study.correct("P01", "The end", "An end that is longer").unwrap();
        }
        let read = document(&mut study);
        prop_assert_eq!(comments(&read), codings(&study));
        let text = printable(study.texts().current(only_source(&study)).unwrap().as_str());
        prop_assert!(read.text.as_str().trim_end().ends_with(text.trim_end()), "the text is whole");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn hostile_names_break_no_file_and_lead_out_of_no_folder(
        name in "[./\\\\]{0,6}\\PC{1,40}|(CON|nul|=cmd\\|' /C calc'!A0|</w:t><w:p>|]]>|&#0;)[\\PC]{0,10}",
    ) {
        prop_assume!(!name.trim().is_empty());
        let folder = tempfile::tempdir().unwrap();
        let mut study = begin(folder.path());
        let (source, first) = (only_source(&study), first_code(&study));
        study
            .commit("named", |draft| {
                rename_source(draft, source, &name)?;
                let wanted = themeloom_app::CodeWanted { name: Some(name.clone()), ..Default::default() };
                edit_code(draft, first, wanted)
            })
            .unwrap();
        code_spans(&mut study, &[Span::new(3, 30).unwrap()]);
        let out = folder.path().join("out");
        for wanted in every_kind() {
            let written = study.write_export(&wanted, &ExportTo::Folder(out.clone())).unwrap();
            prop_assert!(written.files.iter().all(|file| file.parent() == Some(&out) && file.is_file()));
        }
        prop_assert_eq!(document(&mut study).asides.len(), 1);
    }
}

#[test]
fn a_memo_travels_in_the_comment_with_its_author() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    code(&mut study, "money", "1.1");
    let coding = study.study().codings().iter().next().unwrap().id;
    study.commit("wrote", |draft| write_memo(draft, Target::Coding(coding), "Whose?\nOurs.", None)).unwrap();
    let read = document(&mut study);
    let [comment] = &read.asides[..] else { panic!("{:?}", read.asides) };
    assert_eq!(comment.author.as_deref(), Some("Ada Kettle"));
    insta::assert_snapshot!(comment.words);
}

#[test]
fn the_same_study_gives_the_same_bytes_whatever_was_exported_and_opened_between() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    code(&mut study, "value OR money", "1.1");
    let all = |study: &mut OpenStudy| -> Vec<_> {
        every_kind().iter().flat_map(|wanted| study.export(wanted).unwrap().files).collect()
    };
    let first = all(&mut study);
    study
        .write_export(&transcripts(ReportFormat::Html), &ExportTo::Folder(folder.path().join("out")))
        .unwrap();
    // Entries of archives know two seconds, so a clock would show after this pause.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    let mut study = again(study);
    assert!(first == all(&mut study));
    study.save_snapshot().unwrap();
    assert!(first == all(&mut again(study)));
}

#[test]
fn every_copy_is_recorded_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let spss = ExportWanted::Spss { measure: CodeMeasure::Codings, stem: "s".to_owned() };
    study.write_export(&spss, &ExportTo::File(folder.path().join("s.sps"))).unwrap();
    study
        .write_export(&transcripts(ReportFormat::Docx), &ExportTo::Folder(folder.path().join("coded")))
        .unwrap();
    let places: Vec<String> = study.study().copies().iter().map(|copy| copy.content.place.clone()).collect();
    let expected = ["s.sps", "s.csv", "coded"].map(|name| folder.path().join(name).display().to_string());
    assert_eq!(places, expected);
}

#[test]
fn several_files_are_handed_out_as_one_archive_under_the_name_that_was_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    import(&mut study, "P02.txt", "P02: Nothing to say.\n");
    let (all, _) = study.hand_out_export(&transcripts(ReportFormat::Html), "small").unwrap();
    assert_eq!(all.name, "small-coded-transcripts.zip");
    assert!(all.bytes.starts_with(b"PK"));
    let one = ExportWanted::Transcripts { sources: vec![only_source(&study)], format: ReportFormat::Html };
    assert_eq!(study.hand_out_export(&one, "small").unwrap().0.name, "small-P01-coded.html");
}

#[test]
fn an_erased_account_is_in_no_export_and_alone_it_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    import(&mut study, "P02.txt", "P02: The ledger is a wonder.\n");
    code(&mut study, "ledger", "1.1");
    study.erase_participant("P01", &erasure()).unwrap();
    for wanted in every_kind() {
        for file in study.export(&wanted).unwrap().files {
            let shown = String::from_utf8_lossy(&file.bytes);
            assert!(!shown.contains("trust nobody") && !shown.contains('▒'), "{}", file.name);
        }
    }
    let p02 = study.study().source_named("P02").unwrap().id;
    study.commit("archived", |draft| archive(draft, Thing::Source(p02), true)).unwrap();
    let refused = study.export(&transcripts(ReportFormat::Docx)).unwrap_err();
    assert!(matches!(refused, AppError::NoWords { .. }), "{refused}");
}

#[test]
fn a_kind_of_file_that_does_not_fit_is_refused_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let to = |name: &str| ExportTo::File(Path::new(folder.path()).join(name));
    for (wanted, name) in [
        (transcripts(ReportFormat::Csv), "a.csv"),
        (ExportWanted::Table(TableWanted::Codings, ReportFormat::Docx), "b.docx"),
    ] {
        let error = study.write_export(&wanted, &to(name)).unwrap_err();
        assert_eq!(error.explain().code, "value-unfit", "{error}");
        assert!(!folder.path().join(name).exists());
    }
    assert_eq!(study.study().copies().iter().count(), 0);
}
