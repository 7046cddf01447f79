//! The times that other programs write.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use themeloom_study::Timestamp;

/// The time that a text tells: `2023-05-04 10:11:12`, with a fraction, a `T` or a zone or without.
/// Without a zone it is taken for UTC; `None` for anything else.
pub(crate) fn when(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let time = match text.parse::<jiff::Timestamp>() {
        Ok(time) => time,
        Err(_) => Offset::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok()?,
    };
    Some(Timestamp(time.as_millisecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_with_and_without_a_zone_are_read() {
        for text in [
            "2023-05-04 10:11:12",
            "2023-05-04T10:11:12",
            " 2023-05-04 10:11:12.000000 ",
            "2023-05-04T10:11:12Z",
            "2023-05-04T12:11:12+02:00",
        ] {
            assert_eq!(when(text), Some(Timestamp(1_683_195_072_000)), "{text}");
        }
        assert_eq!(when("2023-05-04 10:11:12.345678"), Some(Timestamp(1_683_195_072_345)));
    }

    #[test]
    fn what_is_no_time_tells_none() {
        for text in ["", "yesterday", "2023-13-40 10:00:00", "99999-01-01 00:00:00"] {
            assert_eq!(when(text), None, "{text}");
        }
    }
}
