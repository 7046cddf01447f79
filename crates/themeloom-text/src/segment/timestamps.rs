//! Times in a recording, in the spellings of transcripts.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A time in a recording, in milliseconds from its start.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Time(pub u64);

/// Shows `1:02:03`, or `0:12` below an hour.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0 / 1000;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            write!(f, "{hours}:{minutes:02}:{seconds:02}")
        } else {
            write!(f, "{minutes}:{seconds:02}")
        }
    }
}

/// When something was said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct TimeSpan {
    /// When it began.
    pub start: Time,
    /// When it ended, where the transcript says so.
    pub end: Option<Time>,
}

/// Reads a time alone: `0:12`, `00:03:43`, `1:02:03.250`, `00:00:01,5`, `[00:03]`, `(0:12)`.
pub fn parse_timestamp(text: &str) -> Option<Time> {
    let (time, rest) = take_bracketed(text.trim())?;
    rest.is_empty().then_some(time.start)
}

/// Reads the time that a string starts with, in brackets or not, alone or with an end (`0:12 - 0:15`,
/// `00:01.0 --> 00:02.0`), and what follows it.
pub(super) fn take_bracketed(text: &str) -> Option<(TimeSpan, &str)> {
    let closing = match text.chars().next()? {
        '[' => ']',
        '(' => ')',
        '<' => '>',
        '{' => '}',
        _ => return take_span(text),
    };
    let (time, rest) = take_span(text.get(1..)?.trim_start())?;
    Some((time, rest.trim_start().strip_prefix(closing)?))
}

fn take_span(text: &str) -> Option<(TimeSpan, &str)> {
    let (start, rest) = take_time(text)?;
    let after_dash = ["-->", "–", "—", "-"].iter().find_map(|dash| rest.trim_start().strip_prefix(dash));
    match after_dash.and_then(|rest| take_time(rest.trim_start())) {
        Some((end, rest)) if end >= start => Some((TimeSpan { start, end: Some(end) }, rest)),
        _ => Some((TimeSpan { start, end: None }, rest)),
    }
}

/// Reads `[[h:]m:]s`, with at least one colon, and an optional fraction of a second.
fn take_time(text: &str) -> Option<(Time, &str)> {
    let (mut value, mut rest) = take_number(text, 3)?;
    let mut n_parts = 1;
    while let Some((part, after)) = rest.strip_prefix(':').and_then(|rest| take_number(rest, 2)) {
        // Every part but the first has two digits and counts to 59.
        if rest.len() - after.len() != 3 || part > 59 || n_parts == 3 {
            return None;
        }
        (value, rest, n_parts) = (value * 60 + part, after, n_parts + 1);
    }
    let ends_well = !rest.starts_with(|c: char| c == ':' || c.is_alphanumeric());
    let (fraction, rest) = take_fraction(rest);
    (n_parts >= 2 && ends_well).then_some((Time(value * 1000 + fraction), rest))
}

fn take_number(text: &str, most_digits: usize) -> Option<(u64, &str)> {
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = text.split_at_checked(n_digits).filter(|_| (1..=most_digits).contains(&n_digits))?;
    Some((digits.parse().ok()?, rest))
}

/// The milliseconds of `.25` or `,25`; 0 and the whole rest where there is no fraction.
fn take_fraction(text: &str) -> (u64, &str) {
    let fraction = text.strip_prefix(['.', ',']).and_then(|rest| {
        let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        rest.split_at_checked(n_digits).filter(|_| n_digits > 0)
    });
    let Some((digits, rest)) = fraction else { return (0, text) };
    let value =
        digits.bytes().chain(*b"000").take(3).fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
    (value, rest)
}
