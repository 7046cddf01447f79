//! `themeloom serve`: the studies of a folder in the browser, on this computer only.

use std::path::PathBuf;
use std::time::Duration;

use directories::UserDirs;
use themeloom_app::{AppError, Result};
use themeloom_server::{Options, Server, ServerError};

use crate::args::Global;
use crate::browser;

/// What `serve` takes.
#[derive(clap::Args, Clone, Debug)]
pub struct Serve {
    /// The folder of the studies; Documents/Themeloom where nothing is said.
    #[arg(long, value_name = "FOLDER", env = "THEMELOOM_LIBRARY", hide_env_values = true)]
    library: Option<PathBuf>,
    /// The port on this computer; any that is free where nothing is said.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Print the link and open no browser.
    #[arg(long)]
    no_browser: bool,
    /// Lock a study that nobody used for so many minutes.
    #[arg(long, value_name = "MINUTES", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=1440))]
    lock_after: u64,
    /// Where a developer's own server of the interface runs (debug builds only).
    #[arg(long, value_name = "ORIGIN", hide = true)]
    dev_origin: Option<String>,
}

impl Serve {
    /// As without arguments, but for one folder.
    pub fn of(library: PathBuf, no_browser: bool) -> Self {
        Self { library: Some(library), no_browser, ..Self::default() }
    }
}

impl Default for Serve {
    fn default() -> Self {
        Self {
            library: std::env::var_os("THEMELOOM_LIBRARY").map(PathBuf::from),
            port: 0,
            no_browser: false,
            lock_after: 30,
            dev_origin: None,
        }
    }
}

/// Serves until Ctrl-C.
pub fn run(wanted: &Serve, global: &Global) -> Result<()> {
    let mut options = Options::new(wanted.library.clone().unwrap_or_else(default_folder));
    options.port = wanted.port;
    options.lock_after = Duration::from_secs(wanted.lock_after * 60);
    options.dev_origin.clone_from(&wanted.dev_origin);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|cause| failed(&ServerError::SetUp { cause }))?;
    runtime.block_on(serve(options, wanted.no_browser, global)).map_err(|error| failed(&error))
}

async fn serve(options: Options, no_browser: bool, global: &Global) -> std::result::Result<(), ServerError> {
    let folder = options.library.display().to_string();
    let server = Server::bind(options).await?;
    let link = server.link()?;
    if global.json {
        println!("{}", serde_json::json!({ "link": link, "address": server.address(), "library": folder }));
    } else {
        println!(
            "Themeloom serves the studies in {folder} on this computer only.\n\n  {link}\n\nThe link works once. Stop with Ctrl-C."
        );
    }
    if !no_browser && !browser::show(&link) {
        eprintln!("note: no browser could be started; open the link yourself");
    }
    server.run(interrupted()).await
}

/// Comes about when the person stops the program, or the system does.
async fn interrupted() {
    let ctrl_c = async {
        // Where the system cannot tell of Ctrl-C, it ends the program by itself.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = ctrl_c => {}
        () = browser::told_to_end() => {}
    }
}

/// Documents/Themeloom of whoever runs the program; a folder beside them where they have none.
fn default_folder() -> PathBuf {
    let documents = UserDirs::new()
        .map(|user| user.document_dir().map_or_else(|| user.home_dir().join("Documents"), PathBuf::from));
    documents.unwrap_or_default().join("Themeloom")
}

/// What keeps a server from running is a matter of ports and folders: not to be done now.
fn failed(error: &ServerError) -> AppError {
    AppError::File {
        doing: "serve",
        path: PathBuf::from("the studies"),
        cause: std::io::Error::other(error.to_string()),
    }
}
