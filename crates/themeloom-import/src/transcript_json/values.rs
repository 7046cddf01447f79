//! Words, speakers and times in the many ways in which tools write them.

use serde_json::Value;
use themeloom_text::{Time, TimeSpan};

use crate::said::Said;
use crate::times::{clock, milliseconds, seconds, span};

/// The list under a name; empty if there is none.
pub(super) fn list<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Whether there is a list under a name.
pub(super) fn has_list(value: &Value, name: &str) -> bool {
    value.get(name).is_some_and(Value::is_array)
}

/// The words under a name, as they stand; empty if there are none.
pub(super) fn words<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The first of several names that holds anything.
fn first<'v>(value: &'v Value, names: &[&str]) -> Option<&'v Value> {
    names.iter().find_map(|name| value.get(name).filter(|found| !found.is_null()))
}

/// Who speaks. A bare letter or number, as most tools give, reads "Speaker A"; what says that nobody
/// knows is nobody.
pub(super) fn speaker(value: &Value, names: &[&str]) -> Option<String> {
    match first(value, names)? {
        Value::Number(number) => Some(format!("Speaker {number}")),
        Value::String(name) => named(name),
        Value::Object(who) => {
            who.get("name").and_then(Value::as_str).and_then(named).or_else(|| match who.get("id")? {
                Value::Number(number) => Some(format!("Speaker {number}")),
                id => id.as_str().and_then(named),
            })
        }
        _ => None,
    }
}

fn named(name: &str) -> Option<String> {
    let name = name.trim();
    let bare = name.bytes().all(|b| b.is_ascii_digit()) || name.chars().count() == 1;
    match name {
        "" | "?" => None,
        _ if bare => Some(format!("Speaker {name}")),
        _ => Some(name.to_owned()),
    }
}

/// A time in seconds: a number, a number in quotes, with a unit ("0.600s"), a clock time, a duration
/// of ISO 8601 ("PT1M2.5S"), or seconds and nanoseconds apart.
pub(super) fn in_seconds(value: &Value, names: &[&str]) -> Option<Time> {
    match first(value, names)? {
        Value::Number(number) => seconds(number.as_f64()?),
        Value::String(text) => written_seconds(text),
        Value::Object(parts) => {
            let part = |name: &str| match parts.get(name) {
                Some(Value::String(text)) => text.parse::<f64>().ok(),
                other => other.and_then(Value::as_f64),
            };
            seconds(part("seconds").unwrap_or(0.0) + part("nanos").unwrap_or(0.0) / 1e9)
        }
        _ => None,
    }
}

fn written_seconds(text: &str) -> Option<Time> {
    let text = text.trim();
    if let Some(time) = clock(text) {
        return Some(time);
    }
    if let Some(duration) = text.strip_prefix("PT") {
        return iso_duration(duration);
    }
    seconds(text.trim_end_matches('s').parse().ok()?)
}

/// `1H2M3.5S`.
fn iso_duration(text: &str) -> Option<Time> {
    let mut sum = 0.0;
    let mut digits = String::new();
    for c in text.chars() {
        let unit = match c {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            c => {
                digits.push(c);
                continue;
            }
        };
        sum += unit * digits.parse::<f64>().ok()?;
        digits.clear();
    }
    digits.is_empty().then(|| seconds(sum)).flatten()
}

/// A time in milliseconds.
pub(super) fn in_milliseconds(value: &Value, name: &str) -> Option<Time> {
    milliseconds(value.get(name)?.as_f64()?)
}

/// From when to when, in seconds, under the names that tools use.
pub(super) fn time(value: &Value) -> Option<TimeSpan> {
    if let [start, end] = list(value, "timestamp") {
        let at = |value: &Value| value.as_f64().and_then(seconds);
        return span(at(start), at(end));
    }
    span(
        in_seconds(value, &["start", "start_time", "startTime", "startOffset", "ts"]),
        in_seconds(value, &["end", "end_time", "endTime", "endOffset", "end_ts"]),
    )
}

/// A piece without speaker and time.
pub(super) fn untimed(words: &str) -> Said {
    Said { speaker: None, words: words.trim().to_owned(), time: None }
}

/// Puts pieces in order of time; a piece without time stays after the one before it.
pub(super) fn by_time(said: Vec<Said>) -> Vec<Said> {
    let mut place = 0;
    let mut placed: Vec<(u64, Said)> = said
        .into_iter()
        .map(|said| {
            place = said.time.map_or(place, |time| time.start.0);
            (place, said)
        })
        .collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, said)| said).collect()
}
