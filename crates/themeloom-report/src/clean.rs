//! Makes text fit for the formats: forbidden characters out, formulas defused, over-long cells cut in the open.

/// The most that a spreadsheet cell may hold, in UTF-16 units (Excel specifications and limits).
const SHEET_CELL_LIMIT: usize = 32_767;

/// Said at the end of a cell that had to be cut.
const CUT_NOTE: &str =
    "\n[cut here: a spreadsheet cell holds 32,767 characters; the whole text is in the report]";

/// Whether XML 1.0 (section 2.2) allows a character. The C1 controls are allowed there but shown by nothing.
fn is_allowed(character: char) -> bool {
    match character {
        '\t' | '\n' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        other => !other.is_control(),
    }
}

/// The text without characters that XML forbids, line ends as LF.
pub(crate) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}'], "\n");
    text.chars().filter(|character| is_allowed(*character)).collect()
}

/// The same on one line, for titles, file properties and page heads.
pub(crate) fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a spreadsheet program could take this for a formula or a command (OWASP, "CSV injection").
pub(crate) fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Text that fits into one spreadsheet cell; what is cut ends with a note that says so.
pub(crate) fn fit_sheet_cell(text: &str) -> String {
    let text = clean(text);
    if text.encode_utf16().count() <= SHEET_CELL_LIMIT {
        return text;
    }
    let room = SHEET_CELL_LIMIT - CUT_NOTE.encode_utf16().count();
    let mut used = 0;
    let mut kept: String = text
        .chars()
        .take_while(|character| {
            used += character.len_utf16();
            used <= room
        })
        .collect();
    kept.push_str(CUT_NOTE);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_vanish_and_line_ends_become_lf() {
        assert_eq!(clean("a\u{0}b\u{1b}c\r\nd\re\tf\u{FFFE}"), "abc\nd\ne\tf");
    }

    #[test]
    fn a_cell_at_the_limit_is_kept_whole_and_one_above_it_is_cut_with_a_note() {
        let whole = "x".repeat(SHEET_CELL_LIMIT);
        assert_eq!(fit_sheet_cell(&whole), whole);
        let cut = fit_sheet_cell(&"🙂".repeat(SHEET_CELL_LIMIT / 2 + 1));
        assert!(cut.ends_with(CUT_NOTE));
        assert!(cut.encode_utf16().count() <= SHEET_CELL_LIMIT);
    }
}
