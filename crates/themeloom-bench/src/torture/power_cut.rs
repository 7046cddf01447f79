//! The power fails: what a disk would then hold is put together from what a watched writer did.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use themeloom_app::store::{EnvelopeId, Hash, MemoryStore, Restore, Sequence, SqliteStore, Store};

use super::disk::{Disk, Unsynced};
use super::fsync_order::{is_passing, places, watch_writer};
use super::trace::{Event, Files, Trace, Watched};
use super::workers::in_two;
use super::writer::{BACKUP, RESTORED};
use super::{Effort, open_small};
use crate::random::Random;

/// What is tried at each moment.
const KINDS: [Unsynced; 4] = [Unsynced::Lost, Unsynced::Kept, Unsynced::Torn, Unsynced::Torn];

/// Cuts the power at every acknowledgement and at many moments between, and asserts that the study
/// then opens, is sound and holds all that was acknowledged. Says so where nothing can be watched on
/// this computer.
///
/// # Errors
/// When anything acknowledged was lost.
pub fn run(program: &Path, folder: &Path, effort: Effort) -> Result<String> {
    let mut said = Vec::new();
    for place in places(folder)? {
        match watch_writer(program, &place, effort.commits)? {
            Watched::Impossible(why) => return Ok(format!("NOT DONE: {why}")),
            Watched::Done(trace) => {
                let (cuts, lines) = cut_everywhere(&trace, effort)?;
                let name = place.file_name().unwrap_or_default().display();
                said.push(format!("{name}: {cuts} cuts, {lines} acknowledgements, 0 lost"));
            }
        }
    }
    Ok(said.join("; "))
}

/// A worker: the disk as it was before an event, and where a cut disk is put together.
struct Worker<'a> {
    folder: PathBuf,
    disk: Disk,
    at: usize,
    acknowledged: Vec<&'a str>,
}

fn cut_everywhere(trace: &Trace, effort: Effort) -> Result<(usize, usize)> {
    understood(trace)?;
    let log = {
        let folder = super::workers::folder()?;
        write_files(folder.path(), &trace.after)?;
        log_of(&folder.path().join("study.loom"))?
    };
    let stride = effort.stride.max(5);
    let is_said = |at: &usize| matches!(trace.events.get(*at), Some(Event::Said { .. }));
    let moments: Vec<usize> =
        (0..trace.events.len()).filter(|at| is_said(at) || at.is_multiple_of(stride)).collect();
    let begin = |folder: &Path| {
        let disk = Disk::new(&trace.before);
        Ok(Worker { folder: folder.to_owned(), disk, at: 0, acknowledged: Vec::new() })
    };
    let tried = in_two(&moments, begin, |worker, moment| {
        worker.go_on(trace, moment);
        for (kind, seed) in KINDS.into_iter().zip(moment as u64..) {
            let files = worker.disk.after_cut(kind, &mut Random::new(seed));
            write_files(&worker.folder, &files)?;
            survived(&worker.folder, &log, &worker.acknowledged)
                .with_context(|| format!("power cut after event {moment}, unsynced writes {kind:?}"))?;
        }
        Ok(KINDS.len())
    })?;
    Ok((tried.iter().sum(), moments.iter().filter(|at| is_said(at)).count()))
}

impl<'a> Worker<'a> {
    /// Takes in what happened up to a moment, that included.
    fn go_on(&mut self, trace: &'a Trace, moment: usize) {
        for event in trace.events.iter().take(moment + 1).skip(self.at) {
            self.disk.take(event);
            if let Event::Said { line } = event {
                self.acknowledged.push(line);
            }
        }
        self.at = moment + 1;
    }
}

/// Everything that the writer did was seen and understood: it leads to the files that it left.
fn understood(trace: &Trace) -> Result<()> {
    let mut disk = Disk::new(&trace.before);
    trace.events.iter().for_each(|event| disk.take(event));
    let ours = |files: &Files| -> Files {
        files.iter().filter(|(path, _)| !is_passing(path)).map(|(p, b)| (p.clone(), b.clone())).collect()
    };
    let told = ours(&disk.after_cut(Unsynced::Kept, &mut Random::new(0)));
    ensure!(told == ours(&trace.after), "the calls that were seen do not lead to the files that are there");
    Ok(())
}

/// Empties a folder and puts files into it.
fn write_files(folder: &Path, files: &Files) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        std::fs::remove_file(entry?.path())?;
    }
    for (path, bytes) in files {
        std::fs::write(folder.join(path.file_name().unwrap_or_default()), bytes)?;
    }
    Ok(())
}

/// The names and chain hashes of all changes, in the order of the file. The hash of a change covers
/// all that was sealed in it and all before it in its session, also once it was erased.
fn log_of(path: &Path) -> Result<Vec<(EnvelopeId, Hash)>> {
    let mut log = Vec::new();
    SqliteStore::open_read_only(path)?.read(Sequence::START, u64::MAX, &mut |_, envelope| {
        log.push((envelope.header.id, envelope.chain));
        ControlFlow::Continue(())
    })?;
    Ok(log)
}

/// Whether the study opens, is sound, is a beginning of the one that was being written, and holds
/// what was acknowledged.
fn survived(folder: &Path, log: &[(EnvelopeId, Hash)], acknowledged: &[&str]) -> Result<()> {
    let path = folder.join("study.loom");
    let mut open = open_small(&path).context("the study does not open")?;
    ensure!(open.check(None)?.is_sound(), "the check found problems");
    let study = open.study();
    let codings: BTreeSet<String> = study.codings().rows().iter().map(|row| row.id.to_string()).collect();
    let erased = study.participants().rows().iter().any(|row| row.erased.is_some());
    for line in acknowledged {
        let there = match line.split_once(' ').unwrap_or((line, "")) {
            ("coding", id) => codings.contains(id),
            // What an erasure took with it is not lost, also where the erasure is not acknowledged yet.
            ("source", id) => erased || study.sources().rows().iter().any(|row| row.id.to_string() == id),
            ("erased", _) => erased,
            ("backup", _) => backup_is_whole(&folder.join(BACKUP))?,
            ("restored", _) => open_small(&folder.join(RESTORED))?.check(None)?.is_sound(),
            ("closed", _) => true,
            _ => false,
        };
        ensure!(there, "\"{line}\" was acknowledged and is gone");
    }
    open.close()?;
    ensure!(log.starts_with(&log_of(&path)?), "the log is not a beginning of what was written");
    Ok(())
}

fn backup_is_whole(path: &Path) -> Result<bool> {
    let bytes = std::fs::read(path)?;
    let mut input = bytes.as_slice();
    let restore = Restore::begin(&mut input)?;
    let mut store = MemoryStore::new(restore.study());
    Ok(restore.into_store(&mut store)?.complete)
}
