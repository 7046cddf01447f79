//! Which passages a query finds in a text.

use unicode_segmentation::UnicodeSegmentation;

use super::CompiledQuery;
use super::matcher::Node;
use super::query::{Filter, Scope};
use crate::{Span, Text, paragraphs};

/// A text to search and its turns.
#[derive(Clone, Copy, Debug)]
pub struct SearchText<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its turns in order; none for a text without.
    pub turns: &'a [Span],
}

/// A passage that a query finds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Match {
    /// The words found; for a query without words to find, the whole turn, paragraph or source.
    pub span: Span,
}

/// All passages that a query finds in a text, in order.
///
/// AND, NOT and filters decide on each unit (turn, paragraph or source); what is found are the words of the
/// terms that are not under NOT, in the units for which the query holds. `holds` decides each filter on a
/// unit: it knows the study, this crate does not.
pub fn search(
    searched: &SearchText<'_>,
    query: &CompiledQuery,
    holds: &mut dyn FnMut(&Filter, Span) -> bool,
) -> Vec<Match> {
    let mut found: Vec<Vec<Span>> =
        query.matchers.iter().map(|matcher| matcher.spans(searched.text)).collect();
    let mut spans = if !is_any_of_terms(&query.tree) {
        let mut evaluation = Evaluation { text: searched.text, found: &found, holds };
        units(searched, query.scope)
            .into_iter()
            .flat_map(|unit| evaluation.found_in(&query.tree, unit))
            .collect()
    } else if found.len() == 1 {
        found.swap_remove(0)
    } else {
        found.concat()
    };
    sort_and_join(&mut spans);
    spans.into_iter().map(|span| Match { span }).collect()
}

/// Whether a query only asks for any of its terms, wherever they stand.
fn is_any_of_terms(node: &Node) -> bool {
    match node {
        Node::Term(_) => true,
        Node::Or(parts) => parts.iter().all(is_any_of_terms),
        _ => false,
    }
}

fn units(searched: &SearchText<'_>, scope: Scope) -> Vec<Span> {
    match scope {
        Scope::Source => vec![searched.text.whole()],
        Scope::Turn if !searched.turns.is_empty() => searched.turns.to_vec(),
        Scope::Turn | Scope::Paragraph => paragraphs(searched.text),
    }
}

/// Sorts, and leaves out repeated spans.
fn sort_and_join(spans: &mut Vec<Span>) {
    if !spans.is_sorted_by(|a, b| a < b) {
        spans.sort_unstable();
        spans.dedup();
    }
}

struct Evaluation<'a> {
    text: &'a Text,
    /// The matches of each term.
    found: &'a [Vec<Span>],
    holds: &'a mut dyn FnMut(&Filter, Span) -> bool,
}

impl Evaluation<'_> {
    fn found_in(&mut self, tree: &Node, unit: Span) -> Vec<Span> {
        match self.spans(tree, unit) {
            Some(spans) if spans.is_empty() => vec![unit],
            Some(spans) => spans,
            None => Vec::new(),
        }
    }

    /// The words found in a unit for which a part of the query holds; `None` if it does not hold.
    fn spans(&mut self, node: &Node, unit: Span) -> Option<Vec<Span>> {
        match node {
            Node::Term(number) => self.term(*number, unit),
            Node::Filter(filter) => (self.holds)(filter, unit).then(Vec::new),
            Node::Not(inner) => self.spans(inner, unit).is_none().then(Vec::new),
            Node::And(parts) => {
                let mut all = Vec::new();
                for part in parts {
                    all.extend(self.spans(part, unit)?);
                }
                Some(all)
            }
            Node::Or(parts) => {
                let held: Vec<Vec<Span>> = parts.iter().filter_map(|part| self.spans(part, unit)).collect();
                (!held.is_empty()).then(|| held.concat())
            }
            Node::Near { left, right, most_between } => {
                let (left, right) = (self.spans(left, unit)?, self.spans(right, unit)?);
                let near = self.near(&left, &right, *most_between);
                (!near.is_empty()).then_some(near)
            }
        }
    }

    fn term(&self, number: usize, unit: Span) -> Option<Vec<Span>> {
        let found = self.found.get(number)?;
        let first = found.partition_point(|span| span.start() < unit.start());
        let inside = found.iter().skip(first).take_while(|span| span.start() < unit.end());
        let spans: Vec<Span> = inside.filter(|span| span.end() <= unit.end()).copied().collect();
        (!spans.is_empty()).then_some(spans)
    }

    /// The spans of either side that have one of the other within reach, sorted.
    fn near(&self, left: &[Span], right: &[Span], most_between: u32) -> Vec<Span> {
        let mut near = Vec::new();
        for a in left {
            for b in right {
                if self.is_near(*a, *b, most_between) {
                    near.extend([*a, *b]);
                }
            }
        }
        sort_and_join(&mut near);
        near
    }

    fn is_near(&self, a: Span, b: Span, most_between: u32) -> bool {
        let (first, second) = if a < b { (a, b) } else { (b, a) };
        let most = usize::try_from(most_between).unwrap_or(usize::MAX);
        let between = Span::new(first.end(), second.start()).and_then(|gap| self.text.excerpt(gap));
        between.is_some_and(|gap| gap.unicode_words().take(most.saturating_add(1)).count() <= most)
    }
}
