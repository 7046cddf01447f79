//! The words of sources: put into the vault segment by segment under whose key they belong, and
//! taken out again.

use themeloom_store::{BlobAddress as Address, KeyFor, Opened, StoreError, Vault};
use themeloom_study::source::{BlobAddress, Segment, Source, SpeakerRole};
use themeloom_study::{ERASED, ParticipantId, SourceId, Study, Texts};
use themeloom_text::{Span, Text};

use crate::error::Result;
use crate::open::subject;

/// The words of all sources, as far as their keys are held.
pub(crate) fn load(vault: &mut Vault, study: &Study) -> Result<Texts> {
    let sources = study.sources().rows();
    let addresses: Vec<Address> =
        sources.iter().flat_map(|source| source.base.iter()).map(|segment| Address(segment.blob.0)).collect();
    let mut blobs = fetch(vault, &addresses)?.into_iter();
    let mut texts = Texts::default();
    for source in sources {
        let words: Vec<Option<Vec<u8>>> = blobs.by_ref().take(source.base.len()).collect();
        if let Some(text) = assemble(source, words) {
            texts.insert(study, source.id, text);
        }
    }
    Ok(texts)
}

/// The words of one source, for one that was just brought in.
pub(crate) fn load_one(vault: &mut Vault, study: &Study, texts: &mut Texts, source: SourceId) -> Result<()> {
    let Some(source) = study.sources().get(source) else { return Ok(()) };
    let addresses: Vec<Address> = source.base.iter().map(|segment| Address(segment.blob.0)).collect();
    let words = fetch(vault, &addresses)?;
    if let Some(text) = assemble(source, words) {
        texts.insert(study, source.id, text);
    }
    Ok(())
}

/// The content at each address, as far as it can be read: words that were erased, or whose key is not
/// held, are no reason not to open the rest.
fn fetch(vault: &mut Vault, addresses: &[Address]) -> Result<Vec<Option<Vec<u8>>>> {
    match vault.blobs(addresses) {
        Ok(all) => Ok(all.into_iter().map(Opened::plain).collect()),
        Err(
            StoreError::MissingBlob { .. } | StoreError::DamagedPart { .. } | StoreError::MissingKey { .. },
        ) => addresses.iter().map(|address| fetch_one(vault, address)).collect(),
        Err(error) => Err(error.into()),
    }
}

fn fetch_one(vault: &mut Vault, address: &Address) -> Result<Option<Vec<u8>>> {
    match vault.blob(address) {
        Ok(content) => Ok(content.plain()),
        Err(
            StoreError::MissingBlob { .. } | StoreError::DamagedPart { .. } | StoreError::MissingKey { .. },
        ) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The base text from its segments. Words whose key was destroyed leave as many signs behind as they
/// had code points; a source of which nothing is left has no text.
pub(crate) fn assemble(source: &Source, words: Vec<Option<Vec<u8>>>) -> Option<Text> {
    if words.iter().all(Option::is_none) {
        return None;
    }
    let mut text = String::new();
    for (segment, bytes) in source.base.iter().zip(words) {
        match bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
            Some(words) => text.push_str(&words),
            None => text.extend(std::iter::repeat_n(ERASED, segment.len as usize)),
        }
    }
    Text::from_normalised(text).ok()
}

/// Whose words a stretch of a text is, in order and without gaps: a transcript of one participant is
/// theirs as a whole; of several, the turns of each are their own and the rest is nobody's.
pub(crate) fn shares(
    text: &Text,
    roles: &[SpeakerRole],
    turns: &[(u16, Span)],
) -> Vec<(Option<ParticipantId>, Span)> {
    let mut people: Vec<ParticipantId> = roles
        .iter()
        .filter_map(|role| match role {
            SpeakerRole::Participant(participant) => Some(*participant),
            SpeakerRole::Interviewer | SpeakerRole::Unknown => None,
        })
        .collect();
    people.dedup();
    if people.iter().all(|p| Some(p) == people.first()) {
        return vec![(people.first().copied(), text.whole())];
    }
    let mut shares: Vec<(Option<ParticipantId>, Span)> = Vec::new();
    let mut at = 0;
    for (speaker, turn) in turns {
        let whose = match roles.get(usize::from(*speaker)) {
            Some(SpeakerRole::Participant(participant)) => Some(*participant),
            _ => None,
        };
        push(&mut shares, None, at, turn.start());
        push(&mut shares, whose, turn.start().max(at), turn.end());
        at = at.max(turn.end());
    }
    push(&mut shares, None, at, text.len());
    shares
}

fn push(shares: &mut Vec<(Option<ParticipantId>, Span)>, whose: Option<ParticipantId>, start: u32, end: u32) {
    let Some(span) = Span::new(start, end).filter(|span| !span.is_empty()) else { return };
    match shares.last_mut() {
        Some((last, stretch)) if *last == whose => *stretch = stretch.cover(span),
        _ => shares.push((whose, span)),
    }
}

/// Puts the words of a source into the vault.
pub(crate) fn store(
    vault: &mut Vault,
    text: &Text,
    shares: &[(Option<ParticipantId>, Span)],
) -> Result<Vec<Segment>> {
    shares
        .iter()
        .filter_map(|(whose, span)| Some((whose, span, text.excerpt(*span)?)))
        .map(|(whose, span, words)| {
            let key = whose.map_or(KeyFor::Study, |participant| KeyFor::Words(subject(participant)));
            let address = vault.put_blob(key, words.as_bytes())?;
            Ok(Segment { subject: *whose, blob: BlobAddress(address.0), len: span.len() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use themeloom_study::ChangeId;

    fn person(n: u32) -> ParticipantId {
        ParticipantId(ChangeId::new(1, n))
    }

    #[test]
    fn a_transcript_of_one_participant_is_theirs_as_a_whole() {
        let (text, _) = Text::normalise("Interviewer: Why?\nP01: Because.\n");
        let roles = [SpeakerRole::Interviewer, SpeakerRole::Participant(person(1))];
        assert_eq!(shares(&text, &roles, &[]), [(Some(person(1)), text.whole())]);
    }

    #[test]
    fn in_a_joint_interview_each_persons_turns_are_their_own_and_nothing_is_left_out() {
        let (text, _) = Text::normalise("head\nA: one\nQ: two\nB: three\nB: four\nend");
        let roles = [
            SpeakerRole::Participant(person(1)),
            SpeakerRole::Interviewer,
            SpeakerRole::Participant(person(2)),
        ];
        let turns = [(0, (5, 11)), (1, (12, 18)), (2, (19, 27)), (2, (28, 35))]
            .map(|(speaker, (start, end))| (speaker, Span::new(start, end).unwrap()));
        let shares = shares(&text, &roles, &turns);
        let words: String = shares.iter().map(|(_, span)| text.excerpt(*span).unwrap()).collect();
        assert_eq!(words, text.as_str());
        let of_first: Vec<&str> = shares
            .iter()
            .filter(|(w, _)| *w == Some(person(1)))
            .map(|(_, s)| text.excerpt(*s).unwrap())
            .collect();
        assert_eq!(of_first, ["A: one"]);
    }
}
