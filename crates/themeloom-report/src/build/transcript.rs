//! A source with what was coded in it, as a working document of the study team.
//!
//! What consent allows here: a coded transcript stays inside the team, who read and code the same words in the
//! study itself, so it shows the words of all whose accounts are analysed. That is the rule of the matrix and
//! not the rule of quotations, which are for readers outside: a participant who did not agree to be quoted is
//! named on the first page with the reason, and every page says that the document is not for publication.
//! Whoever was erased, archived or withdrew from use is in no analysis and so in no transcript either: the
//! turns of such a speaker are withheld with the reason, codings and memos that touch them are left out, and a
//! source that holds nobody else's account gives no document at all.

mod lines;
mod looks;
pub(super) mod marks;
mod set_off;
mod withheld;

use themeloom_analysis::{Standing, natural_order, standing};
use themeloom_study::protocol::Gate;
use themeloom_study::source::Source;
use themeloom_study::{ParticipantId, SourceId, Study, Texts};

use super::times::Times;
use crate::model::CodedTranscript;
use withheld::Withheld;

/// Said on every page.
const WORKING: &str = "Working document of the study team, not for publication";

/// Why there is no transcript of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoTranscript {
    /// Its words are gone, or their key is not held.
    Unreadable,
    /// The only account that it holds is not analysed; the reason is in words for a person.
    Withheld(String),
}

/// A source with the codings in it, the memos on them and the memos on its passages. `date` is the day that the
/// document bears, as `YYYY-MM-DD`.
///
/// # Errors
/// Why there is nothing to show of the source.
pub fn coded_transcript(
    study: &Study,
    texts: &Texts,
    source: SourceId,
    times: &Times<'_>,
    date: Option<String>,
) -> Result<CodedTranscript, NoTranscript> {
    let row = study.sources().get(source).ok_or(NoTranscript::Unreadable)?;
    if let Some(only) = only_account(row)
        && let Some(reason) = why_not_analysed(study, only)
    {
        return Err(NoTranscript::Withheld(reason));
    }
    let text = texts.current(source).ok_or(NoTranscript::Unreadable)?;
    let withheld = Withheld::of(study, row, text).ok_or(NoTranscript::Unreadable)?;
    let marked = marks::of(study, row, times, &withheld);
    let mut notes = not_to_be_quoted(study, row);
    notes.extend(withheld.notes());
    notes.extend(marked.notes);
    Ok(CodedTranscript {
        title: row.name.clone(),
        subtitle: study.name().to_owned(),
        banner: Some(banner(study)),
        language: "en-GB".to_owned(),
        date,
        notes,
        lines: lines::lines(row, text, &withheld, &marked.spans),
        marks: marked.marks,
    })
}

fn banner(study: &Study) -> String {
    match study.notice() {
        "" => WORKING.to_owned(),
        notice => format!("{notice} · {WORKING}"),
    }
}

/// The participant whose account all of a source is.
fn only_account(source: &Source) -> Option<ParticipantId> {
    let mut people = source.participants();
    let first = people.next();
    if people.next().is_none() { source.subject.or(first) } else { source.subject }
}

/// Why an account is not part of the analysis; nothing where it is.
fn why_not_analysed(study: &Study, participant: ParticipantId) -> Option<String> {
    let stands = standing(study, participant);
    if stands == Standing::Analysed {
        return None;
    }
    let refused = study.permits(participant, Gate::Quotation).err().map(|refusal| refusal.to_string());
    let name = study.participants().get(participant).map_or("the participant", |p| p.pseudonym.as_str());
    match (stands, refused) {
        (Standing::Erased | Standing::Withdrawn, Some(reason)) => Some(reason),
        _ => Some(format!("{name} was archived")),
    }
}

/// Who speaks here and may not be quoted outside the team, and why.
fn not_to_be_quoted(study: &Study, source: &Source) -> Vec<String> {
    let mut people: Vec<ParticipantId> = source
        .participants()
        .chain(source.subject)
        .filter(|p| standing(study, *p) == Standing::Analysed)
        .collect();
    let name = |id: &ParticipantId| study.participants().get(*id).map_or("", |p| p.pseudonym.as_str());
    people.sort_by(|a, b| natural_order(name(a), name(b)).then_with(|| a.cmp(b)));
    people.dedup();
    let refused = people.iter().filter_map(|&p| study.permits(p, Gate::Quotation).err());
    refused.map(|reason| format!("Not to be quoted: {reason}.")).collect()
}
