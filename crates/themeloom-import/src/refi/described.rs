//! What a code says about itself, folded into the one description that the standard gives it, and
//! taken out again.

use themeloom_study::code::CodeNumber;

use crate::foreign::ForeignCode;

const USE_WHEN: &str = "When to use: ";
const NOT_WHEN: &str = "When not to use: ";
const EXAMPLE: &str = "Example: ";
const NUMBER: &str = "Number: ";
const LABELS: [&str; 4] = [USE_WHEN, NOT_WHEN, EXAMPLE, NUMBER];

/// The description that other programs show: the definition, then what else there is, each under its
/// label.
pub(crate) fn write(code: &ForeignCode) -> String {
    let number = code.number.to_string();
    let parts = [
        ("", &code.definition),
        (USE_WHEN, &code.use_when),
        (NOT_WHEN, &code.not_when),
        (EXAMPLE, &code.example),
        (NUMBER, &number),
    ];
    let parts = parts.iter().filter(|(label, words)| label.is_empty() || !words.is_empty());
    let parts: Vec<String> = parts.map(|(label, words)| format!("{label}{}", escape(words))).collect();
    parts.join("\n\n").trim_start_matches('\n').to_owned()
}

/// Takes a description apart that [`write`] made. One of another program is a definition.
pub(crate) fn read(description: &str, code: &mut ForeignCode, ours: bool) {
    if !ours {
        code.definition = description.to_owned();
        return;
    }
    let mut rest = description;
    let mut take = |label: &str| {
        let at = match rest.strip_prefix(label) {
            Some(_) => Some((0, 0)),
            None => rest.rfind(&format!("\n\n{label}")).map(|at| (at, 2)),
        };
        let Some((at, gap)) = at else { return String::new() };
        let words = rest.get(at + gap + label.len()..).unwrap_or_default();
        rest = rest.get(..at).unwrap_or_default();
        unescape(words)
    };
    let number = take(NUMBER);
    code.example = take(EXAMPLE);
    code.not_when = take(NOT_WHEN);
    code.use_when = take(USE_WHEN);
    code.number = number.parse().unwrap_or_else(|_| CodeNumber::default());
    code.definition = unescape(rest);
}

/// Words in which a line that begins like a label is told from one by a blank before it.
fn escape(words: &str) -> String {
    let line = |line: &str| if is_like_a_label(line) { format!(" {line}") } else { line.to_owned() };
    words.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn unescape(words: &str) -> String {
    let line = |line: &str| match line.strip_prefix(' ') {
        Some(rest) if is_like_a_label(rest) => rest.to_owned(),
        _ => line.to_owned(),
    };
    words.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn is_like_a_label(line: &str) -> bool {
    LABELS.iter().any(|label| line.trim_start_matches(' ').starts_with(label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(definition: &str, use_when: &str, not_when: &str, example: &str, number: &str) -> ForeignCode {
        ForeignCode {
            definition: definition.into(),
            use_when: use_when.into(),
            not_when: not_when.into(),
            example: example.into(),
            number: number.parse().unwrap_or_default(),
            ..ForeignCode::default()
        }
    }

    #[test]
    fn a_description_reads_like_prose() {
        let code = code("What care costs.", "Money is named.", "", "\u{201c}The bill\u{201d}", "1.2");
        insta::assert_snapshot!(write(&code), @r"
        What care costs.

        When to use: Money is named.

        Example: “The bill”

        Number: 1.2
        ");
    }

    proptest! {
        #[test]
        fn what_was_folded_in_is_taken_out_again(
            fields in prop::collection::vec("(( ?(Example: |Number: |When to use: ))?[a-z]{1,3}\n{0,2}){0,3}[a-z]", 4),
            number in prop::sample::select(vec!["", "1", "1.2"]),
        ) {
            let field = |at: usize| fields.get(at).cloned().unwrap_or_default();
            let before = code(&field(0), &field(1), &field(2), &field(3), number);
            let mut after = ForeignCode::default();
            read(&write(&before), &mut after, true);
            prop_assert_eq!(before, after);
        }
    }
}
