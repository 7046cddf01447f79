//! The server: studies in the browser of the person who runs the program, and in nobody else's.
//!
//! It speaks HTTP over the use cases of `themeloom-app` and depends on nothing of the house but that
//! crate and the wire types. It listens on this computer only (127.0.0.1), lets in whoever holds a
//! one-time link, and never calls anywhere. All HTTP of the house is here.
//!
//! Where to start: [`Server`]; then `guard.rs` for who may ask, `seat.rs` and `room.rs` for how a
//! request reaches an open study, and `routes/` with one file for each area.

mod api;
mod assets;
mod bodies;
mod connections;
mod error;
mod events;
mod failure;
mod guard;
mod library;
mod login;
mod options;
mod range;
mod room;
mod routes;
mod seat;
mod secret;
mod serve;
mod sessions;
mod state;
mod study_name;
mod uploads;

pub use api::openapi_json;
pub use error::{Result, ServerError};
pub use options::Options;
pub use serve::Server;
