//! Study templates: those that come with the program, and those that people keep in files.

use std::path::Path;

use include_dir::{Dir, include_dir};
use themeloom_import::read_protocol;
use themeloom_study::protocol::Protocol;

use crate::error::{AppError, Result};
use crate::files;

static PROTOCOLS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../protocols");

/// The names of the templates that come with the program.
#[must_use]
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = PROTOCOLS
        .dirs()
        .filter_map(|dir| Some(dir.path().file_name()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    names
}

/// The template with a name, or the protocol in a file.
///
/// # Errors
/// When there is neither, or the file is no protocol.
pub fn find(name: &str) -> Result<Protocol> {
    if let Some(text) = text(name) {
        return Ok(read_protocol(name, text.as_bytes())?);
    }
    let path = Path::new(name);
    if path.is_file() {
        return Ok(read_protocol(&files::name(path), &files::read(path)?)?);
    }
    Err(AppError::NoTemplate { name: name.to_owned(), known: names() })
}

/// Writes a template that comes with the program to a file, for a person to edit. A file that is there stays.
///
/// # Errors
/// When there is no such template, there is a file of that name, or it cannot be written.
pub fn copy(name: &str, to: &Path) -> Result<()> {
    let text = text(name).ok_or_else(|| AppError::NoTemplate { name: name.to_owned(), known: names() })?;
    if to.exists() {
        let cause = std::io::Error::new(std::io::ErrorKind::AlreadyExists, "there is such a file already");
        return Err(AppError::File { doing: "write", path: to.to_owned(), cause });
    }
    files::write(to, text.as_bytes())
}

/// The text of a template that comes with the program, for a person to copy and edit.
#[must_use]
pub fn text(name: &str) -> Option<&'static str> {
    PROTOCOLS.get_file(format!("{name}/protocol.toml"))?.contents_utf8()
}
