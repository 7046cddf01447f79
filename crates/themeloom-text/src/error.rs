//! What can be wrong with a text itself.
//!
//! Messages name places, never words. Errors of one subject stand beside it: [`crate::EditError`] in
//! `edits`, [`crate::QueryError`] in `search`.

/// Why a string cannot be taken as a normalised text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// It holds a carriage return or a byte order mark.
    #[error("the text is not normalised: {found} at byte {byte}; normalise it before use")]
    NotNormalised {
        /// What was found: "a carriage return" or "a byte order mark".
        found: &'static str,
        /// Where, in bytes from the start.
        byte: usize,
    },
    /// It is longer than positions can count.
    #[error("the text has {bytes} bytes, more than the {} that can be counted; split it", u32::MAX)]
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
}
