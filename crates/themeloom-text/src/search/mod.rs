//! Search as a scan: a query in the researchers' language, compiled to patterns that run over the text itself.
//!
//! `query.rs` reads the language (its doc is the reference), `vocabulary.rs` knows the forms of a word,
//! `fold.rs` writes patterns that accept every spelling of the same characters, `matcher.rs` finds terms,
//! `evaluate.rs` decides on turns, paragraphs or sources, `kwic.rs` shows matches in their context, and
//! `quotation.rs` locates a passage by its words.

mod error;
mod evaluate;
mod fold;
mod kwic;
mod lexer;
mod matcher;
mod query;
mod quotation;
mod vocabulary;

pub use error::QueryError;
pub use evaluate::{Match, SearchText, search};
pub use kwic::{KwicLine, kwic};
pub use matcher::{CompiledQuery, compile};
pub use query::{Filter, FilterKind, Query, Scope, parse_query};
pub use quotation::{FoundQuotation, find_quotation};
pub use vocabulary::Vocabulary;
