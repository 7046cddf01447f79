//! What the crate promises, as examples and laws.
#![expect(clippy::unwrap_used, reason = "the helpers of tests fail by panicking, too")]

mod edit_laws;
mod edits;
mod queries;
mod searching;
mod segments;
mod text_units;
