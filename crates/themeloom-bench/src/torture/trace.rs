//! A writer is watched by strace: what it did to the files of a folder, in the order it was done.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use super::calls::Calls;

/// The calls that can change a file, its names or a place in it; `?` where a machine may lack one.
const CALLS: &str = "trace=?open,?creat,openat,write,pwrite64,writev,pwritev,lseek,fsync,fdatasync,\
ftruncate,?truncate,fallocate,?rename,?renameat,renameat2,?unlink,unlinkat,?link,linkat,close,mmap,dup";

/// One thing that the writer did. Files are numbered in the order in which they were met.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// A new file under a new name.
    Made {
        /// Its name.
        path: PathBuf,
        /// Its number.
        file: usize,
    },
    /// A file got another name; what had that name before is gone.
    Renamed {
        /// From here.
        from: PathBuf,
        /// To there.
        to: PathBuf,
    },
    /// A name was removed.
    Removed {
        /// The name.
        path: PathBuf,
    },
    /// Bytes were written.
    Written {
        /// To this file.
        file: usize,
        /// From this byte on.
        at: usize,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// A file was made longer or shorter.
    Resized {
        /// The file.
        file: usize,
        /// Its length in bytes.
        length: usize,
    },
    /// The disk holds all that was written to a file.
    Synced {
        /// The file.
        file: usize,
    },
    /// The disk holds the names in the folder.
    NamesSynced,
    /// A file can be written through memory from now on, where nobody sees it.
    Mapped {
        /// The file.
        file: usize,
    },
    /// A line on the standard output: an acknowledgement.
    Said {
        /// The line.
        line: String,
    },
}

/// The files of a folder: names with what is in them.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// What a writer did.
#[derive(Clone, Debug)]
pub struct Trace {
    /// What was in the folder before.
    pub before: Files,
    /// What the writer did.
    pub events: Vec<Event>,
    /// What was in the folder afterwards.
    pub after: Files,
}

/// A writer that was watched, or the reason why it could not be.
#[derive(Clone, Debug)]
pub enum Watched {
    /// What it did.
    Done(Trace),
    /// Why nothing could be watched on this computer.
    Impossible(String),
}

/// Runs a program that works on the files of a folder, and watches it.
///
/// # Errors
/// When the program fails, or does something to the files that is not understood.
pub fn watch(folder: &Path, program: &Path, arguments: &[&std::ffi::OsStr]) -> Result<Watched> {
    let folder = folder.canonicalize()?;
    let before = read_files(&folder)?;
    let told = tempfile::NamedTempFile::new()?;
    let output = Command::new("strace")
        .args(["-f", "-y", "-xx", "-s", "16777216", "-e", CALLS, "-o"])
        .arg(told.path())
        .arg(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output();
    let output = match output {
        Ok(output) => output,
        Err(why) => return Ok(Watched::Impossible(format!("strace cannot be started: {why}"))),
    };
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() && said.contains("ptrace") {
        return Ok(Watched::Impossible(format!("no program may be watched here: {}", said.trim())));
    }
    ensure!(output.status.success(), "the watched writer failed: {said}");
    let text = std::fs::read(told.path()).context("strace left nothing")?;
    let mut calls = Calls::new(&folder, &before);
    for line in text.split(|byte| *byte == b'\n') {
        let line = std::str::from_utf8(line)?;
        let start = line.chars().take(200).collect::<String>();
        calls.take(line).with_context(|| format!("in a line of strace: {start}"))?;
    }
    Ok(Watched::Done(Trace { events: calls.events, after: read_files(&folder)?, before }))
}

/// The files of a folder.
fn read_files(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            bail!("the watched folder holds another folder, which is not watched");
        }
        files.insert(path.clone(), std::fs::read(path)?);
    }
    Ok(files)
}
