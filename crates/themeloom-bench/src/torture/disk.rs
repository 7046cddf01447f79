//! What a disk holds when the power fails: only what was synced is sure to be there.
//!
//! Stricter than the file systems in use: a name counts as kept only once its folder was synced, and
//! removing a name as well, so that a removed file may come back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::trace::{Event, Files};
use crate::random::Random;

/// What became of everything that was not synced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unsynced {
    /// It is lost.
    Lost,
    /// It is there: the program was killed, and the disk went on.
    Kept,
    /// Some of it is there: any of the writes, each perhaps in part, and the first few changes of names.
    Torn,
}

/// The smallest piece that a disk writes whole.
const SECTOR: usize = 512;

type Names = BTreeMap<PathBuf, usize>;

#[derive(Clone, Default)]
struct Content {
    synced: Vec<u8>,
    since: Vec<Edit>,
}

#[derive(Clone)]
enum Edit {
    Write { at: usize, bytes: Vec<u8> },
    Resize { length: usize },
}

/// A disk with one folder of files, as of one moment.
#[derive(Clone, Default)]
pub struct Disk {
    names: Names,
    synced_names: Names,
    /// What happened to the names since they were synced.
    renaming: Vec<Event>,
    files: Vec<Content>,
}

impl Disk {
    /// A disk on which everything is kept.
    #[must_use]
    pub fn new(before: &Files) -> Self {
        let names: Names = before.keys().cloned().zip(0..).collect();
        let files = before.values().map(|bytes| Content { synced: bytes.clone(), since: vec![] }).collect();
        Self { synced_names: names.clone(), names, renaming: Vec::new(), files }
    }

    /// What a program did to it.
    pub fn take(&mut self, event: &Event) {
        match event {
            Event::Made { .. } => self.files.push(Content::default()),
            Event::Written { file, at, bytes } => {
                self.edit(*file, Edit::Write { at: *at, bytes: bytes.clone() });
            }
            Event::Resized { file, length } => self.edit(*file, Edit::Resize { length: *length }),
            Event::Synced { file } => {
                if let Some(content) = self.files.get_mut(*file) {
                    let since = std::mem::take(&mut content.since);
                    since.iter().for_each(|edit| edit.apply(&mut content.synced));
                }
            }
            Event::NamesSynced => {
                self.renaming.clear();
                self.synced_names.clone_from(&self.names);
            }
            Event::Renamed { .. } | Event::Removed { .. } | Event::Mapped { .. } | Event::Said { .. } => {}
        }
        if matches!(event, Event::Made { .. } | Event::Renamed { .. } | Event::Removed { .. }) {
            rename(&mut self.names, event);
            self.renaming.push(event.clone());
        }
    }

    fn edit(&mut self, file: usize, edit: Edit) {
        if let Some(content) = self.files.get_mut(file) {
            content.since.push(edit);
        }
    }

    /// The file that a number stands for, by its present name.
    #[must_use]
    pub fn name(&self, file: usize) -> Option<&Path> {
        self.names.iter().find(|(_, number)| **number == file).map(|(path, _)| path.as_path())
    }

    /// The names of what would be lost if the power failed now: files written since they were synced,
    /// and new names in a folder that was not. A removed name that comes back is not lost.
    #[must_use]
    pub fn unsynced(&self) -> Vec<&Path> {
        let written = self
            .names
            .iter()
            .filter(|(_, file)| self.files.get(**file).is_some_and(|content| !content.since.is_empty()));
        let renamed = self.names.iter().filter(|(path, file)| self.synced_names.get(*path) != Some(*file));
        written.chain(renamed).map(|(path, _)| path.as_path()).collect()
    }

    /// The files after the power failed.
    pub fn after_cut(&self, unsynced: Unsynced, random: &mut Random) -> Files {
        let mut names = self.synced_names.clone();
        let so_many = match unsynced {
            Unsynced::Lost => 0,
            Unsynced::Kept => self.renaming.len(),
            Unsynced::Torn => random.below(self.renaming.len() + 1),
        };
        self.renaming.iter().take(so_many).for_each(|event| rename(&mut names, event));
        let content = |(path, file): (PathBuf, usize)| {
            let content = self.files.get(file).cloned().unwrap_or_default();
            (path, content.after_cut(unsynced, random))
        };
        names.into_iter().map(content).collect()
    }
}

fn rename(names: &mut Names, event: &Event) {
    match event {
        Event::Made { path, file } => {
            names.insert(path.clone(), *file);
        }
        Event::Renamed { from, to } => {
            if let Some(file) = names.remove(from) {
                names.insert(to.clone(), file);
            }
        }
        Event::Removed { path } => {
            names.remove(path);
        }
        _ => {}
    }
}

impl Content {
    fn after_cut(self, unsynced: Unsynced, random: &mut Random) -> Vec<u8> {
        let mut bytes = self.synced;
        for edit in self.since {
            match unsynced {
                Unsynced::Lost => break,
                Unsynced::Kept => edit.apply(&mut bytes),
                Unsynced::Torn => edit.torn(random).into_iter().for_each(|part| part.apply(&mut bytes)),
            }
        }
        bytes
    }
}

impl Edit {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Resize { length } => content.resize(*length, 0),
            Self::Write { at, bytes } => {
                let end = at + bytes.len();
                content.resize(content.len().max(end), 0);
                if let Some(place) = content.get_mut(*at..end) {
                    place.copy_from_slice(bytes);
                }
            }
        }
    }

    /// Nothing, all, or some sectors of it.
    fn torn(self, random: &mut Random) -> Vec<Self> {
        match (random.below(3), self) {
            (0, _) => Vec::new(),
            (1, Self::Write { at, bytes }) => {
                let sectors = bytes.chunks(SECTOR).zip((at..).step_by(SECTOR));
                let kept = sectors.filter(|_| random.below(2) == 0);
                kept.map(|(sector, at)| Self::Write { at, bytes: sector.to_vec() }).collect()
            }
            (_, whole) => vec![whole],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_synced_is_lost_and_what_was_is_kept() {
        let path = PathBuf::from("a");
        let mut disk = Disk::new(&Files::new());
        let cut = |disk: &Disk| disk.after_cut(Unsynced::Lost, &mut Random::new(1));
        disk.take(&Event::Made { path: path.clone(), file: 0 });
        disk.take(&Event::Written { file: 0, at: 0, bytes: b"kept".to_vec() });
        disk.take(&Event::Synced { file: 0 });
        assert_eq!(cut(&disk), Files::new(), "its name was not synced");
        disk.take(&Event::NamesSynced);
        disk.take(&Event::Written { file: 0, at: 4, bytes: b" lost".to_vec() });
        assert_eq!(disk.unsynced(), [path.as_path()]);
        assert_eq!(cut(&disk), Files::from([(path.clone(), b"kept".to_vec())]));
        disk.take(&Event::Removed { path: path.clone() });
        assert_eq!(cut(&disk).len(), 1, "its removal was not synced");
        assert!(disk.unsynced().is_empty());
    }
}
