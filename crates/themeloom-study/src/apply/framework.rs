//! Changes to the codebook, the framework, its cells, and the notes about them.

use super::{not_applied, set, set_in_map};
use crate::change::Change;
use crate::code::Code;
use crate::conflict::{Outcome, WhyNot};
use crate::framework::{Cell, CellKey, Framework};
use crate::ids::{CodeId, FrameworkId, MemoId};
use crate::memo::Memo;
use crate::op::{CellEdit, CodeEdit, Op};
use crate::state::Study;

impl Study {
    pub(super) fn apply_to_framework(&mut self, change: &Change) -> Outcome {
        match &change.op {
            Op::AddCode(content) => {
                if content.parent.is_some_and(|parent| self.codes.get(parent).is_none()) {
                    return self.missing();
                }
                self.codes.insert(Code {
                    id: CodeId(change.id),
                    content: (**content).clone(),
                    retired: false,
                });
                Outcome::Done
            }
            Op::EditCode(id, edit) => self.edit_code(*id, edit),
            Op::FixFramework(content) => {
                self.frameworks.insert(Framework {
                    id: FrameworkId(change.id),
                    content: (**content).clone(),
                    author: super::author(change),
                    at: change.at,
                    retired: false,
                });
                Outcome::Done
            }
            Op::EditCell(key, edit) => self.edit_cell(*key, edit),
            Op::WriteMemo { about, text, reply_to } => {
                self.memos.insert(Memo {
                    id: MemoId(change.id),
                    about: about.clone(),
                    text: text.clone(),
                    author: super::author(change),
                    at: change.at,
                    reply_to: *reply_to,
                    retired: false,
                });
                Outcome::Done
            }
            Op::RewriteMemo(id, edit) => match self.memos.get_mut(*id) {
                Some(memo) => set(&mut memo.text, edit, |e| Op::RewriteMemo(*id, e)),
                None => self.missing(),
            },
            Op::Discuss(about, edit) => {
                set_in_map(&mut self.discussions, about, edit, |e| Op::Discuss(about.clone(), e))
            }
            _ => Outcome::Nothing,
        }
    }

    fn edit_code(&mut self, id: CodeId, edit: &CodeEdit) -> Outcome {
        if let CodeEdit::Parent(e) = edit
            && let Some(parent) = e.after
        {
            if self.codes.get(parent).is_none() {
                return self.missing();
            }
            if parent == id || self.stands_below(parent, id) {
                return not_applied(WhyNot::Cycle);
            }
        }
        let Some(code) = self.codes.get_mut(id) else { return self.missing() };
        let code = &mut code.content;
        let op = |edit| Op::EditCode(id, edit);
        match edit {
            CodeEdit::Number(e) => set(&mut code.number, e, |e| op(CodeEdit::Number(e))),
            CodeEdit::Name(e) => set(&mut code.name, e, |e| op(CodeEdit::Name(e))),
            CodeEdit::Parent(e) => set(&mut code.parent, e, |e| op(CodeEdit::Parent(e))),
            CodeEdit::Definition(e) => set(&mut code.definition, e, |e| op(CodeEdit::Definition(e))),
            CodeEdit::UseWhen(e) => set(&mut code.use_when, e, |e| op(CodeEdit::UseWhen(e))),
            CodeEdit::NotWhen(e) => set(&mut code.not_when, e, |e| op(CodeEdit::NotWhen(e))),
            CodeEdit::Example(e) => set(&mut code.example, e, |e| op(CodeEdit::Example(e))),
            CodeEdit::Colour(e) => set(&mut code.colour, e, |e| op(CodeEdit::Colour(e))),
            CodeEdit::Origin(e) => set(&mut code.origin, e, |e| op(CodeEdit::Origin(e))),
            CodeEdit::IsCategory(e) => set(&mut code.is_category, e, |e| op(CodeEdit::IsCategory(e))),
        }
    }

    fn edit_cell(&mut self, key: CellKey, edit: &CellEdit) -> Outcome {
        if self.cases.get(key.case).is_none() || self.codes.get(key.code).is_none() {
            return self.missing();
        }
        let cell = self.cells.entry(key).or_default();
        let op = |edit| Op::EditCell(key, edit);
        let outcome = match edit {
            CellEdit::State(e) => set(&mut cell.state, e, |e| op(CellEdit::State(e))),
            CellEdit::Summary(e) => set(&mut cell.summary, e, |e| op(CellEdit::Summary(e))),
            CellEdit::Quotations(e) => set(&mut cell.quotations, e, |e| op(CellEdit::Quotations(e))),
            CellEdit::Note(e) => set(&mut cell.note, e, |e| op(CellEdit::Note(e))),
            CellEdit::Unprompted(e) => set(&mut cell.unprompted, e, |e| op(CellEdit::Unprompted(e))),
            CellEdit::Author(e) => set(&mut cell.author, e, |e| op(CellEdit::Author(e))),
            CellEdit::SecondReader(e) => set(&mut cell.second_reader, e, |e| op(CellEdit::SecondReader(e))),
            CellEdit::Framework(e) => set(&mut cell.framework, e, |e| op(CellEdit::Framework(e))),
        };
        if *cell == Cell::default() {
            self.cells.remove(&key);
        }
        outcome
    }
}
