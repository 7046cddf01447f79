//! Nothing half done is left behind: no stubs, no notes to do it later, no tests that are switched off.

use super::finding::Finding;
use super::rust_source::{Line, find_words};
use super::tree::Tree;

/// In code that ships.
const STUBS: &[&str] = &["todo!", "unimplemented!", "dbg!"];
/// In comments anywhere.
const NOTES: &[&str] = &["TODO", "FIXME", "XXX"];
/// In code anywhere.
const SWITCHED_OFF: &[&str] = &["#[ignore", "#[should_panic"];

/// Finds what was left half done.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, rust) in tree.files.iter().filter_map(|file| Some((&file.path, file.rust.as_ref()?))) {
        for line in rust.lines() {
            found.extend(leftover(&line).map(|(what, advice)| {
                Finding::error("leftovers", path, line.number, format!("`{what}` was left here"), advice)
            }));
        }
    }
    found
}

fn leftover(line: &Line<'_>) -> Option<(&'static str, &'static str)> {
    let first = |list: &[&'static str], text: &str| {
        list.iter().copied().find(|what| find_words(text, what).next().is_some())
    };
    let stub = if line.in_test { None } else { first(STUBS, line.code) };
    let note = first(NOTES, line.comments);
    let test = SWITCHED_OFF.iter().copied().find(|what| line.code.contains(what));
    stub.map(|what| (what, "finish it"))
        .or(note.map(|what| (what, "do it, or open an issue")))
        .or(test.map(|what| (what, "mend the test, or assert the value that it should return")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stubs_notes_and_switched_off_tests_are_caught() {
        let text = "fn a() { todo!() }\n// TODO b\n#[ignore = \"slow\"]\nfn c() { say(\"todo!() TODO\") }\n";
        let lines: Vec<usize> = check(&Tree::of_files(&[("crates/a/src/a.rs", text)]))
            .into_iter()
            .map(|finding| finding.line)
            .collect();
        assert_eq!(lines, [1, 2, 3]);
    }
}
