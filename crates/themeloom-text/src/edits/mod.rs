//! Corrections of a source, and where a span stands after them.
//!
//! A source is a base text and corrections, each a few splices. All of its text that ever was stands in one
//! master sequence of pieces (`pieces.rs`); nothing leaves it. A splice adds a piece and marks others as
//! deleted. A [`Version`] is what an author saw: it selects the edits that were known then, these select the
//! splices that are in force (`History::in_force`), and these the pieces that can be read. So undoing a
//! correction brings every span back exactly, and a span can be carried between any two versions
//! (`placement.rs`).
//!
//! Where splices that did not know each other touch the same words, the one added first stands.

mod error;
mod history;
mod model;
mod pieces;
mod placement;

pub use error::EditError;
pub use history::History;
pub use model::{AddOutcome, Edit, EditId, EditKind, Splice, Version};
pub use placement::{Placed, Placement};
