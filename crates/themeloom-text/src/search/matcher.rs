//! Terms as regular expressions, and their matches in a text.
//!
//! Borders of words are checked on each match and not by the expression: `\b` for all scripts would keep the
//! engine from its fast paths.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};

use super::fold::{self, is_word_border, is_word_char};
use super::query::{Expr, Filter, Query, Scope, Term};
use super::{QueryError, Vocabulary};
use crate::{CharCursor, Span, Text};

/// The most memory for one compiled expression, in bytes.
const SIZE_LIMIT: usize = 64 << 20;

/// A query ready to run over any number of texts, on any number of threads.
#[derive(Debug)]
pub struct CompiledQuery {
    pub(super) tree: Node,
    pub(super) scope: Scope,
    pub(super) matchers: Vec<Matcher>,
}

/// A query's tree with each term as the number of its matcher.
#[derive(Debug)]
pub(super) enum Node {
    Term(usize),
    Filter(Filter),
    Not(Box<Node>),
    And(Vec<Node>),
    Or(Vec<Node>),
    Near { left: Box<Node>, right: Box<Node>, most_between: u32 },
}

/// Prepares a query. Stems are expanded over the vocabulary of the texts to be searched, and a word written
/// without marks finds the marked forms in it; with an empty vocabulary both find the word as written.
///
/// # Errors
/// If the query asks for more than a search can hold, for instance a regular expression with huge repetitions.
pub fn compile(query: &Query, vocabulary: &Vocabulary) -> Result<CompiledQuery, QueryError> {
    let mut matchers = Vec::new();
    let tree = node(&query.expr, vocabulary, &mut matchers)?;
    Ok(CompiledQuery { tree, scope: query.scope, matchers })
}

fn node(expr: &Expr, vocabulary: &Vocabulary, matchers: &mut Vec<Matcher>) -> Result<Node, QueryError> {
    let mut boxed = |part: &Expr| node(part, vocabulary, matchers).map(Box::new);
    Ok(match expr {
        Expr::And(parts) => Node::And(nodes(parts, vocabulary, matchers)?),
        Expr::Or(parts) => Node::Or(nodes(parts, vocabulary, matchers)?),
        Expr::Filter(filter) => Node::Filter(filter.clone()),
        Expr::Not(inner) => Node::Not(boxed(inner)?),
        Expr::Near { left, right, most_between } => {
            Node::Near { left: boxed(left)?, right: boxed(right)?, most_between: *most_between }
        }
        Expr::Term(term) => {
            matchers.push(Matcher::new(term, vocabulary).map_err(too_large)?);
            Node::Term(matchers.len() - 1)
        }
    })
}

fn nodes(
    parts: &[Expr],
    vocabulary: &Vocabulary,
    matchers: &mut Vec<Matcher>,
) -> Result<Vec<Node>, QueryError> {
    parts.iter().map(|part| node(part, vocabulary, matchers)).collect()
}

fn too_large(_: regex::Error) -> QueryError {
    QueryError::new(Span::at(0), "the query asks for too much at once", "use fewer or smaller repetitions")
}

/// Finds one term.
#[derive(Debug)]
pub(super) struct Matcher {
    plain: Regex,
    /// The alternatives to make patterns of, for texts with soft hyphens; empty for a regular expression.
    words: Vec<String>,
    soft: OnceLock<Option<Regex>>,
    borders: Borders,
    /// Whether a match that is refused may hide one that starts inside it: only one of several words can.
    may_restart: bool,
}

/// Which borders a match must have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Borders {
    Anything,
    WholeWords,
    /// It starts a word, and is widened to the end of it.
    WordStart,
}

impl Matcher {
    fn new(term: &Term, vocabulary: &Vocabulary) -> Result<Self, regex::Error> {
        let (words, borders) = match term {
            Term::Regex { pattern, ignore_case } => {
                let plain = build(pattern, *ignore_case)?;
                let (soft, borders) = (OnceLock::new(), Borders::Anything);
                return Ok(Self { plain, words: vec![], soft, borders, may_restart: false });
            }
            Term::Word(word) => (with_marked(word, vocabulary), Borders::WholeWords),
            Term::Stem(word) => {
                let forms = vocabulary.forms_of(word).map(str::to_owned);
                (with_marked(word, vocabulary).into_iter().chain(forms).collect(), Borders::WholeWords)
            }
            Term::Prefix(start) => (vec![start.clone()], Borders::WordStart),
            Term::Phrase(words) => (vec![words.clone()], Borders::WholeWords),
        };
        let plain = build(&any_of(&words, false), true)?;
        let may_restart = words.iter().any(|word| !word.chars().all(is_word_char));
        Ok(Self { plain, words, soft: OnceLock::new(), borders, may_restart })
    }

    fn regex(&self, text: &Text) -> &Regex {
        if self.words.is_empty() || !text.has_soft_hyphens() {
            return &self.plain;
        }
        let soft = self.soft.get_or_init(|| build(&any_of(&self.words, true), true).ok());
        soft.as_ref().unwrap_or(&self.plain)
    }

    /// All matches in order, none overlapping another.
    pub(super) fn spans(&self, text: &Text) -> Vec<Span> {
        let words = text.as_str();
        let regex = self.regex(text);
        let mut cursor = CharCursor::new(text);
        let mut spans = Vec::new();
        let mut from = 0;
        for found in regex.find_iter(words) {
            let mut place = (found.start(), self.accepted(words, found.start(), found.end()));
            if (place.1.is_none() && self.may_restart) || place.0 < from {
                place = self.restart(regex, words, found.start().max(from), found.end());
            }
            if let (start, Some(end)) = place {
                let (first, last) = (cursor.advance_to(start), cursor.advance_to(end));
                spans.extend(Span::new(first, last));
                from = end;
            }
        }
        spans
    }

    /// The first accepted match that starts in `from..until`, where the engine's own was refused.
    fn restart(&self, regex: &Regex, words: &str, mut from: usize, until: usize) -> (usize, Option<usize>) {
        while let Some(found) = regex.find_at(words, from).filter(|found| found.start() < until) {
            let end = self.accepted(words, found.start(), found.end());
            if end.is_some() {
                return (found.start(), end);
            }
            from = words.ceil_char_boundary(found.start() + 1);
        }
        (from, None)
    }

    /// The end of a match, if it has the borders that it must have and is not empty.
    fn accepted(&self, text: &str, start: usize, end: usize) -> Option<usize> {
        if start == end {
            return None;
        }
        match self.borders {
            Borders::Anything => Some(end),
            Borders::WholeWords => (is_word_border(text, start) && is_word_border(text, end)).then_some(end),
            Borders::WordStart => {
                let rest = text.get(end..)?;
                let more = rest.find(|c| !is_word_char(c)).unwrap_or(rest.len());
                is_word_border(text, start).then_some(end + more)
            }
        }
    }
}

fn with_marked(word: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let marked = vocabulary.marked_forms_of(word).map(str::to_owned);
    [word.to_owned()].into_iter().chain(marked).collect()
}

/// The expression for any of some words, the longest first, since the first alternative wins.
fn any_of(words: &[String], soft_hyphens: bool) -> String {
    let mut patterns: Vec<String> =
        words.iter().map(|word| fold::pattern(&fold::lower(word), soft_hyphens)).collect();
    patterns.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    patterns.dedup();
    patterns.join("|")
}

pub(super) fn build(pattern: &str, ignore_case: bool) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).case_insensitive(ignore_case).size_limit(SIZE_LIMIT).build()
}
