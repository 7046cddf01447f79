//! Corrections of joint interviews: where words were replaced, apart from the words.
//!
//! In a joint interview a correction must keep its place when one of the speakers is erased, for what
//! the others said is counted through it. So the places and the lengths lie under the study's key, and
//! the words that go there under the key of whoever speaks there.

use std::collections::BTreeMap;

use themeloom_text::{Edit as TextEdit, EditKind, Splice, Version};

use crate::conflict::Outcome;
use crate::ids::{ChangeId, ParticipantId, SourceId};
use crate::passage::Passage;
use crate::state::Study;
use crate::texts::ERASED;

/// The words of a correction, each by the place of its splice.
pub type CorrectionWords = Vec<(u32, String)>;

/// The splices with a sign in the place of each character that they put in.
#[must_use]
pub fn shape(splices: &[Splice]) -> Vec<Splice> {
    let blank = |words: &str| words.chars().map(|_| ERASED).collect::<String>();
    splices
        .iter()
        .map(|Splice { span, replacement }| Splice { span: *span, replacement: blank(replacement).into() })
        .collect()
}

/// Whether the splices say nothing but places and lengths.
pub(crate) fn is_shape(splices: &[Splice]) -> bool {
    splices.iter().all(|splice| is_blank(&splice.replacement))
}

fn is_blank(words: &str) -> bool {
    words.chars().all(|char| char == ERASED)
}

impl Study {
    /// The words that a correction puts in, by whose they are; those of nobody go with the words of
    /// the only participant that the correction concerns.
    #[must_use]
    pub fn correction_words(
        &self,
        source: SourceId,
        seen: &Version,
        splices: &[Splice],
    ) -> BTreeMap<Option<ParticipantId>, CorrectionWords> {
        let at = |splice: &Splice| Passage { source, span: splice.span, version: seen.clone() };
        let only = self.only_participant(splices.iter().map(at));
        let mut words: BTreeMap<_, CorrectionWords> = BTreeMap::new();
        for (place, splice) in (0..).zip(splices).filter(|(_, splice)| !is_blank(&splice.replacement)) {
            let whose = self.participant_of(&at(splice)).or(only);
            words.entry(whose).or_default().push((place, splice.replacement.to_string()));
        }
        words
    }

    /// The participant whose words these are of a correction that is there.
    pub(crate) fn subject_of_words(
        &self,
        source: SourceId,
        correction: ChangeId,
        words: &[(u32, String)],
    ) -> Option<ParticipantId> {
        let row = self.sources.get(source)?;
        if row.subject.is_some() {
            return row.subject;
        }
        let edit = row.history.edits().iter().find(|edit| edit.id == correction.as_edit())?;
        let EditKind::Correct(splices) = &edit.kind else { return None };
        let at = |splice: &Splice| Passage { source, span: splice.span, version: edit.seen.clone() };
        let named = words.iter().filter_map(|(place, _)| splices.get(usize::try_from(*place).ok()?));
        let mut whose = named.filter_map(|splice| self.participant_of(&at(splice)));
        match whose.next() {
            Some(first) => whose.all(|other| other == first).then_some(first),
            None => self.only_participant(splices.iter().map(at)),
        }
    }

    /// Gives a correction its words. Words that do not fit are left out: what a person took out of
    /// them leaves the signs standing.
    pub(crate) fn give_words(
        &mut self,
        source: SourceId,
        correction: ChangeId,
        words: &[(u32, String)],
    ) -> Outcome {
        let Some(row) = self.sources.get_mut(source) else { return self.missing() };
        let edit = row.history.edits().iter().find(|edit| edit.id == correction.as_edit());
        let Some(TextEdit { kind: EditKind::Correct(splices), .. }) = edit else { return self.missing() };
        let blank: Vec<bool> = splices.iter().map(|splice| is_blank(&splice.replacement)).collect();
        let mut given = false;
        for (place, words) in words {
            let Ok(place) = usize::try_from(*place) else { continue };
            if blank.get(place) == Some(&true) && !is_blank(words) {
                given |= row.history.reword(correction.as_edit(), place, words);
            }
        }
        if given { Outcome::Done } else { Outcome::Nothing }
    }
}
