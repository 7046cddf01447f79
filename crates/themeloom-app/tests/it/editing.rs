//! People, sources, cells, memos and findings that are there, changed by hand.

use themeloom_app::study::attribute::{AttributeKind, AttributeOf, AttributeOwner};
use themeloom_app::study::findings::{EvidenceLink, Stance};
use themeloom_app::study::framework::{CellKey, CellState};
use themeloom_app::study::memo::Target;
use themeloom_app::study::source::SpeakerRole;
use themeloom_app::study::{SourceId, Thing};
use themeloom_app::{
    CellWritten, FindingWanted, NewTheme, OpenStudy, RecommendationWanted, ThemeWanted, ValueWanted,
    add_case, add_evidence, add_finding, add_recommendation, add_theme, archive, discuss, edit_case,
    edit_evidence, edit_finding, edit_participant, edit_recommendation, edit_theme, locate, map_speaker,
    people, read_bytes, rename_source, rewrite_memo, set_attribute, write_cell, write_memo,
};

use crate::support::{TALK, again, begin, empty, import};

fn cell_of(study: &OpenStudy) -> CellKey {
    let case = people::case(study.study(), "P01").unwrap().id;
    CellKey { case, code: people::code(study.study(), "1.1").unwrap().id }
}

fn written(summary: &str) -> CellWritten {
    CellWritten { state: CellState::Charted, summary: summary.to_owned(), ..CellWritten::default() }
}

#[test]
fn whoever_writes_a_cell_is_its_author_and_the_second_reader_is_somebody_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let framework = study.fix_framework(None, "first", &["1.1".to_owned()]).unwrap();
    let (key, author) = (cell_of(&study), study.me().unwrap());
    study.commit("charted", |draft| write_cell(draft, key, written("time"))).unwrap();
    let own = CellWritten { second_reader: Some(author), ..written("time") };
    assert!(study.commit("charted", |draft| write_cell(draft, key, own)).is_err());
    study.add_coder("Jo Marr", "JM", None, false).unwrap();
    study.choose_coder(Some("JM")).unwrap();
    let reader = study.me().unwrap();
    let read = CellWritten { second_reader: Some(reader), ..written("time") };
    study.commit("read", |draft| write_cell(draft, key, read)).unwrap();
    let cell = study.study().cells().get(&key).unwrap();
    assert_eq!(
        (cell.author, cell.second_reader, cell.framework),
        (Some(author), Some(reader), Some(framework))
    );
}

#[test]
fn a_cell_that_is_emptied_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let key = cell_of(&study);
    study.commit("charted", |draft| write_cell(draft, key, written("time"))).unwrap();
    study.commit("emptied", |draft| write_cell(draft, key, CellWritten::default())).unwrap();
    assert!(again(study).study().cells().is_empty());
}

#[test]
fn a_cell_quotes_only_the_words_of_its_own_case() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    import(&mut study, "P02.txt", &TALK.replace("P01", "P02"));
    let key = cell_of(&study);
    let quoting = |study: &OpenStudy, name: &str| {
        let source = people::source(study.study(), name).unwrap().id;
        let quotation = locate(study.study(), study.texts(), source, "Nobody counts that.").unwrap();
        CellWritten { quotations: vec![quotation], ..written("time") }
    };
    let (own, others) = (quoting(&study, "P01"), quoting(&study, "P02"));
    let error = study.commit("charted", |draft| write_cell(draft, key, others)).unwrap_err();
    assert!(error.to_string().contains("words of P01"), "{error}");
    study.commit("charted", |draft| write_cell(draft, key, own)).unwrap();
}

#[test]
fn a_memo_is_rewritten_and_archived_and_an_empty_flag_comes_off_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let about = Target::Code(people::code(study.study(), "1.1").unwrap().id);
    let memo = study.commit("wrote", |draft| write_memo(draft, about.clone(), "first", None)).unwrap();
    study.commit("rewrote", |draft| rewrite_memo(draft, memo, "second")).unwrap();
    assert!(study.commit("rewrote", |draft| rewrite_memo(draft, memo, " ")).is_err());
    assert_eq!(study.study().memos().get(memo).unwrap().text, "second");
    study.commit("archived", |draft| archive(draft, Thing::Memo(memo), true)).unwrap();
    assert_eq!(study.study().memos().iter().count(), 0);
    study.commit("flagged", |draft| discuss(draft, &about, "one code or two?", "")).unwrap();
    study.commit("unflagged", |draft| discuss(draft, &about, "", "")).unwrap();
    assert!(again(study).study().discussions().is_empty());
}

#[test]
fn themes_findings_evidence_and_recommendations_are_rewritten_and_archived() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let link = EvidenceLink::Cell(cell_of(&study));
    let (theme, finding, evidence, recommendation) = study
        .commit("stated", |draft| {
            let theme = add_theme(draft, NewTheme { name: "Value".to_owned(), ..NewTheme::default() })?;
            let finding = add_finding(draft, "Value is time", None)?;
            let evidence = add_evidence(draft, finding, Stance::For, link, "")?;
            Ok((theme, finding, evidence, add_recommendation(draft, "Count time", "", vec![])?))
        })
        .unwrap();
    study
        .commit("rewrote", |draft| {
            let wanted =
                ThemeWanted { statement: Some("Time is value".to_owned()), ..ThemeWanted::default() };
            edit_theme(draft, theme, wanted)?;
            let wanted = FindingWanted { theme: Some(Some(theme)), ..FindingWanted::default() };
            edit_finding(draft, finding, wanted)?;
            edit_evidence(draft, evidence, Some(Stance::Against), None)?;
            let findings = Some(vec![finding]);
            let wanted = RecommendationWanted { findings, ..RecommendationWanted::default() };
            edit_recommendation(draft, recommendation, wanted)
        })
        .unwrap();
    let mut study = again(study);
    let state = study.study();
    assert_eq!(state.themes().get(theme).unwrap().statement, "Time is value");
    assert_eq!(state.findings().get(finding).unwrap().theme, Some(theme));
    assert_eq!(state.evidence().get(evidence).unwrap().stance, Stance::Against);
    assert_eq!(state.recommendations().get(recommendation).unwrap().findings, [finding]);
    study.commit("archived", |draft| archive(draft, Thing::Finding(finding), true)).unwrap();
    let gone =
        study.commit("rewrote", |draft| edit_finding(draft, finding, FindingWanted::default())).unwrap_err();
    insta::assert_snapshot!(gone.to_string(), @"the study changed meanwhile: the finding is not there any longer");
}

#[test]
fn a_case_takes_several_participants_and_no_name_twice() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    import(&mut study, "P02.txt", &TALK.replace("P01", "P02"));
    let both: Vec<_> = study.study().participants().iter().map(|p| p.id).collect();
    let ward = study.commit("added", |draft| add_case(draft, "Ward 3", both.clone())).unwrap();
    assert!(study.commit("added", |draft| add_case(draft, "ward 3", vec![])).is_err());
    study.commit("edited", |draft| edit_case(draft, ward, "Ward 4", &both[..1])).unwrap();
    let case = study.study().cases().get(ward).unwrap();
    assert_eq!((&*case.name, case.participants.len()), ("Ward 4", 1));
}

#[test]
fn a_participant_who_gets_another_pseudonym_takes_their_case_along() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let id = people::participant(study.study(), "P01").unwrap().id;
    study.commit("renamed", |draft| edit_participant(draft, id, "P21", None)).unwrap();
    assert!(people::case(study.study(), "P21").is_ok());
    study.undo().unwrap();
    assert!(people::case(study.study(), "P01").is_ok());
}

#[test]
fn a_value_of_an_attribute_is_set_and_cleared_in_words_that_fit() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    let id = people::participant(study.study(), "P01").unwrap().id;
    let of = AttributeOwner::Participant(id);
    let group = study.study().attribute_named(AttributeOf::Participant, "role group").unwrap().id;
    let error = study.commit("set", |draft| set_attribute(draft, of, group, "wizard")).unwrap_err();
    let offered = error.to_string();
    let first = offered.split("one of: ").nth(1).unwrap().split(", ").next().unwrap().to_owned();
    study.commit("set", |draft| set_attribute(draft, of, group, &first)).unwrap();
    assert_eq!(study.study().attribute_value(of, group).unwrap().to_string(), first);
    study.commit("cleared", |draft| set_attribute(draft, of, group, "")).unwrap();
    assert!(study.study().attribute_value(of, group).is_none());
}

#[test]
fn a_source_is_renamed_unless_the_name_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    import(&mut study, "P02.txt", &TALK.replace("P01", "P02"));
    let id = people::source(study.study(), "P01").unwrap().id;
    assert!(study.commit("renamed", |draft| rename_source(draft, id, "p02")).is_err());
    study.commit("renamed", |draft| rename_source(draft, id, "First interview")).unwrap();
    assert_eq!(study.study().sources().get(id).unwrap().name, "First interview");
}

/// A transcript of which nobody said who speaks in it.
fn unnamed(study: &mut OpenStudy) -> SourceId {
    let text = TALK.replace("P01:", "Guest:").into_bytes();
    let read = read_bytes(study.study(), std::path::Path::new("visit.txt"), text, &[]).unwrap();
    study.import(&[read]).unwrap().sources[0]
}

#[test]
fn a_speaker_who_was_nobody_is_named_later_and_erased_with_the_whole_source() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = empty(folder.path());
    import(&mut study, "P01.txt", TALK);
    let source = unnamed(&mut study);
    let role = SpeakerRole::Participant(people::participant(study.study(), "P01").unwrap().id);
    study.commit("named", |draft| map_speaker(draft, source, "Guest", role)).unwrap();
    let erasure =
        themeloom_app::study::consent::Erasure { on: "2026-11-23".to_owned(), reason: String::new() };
    study.erase_participant("P01", &erasure).unwrap();
    assert!(study.texts().current(source).is_none());
}

#[test]
fn a_speaker_whose_words_lie_under_somebody_elses_key_is_not_named_later() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = begin(folder.path());
    import(&mut study, "P02.txt", &TALK.replace("P01", "P02"));
    let source = people::source(study.study(), "P01").unwrap().id;
    let role = SpeakerRole::Participant(people::participant(study.study(), "P02").unwrap().id);
    let error = study.commit("named", |draft| map_speaker(draft, source, "Interviewer", role)).unwrap_err();
    assert!(error.to_string().contains("bring the transcript in again"), "{error}");
    assert!(study.commit("named", |draft| map_speaker(draft, source, "Nobody", role)).is_err());
}

#[test]
fn an_import_with_its_new_participants_and_their_values_is_one_step_of_undo() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = empty(folder.path());
    let group = study.study().attribute_named(AttributeOf::Participant, "role group").unwrap();
    let (attribute, before) = (group.id, study.study().participants().iter().count());
    let first = match &group.definition.kind {
        AttributeKind::Choice(options) | AttributeKind::Ordered(options) => options[0].clone(),
        other => panic!("{other:?}"),
    };
    let read = |study: &OpenStudy, name: &str, text: String| {
        let path = std::path::PathBuf::from(name);
        let mut read = read_bytes(study.study(), &path, text.into_bytes(), &[]).unwrap();
        read.set_participant(name.split('.').next().unwrap());
        read
    };
    let documents =
        [read(&study, "P01.txt", TALK.to_owned()), read(&study, "P02.txt", TALK.replace("P01", "P02"))];
    let value =
        |value: &str| [ValueWanted { pseudonym: "p02".to_owned(), attribute, value: value.to_owned() }];
    assert!(study.import_with(&documents, &value("wizard")).is_err());
    assert_eq!(study.study().sources().iter().count(), 0);
    study.import_with(&documents, &value(&first)).unwrap();
    let mut study = again(study);
    let second = people::participant(study.study(), "P02").unwrap().id;
    let known = study.study().attribute_value(AttributeOwner::Participant(second), attribute).unwrap();
    assert_eq!(known.to_string(), first);
    assert_eq!(people::source(study.study(), "P02").unwrap().subject, Some(second));
    study.undo().unwrap();
    assert_eq!(study.study().participants().iter().count(), before);
    assert_eq!(study.study().sources().iter().count(), 0);
}
