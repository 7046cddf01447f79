//! The analysis, seen from outside.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

mod sample;
mod support;

mod comparing;
mod evidence;
mod laws;
mod matrix;
mod quoting;
