//! A file has one job, and stays small enough to be read at a sitting. (Clippy sees to functions.)

use super::finding::{Finding, Severity};
use super::tree::Tree;

/// Lines, tests aside, from which a file is worth a thought.
const WARN: usize = 500;
/// Lines, tests aside, that are too many.
const FAIL: usize = 900;

/// Finds files that have grown too long.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    for file in &tree.files {
        let lines = file.rust.as_ref().map_or(0, |rust| rust.shipped().count());
        if lines > WARN {
            found.push(Finding {
                rule: "size",
                severity: if lines > FAIL { Severity::Error } else { Severity::Warning },
                path: file.path.clone(),
                line: 1,
                wrong: format!("{lines} lines without tests (at most {WARN} wanted, {FAIL} allowed)"),
                advice: "divide it by the jobs that it does",
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn severity(lines: usize, tests: usize) -> Option<Severity> {
        let body =
            format!("{}#[cfg(test)]\nmod tests {{\n{}}}\n", "fn a() {}\n".repeat(lines), "\n".repeat(tests));
        check(&Tree::of_files(&[("crates/a/src/a.rs", &body)])).pop().map(|finding| finding.severity)
    }

    #[test]
    fn a_long_file_is_warned_of_and_a_very_long_one_refused() {
        assert_eq!(severity(490, 1000), None);
        assert_eq!(severity(510, 0), Some(Severity::Warning));
        assert_eq!(severity(910, 0), Some(Severity::Error));
    }
}
