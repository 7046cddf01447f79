use insta::assert_snapshot;

use crate::{open, report, told};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="2024-03-05T10:00:00+00:00" FORMAT="3.0" VERSION="3.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">
<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"><MEDIA_DESCRIPTOR MEDIA_URL="file:///talk.wav" MIME_TYPE="audio/x-wav"/><PROPERTY NAME="lastUsedAnnotationId">9</PROPERTY></HEADER>
"#;

/// An ELAN file of time slots (`-` for an open one) and tiers.
fn eaf(slots: &[&str], tiers: &str) -> String {
    let slots: String = slots
        .iter()
        .enumerate()
        .map(|(i, ms)| match *ms {
            "-" => format!(r#"<TIME_SLOT TIME_SLOT_ID="ts{}"/>"#, i + 1),
            ms => format!(r#"<TIME_SLOT TIME_SLOT_ID="ts{}" TIME_VALUE="{ms}"/>"#, i + 1),
        })
        .collect();
    format!(
        "{HEAD}<TIME_ORDER>{slots}</TIME_ORDER>{tiers}<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"default-lt\" TIME_ALIGNABLE=\"true\"/></ANNOTATION_DOCUMENT>\n"
    )
}

fn tier(attributes: &str, annotations: &[(usize, usize, &str)]) -> String {
    let annotations: String = annotations
        .iter()
        .map(|(from, to, words)| {
            format!(
                r#"<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{from}{to}" TIME_SLOT_REF1="ts{from}" TIME_SLOT_REF2="ts{to}"><ANNOTATION_VALUE>{words}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"#
            )
        })
        .collect();
    format!(r#"<TIER LINGUISTIC_TYPE_REF="default-lt" {attributes}>{annotations}</TIER>"#)
}

const TRANSLATION: &str = r#"<TIER LINGUISTIC_TYPE_REF="t" PARENT_REF="P01-talk" PARTICIPANT="P01" TIER_ID="P01-english"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="r1" ANNOTATION_REF="a23"><ANNOTATION_VALUE>the same again</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>"#;

#[test]
fn participants_are_speakers_and_annotations_turns_in_order_of_time() {
    let file = eaf(
        &["0", "1500", "4000", "4000", "6000"],
        &[
            tier(
                r#"PARTICIPANT="P01" TIER_ID="P01-talk""#,
                &[(2, 3, "Time &amp; people,\nmostly."), (4, 5, "Yes.")],
            ),
            TRANSLATION.to_owned(),
            tier(r#"TIER_ID="Interviewer""#, &[(1, 2, "So?"), (4, 5, "Mm."), (5, 5, "")]),
        ]
        .concat(),
    );
    let read = open("talk.eaf", file.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @"
    Interviewer @0:00 | So?
    P01 @0:01 | Time & people, mostly.
    P01 @0:04 | Yes.
    Interviewer @0:04 | Mm.
    ");
    assert_snapshot!(report(&read), @"
    recognised: an ELAN annotation file
    recognised: 4 turns (Interviewer, who seems to ask, 2, P01 2)
    recognised: times on 4 turns
    recognised: characters written as UTF-8
    changed: the speaker's name was written before each turn
    not read: annotations without words (1 annotation): there is nothing in them
    not read: a dependent tier (`P01-english` under `P01-talk`, 1 annotation): it says the words of another tier in another way; to read it instead, export it from ELAN by itself
    ");
    assert!(!read.text.as_str().contains("the same again"));
}

#[test]
fn a_time_that_is_left_open_stays_open_and_the_turn_in_its_place() {
    let file = eaf(
        &["0", "-", "-", "4000", "5000"],
        &tier(r#"TIER_ID="P01""#, &[(1, 2, "One."), (2, 3, "Two."), (3, 4, "Three."), (4, 5, "Four.")]),
    );
    let read = open("talk.eaf", file.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @"
    P01 @0:00 | One.
    P01 | Two.
    P01 | Three.
    P01 @0:04 | Four.
    ");
    assert_snapshot!(report(&read).lines().last().unwrap(), @"not read: the time of some annotations (2 annotations): the file gives them none; they stand after the one before them in their tier");
}

#[test]
fn several_tiers_of_one_participant_stay_apart() {
    let file = eaf(
        &["0", "1000", "2000"],
        &[
            tier(r#"PARTICIPANT="P01" TIER_ID="talk""#, &[(1, 2, "So.")]),
            tier(r#"PARTICIPANT="P01" TIER_ID="hands""#, &[(2, 3, "points at the door")]),
        ]
        .concat(),
    );
    let read = open("talk.eaf", file.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @"
    P01, talk @0:00 | So.
    P01, hands @0:01 | points at the door
    ");
    assert_snapshot!(report(&read), @"
    recognised: an ELAN annotation file
    recognised: 2 turns (P01, talk 1, P01, hands 1)
    recognised: times on 2 turns
    recognised: characters written as UTF-8
    recognised: 2 tiers of the participant P01, each taken as a speaker of its own, since they may hold more than speech
    changed: the speaker's name was written before each turn
    ");
}

#[test]
fn hostile_and_damaged_files_are_refused_or_told() {
    let whole = eaf(&["0", "1000", "2000"], &tier(r#"TIER_ID="P01""#, &[(1, 2, "One."), (2, 3, "Two.")]));
    let refused = |file: &str| open("talk.eaf", file.as_bytes()).unwrap_err().to_string();
    let bomb =
        whole.replacen("<ANNOTATION_DOCUMENT", "<!DOCTYPE x [<!ENTITY a \"b\">]><ANNOTATION_DOCUMENT", 1);
    let deep = whole.replace("One.", &"<b>".repeat(10_000));
    let many = whole.replace("<TIME_ORDER>", &format!("{}<TIME_ORDER>", "<TIER/>".repeat(20_000)));
    let messages = [
        refused(&bomb),
        refused(&deep),
        refused(&many),
        refused(&eaf(&[], "")),
        refused("<?xml version=\"1.0\"?><ANNOTATION_DOCUMENT><TIER"),
        refused("<?xml version=\"1.0\"?><Trans scribe=\"x\"></Trans>"),
    ];
    assert_snapshot!(messages.join("\n"), @"
    `talk.eaf`, its XML: it declares a document type, which word processors never do and which can hide an attack: open it and save it anew, then import that
    `talk.eaf`, its XML: elements lie more than 256 deep in one another: open it and save it anew, then import that
    `talk.eaf` has 20001 parts, more than the limit of 10000: open it and save it anew as .docx, then import that
    `talk.eaf` holds no words: check that it is the right file
    `talk.eaf` is damaged (byte 47: expected well-formed XML): copy it again, or open it in the program that made it and save it anew
    `talk.eaf` is an XML file, although its name ends in .eaf: export the transcript as .docx or .txt from the program that made it
    ");
    let cut = whole.split_once("Two.").unwrap().0;
    let read = open("talk.eaf", cut.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @"P01 @0:00 | One.");
    assert!(report(&read).contains("not read: the rest of the file (after byte"));
}
