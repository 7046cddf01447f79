//! What a change is about.

use themeloom_app::study::attribute::AttributeOwner;
use themeloom_app::study::memo::Target;
use themeloom_app::study::{Change, Op, Study, Thing};

/// What a change is about, as something that can be looked at; nothing where that is the study itself
/// or something without a place of its own.
#[must_use]
pub fn subject(study: &Study, change: &Change) -> Option<Target> {
    if let Some(made) = change.made() {
        return of_thing(study, made);
    }
    Some(match &change.op {
        Op::RenameOrganisation(id, _) => Target::Organisation(*id),
        Op::EditParticipant(id, _) | Op::Erase(id, _) => Target::Participant(*id),
        Op::SetAttribute(of, ..) => of_owner(*of),
        Op::EditCase(id, _) => Target::Case(*id),
        Op::EditSource(id, _)
        | Op::CorrectText { source: id, .. }
        | Op::WithdrawCorrection { source: id, .. }
        | Op::RestoreCorrection { source: id, .. } => Target::Source(*id),
        Op::EditCode(id, _) => Target::Code(*id),
        Op::EditCoding(id, _) => Target::Coding(*id),
        Op::RewriteMemo(id, _) => study.memos().get(*id)?.about.clone(),
        Op::Discuss(about, _) => about.clone(),
        Op::EditCell(key, _) => Target::Cell(key.case, key.code),
        Op::EditTheme(id, _) => Target::Theme(*id),
        Op::EditFinding(id, _) => Target::Finding(*id),
        Op::EditEvidence(id, _) => Target::Finding(study.evidence().get(*id)?.finding),
        Op::EditRecommendation(id, _) => Target::Recommendation(*id),
        Op::EditComment(id, _) => study.comments().get(*id)?.content.about.clone(),
        Op::EditElement(id, _) => Target::Code(study.elements().get(*id)?.code),
        Op::Retire(thing) | Op::Restore(thing) => return of_thing(study, *thing),
        Op::Restate(restated) => return subject(study, restated),
        _ => return None,
    })
}

const fn of_owner(of: AttributeOwner) -> Target {
    match of {
        AttributeOwner::Participant(id) => Target::Participant(id),
        AttributeOwner::Organisation(id) => Target::Organisation(id),
        AttributeOwner::Case(id) => Target::Case(id),
    }
}

fn of_thing(study: &Study, thing: Thing) -> Option<Target> {
    Some(match thing {
        Thing::Organisation(id) => Target::Organisation(id),
        Thing::Participant(id) => Target::Participant(id),
        Thing::Case(id) => Target::Case(id),
        Thing::Source(id) => Target::Source(id),
        Thing::Code(id) => Target::Code(id),
        Thing::Coding(id) => Target::Coding(id),
        Thing::Memo(id) => study.memos().get(id)?.about.clone(),
        Thing::Framework(id) => Target::Framework(id),
        Thing::Theme(id) => Target::Theme(id),
        Thing::Finding(id) => Target::Finding(id),
        Thing::Evidence(id) => Target::Finding(study.evidence().get(id)?.finding),
        Thing::Recommendation(id) => Target::Recommendation(id),
        Thing::Judgement(id) => of_owner(study.judgements().get(id)?.of),
        Thing::Comment(id) => study.comments().get(id)?.content.about.clone(),
        Thing::Element(id) => Target::Code(study.elements().get(id)?.code),
        Thing::Coder(_) | Thing::Attribute(_) | Thing::Copy(_) | Thing::Milestone(_) => return None,
    })
}
