//! The text of a source as lines, cut wherever a mark, a label or what is withheld begins or ends.

use std::collections::BTreeSet;

use themeloom_study::source::Source;
use themeloom_text::{Placed, Span, Text, Version};

use super::set_off::SetOff;
use super::withheld::{Stretch, Withheld, without_blanks};
use crate::model::{Emphasis, Piece, TranscriptLine};

/// The lines of a text with the marks that have these spans.
pub(super) fn lines(
    source: &Source,
    text: &Text,
    withheld: &Withheld,
    marks: &[Span],
) -> Vec<TranscriptLine> {
    let labels = labels(source);
    let edges = edges(marks);
    let mut cuts: BTreeSet<u32> = edges.iter().map(|edge| edge.at).collect();
    let stretches = withheld.stretches();
    for span in labels.iter().chain(stretches.iter().map(|stretch| &stretch.span)) {
        cuts.extend([span.start(), span.end()]);
    }
    let set_off = SetOff::of(source);
    cuts.extend(set_off.edges().filter(|at| *at <= text.len()));
    for line in 0..text.n_lines() {
        cuts.extend(text.line_span(line).into_iter().flat_map(|span| [span.start(), span.end()]));
    }
    let mut writing = Writing { text, lines: vec![line(1)], labels: &labels, stretches, set_off };
    let mut edges = edges.into_iter().peekable();
    let mut from = 0;
    for at in cuts {
        writing.words(Span::new(from, at).unwrap_or_default());
        while let Some(edge) = edges.next_if(|edge| edge.at == at) {
            writing.push(edge.piece);
        }
        from = at;
    }
    writing.lines
}

fn line(number: usize) -> TranscriptLine {
    TranscriptLine { number, heading: None, pieces: Vec::new() }
}

/// The labels of the turns, in order, in the text as it stands now.
fn labels(source: &Source) -> Vec<Span> {
    let Some(way) = source.history.placement(&Version::base(), &source.history.latest()) else {
        return Vec::new();
    };
    let now = |span| way.place(span).and_then(Placed::span);
    let label = |turn: &themeloom_study::source::Turn| {
        let (whole, words) = (now(turn.span)?, now(turn.words)?);
        Span::new(whole.start(), words.start()).filter(|label| !label.is_empty())
    };
    let mut labels: Vec<Span> = source.turns.iter().filter_map(label).collect();
    labels.sort_unstable_by_key(|label| (label.start(), label.end()));
    labels
}

/// Where a mark begins or ends.
struct Edge {
    at: u32,
    piece: Piece,
}

/// The edges in the order in which they are written: at one place, marks end before others begin, and a mark of
/// no words begins and ends between the two.
fn edges(marks: &[Span]) -> Vec<Edge> {
    let mut edges = Vec::with_capacity(marks.len() * 2);
    for (number, span) in marks.iter().enumerate() {
        let (begin, end) = if span.is_empty() { (1, 1) } else { (2, 0) };
        edges.push((begin, number, Edge { at: span.start(), piece: Piece::Begin(number) }));
        edges.push((end, number, Edge { at: span.end(), piece: Piece::End(number) }));
    }
    edges.sort_by_key(|(turn, number, edge)| (edge.at, *turn, *number));
    edges.into_iter().map(|(_, _, edge)| edge).collect()
}

struct Writing<'a> {
    text: &'a Text,
    lines: Vec<TranscriptLine>,
    labels: &'a [Span],
    stretches: &'a [Stretch],
    set_off: SetOff,
}

impl Writing<'_> {
    fn push(&mut self, piece: Piece) {
        if let Some(line) = self.lines.last_mut() {
            line.pieces.push(piece);
        }
    }

    /// Words between two cuts: all of them a label, all withheld, or all plain.
    fn words(&mut self, span: Span) {
        let Some(words) = self.text.excerpt(span).filter(|words| !words.is_empty()) else { return };
        let around = self.stretches.partition_point(|stretch| stretch.span.end() <= span.start());
        let hidden = self.stretches.get(around).filter(|stretch| stretch.span.encloses(span));
        if let Some(stretch) = hidden.filter(|stretch| stretch.span.start() == span.start()) {
            self.push(Piece::Withheld(stretch.reason.clone()));
        }
        if words == "\n" {
            // Lines that are not shown keep their numbers.
            let number = self.lines.last().map_or(1, |line| line.number + 1);
            self.lines.push(line(number));
        } else if hidden.is_none() {
            self.shown(span, words.to_owned());
        }
    }

    fn shown(&mut self, span: Span, words: String) {
        let level = self.heading();
        if let Some(line) = self.lines.last_mut() {
            line.heading = level;
        }
        let emphasis = self.set_off.emphasis(span);
        self.push(match emphasis == Emphasis::default() {
            _ if self.is_label(span) => Piece::Label(words),
            true => Piece::Words(words),
            false => Piece::Emphasised(words, emphasis),
        });
    }

    /// The level of the present line where it is a heading.
    fn heading(&self) -> Option<u8> {
        let line = u32::try_from(self.lines.len().checked_sub(1)?).ok()?;
        self.set_off.level(without_blanks(self.text, self.text.line_span(line)?)?)
    }

    fn is_label(&self, span: Span) -> bool {
        let around = self.labels.partition_point(|label| label.end() <= span.start());
        self.labels.get(around).is_some_and(|label| label.encloses(span))
    }
}
