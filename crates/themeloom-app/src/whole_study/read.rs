//! Making a study of the folder again.

use std::collections::BTreeMap;
use std::path::Path;

use themeloom_import::{Archive, Limits};
use themeloom_store::{Draft, EnvelopeId, KdfCost, KeyFor, RecoveryCode, SubjectId, Vault};
use themeloom_study::coding::ExcerptHash;
use themeloom_study::log_format::encode;
use themeloom_study::source::BlobAddress;
use themeloom_study::{ChangeId, ERASED, Passage, Study, Texts};

use super::links::{Links, relink};
use super::shelf::{Shelf, within};
use super::{ABOUT, About, Kept, LOG, Line, open_hash};
use crate::clock::Clock;
use crate::create_study::new_vault;
use crate::draft::excerpt_hash;
use crate::error::{AppError, Result};
use crate::open::{OpenStudy, subject};
use crate::take_study::{Placement, StudyTaken};

/// Where a whole study lies.
#[derive(Clone, Copy)]
pub enum WholeFrom<'a> {
    /// In a folder.
    Folder(&'a Path),
    /// In a .zip of the folder, by its name and its bytes.
    Archive(&'a str, &'a [u8]),
}

/// A study to be made of a folder, or of an archive of one.
#[derive(Clone, Copy)]
pub struct WholeStudy<'a> {
    /// The folder, or the archive.
    pub from: WholeFrom<'a>,
    /// The file to make.
    pub path: &'a Path,
    /// Who opens it first; the study's first coder where nobody is named.
    pub coder: Option<&'a str>,
    /// The passphrase; without one, anybody with the file can read it.
    pub passphrase: Option<&'a str>,
    /// What a guess at the passphrase costs.
    pub cost: KdfCost,
    /// Where times come from.
    pub clock: Clock,
}

/// Of an archive, every file is read up to three times. One that is longer is read as a folder, unpacked.
pub(super) const LIMITS: Limits = Limits {
    bytes: 2 << 30,
    expanded_bytes: 4 << 30,
    expansion_ratio: 200,
    nesting_depth: 64,
    entries: 100_000,
};

/// Whether a folder or an archive says that it holds a whole study.
#[must_use]
pub fn is_whole_study(from: WholeFrom<'_>) -> bool {
    match from {
        WholeFrom::Folder(path) => path.join(ABOUT).is_file() && path.join(LOG).is_dir(),
        WholeFrom::Archive(name, bytes) => {
            bytes.starts_with(b"PK")
                && Archive::open(name, bytes, &LIMITS).is_ok_and(|archive| within(&archive).is_some())
        }
    }
}

/// Makes the study of a folder again: every change under its own name, every word under the key of whoever said
/// it, and what was erased erased. The keys are new, and there is a recovery code where there is a passphrase.
///
/// # Errors
/// When a file of the folder is missing or is not as it was written, or the study's file exists or cannot be
/// written. Nothing is made then.
pub fn take_whole_study(new: &WholeStudy<'_>) -> Result<(OpenStudy, Option<RecoveryCode>)> {
    let mut shelf = Shelf::of(new.from)?;
    let about = shelf.about()?;
    for lies in &about.files {
        shelf.read(lies)?;
    }
    let log = shelf.log(&about)?;
    let (study, texts) = shelf.comes_to(&about, &log)?;
    let coder = new.coder.or_else(|| study.coders().rows().first().map(|coder| coder.name.as_str()));
    let (vault, recovery) = new_vault(new.path, coder.unwrap_or("Coder"), new.passphrase, new.cost)?;
    let filled = fill(vault, &mut shelf, &about, log, (&study, &texts)).and_then(|vault| {
        let mut open = OpenStudy::over(vault, new.path, new.clock)?;
        open.choose_coder(new.coder)?;
        Ok(open)
    });
    match filled {
        Ok(open) => Ok((open, recovery)),
        Err(error) => {
            // Half of a study would look like a whole one; that it cannot be removed changes nothing.
            drop(std::fs::remove_file(new.path));
            Err(error)
        }
    }
}

/// What the study of a folder holds, before anything is made of it.
///
/// # Errors
/// As for [`take_whole_study`].
pub fn hold_whole_study(from: WholeFrom<'_>) -> Result<StudyTaken> {
    let mut shelf = Shelf::of(from)?;
    let about = shelf.about()?;
    let log = shelf.log(&about)?;
    let (study, _) = shelf.comes_to(&about, &log)?;
    let codings = study.codings().iter().count();
    Ok(StudyTaken {
        program: "a whole study of Themeloom".to_owned(),
        name: study.name().to_owned(),
        coders: study.coders().iter().count(),
        codes: study.codes().iter().count(),
        attributes: study.attributes().iter().count(),
        participants: study.cases().iter().count(),
        sources: study.sources().iter().count(),
        codings: Placement { found: codings, exact: codings, ..Placement::default() },
        memos: study.memos().iter().count(),
        cells: study.cells().len(),
        ..StudyTaken::default()
    })
}

/// Puts everything into a new vault.
fn fill(
    mut vault: Vault,
    shelf: &mut Shelf<'_>,
    about: &About,
    log: Vec<Line>,
    (study, texts): (&Study, &Texts),
) -> Result<Vault> {
    let key = vault.derive_secret(KeyFor::Study, "excerpt hashes")?;
    let addresses = vault.together(|vault| {
        let keep = |kept: &Kept| {
            let content = shelf.kept(about, kept)?;
            Ok((kept.name, BlobAddress(vault.put_blob(kept.under.into(), &content)?.0)))
        };
        about.kept.iter().map(keep).collect::<Result<BTreeMap<_, _>>>()
    })?;
    let links = Sealing { study, texts, key: &key, addresses: &addresses };
    let mut gone = Vec::new();
    let mut entries = Vec::with_capacity(log.len());
    for line in log {
        entries.push(match line {
            Line::Said { under, mut change } => {
                relink(&mut change.op, &links);
                let cause = |cause| AppError::Log { change: change.id.to_string(), cause };
                (change.id, change.stamp, KeyFor::from(under), encode(&change).map_err(cause)?)
            }
            Line::Gone { under, id, stamp, .. } => {
                gone.push(envelope(id));
                (id, stamp, KeyFor::from(under), Vec::new())
            }
        });
    }
    let drafts: Vec<(EnvelopeId, Draft<'_>)> = entries
        .iter()
        .map(|(id, stamp, key, payload)| (envelope(*id), Draft { key: *key, stamp: stamp.0, payload }))
        .collect();
    vault.take_log(&drafts)?;
    let erased: Vec<SubjectId> = about.erased.iter().map(|participant| subject(*participant)).collect();
    if !erased.is_empty() {
        vault.erase_subjects(&erased)?;
    }
    if !gone.is_empty() {
        vault.erase_envelopes(&gone)?;
    }
    Ok(vault)
}

const fn envelope(id: ChangeId) -> EnvelopeId {
    EnvelopeId { replica: id.replica.0, counter: id.counter }
}

/// From the folder to the study's file.
struct Sealing<'s> {
    study: &'s Study,
    texts: &'s Texts,
    key: &'s [u8; 32],
    addresses: &'s BTreeMap<BlobAddress, BlobAddress>,
}

impl Links for Sealing<'_> {
    fn address(&self, address: &mut BlobAddress) {
        if let Some(kept) = self.addresses.get(address) {
            *address = *kept;
        }
    }

    /// A hash that does not fit the words stays as it is: a check will say so.
    fn excerpt(&self, passage: &Passage, excerpt: &mut ExcerptHash) {
        let words = self.texts.words_when_marked(self.study, passage);
        let fits = |words: &String| !words.contains(ERASED) && open_hash(words) == *excerpt;
        if let Some(words) = words.filter(fits) {
            *excerpt = excerpt_hash(self.key, &words);
        }
    }
}
