//! The store, used as its callers use it.

#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

mod conformance;
mod damage;
mod erasure;
mod errors;
mod files;
mod merging;
mod people;
mod streams;
mod support;
