//! When things were done, as far as only the log knows.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use themeloom_study::{CodingId, Op, Timestamp};

use crate::clock::utc_day;
use crate::error::Result;
use crate::open::OpenStudy;

/// What the log knows of times and the state of the study does not.
#[derive(Debug, Default)]
pub(crate) struct LogTimes {
    /// When each coding was made.
    pub of_codings: BTreeMap<CodingId, Timestamp>,
    /// When the study was last changed; records of copies are no change of it.
    pub last: Option<Timestamp>,
}

impl LogTimes {
    /// The day on which the study was last changed, in universal time. What is exported bears it, so that the
    /// same study gives the same bytes on every day and every computer.
    pub fn day(&self) -> Option<String> {
        self.last.map(utc_day)
    }
}

impl OpenStudy {
    /// Reads the times from the log.
    pub(crate) fn log_times(&mut self) -> Result<LogTimes> {
        let mut times = LogTimes::default();
        let mut newest = None;
        self.changes_backwards(&mut |change| {
            if !matches!(change.op, Op::RecordCopy(_)) && newest.is_none_or(|order| order < change.order()) {
                newest = Some(change.order());
                times.last = Some(change.at);
            }
            if matches!(change.op, Op::Code(_)) {
                times.of_codings.insert(CodingId(change.id), change.at);
            }
            ControlFlow::Continue(())
        })?;
        Ok(times)
    }
}
