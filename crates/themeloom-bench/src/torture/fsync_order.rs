//! A writer is watched by strace: it may acknowledge nothing that the disk does not hold.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};

use super::disk::Disk;
use super::trace::{Event, Trace, Watched, watch};
use super::{Effort, small_study};

/// Asserts that every acknowledgement comes after a completed sync of every file of the study that was
/// written since. Says so where nothing can be watched on this computer.
///
/// # Errors
/// When something was acknowledged too early.
pub fn run(program: &Path, folder: &Path, effort: Effort) -> Result<String> {
    let mut said = Vec::new();
    for place in places(folder)? {
        match watch_writer(program, &place, effort.commits)? {
            Watched::Impossible(why) => return Ok(format!("NOT DONE: {why}")),
            Watched::Done(trace) => said.push(examine(&trace)?),
        }
    }
    Ok(said.join("; "))
}

/// An ordinary folder, where a study is written through a write-ahead log, and one that looks
/// synchronised, where it is written through a rollback journal.
pub(super) fn places(folder: &Path) -> Result<[PathBuf; 2]> {
    let places = [folder.join("ordinary"), folder.join("Dropbox")];
    for place in &places {
        std::fs::create_dir(place)?;
    }
    Ok(places)
}

/// Watches a writer at work on a new small study.
pub(super) fn watch_writer(program: &Path, folder: &Path, commits: u32) -> Result<Watched> {
    let folder = folder.canonicalize()?;
    let study = small_study(&folder, 4_000)?;
    let commits = commits.to_string();
    watch(&folder, program, &[OsStr::new("--write-some"), commits.as_ref(), study.as_ref()])
}

/// Files that a study does not need: SQLite's shared memory is made anew from the log, and the lock
/// says who writes at the moment.
pub(super) fn is_passing(path: &Path) -> bool {
    let name = path.to_string_lossy();
    name.ends_with("-shm") || name.ends_with(".lock")
}

fn examine(trace: &Trace) -> Result<String> {
    let mut disk = Disk::new(&trace.before);
    let (mut acknowledged, mut writes, mut syncs) = (0, 0, 0);
    let mut since = (0, 0);
    for event in &trace.events {
        disk.take(event);
        match event {
            Event::Written { .. } => writes += 1,
            Event::Synced { .. } => syncs += 1,
            Event::Mapped { file } => {
                let seen = disk.name(*file).is_some_and(is_passing);
                ensure!(seen, "a file of the study is written through memory, which strace cannot see");
            }
            Event::Said { line } => {
                if let Some(path) = disk.unsynced().into_iter().find(|path| !is_passing(path)) {
                    let name = path.file_name().unwrap_or_default().display();
                    bail!("\"{line}\" was acknowledged while {name} was not on the disk");
                }
                // Closing has nothing to write where there is no log to fold into the study.
                let wrote = line == "closed" || (since.0 < writes && since.1 < syncs);
                ensure!(wrote, "\"{line}\" followed no write and no sync");
                since = (writes, syncs);
                acknowledged += 1;
            }
            _ => {}
        }
    }
    let place = trace.before.keys().next().and_then(|path| path.parent()?.file_name());
    let place = place.unwrap_or_default().display();
    ensure!(acknowledged > 0, "nothing was acknowledged");
    Ok(format!("{place}: {acknowledged} acknowledgements after {writes} writes and {syncs} syncs, 0 early"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::torture::trace::Files;

    fn trace(events: &[Event]) -> Trace {
        let before = Files::from([(PathBuf::from("a.loom"), Vec::new())]);
        Trace { before, events: events.to_vec(), after: Files::new() }
    }

    #[test]
    fn an_acknowledgement_before_the_sync_is_found() {
        let written = Event::Written { file: 0, at: 0, bytes: b"words".to_vec() };
        let (synced, said) = (Event::Synced { file: 0 }, Event::Said { line: "coding 1".to_owned() });
        let good = trace(&[written.clone(), synced.clone(), said.clone()]);
        assert!(examine(&good).is_ok());
        let early = trace(&[synced.clone(), written.clone(), said.clone()]);
        let why = examine(&early).unwrap_err().to_string();
        assert_eq!(why, "\"coding 1\" was acknowledged while a.loom was not on the disk");
        assert!(examine(&trace(&[said])).is_err(), "nothing was written");
    }

    #[test]
    fn a_new_name_counts_only_once_the_folder_is_synced() {
        let made = Event::Made { path: PathBuf::from("backup"), file: 1 };
        let written = Event::Written { file: 1, at: 0, bytes: b"words".to_vec() };
        let said = Event::Said { line: "backup".to_owned() };
        let mut events = vec![made, written, Event::Synced { file: 1 }, said];
        assert!(examine(&trace(&events)).is_err());
        events.insert(3, Event::NamesSynced);
        assert!(examine(&trace(&events)).is_ok());
    }

    #[test]
    fn writing_through_memory_is_refused_where_it_matters() {
        assert!(examine(&trace(&[Event::Mapped { file: 0 }])).is_err());
    }
}
