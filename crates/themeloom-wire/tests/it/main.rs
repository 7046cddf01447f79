//! What the browser is told, and the law that it depends on.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail the test")]

mod law;
mod support;
mod views;
