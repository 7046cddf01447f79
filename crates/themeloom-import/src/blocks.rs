//! The blocks of a subtitle file: an optional name or number, a line of times, and lines of words,
//! then a blank line. WebVTT, SubRip and YouTube's form differ only in what stands between the cues
//! and between the times.

use themeloom_text::TimeSpan;

use crate::cues::Cue;
use crate::note::Note;
use crate::times::clock;

/// Cues, and blocks that are none.
#[derive(Debug, Default)]
pub(crate) struct Blocks {
    /// The cues in the file's order.
    pub(crate) cues: Vec<Cue>,
    /// Blocks without times, as their first line number and first line.
    pub(crate) others: Vec<(usize, String)>,
    /// Lines with an arrow between what should be times.
    pub(crate) bad_times: Vec<usize>,
}

/// What stands between the times of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Between {
    /// `00:01:02.000 --> 00:01:05.000`.
    Arrow,
    /// `0:01:02.000,0:01:05.000`.
    Comma,
}

impl Blocks {
    /// Cuts a text into blocks.
    pub(crate) fn read(text: &str, between: Between) -> Self {
        let mut blocks = Self::default();
        let mut block: Vec<&str> = Vec::new();
        let mut first = 1;
        for (i, line) in text.lines().chain([""]).enumerate() {
            if !line.trim().is_empty() {
                block.push(line.trim_end_matches('\r'));
                continue;
            }
            blocks.add(first, &block, between);
            block.clear();
            first = i + 2;
        }
        blocks
    }

    fn add(&mut self, first: usize, block: &[&str], between: Between) {
        let holds_times = |line: &&str| match between {
            Between::Arrow => line.contains("-->"),
            Between::Comma => comma_times(line).is_some(),
        };
        let Some(at) = block.iter().take(3).position(holds_times) else {
            if let Some(line) = block.first() {
                self.others.push((first, (*line).to_owned()));
            }
            return;
        };
        let lines = block.iter().skip(at + 1).map(|line| (*line).to_owned()).collect();
        let times = match between {
            Between::Arrow => arrow_times,
            Between::Comma => comma_times,
        };
        match block.get(at).and_then(|line| times(line)) {
            Some(time) => self.cues.push(Cue { time, lines }),
            None => self.bad_times.push(first + at),
        }
    }

    /// What could not be read.
    pub(crate) fn notes(&self) -> Vec<Note> {
        let why = "expected times as `00:01:02.000 --> 00:01:05.000`; correct them and import again";
        self.bad_times.iter().map(|line| Note::not_read("a subtitle", format!("line {line}"), why)).collect()
    }
}

/// The times of a cue; settings after them are ignored.
fn arrow_times(line: &str) -> Option<TimeSpan> {
    let (start, rest) = line.split_once("-->")?;
    let start = clock(start)?;
    let end = rest.split_whitespace().next().and_then(clock)?;
    Some(TimeSpan { start, end: Some(end).filter(|end| *end >= start) })
}

/// The times of a cue of YouTube: each with hours and a fraction.
pub(crate) fn comma_times(line: &str) -> Option<TimeSpan> {
    let (start, end) = line.trim().split_once(',')?;
    let full = |time: &str| time.matches(':').count() == 2 && time.contains('.');
    let (start, end) = (clock(start).filter(|_| full(start))?, clock(end).filter(|_| full(end))?);
    Some(TimeSpan { start, end: Some(end).filter(|end| *end >= start) })
}
