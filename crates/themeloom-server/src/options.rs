//! How to serve.

use std::path::PathBuf;
use std::time::Duration;

use themeloom_app::store::KdfCost;

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the studies; made where it is not there.
    pub library: PathBuf,
    /// The port on 127.0.0.1; 0 for any that is free.
    pub port: u16,
    /// A study that nobody used for so long is closed.
    pub lock_after: Duration,
    /// How long a client may take for the head of a request, and for a small body.
    pub patience: Duration,
    /// What a guess at the passphrase of a new study costs.
    pub cost: KdfCost,
    /// Where a developer's own server of the interface runs: "http://127.0.0.1:5173". Looked at in
    /// debug builds only.
    pub dev_origin: Option<String>,
}

impl Options {
    /// Serves a folder of studies on a free port.
    #[must_use]
    pub fn new(library: PathBuf) -> Self {
        Self {
            library,
            port: 0,
            lock_after: Duration::from_secs(30 * 60),
            patience: Duration::from_secs(20),
            cost: KdfCost::STANDARD,
            dev_origin: None,
        }
    }
}
