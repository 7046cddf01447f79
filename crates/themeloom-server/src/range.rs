//! Which part of a recording a request asks for (RFC 9110, section 14).

use std::ops::Range;

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// All of it: no range is asked for, or one that this server need not understand.
    Whole,
    /// A part, end exclusive and not beyond the end.
    Part(Range<u64>),
    /// A part that lies beyond the end.
    Beyond,
}

impl Wanted {
    /// Reads the header Range for something of `length` bytes. Where several ranges are asked for, the
    /// whole is given.
    pub fn read(header: Option<&str>, length: u64) -> Self {
        let Some(header) = header else { return Self::Whole };
        let Ok(parsed) = http_range_header::parse_range_header(header) else { return Self::Whole };
        match parsed.validate(length).as_deref() {
            Ok([only]) => Self::Part(*only.start()..only.end().saturating_add(1).min(length)),
            Ok(_) => Self::Whole,
            Err(_) => Self::Beyond,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_as_http_says() {
        let cases = [
            (None, Wanted::Whole),
            (Some("bytes=0-"), Wanted::Part(0..100)),
            (Some("bytes=10-19"), Wanted::Part(10..20)),
            (Some("bytes=90-400"), Wanted::Part(90..100)),
            (Some("bytes=-5"), Wanted::Part(95..100)),
            (Some("bytes=100-"), Wanted::Beyond),
            (Some("bytes=0-1,5-6"), Wanted::Whole),
            (Some("lines=1-2"), Wanted::Whole),
        ];
        for (header, wanted) in cases {
            assert_eq!(Wanted::read(header, 100), wanted, "{header:?}");
        }
    }
}
