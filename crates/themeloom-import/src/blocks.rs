//! The blocks of a subtitle file: an optional name or number, a line of times, and lines of words,
//! then a blank line. WebVTT and SubRip differ only in what stands between the cues.

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

impl Blocks {
    /// Cuts a text into blocks.
    pub(crate) fn read(text: &str) -> Self {
        let mut blocks = Self::default();
        let mut block: Vec<&str> = Vec::new();
        let mut first = 1;
        for (i, line) in text.lines().chain([""]).enumerate() {
            if !line.trim().is_empty() {
                block.push(line.trim_end_matches('\r'));
                continue;
            }
            blocks.add(first, &block);
            block.clear();
            first = i + 2;
        }
        blocks
    }

    fn add(&mut self, first: usize, block: &[&str]) {
        let Some(at) = block.iter().take(3).position(|line| line.contains("-->")) else {
            if let Some(line) = block.first() {
                self.others.push((first, (*line).to_owned()));
            }
            return;
        };
        let lines = block.iter().skip(at + 1).map(|line| (*line).to_owned()).collect();
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
fn times(line: &str) -> Option<TimeSpan> {
    let (start, rest) = line.split_once("-->")?;
    let start = clock(start)?;
    let end = rest.split_whitespace().next().and_then(clock)?;
    Some(TimeSpan { start, end: Some(end).filter(|end| *end >= start) })
}
