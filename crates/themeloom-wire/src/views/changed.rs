//! What a batch of changes touched.
//!
//! The law that browsers depend on: whoever held the outline before a batch and replaces by id what
//! [`changed`] says, holds the outline after it.

use std::collections::BTreeSet;

use themeloom_app::analysis::Places;
use themeloom_app::study::attribute::AttributeOwner;
use themeloom_app::study::findings::EvidenceLink;
use themeloom_app::study::framework::CellKey;
use themeloom_app::study::memo::Target;
use themeloom_app::study::{
    AttributeId, CaseId, Change, CodeId, CoderId, CodingId, FindingId, FrameworkId, MemoId, Op,
    OrganisationId, ParticipantId, RecommendationId, SourceId, Study, Texts, ThemeId, Thing,
};

use super::codes::{Counts, code, framework};
use super::codings::Codings;
use super::findings::{finding, recommendation, theme};
use super::notes::{discussion, memo};
use super::outline::NextSteps;
use super::people::{attribute, case, coder, organisation, participant};
use super::sources::source;
use crate::types::changed::{CellName, Changed, CodingGone};

/// Which things a batch touched.
#[derive(Default)]
struct Touched {
    coders: BTreeSet<CoderId>,
    attributes: BTreeSet<AttributeId>,
    organisations: BTreeSet<OrganisationId>,
    participants: BTreeSet<ParticipantId>,
    cases: BTreeSet<CaseId>,
    sources: BTreeSet<SourceId>,
    texts: BTreeSet<SourceId>,
    codes: BTreeSet<CodeId>,
    codings: BTreeSet<CodingId>,
    memos: BTreeSet<MemoId>,
    frameworks: BTreeSet<FrameworkId>,
    themes: BTreeSet<ThemeId>,
    findings: BTreeSet<FindingId>,
    recommendations: BTreeSet<RecommendationId>,
    discussions: BTreeSet<Target>,
    cells: BTreeSet<CellKey>,
    name: bool,
    protocol: bool,
}

/// What the changes of one batch touched, as it is now.
#[must_use]
pub fn changed(
    study: &Study,
    texts: &Texts,
    seq: u64,
    did: String,
    changes: &[Change],
    next: NextSteps,
) -> Changed {
    let mut touched = Touched::default();
    for change in changes {
        touched.take(study, change);
    }
    touched.follow(study);
    let counts = Counts::of(study, |code| touched.codes.contains(&code));
    let mut draw = Codings::new(study, texts);
    let is_live = |row: &themeloom_app::study::coding::Coding| {
        !row.retired && study.codes().live(row.code).is_some() && study.sources().live(row.source).is_some()
    };
    let codings: Vec<_> = touched.codings.iter().filter_map(|id| study.codings().get(*id)).collect();
    let memos: Vec<_> = touched.memos.iter().filter_map(|id| study.memos().get(*id)).collect();
    Changed {
        seq,
        by: changes.first().map(|change| change.author.to_string()),
        did,
        batch: changes.first().map(|change| change.batch.0.to_string()).unwrap_or_default(),
        coders: touched.coders.iter().filter_map(|id| study.coders().get(*id)).map(coder).collect(),
        attributes: touched
            .attributes
            .iter()
            .filter_map(|id| study.attributes().get(*id))
            .map(attribute)
            .collect(),
        organisations: touched
            .organisations
            .iter()
            .filter_map(|id| study.organisations().get(*id))
            .map(organisation)
            .collect(),
        participants: touched
            .participants
            .iter()
            .filter_map(|id| study.participants().get(*id))
            .map(|row| participant(study, row))
            .collect(),
        cases: touched.cases.iter().filter_map(|id| study.cases().get(*id)).map(case).collect(),
        sources: touched
            .sources
            .iter()
            .filter_map(|id| study.sources().get(*id))
            .map(|row| source(study, texts, row))
            .collect(),
        codes: touched
            .codes
            .iter()
            .filter_map(|id| study.codes().get(*id))
            .map(|row| code(row, &counts))
            .collect(),
        frameworks: touched
            .frameworks
            .iter()
            .filter_map(|id| study.frameworks().get(*id))
            .map(framework)
            .collect(),
        themes: touched
            .themes
            .iter()
            .filter_map(|id| study.themes().get(*id))
            .map(|row| theme(study, texts, row))
            .collect(),
        findings: touched
            .findings
            .iter()
            .filter_map(|id| study.findings().get(*id))
            .map(|row| finding(study, texts, row))
            .collect(),
        recommendations: touched
            .recommendations
            .iter()
            .filter_map(|id| study.recommendations().get(*id))
            .map(|row| recommendation(study, row))
            .collect(),
        discussions: touched.discussions.iter().map(|about| discussion(study, texts, about)).collect(),
        codings: codings.iter().filter(|row| is_live(row)).filter_map(|row| draw.coding(row)).collect(),
        codings_gone: codings
            .iter()
            .filter(|row| !is_live(row))
            .map(|row| CodingGone { coding: row.id.to_string(), source: row.source.to_string() })
            .collect(),
        memos: memos.iter().filter(|row| !row.retired).map(|row| memo(study, texts, row)).collect(),
        memos_gone: memos.iter().filter(|row| row.retired).map(|row| row.id.to_string()).collect(),
        cells: touched
            .cells
            .iter()
            .map(|key| CellName { case: key.case.to_string(), code: key.code.to_string() })
            .collect(),
        texts: touched.texts.iter().map(ToString::to_string).collect(),
        undo: next.undo,
        redo: next.redo,
        name: touched.name.then(|| study.name().to_owned()),
        protocol: touched.protocol,
        conflicts: Some(study.unsettled().count()),
    }
}

impl Touched {
    fn take(&mut self, study: &Study, change: &Change) {
        if let Some(thing) = change.made() {
            self.take_thing(thing);
        }
        match &change.op {
            Op::NameStudy(_) | Op::SetNotice(_) => self.name = true,
            Op::AdoptProtocol(_) => self.protocol = true,
            Op::RenameOrganisation(id, _) => drop(self.organisations.insert(*id)),
            Op::EditParticipant(id, _) | Op::Erase(id, _) => drop(self.participants.insert(*id)),
            Op::SetAttribute(of, ..) | Op::Judge { of, .. } => self.take_owner(*of),
            Op::EditCase(id, _) => drop(self.cases.insert(*id)),
            Op::EditSource(id, _) => drop(self.sources.insert(*id)),
            Op::CorrectText { source, .. }
            | Op::WithdrawCorrection { source, .. }
            | Op::RestoreCorrection { source, .. } => {
                self.sources.insert(*source);
                self.texts.insert(*source);
            }
            Op::EditCode(id, _) => drop(self.codes.insert(*id)),
            Op::EditCoding(id, edit) => {
                self.codings.insert(*id);
                if let themeloom_app::study::op::CodingEdit::Code(edit) = edit {
                    self.codes.extend([edit.before, edit.after]);
                }
            }
            Op::RewriteMemo(id, _) => drop(self.memos.insert(*id)),
            Op::Discuss(about, _) => drop(self.discussions.insert(about.clone())),
            Op::EditCell(key, _) => drop(self.cells.insert(*key)),
            Op::EditTheme(id, _) => drop(self.themes.insert(*id)),
            Op::EditFinding(id, _) | Op::AddEvidence { finding: id, .. } => drop(self.findings.insert(*id)),
            Op::EditEvidence(id, _) => self.findings.extend(study.evidence().get(*id).map(|e| e.finding)),
            Op::EditRecommendation(id, _) => drop(self.recommendations.insert(*id)),
            Op::Retire(Thing::Evidence(id)) | Op::Restore(Thing::Evidence(id)) => {
                self.findings.extend(study.evidence().get(*id).map(|e| e.finding));
            }
            Op::Retire(thing) | Op::Restore(thing) => self.take_thing(*thing),
            Op::Restate(restated) => self.take(study, restated),
            _ => {}
        }
    }

    fn take_owner(&mut self, of: AttributeOwner) {
        match of {
            AttributeOwner::Participant(id) => drop(self.participants.insert(id)),
            AttributeOwner::Organisation(id) => drop(self.organisations.insert(id)),
            AttributeOwner::Case(id) => drop(self.cases.insert(id)),
        }
    }

    fn take_thing(&mut self, thing: Thing) {
        match thing {
            Thing::Coder(id) => drop(self.coders.insert(id)),
            Thing::Attribute(id) => drop(self.attributes.insert(id)),
            Thing::Organisation(id) => drop(self.organisations.insert(id)),
            Thing::Participant(id) => drop(self.participants.insert(id)),
            Thing::Case(id) => drop(self.cases.insert(id)),
            Thing::Source(id) => drop(self.sources.insert(id)),
            Thing::Code(id) => drop(self.codes.insert(id)),
            Thing::Coding(id) => drop(self.codings.insert(id)),
            Thing::Memo(id) => drop(self.memos.insert(id)),
            Thing::Framework(id) => drop(self.frameworks.insert(id)),
            Thing::Theme(id) => drop(self.themes.insert(id)),
            Thing::Finding(id) => drop(self.findings.insert(id)),
            Thing::Recommendation(id) => drop(self.recommendations.insert(id)),
            // Asked for again by whoever shows them, since the place in the log has grown.
            Thing::Evidence(_)
            | Thing::Judgement(_)
            | Thing::Copy(_)
            | Thing::Comment(_)
            | Thing::Milestone(_)
            | Thing::Element(_) => {}
        }
    }

    /// Adds what shows something of what was touched.
    fn follow(&mut self, study: &Study) {
        self.follow_codes_and_sources(study);
        for id in &self.codings {
            if let Some(coding) = study.codings().get(*id) {
                self.codes.insert(coding.code);
                self.sources.insert(coding.source);
            }
        }
        let about_coding = self.memos.iter().filter_map(|id| match study.memos().get(*id)?.about {
            Target::Coding(coding) => Some(coding),
            _ => None,
        });
        let flagged = self.discussions.iter().filter_map(|about| match about {
            Target::Coding(coding) => Some(*coding),
            _ => None,
        });
        let marked: Vec<CodingId> = about_coding.chain(flagged).collect();
        self.codings.extend(marked);
        self.cells.extend(self.discussions.iter().filter_map(|about| match about {
            Target::Cell(case, code) => Some(CellKey { case: *case, code: *code }),
            _ => None,
        }));
        self.follow_evidence(study);
    }

    /// An archived code takes its codings from sight, and an archived source those in it; a case or a
    /// person shows in sources.
    fn follow_codes_and_sources(&mut self, study: &Study) {
        let sources = study.sources().rows().iter().filter(|source| {
            source.participants().any(|p| self.participants.contains(&p))
                || self
                    .cases
                    .iter()
                    .filter_map(|case| study.cases().get(*case))
                    .any(|case| source.participants().any(|p| case.participants.contains(&p)))
        });
        let shown: Vec<SourceId> = sources.map(|source| source.id).collect();
        let whole: BTreeSet<SourceId> = self.sources.clone();
        self.sources.extend(shown);
        if self.codes.is_empty() && whole.is_empty() {
            return;
        }
        for coding in study.codings().iter() {
            if self.codes.contains(&coding.code) {
                self.sources.insert(coding.source);
            }
            if whole.contains(&coding.source) {
                self.codes.insert(coding.code);
            }
        }
    }

    /// Findings, themes and recommendations that rest on what was touched.
    fn follow_evidence(&mut self, study: &Study) {
        let mut places = Places::new(study);
        let mut touches = |passage: &themeloom_app::study::Passage| {
            self.sources.contains(&passage.source) && places.place(passage).is_some()
        };
        for piece in study.evidence().iter() {
            let rests = match &piece.link {
                EvidenceLink::Passage(passage) => touches(passage),
                EvidenceLink::Coding(id) => {
                    self.codings.contains(id)
                        || study
                            .codings()
                            .get(*id)
                            .is_some_and(|coding| self.sources.contains(&coding.source))
                }
                EvidenceLink::Cell(key) => {
                    self.cells.contains(key)
                        || self.cases.contains(&key.case)
                        || self.codes.contains(&key.code)
                }
            };
            if rests {
                self.findings.insert(piece.finding);
            }
        }
        for theme in study.themes().iter() {
            if theme.exemplars.iter().any(&mut touches) {
                self.themes.insert(theme.id);
            }
        }
        let people = !self.participants.is_empty();
        if people {
            self.findings.extend(study.findings().rows().iter().map(|row| row.id));
            self.themes.extend(study.themes().rows().iter().map(|row| row.id));
        }
        for row in study.recommendations().rows() {
            if row.findings.iter().any(|id| self.findings.contains(id)) {
                self.recommendations.insert(row.id);
            }
        }
        if people || !self.codes.is_empty() || !self.cases.is_empty() {
            self.discussions.extend(study.discussions().keys().cloned());
        }
    }
}
