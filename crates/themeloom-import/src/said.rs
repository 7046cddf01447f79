//! What was said, piece by piece, as subtitles and transcription tools cut it, and the turns that the
//! pieces of one speaker make.

use themeloom_text::TimeSpan;

use crate::speakers::tidied;
use crate::transcript::Utterance;

/// A longer silence ends a paragraph where no speaker is named.
pub(crate) const PAUSE_MS: u64 = 2_000;

/// One piece of what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// The speaker as the file spells it.
    pub(crate) speaker: Option<String>,
    /// The words.
    pub(crate) words: String,
    /// When.
    pub(crate) time: Option<TimeSpan>,
}

/// What a piece without a speaker is, in a file that names speakers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unlabelled {
    /// The speaker before goes on: so subtitles are written.
    GoesOn,
    /// Nobody knows: a tool that tells speakers apart could not tell here.
    Unknown,
}

/// Joins what one speaker says in consecutive pieces. Where no speaker is named, a pause of more
/// than two seconds begins a new paragraph.
pub(crate) fn join(said: impl IntoIterator<Item = Said>, unlabelled: Unlabelled) -> Vec<Utterance> {
    let mut turns: Vec<Utterance> = Vec::new();
    let mut speaker: Option<String> = None;
    for Said { speaker: named, words, time } in said {
        let key = named.as_deref().map(|name| tidied(name).to_lowercase());
        let same = match (&key, &speaker) {
            (Some(new), Some(old)) => new == old,
            (None, Some(_)) => unlabelled == Unlabelled::GoesOn,
            (None, None) => turns.last().is_some_and(|turn| follows(turn.time, time)),
            (Some(_), None) => false,
        };
        match turns.last_mut() {
            Some(turn) if same => {
                append(&mut turn.words, &words);
                turn.time = covering(turn.time, time);
            }
            _ => {
                speaker = key;
                turns.push(Utterance { speaker: named, words, time, always_a_turn: true });
            }
        }
    }
    turns
}

/// Whether a time follows another without a pause worth a paragraph.
pub(crate) fn follows(before: Option<TimeSpan>, after: Option<TimeSpan>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let ended = before.end.unwrap_or(before.start).0;
    after.start.0.saturating_sub(ended) <= PAUSE_MS
}

/// The time of both: pieces may overlap or stand out of order, and no time runs backwards.
pub(crate) fn covering(one: Option<TimeSpan>, other: Option<TimeSpan>) -> Option<TimeSpan> {
    let (Some(a), Some(b)) = (one, other) else { return one.or(other) };
    let start = a.start.min(b.start);
    let end = a.end.max(b.end).filter(|end| *end >= start);
    Some(TimeSpan { start, end })
}

/// Adds words after a blank.
pub(crate) fn append(words: &mut String, more: &str) {
    if !words.is_empty() && !more.is_empty() {
        words.push(' ');
    }
    words.push_str(more);
}

/// Words in which line ends stand for blanks.
pub(crate) fn on_one_line(words: &str) -> String {
    words.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
