//! Changes that a team makes around the analysis: comments, milestones, and the worksheet.

use super::set;
use crate::change::Change;
use crate::comment::Comment;
use crate::conflict::Outcome;
use crate::ids::{CommentId, ElementId, MilestoneId};
use crate::milestone::Milestone;
use crate::op::{CommentEdit, ElementEdit, Op};
use crate::state::Study;
use crate::worksheet::Element;

impl Study {
    pub(super) fn apply_to_team(&mut self, change: &Change) -> Outcome {
        match &change.op {
            Op::Comment(content) => {
                self.comments.insert(Comment {
                    id: CommentId(change.id),
                    content: (**content).clone(),
                    author: super::author(change),
                    at: change.at,
                    resolved: false,
                    retired: false,
                });
                Outcome::Done
            }
            Op::EditComment(id, edit) => match self.comments.get_mut(*id) {
                None => self.missing(),
                Some(comment) => match edit {
                    CommentEdit::Text(e) => {
                        set(&mut comment.content.text, e, |e| Op::EditComment(*id, CommentEdit::Text(e)))
                    }
                    CommentEdit::Resolved(e) => {
                        set(&mut comment.resolved, e, |e| Op::EditComment(*id, CommentEdit::Resolved(e)))
                    }
                },
            },
            Op::NameMilestone { name } => {
                self.milestones.insert(Milestone {
                    id: MilestoneId(change.id),
                    name: name.clone(),
                    author: super::author(change),
                    at: change.at,
                    retired: false,
                });
                Outcome::Done
            }
            Op::AddElement { code, content } => {
                if self.codes.get(*code).is_none() {
                    return self.missing();
                }
                self.elements.insert(Element {
                    id: ElementId(change.id),
                    code: *code,
                    content: (**content).clone(),
                    retired: false,
                });
                Outcome::Done
            }
            Op::EditElement(id, edit) => self.edit_element(*id, edit),
            _ => Outcome::Nothing,
        }
    }

    fn edit_element(&mut self, id: ElementId, edit: &ElementEdit) -> Outcome {
        let Some(element) = self.elements.get_mut(id) else { return self.missing() };
        let content = &mut element.content;
        let op = |edit| Op::EditElement(id, edit);
        match edit {
            ElementEdit::Text(e) => set(&mut content.text, e, |e| op(ElementEdit::Text(e))),
            ElementEdit::Dimension(e) => set(&mut content.dimension, e, |e| op(ElementEdit::Dimension(e))),
            ElementEdit::Cases(e) => set(&mut content.cases, e, |e| op(ElementEdit::Cases(e))),
        }
    }
}
