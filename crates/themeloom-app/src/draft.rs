//! The changes of one gesture, as they are made.

use themeloom_study::coding::ExcerptHash;
use themeloom_study::{
    BatchId, Change, ChangeId, CoderId, ConflictKind, Edit, Gesture, Op, Outcome, Passage, Row, Seal, Stamp,
    Study, Table, Texts, Timestamp, WhyNot,
};

use crate::error::{AppError, Result};

/// A batch in the making. Each change is applied to the study at once, so that later ones can refer
/// to earlier ones; whoever commits the batch takes all of them back when one fails.
pub struct Draft<'a> {
    pub(crate) study: &'a mut Study,
    pub(crate) texts: &'a Texts,
    pub(crate) excerpt_key: &'a [u8; 32],
    pub(crate) first: ChangeId,
    pub(crate) author: Option<CoderId>,
    pub(crate) at: Timestamp,
    pub(crate) gesture: Gesture,
    pub(crate) changes: Vec<(Change, Seal)>,
}

impl Draft<'_> {
    /// The study with the changes so far.
    #[must_use]
    pub fn study(&self) -> &Study {
        self.study
    }

    /// The words of the study's sources, without the corrections of this batch.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        self.texts
    }

    /// The id that the next change will have.
    #[must_use]
    pub fn next_id(&self) -> ChangeId {
        // A batch of four thousand million changes does not fit in memory.
        let made = u32::try_from(self.changes.len()).unwrap_or(u32::MAX);
        ChangeId { replica: self.first.replica, counter: self.first.counter.saturating_add(made) }
    }

    /// Who is working.
    #[must_use]
    pub fn author(&self) -> CoderId {
        self.author.unwrap_or(CoderId(self.first))
    }

    /// Adds a change and returns its id, which is also the id of what it makes.
    ///
    /// # Errors
    /// [`AppError::Meanwhile`] where the study is not as the change expects it.
    pub fn add(&mut self, op: Op) -> Result<ChangeId> {
        let id = self.next_id();
        let change = Change {
            id,
            stamp: Stamp(self.study.stamp().0.saturating_add(1)),
            batch: BatchId(self.first),
            gesture: self.changes.is_empty().then(|| self.gesture.clone()),
            author: self.author(),
            at: self.at,
            op,
        };
        let seal = self.study.seal_of(&change.op);
        match self.study.try_apply(&change) {
            Ok(Outcome::Done | Outcome::Nothing | Outcome::Conflict(_)) => {
                self.changes.push((change, seal));
                Ok(id)
            }
            Err(kind) => Err(AppError::Meanwhile { what: obstacle(&kind).to_owned() }),
        }
    }

    /// Adds the change of a value to another, where the two differ; whether they did.
    ///
    /// # Errors
    /// As for [`Draft::add`].
    pub(crate) fn set<T: Clone + PartialEq>(
        &mut self,
        before: &T,
        after: &T,
        op: impl FnOnce(Edit<T>) -> Op,
    ) -> Result<bool> {
        if before == after {
            return Ok(false);
        }
        self.add(op(Edit::new(before.clone(), after.clone()))).map(|_| true)
    }

    /// Adds the change of a value to the one that is wanted, where one is wanted and it is another.
    ///
    /// # Errors
    /// As for [`Draft::add`].
    pub(crate) fn set_wanted<T: Clone + PartialEq>(
        &mut self,
        now: &T,
        wanted: Option<T>,
        op: impl FnOnce(Edit<T>) -> Op,
    ) -> Result<()> {
        wanted.map_or(Ok(()), |wanted| self.set(now, &wanted, op).map(drop))
    }

    /// The hash of a passage's words as they stand in the version in which it is marked.
    ///
    /// # Errors
    /// Where the words cannot be read.
    pub fn excerpt(&self, passage: &Passage) -> Result<ExcerptHash> {
        let words = self.texts.words_when_marked(self.study, passage).ok_or_else(|| AppError::NoWords {
            source_name: self.study.sources().get(passage.source).map_or(String::new(), |s| s.name.clone()),
            why: "their key is not held, or the passage lies outside of the text".to_owned(),
        })?;
        Ok(excerpt_hash(self.excerpt_key, &words))
    }
}

/// The thing with an id that is to be changed.
///
/// # Errors
/// When it is not in the study, or is archived.
pub(crate) fn live<'a, R: Row>(table: &'a Table<R>, id: R::Id, what: &str) -> Result<&'a R> {
    table.live(id).ok_or_else(|| crate::resolve::gone(what))
}

/// Words that must not be empty, without the space around them.
///
/// # Errors
/// When nothing is left.
pub(crate) fn words<'a>(text: &'a str, what: &str) -> Result<&'a str> {
    match text.trim() {
        "" => Err(crate::record_people::unfit(what, "", "some words")),
        words => Ok(words),
    }
}

/// The short keyed hash of an excerpt.
pub(crate) fn excerpt_hash(key: &[u8; 32], words: &str) -> ExcerptHash {
    let hash = blake3::keyed_hash(key, words.as_bytes());
    let (first, _) = hash.as_bytes().split_at(8);
    let mut short = [0; 8];
    short.copy_from_slice(first);
    ExcerptHash(u64::from_le_bytes(short))
}

/// What stood in a change's way, in words.
pub(crate) const fn obstacle(kind: &ConflictKind) -> &'static str {
    match kind {
        ConflictKind::NotApplied(WhyNot::Missing) => "what was to be changed is not there",
        ConflictKind::NotApplied(WhyNot::Archived) => "what was to be changed is archived",
        ConflictKind::NotApplied(WhyNot::Cycle) => "a code would stand below itself",
        ConflictKind::NotApplied(WhyNot::DoesNotFit) => "the passage does not fit the text",
        ConflictKind::NotApplied(WhyNot::Erased) => "the participant was erased",
        ConflictKind::Overwrote(_) => "the value to change is another now",
        ConflictKind::KeptStricter => "a stricter answer is recorded already",
        ConflictKind::CorrectedMeanwhile(_) => "the same words were corrected by somebody else",
    }
}
