use insta::assert_snapshot;

use crate::{open, report, told};

#[test]
fn voices_are_speakers_and_their_consecutive_cues_are_one_turn() {
    let file = "WEBVTT\n\nNOTE made by a meeting\n\nSTYLE\n::cue {}\n\n1\n00:00:01.000 --> 00:00:02.000 align:start\n<v Ann Lee>So <i>what</i></v>\n\n2\n00:00:02.100 --> 00:00:03.000\n<v Ann Lee>is value &amp; why?</v>\n\n00:00:03.500 --> 00:00:04.000\n<v.loud P01>I <3 it.</v>\n<v Ann Lee>Oh.</v>\n\n00:00:0x.000 --> 00:00:05.000\nlost\n";
    let read = open("a.vtt", file.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @"
    Ann Lee @0:01 | So what is value & why?
    P01 @0:03 | I <3 it.
    Ann Lee @0:03 | Oh.
    ");
    assert_snapshot!(report(&read), @"
    recognised: WebVTT subtitles
    recognised: 3 turns (Ann Lee, who seems to ask, 2, P01 1)
    recognised: times on 3 turns
    recognised: characters written as UTF-8
    changed: 6 formatting marks taken out
    changed: 1 character code replaced by what they stand for
    changed: the speaker's name was written before each turn
    not read: a subtitle (line 20): expected times as `00:01:02.000 --> 00:01:05.000`; correct them and import again
    not read: notes (1 block): they are no part of what was said
    not read: styles (1 block): they are no part of what was said
    ");
}

#[test]
fn labels_before_the_words_are_speakers_if_they_recur() {
    let cue = |n: u32, words: &str| format!("{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{words}\n\n");
    let file = [
        cue(1, "Ann: So?"),
        cue(2, "Bo: Remember this: no."),
        cue(3, "and never"),
        cue(4, "Ann: Why: tell."),
        cue(5, "Bo: Ask."),
    ]
    .concat();
    let read = open("a.srt", file.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @"
    Ann @0:01 | So?
    Bo @0:02 | Remember this: no. and never
    Ann @0:04 | Why: tell.
    Bo @0:05 | Ask.
    ");
}

#[test]
fn subtitles_without_speakers_are_paragraphs_with_times_and_no_invented_label() {
    let file = "1\n00:00:01,000 --> 00:00:02,000\nSo\n\n2\n00:00:02,500 --> 00:00:03,000\nwell.\n\n3\n00:00:09,000 --> 00:00:10,000\nYes.\n";
    let read = open("a.srt", file.as_bytes()).unwrap();
    assert_eq!(read.text.as_str(), "So well.\n\nYes.\n");
    assert_snapshot!(told(&read), @"
    Unnamed speaker @0:01 | So well.
    Unnamed speaker @0:09 | Yes.
    ");
}
