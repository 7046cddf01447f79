//! Starting and stopping.

use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::connections;
use crate::error::{Result, ServerError};
use crate::guard::Addresses;
use crate::library::Library;
use crate::options::Options;
use crate::routes;
use crate::sessions::Sessions;
use crate::state::{Parts, Shared};

/// A server that listens on this computer.
pub struct Server {
    listener: TcpListener,
    shared: Shared,
}

impl Server {
    /// Begins to listen on 127.0.0.1.
    ///
    /// # Errors
    /// When the port is taken or the library folder cannot be used.
    pub async fn bind(options: Options) -> Result<Self> {
        let library = Library::new(&options.library)?;
        let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
        let fail = |cause| ServerError::Listen { address: wanted, cause };
        let listener = TcpListener::bind(wanted).await.map_err(fail)?;
        let port = listener.local_addr().map_err(fail)?.port();
        let shared = Shared::new(Parts {
            addresses: Addresses::new(port, options.dev_origin.as_deref()),
            sessions: Sessions::default(),
            library,
            stopping: watch::channel(false).0,
            options,
        });
        Ok(Self { listener, shared })
    }

    /// The address to open in a browser.
    #[must_use]
    pub fn address(&self) -> String {
        self.shared.addresses.own()
    }

    /// A link that lets one browser in, once.
    ///
    /// # Errors
    /// When the operating system has no random numbers.
    pub fn link(&self) -> Result<String> {
        Ok(format!("{}/?token={}", self.address(), self.shared.sessions.new_link()?))
    }

    /// Serves until `stop` comes about, then closes every study as it should be closed.
    ///
    /// # Errors
    /// When a study could not be closed as it should; nothing is lost then.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<()> {
        let Self { listener, shared } = self;
        let router = routes::router(&shared);
        let stopping = shared.stopping.subscribe();
        let serving = connections::serve(listener, router, shared.options.patience, stopping);
        let stopper = async {
            stop.await;
            shared.stopping.send_replace(true);
        };
        let watch = lock_when_idle(shared.clone());
        tokio::select! {
            ((), ()) = async { tokio::join!(serving, stopper) } => {}
            () = watch => {}
        }
        let mut outcome = Ok(());
        for study in shared.library.open_names() {
            let closed = shared.library.close(&study).await;
            outcome = outcome.and(closed);
        }
        outcome
    }
}

/// Closes studies that nobody used for a while, for ever.
async fn lock_when_idle(shared: Shared) {
    let after = shared.options.lock_after;
    let look = (after / 4).clamp(Duration::from_millis(50), Duration::from_secs(15));
    loop {
        tokio::time::sleep(look).await;
        for study in shared.library.idle(after) {
            shared.sessions.leave_all(&study);
            // A snapshot that could not be left costs time at the next opening and nothing else.
            drop(shared.library.close(&study).await);
        }
    }
}
