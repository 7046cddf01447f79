//! Turns, times, paragraphs, sentences, words.

use themeloom_text::{
    RecognitionNote, Span, Text, paragraphs, parse_timestamp, recognise_turns, sentences, words,
};

fn excerpts(text: &Text, spans: Vec<Span>) -> Vec<&str> {
    spans.into_iter().map(|span| text.excerpt(span).unwrap()).collect()
}

/// Each turn as `speaker @time: words`.
fn turns(raw: &str) -> Vec<String> {
    let text = Text::normalise(raw).0;
    let recognised = recognise_turns(&text);
    let shown = recognised.turns.iter().map(|turn| {
        let time = turn.time.map(|time| format!(" @{}", time.start)).unwrap_or_default();
        format!("{}{time}: {}", turn.speaker, text.excerpt(turn.words).unwrap())
    });
    shown.collect()
}

#[test]
fn timestamps_are_read_in_their_spellings() {
    let check = |stamp: &str, expect: Option<u64>| {
        assert_eq!(parse_timestamp(stamp).map(|time| time.0), expect, "{stamp}");
    };
    check("0:12", Some(12_000));
    check("00:03:43", Some(223_000));
    check("[00:03:43]", Some(223_000));
    check("(00:03)", Some(3_000));
    check("<1:02:03.25>", Some(3_723_250));
    check("00:00:01,5", Some(1_500));
    check("75:10", Some(4_510_000));
    check("12", None);
    check("1:2", None);
    check("0:75", None);
    check("[00:03", None);
    check("1:02:03:04", None);
    check("10:30am", None);
}

#[test]
fn speaker_labels_are_read_in_their_spellings() {
    let check = |raw: &str, expect: &[&str]| assert_eq!(turns(raw), expect, "{raw:?}");
    check("Interviewer: Hi\nInterviewee: Yes", &["Interviewer: Hi", "Interviewee: Yes"]);
    check("interviewer 1: Hi\nInterviewer1 : Again", &["Interviewer 1: Hi", "Interviewer 1: Again"]);
    check(" Interviewee1 : Mm", &["Interviewee 1: Mm"]);
    check("DB: a\nKM: b\nDB: c\nKM: d", &["DB: a", "KM: b", "DB: c", "KM: d"]);
    check("P01: yes", &["P01: yes"]);
    check(
        "**Interviewer:** Hi\n**Dr Lee**: Yes\n**Dr Lee**: No",
        &["Interviewer: Hi", "Dr Lee: Yes", "Dr Lee: No"],
    );
    check("[00:03:43] Speaker 1: Hi", &["Speaker 1 @3:43: Hi"]);
    check("00:03:43 Speaker: Hi", &["Speaker @3:43: Hi"]);
    check("Speaker (00:12): Hi", &["Speaker @0:12: Hi"]);
    check("P01: [00:12] Hi", &["P01 @0:12: Hi"]);
    check(
        "Ann Lee  0:12\nHi there\n\nBo Dee  0:15\nYes\nAnn Lee  0:20\nSo\nBo Dee  0:21\nNo",
        &["Ann Lee @0:12: Hi there", "Bo Dee @0:15: Yes", "Ann Lee @0:20: So", "Bo Dee @0:21: No"],
    );
    check("Interviewer\nHi\nInterviewee\nYes", &["Interviewer: Hi", "Interviewee: Yes"]);
    check(
        "2    Dan: Okay.\n3    Participant: Ah,\n     yeah.\n4    Dan: So",
        &["Dan: Okay.", "Participant: Ah,\n     yeah.", "Dan: So"],
    );
    check(
        "Müller: Ja\nÉlodie: Oui\nMüller: So\nÉlodie: Non",
        &["Müller: Ja", "Élodie: Oui", "Müller: So", "Élodie: Non"],
    );
}

#[test]
fn what_only_looks_like_a_label_stays_words() {
    let check = |raw: &str| assert_eq!(turns(raw), Vec::<String>::new(), "{raw:?}");
    check("Note: this\nNote: that");
    check("I said this: no\nhttp://example.org");
    check("He came at 10:30 and left. Then: nothing");
    check("because: a\nbecause: b");
}

#[test]
fn a_doubtful_transcript_says_what_is_doubtful() {
    let text = Text::normalise("Ward notes\nP01 (0:20): a\nOnce: b\nP01 (0:10):\n").0;
    let recognised = recognise_turns(&text);
    let notes: Vec<_> = recognised.notes;
    assert!(matches!(
        notes.as_slice(),
        [
            RecognitionNote::BeforeFirstTurn(_),
            RecognitionNote::NotTaken(_),
            RecognitionNote::EmptyTurn(_),
            RecognitionNote::TimeGoesBack(_)
        ]
    ));
    assert_eq!(recognised.speakers[0].n_turns, 2);
}

#[test]
fn all_spellings_of_a_speaker_are_listed() {
    let text = Text::normalise("Interviewer 1: a\ninterviewer1: b\nINTERVIEWER 1: c").0;
    let speakers = recognise_turns(&text).speakers;
    assert_eq!(speakers.len(), 1);
    assert_eq!(speakers[0].name, "Interviewer 1");
    assert_eq!(speakers[0].spellings, ["Interviewer 1", "interviewer1", "INTERVIEWER 1"]);
}

#[test]
fn paragraphs_sentences_and_words_are_found() {
    let text = Text::normalise("  One day. It’s é!\n\n \nLast").0;
    assert_eq!(excerpts(&text, paragraphs(&text)), ["One day. It’s é!", "Last"]);
    assert_eq!(excerpts(&text, sentences(&text, Span::with_len(0, 18))), ["One day.", "It’s é!"]);
    assert_eq!(excerpts(&text, words(&text, text.whole())), ["One", "day", "It’s", "é", "Last"]);
    assert!(words(&text, Span::with_len(0, 999)).is_empty());
}
