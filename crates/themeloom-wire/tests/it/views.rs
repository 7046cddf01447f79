//! What single views say.

use std::path::Path;

use themeloom_app::{people, read_bytes};
use themeloom_wire::types::place::Passage;
use themeloom_wire::views::{codings, places, sources};

use crate::support::begin;

#[test]
fn the_spans_of_a_text_cut_the_same_words_in_utf16_as_in_the_study() {
    let folder = tempfile::tempdir().unwrap();
    let mut open = begin(folder.path());
    let hits = open.search("nobody", 30).unwrap();
    open.code_hits(&hits, "1.1", true).unwrap();
    let (study, texts) = (open.study(), open.texts());
    let source = study.sources().iter().next().unwrap().id;
    let text = sources::text(study, texts, source).unwrap();
    let units: Vec<u16> = text.text.encode_utf16().collect();
    let cut = |start: u32, end: u32| String::from_utf16(&units[start as usize..end as usize]).unwrap();
    let coded: Vec<String> =
        codings::of_source(study, texts, source).iter().map(|coding| cut(coding.start, coding.end)).collect();
    assert_eq!(coded, ["Nobody", "nobody"]);
    let turns: Vec<String> = text.turns.iter().map(|turn| cut(turn.words_start, turn.words_end)).collect();
    insta::assert_snapshot!(turns.join("\n"), @r"
    What does value mean to you?
    Value is time with the patient 🙂. Nobody counts that.
    And for the trust?
    For the trust it is money. We trust nobody with the ledger.
    ");
    assert_eq!(text.lines.len(), text.text.split('\n').count());
}

#[test]
fn headings_and_emphasis_are_told_where_they_stand_after_corrections() {
    const PAGE: &str =
        "<h2>Part one</h2><p>P01: Value is 🙂 <em>time with the patient</em>. <b>Nobody</b> counts that.";
    let folder = tempfile::tempdir().unwrap();
    let mut open = begin(folder.path());
    let mut read = read_bytes(open.study(), Path::new("P02.html"), PAGE.into(), &[]).unwrap();
    read.set_participant("P02");
    let source = open.import(&[read]).unwrap().sources[0];
    open.correct("P02", "Value is", "Worth was").unwrap();
    open.correct("P02", "Nobody", "").unwrap();
    let text = sources::text(open.study(), open.texts(), source).unwrap();
    let units: Vec<u16> = text.text.encode_utf16().collect();
    let cut = |start: u32, end: u32| String::from_utf16(&units[start as usize..end as usize]).unwrap();
    let told: Vec<_> = text.styles.iter().map(|s| (s.style.as_str(), s.level, cut(s.start, s.end))).collect();
    assert_eq!(
        told,
        [("heading", Some(2), "Part one".to_owned()), ("italic", None, "time with the patient".to_owned())]
    );
}

#[test]
fn a_passage_that_the_browser_marks_is_the_one_that_it_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let open = begin(folder.path());
    let (study, texts) = (open.study(), open.texts());
    let source = people::source(study, "P01").unwrap().id;
    let text = sources::text(study, texts, source).unwrap();
    let start =
        u32::try_from(text.text.find("Nobody").map(|byte| text.text[..byte].encode_utf16().count()).unwrap())
            .unwrap();
    let sent = Passage { source: source.to_string(), start, end: start + 6, version: text.version };
    let passage = places::read_passage(study, texts, &sent).unwrap();
    let excerpt = places::excerpt(study, texts, &passage).unwrap();
    assert_eq!((excerpt.words.as_str(), excerpt.place.start), ("Nobody", start));
    assert_eq!(excerpt.place.reference, "P01, line 3");
    let outside = Passage { end: 9_999, ..sent };
    assert!(places::read_passage(study, texts, &outside).is_err());
}
