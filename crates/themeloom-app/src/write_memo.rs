//! Memos, their replies, flags to discuss, first impressions, and stages.

use themeloom_study::memo::{Discussion, Target};
use themeloom_study::op::SourceEdit;
use themeloom_study::source::Stage;
use themeloom_study::{CoderId, Edit, MemoId, Op, SourceId};

use crate::draft::{Draft, live, words};
use crate::error::Result;
use crate::resolve;

/// Writes a memo about something, or an answer to one.
///
/// # Errors
/// When the study is not as expected.
pub fn write_memo(
    draft: &mut Draft<'_>,
    about: Target,
    text: &str,
    reply_to: Option<MemoId>,
) -> Result<MemoId> {
    Ok(MemoId(draft.add(Op::WriteMemo { about, text: text.to_owned(), reply_to })?))
}

/// Rewrites a memo.
///
/// # Errors
/// When it is archived, or nothing is left of it.
pub fn rewrite_memo(draft: &mut Draft<'_>, id: MemoId, text: &str) -> Result<()> {
    words(text, "a memo")?;
    let before = live(draft.study().memos(), id, "memo")?.text.clone();
    draft.set(&before, &text.to_owned(), |e| Op::RewriteMemo(id, e)).map(drop)
}

/// Takes something off the list to discuss.
///
/// # Errors
/// When the study is not as expected.
pub fn stop_discussing(draft: &mut Draft<'_>, about: &Target) -> Result<()> {
    let before = draft.study().discussions().get(about).cloned();
    draft.set(&before, &None, |e| Op::Discuss(about.clone(), e)).map(drop)
}

/// Puts a coding, a code, a cell or a whole source aside to discuss, or writes down what was decided.
/// Without a question and a decision it is taken off the list.
///
/// # Errors
/// When something else was to be discussed.
pub fn discuss(draft: &mut Draft<'_>, about: &Target, question: &str, decision: &str) -> Result<()> {
    if !matches!(about, Target::Coding(_) | Target::Code(_) | Target::Cell(..) | Target::Source(_)) {
        let about = draft.study().target(about);
        return Err(crate::record_people::unfit(
            "the list to discuss",
            &about,
            "a coding, a code, a cell or a source",
        ));
    }
    let before = draft.study().discussions().get(about).cloned();
    let after = Discussion { question: question.to_owned(), decision: decision.to_owned() };
    let after = Some(after).filter(|after| *after != Discussion::default());
    draft.set(&before, &after, |e| Op::Discuss(about.clone(), e)).map(drop)
}

/// Writes down what a reader thought of a source after the first reading.
///
/// # Errors
/// When the source is not there.
pub fn first_impression(draft: &mut Draft<'_>, source: SourceId, coder: CoderId, text: &str) -> Result<()> {
    let row = draft.study().sources().get(source);
    let before = row.and_then(|s| s.first_impressions.get(&coder).cloned()).unwrap_or_default();
    if before == text {
        return Ok(());
    }
    let edit = SourceEdit::FirstImpression(coder, Edit::new(before, text.to_owned()));
    draft.add(Op::EditSource(source, edit)).map(drop)
}

/// Moves a source to a stage of the Framework Method.
///
/// # Errors
/// When the source is not there.
pub fn set_stage(draft: &mut Draft<'_>, source: SourceId, stage: Stage) -> Result<()> {
    let Some(before) = draft.study().sources().get(source).map(|s| s.stage) else { return Ok(()) };
    if before == stage {
        return Ok(());
    }
    draft.add(Op::EditSource(source, SourceEdit::Stage(Edit::new(before, stage)))).map(drop)
}

/// What `study`, `code:3.1`, `source:P03`, `case:P01`, `participant:P01`, `organisation:T1` or
/// `cell:P02/3.1` is about.
///
/// # Errors
/// When the words are none of these, or name what is not there.
pub fn target(study: &themeloom_study::Study, words: &str) -> Result<Target> {
    let words = words.trim();
    if words.eq_ignore_ascii_case("study") {
        return Ok(Target::Study);
    }
    let wrong = || {
        crate::record_people::unfit(
            "what a memo is about",
            words,
            "study, or code:, source:, case:, participant:, organisation: with a name, or cell:CASE/CODE",
        )
    };
    let (kind, name) = words.split_once(':').ok_or_else(wrong)?;
    match kind.trim().to_lowercase().as_str() {
        "code" => resolve::code(study, name).map(|c| Target::Code(c.id)),
        "source" => resolve::source(study, name).map(|s| Target::Source(s.id)),
        "case" => resolve::case(study, name).map(|c| Target::Case(c.id)),
        "participant" => resolve::participant(study, name).map(|p| Target::Participant(p.id)),
        "organisation" => resolve::organisation(study, name).map(|o| Target::Organisation(o.id)),
        "cell" => {
            let (case, code) = name.split_once('/').ok_or_else(wrong)?;
            Ok(Target::Cell(resolve::case(study, case)?.id, resolve::code(study, code)?.id))
        }
        "theme" => theme(study, name),
        _ => Err(wrong()),
    }
}

fn theme(study: &themeloom_study::Study, name: &str) -> Result<Target> {
    let wanted = name.trim().to_lowercase();
    let found = study.themes().iter().find(|theme| theme.name.to_lowercase() == wanted);
    found.map(|theme| Target::Theme(theme.id)).ok_or_else(|| {
        resolve::not_found("theme", name, study.themes().iter().map(|theme| theme.name.clone()))
    })
}
