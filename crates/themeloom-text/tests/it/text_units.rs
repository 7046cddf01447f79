//! Texts and their units.

use proptest::prelude::*;
use themeloom_text::{CharCursor, LineColumn, NormalisationKind, Span, Text, TextError};

fn text(words: &str) -> Text {
    Text::normalise(words).0
}

#[test]
fn line_ends_and_marks_are_normalised_and_counted() {
    let (text, notes) = Text::normalise("\u{feff}a\r\nb\rc\u{2028}d\u{0}e\tf\u{c}g");
    assert_eq!(text.as_str(), "a\nb\nc\nde\tf\ng");
    let counts: Vec<_> = notes.iter().map(|note| (note.kind, note.count)).collect();
    let expect = [
        (NormalisationKind::ByteOrderMark, 1),
        (NormalisationKind::CarriageReturn, 2),
        (NormalisationKind::OtherLineEnd, 2),
        (NormalisationKind::Control, 1),
    ];
    assert_eq!(counts, expect);
}

#[test]
fn characters_are_never_composed() {
    assert_eq!(text("e\u{301}é").as_str(), "e\u{301}é");
}

#[test]
fn a_text_that_is_not_normalised_is_refused_with_its_place() {
    let refused = Text::from_normalised("ab\r\n");
    assert_eq!(refused, Err(TextError::NotNormalised { found: "a carriage return", byte: 2 }));
}

#[test]
fn a_place_inside_a_unit_is_none() {
    let text = text("a😀b");
    assert_eq!(text.byte_to_char(2), None);
    assert_eq!(text.utf16_to_char(2), None);
    assert_eq!((text.char_to_utf16(2), text.char_to_byte(2)), (Some(3), Some(5)));
    assert_eq!(text.char_to_byte(4), None);
    assert_eq!(text.excerpt(Span::with_len(1, 1)), Some("😀"));
    assert_eq!(text.excerpt(Span::with_len(2, 2)), None);
}

#[test]
fn lines_and_columns_are_counted_in_code_points() {
    let text = text("ä\nb😀c\n");
    assert_eq!(text.n_lines(), 3);
    assert_eq!(text.char_to_line_column(4), Some(LineColumn { line: 1, column: 2 }));
    assert_eq!(text.line_column_to_char(LineColumn { line: 1, column: 4 }), None);
    assert_eq!(text.line_span(1), Span::new(2, 5));
    assert_eq!(text.line_span(2), Span::new(6, 6));
}

#[test]
fn a_selection_never_cuts_what_is_read_as_one_character() {
    let text = text("a👩‍👩‍👧e\u{301}z");
    let inside = Span::with_len(3, 1);
    assert_eq!(text.excerpt(text.snap_to_graphemes(inside)), Some("👩‍👩‍👧"));
    assert_eq!(text.snap_to_graphemes(Span::with_len(7, 1)), Span::with_len(6, 2));
    assert_eq!(text.snap_to_graphemes(Span::with_len(500, 3)), Span::at(9));
}

#[test]
fn a_span_that_ends_before_it_starts_cannot_be_read() {
    assert!(serde_json::from_str::<Span>(r#"{"start":3,"end":2}"#).is_err());
    assert_eq!(serde_json::from_str::<Span>(r#"{"start":2,"end":3}"#).unwrap(), Span::with_len(2, 1));
}

#[test]
fn logs_do_not_show_the_words() {
    assert_eq!(format!("{:?}", text("secret")), "Text(6 code points, 1 lines)");
}

/// Words with all that makes units differ, long enough to pass several checkpoints.
fn any_words() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-z \n]{0,40}",
        "[äéßøł’“—]{0,8}",
        Just("e\u{301}\u{323}".to_owned()),
        Just("👩‍👩‍👧🏽".to_owned()),
        Just("שלום عربي".to_owned()),
        Just("𝔘\u{10ffff}".to_owned()),
        "\\PC{0,20}",
    ];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn units_agree_with_counting_one_by_one(words in any_words()) {
        let text = text(&words);
        let words = text.as_str();
        let mut cursor = CharCursor::new(&text);
        let (mut utf16, mut line, mut column, mut n) = (0, 0, 0, 0);
        for (byte, char) in words.char_indices() {
            prop_assert_eq!(text.char_to_byte(n), Some(byte));
            prop_assert_eq!(text.byte_to_char(byte), Some(n));
            prop_assert_eq!(cursor.advance_to(byte), n);
            prop_assert_eq!(text.char_to_utf16(n), Some(utf16));
            prop_assert_eq!(text.utf16_to_char(utf16), Some(n));
            let place = LineColumn { line, column };
            prop_assert_eq!(text.char_to_line_column(n), Some(place));
            prop_assert_eq!(text.line_column_to_char(place), Some(n));
            n += 1;
            column += 1;
            if char == '\n' {
                (line, column) = (line + 1, 0);
            }
            utf16 += if char.len_utf16() == 2 { 2 } else { 1 };
        }
        prop_assert_eq!((text.len(), text.n_lines()), (n, line + 1));
        prop_assert_eq!((text.char_to_byte(n), text.char_to_utf16(n)), (Some(words.len()), Some(utf16)));
        prop_assert_eq!(text.char_to_byte(n + 1), None);
    }

    #[test]
    fn snapping_twice_changes_nothing_more(words in any_words(), start in 0u32..300, len in 0u32..50) {
        let text = text(&words);
        let once = text.snap_to_graphemes(Span::with_len(start, len));
        prop_assert_eq!(text.snap_to_graphemes(once), once);
        prop_assert!(text.whole().encloses(once));
    }

    #[test]
    fn normalising_twice_changes_nothing_more(raw in "\\PC{0,30}[\r\n\u{feff}\u{0}\u{85}]{0,9}\\PC{0,30}") {
        let once = text(&raw);
        let (twice, notes) = Text::normalise(once.as_str());
        prop_assert!(notes.is_empty());
        prop_assert!(Text::from_normalised(twice.as_str()).is_ok());
        prop_assert_eq!(once, twice);
    }
}
