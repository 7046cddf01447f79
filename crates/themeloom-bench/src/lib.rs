//! What is measured, and beside what; and what is tried to break a study.
//!
//! It depends on the app, which hands on every crate below it, and on what our work is measured
//! beside. Nothing depends on it. Start reading at [`core_bars::run`] (`cargo xtask bench core`),
//! [`door_bars::run`] (`cargo xtask bench doors`) and [`torture::run`] (`cargo xtask torture`);
//! [`large_study`] and [`documents`] make what is measured.

pub mod core_bars;
pub mod documents;
pub mod door_bars;
pub mod large_study;
pub mod random;
pub mod torture;
pub mod web_studies;
