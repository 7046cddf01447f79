//! A random word is planted in every text that a study can hold; none of them may be found in any of
//! its files, however it is written; and after an erasure, none that the erased person's keys sealed
//! may be read by anybody.

mod planting;
mod spellings;

use std::path::Path;

use anyhow::{Context, Result, ensure};
use regex::bytes::Regex;
use themeloom_app::store::{Opened, SqliteStore, Unlock, Vault};
use themeloom_app::study::consent::Erasure;
use themeloom_app::{OpenOptions, open, restore};

use self::planting::{PASSPHRASE, Planted, plant};
use self::spellings::{any_of, spellings};
use super::Effort;

/// Plants, looks through all files with the study open, closed and backed up, erases, and reads all that
/// can still be read.
///
/// # Errors
/// When a word is found where it must not be, or a text was forgotten.
pub fn run(_: &Path, folder: &Path, _: Effort) -> Result<String> {
    finds_what_is_there(folder)?;
    let home = folder.join("study");
    std::fs::create_dir(&home)?;
    let path = home.join("study.loom");
    let (mut study, planted) = plant(&path)?;
    let words: Vec<&str> = planted.iter().map(|one| one.word.as_str()).collect();
    let all = any_of(words.iter().flat_map(|word| spellings(word)))?;
    let mut files = look_through(&home, &all, &planted, "while it is open")?;
    study.back_up(&home.join("backup.loombak"))?;
    study.close()?;
    files += look_through(&home, &all, &planted, "after closing it, with a backup")?;

    let options = OpenOptions { passphrase: Some(PASSPHRASE), ..OpenOptions::default() };
    let before = readable(&path)?;
    let sealed: Vec<&Planted> = planted.iter().filter(|one| one.is_the_persons).collect();
    for one in &planted {
        ensure!(holds(&before, &one.word), "{} is not in the study: the trial would prove nothing", one.what);
    }
    let mut study = open(&path, &options)?;
    let erasure = Erasure { on: "2026-11-23".to_owned(), reason: "asked for it".to_owned() };
    study.erase_participant("P01", &erasure)?;
    let copy = home.join("after.loombak");
    study.back_up(&copy)?;
    study.close()?;
    files += look_through(&home, &all, &planted, "after the erasure")?;
    let restored = home.join("restored.loom");
    restore(&copy, &restored)?;
    for (file, what) in [(&path, "the study"), (&restored, "a backup made after the erasure")] {
        let after = readable(file)?;
        for one in &sealed {
            ensure!(!holds(&after, &one.word), "{} can still be read in {what}", one.what);
        }
    }
    let n = sealed.len();
    Ok(format!(
        "{} words in {files} readings of files, none found; {n} of an erased person, all gone",
        words.len()
    ))
}

/// The search finds a word that lies open, in every spelling: else finding nothing would mean nothing.
fn finds_what_is_there(folder: &Path) -> Result<()> {
    let word = "controlword";
    let pattern = any_of(spellings(word))?;
    for spelling in spellings(word) {
        let file = folder.join("open.txt");
        std::fs::write(&file, [b"\x01before".as_slice(), &spelling, b"\xffafter"].concat())?;
        ensure!(pattern.is_match(&std::fs::read(&file)?), "the search misses a spelling");
    }
    Ok(())
}

fn look_through(folder: &Path, all: &Regex, planted: &[Planted], when: &str) -> Result<usize> {
    let mut files = 0;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        files += 1;
        if let Some(found) = all.find(&bytes) {
            let is_it = |one: &&Planted| spellings(&one.word).any(|spelling| spelling == found.as_bytes());
            let what = planted.iter().find(is_it).map_or("something", |one| one.what.as_str());
            anyhow::bail!("{what} lies open in {} {when}", path.display());
        }
    }
    Ok(files)
}

/// Everything in a study that its passphrase opens: changes, texts and snapshots.
fn readable(path: &Path) -> Result<Vec<u8>> {
    let store = SqliteStore::open_read_only(path)?;
    let unlock = Unlock::Passphrase { name: None, passphrase: PASSPHRASE };
    let mut vault = Vault::unlock(Box::new(store), &unlock)?;
    let mut bytes = Vec::new();
    for envelope in vault.read_all()? {
        bytes.extend(envelope.body.plain().unwrap_or_default());
    }
    for part in vault.snapshot()?.into_iter().flat_map(|snapshot| snapshot.parts) {
        if let Opened::Plain(part) = part.content {
            bytes.extend(part);
        }
    }
    let options = OpenOptions { passphrase: Some(PASSPHRASE), read_only: true, ..OpenOptions::default() };
    let mut study = open(path, &options)?;
    for source in study.study().sources().rows() {
        let texts = [study.texts().base(source.id), study.texts().current(source.id)];
        bytes.extend(texts.into_iter().flatten().flat_map(|text| text.as_str().bytes()));
    }
    let sources: Vec<_> = study.study().sources().iter().map(|source| source.id).collect();
    for source in sources {
        bytes.extend(study.recording_part(source, 0..u64::MAX).unwrap_or_default());
    }
    Ok(bytes)
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}
