//! Line ends, byte order marks and control characters.

use std::fmt;

/// Something that [`super::Text::normalise`] changed, and how often.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Normalisation {
    /// What was changed.
    pub kind: NormalisationKind,
    /// How many times.
    pub count: usize,
}

/// The kinds of change that make a text normalised.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NormalisationKind {
    /// A byte order mark (U+FEFF) was removed.
    ByteOrderMark,
    /// A CRLF or CR became LF.
    CarriageReturn,
    /// A vertical tab, form feed, next line (U+0085), line separator or paragraph separator became LF.
    OtherLineEnd,
    /// A NUL or another control character was removed.
    Control,
    /// Bytes beyond what positions can count (4 GiB) were cut off.
    CutAtLimit,
}

impl fmt::Display for Normalisation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.count;
        match self.kind {
            NormalisationKind::ByteOrderMark => write!(f, "{n} byte order mark(s) removed"),
            NormalisationKind::CarriageReturn => write!(f, "{n} Windows or old Mac line end(s) made plain"),
            NormalisationKind::OtherLineEnd => {
                write!(f, "{n} page break(s) or unusual line end(s) made plain")
            }
            NormalisationKind::Control => write!(f, "{n} control character(s) removed"),
            NormalisationKind::CutAtLimit => write!(f, "{n} byte(s) beyond the limit of 4 GiB cut off"),
        }
    }
}

const KINDS: [NormalisationKind; 4] = [
    NormalisationKind::ByteOrderMark,
    NormalisationKind::CarriageReturn,
    NormalisationKind::OtherLineEnd,
    NormalisationKind::Control,
];

/// What a code point is replaced by, and why; `None` where it stays.
fn replacement(char: char) -> Option<(NormalisationKind, &'static str)> {
    match char {
        '\t' | '\n' => None,
        '\r' => Some((NormalisationKind::CarriageReturn, "\n")),
        '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            Some((NormalisationKind::OtherLineEnd, "\n"))
        }
        '\u{FEFF}' => Some((NormalisationKind::ByteOrderMark, "")),
        '\0'..='\u{1F}' => Some((NormalisationKind::Control, "")),
        _ => None,
    }
}

/// The next character from a byte on that may have to be replaced: a control character, or one that begins as
/// one of those above does. In most texts there are few.
fn next_suspect(raw: &str, from: usize) -> Option<(usize, char)> {
    // The first bytes of U+0085, of U+2028 and U+2029, and of U+FEFF.
    let is_suspect = |byte: &u8| match byte {
        b'\t' | b'\n' => false,
        0xC2 | 0xE2 | 0xEF => true,
        byte => *byte < b' ',
    };
    let at = from + raw.as_bytes().get(from..)?.iter().position(is_suspect)?;
    Some((at, raw.get(at..)?.chars().next()?))
}

/// The normalised text, and what was changed in it.
pub(super) fn normalise(raw: &str) -> (String, Vec<Normalisation>) {
    let (raw, n_cut) = cut_at_limit(raw);
    let mut text = String::with_capacity(raw.len());
    let mut counts = [0_usize; KINDS.len()];
    let mut kept_from = 0;
    let mut from = 0;
    while let Some((byte, char)) = next_suspect(raw, from) {
        from = byte + char.len_utf8();
        let Some((kind, with)) = replacement(char) else { continue };
        text.push_str(raw.get(kept_from..byte).unwrap_or_default());
        kept_from = byte + char.len_utf8();
        let is_crlf = char == '\r' && raw.as_bytes().get(kept_from) == Some(&b'\n');
        if !is_crlf {
            text.push_str(with);
        }
        for (known, count) in KINDS.iter().zip(&mut counts) {
            *count += usize::from(*known == kind);
        }
    }
    text.push_str(raw.get(kept_from..).unwrap_or_default());
    let counted = KINDS.into_iter().zip(counts).chain([(NormalisationKind::CutAtLimit, n_cut)]);
    let notes = counted.filter(|(_, n)| *n > 0).map(|(kind, count)| Normalisation { kind, count }).collect();
    (text, notes)
}

/// What can be counted of a text, and how many bytes cannot.
fn cut_at_limit(raw: &str) -> (&str, usize) {
    let limit = usize::try_from(u32::MAX).unwrap_or(usize::MAX);
    let kept = raw.get(..raw.floor_char_boundary(limit)).unwrap_or(raw);
    (kept, raw.len() - kept.len())
}

/// The first thing that a normalised text may not hold, and its byte.
pub(crate) fn first_unnormalised(text: &str) -> Option<(&'static str, usize)> {
    let bytes = text.as_bytes();
    let cr = memchr::memchr(b'\r', bytes).map(|byte| ("a carriage return", byte));
    let bom = || memchr::memmem::find(bytes, "\u{FEFF}".as_bytes()).map(|byte| ("a byte order mark", byte));
    cr.or_else(bom)
}
