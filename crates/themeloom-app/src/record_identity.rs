//! Who participants are: real names and contacts, sealed under the identity key.

use themeloom_import::{IdentityRow, Rows};
use themeloom_store::StoreError;
use themeloom_study::op::ParticipantEdit;
use themeloom_study::participant::Identity;
use themeloom_study::{Edit, Op, ParticipantId, Study};

use crate::error::{AppError, Result};
use crate::open::OpenStudy;
use crate::resolve;

/// What is said about who somebody is; what is not said stays as it is recorded.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct IdentitySaid {
    /// The real name.
    pub name: Option<String>,
    /// How to reach them.
    pub contact: Option<String>,
}

impl std::fmt::Debug for IdentitySaid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdentitySaid(withheld)")
    }
}

impl OpenStudy {
    /// Records who a participant is. Returns whether anything was changed.
    ///
    /// # Errors
    /// When there is no such participant, they were erased, or the identity key is not held.
    pub fn record_identity(&mut self, pseudonym: &str, said: &IdentitySaid) -> Result<bool> {
        self.may_see_identities()?;
        let id = resolve::participant(&self.study, pseudonym)?.id;
        let Some(op) = edit(&self.study, id, said) else { return Ok(false) };
        self.commit(String::new(), |draft| draft.add(op).map(drop))?;
        Ok(true)
    }

    /// Records who participants are from a table, all of them or none. Empty cells leave what is recorded.
    /// Returns how many were changed.
    ///
    /// # Errors
    /// [`AppError::Rows`] where a row names nobody of the study; no error repeats what a row says.
    pub fn take_identities(&mut self, file: &str, rows: &Rows<IdentityRow>) -> Result<usize> {
        self.may_see_identities()?;
        let mut problems: Vec<String> = rows.problems.iter().map(ToString::to_string).collect();
        let mut ops = Vec::new();
        for row in &rows.rows {
            let IdentityRow { pseudonym, name, contact } = &row.value;
            match self.study.participant_named(pseudonym) {
                Some(participant) if participant.erased.is_some() => {
                    problems.push(format!("row {}: the participant was erased", row.row));
                }
                Some(participant) => {
                    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
                    let said = IdentitySaid { name: given(name), contact: given(contact) };
                    ops.extend(edit(&self.study, participant.id, &said));
                }
                None => problems.push(format!("row {}: the study has no participant of this name", row.row)),
            }
        }
        if !problems.is_empty() {
            return Err(AppError::Rows { file: file.to_owned(), problems });
        }
        let n = ops.len();
        self.commit(format!("recorded who {n} participants are"), |draft| {
            ops.into_iter().try_for_each(|op| draft.add(op).map(drop))
        })?;
        Ok(n)
    }

    /// Who a participant is, if it is recorded.
    ///
    /// # Errors
    /// When there is no such participant, or the identity key is not held.
    pub fn identity_of(&self, pseudonym: &str) -> Result<Option<&Identity>> {
        self.may_see_identities()?;
        let id = resolve::participant(&self.study, pseudonym)?.id;
        Ok(self.study.identity(id))
    }

    fn may_see_identities(&self) -> Result<()> {
        if self.vault.holds_identity() { Ok(()) } else { Err(StoreError::IdentityLocked.into()) }
    }
}

fn edit(study: &Study, id: ParticipantId, said: &IdentitySaid) -> Option<Op> {
    let before = study.identity(id).cloned();
    let mut after = before.clone().unwrap_or_default();
    if let Some(name) = &said.name {
        after.name.clone_from(name);
    }
    if let Some(contact) = &said.contact {
        after.contact.clone_from(contact);
    }
    if before.as_ref() == Some(&after) || (before.is_none() && after == Identity::default()) {
        return None;
    }
    Some(Op::EditParticipant(id, ParticipantEdit::Identity(Edit::new(before, Some(after)))))
}
