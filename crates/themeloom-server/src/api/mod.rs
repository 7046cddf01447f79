//! What the server itself says over the wire, and the document that describes the whole interface.

mod library;
mod openapi;
mod upload;

pub use library::{Library, Link, NewStudy, Open, Opened, Problem, StudyMade, StudyRow, Template};
pub use openapi::{document, openapi_json};
pub use upload::{
    ImportWanted, NoteSeen, Opening, Preview, SpeakerSeen, SpeakerWanted, StudiesTaken, StudyHeld,
};
