//! Tools that give one word at a time: Amazon, Google, Rev.

use std::collections::HashMap;

use serde_json::Value;
use themeloom_text::TimeSpan;

use super::Shape;
use super::values::{by_time, has_list, list, speaker, time, untimed, words};
use crate::said::{Said, append, covering, follows};

/// One word, or a mark of punctuation.
pub(super) struct Word {
    pub(super) speaker: Option<String>,
    pub(super) text: String,
    pub(super) time: Option<TimeSpan>,
    /// Whether it belongs to the word before, without a blank: then it is the same speaker's too.
    pub(super) glued: bool,
}

/// Words as passages: a passage ends where the speaker changes and at a pause.
pub(super) fn grouped(words: impl IntoIterator<Item = Word>) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    for Word { speaker, text, time, glued } in words {
        if text.is_empty() {
            continue;
        }
        let goes_on = |last: &Said| {
            let no_pause = last.time.is_none() || time.is_none() || follows(last.time, time);
            glued || (last.speaker == speaker && no_pause)
        };
        match said.last_mut() {
            Some(last) if goes_on(last) => {
                if glued {
                    last.words.push_str(&text);
                } else {
                    append(&mut last.words, &text);
                }
                last.time = covering(last.time, time);
            }
            _ => said.push(Said { speaker, words: text, time }),
        }
    }
    said
}

/// Amazon Transcribe: `items`, with a speaker on each or in a list beside, or one list a channel.
pub(super) fn amazon(value: &Value) -> Option<Shape> {
    let results = value.get("results")?;
    if !has_list(results, "items") && !has_list(results, "transcripts") {
        return None;
    }
    let labels = results.get("speaker_labels").map(labels_by_start).unwrap_or_default();
    let by_channel = results.get("channel_labels").map_or(&[][..], |labels| list(labels, "channels"));
    let mut said = if by_channel.len() > 1 {
        by_channel
            .iter()
            .flat_map(|channel| sentences(list(channel, "items").iter().map(|i| item(i, &labels))))
            .collect()
    } else {
        grouped(list(results, "items").iter().map(|i| item(i, &labels)))
    };
    if said.is_empty() {
        said = list(results, "transcripts").iter().map(|all| untimed(words(all, "transcript"))).collect();
    }
    Some(Shape { tool: "Amazon Transcribe", read: &["results"], said: by_time(said) })
}

/// Older files name the speaker of a word only in a list beside, by the word's start.
fn labels_by_start(labels: &Value) -> HashMap<&str, &Value> {
    list(labels, "segments")
        .iter()
        .flat_map(|segment| list(segment, "items"))
        .map(|item| (words(item, "start_time"), item))
        .collect()
}

fn item(value: &Value, labels: &HashMap<&str, &Value>) -> Word {
    const NAMES: [&str; 2] = ["speaker_label", "channel_label"];
    let beside = || labels.get(words(value, "start_time")).and_then(|label| speaker(label, &NAMES));
    Word {
        speaker: speaker(value, &NAMES).or_else(beside),
        text: list(value, "alternatives").first().map_or("", |best| words(best, "content")).to_owned(),
        time: time(value),
        glued: words(value, "type") == "punctuation",
    }
}

/// Words as passages that end with each sentence, so that those of several channels can be put in order.
fn sentences(words: impl IntoIterator<Item = Word>) -> Vec<Said> {
    let mut said: Vec<Said> = Vec::new();
    let mut sentence: Vec<Word> = Vec::new();
    for word in words {
        let ends = word.text.ends_with(['.', '?', '!']);
        sentence.push(word);
        if ends {
            said.extend(grouped(sentence.drain(..)));
        }
    }
    said.extend(grouped(sentence));
    said
}

/// Google: the best guess at each stretch. Where it tells speakers apart, the last stretch gives all
/// words once more, with their speakers.
pub(super) fn google(value: &Value) -> Option<Shape> {
    let results = [value.get("response"), Some(value)].into_iter().flatten().map(|v| list(v, "results"));
    let results = results.into_iter().find(|results| results.iter().any(|r| has_list(r, "alternatives")))?;
    let best: Vec<&Value> =
        results.iter().filter_map(|result| list(result, "alternatives").first()).collect();
    let (last, before) = best.split_last()?;
    let repeats = !before.is_empty() && words(last, "transcript").trim().is_empty() && has_speakers(last);
    let said = if repeats {
        grouped(list(last, "words").iter().map(google_word))
    } else {
        best.iter().flat_map(|best| google_stretch(best)).collect()
    };
    Some(Shape { tool: "Google", read: &["results", "response"], said: by_time(said) })
}

fn google_stretch(best: &Value) -> Vec<Said> {
    if has_speakers(best) {
        return grouped(list(best, "words").iter().map(google_word));
    }
    let times = list(best, "words").iter().map(time).fold(None, covering);
    vec![Said { time: times, ..untimed(words(best, "transcript")) }]
}

fn has_speakers(best: &Value) -> bool {
    list(best, "words").iter().any(|word| google_speaker(word).is_some())
}

fn google_word(value: &Value) -> Word {
    let text = words(value, "word").trim().to_owned();
    Word { speaker: google_speaker(value), text, time: time(value), glued: false }
}

/// Speaker 0 is nobody: it stands where no speaker was looked for.
fn google_speaker(value: &Value) -> Option<String> {
    speaker(value, &["speakerLabel", "speakerTag"]).filter(|speaker| speaker != "Speaker 0")
}

/// Rev: words, blanks and marks as they follow one another; Gecko: words and marks.
pub(super) fn rev(value: &Value) -> Option<Shape> {
    if !has_list(value, "monologues") {
        return None;
    }
    let said = list(value, "monologues").iter().flat_map(monologue).collect();
    Some(Shape { tool: "Rev", read: &["monologues"], said })
}

fn monologue(value: &Value) -> Option<Said> {
    let elements = list(value, "elements");
    let times = elements.iter().chain(list(value, "terms")).map(time).fold(time(value), covering);
    let mut said: String = elements.iter().map(|element| words(element, "value")).collect();
    for term in list(value, "terms") {
        let text = words(term, "text").trim();
        if words(term, "type") == "PUNCTUATION" {
            said.push_str(text);
        } else {
            append(&mut said, text);
        }
    }
    let words = said.trim().to_owned();
    (!words.is_empty()).then(|| Said { speaker: speaker(value, &["speaker"]), words, time: times })
}
