//! The study as bytes, parted by whose key seals what: a cache of what the log says.
//!
//! A snapshot that cannot be read, for whatever reason, is thrown away and the log applied instead,
//! so this format may change with every version of the program.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use themeloom_text::{Edit as TextEdit, EditKind, History};

use crate::attribute::{Attribute, AttributeValue, Judgement};
use crate::change::Stamp;
use crate::code::Code;
use crate::coding::Coding;
use crate::comment::Comment;
use crate::conflict::Conflict;
use crate::correction::{CorrectionWords, shape};
use crate::findings::{CopyMade, Evidence, Finding, Recommendation, Theme};
use crate::framework::{Cell, CellKey, Framework};
use crate::ids::{AttributeId, CaseId, ChangeId, ParticipantId, SourceId};
use crate::memo::{Discussion, Memo, Target};
use crate::milestone::Milestone;
use crate::op::Thing;
use crate::participant::{Case, Coder, Identity, Organisation, Participant, Particulars};
use crate::protocol::{Gate, Protocol, StatementId};
use crate::seal::Seal;
use crate::source::Source;
use crate::state::Study;
use crate::table::{Row, Table};
use crate::worksheet::Element;

/// The number of this layout; another one is thrown away.
const LAYOUT: u16 = 6;

/// Rows of one table with their places in it.
type Rows<R> = Vec<(u32, R)>;

/// What one key seals of a study.
#[derive(Serialize, Deserialize, Default)]
struct Part {
    layout: u16,
    name: String,
    notice: String,
    protocol: Option<Box<Protocol>>,
    gates: Vec<(StatementId, Vec<Gate>)>,
    stamp: Stamp,
    unreadable: u64,
    idle: BTreeSet<ChangeId>,
    coders: Rows<Coder>,
    attributes: Rows<Attribute>,
    judgements: Rows<Judgement>,
    organisations: Rows<Organisation>,
    participants: Rows<Participant>,
    particulars: BTreeMap<ParticipantId, Particulars>,
    identities: BTreeMap<ParticipantId, Identity>,
    cases: Rows<Case>,
    case_attributes: Vec<(CaseId, BTreeMap<AttributeId, AttributeValue>)>,
    sources: Rows<Source>,
    /// Corrections of sources in which several participants speak, with their places among them.
    corrections: Vec<(SourceId, u32, TextEdit)>,
    /// The words of such corrections.
    correction_words: Vec<(SourceId, ChangeId, CorrectionWords)>,
    codes: Rows<Code>,
    codings: Rows<Coding>,
    memos: Rows<Memo>,
    discussions: Vec<(Target, Discussion)>,
    frameworks: Rows<Framework>,
    cells: Vec<(CellKey, Cell)>,
    themes: Rows<Theme>,
    findings: Rows<Finding>,
    evidence: Rows<Evidence>,
    recommendations: Rows<Recommendation>,
    copies: Rows<CopyMade>,
    comments: Rows<Comment>,
    milestones: Rows<Milestone>,
    elements: Rows<Element>,
    conflicts: Rows<Conflict>,
}

/// A snapshot cannot be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("this snapshot cannot be used; the log says the same")]
pub struct SnapshotUnusable;

/// Parts by key, made as rows are sorted into them.
#[derive(Default)]
struct Parts(BTreeMap<Seal, Part>);

impl Parts {
    fn of(&mut self, seal: Seal) -> &mut Part {
        self.0.entry(seal).or_insert_with(|| Part { layout: LAYOUT, ..Part::default() })
    }

    fn sort<R: Row + Clone>(
        &mut self,
        table: &Table<R>,
        seal: impl Fn(&R) -> Option<ParticipantId>,
        rows: impl Fn(&mut Part) -> &mut Rows<R>,
    ) {
        for (place, row) in (0u32..).zip(table.rows()) {
            let seal = seal(row).map_or(Seal::Study, Seal::Words);
            rows(self.of(seal)).push((place, row.clone()));
        }
    }
}

impl Study {
    /// The study as bytes, one part for each key that seals something of it.
    ///
    /// # Errors
    /// Never for a study that a log made.
    pub fn to_snapshot(&self) -> Result<Vec<(Seal, Vec<u8>)>, SnapshotUnusable> {
        let mut parts = Parts::default();
        let common = parts.of(Seal::Study);
        common.name.clone_from(&self.name);
        common.notice.clone_from(&self.notice);
        common.protocol.clone_from(&self.protocol);
        common.gates = self.gates.iter().map(|(id, gates)| (id.clone(), gates.clone())).collect();
        common.stamp = self.stamp;
        common.unreadable = self.unreadable;
        common.idle.clone_from(&self.idle);
        self.sort_tables(&mut parts);
        for (id, known) in &self.particulars {
            parts.of(Seal::Words(*id)).particulars.insert(*id, known.clone());
        }
        for (id, identity) in &self.identities {
            parts.of(Seal::Identity(*id)).identities.insert(*id, identity.clone());
        }
        for (about, discussion) in &self.discussions {
            let seal = self.subject_of_target(about).map_or(Seal::Study, Seal::Words);
            parts.of(seal).discussions.push((about.clone(), discussion.clone()));
        }
        for (key, cell) in &self.cells {
            let seal = self.subject_of_case(key.case).map_or(Seal::Study, Seal::Words);
            parts.of(seal).cells.push((*key, cell.clone()));
        }
        for (place, conflict) in (0u32..).zip(&self.conflicts) {
            parts.of(conflict.seal).conflicts.push((place, conflict.clone()));
        }
        let encode = |(seal, part)| Ok((seal, postcard::to_stdvec(&part).map_err(|_| SnapshotUnusable)?));
        parts.0.into_iter().map(encode).collect()
    }

    fn sort_tables(&self, parts: &mut Parts) {
        let subject = |thing| self.subject_of_thing(thing);
        parts.sort(&self.coders, |_| None, |p| &mut p.coders);
        parts.sort(&self.attributes, |_| None, |p| &mut p.attributes);
        parts.sort(&self.judgements, |r| subject(Thing::Judgement(r.id)), |p| &mut p.judgements);
        parts.sort(&self.organisations, |_| None, |p| &mut p.organisations);
        parts.sort(&self.participants, |_| None, |p| &mut p.participants);
        self.sort_cases(parts);
        self.sort_sources(parts);
        parts.sort(&self.codes, |_| None, |p| &mut p.codes);
        parts.sort(&self.codings, |r| self.participant_of_coding(r), |p| &mut p.codings);
        parts.sort(&self.memos, |r| subject(Thing::Memo(r.id)), |p| &mut p.memos);
        parts.sort(&self.frameworks, |_| None, |p| &mut p.frameworks);
        parts.sort(&self.themes, |_| None, |p| &mut p.themes);
        parts.sort(&self.findings, |_| None, |p| &mut p.findings);
        parts.sort(&self.evidence, |r| subject(Thing::Evidence(r.id)), |p| &mut p.evidence);
        parts.sort(&self.recommendations, |_| None, |p| &mut p.recommendations);
        parts.sort(&self.copies, |_| None, |p| &mut p.copies);
        parts.sort(&self.comments, |r| subject(Thing::Comment(r.id)), |p| &mut p.comments);
        parts.sort(&self.milestones, |_| None, |p| &mut p.milestones);
        parts.sort(&self.elements, |_| None, |p| &mut p.elements);
    }

    /// A case is about nobody in particular, but what is recorded about a participant's case is the
    /// participant's.
    fn sort_cases(&self, parts: &mut Parts) {
        for (place, case) in (0u32..).zip(self.cases.rows()) {
            let mut bare = case.clone();
            let attributes = std::mem::take(&mut bare.attributes);
            parts.of(Seal::Study).cases.push((place, bare));
            if !attributes.is_empty() {
                let seal = self.subject_of_case(case.id).map_or(Seal::Study, Seal::Words);
                parts.of(seal).case_attributes.push((case.id, attributes));
            }
        }
    }

    /// A source of one participant is theirs; where several speak, the words that each correction puts
    /// in belong to whoever's words it corrects.
    fn sort_sources(&self, parts: &mut Parts) {
        for (place, source) in (0u32..).zip(self.sources.rows()) {
            let mut row = source.clone();
            if source.subject.is_none() {
                row.history = History::new(source.history.base_len());
                for (number, edit) in (0u32..).zip(source.history.edits()) {
                    let shape = self.part_with_words(parts, source.id, edit);
                    parts.of(Seal::Study).corrections.push((source.id, number, shape));
                }
            }
            parts.of(source.subject.map_or(Seal::Study, Seal::Words)).sources.push((place, row));
        }
    }

    /// Puts the words of a correction under whose they are, and gives back its places and lengths.
    fn part_with_words(&self, parts: &mut Parts, source: SourceId, edit: &TextEdit) -> TextEdit {
        let EditKind::Correct(splices) = &edit.kind else { return edit.clone() };
        for (whose, words) in self.correction_words(source, &edit.seen, splices) {
            let part = parts.of(whose.map_or(Seal::Study, Seal::Words));
            part.correction_words.push((source, ChangeId::of_edit(edit.id), words));
        }
        TextEdit { kind: EditKind::Correct(shape(splices)), ..edit.clone() }
    }

    /// The study that the parts of a snapshot hold: those parts whose key is held.
    ///
    /// # Errors
    /// When a part is of another layout, or damaged: the log is to be applied instead.
    pub fn from_snapshot<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, SnapshotUnusable> {
        let mut all = Part::default();
        for bytes in parts {
            let part: Part = postcard::from_bytes(bytes).map_err(|_| SnapshotUnusable)?;
            if part.layout != LAYOUT {
                return Err(SnapshotUnusable);
            }
            all.take(part);
        }
        if all.layout != LAYOUT {
            return Err(SnapshotUnusable);
        }
        let mut study = all.into_study();
        for (place, coding) in (0u32..).zip(study.codings.rows()) {
            study.codings_by_source.entry(coding.source).or_default().push(place);
        }
        Ok(study)
    }
}

impl Part {
    fn take(&mut self, mut other: Self) {
        self.layout = other.layout;
        self.stamp = self.stamp.max(other.stamp);
        self.unreadable = self.unreadable.saturating_add(other.unreadable);
        self.idle.append(&mut other.idle);
        if !other.name.is_empty() {
            self.name = other.name;
        }
        if !other.notice.is_empty() {
            self.notice = other.notice;
        }
        self.protocol = self.protocol.take().or(other.protocol);
        self.gates.extend(other.gates);
        self.particulars.append(&mut other.particulars);
        self.identities.append(&mut other.identities);
        self.discussions.append(&mut other.discussions);
        self.cells.append(&mut other.cells);
        self.coders.append(&mut other.coders);
        self.attributes.append(&mut other.attributes);
        self.judgements.append(&mut other.judgements);
        self.organisations.append(&mut other.organisations);
        self.participants.append(&mut other.participants);
        self.cases.append(&mut other.cases);
        self.case_attributes.append(&mut other.case_attributes);
        self.sources.append(&mut other.sources);
        self.corrections.append(&mut other.corrections);
        self.correction_words.append(&mut other.correction_words);
        self.codes.append(&mut other.codes);
        self.codings.append(&mut other.codings);
        self.memos.append(&mut other.memos);
        self.frameworks.append(&mut other.frameworks);
        self.themes.append(&mut other.themes);
        self.findings.append(&mut other.findings);
        self.evidence.append(&mut other.evidence);
        self.recommendations.append(&mut other.recommendations);
        self.copies.append(&mut other.copies);
        self.comments.append(&mut other.comments);
        self.milestones.append(&mut other.milestones);
        self.elements.append(&mut other.elements);
        self.conflicts.append(&mut other.conflicts);
    }

    fn into_study(self) -> Study {
        let mut conflicts = self.conflicts;
        conflicts.sort_by_key(|(place, _)| *place);
        let mut sources = table(self.sources);
        let mut corrections = self.corrections;
        corrections.sort_by_key(|(source, number, _)| (*source, *number));
        for (source, _, edit) in corrections {
            if let Some(source) = sources.get_mut(source) {
                // A correction of words that are gone does not fit any more, as when the log is applied.
                _ = source.history.add(edit);
            }
        }
        for (source, correction, words) in self.correction_words {
            for (place, words) in words {
                if let (Some(source), Ok(place)) = (sources.get_mut(source), usize::try_from(place)) {
                    source.history.reword(correction.as_edit(), place, &words);
                }
            }
        }
        let mut cases = table(self.cases);
        for (case, attributes) in self.case_attributes {
            if let Some(case) = cases.get_mut(case) {
                case.attributes = attributes;
            }
        }
        Study {
            name: self.name,
            notice: self.notice,
            protocol: self.protocol,
            gates: self.gates.into_iter().collect(),
            coders: table(self.coders),
            attributes: table(self.attributes),
            judgements: table(self.judgements),
            organisations: table(self.organisations),
            participants: table(self.participants),
            particulars: self.particulars,
            identities: self.identities,
            cases,
            sources,
            codes: table(self.codes),
            codings: table(self.codings),
            codings_by_source: rustc_hash::FxHashMap::default(),
            memos: table(self.memos),
            discussions: self.discussions.into_iter().collect(),
            frameworks: table(self.frameworks),
            cells: self.cells.into_iter().collect(),
            themes: table(self.themes),
            findings: table(self.findings),
            evidence: table(self.evidence),
            recommendations: table(self.recommendations),
            copies: table(self.copies),
            comments: table(self.comments),
            milestones: table(self.milestones),
            elements: table(self.elements),
            conflicts: conflicts.into_iter().map(|(_, conflict)| conflict).collect(),
            idle: self.idle,
            stamp: self.stamp,
            unreadable: self.unreadable,
        }
    }
}

/// The table whose rows came in parts, in the order in which they first came.
fn table<R: Row>(mut rows: Rows<R>) -> Table<R> {
    rows.sort_by_key(|(place, _)| *place);
    let mut table = Table::default();
    table.reserve(rows.len());
    for (_, row) in rows {
        table.insert(row);
    }
    table
}
