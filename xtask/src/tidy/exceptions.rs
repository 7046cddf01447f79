//! The places that may break a rule, each with its reason; an exception that nothing needs is an error itself.

use super::finding::{Finding, Severity};

/// A place that may break a rule.
pub struct Exception {
    /// The name of the rule.
    pub rule: &'static str,
    /// The file, or a folder of files.
    pub path: &'static str,
    /// Some words of what the rule says.
    pub about: &'static str,
    /// Why it may.
    pub reason: &'static str,
}

/// Every exception of this house.
pub const EXCEPTIONS: &[Exception] = &[
    Exception {
        rule: "purity",
        path: "crates/themeloom-import/Cargo.toml",
        about: "depends on rusqlite",
        reason: "the databases of other programs are read from bytes in memory, by foreign/sqlite.rs alone",
    },
    Exception {
        rule: "sql",
        path: "crates/themeloom-bench/src/core_bars/committing.rs",
        about: "outside the store's backends",
        reason: "a commit is measured beside a bare insert, which has to be written as one",
    },
    Exception {
        rule: "sql",
        path: "crates/themeloom-bench/src/torture/flips.rs",
        about: "outside the store's backends",
        reason: "bytes are flipped behind the store's back, which no call of the store does",
    },
];

/// Takes the exceptions out of the findings, and adds those that nothing needs.
pub fn apply(exceptions: &[Exception], mut found: Vec<Finding>) -> Vec<Finding> {
    for exception in exceptions {
        let before = found.len();
        found.retain(|finding| !covers(exception, finding));
        if found.len() == before {
            found.push(Finding {
                rule: "exceptions",
                severity: Severity::Error,
                path: "xtask/src/tidy/exceptions.rs".to_owned(),
                line: 1,
                wrong: format!("nothing in {} needs the exception from {:?}", exception.path, exception.rule),
                advice: "take it out",
            });
        }
    }
    found
}

fn covers(exception: &Exception, finding: &Finding) -> bool {
    !exception.reason.is_empty()
        && exception.rule == finding.rule
        && finding.path.starts_with(exception.path)
        && finding.wrong.contains(exception.about)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQL_IN_BENCH: Exception =
        Exception { rule: "sql", path: "crates/bench/", about: "INSERT", reason: "it measures bare SQLite" };

    fn finding(path: &str) -> Finding {
        Finding::error("sql", path, 3, "INSERT INTO outside the store".to_owned(), "move it")
    }

    #[test]
    fn an_exception_covers_its_own_folder_only() {
        let left =
            apply(&[SQL_IN_BENCH], vec![finding("crates/bench/src/a.rs"), finding("crates/app/src/a.rs")]);
        assert_eq!(left, [finding("crates/app/src/a.rs")]);
    }

    #[test]
    fn an_exception_that_nothing_needs_is_an_error() {
        let left = apply(&[SQL_IN_BENCH], vec![]);
        assert_eq!(left.iter().map(|finding| finding.rule).collect::<Vec<_>>(), ["exceptions"]);
    }
}
