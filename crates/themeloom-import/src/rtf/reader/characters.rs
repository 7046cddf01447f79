//! From bytes and numbers to characters, and to where they belong.

use super::{Reader, Target};

impl Reader {
    /// A character that a control word or symbol stands for. It may be one for old readers.
    pub(super) fn shown(&mut self, shown: &str) {
        if self.passing > 0 {
            self.passing -= 1;
        } else {
            self.flush();
            self.emit(shown);
        }
    }

    /// A character by its number, as sixteen bits with a sign.
    pub(super) fn unicode(&mut self, number: i32) {
        self.settle();
        self.passing = self.group.fallback;
        let code = u32::try_from(if number < 0 { number.saturating_add(0x1_0000) } else { number });
        let code = code.unwrap_or(0xfffd);
        match (self.half, u16::try_from(code)) {
            (Some(first), Ok(second @ 0xdc00..=0xdfff)) => {
                self.half = None;
                let both = char::decode_utf16([first, second]).next().and_then(Result::ok);
                self.emit_char(both);
            }
            (_, Ok(first @ 0xd800..=0xdbff)) => {
                self.emit("");
                self.half = Some(first);
            }
            _ => self.emit_char(char::from_u32(code)),
        }
    }

    pub(super) fn emit_char(&mut self, c: Option<char>) {
        self.undecodable += usize::from(c.is_none());
        let c = c.unwrap_or('\u{fffd}');
        self.count_symbols(c.encode_utf8(&mut [0; 4]));
        self.emit(c.encode_utf8(&mut [0; 4]));
    }

    /// Bytes of characters; `raw` if they stand in the file as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8], raw: bool) {
        if matches!(self.group.into, Target::Skip | Target::Fonts | Target::Twice) {
            return;
        }
        let passed = self.passing.min(bytes.len());
        self.passing -= passed;
        let bytes = bytes.get(passed..).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(text) if raw && self.is_utf8 && !text.is_ascii() => {
                self.flush();
                self.read_utf8 = true;
                self.emit(text);
            }
            _ => self.pending.extend_from_slice(bytes),
        }
    }

    /// Ends what waits for more of itself: bytes, and characters for old readers.
    pub(super) fn settle(&mut self) {
        self.flush();
        self.passing = 0;
    }

    pub(super) fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let (text, wrong) = self.fonts.charset(self.group.font).decode(&bytes);
        self.undecodable += wrong;
        self.count_symbols(&text);
        self.emit(&text);
        // The room is used again.
        drop(text);
        self.pending = bytes;
        self.pending.clear();
    }

    pub(super) fn count_symbols(&mut self, text: &str) {
        if !text.is_ascii() && self.group.into == Target::Text && self.output.counts() {
            let signs = text.chars().filter(|c| matches!(c, '\u{f000}'..='\u{f0ff}')).count();
            self.output.tally.symbols += signs;
        }
    }

    /// Adds characters where they belong; half a character before them stays half.
    pub(super) fn emit(&mut self, text: &str) {
        if self.half.take().is_some() {
            self.undecodable += 1;
            self.emit("\u{fffd}");
        }
        match self.group.into {
            Target::Text => self.output.push(text, self.group.marks),
            Target::Captured => self.captured.push_str(text),
            Target::StyleEntry => self.styles.words(text),
            Target::Skip | Target::Fonts | Target::Styles | Target::Twice => {}
        }
    }
}
