//! Services that give passages: `AssemblyAI`, Deepgram, Azure.

use serde_json::Value;
use themeloom_text::{Time, TimeSpan};

use super::Shape;
use super::by_word::{Word, grouped};
use super::values::{by_time, has_list, in_milliseconds, in_seconds, list, speaker, time, untimed, words};
use crate::said::Said;
use crate::times::{milliseconds, span};

/// `AssemblyAI`: `utterances` in milliseconds. Others write the same in seconds, and then with
/// fractions.
pub(super) fn assembly(value: &Value) -> Option<Shape> {
    let utterances = list(value, "utterances");
    let holds_words = |value: &Value| !words(value, "text").is_empty();
    if !utterances.iter().any(holds_words) {
        return None;
    }
    let is_fraction =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_f64).is_some_and(|n| n.fract() != 0.0);
    let in_whole_numbers = !utterances.iter().any(|u| is_fraction(u, "start") || is_fraction(u, "end"));
    let when = |value: &Value| match in_whole_numbers {
        true => span(in_milliseconds(value, "start"), in_milliseconds(value, "end")),
        false => time(value),
    };
    let said = utterances
        .iter()
        .map(|utterance| Said {
            speaker: speaker(utterance, &["speaker", "channel"]),
            words: words(utterance, "text").trim().to_owned(),
            time: when(utterance),
        })
        .collect();
    Some(Shape { tool: "AssemblyAI", read: &["utterances", "words", "text"], said: by_time(said) })
}

/// Deepgram: utterances if they were asked for, else the paragraphs, words or text of each channel.
pub(super) fn deepgram(value: &Value) -> Option<Shape> {
    let results = value.get("results")?;
    if !has_list(results, "channels") && !has_list(results, "utterances") {
        return None;
    }
    let channels = list(results, "channels");
    let mut said: Vec<Said> =
        list(results, "utterances").iter().map(|u| deepgram_utterance(u, channels)).collect();
    if said.iter().all(|said| said.words.is_empty()) {
        said = channels
            .iter()
            .enumerate()
            .flat_map(|(i, channel)| deepgram_channel(i, channel, channels))
            .collect();
    }
    Some(Shape { tool: "Deepgram", read: &["results"], said: by_time(said) })
}

fn deepgram_utterance(value: &Value, channels: &[Value]) -> Said {
    let channel = value.get("channel").and_then(Value::as_u64).unwrap_or_default();
    Said {
        speaker: in_channel(channel, channels, speaker(value, &["speaker"])),
        words: words(value, "transcript").trim().to_owned(),
        time: time(value),
    }
}

fn deepgram_channel(i: usize, channel: &Value, channels: &[Value]) -> Vec<Said> {
    let who = |value: &Value| in_channel(i as u64, channels, speaker(value, &["speaker"]));
    let Some(best) = list(channel, "alternatives").first() else { return Vec::new() };
    let paragraphs = best.get("paragraphs").map_or(&[][..], |p| list(p, "paragraphs"));
    let said: Vec<Said> = paragraphs
        .iter()
        .map(|paragraph| Said {
            speaker: who(paragraph),
            words: list(paragraph, "sentences")
                .iter()
                .map(|sentence| words(sentence, "text").trim())
                .collect::<Vec<_>>()
                .join(" "),
            time: time(paragraph),
        })
        .collect();
    if said.iter().any(|said| !said.words.is_empty()) {
        return said;
    }
    let by_word = list(best, "words").iter().map(|word| Word {
        speaker: who(word),
        text: [words(word, "punctuated_word"), words(word, "word")]
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default()
            .to_owned(),
        time: time(word),
        glued: false,
    });
    let said = grouped(by_word);
    if said.is_empty() {
        vec![Said { speaker: who(best), ..untimed(words(best, "transcript")) }]
    } else {
        said
    }
}

/// Where several channels were recorded, each counts its speakers anew.
fn in_channel(channel: u64, channels: &[Value], speaker: Option<String>) -> Option<String> {
    match speaker {
        _ if channels.len() < 2 => speaker,
        Some(speaker) => Some(format!("Channel {channel}, {speaker}")),
        None => Some(format!("Channel {channel}")),
    }
}

/// Azure, batch transcription: the best of the guesses at each phrase.
pub(super) fn azure_batch(value: &Value) -> Option<Shape> {
    if !has_list(value, "recognizedPhrases") && !has_list(value, "combinedRecognizedPhrases") {
        return None;
    }
    let mut said: Vec<Said> = list(value, "recognizedPhrases")
        .iter()
        .map(|phrase| {
            let best = list(phrase, "nBest").first().unwrap_or(&Value::Null);
            Said {
                speaker: speaker(phrase, &["speaker"]).or_else(|| speaker(best, &["speaker"])),
                words: words(best, "display").trim().to_owned(),
                time: azure_time(phrase),
            }
        })
        .collect();
    if said.iter().all(|said| said.words.is_empty()) {
        said = list(value, "combinedRecognizedPhrases")
            .iter()
            .map(|all| untimed(words(all, "display")))
            .collect();
    }
    let read = &["recognizedPhrases", "combinedRecognizedPhrases"];
    Some(Shape { tool: "Azure", read, said: by_time(said) })
}

/// Azure, fast transcription.
pub(super) fn azure_fast(value: &Value) -> Option<Shape> {
    if !has_list(value, "phrases") && !has_list(value, "combinedPhrases") {
        return None;
    }
    let mut said: Vec<Said> = list(value, "phrases")
        .iter()
        .map(|phrase| Said {
            speaker: speaker(phrase, &["speaker"]),
            words: words(phrase, "text").trim().to_owned(),
            time: azure_time(phrase),
        })
        .collect();
    if said.iter().all(|said| said.words.is_empty()) {
        said = list(value, "combinedPhrases").iter().map(|all| untimed(words(all, "text"))).collect();
    }
    Some(Shape { tool: "Azure", read: &["phrases", "combinedPhrases"], said: by_time(said) })
}

/// Azure gives a start and a length: in ticks of 100 nanoseconds, in milliseconds, or as ISO 8601. A
/// bare number is milliseconds.
fn azure_time(value: &Value) -> Option<TimeSpan> {
    let given = |name: &str| -> Option<Time> {
        let ticks = value.get(format!("{name}InTicks")).and_then(Value::as_f64);
        ticks
            .and_then(|ticks| milliseconds(ticks / 10_000.0))
            .or_else(|| in_milliseconds(value, &format!("{name}Milliseconds")))
            .or_else(|| match value.get(name)? {
                Value::Number(_) => in_milliseconds(value, name),
                _ => in_seconds(value, &[name]),
            })
    };
    let start = given("offset")?;
    span(Some(start), given("duration").map(|length| Time(start.0.saturating_add(length.0))))
}
