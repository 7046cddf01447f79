//! Files are laid out alike: no spaces at the end of a line, no tabs, LF line ends, a line end at the end.

use super::finding::Finding;
use super::tree::{File, Tree};

/// What is written by hand; snapshots and test data are what they are.
const WRITTEN: &[&str] = &[".rs", ".toml", ".md", ".sh", ".yml", ".yaml", ".ci/run"];
const DATA: &[&str] = &["testdata", "snapshots", "golden"];

/// Finds files that are laid out otherwise.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let written = |file: &&File| {
        WRITTEN.iter().any(|ending| file.path.ends_with(ending))
            && !file.path.split('/').any(|part| DATA.contains(&part))
    };
    tree.files.iter().filter(written).flat_map(wrong_lines).collect()
}

fn wrong_lines(file: &File) -> Vec<Finding> {
    let add =
        |line, wrong: &str, advice| Finding::error("layout", &file.path, line, wrong.to_owned(), advice);
    let mut found = Vec::new();
    for (index, line) in file.text.split('\n').enumerate() {
        if line.ends_with('\r') {
            found.push(add(index + 1, "the line ends with CR LF", "write LF line ends"));
        } else if line.ends_with([' ', '\t']) && !ends_in_literal(file, index) {
            found.push(add(
                index + 1,
                "white space at the end of the line",
                "take it away (`cargo fmt` does)",
            ));
        } else if file.rust.is_some() && line.contains('\t') {
            found.push(add(index + 1, "a tab", "write spaces, or \\t inside a string"));
        }
    }
    if !file.text.ends_with('\n') {
        found.push(add(file.text.lines().count(), "no line end at the end of the file", "add one"));
    } else if file.text.ends_with("\n\n") {
        found.push(add(file.text.lines().count(), "empty lines at the end of the file", "take them away"));
    }
    found
}

/// Whether the line ends inside a string of several lines, where its spaces are data.
fn ends_in_literal(file: &File, index: usize) -> bool {
    let line = file.rust.as_ref().and_then(|rust| rust.lines().nth(index));
    line.is_some_and(|line| {
        !line.literals.trim().is_empty() && line.code.trim_end().len() < line.literals.trim_end().len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrongs(path: &str, text: &str) -> Vec<(usize, String)> {
        check(&Tree::of_files(&[(path, text)]))
            .into_iter()
            .map(|finding| (finding.line, finding.wrong))
            .collect()
    }

    #[test]
    fn spaces_tabs_and_line_ends_are_caught() {
        assert_eq!(
            wrongs("a.md", "one \ntwo\r\nthree").iter().map(|(line, _)| *line).collect::<Vec<_>>(),
            [1, 2, 3]
        );
        assert_eq!(wrongs("a.rs", "\tfn a() {}\n"), [(1, "a tab".to_owned())]);
        assert_eq!(wrongs("a.toml", "a = 1\n\n").len(), 1);
    }

    #[test]
    fn the_spaces_of_a_long_string_are_data() {
        assert_eq!(wrongs("a.rs", "const A: &str = \"one \ntwo\";\n"), []);
    }

    #[test]
    fn test_data_is_what_it_is() {
        assert_eq!(wrongs("crates/a/testdata/b.md", "one \r\n"), []);
    }
}
