//! The master sequence: every stretch of text that a source ever had, in order.
//!
//! A splice's new words stand right after the words that it replaced; a pure insertion stands right before
//! the words that its author saw on its right. So of concurrent insertions at one point the one added first
//! comes first, and text inserted before a replaced passage stays before it.

use smallvec::SmallVec;

use super::Splice;

/// The number of a splice, counted over all edits in the order of their addition.
pub(super) type SpliceNo = u32;

/// A stretch of text that was always kept or deleted as one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Piece {
    /// The splice that brought it in; `None` for the base text.
    pub(super) inserted_by: Option<SpliceNo>,
    /// Where it starts in the base text or in its splice's replacement, in code points.
    pub(super) start: u32,
    /// Its length in code points, never 0.
    pub(super) len: u32,
    /// The splices that delete it.
    pub(super) deleted_by: SmallVec<[SpliceNo; 2]>,
}

impl Piece {
    pub(super) fn new(inserted_by: Option<SpliceNo>, len: u32) -> Self {
        Self { inserted_by, start: 0, len, deleted_by: SmallVec::new() }
    }

    /// Whether it can be read where these splices are in force.
    pub(super) fn is_visible(&self, in_force: &InForce) -> bool {
        self.inserted_by.is_none_or(|no| in_force.has(no))
            && !self.deleted_by.iter().any(|no| in_force.has(*no))
    }

    /// Cuts it after `at` code points.
    fn split(&self, at: u32) -> (Self, Self) {
        let (mut left, mut right) = (self.clone(), self.clone());
        left.len = at;
        right.start += at;
        right.len -= at;
        (left, right)
    }
}

/// Which splices are in force in a version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct InForce(pub(super) Vec<bool>);

impl InForce {
    pub(super) fn has(&self, no: SpliceNo) -> bool {
        usize::try_from(no).ok().and_then(|no| self.0.get(no)).copied().unwrap_or(false)
    }
}

/// What a splice stands in and against, found while it is laid into the sequence.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Ties {
    /// Where all that it touches was brought in by splices: these. It means nothing once none is in force.
    pub(super) hosts: Vec<SpliceNo>,
    /// Splices added before it, not in force where it was made, that touch the same words.
    pub(super) rivals: Vec<SpliceNo>,
}

/// Lays the splices of one edit, made where `in_force` are in force, into the sequence. They are in order and
/// in range; `first` is the number of the first of them. Returns the ties of each.
pub(super) fn lay(
    pieces: &mut Vec<Piece>,
    in_force: &InForce,
    splices: &[Splice],
    first: SpliceNo,
) -> Vec<Ties> {
    let cut = cut_at_borders(std::mem::take(pieces), in_force, splices);
    let out = Vec::with_capacity(cut.len() + splices.len());
    let mut layer =
        Layer { in_force, splices, no: first, position: 0, out, last_visible: None, ties: vec![] };
    let mut open = Open::default();
    for piece in cut {
        layer.take(piece, &mut open);
    }
    layer.insert_before(None);
    *pieces = layer.out;
    layer.ties
}

/// The pieces, cut so that every border of a splice is the border of a piece.
fn cut_at_borders(pieces: Vec<Piece>, in_force: &InForce, splices: &[Splice]) -> Vec<Piece> {
    let mut borders = splices.iter().flat_map(|splice| [splice.span.start(), splice.span.end()]).peekable();
    let mut out = Vec::with_capacity(pieces.len() + 2 * splices.len());
    let mut position = 0;
    for mut piece in pieces {
        if piece.is_visible(in_force) {
            while let Some(border) = borders.next_if(|border| *border < position + piece.len) {
                if border > position {
                    let (left, right) = piece.split(border - position);
                    position = border;
                    out.push(left);
                    piece = right;
                }
            }
            position += piece.len;
        }
        out.push(piece);
    }
    out
}

/// What the splice that is being laid has touched so far.
#[derive(Default)]
struct Open {
    ties: Ties,
    is_begun: bool,
    touches_base: bool,
}

struct Layer<'a> {
    in_force: &'a InForce,
    /// The splices still to lay; the first has the number `no`.
    splices: &'a [Splice],
    no: SpliceNo,
    position: u32,
    out: Vec<Piece>,
    last_visible: Option<usize>,
    ties: Vec<Ties>,
}

impl Layer<'_> {
    fn take(&mut self, mut piece: Piece, open: &mut Open) {
        if !piece.is_visible(self.in_force) {
            let unseen = piece.inserted_by.filter(|by| open.is_begun && !self.in_force.has(*by));
            open.ties.rivals.extend(unseen);
            self.out.push(piece);
            return;
        }
        self.insert_before(Some(&piece));
        let (position, len) = (self.position, piece.len);
        let deleted = self.splices.first().filter(|splice| splice.span.contains(position));
        if deleted.is_some() {
            open.is_begun = true;
            open.touches_base |= piece.inserted_by.is_none();
            open.ties.hosts.extend(piece.inserted_by);
            open.ties.rivals.extend(piece.deleted_by.iter().copied());
            piece.deleted_by.push(self.no);
        }
        self.position += len;
        self.last_visible = Some(self.out.len());
        self.out.push(piece);
        if let Some(splice) = deleted.filter(|splice| splice.span.end() == self.position) {
            let mut done = std::mem::take(open);
            if done.touches_base {
                done.ties.hosts.clear();
            }
            self.lay_next(splice, done.ties);
        }
    }

    /// Lays the pure insertions that stand here; `right` is the first visible piece after them.
    fn insert_before(&mut self, right: Option<&Piece>) {
        while let Some((splice, _)) = self.splices.split_first()
            && splice.span.is_empty()
            && splice.span.start() == self.position
        {
            let left = self.last_visible.and_then(|at| self.out.get(at));
            let ties = left.zip(right).map(|(left, right)| ties_between(left, right)).unwrap_or_default();
            self.lay_next(splice, ties);
        }
    }

    fn lay_next(&mut self, splice: &Splice, mut ties: Ties) {
        let len = splice.replacement.chars().count();
        if let Some(len) = u32::try_from(len).ok().filter(|len| *len > 0) {
            self.out.push(Piece::new(Some(self.no), len));
        }
        for numbers in [&mut ties.hosts, &mut ties.rivals] {
            numbers.sort_unstable();
            numbers.dedup();
        }
        self.ties.push(ties);
        self.no += 1;
        self.splices = self.splices.get(1..).unwrap_or_default();
    }
}

/// The ties of a pure insertion between two visible pieces.
fn ties_between(left: &Piece, right: &Piece) -> Ties {
    let host = left.inserted_by.filter(|by| Some(*by) == right.inserted_by);
    let rivals = left.deleted_by.iter().copied().filter(|no| right.deleted_by.contains(no));
    Ties { hosts: host.into_iter().collect(), rivals: rivals.collect() }
}
