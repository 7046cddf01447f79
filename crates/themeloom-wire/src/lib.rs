//! What the browser is told of a study: wire types, and how each is computed.
//!
//! It depends on `themeloom-app` and what that shows of the crates below it; the server depends on it.
//! No number is computed here that `themeloom-analysis` does not give, and nothing here speaks HTTP.
//!
//! Where to start: [`types`] lists what travels; [`views`] has one function for each; [`changed`] says
//! what a batch of changes touched, which is all that an open window hears of it.

mod error;
mod ids;
pub mod types;
pub mod views;

pub use error::WireError;
pub use ids::{Id, read_id, read_version, version_name};
pub use views::changed::changed;
