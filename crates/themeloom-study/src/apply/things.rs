//! Changes to themes, findings and recommendations, and archiving anything.

use super::{not_applied, set};
use crate::change::Change;
use crate::conflict::{Outcome, WhyNot};
use crate::findings::{CopyMade, Evidence, Finding, Recommendation, Theme};
use crate::ids::{CopyId, EvidenceId, FindingId, RecommendationId, ThemeId};
use crate::op::{Op, Thing};
use crate::state::Study;
use crate::table::{Row, Table};

impl Study {
    pub(super) fn apply_to_things(&mut self, change: &Change) -> Outcome {
        match &change.op {
            Op::AddTheme { name } => {
                self.themes.insert(Theme {
                    id: ThemeId(change.id),
                    name: name.clone(),
                    statement: String::new(),
                    narrative: String::new(),
                    codes: Vec::new(),
                    exemplars: Vec::new(),
                    retired: false,
                });
                Outcome::Done
            }
            Op::EditTheme(id, edit) => self.edit_theme(*id, edit),
            Op::AddFinding { statement, theme } => {
                let id = FindingId(change.id);
                self.findings.insert(Finding {
                    id,
                    statement: statement.clone(),
                    theme: *theme,
                    retired: false,
                });
                Outcome::Done
            }
            Op::EditFinding(id, edit) => self.edit_finding(*id, edit),
            Op::AddEvidence { finding, .. } => match self.findings.get(*finding) {
                None => self.missing(),
                Some(finding) if finding.retired => not_applied(WhyNot::Archived),
                Some(_) => self.add_evidence(change),
            },
            Op::EditEvidence(id, edit) => self.edit_evidence(*id, edit),
            Op::AddRecommendation { what, why, findings } => {
                self.recommendations.insert(Recommendation {
                    id: RecommendationId(change.id),
                    what: what.clone(),
                    why: why.clone(),
                    findings: findings.clone(),
                    retired: false,
                });
                Outcome::Done
            }
            Op::EditRecommendation(id, edit) => self.edit_recommendation(*id, edit),
            Op::Retire(thing) => self.set_retired(*thing, true),
            Op::Restore(thing) => self.set_retired(*thing, false),
            Op::SettleConflict(id, edit) => {
                match self.conflicts.iter_mut().find(|conflict| conflict.change == *id) {
                    Some(conflict) => set(&mut conflict.settled, edit, |e| Op::SettleConflict(*id, e)),
                    None => self.missing(),
                }
            }
            Op::RecordCopy(content) => {
                let id = CopyId(change.id);
                self.copies.insert(CopyMade { id, content: content.clone(), retired: false });
                Outcome::Done
            }
            _ => Outcome::Nothing,
        }
    }

    fn add_evidence(&mut self, change: &Change) -> Outcome {
        if let Op::AddEvidence { finding, stance, link, note } = &change.op {
            self.evidence.insert(Evidence {
                id: EvidenceId(change.id),
                finding: *finding,
                stance: *stance,
                link: link.clone(),
                note: note.clone(),
                retired: false,
            });
        }
        Outcome::Done
    }

    fn set_retired(&mut self, thing: Thing, retired: bool) -> Outcome {
        let done = match thing {
            Thing::Coder(id) => flip(&mut self.coders, id, retired),
            Thing::Attribute(id) => flip(&mut self.attributes, id, retired),
            Thing::Organisation(id) => flip(&mut self.organisations, id, retired),
            Thing::Participant(id) => flip(&mut self.participants, id, retired),
            Thing::Case(id) => flip(&mut self.cases, id, retired),
            Thing::Source(id) => flip(&mut self.sources, id, retired),
            Thing::Code(id) => flip(&mut self.codes, id, retired),
            Thing::Coding(id) => flip(&mut self.codings, id, retired),
            Thing::Memo(id) => flip(&mut self.memos, id, retired),
            Thing::Framework(id) => flip(&mut self.frameworks, id, retired),
            Thing::Theme(id) => flip(&mut self.themes, id, retired),
            Thing::Finding(id) => flip(&mut self.findings, id, retired),
            Thing::Evidence(id) => flip(&mut self.evidence, id, retired),
            Thing::Recommendation(id) => flip(&mut self.recommendations, id, retired),
            Thing::Judgement(id) => flip(&mut self.judgements, id, retired),
            Thing::Copy(id) => flip(&mut self.copies, id, retired),
            Thing::Comment(id) => flip(&mut self.comments, id, retired),
            Thing::Milestone(id) => flip(&mut self.milestones, id, retired),
            Thing::Element(id) => flip(&mut self.elements, id, retired),
        };
        match done {
            Some(true) => Outcome::Done,
            Some(false) => Outcome::Nothing,
            None => self.missing(),
        }
    }
}

/// Archives a thing or brings it back; whether that changed anything, or nothing if it is not there.
fn flip<R: Row>(table: &mut Table<R>, id: R::Id, retired: bool) -> Option<bool> {
    let row = table.get_mut(id)?;
    let changed = row.retired() != retired;
    row.set_retired(retired);
    Some(changed)
}
