//! The study: what it is made of, the changes that make it, and the state that they leave.
//!
//! Everything that a person does to a study is a [`Change`]; the log of changes is the study, and
//! [`Study`] is what the log comes to. This crate is pure: no I/O, no clock, no random numbers; ids,
//! stamps and times come in from outside. It depends on `themeloom-text` alone.
//!
//! Where to start: [`Op`] lists what a change can say, in the words of the field; [`Study::apply`]
//! says what comes of it; [`Change::inverse`] takes it back; [`Study::seal_of`] says whose key must
//! seal it; [`log_format`] how it is written for ever.

mod apply;
mod describe;
mod inverse;
mod permits;
mod seal;
mod snapshot;
mod state;
mod table;
mod texts;
mod unsettled;
mod visible;

pub mod attribute;
pub mod change;
pub mod code;
pub mod coding;
pub mod comment;
pub mod conflict;
pub mod consent;
pub mod correction;
pub mod findings;
pub mod framework;
pub mod ids;
pub mod log_format;
pub mod memo;
pub mod milestone;
pub mod op;
pub mod participant;
pub mod passage;
pub mod protocol;
pub mod source;
pub mod worksheet;

pub use change::{BatchId, Change, Gesture, Stamp, Timestamp};
pub use conflict::{Conflict, ConflictKind, Outcome, WhyNot};
pub use describe::state_word;
pub use ids::*;
pub use op::{Edit, Op, Thing};
pub use passage::Passage;
pub use permits::Refusal;
pub use seal::Seal;
pub use snapshot::SnapshotUnusable;
pub use state::Study;
pub use table::{Row, Table};
pub use texts::{ERASED, Excerpt, Texts};
pub use visible::Visible;
