//! The types of the wire: what the browser gets, field by field. Offsets in texts are UTF-16 units, end
//! exclusive; ids are opaque; times are milliseconds since 1970; what is absent is null.

pub mod changed;
pub mod code;
pub mod coding;
pub mod compare;
pub mod findings;
pub mod history;
pub mod matrix;
pub mod memo;
pub mod outline;
pub mod overview;
pub mod place;
pub mod search;
pub mod source;
