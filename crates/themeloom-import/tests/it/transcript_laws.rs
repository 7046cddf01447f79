//! What holds of every file of a transcription tool: the words written are the words read, in their
//! order and by their speakers, and no time runs backwards.

use std::fmt::Write as _;

use proptest::prelude::*;
use themeloom_import::ImportedDocument;

use crate::open;

/// Something said: who of three, the words, and the length of it and of the silence after it in ms.
#[derive(Debug, Clone)]
struct Passage {
    who: usize,
    words: String,
    length: u64,
    silence: u64,
}

const NAMES: [&str; 3] = ["Ann Lee", "P01", "Bo \"B\" O'Dell"];

fn passages() -> impl Strategy<Value = Vec<Passage>> {
    let passage = (0_usize..3, r#"[a-zé'"<&🙂]{1,6}( [a-z,.?"\\]{1,6}){0,4}"#, 0_u64..9_000, 0_u64..4_000);
    proptest::collection::vec(
        passage.prop_map(|(who, words, length, silence)| Passage { who, words, length, silence }),
        1..12,
    )
}

/// Each passage with its start and end.
fn timed(passages: &[Passage]) -> Vec<(&Passage, u64, u64)> {
    let mut at = 0;
    passages
        .iter()
        .map(|passage| {
            let (start, end) = (at, at + passage.length);
            at = end + passage.silence + 1;
            (passage, start, end)
        })
        .collect()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn whisperx(passages: &[Passage]) -> String {
    let segments: Vec<String> = timed(passages)
        .into_iter()
        .map(|(p, start, end)| {
            format!(
                r#"{{"start": {}.{:03}, "end": {}.{:03}, "text": {}, "speaker": {}}}"#,
                start / 1000,
                start % 1000,
                end / 1000,
                end % 1000,
                quoted(&format!(" {}", p.words)),
                quoted(NAMES[p.who])
            )
        })
        .collect();
    format!(r#"{{"segments": [{}], "language": "en"}}"#, segments.join(", "))
}

fn assembly(passages: &[Passage]) -> String {
    let utterances: Vec<String> = timed(passages)
        .into_iter()
        .map(|(p, start, end)| {
            format!(
                r#"{{"start": {start}, "end": {end}, "text": {}, "speaker": {}}}"#,
                quoted(&p.words),
                quoted(NAMES[p.who])
            )
        })
        .collect();
    format!(r#"{{"status": "completed", "utterances": [{}]}}"#, utterances.join(", "))
}

fn rev(passages: &[Passage]) -> String {
    let monologues: Vec<String> = timed(passages)
        .into_iter()
        .map(|(p, start, _)| {
            let words: Vec<String> = p
                .words
                .split(' ')
                .map(|word| {
                    format!(r#"{{"type": "text", "value": {}, "ts": {}.5}}"#, quoted(word), start / 1000)
                })
                .collect();
            format!(
                r#"{{"speaker": {{"id": "1", "name": {}}}, "elements": [{}]}}"#,
                quoted(NAMES[p.who]),
                words.join(r#", {"type": "punct", "value": " "}, "#)
            )
        })
        .collect();
    format!(r#"{{"monologues": [{}]}}"#, monologues.join(", "))
}

fn eaf(passages: &[Passage]) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let (mut slots, mut tiers) = (String::new(), [const { String::new() }; 3]);
    for (i, (p, start, end)) in timed(passages).into_iter().enumerate() {
        write!(slots, r#"<TIME_SLOT TIME_SLOT_ID="s{i}" TIME_VALUE="{start}"/><TIME_SLOT TIME_SLOT_ID="e{i}" TIME_VALUE="{end}"/>"#).unwrap();
        write!(tiers[p.who], r#"<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="s{i}" TIME_SLOT_REF2="e{i}"><ANNOTATION_VALUE>{}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"#, escaped(&p.words)).unwrap();
    }
    let tiers: String = tiers
        .iter()
        .zip(NAMES)
        .map(|(annotations, name)| format!(r#"<TIER TIER_ID="{}">{annotations}</TIER>"#, escaped(name)))
        .collect();
    format!(
        r#"<?xml version="1.0"?><ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>"#
    )
}

fn textgrid(passages: &[Passage]) -> String {
    let doubled = |text: &str| text.replace('"', "\"\"");
    let seconds = |ms: u64| format!("{}.{:03}", ms / 1000, ms % 1000);
    let mut file =
        String::from("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\n0\n99\n<exists>\n3\n");
    for (who, name) in NAMES.iter().enumerate() {
        let of_them: Vec<_> = timed(passages).into_iter().filter(|(p, ..)| p.who == who).collect();
        write!(file, "\"IntervalTier\"\n\"{}\"\n0\n99\n{}\n", doubled(name), of_them.len()).unwrap();
        for (p, start, end) in of_them {
            write!(file, "{}\n{}\n\"{}\"\n", seconds(start), seconds(end), doubled(&p.words)).unwrap();
        }
    }
    file
}

/// The words of each speaker, one after another as they were said.
fn said(speaker_and_words: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    speaker_and_words
        .flat_map(|(who, words)| {
            words.split_whitespace().map(|word| (who.clone(), word.to_owned())).collect::<Vec<_>>()
        })
        .collect()
}

fn read(document: &ImportedDocument) -> Vec<(String, String)> {
    said(document.turns.iter().map(|turn| {
        let speaker = document.speakers[usize::from(turn.speaker.0)].name.clone();
        (speaker, document.text.excerpt(turn.words).unwrap().to_owned())
    }))
}

fn runs_forward(document: &ImportedDocument) -> bool {
    let starts: Vec<_> = document.turns.iter().filter_map(|turn| turn.time).collect();
    starts.iter().all(|t| t.end.is_none_or(|end| end >= t.start)) && starts.is_sorted_by_key(|t| t.start)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn words_written_are_words_read_by_their_speakers_in_order(passages in passages()) {
        let written = said(passages.iter().map(|p| (NAMES[p.who].to_owned(), p.words.clone())));
        let files = [
            ("a.json", whisperx(&passages)),
            ("a.json", assembly(&passages)),
            ("a.json", rev(&passages)),
            ("a.eaf", eaf(&passages)),
            ("a.TextGrid", textgrid(&passages)),
        ];
        for (name, file) in files {
            let document = open(name, file.as_bytes()).unwrap();
            prop_assert_eq!(read(&document), written.clone(), "{}", file);
            prop_assert!(runs_forward(&document), "{}", file);
        }
    }
}
