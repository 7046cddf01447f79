//! From a study to what the browser is told of it: one function a type.

pub mod changed;
pub mod codes;
pub mod codings;
pub mod compare;
pub mod findings;
pub mod history;
pub mod matrix;
pub mod notes;
pub mod outline;
pub mod overview;
pub mod people;
pub mod places;
pub mod search;
pub mod sources;
pub mod subject;
pub mod words;
