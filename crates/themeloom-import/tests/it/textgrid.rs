use insta::assert_snapshot;

use crate::{open, report, told};

const LONG: &str = r#"File type = "ooTextFile"
Object class = "TextGrid"

xmin = 0
xmax = 9.5
tiers? <exists>
size = 3
item []:
    item [1]:
        class = "IntervalTier"
        name = "Ann"
        xmin = 0
        xmax = 9.5
        intervals: size = 3
        intervals [1]:
            xmin = 0
            xmax = 2.25
            text = "So what is ""value""? 3 things:"
        intervals [2]:
            xmin = 2.25
            xmax = 6
            text = ""
        intervals [3]:
            xmin = 6
            xmax = 9.5
            text = "Oh – naïve."
    item [2]:
        class = "IntervalTier"
        name = "P01"
        xmin = 0
        xmax = 9.5
        intervals: size = 1
        intervals [1]:
            xmin = 2.5
            xmax = 5.5
            text = "Time with
people."
    item [3]:
        class = "TextTier"
        name = "bell"
        xmin = 0
        xmax = 9.5
        points: size = 1
        points [1]:
            number = 3.5
            mark = "ding"
"#;

const SHORT: &str = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n9.5\n<exists>\n2\n\"IntervalTier\"\n\"Ann\"\n0\n9.5\n1\n0\n2.25\n\"So what is \"\"value\"\"?\"\n\"IntervalTier\"\n\"P01\"\n0\n9.5\n1\n2.5\n5.5\n\"Oh – naïve.\"\n";

#[test]
fn tiers_of_intervals_are_speakers_and_silence_is_no_turn() {
    let read = open("talk.TextGrid", LONG.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @r#"
    Ann @0:00 | So what is "value"? 3 things:
    P01 @0:02 | Time with people.
    Ann @0:06 | Oh – naïve.
    "#);
    assert_snapshot!(report(&read), @"
    recognised: a Praat TextGrid
    recognised: 3 turns (Ann, who seems to ask, 2, P01 1)
    recognised: times on 3 turns
    recognised: characters written as UTF-8
    changed: the speaker's name was written before each turn
    not read: a tier of points (`bell`, 1 mark): points have no length and are no turns; make intervals of them in Praat if they are words
    ");
}

#[test]
fn the_short_form_and_notes_for_people_are_read_alike() {
    assert_snapshot!(told(&open("talk.TextGrid", SHORT.as_bytes()).unwrap()), @r#"
    Ann @0:00 | So what is "value"?
    P01 @0:02 | Oh – naïve.
    "#);
    let with_notes = "\"ooTextFile\" \"TextGrid\"\n! about the grid\n0s 1s <exists> 1\n! a \"tier\"\n\"IntervalTier\" \"Ann\" 0s 1s 1 ! type, name\n0s 1s \"So.\" ! words\n";
    assert_snapshot!(told(&open("talk.TextGrid", with_notes.as_bytes()).unwrap()), @"Ann @0:00 | So.");
}

#[test]
fn praat_writes_utf_8_utf_16_and_latin_1() {
    let wide = |to: fn(u16) -> [u8; 2], mark: &[u8]| {
        [mark.to_vec(), SHORT.encode_utf16().flat_map(to).collect()].concat()
    };
    let latin = SHORT.replace('–', "-").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for bytes in [wide(u16::to_le_bytes, b"\xff\xfe"), wide(u16::to_be_bytes, b"\xfe\xff"), latin] {
        let read = open("talk.TextGrid", &bytes).unwrap();
        assert!(told(&read).ends_with("naïve.\n"), "{}", told(&read));
    }
}

#[test]
fn damaged_and_foreign_files_are_told_or_refused() {
    let cut = LONG.split_once("intervals [3]").unwrap().0;
    let read = open("talk.TextGrid", cut.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @r#"Ann @0:00 | So what is "value"? 3 things:"#);
    assert_snapshot!(report(&read).lines().last().unwrap(), @"not read: the rest of the file (after line 22): the file is damaged there; open it in Praat, save it anew as a text file, and compare");
    let refused = |bytes: &[u8]| open("talk.TextGrid", bytes).unwrap_err().to_string();
    let silent = SHORT.replace("So what is \"\"value\"\"?", "").replace("Oh – naïve.", " ");
    let endless = SHORT.replace("<exists>\n2", "<exists>\n1e300");
    let messages = [
        refused(silent.as_bytes()),
        refused(SHORT.replace("\n<exists>\n2", "\n<absent>\n").as_bytes()),
        refused(b"File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n"),
        refused(b"\"Praat chronological TextGrid text file\"\n0 1\n"),
        refused(b"ooBinaryFile\x08TextGrid\0\0"),
    ];
    assert_snapshot!(messages.join("\n"), @"
    `talk.TextGrid` holds no words: check that it is the right file
    `talk.TextGrid` holds no words: check that it is the right file
    `talk.TextGrid` is damaged (line 4: expected tiers with intervals, as Praat writes them): copy it again, or open it in the program that made it and save it anew
    `talk.TextGrid` is a chronological TextGrid of Praat, although its name ends in .textgrid: read it in Praat, save it as a text file, and import that
    `talk.TextGrid` is a binary file of Praat, although its name ends in .textgrid: save it as a text file in Praat, and import that
    ");
    assert_snapshot!(told(&open("talk.TextGrid", endless.as_bytes()).unwrap()), @r#"
    Ann @0:00 | So what is "value"?
    P01 @0:02 | Oh – naïve.
    "#);
}
