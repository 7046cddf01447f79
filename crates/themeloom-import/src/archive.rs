//! Zip archives within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{Excess, ImportError};
use crate::limits::Limits;

/// Parts smaller than this may have any ratio of expansion.
const RATIO_EXEMPT: u64 = 1 << 20;

/// An archive that is read part by part and counts what it unpacks.
pub struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    file: String,
    limits: Limits,
    expanded: u64,
}

impl<'b> Archive<'b> {
    /// Opens an archive and checks the names and number of its parts.
    ///
    /// # Errors
    /// When it is damaged, has too many parts, or a part's name leads out of it.
    pub fn open(file: &str, bytes: &'b [u8], limits: &Limits) -> Result<Self, ImportError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::Damaged {
            file: file.to_owned(),
            place: "the list of its parts, at the end of the file".to_owned(),
            expected: "a complete zip archive",
        })?;
        let entries = zip.len() as u64;
        if entries > limits.entries {
            return Err(ImportError::TooManyParts { file: file.to_owned(), entries, limit: limits.entries });
        }
        let archive = Self { zip, file: file.to_owned(), limits: *limits, expanded: 0 };
        match archive.names().into_iter().find(|name| leads_outside(name)) {
            Some(part) => {
                let part = part.chars().take(60).collect();
                Err(ImportError::UnsafePath { file: file.to_owned(), part })
            }
            None => Ok(archive),
        }
    }

    /// The names of all parts.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect()
    }

    /// Whether there is a part of this name.
    #[must_use]
    pub fn has(&self, part: &str) -> bool {
        self.zip.index_for_name(part).is_some()
    }

    /// Unpacks one part that can be done without; `None` if there is none of this name, or it would take more than
    /// half of what is left, or cannot be unpacked.
    pub(crate) fn read_spare(&mut self, part: &str) -> Option<Vec<u8>> {
        let left = self.limits.expanded_bytes.saturating_sub(self.expanded);
        let index = self.zip.index_for_name(part)?;
        let stated = self.zip.by_index(index).ok()?.size();
        // What states less than it holds is stopped where it passes the limit, and costs what it held till then.
        if stated > left / 2 { None } else { self.read(part).ok().flatten() }
    }

    /// Unpacks one part; `None` if there is none of this name.
    ///
    /// # Errors
    /// When it is encrypted or damaged, or unpacks to more than the limits allow.
    pub fn read(&mut self, part: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let Some(index) = self.zip.index_for_name(part) else { return Ok(None) };
        let damaged =
            |expected| ImportError::Damaged { file: self.file.clone(), place: part.to_owned(), expected };
        let entry = self.zip.by_index(index).map_err(|e| match e {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                ImportError::Encrypted { file: self.file.clone() }
            }
            _ => damaged("a part packed with deflate"),
        })?;
        let packed = entry.compressed_size().max(1);
        let left = self.limits.expanded_bytes.saturating_sub(self.expanded);
        let by_ratio = packed.saturating_mul(self.limits.expansion_ratio).max(RATIO_EXEMPT);
        let allowed = left.min(by_ratio);
        // The size that the archive states is a hint at most: the reader is stopped by the limit.
        let hint = usize::try_from(entry.size().min(allowed).min(16 << 20)).unwrap_or_default();
        let mut bytes = Vec::with_capacity(hint + 1);
        entry.take(allowed + 1).read_to_end(&mut bytes).map_err(|_| damaged("packed bytes that unpack"))?;
        if bytes.len() as u64 > allowed {
            let excess = if by_ratio < left {
                Excess::Ratio { limit: self.limits.expansion_ratio }
            } else {
                Excess::Bytes { limit: self.limits.expanded_bytes }
            };
            return Err(ImportError::Bomb { file: self.file.clone(), part: part.to_owned(), excess });
        }
        self.expanded += bytes.len() as u64;
        Ok(Some(bytes))
    }
}

/// Whether a part's name points out of the archive. Nothing is ever unpacked to disk, but no honest
/// program writes such names.
fn leads_outside(name: &str) -> bool {
    let mut bytes = name.bytes();
    name.starts_with(['/', '\\'])
        || name.split(['/', '\\']).any(|step| step == "..")
        || (bytes.next().is_some_and(|b| b.is_ascii_alphabetic()) && bytes.next() == Some(b':'))
}
