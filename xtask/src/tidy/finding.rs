//! What a rule found wrong, and what to do about it.

use std::fmt;

/// Whether a finding stops the house from being tidy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Shown only.
    Warning,
    /// Fails the check.
    Error,
}

/// One place that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the rule.
    pub rule: &'static str,
    /// Whether it fails the check.
    pub severity: Severity,
    /// The file, from the root of the repository, with forward slashes.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub wrong: String,
    /// What to do.
    pub advice: &'static str,
}

impl Finding {
    /// A finding that fails the check.
    pub fn error(rule: &'static str, path: &str, line: usize, wrong: String, advice: &'static str) -> Self {
        Self { rule, severity: Severity::Error, path: path.to_owned(), line, wrong, advice }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = if self.severity == Severity::Warning { "warning: " } else { "" };
        let Self { rule, path, line, wrong, advice, .. } = self;
        write!(f, "{path}:{line}: {severity}{wrong}; {advice} [{rule}]")
    }
}
