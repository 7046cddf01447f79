//! REFI-QDA, the format in which programs for qualitative analysis exchange projects (.qdpx) and
//! codebooks (.qdc).
//!
//! Reading is lenient, since every program bends the standard in its own way: elements are known by
//! their names whatever their order and namespace, GUIDs in any spelling, one root `*.qde` by whatever
//! name, folders in any case. Writing is strict: it validates against both schemas, and gives the same
//! bytes for the same study.
//!
//! What the standard has no place for (numbers of codes, when to use them, cells of a matrix) is
//! written into descriptions, notes and links such that other programs show it and we read it back.

mod codebook;
mod container;
mod described;
mod guid;
mod links;
mod media;
mod people;
mod project;
mod selections;
mod tree;
mod when;
mod write;
mod write_project;

pub(crate) use container::is_project;

pub use codebook::{ForeignCodebook, read_qdc};
pub use project::read_qdpx;
pub use write::{write_qdc, write_qdpx};
