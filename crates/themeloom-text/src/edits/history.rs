//! All edits of one source.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::pieces::{self, InForce, Piece, SpliceNo, Ties};
use super::{AddOutcome, Edit, EditError, EditId, EditKind, Placed, Placement, Splice, Version};
use crate::{Span, Text};

/// All edits of one source over a base of known length. It knows lengths and new words, not the base text.
///
/// Edits are added in the study's total order; the same edits in the same order give the same texts.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(try_from = "Recorded", into = "Recorded")]
pub struct History {
    base_len: u32,
    edits: Vec<Edit>,
    /// For each edit, the edits that its author saw last.
    parents: Vec<Vec<usize>>,
    by_id: FxHashMap<EditId, usize>,
    latest: Version,
    splices: Vec<Laid>,
    pieces: Vec<Piece>,
}

/// A splice in the master sequence.
#[derive(Clone, PartialEq, Debug)]
struct Laid {
    edit: usize,
    ties: Ties,
}

/// A history as it is kept: the edits, from which all else follows.
#[derive(Serialize, Deserialize)]
struct Recorded {
    base_len: u32,
    edits: Vec<Edit>,
}

impl From<History> for Recorded {
    fn from(history: History) -> Self {
        Self { base_len: history.base_len, edits: history.edits }
    }
}

impl TryFrom<Recorded> for History {
    type Error = EditError;

    fn try_from(recorded: Recorded) -> Result<Self, EditError> {
        let mut history = Self::new(recorded.base_len);
        for edit in recorded.edits {
            history.add(edit)?;
        }
        Ok(history)
    }
}

impl History {
    /// No edits yet, over a base of so many code points.
    pub fn new(base_len: u32) -> Self {
        let base = (base_len > 0).then(|| Piece::new(None, base_len));
        Self {
            base_len,
            edits: Vec::new(),
            parents: Vec::new(),
            by_id: FxHashMap::default(),
            latest: Version::base(),
            splices: Vec::new(),
            pieces: base.into_iter().collect(),
        }
    }

    /// The length of the base text in code points.
    pub fn base_len(&self) -> u32 {
        self.base_len
    }

    /// The edits in the order of their addition.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Adds the next edit of the study's total order, and says where it meets corrections unknown to it.
    ///
    /// # Errors
    /// If it was added before, names an edit that is not known, or its splices are out of range, out of
    /// order, overlapping or not normalised. The history is then as it was.
    pub fn add(&mut self, edit: Edit) -> Result<AddOutcome, EditError> {
        if self.by_id.contains_key(&edit.id) {
            return Err(EditError::Duplicate(edit.id));
        }
        let parents = self.indices(&edit.seen)?;
        match &edit.kind {
            EditKind::Correct(splices) => self.lay(&edit.seen, splices)?,
            EditKind::Withdraw(id) | EditKind::Restore(id) => self.check_is_correction(*id)?,
        }
        let number = self.edits.len();
        let seen_heads = self.latest.heads().iter().filter(|head| !edit.seen.heads().contains(head)).copied();
        self.latest = Version::new(seen_heads.chain([edit.id]));
        self.by_id.insert(edit.id, number);
        self.parents.push(parents);
        self.edits.push(edit);
        Ok(AddOutcome { overlaps: self.overlaps(number) })
    }

    /// Puts other words, of the same length, in the place of those that one splice of a correction
    /// brought; whether it could. Nothing moves.
    pub fn reword(&mut self, correction: EditId, splice: usize, words: &str) -> bool {
        let edit = self.by_id.get(&correction).and_then(|number| self.edits.get_mut(*number));
        let Some(Edit { kind: EditKind::Correct(splices), .. }) = edit else { return false };
        let Some(splice) = splices.get_mut(splice) else { return false };
        let fits = splice.replacement.chars().count() == words.chars().count()
            && crate::text::first_unnormalised(words).is_none();
        if fits {
            splice.replacement = words.into();
        }
        fits
    }

    /// The version after all edits.
    pub fn latest(&self) -> Version {
        self.latest.clone()
    }

    /// The length of a version in code points; `None` if the version is not known.
    pub fn len(&self, version: &Version) -> Option<u32> {
        let in_force = self.in_force(version)?;
        Some(self.visible(&in_force).map(|piece| piece.len).sum())
    }

    /// Whether a version has no text; `None` if it is not known.
    pub fn is_empty(&self, version: &Version) -> Option<bool> {
        self.len(version).map(|len| len == 0)
    }

    /// The text of a version; `None` if the version is not known or `base` has not the length of the base.
    pub fn text_at(&self, base: &Text, version: &Version) -> Option<Text> {
        if base.len() != self.base_len {
            return None;
        }
        if self.edits.is_empty() {
            return version.is_base().then(|| base.clone());
        }
        let in_force = self.in_force(version)?;
        let mut text = String::with_capacity(base.as_str().len());
        for piece in self.visible(&in_force) {
            let span = Span::with_len(piece.start, piece.len);
            match piece.inserted_by {
                None => text.push_str(base.excerpt(span)?),
                Some(no) => {
                    let new_words = self.replacement(no)?.chars();
                    text.extend(new_words.skip(index(piece.start)).take(index(piece.len)));
                }
            }
        }
        Some(Text::indexed(text.into()))
    }

    /// The text after all edits; the base itself where it has not the length that this history is over.
    pub fn current(&self, base: &Text) -> Text {
        self.text_at(base, &self.latest).unwrap_or_else(|| base.clone())
    }

    /// Where a span made in a version stands now; `None` if the version is not known or the span out of range.
    pub fn place(&self, span: Span, made_in: &Version) -> Option<Placed> {
        self.place_between(span, made_in, &self.latest)
    }

    /// Where a span of one version stands in another, earlier or later.
    pub fn place_between(&self, span: Span, from: &Version, to: &Version) -> Option<Placed> {
        if from == to && self.edits.is_empty() {
            let fits = from.is_base() && span.end() <= self.base_len;
            return fits.then_some(Placed::Unmoved(span));
        }
        self.placement(from, to)?.place(span)
    }

    /// The way from one version to another, computed once for many spans.
    pub fn placement(&self, from: &Version, to: &Version) -> Option<Placement> {
        let seen = self.in_force(from)?;
        let shown = if from == to { seen.clone() } else { self.in_force(to)? };
        Some(Placement::between(&self.pieces, &seen, &shown))
    }

    /// The corrections whose words, all or some, are not shown in a version although nobody withdrew them,
    /// because an earlier correction of the same words stands. Sorted; `None` if the version is not known.
    pub fn kept_as_conflicts(&self, version: &Version) -> Option<Vec<EditId>> {
        let in_force = self.in_force(version)?;
        let rivalled = self.splices.iter().filter(|laid| laid.ties.rivals.iter().any(|no| in_force.has(*no)));
        let wanted = self.wanted(&self.closure(version)?);
        let mut ids: Vec<EditId> = rivalled
            .filter(|laid| wanted.get(laid.edit) == Some(&true))
            .filter_map(|laid| self.edits.get(laid.edit))
            .map(|edit| edit.id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        Some(ids)
    }

    fn lay(&mut self, seen: &Version, splices: &[Splice]) -> Result<(), EditError> {
        let in_force = self.in_force(seen).ok_or(EditError::TooLong)?;
        check_splices(splices, self.visible(&in_force).map(|piece| piece.len).sum())?;
        let first = SpliceNo::try_from(self.splices.len()).map_err(|_| EditError::TooLong)?;
        // The sum over all pieces bounds every version, so that no length overflows later.
        let held: u64 = self.pieces.iter().map(|piece| u64::from(piece.len)).sum();
        let added: u64 = splices.iter().map(|splice| splice.replacement.len() as u64).sum();
        if held + added > u64::from(u32::MAX) {
            return Err(EditError::TooLong);
        }
        let ties = pieces::lay(&mut self.pieces, &in_force, splices, first);
        let edit = self.edits.len();
        self.splices.extend(ties.into_iter().map(|ties| Laid { edit, ties }));
        Ok(())
    }

    fn check_is_correction(&self, id: EditId) -> Result<(), EditError> {
        let edit = self.by_id.get(&id).and_then(|number| self.edits.get(*number));
        match edit.map(|edit| &edit.kind) {
            Some(EditKind::Correct(_)) => Ok(()),
            _ => Err(EditError::NotACorrection(id)),
        }
    }

    /// The rivals, in force in the latest version, of an edit's splices.
    fn overlaps(&self, edit: usize) -> Vec<EditId> {
        let own = self.splices.iter().filter(|laid| laid.edit == edit);
        let rivals: Vec<SpliceNo> = own.flat_map(|laid| laid.ties.rivals.iter().copied()).collect();
        if rivals.is_empty() {
            return Vec::new();
        }
        let Some(in_force) = self.in_force(&self.latest) else { return Vec::new() };
        let standing = rivals.into_iter().filter(|no| in_force.has(*no));
        let edits = standing.filter_map(|no| self.edits.get(self.splices.get(index(no))?.edit));
        let mut ids: Vec<EditId> = edits.map(|edit| edit.id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    fn indices(&self, version: &Version) -> Result<Vec<usize>, EditError> {
        let find = |id: &EditId| self.by_id.get(id).copied().ok_or(EditError::UnknownVersion(*id));
        version.heads().iter().map(find).collect()
    }

    /// Which edits were known in a version.
    fn closure(&self, version: &Version) -> Option<Vec<bool>> {
        let mut known = vec![false; self.edits.len()];
        for head in self.indices(version).ok()? {
            *known.get_mut(head)? = true;
        }
        for (number, parents) in self.parents.iter().enumerate().rev() {
            if known.get(number) == Some(&true) {
                for parent in parents {
                    *known.get_mut(*parent)? = true;
                }
            }
        }
        Some(known)
    }

    /// Which of the known edits are corrections that nobody has withdrawn.
    fn wanted(&self, known: &[bool]) -> Vec<bool> {
        let mut wanted = vec![false; self.edits.len()];
        for (number, edit) in
            self.edits.iter().enumerate().filter(|(number, _)| known.get(*number) == Some(&true))
        {
            let (target, is_wanted) = match edit.kind {
                EditKind::Correct(_) => (Some(number), true),
                EditKind::Withdraw(id) => (self.by_id.get(&id).copied(), false),
                EditKind::Restore(id) => (self.by_id.get(&id).copied(), true),
            };
            // A target that this version does not know has no words to show or hide in it.
            let target = target.filter(|target| known.get(*target) == Some(&true));
            if let Some(slot) = target.and_then(|target| wanted.get_mut(target)) {
                *slot = is_wanted;
            }
        }
        wanted
    }

    /// The splices in force in a version: wanted, in words that are themselves in force, and with no earlier
    /// rival in force. Ties point to earlier splices only, so one pass decides.
    fn in_force(&self, version: &Version) -> Option<InForce> {
        let wanted = self.wanted(&self.closure(version)?);
        let mut in_force = InForce(Vec::with_capacity(self.splices.len()));
        for Laid { edit, ties } in &self.splices {
            let is_hosted = ties.hosts.is_empty() || ties.hosts.iter().any(|no| in_force.has(*no));
            let is_rivalled = ties.rivals.iter().any(|no| in_force.has(*no));
            let is_wanted = wanted.get(*edit) == Some(&true);
            in_force.0.push(is_wanted && is_hosted && !is_rivalled);
        }
        Some(in_force)
    }

    fn visible<'a>(&'a self, in_force: &'a InForce) -> impl Iterator<Item = &'a Piece> {
        self.pieces.iter().filter(|piece| piece.is_visible(in_force))
    }

    fn replacement(&self, no: SpliceNo) -> Option<&str> {
        let edit = self.splices.get(index(no))?.edit;
        let EditKind::Correct(splices) = &self.edits.get(edit)?.kind else { return None };
        let first = self.splices.partition_point(|laid| laid.edit < edit);
        splices.get(index(no).checked_sub(first)?).map(|splice| &*splice.replacement)
    }
}

/// A count as an index; every count here is of things in memory.
fn index(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

fn check_splices(splices: &[Splice], len: u32) -> Result<(), EditError> {
    let mut free_from = 0;
    for Splice { span, replacement } in splices {
        if span.end() > len {
            return Err(EditError::OutOfRange { span: *span, len });
        }
        if span.start() < free_from {
            return Err(EditError::Unsorted { span: *span });
        }
        if let Some((found, _)) = crate::text::first_unnormalised(replacement) {
            return Err(EditError::NotNormalised { span: *span, found });
        }
        free_from = span.end();
    }
    Ok(())
}
