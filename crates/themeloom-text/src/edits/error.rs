//! Why an edit cannot be added.

use super::EditId;
use crate::Span;

/// Why an edit was refused; the history is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// An edit with this id was added before.
    #[error("edit {0} was added before; add every edit once")]
    Duplicate(EditId),
    /// The edit was made in a version that is not known here.
    #[error("the edit was made in a version with edit {0}, which is not known; add that one first")]
    UnknownVersion(EditId),
    /// What shall be withdrawn or restored is no known correction.
    #[error("edit {0} cannot be withdrawn or restored: it is no known correction")]
    NotACorrection(EditId),
    /// A splice reaches beyond the end of the text.
    #[error("the correction of {}..{} reaches beyond the end of the text, {len}", span.start(), span.end())]
    OutOfRange {
        /// The splice's span.
        span: Span,
        /// The length of the text in the edit's version.
        len: u32,
    },
    /// The splices of one edit overlap or are not in order.
    #[error("the correction of {}..{} starts before the end of the one before it; sort them and join what overlaps", span.start(), span.end())]
    Unsorted {
        /// The span that starts too early.
        span: Span,
    },
    /// The new words are not normalised.
    #[error("the correction of {}..{} brings in {found}; normalise the new words first", span.start(), span.end())]
    NotNormalised {
        /// The splice's span.
        span: Span,
        /// What was found: "a carriage return" or "a byte order mark".
        found: &'static str,
    },
    /// The text would be longer than positions can count.
    #[error("with this edit the source would be longer than {} code points", u32::MAX)]
    TooLong,
}
