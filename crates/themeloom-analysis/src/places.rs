//! Where many passages stand now, with the way from each version of a text worked out once.

use rustc_hash::FxHashMap;
use themeloom_study::source::SpeakerRole;
use themeloom_study::{ParticipantId, Passage, SourceId, Study};
use themeloom_text::{Placed, Placement, Version};

/// Where the passages of a study stand now. It remembers the way from each version that it met.
#[derive(Debug)]
pub struct Places<'s> {
    study: &'s Study,
    ways: FxHashMap<(SourceId, Version), Option<Placement>>,
}

impl<'s> Places<'s> {
    /// Nothing worked out yet.
    #[must_use]
    pub fn new(study: &'s Study) -> Self {
        Self { study, ways: FxHashMap::default() }
    }

    /// Where a passage stands now; nothing when its source or its version is not known.
    pub fn place(&mut self, passage: &Passage) -> Option<Placed> {
        let history = &self.study.sources().get(passage.source)?.history;
        if history.edits().is_empty() {
            return history.place(passage.span, &passage.version);
        }
        self.ways
            .entry((passage.source, passage.version.clone()))
            .or_insert_with(|| history.placement(&passage.version, &history.latest()))
            .as_ref()?
            .place(passage.span)
    }

    /// Whether the words of a passage were changed, or are gone, since it was marked.
    pub fn is_changed(&mut self, passage: &Passage) -> bool {
        self.place(passage).is_some_and(Placed::is_changed)
    }
}

/// Every participant whose turns a passage touches: all of them must agree before it is quoted. Where the
/// words cannot be traced to turns, that is everybody who speaks in the source.
#[must_use]
pub fn speakers_in(study: &Study, passage: &Passage) -> Vec<ParticipantId> {
    let Some(source) = study.sources().get(passage.source) else { return Vec::new() };
    let everybody: Vec<ParticipantId> = source.participants().collect();
    if everybody.len() < 2 {
        return source.subject.map_or(everybody, |subject| vec![subject]);
    }
    let in_base = source.history.place_between(passage.span, &passage.version, &Version::base());
    let Some(span) = in_base.and_then(Placed::span) else { return everybody };
    let mut found = Vec::new();
    for turn in source.turns.iter().filter(|turn| turn.span.overlaps(span)) {
        let role = source.speakers.get(usize::from(turn.speaker)).map(|speaker| speaker.role);
        if let Some(SpeakerRole::Participant(participant)) = role
            && !found.contains(&participant)
        {
            found.push(participant);
        }
    }
    // Words outside every participant's turn could be anybody's.
    if found.is_empty() { everybody } else { found }
}
