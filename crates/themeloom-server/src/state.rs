//! What all requests share.

use std::sync::Arc;

use tokio::sync::watch;

use crate::guard::Addresses;
use crate::library::Library;
use crate::options::Options;
use crate::sessions::Sessions;

/// What all requests share.
#[derive(Clone)]
pub struct Shared(Arc<Parts>);

/// The parts.
pub struct Parts {
    /// How to serve.
    pub options: Options,
    /// Under which names this server may be asked.
    pub addresses: Addresses,
    /// Who may ask.
    pub sessions: Sessions,
    /// The studies.
    pub library: Library,
    /// Whether the server stops.
    pub stopping: watch::Sender<bool>,
}

impl Shared {
    /// Shares the parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl std::ops::Deref for Shared {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
