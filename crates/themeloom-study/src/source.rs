//! Transcripts and other documents: where their words lie, who speaks in them, how far they are.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use themeloom_text::{History, Span, Version, serde_text};

use crate::ids::{CoderId, FrameworkId, ParticipantId, SourceId};

/// Where sealed bytes are kept: a keyed hash under the key of whoever they are about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct BlobAddress(pub [u8; 32]);

impl fmt::Display for BlobAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The text is no address of sealed bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not an address: expected 64 hexadecimal digits")]
pub struct NotAnAddress;

impl FromStr for BlobAddress {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let mut bytes = [0; 32];
        if pairs.len() != bytes.len() || !rest.is_empty() {
            return Err(NotAnAddress);
        }
        for (byte, pair) in bytes.iter_mut().zip(pairs) {
            let digits = str::from_utf8(pair).map_err(|_| NotAnAddress)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| NotAnAddress)?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for BlobAddress {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_text::serialize(self, &self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for BlobAddress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde_text::deserialize(deserializer, Self)
    }
}

/// A stretch of a source's base text that one participant's key seals.
///
/// A transcript with one participant has one segment; in a joint interview the turns of each
/// speaker lie under that participant's key, so that erasing one leaves the others.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Segment {
    /// Whose words they are; `None` for what is about nobody in particular.
    pub subject: Option<ParticipantId>,
    /// Where the words lie.
    pub blob: BlobAddress,
    /// How many code points they have, so that spans keep their places when the words are erased.
    pub len: u32,
}

/// What kind of file a source came from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Origin {
    /// The file's name, without folders.
    pub file: String,
    /// The kind of file in a word: "docx".
    pub kind: String,
    /// Where the file as it came is kept, sealed under the participant's identity key.
    pub original: Option<BlobAddress>,
}

/// The recording that a transcript was made from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recording {
    /// The file's name, without folders.
    pub file: String,
    /// What kind of recording it is.
    pub kind: RecordingKind,
    /// Where it is kept, sealed under the participant's identity key: a voice names a person.
    pub blob: BlobAddress,
    /// How long it is, in bytes.
    pub bytes: u64,
}

/// The kinds of recording that browsers play.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum RecordingKind {
    /// MPEG audio.
    Mp3,
    /// Sound in an MPEG-4 file.
    M4a,
    /// MPEG-4 with a picture.
    Mp4,
    /// Uncompressed sound.
    Wav,
    /// Vorbis or Opus in Ogg.
    Ogg,
    /// Losslessly compressed sound.
    Flac,
    /// Sound, with or without a picture, in WebM or Matroska.
    Webm,
}

impl RecordingKind {
    /// How a file of this kind usually ends, without the dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
            Self::Mp4 => "mp4",
            Self::Wav => "wav",
            Self::Ogg => "ogg",
            Self::Flac => "flac",
            Self::Webm => "webm",
        }
    }

    /// Whether a picture may go with the sound.
    #[must_use]
    pub const fn has_picture(self) -> bool {
        matches!(self, Self::Mp4 | Self::Webm)
    }

    /// The media type, as browsers want it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Mp4 => "video/mp4",
            Self::Wav => "audio/wav",
            Self::Ogg => "audio/ogg",
            Self::Flac => "audio/flac",
            Self::Webm => "video/webm",
        }
    }
}

/// Who speaks in a transcript.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Speaker {
    /// The name in the transcript.
    pub name: String,
    /// Who that is in the study.
    pub role: SpeakerRole,
}

/// Who a speaker is in the study.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SpeakerRole {
    /// Somebody who asks.
    Interviewer,
    /// A participant.
    Participant(ParticipantId),
    /// Nobody has said yet.
    Unknown,
}

/// One turn of a transcript, placed in its base text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Turn {
    /// Which of the source's speakers.
    pub speaker: u16,
    /// The whole turn with its label.
    pub span: Span,
    /// The words alone.
    pub words: Span,
    /// When it begins in the recording, in milliseconds, if the transcript says.
    pub starts_at: Option<u32>,
}

/// How a stretch of a source is set off from the words around it, placed in its base text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Styled {
    /// The words.
    pub span: Span,
    /// How they are set off.
    pub style: Style,
}

/// How words are set off from those around them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Style {
    /// A heading of a level, from 1, the highest.
    Heading(u8),
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Underlined.
    Underlined,
}

/// A stage of the Framework Method (Gale et al. 2013), for one transcript.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Stage {
    /// The words are there.
    Transcribed,
    /// Somebody has read the whole account before coding it.
    Familiarised,
    /// It has been coded openly.
    Coded,
    /// This version of the framework has been applied to it.
    Indexed(FrameworkId),
    /// Its cells under this version of the framework are written.
    Charted(FrameworkId),
}

/// What a change says when it brings a source into the study.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct NewSource {
    /// Its name in the study.
    pub name: String,
    /// What it came from.
    pub origin: Origin,
    /// Where the words of its base text lie, in order.
    pub base: Vec<Segment>,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
    /// The turns, in order, in code points of the base text.
    pub turns: Vec<Turn>,
    /// The pages of a paged document, in order.
    pub pages: Vec<Span>,
}

/// A transcript or other document.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Its name in the study.
    pub name: String,
    /// What it came from.
    pub origin: Origin,
    /// Where the words of its base text lie, in order.
    pub base: Arc<[Segment]>,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
    /// The turns, in code points of the base text.
    pub turns: Arc<[Turn]>,
    /// The pages of a paged document, in code points of the base text.
    pub pages: Arc<[Span]>,
    /// Its headings and emphasised words, in code points of the base text.
    pub styles: Arc<[Styled]>,
    /// The corrections made to it.
    pub history: History,
    /// Versions in which something was marked: codings refer to them by number.
    pub(crate) versions: Vec<Version>,
    /// How far it is.
    pub stage: Stage,
    /// What each reader thought after the first reading.
    pub first_impressions: BTreeMap<CoderId, String>,
    /// The recording that it was made from, where it is kept in the study.
    pub recording: Option<Recording>,
    /// Whose words it holds when it is one participant's alone.
    pub subject: Option<ParticipantId>,
    /// Whether it was archived.
    pub retired: bool,
}

impl Source {
    /// The participants who speak in it, each once, in the order of the speakers.
    pub fn participants(&self) -> impl Iterator<Item = ParticipantId> + '_ {
        self.speakers.iter().enumerate().filter_map(|(i, speaker)| match speaker.role {
            SpeakerRole::Participant(p)
                if !self.speakers[..i].iter().any(|s| s.role == SpeakerRole::Participant(p)) =>
            {
                Some(p)
            }
            _ => None,
        })
    }

    /// The participant whose account a span of the base text belongs to: the only one whose words it
    /// covers, or, where it covers nobody's, the speaker of the turn that it begins in. In a source of
    /// one participant it is always theirs; a span over the words of several is nobody's alone.
    #[must_use]
    pub fn participant_at(&self, base_span: Span) -> Option<ParticipantId> {
        let mut participants = self.participants();
        let first = participants.next();
        if participants.next().is_none() {
            return first;
        }
        let covered = self.participants_over(base_span);
        if !covered.is_empty() {
            return <[ParticipantId; 1]>::try_from(covered).ok().map(|[only]| only);
        }
        // What is put in right after a turn belongs to that turn.
        let is_before = |turn: &Turn| match base_span.is_empty() {
            true => turn.span.end() < base_span.start(),
            false => turn.span.end() <= base_span.start(),
        };
        let at = self.turns.partition_point(is_before);
        let turn = self.turns.get(at).filter(|turn| turn.span.start() <= base_span.start())?;
        match self.speakers.get(usize::from(turn.speaker))?.role {
            SpeakerRole::Participant(p) => Some(p),
            SpeakerRole::Interviewer | SpeakerRole::Unknown => None,
        }
    }

    /// The participants whose words a span of the base text covers, each once.
    fn participants_over(&self, base_span: Span) -> Vec<ParticipantId> {
        let from = self.turns.partition_point(|turn| turn.span.end() <= base_span.start());
        let mut covered = Vec::new();
        for turn in self.turns.iter().skip(from).take_while(|turn| turn.span.start() < base_span.end()) {
            let role = self.speakers.get(usize::from(turn.speaker)).map(|speaker| speaker.role);
            let meets = turn.words.start().max(base_span.start()) < turn.words.end().min(base_span.end());
            if let Some(SpeakerRole::Participant(p)) = role
                && meets
                && !covered.contains(&p)
            {
                covered.push(p);
            }
        }
        covered
    }

    /// The number under which codings refer to a version, kept for later if it is new.
    pub(crate) fn version_number(&mut self, version: &Version) -> u32 {
        let found = self.versions.iter().position(|v| v == version).unwrap_or_else(|| {
            self.versions.push(version.clone());
            self.versions.len() - 1
        });
        // A source has as many versions as corrections, each of which is a change numbered by u32.
        u32::try_from(found).unwrap_or(u32::MAX)
    }
}
