//! Reading and writing files, with errors that name them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{AppError, Result};

/// The bytes of a file.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|cause| AppError::File { doing: "read", path: path.to_owned(), cause })
}

/// Writes a file in one piece: whoever reads it sees the old bytes or the new ones, never a part.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let fail = |cause| AppError::File { doing: "write", path: path.to_owned(), cause };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(fail)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path)).map_err(|cause| {
        // The part is of no use to anybody; that it cannot be removed either changes nothing.
        drop(fs::remove_file(&beside));
        fail(cause)
    })
}

/// The name of a file without its folders.
#[must_use]
pub fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The files that paths, folders and patterns name, each once, in order: a folder stands for the
/// files in it and in the folders below it, but for hidden ones.
///
/// # Errors
/// When a pattern is wrong, a folder cannot be read, or nothing matches.
pub fn expand(given: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in given {
        let before = found.len();
        if path.is_dir() {
            walk(path, &mut found)?;
        } else if path.exists() {
            found.push(path.clone());
        } else {
            matching(path, &mut found)?;
        }
        if found.len() == before {
            return Err(AppError::NoFiles { pattern: path.display().to_string() });
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|path| seen.insert(path.clone()));
    Ok(found)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let fail = |cause| AppError::File { doing: "list the folder", path: folder.to_owned(), cause };
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(fail)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()
        .map_err(fail)?;
    entries.sort();
    // A QualCoder project is a folder, and all that we read of it is its database.
    if let Some(project) = entries.iter().find(|path| name(path) == "data.qda") {
        found.push(project.clone());
        return Ok(());
    }
    for path in entries {
        if name(&path).starts_with('.') {
            continue;
        }
        // A link to a folder may lead back up; files behind links are fine.
        let is_link = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_symlink());
        if path.is_dir() {
            if !is_link {
                walk(&path, found)?;
            }
        } else {
            found.push(path);
        }
    }
    Ok(())
}

fn matching(pattern: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    let text = pattern.to_string_lossy().replace('\\', "/");
    let wrong = || AppError::NoFiles { pattern: pattern.display().to_string() };
    let Some(wild) = text.find(['*', '?', '[', '{']) else { return Err(wrong()) };
    let folder = text[..wild].rfind('/').map_or("", |slash| &text[..=slash]);
    let matcher = globset::GlobBuilder::new(&text)
        .literal_separator(true)
        .build()
        .map_err(|_| wrong())?
        .compile_matcher();
    let mut all = Vec::new();
    let start = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
    if start.is_dir() {
        walk(start, &mut all)?;
    }
    let trim = |path: &Path| path.strip_prefix("./").map_or_else(|_| path.to_owned(), Path::to_owned);
    found.extend(
        all.iter()
            .map(|path| trim(path))
            .filter(|path| matcher.is_match(path.to_string_lossy().replace('\\', "/"))),
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in ["a.txt", "b.docx", "deep/c.txt", ".hidden.txt"] {
            write(&folder.path().join(file), b"words").unwrap();
        }
        folder
    }

    #[test]
    fn a_folder_stands_for_the_files_in_it_and_below_but_for_hidden_ones() {
        let folder = folder();
        let found = expand(&[folder.path().to_owned()]).unwrap();
        let names: Vec<String> = found.iter().map(|path| name(path)).collect();
        assert_eq!(names, ["a.txt", "b.docx", "c.txt"]);
    }

    #[test]
    fn a_pattern_finds_what_it_matches_and_a_file_named_twice_comes_once() {
        let folder = folder();
        let pattern = folder.path().join("*.txt");
        let found = expand(&[pattern, folder.path().join("a.txt")]).unwrap();
        let names: Vec<String> = found.iter().map(|path| name(path)).collect();
        assert_eq!(names, ["a.txt"]);
        let deep = expand(&[folder.path().join("**/*.txt")]).unwrap();
        assert_eq!(deep.len(), 2);
    }

    #[test]
    fn a_pattern_without_a_match_is_an_error_that_names_it() {
        let folder = folder();
        let error = expand(&[folder.path().join("*.pdf")]).unwrap_err().to_string();
        assert!(error.ends_with("*.pdf"), "{error}");
    }

    #[test]
    fn a_file_is_replaced_in_one_piece_and_leaves_no_part_behind() {
        let folder = folder();
        let path = folder.path().join("a.txt");
        write(&path, b"new").unwrap();
        assert_eq!(read(&path).unwrap(), b"new");
        assert!(!folder.path().join("a.txt.part").exists());
    }
}
