//! Where a span of one version stands in another.
//!
//! The words of a span that both versions hold carry it. Words that the other version lacks are followed to
//! what stands for them there: forward to what replaced them, back to what they had replaced. The span is
//! then the smallest that holds all these, so that words inserted strictly inside come in, and words
//! inserted at an edge stay out.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::pieces::{InForce, Piece, SpliceNo};
use crate::Span;

/// What became of a span.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub enum Placed {
    /// The same words at the same place.
    Unmoved(Span),
    /// The same words at another place.
    Moved(Span),
    /// The words were partly or wholly replaced.
    Stale(Span),
    /// The words were deleted and nothing stands for them.
    Gone,
}

impl Placed {
    /// Where it stands; `None` if it is gone.
    pub const fn span(self) -> Option<Span> {
        match self {
            Self::Unmoved(span) | Self::Moved(span) | Self::Stale(span) => Some(span),
            Self::Gone => None,
        }
    }

    /// Whether the words are other than they were.
    pub const fn is_changed(self) -> bool {
        matches!(self, Self::Stale(_) | Self::Gone)
    }
}

/// The way from one version to another, for many spans.
#[derive(Clone, Debug)]
pub struct Placement {
    stretches: Vec<Stretch>,
    len: u32,
}

/// Words of the one version with one fate in the other.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    from: Span,
    fate: Fate,
}

#[derive(Clone, Copy, Debug)]
enum Fate {
    /// They stand at this position.
    Kept(u32),
    /// This stands for them.
    Replaced(Span),
    /// Nothing stands for them; they would be at this position.
    Deleted(u32),
}

impl Placement {
    pub(super) fn between(pieces: &[Piece], from: &InForce, to: &InForce) -> Self {
        let tracer = Tracer::new(pieces, from, to);
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut len = 0;
        for (number, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.is_visible(from)) {
            let span = Span::with_len(len, piece.len);
            len = span.end();
            let fate = tracer.fate(number, piece);
            match (stretches.last_mut(), fate) {
                (Some(Stretch { from, fate: Fate::Kept(to) }), Fate::Kept(at)) if *to + from.len() == at => {
                    *from = from.cover(span);
                }
                _ => stretches.push(Stretch { from: span, fate }),
            }
        }
        Self { stretches, len }
    }

    /// Where a span stands; `None` if it reaches beyond the end of the version that it is of.
    pub fn place(&self, span: Span) -> Option<Placed> {
        if span.end() > self.len {
            return None;
        }
        if span.is_empty() {
            return Some(self.place_cursor(span.start()));
        }
        let first = self.stretches.partition_point(|stretch| stretch.from.end() <= span.start());
        let touched =
            self.stretches.iter().skip(first).take_while(|stretch| stretch.from.start() < span.end());
        let mut place: Option<Span> = None;
        let mut is_same = true;
        for Stretch { from, fate } in touched {
            let part = match *fate {
                Fate::Kept(to) => from
                    .intersection(span)
                    .map(|kept| Span::with_len(to + (kept.start() - from.start()), kept.len())),
                Fate::Replaced(by) => Some(by),
                Fate::Deleted(_) => None,
            };
            is_same &= matches!(fate, Fate::Kept(_));
            place = place.map_or(part, |place| Some(part.map_or(place, |part| place.cover(part))));
        }
        Some(place.map_or(Placed::Gone, |place| judge(span, place, is_same)))
    }

    /// A cursor stays behind the code point on its left; where that is gone, before the one on its right.
    fn place_cursor(&self, position: u32) -> Placed {
        let right = self.stretches.partition_point(|stretch| stretch.from.end() <= position);
        let left = self.stretches.partition_point(|stretch| stretch.from.end() < position);
        let start = Stretch { from: Span::at(0), fate: Fate::Kept(0) };
        let left = if position == 0 { Some(&start) } else { self.stretches.get(left) };
        let kept = |stretch: Option<&Stretch>| match stretch {
            Some(Stretch { from, fate: Fate::Kept(to) }) => Some(to + (position - from.start())),
            _ => None,
        };
        match kept(left).or_else(|| kept(self.stretches.get(right))) {
            Some(to) => judge(Span::at(position), Span::at(to), true),
            None => Placed::Stale(Span::at(left.map_or(0, |left| left.fate.position_after()))),
        }
    }
}

impl Fate {
    /// Where a cursor goes that stood in or right after these words.
    fn position_after(self) -> u32 {
        match self {
            Self::Kept(to) | Self::Deleted(to) => to,
            Self::Replaced(by) => by.end(),
        }
    }
}

/// Whether the words at `to` are those that stood at `from`, given that none of those was lost.
fn judge(from: Span, to: Span, is_same: bool) -> Placed {
    if !is_same || from.len() != to.len() {
        Placed::Stale(to)
    } else if from == to {
        Placed::Unmoved(to)
    } else {
        Placed::Moved(to)
    }
}

/// Follows pieces that are not shown to those that stand for them.
struct Tracer<'a> {
    pieces: &'a [Piece],
    from: &'a InForce,
    to: &'a InForce,
    /// For each piece, its place in the other version, or the empty span where it would be.
    places: Vec<Span>,
    inserted: FxHashMap<SpliceNo, Vec<usize>>,
    deleted: FxHashMap<SpliceNo, Vec<usize>>,
}

impl<'a> Tracer<'a> {
    fn new(pieces: &'a [Piece], from: &'a InForce, to: &'a InForce) -> Self {
        let mut tracer = Self {
            pieces,
            from,
            to,
            places: Vec::with_capacity(pieces.len()),
            inserted: FxHashMap::default(),
            deleted: FxHashMap::default(),
        };
        let mut position = 0;
        for (number, piece) in pieces.iter().enumerate() {
            let shown = if piece.is_visible(to) { piece.len } else { 0 };
            tracer.places.push(Span::with_len(position, shown));
            position += shown;
            if let Some(no) = piece.inserted_by {
                tracer.inserted.entry(no).or_default().push(number);
            }
            for no in &piece.deleted_by {
                tracer.deleted.entry(*no).or_default().push(number);
            }
        }
        tracer
    }

    fn fate(&self, number: usize, piece: &Piece) -> Fate {
        let place = self.places.get(number).copied().unwrap_or_default();
        if piece.is_visible(self.to) {
            return Fate::Kept(place.start());
        }
        self.trace(number).map_or(Fate::Deleted(place.start()), Fate::Replaced)
    }

    /// The span of all that stands, in the other version, for a piece that is not shown there.
    fn trace(&self, number: usize) -> Option<Span> {
        let mut place: Option<Span> = None;
        let mut waiting = vec![number];
        let mut met = vec![number];
        while let Some(number) = waiting.pop() {
            let Some(piece) = self.pieces.get(number) else { continue };
            if let Some(shown) = self.places.get(number).filter(|span| !span.is_empty()) {
                // Words that the first version held too carry themselves and stand for no others.
                if !piece.is_visible(self.from) {
                    place = Some(place.map_or(*shown, |place| place.cover(*shown)));
                }
                continue;
            }
            for next in self.stand_ins(piece) {
                if !met.contains(&next) {
                    met.push(next);
                    waiting.push(next);
                }
            }
        }
        place
    }

    /// The pieces that took the place of one that is not shown, or whose place it had taken.
    fn stand_ins(&self, piece: &Piece) -> impl Iterator<Item = usize> {
        let replaced_by =
            piece.deleted_by.iter().filter(|no| self.to.has(**no)).filter_map(|no| self.inserted.get(no));
        let replaces = piece.inserted_by.filter(|no| !self.to.has(*no)).and_then(|no| self.deleted.get(&no));
        replaced_by.chain(replaces).flatten().copied()
    }
}
