//! When things were done: times come in from outside, as everything does that the study does not hold.

use std::collections::BTreeMap;

use themeloom_study::{CodingId, Timestamp};

/// When codings were made, which only the log knows, and how times are written.
#[derive(Clone, Copy, Debug)]
pub struct Times<'a> {
    /// When each coding was made.
    pub of_codings: &'a BTreeMap<CodingId, Timestamp>,
    /// How a time is written: `2026-11-23T10:41:07Z`.
    pub written: fn(Timestamp) -> String,
}

impl Times<'_> {
    /// When a coding was made; nothing where the log cannot say.
    pub(super) fn of(&self, coding: CodingId) -> Option<String> {
        self.of_codings.get(&coding).map(|at| (self.written)(*at))
    }
}
