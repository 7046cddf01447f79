//! The recording beside a transcript: kept sealed, played piece by piece.
//!
//! A voice names a person. So a recording lies under the identity key of the one participant who
//! speaks in it, and erasing them destroys it.

use std::ops::Range;

use themeloom_import::recognise_recording;
use themeloom_store::{BlobAddress as Address, KeyFor, Opened};
use themeloom_study::op::SourceEdit;
use themeloom_study::protocol::Gate;
use themeloom_study::source::{BlobAddress, Recording, Source};
use themeloom_study::{Op, ParticipantId, SourceId};

use crate::draft::{Draft, live};
use crate::error::{AppError, Result};
use crate::files;
use crate::open::{OpenStudy, subject};
use crate::record_people::unfit;

impl OpenStudy {
    /// Keeps the recording of a source in the study, in place of an earlier one.
    ///
    /// # Errors
    /// When it is no recording that browsers play; when not exactly one participant speaks in the
    /// source, or they did not agree to be recorded; when this person does not hold the key to
    /// identities. Nothing is kept then.
    pub fn keep_recording(&mut self, source: SourceId, file: &str, bytes: &[u8]) -> Result<()> {
        let row = live(self.study.sources(), source, "source")?;
        let (name, before) = (row.name.clone(), row.recording.clone());
        let refused = |why: String| AppError::RecordingRefused { source_name: name.clone(), why };
        let whose = whose(row).map_err(|why| refused(why.to_owned()))?;
        self.study.permits(whose, Gate::Recording).map_err(|refusal| refused(refusal.to_string()))?;
        let file = files::name(file.as_ref());
        let kind = recognise_recording(bytes)
            .ok_or_else(|| unfit("a recording", &file, "MP3, M4A, MP4, WAV, Ogg, FLAC or WebM"))?;
        if !self.vault.holds_identity() {
            return Err(refused(
                "you do not hold the key to identities; ask whoever made the study".to_owned(),
            ));
        }
        let blob = self.vault.put_blob(KeyFor::IdentityOf(subject(whose)), bytes)?;
        let kept = Recording { file, kind, blob: BlobAddress(blob.0), bytes: bytes.len() as u64 };
        self.commit("", |draft| {
            draft.set(&before, &Some(kept), |e| Op::EditSource(source, SourceEdit::Recording(e))).map(drop)
        })
    }

    /// The recording of a source, as the study knows it.
    ///
    /// # Errors
    /// When the source has none.
    pub fn recording(&self, source: SourceId) -> Result<&Recording> {
        let row = self.study.sources().get(source).ok_or_else(|| crate::resolve::gone("source"))?;
        row.recording.as_ref().ok_or_else(|| no_recording(row, "none was put beside it"))
    }

    /// A part of a recording. What lies beyond its end is left out.
    ///
    /// # Errors
    /// When there is none, it was erased, or this person does not hold the key to identities.
    pub fn recording_part(&mut self, source: SourceId, range: Range<u64>) -> Result<Vec<u8>> {
        let blob = Address(self.recording(source)?.blob.0);
        let opened = self.vault.blob_range(&blob, range)?;
        let row = self.study.sources().get(source).ok_or_else(|| crate::resolve::gone("source"))?;
        match opened {
            Opened::Plain(bytes) => Ok(bytes),
            Opened::Erased => Err(no_recording(row, "it was erased")),
            Opened::Locked => Err(no_recording(row, "you do not hold the key to identities")),
        }
    }
}

/// Takes the recording of a source away. It can be undone.
///
/// # Errors
/// When the source is archived or has none.
pub fn take_recording_away(draft: &mut Draft<'_>, source: SourceId) -> Result<()> {
    let row = live(draft.study().sources(), source, "source")?;
    let before = row.recording.clone();
    if before.is_none() {
        return Err(no_recording(row, "none was put beside it"));
    }
    draft.set(&before, &None, |e| Op::EditSource(source, SourceEdit::Recording(e))).map(drop)
}

fn no_recording(row: &Source, why: &str) -> AppError {
    AppError::NoRecording { source_name: row.name.clone(), why: why.to_owned() }
}

/// Whose voice a recording holds; else why it cannot be kept.
fn whose(row: &Source) -> Result<ParticipantId, &'static str> {
    let mut speaking = row.participants();
    match (speaking.next(), speaking.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => {
            Err("nobody has said which participant speaks in it, and so nobody whose key would seal it")
        }
        _ => Err("several participants speak in it, and it could not be erased for one of them alone"),
    }
}
