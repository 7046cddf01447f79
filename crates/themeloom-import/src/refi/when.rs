//! Points in time as XML writes them.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use themeloom_study::Timestamp;

/// Reads `2026-11-23T10:15:00Z`, with an offset, or without: then it is taken for UTC.
pub(crate) fn read(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Some(Timestamp(at.as_millisecond()));
    }
    let local: DateTime = text.trim_end_matches('Z').parse().ok()?;
    Some(Timestamp(local.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond()))
}

/// Writes a time in UTC, to the millisecond where there are any.
pub(crate) fn write(at: Timestamp) -> Option<String> {
    jiff::Timestamp::from_millisecond(at.0).ok().map(|at| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_and_without_a_zone_and_written_as_they_were() {
        let at = read("2018-03-27T19:04:19Z").unwrap();
        assert_eq!(read("2018-03-27T21:04:19+02:00"), Some(at));
        assert_eq!(read("2018-03-27T19:04:19"), Some(at));
        assert_eq!(write(at).unwrap(), "2018-03-27T19:04:19Z");
        assert_eq!(read("yesterday"), None);
    }
}
