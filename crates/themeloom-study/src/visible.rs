//! What a person can see of a study: everything but stamps, archived things and the way there.
//!
//! The laws of the log speak of this: a change and its inverse leave it as it was, and copies that
//! have met the same changes show the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use themeloom_text::{Placed, Text};

use crate::attribute::{Attribute, Judgement};
use crate::code::Code;
use crate::comment::Comment;
use crate::findings::{CopyMade, Evidence, Finding, Recommendation, Theme};
use crate::framework::{Cell, CellKey, Framework};
use crate::ids::{ChangeId, CodeId, CoderId, CodingId, ParticipantId, SourceId};
use crate::memo::{Discussion, Memo, Target};
use crate::milestone::Milestone;
use crate::participant::{Case, Coder, Identity, Organisation, Participant, Particulars};
use crate::protocol::Protocol;
use crate::source::{Speaker, Stage, Styled};
use crate::state::Study;
use crate::table::{Row, Table};
use crate::worksheet::Element;

/// What a person can see of a study.
#[derive(Clone, PartialEq, Debug)]
pub struct Visible {
    name: String,
    notice: String,
    protocol: Option<Box<Protocol>>,
    coders: Vec<Coder>,
    attributes: Vec<Attribute>,
    judgements: Vec<Judgement>,
    organisations: Vec<Organisation>,
    participants: Vec<Participant>,
    particulars: BTreeMap<ParticipantId, Particulars>,
    identities: BTreeMap<ParticipantId, Identity>,
    cases: Vec<Case>,
    sources: Vec<VisibleSource>,
    codes: Vec<Code>,
    codings: Vec<VisibleCoding>,
    memos: Vec<Memo>,
    discussions: BTreeMap<Target, Discussion>,
    frameworks: Vec<Framework>,
    cells: BTreeMap<CellKey, Cell>,
    themes: Vec<Theme>,
    findings: Vec<Finding>,
    evidence: Vec<Evidence>,
    recommendations: Vec<Recommendation>,
    copies: Vec<CopyMade>,
    comments: Vec<Comment>,
    milestones: Vec<Milestone>,
    elements: Vec<Element>,
    unsettled: Vec<ChangeId>,
}

#[derive(Clone, PartialEq, Debug)]
struct VisibleSource {
    id: SourceId,
    name: String,
    speakers: Vec<Speaker>,
    stage: Stage,
    first_impressions: BTreeMap<CoderId, String>,
    styles: Arc<[Styled]>,
    /// What the corrections make of a base text in which every line is numbered.
    text: Option<Text>,
    /// The length of the base text.
    len: u32,
}

#[derive(Clone, PartialEq, Debug)]
struct VisibleCoding {
    id: CodingId,
    code: CodeId,
    source: SourceId,
    coder: CoderId,
    placed: Option<Placed>,
    read: bool,
}

impl Study {
    /// What a person can see of the study.
    #[must_use]
    pub fn visible(&self) -> Visible {
        Visible {
            name: self.name.clone(),
            notice: self.notice.clone(),
            protocol: self.protocol.clone(),
            coders: live(&self.coders),
            attributes: live(&self.attributes),
            judgements: live(&self.judgements),
            organisations: live(&self.organisations),
            participants: live(&self.participants),
            particulars: self
                .particulars
                .iter()
                .filter(|(_, known)| **known != Particulars::default())
                .map(|(id, known)| (*id, known.clone()))
                .collect(),
            identities: self.identities.clone(),
            cases: live(&self.cases),
            sources: self
                .sources
                .iter()
                .map(|source| self.visible_source(source.id))
                .collect::<Option<_>>()
                .unwrap_or_default(),
            codes: live(&self.codes),
            codings: self.visible_codings(),
            memos: live(&self.memos),
            discussions: self.discussions.clone(),
            frameworks: live(&self.frameworks),
            cells: self.cells.clone(),
            themes: live(&self.themes),
            findings: live(&self.findings),
            evidence: live(&self.evidence),
            recommendations: live(&self.recommendations),
            copies: live(&self.copies),
            comments: live(&self.comments),
            milestones: live(&self.milestones),
            elements: live(&self.elements),
            unsettled: self.unsettled().map(|conflict| conflict.change).collect(),
        }
    }

    fn visible_source(&self, id: SourceId) -> Option<VisibleSource> {
        let source = self.sources.get(id)?;
        let len = source.history.base_len();
        Some(VisibleSource {
            id,
            name: source.name.clone(),
            speakers: source.speakers.clone(),
            stage: source.stage,
            first_impressions: source.first_impressions.clone(),
            styles: Arc::clone(&source.styles),
            text: stand_in(len).map(|base| source.history.current(&base)),
            len,
        })
    }

    fn visible_codings(&self) -> Vec<VisibleCoding> {
        self.codings
            .iter()
            .filter(|coding| {
                self.codes.live(coding.code).is_some() && self.sources.live(coding.source).is_some()
            })
            .map(|coding| VisibleCoding {
                id: coding.id,
                code: coding.code,
                source: coding.source,
                coder: coding.coder,
                placed: self.passage_of(coding).and_then(|passage| self.place(&passage)),
                read: coding.read,
            })
            .collect()
    }
}

fn live<R: Row + Clone>(table: &Table<R>) -> Vec<R> {
    table.iter().cloned().collect()
}

/// A text of a length whose every stretch can be told from the others; none beyond what one source
/// can sensibly hold, so that an absurd length costs nothing.
fn stand_in(len: u32) -> Option<Text> {
    const LONGEST: u32 = 1 << 20;
    let letter = |i: u32| char::from(b'a' + u8::try_from((i.wrapping_mul(i) + i / 26) % 26).unwrap_or(0));
    let letters = (len <= LONGEST).then(|| (0..len).map(letter).collect::<String>())?;
    Text::from_normalised(letters).ok()
}
