//! Writing the folder.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use themeloom_store::{BlobAddress as Address, Head, KeyFor, Opened, OpenedEnvelope, Sequence};
use themeloom_study::coding::ExcerptHash;
use themeloom_study::findings::CopyKind;
use themeloom_study::log_format::decode;
use themeloom_study::source::{BlobAddress, Source};
use themeloom_study::{ChangeId, ERASED, Passage, Stamp, Study, Texts};

use super::links::{Links, relink};
use super::{
    ABOUT, About, CHANGES_A_FILE, FORMAT, Kept, LOG, Lies, Line, Under, Why, name_of, open_hash, sum,
};
use crate::draft::excerpt_hash;
use crate::error::{AppError, Result};
use crate::export::ExportWritten;
use crate::file_names::FileNames;
use crate::files;
use crate::open::{OpenStudy, subject};

/// What takes the files of the folder, one after another.
pub(crate) type Put<'p> = dyn FnMut(&str, Vec<u8>) -> Result<()> + 'p;

impl OpenStudy {
    /// Writes the whole study into a folder that is empty or not there yet, and records that a copy was made.
    ///
    /// # Errors
    /// When the folder holds something, a file cannot be written, or a newer program wrote changes that this
    /// one cannot read.
    pub(crate) fn write_whole(&mut self, folder: &Path, identities: bool) -> Result<ExportWritten> {
        let holds_something = std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
        if holds_something || folder.is_file() {
            return Err(AppError::Unfit {
                field: "the folder of the whole study".to_owned(),
                value: folder.display().to_string(),
                expected: "a folder that is empty or not there yet".to_owned(),
            });
        }
        let head = self.head_of_copy()?;
        let mut written = Vec::new();
        let left_out = self.whole(identities, &mut |path, bytes| {
            let place = folder.join(path);
            files::write(&place, &bytes)?;
            written.push(place);
            Ok(())
        })?;
        self.record_copy(CopyKind::Export, folder, &head)?;
        Ok(ExportWritten { files: written, left_out })
    }

    /// Makes the files of the folder, the one that says what it is last: without it, a folder is unfinished.
    /// Gives back what was left out.
    pub(crate) fn whole(&mut self, identities: bool, put: &mut Put<'_>) -> Result<Vec<String>> {
        let head = self.vault.head();
        let mut folder =
            Folder { put: &mut *put, files: Vec::new(), kept: Vec::new(), names: BTreeMap::new() };
        folder.put("README.txt", include_bytes!("README.txt").to_vec())?;
        let mut left_out = folder.keep(self, identities)?;
        left_out.extend(folder.log(self, head, identities)?);
        for (path, bytes) in super::tables::tables(self, identities)? {
            folder.put(&path, bytes)?;
        }
        let erased = self.study.participants().rows().iter().filter(|row| row.erased.is_some());
        let about = About {
            themeloom_folder: FORMAT,
            study: self.study.name().to_owned(),
            changes: head.sequence.0,
            with_identities: identities,
            erased: erased.map(|row| row.id).collect(),
            kept: folder.kept,
            files: folder.files,
        };
        put(ABOUT, pretty(&about)?)?;
        Ok(left_out)
    }
}

/// A value as JSON that a person can read.
pub(super) fn pretty(value: &impl serde::Serialize) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|cause| not_written(&cause))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A value as one line of JSON, added to others.
pub(super) fn line(lines: &mut Vec<u8>, value: &impl serde::Serialize) -> Result<()> {
    serde_json::to_writer(&mut *lines, value).map_err(|cause| not_written(&cause))?;
    lines.push(b'\n');
    Ok(())
}

fn not_written(cause: &serde_json::Error) -> AppError {
    AppError::WholeStudy {
        file: "the folder".to_owned(),
        problem: format!("a line could not be written: {cause}"),
    }
}

/// The folder as far as it is written.
struct Folder<'f, 'p> {
    put: &'f mut Put<'p>,
    files: Vec<Lies>,
    kept: Vec<Kept>,
    /// What is kept, by its address in the study's file.
    names: BTreeMap<BlobAddress, BlobAddress>,
}

impl Folder<'_, '_> {
    fn put(&mut self, path: &str, bytes: Vec<u8>) -> Result<()> {
        self.files.push(sum(path, &bytes));
        (self.put)(path, bytes)
    }

    /// Writes the words and files that the study keeps: those of sources in their order, then what stood there
    /// earlier. Addresses give no order, since they differ from one file of a study to another.
    fn keep(&mut self, open: &mut OpenStudy, identities: bool) -> Result<Vec<String>> {
        let mut under = BTreeMap::new();
        for key in keys(&open.study) {
            under.extend(open.vault.blobs_of(key)?.into_iter().map(|address| (address, key)));
        }
        let before = under.len();
        under.retain(|_, key| identities || !key.needs_identity());
        let mut left_out = before - under.len();
        let mut taken = FileNames::default();
        for (address, folder, stem, ending) in open.study.sources().rows().iter().flat_map(of_source) {
            let Some(key) = under.remove(&address) else { continue };
            let Opened::Plain(bytes) = open.vault.blob(&address)? else {
                left_out += 1;
                continue;
            };
            let file = format!("{folder}/{}", taken.take(&stem, &ending));
            self.keep_one(address, key.into(), file, bytes)?;
        }
        let mut earlier = Vec::new();
        for (address, key) in under {
            match open.vault.blob(&address)? {
                Opened::Plain(bytes) => earlier.push((name_of(key.into(), &bytes), address, key)),
                Opened::Erased | Opened::Locked => left_out += 1,
            }
        }
        earlier.sort_unstable();
        for (name, address, key) in earlier {
            if let Opened::Plain(bytes) = open.vault.blob(&address)? {
                self.keep_one(address, key.into(), format!("earlier/{name}.bin"), bytes)?;
            }
        }
        Ok(lost(left_out, "originals and recordings", NEED_IDENTITIES))
    }

    fn keep_one(&mut self, address: Address, under: Under, file: String, bytes: Vec<u8>) -> Result<()> {
        let name = name_of(under, &bytes);
        self.names.insert(BlobAddress(address.0), name);
        self.put(&file, bytes)?;
        self.kept.push(Kept { name, under, file });
        Ok(())
    }

    /// Writes the log, a file for every so many changes.
    fn log(&mut self, open: &mut OpenStudy, head: Head, identities: bool) -> Result<Vec<String>> {
        let (study, texts, key) = (&open.study, &open.texts, &open.excerpt_key);
        let links = Opening { study, texts, key, names: &self.names };
        let (mut lines, mut n, mut left_out, mut failed) = (Vec::new(), 0_usize, 0_usize, None);
        let (files, put) = (&mut self.files, &mut self.put);
        let mut flush = |lines: &mut Vec<u8>, n: usize| {
            let path = format!("{LOG}/{:05}.jsonl", n.div_ceil(CHANGES_A_FILE));
            files.push(sum(&path, lines));
            put(&path, std::mem::take(lines))
        };
        let mut write = |envelope: OpenedEnvelope| {
            let said = said(&envelope, identities, &links)?;
            left_out += usize::from(matches!(said, Line::Gone { why: Why::LeftOut, .. }));
            line(&mut lines, &said)?;
            n += 1;
            if n.is_multiple_of(CHANGES_A_FILE) { flush(&mut lines, n) } else { Ok(()) }
        };
        open.vault.read(Sequence::START, &mut |envelope| {
            // Records of copies that others make meanwhile are not part of what was begun.
            if envelope.sequence > head.sequence {
                return ControlFlow::Break(());
            }
            match write(envelope) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            }
        })?;
        if let Some(error) = failed {
            return Err(error);
        }
        if !lines.is_empty() {
            flush(&mut lines, n)?;
        }
        Ok(lost(left_out, "changes that say who somebody is", NEED_IDENTITIES))
    }
}

const NEED_IDENTITIES: &str = "they name people, and are written only with identities";

fn lost(n: usize, what: &str, why: &str) -> Vec<String> {
    if n == 0 { Vec::new() } else { vec![format!("{n} {what}: {why}")] }
}

/// The line of the log for an envelope.
fn said(envelope: &OpenedEnvelope, identities: bool, links: &impl Links) -> Result<Line> {
    let under = Under::from(envelope.key);
    let (id, stamp) = (ChangeId::new(envelope.id.replica, envelope.id.counter), Stamp(envelope.stamp));
    let why = match &envelope.body {
        Opened::Erased => Some(Why::Erased),
        Opened::Locked => Some(Why::LeftOut),
        Opened::Plain(_) => (envelope.key.needs_identity() && !identities).then_some(Why::LeftOut),
    };
    let gone = |why| Line::Gone { under, id, stamp, why };
    let (None, Opened::Plain(bytes)) = (why, &envelope.body) else {
        return Ok(gone(why.unwrap_or(Why::Erased)));
    };
    let decoded = decode(id, stamp, bytes);
    let mut change = decoded.map_err(|cause| AppError::Log { change: id.to_string(), cause })?;
    relink(&mut change.op, links);
    Ok(Line::Said { under, change: Box::new(change) })
}

/// All keys under which a study may keep words and files.
fn keys(study: &Study) -> Vec<KeyFor> {
    let people = study.participants().rows().iter().map(|row| subject(row.id));
    let of_people = people.flat_map(|one| [KeyFor::Words(one), KeyFor::IdentityOf(one)]);
    [KeyFor::Study, KeyFor::StudyIdentity].into_iter().chain(of_people).collect()
}

/// What a source keeps now: where it lies, and its folder, name and ending here.
fn of_source(source: &Source) -> Vec<(Address, &'static str, String, String)> {
    let place = |at: BlobAddress, folder, ending| (Address(at.0), folder, source.name.clone(), ending);
    let words = source.base.iter().map(|segment| place(segment.blob, "words", "txt".to_owned()));
    let original = source.origin.original.map(|at| place(at, "originals", ending(&source.origin.file)));
    let recording = source.recording.as_ref().map(|one| place(one.blob, "recordings", ending(&one.file)));
    words.chain(original).chain(recording).collect()
}

/// The ending of a file, where it is a plain one.
fn ending(file: &str) -> String {
    let ending = Path::new(file).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let plain = ending.filter(|ending| ending.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    plain.unwrap_or_else(|| "bin".to_owned())
}

/// From the study's file to the folder.
struct Opening<'o> {
    study: &'o Study,
    texts: &'o Texts,
    key: &'o [u8; 32],
    names: &'o BTreeMap<BlobAddress, BlobAddress>,
}

impl Links for Opening<'_> {
    fn address(&self, address: &mut BlobAddress) {
        if let Some(name) = self.names.get(address) {
            *address = *name;
        }
    }

    /// A hash that does not fit the words stays as it is, so that the folder hides no drift.
    fn excerpt(&self, passage: &Passage, excerpt: &mut ExcerptHash) {
        let words = self.texts.words_when_marked(self.study, passage);
        let fits = |words: &String| !words.contains(ERASED) && excerpt_hash(self.key, words) == *excerpt;
        if let Some(words) = words.filter(fits) {
            *excerpt = open_hash(&words);
        }
    }
}
