//! A folder of a whole study, or an archive of one, as it is read: nothing in it is believed before it was
//! compared with what `study.json` says of it.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::PathBuf;

use themeloom_import::Archive;
use themeloom_study::source::BlobAddress;
use themeloom_study::{Stamp, Study, Texts};

use super::read::{LIMITS, WholeFrom};
use super::{ABOUT, About, FORMAT, Kept, LOG, Lies, Line, name_of, sum};
use crate::error::{AppError, Result};
use crate::replay::{Next, in_order};
use crate::words;

/// Where the files lie.
pub(super) enum Shelf<'b> {
    Folder(PathBuf),
    /// With the folder in it that holds all, where whoever packed it packed the folder.
    Archive(Box<Archive<'b>>, String),
}

impl<'b> Shelf<'b> {
    /// The shelf of a folder or of an archive.
    pub fn of(from: WholeFrom<'b>) -> Result<Self> {
        Ok(match from {
            WholeFrom::Folder(path) => Self::Folder(path.to_owned()),
            WholeFrom::Archive(name, bytes) => {
                let archive = Archive::open(name, bytes, &LIMITS)?;
                let within = within(&archive).unwrap_or_default();
                Self::Archive(Box::new(archive), within)
            }
        })
    }

    /// What the folder is.
    pub fn about(&mut self) -> Result<About> {
        let bytes = self.bytes(ABOUT)?;
        let about: About = serde_json::from_slice(&bytes).map_err(|cause| wrong(ABOUT, &cause))?;
        if about.themeloom_folder > FORMAT {
            let newer = format!(
                "a newer Themeloom wrote it (layout {}; this program knows {FORMAT}): update the program",
                about.themeloom_folder
            );
            return Err(wrong(ABOUT, &newer));
        }
        let mut paths =
            about.files.iter().map(|lies| &lies.path).chain(about.kept.iter().map(|kept| &kept.file));
        match paths.find(|path| !stays_inside(path)) {
            Some(path) => Err(wrong(ABOUT, &format!("the name {path:?} leads out of the folder"))),
            None => Ok(about),
        }
    }

    /// A file as it was written.
    pub fn read(&mut self, lies: &Lies) -> Result<Vec<u8>> {
        let bytes = self.bytes(&lies.path)?;
        let found = sum(&lies.path, &bytes);
        if (found.bytes, &found.blake3) == (lies.bytes, &lies.blake3) {
            return Ok(bytes);
        }
        Err(wrong(&lies.path, "it was changed since it was written"))
    }

    fn bytes(&mut self, path: &str) -> Result<Vec<u8>> {
        match self {
            Self::Folder(folder) => {
                let place = folder.join(path);
                let is_file = std::fs::symlink_metadata(&place).map(|meta| meta.is_file());
                match is_file.and_then(|is_file| {
                    if is_file { std::fs::read(&place) } else { Err(ErrorKind::InvalidInput.into()) }
                }) {
                    Ok(bytes) => Ok(bytes),
                    Err(cause) if cause.kind() == ErrorKind::NotFound => Err(wrong(path, "it is missing")),
                    Err(cause) if cause.kind() == ErrorKind::InvalidInput => {
                        Err(wrong(path, "it is no plain file"))
                    }
                    Err(cause) => Err(AppError::File { doing: "read", path: place, cause }),
                }
            }
            Self::Archive(archive, within) => {
                archive.read(&format!("{within}{path}"))?.ok_or_else(|| wrong(path, "it is missing"))
            }
        }
    }

    /// What the log refers to under a name.
    pub fn kept(&mut self, about: &About, kept: &Kept) -> Result<Vec<u8>> {
        let lies = about.files.iter().find(|lies| lies.path == kept.file);
        let content = self.read(lies.ok_or_else(|| wrong(&kept.file, "it is not listed"))?)?;
        if name_of(kept.under, &content) != kept.name {
            return Err(wrong(&kept.file, "it is not what the log refers to"));
        }
        Ok(content)
    }

    /// The log, line by line.
    pub fn log(&mut self, about: &About) -> Result<Vec<Line>> {
        let mut log = Vec::new();
        let prefix = format!("{LOG}/");
        for lies in about.files.iter().filter(|lies| lies.path.starts_with(&prefix)) {
            let bytes = self.read(lies)?;
            for (n, line) in
                bytes.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.is_empty())
            {
                let read = serde_json::from_slice(line);
                log.push(read.map_err(|cause| wrong(&lies.path, &format!("line {}: {cause}", n + 1)))?);
            }
        }
        if log.len() as u64 != about.changes {
            let problem = format!("{} of {} changes are there", log.len(), about.changes);
            return Err(wrong(LOG, &problem));
        }
        Ok(log)
    }

    /// The state that a log comes to, and its words.
    pub fn comes_to(&mut self, about: &About, log: &[Line]) -> Result<(Study, Texts)> {
        let next = |line: &Line| match line {
            Line::Said { change, .. } => Next::Change(change.clone()),
            Line::Gone { id, stamp, .. } => Next::Unreadable(*id, Stamp(stamp.0)),
        };
        let study = in_order(log.iter().map(next).collect(), None).study;
        let kept: BTreeMap<BlobAddress, &Kept> = about.kept.iter().map(|kept| (kept.name, kept)).collect();
        let mut texts = Texts::default();
        for source in study.sources().rows() {
            let mut words = Vec::new();
            for segment in source.base.iter() {
                words.push(kept.get(&segment.blob).map(|kept| self.kept(about, kept)).transpose()?);
            }
            if let Some(text) = words::assemble(source, words) {
                texts.insert(&study, source.id, text);
            }
        }
        Ok((study, texts))
    }
}

/// What stands before the names of a whole study's files in an archive: nothing, or one folder. `None` where there
/// is no whole study.
pub(super) fn within(archive: &Archive<'_>) -> Option<String> {
    let names = archive.names();
    let mut before = names.iter().filter_map(|name| name.strip_suffix(ABOUT));
    before.find(|before| before.is_empty() || before.find('/') == Some(before.len() - 1)).map(str::to_owned)
}

fn wrong(file: &str, problem: &(impl ToString + ?Sized)) -> AppError {
    AppError::WholeStudy { file: file.to_owned(), problem: problem.to_string() }
}

/// Whether a path is one that we write: names with slashes between them, none of which leads up or elsewhere.
fn stays_inside(path: &str) -> bool {
    !path.contains(['\\', ':', '\0']) && path.split('/').all(|step| !matches!(step, "" | "." | ".."))
}
