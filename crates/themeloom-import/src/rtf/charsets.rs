//! Which characters the bytes of rich text are: by code page, and by the character set of a font.

use std::borrow::Cow;

use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257,
    WINDOWS_1258, X_MAC_CYRILLIC,
};

/// How bytes become characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// By an encoding that the web knows too.
    Known(&'static Encoding),
    /// By the characters above ASCII of an old code page.
    Upper(&'static str),
    /// Signs of a symbol font, which are kept by number.
    Symbols,
    /// By a code page that we cannot read; its ASCII can be.
    Unknown,
}

/// The characters above ASCII of IBM's first code page.
const IBM437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
     └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
/// The characters above ASCII of DOS in Western Europe.
const IBM850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

impl Charset {
    /// By the number of a code page.
    pub(super) fn of_page(page: i32) -> Self {
        Self::Known(match page {
            437 => return Self::Upper(IBM437),
            850 | 858 => return Self::Upper(IBM850),
            42 => return Self::Symbols,
            866 => IBM866,
            874 => WINDOWS_874,
            932 | 10001 => SHIFT_JIS,
            936 | 10008 => GBK,
            949 | 10003 => EUC_KR,
            950 | 10002 => BIG5,
            1250 => WINDOWS_1250,
            1251 => WINDOWS_1251,
            0 | 1252 => WINDOWS_1252,
            1253 => WINDOWS_1253,
            1254 => WINDOWS_1254,
            1255 => WINDOWS_1255,
            1256 => WINDOWS_1256,
            1257 => WINDOWS_1257,
            1258 => WINDOWS_1258,
            10000 => MACINTOSH,
            10007 => X_MAC_CYRILLIC,
            65001 => UTF_8,
            _ => return Self::Unknown,
        })
    }

    /// By a font's character set; `None` where the font leaves it to the document.
    pub(super) fn of_font(set: i32) -> Option<Self> {
        let page = match set {
            0 => 1252,
            2 => 42,
            77 => 10000,
            78 | 128 => 932,
            79 | 129 => 949,
            80 | 134 => 936,
            81 | 136 => 950,
            89 => 10007,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            254 => 437,
            255 => 850,
            1 => return None,
            _ => return Some(Self::Unknown),
        };
        Some(Self::of_page(page))
    }

    /// The characters, and how many places were none.
    pub(super) fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, usize) {
        if let Some(ascii) = std::str::from_utf8(bytes).ok().filter(|text| text.is_ascii())
            && self != Self::Symbols
        {
            return (Cow::Borrowed(ascii), 0);
        }
        match self {
            Self::Known(encoding) => {
                let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
                let wrong = if had_errors { text.matches('\u{fffd}').count() } else { 0 };
                (text, wrong)
            }
            Self::Upper(table) => {
                let upper = |b: u8| table.chars().nth(usize::from(b & 0x7f)).unwrap_or('\u{fffd}');
                let text = bytes.iter().map(|b| if b.is_ascii() { char::from(*b) } else { upper(*b) });
                (Cow::Owned(text.collect()), 0)
            }
            Self::Symbols => {
                let sign = |b: u8| char::from_u32(0xf000 + u32::from(b)).unwrap_or('\u{fffd}');
                let text = bytes.iter().map(|b| if *b <= b' ' { char::from(*b) } else { sign(*b) });
                (Cow::Owned(text.collect()), 0)
            }
            Self::Unknown => {
                let text = bytes.iter().map(|b| if b.is_ascii() { char::from(*b) } else { '\u{fffd}' });
                let wrong = bytes.iter().filter(|b| !b.is_ascii()).count();
                (Cow::Owned(text.collect()), wrong)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_by_their_code_page() {
        let read = |page, bytes: &[u8]| Charset::of_page(page).decode(bytes).0.into_owned();
        assert_eq!(read(1252, b"\x93caf\xe9\x94"), "“café”");
        assert_eq!(read(932, b"\x83A"), "ア");
        assert_eq!(read(437, b"\x82\x80\xff"), "éÇ\u{a0}");
        assert_eq!(read(850, b"\x9b\xc6"), "øã");
        assert_eq!(read(42, b"J "), "\u{f04a} ");
        assert_eq!(Charset::of_page(999).decode(b"a\xe9"), ("a\u{fffd}".into(), 1));
    }

    #[test]
    fn the_old_tables_have_a_character_for_each_byte() {
        assert_eq!((IBM437.chars().count(), IBM850.chars().count()), (128, 128));
    }
}
