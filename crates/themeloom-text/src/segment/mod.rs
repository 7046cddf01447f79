//! Parts of a text: turns, paragraphs, sentences, words.

mod speaker_labels;
mod split;
mod timestamps;
mod turns;

pub use split::{paragraphs, sentences, words};
pub use timestamps::{Time, TimeSpan, parse_timestamp};
pub use turns::{RecognisedSpeaker, RecognisedTurns, RecognitionNote, TurnLabel, recognise_turns};
