//! The one place where this crate asks what time it is.

use themeloom_study::Timestamp;

/// Where the time of a change comes from: a wall clock, or a fixed one in tests and samples.
pub type Clock = fn() -> Timestamp;

/// The computer's clock.
#[must_use]
pub fn system() -> Timestamp {
    Timestamp(jiff::Timestamp::now().as_millisecond())
}

/// A day as people of this computer's time zone would date it: 2026-11-23.
#[must_use]
pub fn day(at: Timestamp) -> String {
    written(at, "%Y-%m-%d")
}

/// A time to the minute, as people of this computer's time zone would write it.
#[must_use]
pub fn minute(at: Timestamp) -> String {
    written(at, "%Y-%m-%d %H:%M")
}

/// A time to the second in universal time: 2026-11-23T10:41:07Z. What is exported says times so, since it has to
/// say the same on every computer.
#[must_use]
pub fn utc(at: Timestamp) -> String {
    let time = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A day in universal time: 2026-11-23.
#[must_use]
pub fn utc_day(at: Timestamp) -> String {
    utc(at).split('T').next().unwrap_or_default().to_owned()
}

fn written(at: Timestamp, format: &str) -> String {
    let time = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    time.to_zoned(jiff::tz::TimeZone::system()).strftime(format).to_string()
}
