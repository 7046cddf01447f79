//! Comments on anything: addressed, answered, resolved.

use themeloom_study::comment::NewComment;
use themeloom_study::op::CommentEdit;
use themeloom_study::{CoderId, CommentId, Edit, Op, Study};

use crate::draft::Draft;
use crate::error::{AppError, Result};

/// Comments on something, to one person or to whoever reads it; or answers a comment.
///
/// # Errors
/// When nothing is said, or the person or the comment is not in the study.
pub fn comment(draft: &mut Draft<'_>, new: NewComment) -> Result<CommentId> {
    if new.text.trim().is_empty() {
        return Err(crate::record_people::unfit("a comment", "", "some words"));
    }
    if new.to.is_some_and(|to| draft.study().coders().live(to).is_none()) {
        return Err(not_found("coder"));
    }
    if new.reply_to.is_some_and(|answered| draft.study().comments().live(answered).is_none()) {
        return Err(not_found("comment"));
    }
    Ok(CommentId(draft.add(Op::Comment(Box::new(new)))?))
}

/// Marks a comment as resolved, or opens it again.
///
/// # Errors
/// When the comment is not in the study.
pub fn resolve_comment(draft: &mut Draft<'_>, id: CommentId, resolved: bool) -> Result<()> {
    let before = draft.study().comments().live(id).ok_or_else(|| not_found("comment"))?.resolved;
    if before == resolved {
        return Ok(());
    }
    draft.add(Op::EditComment(id, CommentEdit::Resolved(Edit::new(before, resolved)))).map(drop)
}

/// Rewrites a comment.
///
/// # Errors
/// When the comment is not in the study, or nothing is left of it.
pub fn rewrite_comment(draft: &mut Draft<'_>, id: CommentId, text: &str) -> Result<()> {
    let before = draft.study().comments().live(id).ok_or_else(|| not_found("comment"))?.content.text.clone();
    if text.trim().is_empty() {
        return Err(crate::record_people::unfit("a comment", "", "some words"));
    }
    if before == text {
        return Ok(());
    }
    draft.add(Op::EditComment(id, CommentEdit::Text(Edit::new(before, text.to_owned())))).map(drop)
}

/// The comments that wait for a person: those addressed to them or to nobody in particular, that
/// somebody else wrote and that are not resolved, oldest first.
#[must_use]
pub fn comments_waiting_for(study: &Study, coder: CoderId) -> Vec<CommentId> {
    let waits = |comment: &&themeloom_study::comment::Comment| {
        !comment.resolved && comment.author != coder && comment.content.to.is_none_or(|to| to == coder)
    };
    study.comments().iter().filter(waits).map(|comment| comment.id).collect()
}

fn not_found(what: &str) -> AppError {
    AppError::Meanwhile { what: format!("the {what} is not there, or is archived") }
}
