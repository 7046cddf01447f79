//! Who is working, where several people share one open study.

use themeloom_store::{KeyCheck, RecoveryCode, StoreError};
use themeloom_study::{CoderId, Study};

use crate::error::{AppError, Result};
use crate::open::OpenStudy;
use crate::resolve;

/// What somebody gives who wants to work on a study that is open already.
#[derive(Clone, Copy, Default)]
pub struct Credentials<'a> {
    /// Their passphrase.
    pub passphrase: Option<&'a str>,
    /// The recovery code instead.
    pub recovery: Option<&'a RecoveryCode>,
    /// Who they say they are.
    pub coder: Option<&'a str>,
}

impl OpenStudy {
    /// Does something as one of the study's coders, whoever else is working.
    pub fn as_coder<T>(&mut self, coder: CoderId, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.me.replace(coder);
        let done = work(self);
        self.me = before;
        done
    }

    /// The ways to open the study, to be tried by [`name_of`] without holding the study.
    ///
    /// # Errors
    /// When a key slot was altered.
    pub fn key_check(&self) -> Result<KeyCheck> {
        Ok(self.vault.key_check()?)
    }
}

/// The name under which somebody may work, tried against the study's key slots: the owner of the
/// passphrase, or, where that is nobody in particular, the name they gave. It takes as long as
/// opening the study does.
///
/// # Errors
/// When the passphrase is wrong or somebody else's, or one is needed.
pub fn name_of(check: &KeyCheck, given: &Credentials<'_>) -> Result<Option<String>> {
    if let Some(code) = given.recovery {
        return if check.is_recovery_code(code)? {
            said(given)
        } else {
            Err(StoreError::WrongPassphrase.into())
        };
    }
    let Some(passphrase) = given.passphrase else {
        return if check.is_unprotected() { said(given) } else { Err(StoreError::PassphraseNeeded.into()) };
    };
    match (check.whose(passphrase, given.coder)?, given.coder) {
        (None, _) if check.is_unprotected() => said(given),
        (None, _) => Err(StoreError::WrongPassphrase.into()),
        (Some(owner), None) => Ok(Some(owner.name.clone())),
        // Somebody who has a passphrase of their own must give that one.
        (Some(owner), Some(name)) if check.has_own(name) && !same(&owner.name, name) => {
            Err(StoreError::WrongPassphrase.into())
        }
        (Some(_), Some(_)) => said(given),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "it ends the branches of a function that can fail")]
fn said(given: &Credentials<'_>) -> Result<Option<String>> {
    Ok(given.coder.map(str::to_owned))
}

fn same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

/// The coder with a name; the only one where no name was given or the owner of the passphrase is no
/// coder.
///
/// # Errors
/// When several people work on the study and none was named.
pub fn coder_called(study: &Study, name: Option<&str>) -> Result<CoderId> {
    let mut coders = study.coders().iter();
    match (name, coders.next(), coders.next()) {
        (_, Some(only), None) if name.is_none_or(|name| study.coder_named(name).is_none()) => Ok(only.id),
        (Some(name), ..) => Ok(resolve::coder(study, name)?.id),
        _ => Err(AppError::WhoIsWorking {
            coders: study.coders().iter().map(|coder| coder.name.clone()).collect(),
        }),
    }
}
