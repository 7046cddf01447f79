//! The tokens of rich text: braces, control words, control symbols, bytes of characters.

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// A group begins.
    Open,
    /// A group ends.
    Close,
    /// A control word with its number.
    Word(&'b str, Option<i32>),
    /// A control symbol: a backslash and this sign.
    Symbol(u8),
    /// A byte written as two hexadecimal digits.
    Hex(u8),
    /// Bytes of characters, as they stand.
    Bytes(&'b [u8]),
    /// Binary data, passed over.
    Binary,
}

/// Cuts a file into tokens.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
    /// Whether the file ended within a token.
    pub(super) cut: bool,
}

impl<'b> Tokens<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0, cut: false }
    }

    /// How far the file is read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn take_while(&mut self, limit: usize, fits: impl Fn(u8) -> bool) -> &'b [u8] {
        let rest = self.rest();
        let len = rest.iter().take(limit).take_while(|b| fits(**b)).count();
        self.at += len;
        rest.get(..len).unwrap_or_default()
    }

    fn after_backslash(&mut self) -> Option<Token<'b>> {
        let Some(first) = self.rest().first().copied() else {
            self.cut = true;
            return None;
        };
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.at += 1;
        Some(match first {
            b'\'' => self.hex(),
            b'\r' => {
                self.take_while(1, |b| b == b'\n');
                Token::Word("par", None)
            }
            b'\n' => Token::Word("par", None),
            b'\t' => Token::Word("tab", None),
            b'\\' | b'{' | b'}' => Token::Bytes(self.bytes.get(self.at - 1..self.at).unwrap_or_default()),
            _ => Token::Symbol(first),
        })
    }

    /// Two digits make a byte; a single one, or none, is a slip of the writer and makes nothing.
    fn hex(&mut self) -> Token<'b> {
        let digits = self.take_while(2, |b| b.is_ascii_hexdigit());
        self.cut |= digits.len() < 2 && self.rest().is_empty();
        let byte = std::str::from_utf8(digits).ok().filter(|d| d.len() == 2);
        match byte.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => Token::Hex(byte),
            None => Token::Symbol(b'\''),
        }
    }

    fn word(&mut self) -> Token<'b> {
        let name = std::str::from_utf8(self.take_while(64, |b| b.is_ascii_alphabetic())).unwrap_or_default();
        let before = self.at;
        let negative = !self.take_while(1, |b| b == b'-').is_empty();
        let digits = self.take_while(usize::MAX, |b| b.is_ascii_digit());
        let number = if digits.is_empty() {
            self.at = before;
            None
        } else {
            let size =
                digits.iter().fold(0_i32, |n, d| n.saturating_mul(10).saturating_add(i32::from(d - b'0')));
            Some(if negative { -size } else { size })
        };
        self.take_while(1, |b| b == b' ');
        if name != "bin" {
            return Token::Word(name, number);
        }
        let len = number.and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
        self.cut |= len > self.rest().len();
        self.at = self.at.saturating_add(len).min(self.bytes.len());
        Token::Binary
    }
}

impl<'b> Iterator for Tokens<'b> {
    type Item = Token<'b>;

    fn next(&mut self) -> Option<Token<'b>> {
        // Line ends in the file are for people who look at it; they are no part of the text.
        self.take_while(usize::MAX, |b| matches!(b, b'\r' | b'\n' | 0));
        let first = self.rest().first().copied()?;
        match first {
            b'{' | b'}' | b'\\' => self.at += 1,
            _ => {
                let plain = |b| !matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                return Some(Token::Bytes(self.take_while(usize::MAX, plain)));
            }
        }
        match first {
            b'{' => Some(Token::Open),
            b'}' => Some(Token::Close),
            _ => self.after_backslash(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_one_blank_and_numbers_belong_to_them() {
        let tokens: Vec<Token<'_>> = Tokens::new(br"{\b0 a\u-10179?\par\'e9\'zb\~\\}").collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(0)),
            Token::Bytes(b"a"),
            Token::Word("u", Some(-10179)),
            Token::Bytes(b"?"),
            Token::Word("par", None),
            Token::Hex(0xe9),
            Token::Symbol(b'\''),
            Token::Bytes(b"zb"),
            Token::Symbol(b'~'),
            Token::Bytes(b"\\"),
            Token::Close,
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn binary_data_are_passed_over_by_their_length() {
        let tokens: Vec<Token<'_>> = Tokens::new(b"\\bin3 }{\\a").collect();
        assert_eq!(tokens, [Token::Binary, Token::Bytes(b"a")]);
        let mut cut = Tokens::new(b"\\bin9999999999 ab");
        assert_eq!((cut.next(), cut.next(), cut.cut), (Some(Token::Binary), None, true));
    }
}
