//! What is wrong with a query, and where.

use crate::Span;

/// Why a query cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message} (at {} of the query); {hint}", at.start() + 1)]
pub struct QueryError {
    /// The place in the query, in code points.
    pub at: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl QueryError {
    pub(super) fn new(at: Span, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { at, message: message.into(), hint: hint.into() }
    }
}
