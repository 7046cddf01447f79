//! What the crate promises, as laws over every kind of change and as examples of use.
#![expect(clippy::unwrap_used, clippy::panic, reason = "the helpers of tests fail by panicking, too")]

mod erasing;
mod examples;
mod generate;
mod golden;
mod ill_formed;
mod joint_interviews;
mod kinds;
mod laws;
mod ops;
mod sample;
mod sealing;
mod snapshots;
mod strictness;
mod wording;
