//! The server as a browser, and as those who mean it harm, find it: over real HTTP, on real files.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail the test")]

mod bodies;
mod door;
mod exports;
mod library;
mod openapi;
mod people;
mod recordings;
mod support;
mod working;
mod worksheet;
