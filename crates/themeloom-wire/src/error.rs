//! What a browser sent that names nothing here.

/// What a browser sent names nothing here.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum WireError {
    /// An id that is none.
    #[error("`{id}` is not the id of anything: reload the page")]
    NotAnId {
        /// What was sent.
        id: String,
    },
    /// A version that is none.
    #[error("`{name}` is not a version of a text: reload the page")]
    NotAVersion {
        /// What was sent.
        name: String,
    },
    /// A place outside of the text, or within a character.
    #[error("{start} to {end} is not a place in this text: reload the page")]
    NotAPlace {
        /// From where, in UTF-16 units.
        start: u32,
        /// To where.
        end: u32,
    },
    /// A thing that is not in the study.
    #[error("{what} is not in the study any longer")]
    Gone {
        /// What it is.
        what: &'static str,
    },
    /// A word that is none of those expected.
    #[error("`{word}` is not {expected}")]
    NotAWord {
        /// What was sent.
        word: String,
        /// What was expected.
        expected: &'static str,
    },
}
