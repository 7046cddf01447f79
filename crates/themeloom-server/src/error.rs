//! What can keep the server from starting or stopping well.

use std::net::SocketAddr;
use std::path::PathBuf;

/// Why the server did not start, or did not end well.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The port is taken, or may not be used.
    #[error("could not listen on {address}: {cause}; choose another port with --port")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The library folder cannot be used.
    #[error("could not use the library folder {}: {cause}; choose another with --library", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The operating system has no random numbers, so that no secret can be made.
    #[error("the operating system gave no random numbers")]
    NoRandomness,
    /// The server could not be set up.
    #[error("could not set up the server: {cause}")]
    SetUp {
        /// What the system said.
        cause: std::io::Error,
    },
    /// A study could not be closed as it should.
    #[error("could not leave a snapshot of {study}: {cause}; nothing is lost, the next opening takes longer")]
    Close {
        /// The study's name.
        study: String,
        /// Why.
        cause: Box<themeloom_app::AppError>,
    },
}

/// What comes of starting and stopping.
pub type Result<T> = std::result::Result<T, ServerError>;
