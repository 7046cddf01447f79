//! Counts the tests of a runner from the lines that it prints.

/// How many passed and how many failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests, or steps, that did what they should.
    pub passed: usize,
    /// Those that did not.
    pub failed: usize,
}

impl Tally {
    /// Adds what one printed line says, if it is the summary of cargo test or of nextest.
    pub fn read(&mut self, line: &str) {
        let line = without_colours(line);
        let summary = line.trim_start();
        let counts = if let Some(rest) = summary.strip_prefix("test result: ") {
            rest.split_once(". ").map(|(_, counts)| counts)
        } else if summary.starts_with("Summary [") {
            summary.split_once(" run: ").map(|(_, counts)| counts)
        } else {
            None
        };
        for count in counts.unwrap_or_default().split([',', ';']) {
            self.add_count(count.trim());
        }
    }

    fn add_count(&mut self, count: &str) {
        let Some((number, what)) = count.split_once(' ') else { return };
        let Ok(number) = number.parse::<usize>() else { return };
        match what.split(' ').next() {
            Some("passed") => self.passed += number,
            Some("failed" | "timed" | "exec") => self.failed += number,
            _ => {}
        }
    }

    /// Adds another tally to this one.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The line without the escape sequences that colour it.
fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut parts = line.split('\u{1b}');
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        plain.push_str(part.split_once('m').map_or("", |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(line: &str) -> (usize, usize) {
        let mut tally = Tally::default();
        tally.read(line);
        (tally.passed, tally.failed)
    }

    #[test]
    fn the_summary_of_cargo_test_is_counted() {
        let line = "test result: FAILED. 11 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(tally(line), (11, 2));
    }

    #[test]
    fn the_summary_of_nextest_is_counted_in_colour_too() {
        let line = "\u{1b}[32;1m     Summary\u{1b}[0m [   0.5s] 40 tests run: \u{1b}[1m37\u{1b}[0m passed (1 slow), 2 failed, 1 timed out, 0 skipped";
        assert_eq!(tally(line), (37, 3));
    }

    #[test]
    fn a_line_about_something_else_counts_nothing() {
        assert_eq!(tally("test a_run: 4 passed, 5 failed"), (0, 0));
    }
}
