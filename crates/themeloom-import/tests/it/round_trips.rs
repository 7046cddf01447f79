//! Words that are written into a file come back as they were.

use proptest::prelude::*;

use crate::odt_builder::{odt, p};
use crate::open;

/// Lines of words with single blanks between them, in many scripts.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let word = "[a-zA-Z0-9{}\\\\<>&'\"éäßñ“”‘’–—…£€Гдеαβγ日本語テعرب🙂🏥\u{a0}\u{ad}\u{301}\u{2011}\u{e000}\u{200d}]{1,8}";
    let line = proptest::collection::vec(word, 1..5).prop_map(|words| words.join(" "));
    proptest::collection::vec(line, 1..6)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Rich text as Word writes it: characters beyond ASCII by number, in units of sixteen bits.
fn rtf(lines: &[String]) -> String {
    let written = |c: char| match c {
        '{' | '}' | '\\' => format!("\\{c}"),
        c if c.is_ascii() => c.to_string(),
        c => c
            .encode_utf16(&mut [0; 2])
            .iter()
            .map(|unit| format!("\\u{}?", i16::from_ne_bytes(unit.to_ne_bytes())))
            .collect(),
    };
    let paragraphs: String =
        lines.iter().map(|line| line.chars().map(written).collect::<String>() + "\\par\n").collect();
    format!("{{\\rtf1\\ansi\\uc1 {paragraphs}}}")
}

fn html(lines: &[String]) -> String {
    let paragraphs: String = lines.iter().map(|line| format!("<p>{}</p>\n", escaped(line))).collect();
    format!("<!DOCTYPE html><html><head><title></title></head><body>\n{paragraphs}</body></html>")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_words_of_every_kind_are_those_that_were_written(lines in lines()) {
        prop_assume!(lines.iter().any(|line| !line.trim().is_empty()));
        let written: String = lines.iter().map(|line| format!("{line}\n")).collect();
        let body: String = lines.iter().map(|line| p(&escaped(line))).collect();
        for (name, file) in [
            ("a.odt", odt(&body)),
            ("a.rtf", rtf(&lines).into_bytes()),
            ("a.html", html(&lines).into_bytes()),
        ] {
            let read = open(name, &file).unwrap();
            prop_assert_eq!(read.text.as_str(), written.as_str(), "{}", name);
        }
    }

    #[test]
    fn bytes_of_a_code_page_come_back_as_its_characters(bytes in proptest::collection::vec(0xa0_u8.., 1..40)) {
        let hex: String = bytes.iter().map(|b| format!("\\'{b:02x}")).collect();
        let written: String = bytes.iter().map(|b| char::from(*b)).collect();
        let read = open("a.rtf", format!("{{\\rtf1\\ansi x{hex}x\\par}}").as_bytes()).unwrap();
        prop_assert_eq!(read.text.as_str(), format!("x{written}x\n"));
    }
}
