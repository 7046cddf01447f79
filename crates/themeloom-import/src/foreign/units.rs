//! What programs count when they say where a selection begins and ends, and the way from their
//! numbers to code points of our text.

use std::fmt;

use themeloom_text::Span;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PositionUnit {
    /// Unicode code points, as the REFI-QDA standard says.
    CodePoints,
    /// UTF-16 code units, as programs on Windows and in browsers count.
    Utf16,
    /// Bytes of UTF-8.
    Utf8,
}

/// How a line end of two signs (CR LF) counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineEnd {
    /// As one.
    One,
    /// As two.
    Two,
}

/// One way to count positions in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Positions {
    /// The unit.
    pub unit: PositionUnit,
    /// How CR LF counts.
    pub line_end: LineEnd,
    /// Whether a byte order mark at the beginning counts.
    pub mark_counts: bool,
}

impl Positions {
    /// As the REFI-QDA standard says, where it says anything.
    pub const STANDARD: Self =
        Self { unit: PositionUnit::CodePoints, line_end: LineEnd::Two, mark_counts: false };

    /// The ways in which REFI-QDA files count, the standard's own first.
    pub(crate) const ALL: [Self; 8] = {
        const fn way(unit: PositionUnit, line_end: LineEnd, mark_counts: bool) -> Positions {
            Positions { unit, line_end, mark_counts }
        }
        use LineEnd::{One, Two};
        use PositionUnit::{CodePoints, Utf16};
        [
            way(CodePoints, Two, false),
            way(CodePoints, One, false),
            way(Utf16, Two, false),
            way(Utf16, One, false),
            way(CodePoints, Two, true),
            way(CodePoints, One, true),
            way(Utf16, Two, true),
            way(Utf16, One, true),
        ]
    };
}

impl fmt::Display for Positions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.unit {
            PositionUnit::CodePoints => "characters (code points)",
            PositionUnit::Utf16 => "UTF-16 units",
            PositionUnit::Utf8 => "bytes of UTF-8",
        })?;
        f.write_str(match self.line_end {
            LineEnd::One => ", a Windows line end as one",
            LineEnd::Two => ", a Windows line end as two",
        })?;
        if self.mark_counts { f.write_str(", a byte order mark as one") } else { Ok(()) }
    }
}

/// The way from positions counted in one manner in a raw text to code points of the normalised text.
#[derive(Debug, Clone)]
pub(crate) enum PositionMap {
    /// Each position is that of a code point, up to the last.
    Same(u32),
    /// For each position, the code point of the normalised text that it stands before.
    To(Vec<u32>),
}

impl PositionMap {
    /// Counts through a raw text. What normalising drops counts here and leads to where it stood.
    pub(crate) fn new(raw: &str, positions: Positions) -> Self {
        match u32::try_from(raw.chars().count()) {
            Ok(n) if counts_the_same(raw, positions.unit) => Self::Same(n),
            _ => Self::counted(raw, positions),
        }
    }

    fn counted(raw: &str, positions: Positions) -> Self {
        let mut to = Vec::with_capacity(raw.len() + 1);
        let mut at = 0_u32;
        let mut chars = raw.chars().peekable();
        let mut first = true;
        while let Some(c) = chars.next() {
            let is_mark = first && c == '\u{feff}';
            first = false;
            if is_mark && !positions.mark_counts {
                continue;
            }
            let next_is_lf = chars.peek() == Some(&'\n');
            if c == '\r' && next_is_lf {
                if positions.line_end == LineEnd::Two {
                    to.push(at);
                }
                continue;
            }
            let units = match positions.unit {
                PositionUnit::CodePoints => 1,
                PositionUnit::Utf16 => c.len_utf16(),
                PositionUnit::Utf8 => c.len_utf8(),
            };
            to.extend(std::iter::repeat_n(at, units));
            at = at.saturating_add(u32::from(stays(c)));
        }
        to.push(at);
        Self::To(to)
    }

    /// The code point at a position; `None` beyond the end of the text.
    pub(crate) fn code_point(&self, position: u64) -> Option<u32> {
        match self {
            Self::Same(n) => u32::try_from(position).ok().filter(|at| at <= n),
            Self::To(to) => to.get(usize::try_from(position).ok()?).copied(),
        }
    }

    /// Whether a position lies inside of a character, or of a line end of two signs.
    pub(crate) fn splits(&self, position: u64) -> bool {
        let before = position.checked_sub(1).and_then(|before| self.code_point(before));
        before.is_some() && before == self.code_point(position)
    }

    /// The position one after the last.
    pub(crate) fn end(&self) -> u64 {
        match self {
            Self::Same(n) => u64::from(*n),
            Self::To(to) => to.len().saturating_sub(1) as u64,
        }
    }

    /// The span between two positions; `None` where they lie outside of the text or hold nothing.
    pub(crate) fn span(&self, start: u64, end: u64) -> Option<Span> {
        Span::new(self.code_point(start)?, self.code_point(end)?).filter(|span| !span.is_empty())
    }
}

/// Whether counting through a text gives its code points one by one, so that there is nothing to keep: nothing
/// is dropped from it, no line end has two signs, and no character is more than one unit.
fn counts_the_same(raw: &str, unit: PositionUnit) -> bool {
    let bytes = raw.as_bytes();
    // The first byte of the signs that UTF-16 writes as two units.
    const TWO_UNITS: u8 = 0xF0;
    let is_one = |byte: u8| match unit {
        PositionUnit::CodePoints => true,
        PositionUnit::Utf16 => byte < TWO_UNITS,
        PositionUnit::Utf8 => byte.is_ascii(),
    };
    let stays = |byte: u8| byte >= b' ' || matches!(byte, b'\t' | b'\n' | 0x0B | 0x0C);
    bytes.iter().all(|byte| stays(*byte) & is_one(*byte)) && !raw.contains('\u{feff}')
}

/// Whether normalising keeps a character (or puts one line end in its place).
fn stays(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => true,
        '\u{feff}' => false,
        c => c >= ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use themeloom_text::Text;

    #[test]
    fn each_way_of_counting_finds_the_same_words() {
        let raw = "\u{feff}One 😀\r\ntwo 😀 doctor said";
        let (text, _) = Text::normalise(raw);
        let word_at = |positions: Positions, start: u64| {
            let span = PositionMap::new(raw, positions).span(start, start + 6).unwrap();
            text.excerpt(span).unwrap().to_owned()
        };
        let at = |unit, line_end, mark_counts| Positions { unit, line_end, mark_counts };
        assert_eq!(word_at(at(PositionUnit::CodePoints, LineEnd::Two, false), 13), "doctor");
        assert_eq!(word_at(at(PositionUnit::CodePoints, LineEnd::One, false), 12), "doctor");
        assert_eq!(word_at(at(PositionUnit::Utf16, LineEnd::Two, false), 15), "doctor");
        assert_eq!(word_at(at(PositionUnit::Utf16, LineEnd::One, true), 15), "doctor");
        assert_eq!(word_at(at(PositionUnit::Utf8, LineEnd::Two, true), 24 - 2), "doctor");
    }

    proptest! {
        #[test]
        fn a_text_that_counts_the_same_leads_where_counting_through_it_leads(raw in "[aé😀\r\n\t\u{feff}\u{b}]{0,6}") {
            for unit in [PositionUnit::CodePoints, PositionUnit::Utf16, PositionUnit::Utf8] {
                for way in Positions::ALL.map(|way| Positions { unit, ..way }) {
                    let (short, counted) = (PositionMap::new(&raw, way), PositionMap::counted(&raw, way));
                    prop_assert_eq!(short.end(), counted.end());
                    for at in 0..=counted.end() + 2 {
                        prop_assert_eq!(short.code_point(at), counted.code_point(at));
                        prop_assert_eq!(short.splits(at), counted.splits(at));
                    }
                }
            }
        }

        #[test]
        fn the_end_of_every_way_of_counting_is_the_end_of_the_text(raw in "\u{feff}?[a\r\n\t\u{0}😀é\u{2028}\u{85}\u{feff}]{0,40}") {
            let (text, _) = Text::normalise(&raw);
            for positions in Positions::ALL {
                let map = PositionMap::new(&raw, positions);
                prop_assert_eq!(map.code_point(map.end()), Some(text.len()));
            }
        }
    }
}
