//! What differs between systems: showing a link in the browser, and being told to end.

use std::process::{Command, Stdio};

/// Shows a link in the person's browser; whether one could be started.
pub fn show(link: &str) -> bool {
    let mut command = if cfg!(target_os = "windows") {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    command.arg(link).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
}

/// Comes about when the system asks the program to end.
#[cfg(unix)]
pub async fn told_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut told) => {
            told.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

/// Comes about when the system asks the program to end.
#[cfg(not(unix))]
pub async fn told_to_end() {
    std::future::pending().await
}
