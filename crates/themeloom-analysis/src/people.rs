//! Whose accounts are analysed.

use themeloom_study::attribute::AttributeOwner;
use themeloom_study::consent::WithdrawalLevel;
use themeloom_study::participant::Case;
use themeloom_study::{ParticipantId, Study};

/// Whether a participant's account is part of the analysis.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize)]
pub enum Standing {
    /// It is.
    Analysed,
    /// The participant was archived.
    Archived,
    /// The participant asked that nothing of theirs be used any more.
    Withdrawn,
    /// The participant was erased.
    Erased,
}

/// How a participant stands; one who is not in the study counts as archived.
#[must_use]
pub fn standing(study: &Study, participant: ParticipantId) -> Standing {
    let Some(row) = study.participants().get(participant) else { return Standing::Archived };
    if row.erased.is_some() {
        return Standing::Erased;
    }
    let withdrawal = study.particulars(participant).and_then(|known| known.withdrawal.as_ref());
    if withdrawal.is_some_and(|w| w.level >= WithdrawalLevel::StopUse) {
        return Standing::Withdrawn;
    }
    if row.retired { Standing::Archived } else { Standing::Analysed }
}

/// Whether a participant's account is part of the analysis: not archived, not erased, and not withdrawn from
/// use.
#[must_use]
pub fn is_in_analysis(study: &Study, participant: ParticipantId) -> bool {
    standing(study, participant) == Standing::Analysed
}

/// The participants of a case whose accounts are analysed.
pub(crate) fn analysed(study: &Study, case: &Case) -> Vec<ParticipantId> {
    case.participants.iter().copied().filter(|p| is_in_analysis(study, *p)).collect()
}

/// What the attributes of a kind are read from, for a case: the case, its participants, or their
/// organisations, each once.
pub(crate) fn owners(
    study: &Study,
    case: &Case,
    of: themeloom_study::attribute::AttributeOf,
) -> Vec<AttributeOwner> {
    use themeloom_study::attribute::AttributeOf;
    let people = analysed(study, case);
    let mut owners: Vec<AttributeOwner> = match of {
        AttributeOf::Case => vec![AttributeOwner::Case(case.id)],
        AttributeOf::Participant => people.into_iter().map(AttributeOwner::Participant).collect(),
        AttributeOf::Organisation => people
            .into_iter()
            .filter_map(|p| study.participants().get(p)?.organisation)
            .map(AttributeOwner::Organisation)
            .collect(),
    };
    owners.sort_unstable();
    owners.dedup();
    owners
}
