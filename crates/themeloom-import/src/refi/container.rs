//! The archive of a project: its one document, and the files of its sources.

use std::collections::BTreeMap;

use super::tree::{self, Tree};
use crate::archive::Archive;
use crate::encodings::xml_text;
use crate::error::ImportError;
use crate::limits::Limits;

/// A project's archive, open.
pub(crate) struct Container<'b> {
    archive: Archive<'b>,
    /// The parts by their names in small letters, without the folders before them.
    by_name: BTreeMap<String, Vec<String>>,
}

impl<'b> Container<'b> {
    /// Opens an archive and reads its document.
    ///
    /// # Errors
    /// When it is no archive, passes a limit, or holds no project.
    pub(crate) fn open(file: &str, bytes: &'b [u8], limits: &Limits) -> Result<(Self, Tree), ImportError> {
        let mut archive = Archive::open(file, bytes, limits)?;
        let names = archive.names();
        let no_project = || ImportError::Damaged {
            file: file.to_owned(),
            place: "the list of its parts".to_owned(),
            expected: "one project document (project.qde)",
        };
        let document = document_of(&names).ok_or_else(no_project)?.to_owned();
        let content = archive.read(&document)?.ok_or_else(no_project)?;
        let xml = xml_text(content).ok_or_else(no_project)?;
        let tree = tree::read(file, &document, &xml, limits)?;
        if !tree.root.name.eq_ignore_ascii_case("Project") {
            return Err(no_project());
        }
        let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in names.iter().filter(|name| **name != document) {
            by_name.entry(last_step(name).to_lowercase()).or_default().push(name.clone());
        }
        Ok((Self { archive, by_name }, tree))
    }

    /// The file that a path of the document names: `internal://GUID.txt`, in a folder of any spelling.
    /// Files outside of the archive are not there.
    ///
    /// # Errors
    /// When the part passes a limit or is damaged.
    pub(crate) fn file(&mut self, path: &str) -> Result<Option<Vec<u8>>, ImportError> {
        match self.part(path) {
            Some(part) => self.archive.read(&part),
            None => Ok(None),
        }
    }

    /// The same for a file that can be done without: `None` too where it is large or damaged.
    pub(crate) fn spare_file(&mut self, path: &str) -> Option<Vec<u8>> {
        let part = self.part(path)?;
        self.archive.read_spare(&part)
    }

    /// The part that a path means.
    fn part(&self, path: &str) -> Option<String> {
        let parts = self.by_name.get(&last_step(path).to_lowercase())?;
        let whole = path.split_once("://").map_or(path, |(_, rest)| rest).replace('\\', "/").to_lowercase();
        let ends_so = |part: &&String| part.replace('\\', "/").to_lowercase().ends_with(&whole);
        // Of several parts of one name in several folders the one is meant whose folders are named.
        parts.iter().find(ends_so).or_else(|| parts.first()).cloned()
    }
}

/// The project document: `project.qde` in the root, or else the only part that ends so: the only one in
/// the root, or anywhere.
fn document_of(names: &[String]) -> Option<&str> {
    let documents: Vec<&str> =
        names.iter().map(String::as_str).filter(|name| name.to_lowercase().ends_with(".qde")).collect();
    let in_root: Vec<&str> = documents.iter().copied().filter(|name| !name.contains(['/', '\\'])).collect();
    let usual = in_root.iter().find(|name| name.eq_ignore_ascii_case("project.qde"));
    match (usual, in_root.as_slice(), documents.as_slice()) {
        (Some(usual), ..) => Some(usual),
        (None, [only], _) | (None, [], [only]) => Some(only),
        _ => None,
    }
}

/// Whether these are the parts of a REFI-QDA project.
pub(crate) fn is_project(names: &[String]) -> bool {
    document_of(names).is_some()
}

/// The last step of a path, without what comes before.
pub(crate) fn last_step(path: &str) -> &str {
    path.rsplit(['/', '\\']).find(|step| !step.is_empty()).unwrap_or_default()
}
