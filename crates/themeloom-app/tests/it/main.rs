//! Use cases on real files, as a person goes through them.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test")]

mod asides;
mod changing_codings;
mod codebook;
mod coding;
mod editing;
mod erasing;
mod erasing_elsewhere;
mod erasing_joint;
mod exporting;
mod handing_over;
mod merging;
mod messages;
mod recordings;
mod sample;
mod styles;
mod support;
mod tables_taken;
mod teamwork;
mod undoing;
mod whole_study;
