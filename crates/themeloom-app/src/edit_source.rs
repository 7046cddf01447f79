//! A source that is there: its name, and who its speakers are.

use themeloom_study::op::SourceEdit;
use themeloom_study::source::{Source, SpeakerRole};
use themeloom_study::{Op, ParticipantId, SourceId};

use crate::draft::{Draft, live, words};
use crate::error::{AppError, Result};
use crate::record_people::unfit;

/// Renames a source.
///
/// # Errors
/// When it is archived, or the name is empty or taken.
pub fn rename_source(draft: &mut Draft<'_>, id: SourceId, name: &str) -> Result<()> {
    let name = words(name, "the name of a source")?.to_owned();
    let before = live(draft.study().sources(), id, "source")?.name.clone();
    if draft.study().source_named(&name).is_some_and(|other| other.id != id) {
        return Err(AppError::Taken { what: "source", name });
    }
    draft.set(&before, &name, |e| Op::EditSource(id, SourceEdit::Name(e))).map(drop)
}

/// Says who a speaker of a source is in the study.
///
/// Words are sealed when a source is brought in. So a speaker who was nobody then can be named later
/// only where the source is then that one participant's alone: erasing them takes the whole of it.
///
/// # Errors
/// When there is no such speaker, or the words of the source are sealed in another way than that.
pub fn map_speaker(draft: &mut Draft<'_>, id: SourceId, speaker: &str, role: SpeakerRole) -> Result<()> {
    let source = live(draft.study().sources(), id, "source")?;
    let number = source.speakers.iter().position(|known| known.name == speaker);
    let Some((number, before)) = number.and_then(|n| Some((u16::try_from(n).ok()?, source.speakers[n].role)))
    else {
        let known = source.speakers.iter().map(|known| known.name.clone());
        return Err(crate::resolve::not_found("speaker", speaker, known));
    };
    if let SpeakerRole::Participant(participant) = role
        && before != role
        && !may_speak_in(source, usize::from(number), participant)
    {
        let expected = "a source whose words are one participant's alone; archive it and bring the \
            transcript in again to name several speakers";
        return Err(unfit("naming this speaker later", speaker, expected));
    }
    draft.set(&before, &role, |e| Op::EditSource(id, SourceEdit::Speaker(number, e))).map(drop)
}

/// Whether erasing a participant would take all words of a source's speaker with it.
fn may_speak_in(source: &Source, speaker: usize, participant: ParticipantId) -> bool {
    let is_theirs = |subject| subject == Some(participant);
    let nobodys = source.base.iter().all(|segment| segment.subject.is_none());
    let mut others = source.speakers.iter().enumerate().filter(|(n, _)| *n != speaker);
    let alone = others.all(|(_, other)| match other.role {
        SpeakerRole::Participant(other) => other == participant,
        SpeakerRole::Interviewer | SpeakerRole::Unknown => true,
    });
    source.base.iter().all(|segment| is_theirs(segment.subject)) || (nobodys && alone)
}
