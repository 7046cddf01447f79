//! The built program, run as a person runs it.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test")]

mod help;
mod journey;
mod messages;
mod people;
mod printing;
mod serving;
mod support;
