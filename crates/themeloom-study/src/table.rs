//! A table of things by id, in the order in which they came.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// Something that a table keeps.
pub trait Row {
    /// What it is found by.
    type Id: Copy + Eq + Hash;
    /// Its id.
    fn id(&self) -> Self::Id;
    /// Whether it was archived.
    fn retired(&self) -> bool;
    /// Archives it or brings it back.
    fn set_retired(&mut self, retired: bool);
}

/// Things by id. Archived ones stay, so that they can come back.
#[derive(Clone, Debug)]
pub struct Table<R: Row> {
    rows: Vec<R>,
    places: FxHashMap<R::Id, u32>,
}

impl<R: Row> Default for Table<R> {
    fn default() -> Self {
        Self { rows: Vec::new(), places: FxHashMap::default() }
    }
}

impl<R: Row> Table<R> {
    /// The thing with an id, archived or not.
    #[must_use]
    pub fn get(&self, id: R::Id) -> Option<&R> {
        self.rows.get(*self.places.get(&id)? as usize)
    }

    /// The thing with an id, unless it is archived.
    #[must_use]
    pub fn live(&self, id: R::Id) -> Option<&R> {
        self.get(id).filter(|row| !row.retired())
    }

    /// All things, archived ones too, in the order in which they came.
    #[must_use]
    pub fn rows(&self) -> &[R] {
        &self.rows
    }

    /// All things that are not archived, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = &R> {
        self.rows.iter().filter(|row| !row.retired())
    }

    /// The thing at a place in the order in which they came.
    pub(crate) fn at(&self, place: u32) -> Option<&R> {
        self.rows.get(place as usize)
    }

    pub(crate) fn get_mut(&mut self, id: R::Id) -> Option<&mut R> {
        self.rows.get_mut(*self.places.get(&id)? as usize)
    }

    /// Adds a thing and returns its place. A thing with the same id stays as it was.
    pub(crate) fn insert(&mut self, row: R) -> u32 {
        // The places are u32 because a study with four thousand million things does not fit in memory.
        let next = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let place = *self.places.entry(row.id()).or_insert(next);
        if place == next {
            self.rows.push(row);
        }
        place
    }

    pub(crate) fn reserve(&mut self, more: usize) {
        self.rows.reserve_exact(more);
        self.places.reserve(more);
    }
}

macro_rules! rows {
    ($($row:ty => $id:ty),+ $(,)?) => {$(
        impl Row for $row {
            type Id = $id;
            fn id(&self) -> $id { self.id }
            fn retired(&self) -> bool { self.retired }
            fn set_retired(&mut self, retired: bool) { self.retired = retired; }
        }
    )+};
}

rows! {
    crate::participant::Coder => crate::ids::CoderId,
    crate::attribute::Attribute => crate::ids::AttributeId,
    crate::attribute::Judgement => crate::ids::JudgementId,
    crate::participant::Organisation => crate::ids::OrganisationId,
    crate::participant::Participant => crate::ids::ParticipantId,
    crate::participant::Case => crate::ids::CaseId,
    crate::source::Source => crate::ids::SourceId,
    crate::code::Code => crate::ids::CodeId,
    crate::coding::Coding => crate::ids::CodingId,
    crate::memo::Memo => crate::ids::MemoId,
    crate::framework::Framework => crate::ids::FrameworkId,
    crate::findings::Theme => crate::ids::ThemeId,
    crate::findings::Finding => crate::ids::FindingId,
    crate::findings::Evidence => crate::ids::EvidenceId,
    crate::findings::Recommendation => crate::ids::RecommendationId,
    crate::findings::CopyMade => crate::ids::CopyId,
    crate::comment::Comment => crate::ids::CommentId,
    crate::milestone::Milestone => crate::ids::MilestoneId,
    crate::worksheet::Element => crate::ids::ElementId,
}
