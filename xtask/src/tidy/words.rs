//! The field's own words: what people read never shows the machinery's words, nor claims what a method cannot.

use super::finding::Finding;
use super::rust_source::Line;
use super::tree::Tree;

/// Words that users of the program never see, and what they see instead.
const HIDDEN: &[(&str, &str)] = &[
    ("quota", "say \"target\""),
    ("op log", "say \"history\""),
    ("replica", "say \"writing session\""),
    ("splice", "say \"correction\""),
];

/// Claims that nothing we print may make.
const CLAIMS: &[(&str, &str)] = &[
    ("emerged", "say what the analyst did: themes do not emerge, they are developed"),
    ("saturation was reached", "say what was counted, and leave the judgement to the analyst"),
];

/// Finds such words in strings, in the program's help, and in the protocols.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in &tree.files {
        let mut add = |line, word: &str, advice| {
            found.push(Finding::error(
                "words",
                &file.path,
                line,
                format!("people would read \"{word}\""),
                advice,
            ));
        };
        let ours = file.path.starts_with("crates/");
        let program = file.path.starts_with("crates/themeloom/src/");
        for line in file.rust.iter().filter(|_| ours).flat_map(|rust| rust.shipped()) {
            read_in(line.literals, CLAIMS)
                .into_iter()
                .for_each(|(word, advice)| add(line.number, word, advice));
            let shown = if program { shown(&line) } else { String::new() };
            read_in(&shown, HIDDEN).into_iter().for_each(|(word, advice)| add(line.number, word, advice));
        }
        let protocol = file.path.starts_with("protocols/");
        for (index, line) in file.text.lines().enumerate().filter(|_| protocol) {
            read_in(line, CLAIMS).into_iter().for_each(|(word, advice)| add(index + 1, word, advice));
        }
    }
    found
}

/// What a line of the program shows: its strings, and the `///` that become the help.
fn shown(line: &Line<'_>) -> String {
    let help = line.comments.trim_start().strip_prefix("///").unwrap_or_default();
    format!("{} {help}", line.literals)
}

fn read_in<'a>(text: &str, words: &'a [(&'a str, &'static str)]) -> Vec<(&'a str, &'static str)> {
    let text = text.to_lowercase();
    words.iter().filter(|(word, _)| has_word(&text, word)).copied().collect()
}

/// Whether a word stands in a text, in its plural too.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).unwrap_or_default().trim_start_matches('s').chars().next();
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of_files(&[(path, text)])).into_iter().map(|finding| finding.wrong).collect()
    }

    const TEXT: &str = "/// Lists the Replicas.\nfn splice() { say(\"two themes emerged\") }\n";

    #[test]
    fn the_machinery_s_words_are_caught_in_what_the_program_shows() {
        assert_eq!(
            words("crates/themeloom/src/a.rs", TEXT),
            ["people would read \"replica\"", "people would read \"emerged\""]
        );
    }

    #[test]
    fn other_crates_may_use_the_machinery_s_words_but_claim_nothing() {
        assert_eq!(words("crates/themeloom-study/src/a.rs", TEXT), ["people would read \"emerged\""]);
        assert_eq!(words("protocols/a/protocol.toml", "about = \"Saturation was reached\"\n").len(), 1);
    }

    #[test]
    fn a_word_inside_another_is_left_alone() {
        assert_eq!(
            words("crates/themeloom/src/a.rs", "const A: &str = \"quotation, submerged\";\n"),
            Vec::<String>::new()
        );
    }
}
