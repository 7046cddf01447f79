use insta::assert_snapshot;
use themeloom_import::{DocumentKind, Guess};

use crate::{headings, open, report, told};

#[test]
fn plain_text_keeps_its_words_and_tells_its_speakers() {
    let read = open(
        "P03.txt",
        "\u{feff}Interviewer: [00:00:05] So?\r\n\r\nP03: Well. It’s a 🙂 day.\r\n\r\nINTERVIEWER: Yes?\r\n"
            .as_bytes(),
    )
    .unwrap();
    assert_snapshot!(told(&read), @"
    Interviewer @0:05 | So?
    P03 | Well. It’s a 🙂 day.
    Interviewer | Yes?
    ");
    assert_snapshot!(report(&read), @"
    recognised: plain text
    recognised: 3 turns (Interviewer, who seems to ask, 2, P03 1)
    recognised: times on 1 turn
    recognised: characters written as UTF-8
    changed: 5 Windows or old Mac line end(s) made plain
    changed: `Interviewer`, `INTERVIEWER` taken as the speaker Interviewer
    ");
    let guesses: Vec<Guess> = read.speakers.iter().map(|s| s.guess).collect();
    assert_eq!(guesses, [Guess::Interviewer, Guess::Participant]);
}

#[test]
fn markdown_stays_as_it_is_and_its_headings_are_pointed_at() {
    let read = open("P05.md", b"# Interview 5\n\n**Interviewer:** So?\n\n**P05:** It is *fine*.\n").unwrap();
    assert_eq!(headings(&read), [(1, "Interview 5")]);
    assert_snapshot!(told(&read), @"
    Interviewer | So?
    P05 | It is *fine*.
    ");
}

#[test]
fn right_to_left_text_is_kept_letter_by_letter() {
    let words = "مقابلة: ما هي القيمة؟\nمشارك: الوقت مع المريض.\n";
    assert_eq!(open("a.txt", words.as_bytes()).unwrap().text.as_str(), words);
}

#[test]
fn text_in_an_old_encoding_is_read_by_a_guess_that_is_reported() {
    let read =
        open("a.txt", b"Interviewer: \x93Value\x94 \x96 what\x92s that, in caf\xe9 talk?\nP01: Na\xefve.\n")
            .unwrap();
    assert!(read.text.as_str().contains("“Value” – what’s that, in café talk?"), "{}", read.text.as_str());
    assert!(report(&read).contains("windows-1252, by a guess"));
}

#[test]
fn a_wrong_ending_is_named_and_the_content_decides() {
    let read = open("P01.docx", b"Interviewer: So?\nP01: Well.\n").unwrap();
    assert_eq!(read.kind, DocumentKind::PlainText);
    assert_snapshot!(report(&read), @"
    recognised: plain text, although its name ends in .docx
    recognised: 2 turns (Interviewer, who seems to ask, 1, P01 1)
    recognised: characters written as UTF-8
    ");
}
