//! Times as tables and subtitles write them.

use themeloom_text::{Time, TimeSpan};

/// Reads a clock time in hours, minutes, seconds and a fraction, of which hours and fraction may be
/// missing: `00:12.500`, `1:02:03,250`, `[00:03:43]`.
pub(crate) fn clock(text: &str) -> Option<Time> {
    let text = text.trim().trim_matches(['[', ']', '(', ')', '<', '>']);
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let mut ms = 0_u64;
    let parts: Vec<&str> = whole.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    for (i, part) in parts.iter().enumerate() {
        let digits = !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
        let value: u64 = part.parse().ok().filter(|v| digits && (i == 0 || *v < 60))?;
        ms = ms * 60 + value;
    }
    ms *= 1000;
    if !fraction.is_empty() {
        let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
        let all_digits = fraction.len() <= 9 && fraction.bytes().all(|b| b.is_ascii_digit());
        ms += digits.parse::<u64>().ok().filter(|_| all_digits)?;
    }
    Some(Time(ms))
}

/// The time at the start of a table's cell, and what else stands there: in
/// `[00:03:43] beginning of actual interview` the time is followed by a remark.
pub(crate) fn time_and_remark(cell: &str) -> (Option<TimeSpan>, &str) {
    let cell = cell.trim();
    if let Some((start, end)) =
        cell.split_once("-->").or_else(|| cell.split_once('–')).or_else(|| cell.split_once(" - "))
        && let (Some(start), Some(end)) = (clock(start), clock(end))
    {
        return (Some(TimeSpan { start, end: Some(end).filter(|end| *end >= start) }), "");
    }
    let (first, rest) = cell.split_once(char::is_whitespace).unwrap_or((cell, ""));
    match clock(first) {
        Some(start) => (Some(TimeSpan { start, end: None }), rest.trim()),
        None => (None, cell),
    }
}

/// A time given in seconds; none for what is no time: negative, endless, or of a hundred years.
pub(crate) fn seconds(s: f64) -> Option<Time> {
    milliseconds(s * 1000.0)
}

/// A time given in milliseconds.
pub(crate) fn milliseconds(ms: f64) -> Option<Time> {
    const HUNDRED_YEARS: f64 = 3.2e12;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range was looked at, and the fraction is rounded away"
    )]
    (0.0..HUNDRED_YEARS).contains(&ms).then(|| Time(ms.round() as u64))
}

/// A span of time; an end before the start is none.
pub(crate) fn span(start: Option<Time>, end: Option<Time>) -> Option<TimeSpan> {
    start.map(|start| TimeSpan { start, end: end.filter(|end| *end >= start) })
}
