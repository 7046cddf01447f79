//! What single views say.

use themeloom_app::people;
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
