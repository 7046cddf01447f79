//! Beginning a study from a protocol.

use std::path::Path;

use themeloom_store::{KdfCost, Protection, RecoveryCode, SqliteStore, StudyId, Vault};
use themeloom_study::code::{CodeNumber, CodeOrigin, NewCode};
use themeloom_study::protocol::{FrameworkEntry, Protocol};
use themeloom_study::{CodeId, Edit, Op};

use crate::clock::Clock;
use crate::draft::Draft;
use crate::error::{AppError, Result};
use crate::open::{OpenStudy, who_writes};

/// What a new study starts from.
#[derive(Clone, Copy)]
pub struct NewStudy<'a> {
    /// The file to make.
    pub path: &'a Path,
    /// Its title.
    pub title: &'a str,
    /// The protocol.
    pub protocol: &'a Protocol,
    /// Numbers or names of the sensitising codes to switch on.
    pub sensitising: &'a [String],
    /// The first coder: name and initials.
    pub coder: (&'a str, &'a str),
    /// The passphrase; without one, anybody with the file can read it.
    pub passphrase: Option<&'a str>,
    /// What a guess at the passphrase costs.
    pub cost: KdfCost,
    /// Where times come from.
    pub clock: Clock,
}

/// Makes a study, and a recovery code where it has a passphrase. The code is shown once.
///
/// # Errors
/// When the file exists, or cannot be written, or a sensitising code is not in the protocol.
pub fn create(new: &NewStudy<'_>) -> Result<(OpenStudy, Option<RecoveryCode>)> {
    let sensitising = chosen(new.protocol, new.sensitising)?;
    let (name, initials) = new.coder;
    let (vault, recovery) = new_vault(new.path, name, new.passphrase, new.cost)?;
    let mut open = OpenStudy::over(vault, new.path, new.clock)?;
    open.commit(format!("began the study {}", new.title), |draft| {
        draft.add(Op::AddCoder { name: name.to_owned(), initials: initials.to_owned() })?;
        draft.add(Op::NameStudy(Edit::new(String::new(), new.title.to_owned())))?;
        adopt(draft, new.protocol, &sensitising)
    })?;
    open.choose_coder(None)?;
    Ok((open, recovery))
}

/// An empty vault in a new file, and a recovery code where it has a passphrase.
pub(crate) fn new_vault(
    path: &Path,
    name: &str,
    passphrase: Option<&str>,
    cost: KdfCost,
) -> Result<(Vault, Option<RecoveryCode>)> {
    let store = SqliteStore::create(path, StudyId(random()?), &who_writes())?;
    let protection = match passphrase {
        Some(passphrase) => Protection::Passphrase { name, passphrase, cost },
        None => Protection::None { name },
    };
    let mut vault = Vault::create(Box::new(store), &protection)?;
    let recovery = match passphrase {
        Some(_) => Some(vault.add_recovery_code(true)?.1),
        None => None,
    };
    Ok((vault, recovery))
}

/// Sixteen random bytes from the operating system, for the one name that no change gives.
fn random() -> Result<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| themeloom_store::StoreError::NoRandomness)?;
    Ok(bytes)
}

fn chosen<'a>(protocol: &'a Protocol, names: &[String]) -> Result<Vec<&'a FrameworkEntry>> {
    names
        .iter()
        .map(|name| {
            let wanted = name.trim().to_lowercase();
            protocol
                .sensitising
                .iter()
                .find(|e| e.number.to_string() == wanted || e.name.to_lowercase() == wanted)
                .ok_or_else(|| {
                    let known = protocol.sensitising.iter().map(|e| format!("{} {}", e.number, e.name));
                    crate::resolve::not_found("sensitising code", name, known)
                })
        })
        .collect()
}

fn adopt(draft: &mut Draft<'_>, protocol: &Protocol, sensitising: &[&FrameworkEntry]) -> Result<()> {
    draft.add(Op::AdoptProtocol(Edit::new(None, Some(Box::new(protocol.clone())))))?;
    for definition in &protocol.attributes {
        draft.add(Op::DefineAttribute(definition.clone()))?;
    }
    add_codes(draft, &protocol.framework.iter().collect::<Vec<_>>(), CodeOrigin::APriori)?;
    add_codes(draft, sensitising, CodeOrigin::Sensitising)
}

/// Adds codes in the order of their numbers, so that what stands above is there before what stands
/// below. A code with others below it is a category.
fn add_codes(draft: &mut Draft<'_>, entries: &[&FrameworkEntry], origin: CodeOrigin) -> Result<()> {
    let mut sorted = entries.to_vec();
    sorted.sort_by(|a, b| a.number.cmp(&b.number));
    let mut made: Vec<(CodeNumber, CodeId)> = Vec::new();
    for entry in &sorted {
        let parent = entry.number.parent();
        let parent = match &parent {
            None => None,
            Some(number) => {
                Some(made.iter().find(|(known, _)| known == number).map(|(_, id)| *id).ok_or_else(|| {
                    AppError::Unfit {
                        field: "the framework of the protocol".to_owned(),
                        value: entry.number.to_string(),
                        expected: format!("an entry numbered {number} above it"),
                    }
                })?)
            }
        };
        let is_category = sorted.iter().any(|other| other.number.parent().as_ref() == Some(&entry.number));
        let id = draft.add(Op::AddCode(Box::new(NewCode {
            number: entry.number.clone(),
            name: entry.name.clone(),
            parent,
            definition: entry.definition.clone(),
            use_when: entry.use_when.clone(),
            not_when: entry.not_when.clone(),
            example: entry.example.clone(),
            colour: None,
            origin,
            is_category,
        })))?;
        made.push((entry.number.clone(), CodeId(id)));
    }
    Ok(())
}
