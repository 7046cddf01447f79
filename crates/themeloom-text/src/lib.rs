//! Words and places in words: what every other part of Themeloom stands on.
//!
//! It knows text and nothing of studies: [`Text`] with its index of units, [`Span`], the corrections of a
//! source and where a span stands after them ([`History`]), segmentation into turns, paragraphs, sentences
//! and words, and search.
//! It does no I/O, reads no clock and depends on no other crate of the workspace.
//!
//! Start reading at `span.rs` and `text/mod.rs`, then `edits/mod.rs` (corrections), `segment/turns.rs`
//! (speakers) and `search/mod.rs`.

mod edits;
mod error;
mod search;
mod segment;
pub mod serde_text;
mod span;
mod text;

pub use edits::{AddOutcome, Edit, EditError, EditId, EditKind, History, Placed, Placement, Splice, Version};
pub use error::TextError;
pub use search::{
    CompiledQuery, Filter, FilterKind, FoundQuotation, KwicLine, Match, Query, QueryError, Scope, SearchText,
    Vocabulary, compile, find_quotation, kwic, parse_query, search,
};
pub use segment::{
    RecognisedSpeaker, RecognisedTurns, RecognitionNote, Time, TimeSpan, TurnLabel, paragraphs,
    parse_timestamp, recognise_turns, sentences, words,
};
pub use span::Span;
pub use text::{CharCursor, LineColumn, Normalisation, NormalisationKind, Text};
