//! Joining codings of one code into one, with all that was written about them.

use themeloom_study::coding::Coding;
use themeloom_study::findings::EvidenceLink;
use themeloom_study::memo::Target;
use themeloom_study::{CodingId, Edit, Op, Passage, Study, Thing};

use crate::draft::{Draft, live};
use crate::edit_coding::{CodingWanted, edit_coding, standing};
use crate::error::Result;
use crate::record_people::unfit;

/// Joins codings of one code by one coder in one source into one that covers all of them; it is read
/// where all of them were. The one of
/// which most was written is kept; memos, evidence and what is to be discussed of the others come to
/// it. Answers the one kept.
///
/// # Errors
/// When they are not of one code, coder and source, are fewer than two, or their words are gone.
pub fn join_codings(draft: &mut Draft<'_>, ids: &[CodingId]) -> Result<CodingId> {
    let codings = joinable(draft.study(), ids)?;
    let places =
        codings.iter().map(|coding| standing(draft.study(), coding)).collect::<Result<Vec<Passage>>>()?;
    let whole = places.into_iter().reduce(|a, b| Passage { span: a.span.cover(b.span), ..a });
    // The first of those of which most was written; `max_by_key` would take the last.
    let kept = codings.iter().rev().max_by_key(|coding| written_about(draft.study(), coding.id));
    let (Some(kept), Some(whole)) = (kept.map(|coding| coding.id), whole) else { return Err(too_few()) };
    for coding in codings.iter().map(|coding| coding.id).filter(|id| *id != kept) {
        bring_memos(draft, coding, kept)?;
        bring_evidence(draft, coding, kept)?;
        bring_discussion(draft, coding, kept)?;
        draft.add(Op::Retire(Thing::Coding(coding)))?;
    }
    let read = Some(codings.iter().all(|coding| coding.read));
    edit_coding(draft, kept, CodingWanted { passage: Some(whole), read, code: None })?;
    Ok(kept)
}

fn joinable(study: &Study, ids: &[CodingId]) -> Result<Vec<Coding>> {
    let mut codings: Vec<Coding> =
        ids.iter().map(|id| live(study.codings(), *id, "coding").copied()).collect::<Result<_>>()?;
    codings.sort_by_key(|coding| coding.id);
    codings.dedup();
    let one = |coding: &Coding| (coding.code, coding.coder, coding.source);
    match codings.as_slice() {
        [first, _, ..] if codings.iter().all(|coding| one(coding) == one(first)) => Ok(codings),
        [_, _, ..] => {
            Err(unfit("joining", "these codings", "codings of one code by one coder in one source"))
        }
        _ => Err(too_few()),
    }
}

fn too_few() -> crate::error::AppError {
    unfit("joining", "", "at least two codings")
}

fn written_about(study: &Study, id: CodingId) -> usize {
    let about = Target::Coding(id);
    let memos = study.memos().iter().filter(|memo| memo.about == about).count();
    let comments = study.comments().iter().filter(|comment| comment.content.about == about).count();
    let evidence = study.evidence().iter().filter(|e| e.link == EvidenceLink::Coding(id)).count();
    memos + comments + evidence + usize::from(study.discussions().contains_key(&about))
}

/// Memos are written again about the coding that is kept, with the initials of whoever wrote them
/// where that was somebody else.
fn bring_memos(draft: &mut Draft<'_>, from: CodingId, to: CodingId) -> Result<()> {
    let study = draft.study();
    let memos = study.memos().iter().filter(|memo| memo.about == Target::Coding(from));
    let memos: Vec<(Thing, String)> = memos
        .map(|memo| match memo.author == draft.author() {
            true => (Thing::Memo(memo.id), memo.text.clone()),
            false => (Thing::Memo(memo.id), format!("{}: {}", study.initials(memo.author), memo.text)),
        })
        .collect();
    for (old, text) in memos {
        draft.add(Op::WriteMemo { about: Target::Coding(to), text, reply_to: None })?;
        draft.add(Op::Retire(old))?;
    }
    Ok(())
}

fn bring_evidence(draft: &mut Draft<'_>, from: CodingId, to: CodingId) -> Result<()> {
    let evidence = draft.study().evidence().iter().filter(|e| e.link == EvidenceLink::Coding(from));
    for old in evidence.cloned().collect::<Vec<_>>() {
        let link = EvidenceLink::Coding(to);
        draft.add(Op::AddEvidence { finding: old.finding, stance: old.stance, link, note: old.note })?;
        draft.add(Op::Retire(Thing::Evidence(old.id)))?;
    }
    Ok(())
}

/// What is to be discussed comes along, unless something is to be discussed of the one kept already.
fn bring_discussion(draft: &mut Draft<'_>, from: CodingId, to: CodingId) -> Result<()> {
    let (from, to) = (Target::Coding(from), Target::Coding(to));
    let Some(discussion) = draft.study().discussions().get(&from).cloned() else { return Ok(()) };
    if draft.study().discussions().contains_key(&to) {
        return Ok(());
    }
    draft.add(Op::Discuss(from, Edit::new(Some(discussion.clone()), None)))?;
    draft.add(Op::Discuss(to, Edit::new(None, Some(discussion)))).map(drop)
}
