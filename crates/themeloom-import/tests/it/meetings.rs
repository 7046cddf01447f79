//! Subtitles as the programs for meetings write them.

use insta::assert_snapshot;

use crate::{open, report, told};

#[test]
fn teams_names_each_voice_and_its_cues_may_overlap() {
    let file = "WEBVTT\n\n\
        8c1f0e2a-5b7d-4e0e-9a44-1f2d3c4b5a69/12-0\n00:00:03.120 --> 00:00:07.480\n<v LEE, Ann (EXAMPLE NHS TRUST)>So what is\nvalue?</v>\n\n\
        8c1f0e2a-5b7d-4e0e-9a44-1f2d3c4b5a69/12-1\n00:00:06.900 --> 00:00:07.100\n<v LEE, Ann (EXAMPLE NHS TRUST)>Note: to\nyou.</v>\n\n\
        8c1f0e2a-5b7d-4e0e-9a44-1f2d3c4b5a69/15-0\n00:00:07.000 --> 00:00:09.000\n<v Bo O'Dell>Time: with\nBoth: people.</v>\n\n\
        8c1f0e2a-5b7d-4e0e-9a44-1f2d3c4b5a69/13-0\n00:00:05.000 --> 00:00:06.000\n<v Bo O'Dell>Well.</v>\n";
    let read = open("meeting.vtt", file.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @"
    LEE, Ann (EXAMPLE NHS TRUST) @0:03 | So what is value? Note: to you.
    Bo O'Dell @0:05 | Time: with Both: people. Well.
    ");
    assert_snapshot!(report(&read), @"
    recognised: WebVTT subtitles
    recognised: 2 turns (LEE, Ann (EXAMPLE NHS TRUST) 1, Bo O'Dell 1)
    recognised: times on 2 turns
    recognised: characters written as UTF-8
    changed: 4 formatting marks taken out
    changed: 4 subtitles joined into 2 turns or paragraphs
    changed: the speaker's name was written before each turn
    ");
    let times: Vec<_> =
        read.turns.iter().filter_map(|t| t.time).map(|t| (t.start.0, t.end.unwrap().0)).collect();
    assert_eq!(times, [(3_120, 7_480), (5_000, 9_000)], "no time runs backwards");
}

#[test]
fn zoom_puts_the_name_before_the_words_of_each_cue() {
    let cue = |n: u32, words: &str| format!("{n}\r\n00:00:0{n}.000 --> 00:00:0{n}.900\r\n{words}\r\n\r\n");
    let file = [
        "WEBVTT\r\n\r\n".to_owned(),
        cue(1, "Ann Lee (she/her): So what: is value?"),
        cue(2, "LEE, Bo (EXAMPLE TEACHING HOSPITALS NHS TRUST): Time."),
        cue(3, "LEE, Bo (EXAMPLE TEACHING HOSPITALS NHS TRUST): And people."),
        cue(4, "Ann Lee (she/her): Why?"),
        cue(5, "+44 7700 ***123: I agree."),
        cue(6, "Ann Lee (she/her): Yes."),
    ]
    .concat();
    let read = open("meeting.vtt", file.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @"
    Ann Lee (she/her) @0:01 | So what: is value?
    LEE, Bo (EXAMPLE TEACHING HOSPITALS NHS TRUST) @0:02 | Time. And people.
    Ann Lee (she/her) @0:04 | Why?
    +44 7700 ***123 @0:05 | I agree.
    Ann Lee (she/her) @0:06 | Yes.
    ");
}

#[test]
fn youtube_writes_two_times_and_the_words() {
    let file = "0:00:00.599,0:00:02.160\nSo what\nis value?\n\n0:00:02.500,0:00:03.000\nTime, 3,4.\n\n0:01:06.000,0:01:07.000\nYes.\n";
    let read = open("talk.sbv", file.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @"
    Unnamed speaker @0:00 | So what is value? Time, 3,4.
    Unnamed speaker @1:06 | Yes.
    ");
    assert_snapshot!(report(&read), @"
    recognised: YouTube subtitles
    recognised: 2 turns (Unnamed speaker 2)
    recognised: times on 2 turns
    recognised: characters written as UTF-8
    changed: 3 subtitles joined into 2 turns or paragraphs
    ");
    assert_eq!(open("talk.txt", file.as_bytes()).unwrap().kind.word(), "sbv");
}
