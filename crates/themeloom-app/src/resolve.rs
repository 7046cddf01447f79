//! From the names that people give to the things that they mean.

use themeloom_study::code::Code;
use themeloom_study::participant::{Case, Coder, Organisation, Participant};
use themeloom_study::source::Source;
use themeloom_study::{Row, Study, Table};

use crate::error::{AppError, Result};

/// The one code that a number, a name or both mean.
///
/// # Errors
/// When none or several are meant.
pub fn code<'a>(study: &'a Study, name: &str) -> Result<&'a Code> {
    match study.codes_named(name).as_slice() {
        [only] => Ok(only),
        [] => Err(not_found("code", name, study.codebook().iter().map(|code| code.label()))),
        several => Err(AppError::Ambiguous {
            what: "codes",
            name: name.to_owned(),
            candidates: several.iter().map(|code| code.label()).collect(),
        }),
    }
}

/// The one code that can be applied: a category cannot.
///
/// # Errors
/// When none or several are meant, or a category.
pub fn codable<'a>(study: &'a Study, name: &str) -> Result<&'a Code> {
    let code = code(study, name)?;
    if code.content.is_category {
        return Err(AppError::CategoryNotApplied { code: code.label() });
    }
    Ok(code)
}

/// The source with a name, or with the name of the file that it came from, with or without ending.
///
/// # Errors
/// When there is none.
pub fn source<'a>(study: &'a Study, name: &str) -> Result<&'a Source> {
    let wanted = name.trim().to_lowercase();
    let by_file = || {
        study.sources().iter().find(|source| {
            let file = source.origin.file.to_lowercase();
            file == wanted || file.rsplit_once('.').is_some_and(|(stem, _)| stem == wanted)
        })
    };
    study
        .source_named(name)
        .or_else(by_file)
        .ok_or_else(|| not_found("source", name, study.sources().iter().map(|source| source.name.clone())))
}

/// The case with a name.
///
/// # Errors
/// When there is none.
pub fn case<'a>(study: &'a Study, name: &str) -> Result<&'a Case> {
    study
        .case_named(name)
        .ok_or_else(|| not_found("case", name, study.cases().iter().map(|c| c.name.clone())))
}

/// The participant with a pseudonym.
///
/// # Errors
/// When there is none.
pub fn participant<'a>(study: &'a Study, pseudonym: &str) -> Result<&'a Participant> {
    study.participant_named(pseudonym).ok_or_else(|| {
        not_found("participant", pseudonym, study.participants().iter().map(|p| p.pseudonym.clone()))
    })
}

/// The organisation with a name.
///
/// # Errors
/// When there is none.
pub fn organisation<'a>(study: &'a Study, name: &str) -> Result<&'a Organisation> {
    let wanted = name.trim().to_lowercase();
    first(study.organisations(), |o| o.name.to_lowercase() == wanted)
        .ok_or_else(|| not_found("organisation", name, study.organisations().iter().map(|o| o.name.clone())))
}

/// The coder with a name or initials.
///
/// # Errors
/// When there is none.
pub fn coder<'a>(study: &'a Study, name: &str) -> Result<&'a Coder> {
    study.coder_named(name).ok_or_else(|| not_found("coder", name, coder_names(study)))
}

fn coder_names(study: &Study) -> impl Iterator<Item = String> {
    study.coders().iter().flat_map(|c| [c.name.clone(), c.initials.clone()])
}

fn first<R: Row>(table: &Table<R>, is: impl Fn(&R) -> bool) -> Option<&R> {
    table.iter().find(|row| is(row))
}

/// The error for a name that nothing has, with up to three names that are like it.
pub(crate) fn not_found(what: &'static str, name: &str, known: impl Iterator<Item = String>) -> AppError {
    let wanted = name.trim().to_lowercase();
    let mut like: Vec<(usize, String)> =
        known.filter_map(|known| Some((slips(&wanted, &known.to_lowercase())?, known))).collect();
    like.sort();
    like.dedup();
    AppError::NotFound {
        what,
        name: name.to_owned(),
        like: like.into_iter().take(3).map(|(_, known)| known).collect(),
    }
}

/// Something that was there when the person looked, and is not there now.
pub fn gone(what: &str) -> AppError {
    AppError::Meanwhile { what: format!("the {what} is not there any longer") }
}

/// How many slips of the hand (a letter left out, added, changed, or two exchanged) lead from one name to
/// the other, with its number or without; nothing where that many make another name.
fn slips(wanted: &str, known: &str) -> Option<usize> {
    if wanted.is_empty() {
        return None;
    }
    if known.contains(wanted) {
        return Some(1);
    }
    let unnumbered = known.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
    let letters = wanted.chars().count();
    [known, unnumbered]
        .into_iter()
        .map(|known| strsim::damerau_levenshtein(wanted, known))
        .filter(|&slips| slips <= (letters / 3).max(1) && slips < letters)
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn like(name: &str) -> Vec<String> {
        let known = ["7.1 Trust", "7.2 Speaking up", "5.3 Blame", "P01", "P11"];
        match not_found("code", name, known.iter().map(|known| (*known).to_owned())) {
            AppError::NotFound { like, .. } => like,
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_slip_of_the_hand_is_recognised_with_the_number_or_without() {
        for slip in ["Trsut", "trist", "Trut", "Trusst", "7.1 Trsut", "rust"] {
            assert_eq!(like(slip), ["7.1 Trust"], "{slip}");
        }
    }

    #[test]
    fn another_name_altogether_is_not_taken_for_a_slip() {
        for other in ["Leadership", "money", "", "x"] {
            assert_eq!(like(other), Vec::<String>::new(), "{other}");
        }
    }
}
