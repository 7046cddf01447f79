//! The query language.
//!
//! | written | finds |
//! |---|---|
//! | `trust` | the word, in capitals or not |
//! | `manag*` | words that start so |
//! | `~manage` | all forms of the word (manages, managing ...), by the English stem |
//! | `"value for money"` | these words one after another |
//! | `/wom[ae]n/`, `/nhs/i` | a regular expression; with `i` in capitals or not |
//! | `a b`, `a AND b` | turns (or whatever `within:` says) that hold both |
//! | `a OR b`, `NOT a` | either; those that do not hold it |
//! | `a NEAR/5 b` | both, with at most five words between |
//! | `(a OR b) c` | parentheses: NOT binds first, then NEAR, AND, OR |
//! | `within:turn` `within:paragraph` `within:source` | what AND and NOT decide on; turn unless said |
//! | `code:Trust` `speaker:P01` `case:P01` `role="board executive"` | filters, decided by the caller |
//!
//! Operators are in capitals, so that `and`, `or`, `not` can be searched as words.

use super::QueryError;
use super::lexer::{Token, tokens};
use crate::Span;

/// How deep parentheses and NOTs may stand in each other.
const DEEPEST: usize = 64;

/// A query that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Query {
    pub(super) expr: Expr,
    pub(super) scope: Scope,
    filters: Vec<Filter>,
}

impl Query {
    /// The filters in the order of the query; [`super::search`] asks the caller about each.
    pub fn filters(&self) -> &[Filter] {
        &self.filters
    }

    /// What AND, NOT and filters decide on.
    pub fn scope(&self) -> Scope {
        self.scope
    }
}

/// What AND, NOT and filters decide on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Scope {
    /// Each turn; each paragraph where a source has no turns.
    #[default]
    Turn,
    /// Each paragraph.
    Paragraph,
    /// Each source as a whole.
    Source,
}

/// A condition on what is known of a passage, other than its words.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Filter {
    /// What it asks about.
    pub kind: FilterKind,
    /// The value asked for, as written.
    pub value: String,
}

/// What a filter asks about.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum FilterKind {
    /// `code:`, a code that the passage is coded with.
    Code,
    /// `speaker:`, who speaks.
    Speaker,
    /// `case:`, whose words they are.
    Case,
    /// `attribute=value`, an attribute of the case, by its name.
    Attribute(String),
}

/// Words to find.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum Term {
    Word(String),
    Prefix(String),
    Stem(String),
    Phrase(String),
    Regex { pattern: String, ignore_case: bool },
}

/// A query as a tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Expr {
    Term(Term),
    Filter(Filter),
    Not(Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Near { left: Box<Expr>, right: Box<Expr>, most_between: u32 },
}

/// Reads a query.
///
/// # Errors
/// If it is empty or malformed: with the place in the query, what is wrong, and what to do.
pub fn parse_query(query: &str) -> Result<Query, QueryError> {
    let tokens = tokens(query)?;
    let end = Span::at(u32::try_from(query.chars().count()).unwrap_or(u32::MAX));
    let mut parser = Parser { tokens: &tokens, end, depth: 0, scope: None, filters: Vec::new() };
    parser.skip_scopes()?;
    if parser.tokens.is_empty() {
        return Err(QueryError::new(
            end,
            "the query is empty",
            "write a word, a \"phrase\" or a filter such as code:Trust",
        ));
    }
    let expr = parser.any_of()?;
    if let Some((_, at)) = parser.tokens.first() {
        return Err(QueryError::new(
            *at,
            "a parenthesis is closed that was never opened",
            "remove it, or open one before it",
        ));
    }
    Ok(Query { expr, scope: parser.scope.unwrap_or_default(), filters: parser.filters })
}

struct Parser<'a> {
    tokens: &'a [(Token, Span)],
    end: Span,
    depth: usize,
    scope: Option<Scope>,
    filters: Vec<Filter>,
}

impl<'a> Parser<'a> {
    /// The next token, after any `within:`, which belongs to the whole query wherever it stands.
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.first().map(|(token, _)| token)
    }

    fn advance(&mut self) -> Result<(), QueryError> {
        self.tokens = self.tokens.get(1..).unwrap_or_default();
        self.skip_scopes()
    }

    fn skip_scopes(&mut self) -> Result<(), QueryError> {
        while let Some(((Token::Within(scope), at), rest)) = self.tokens.split_first() {
            if self.scope.is_some_and(|known| known != *scope) {
                return Err(QueryError::new(*at, "within: is given twice", "keep one of the two"));
            }
            self.scope = Some(*scope);
            self.tokens = rest;
        }
        Ok(())
    }

    fn any_of(&mut self) -> Result<Expr, QueryError> {
        let mut parts = vec![self.all_of()?];
        while self.peek() == Some(&Token::Or) {
            self.advance()?;
            parts.push(self.all_of()?);
        }
        Ok(joined(parts, Expr::Or))
    }

    fn all_of(&mut self) -> Result<Expr, QueryError> {
        let mut parts = vec![self.near()?];
        loop {
            match self.peek() {
                Some(Token::And) => self.advance()?,
                None | Some(Token::Or | Token::Close) => return Ok(joined(parts, Expr::And)),
                Some(_) => {}
            }
            parts.push(self.near()?);
        }
    }

    fn near(&mut self) -> Result<Expr, QueryError> {
        let start = self.tokens.first().map_or(self.end, |(_, at)| *at);
        let mut left = self.single()?;
        while let Some(Token::Near(most_between)) = self.peek() {
            self.advance()?;
            let next = self.tokens.first().map_or(self.end, |(_, at)| *at);
            let right = self.single()?;
            for (side, at) in [(&left, start), (&right, next)] {
                if !is_words(side) {
                    let hint = "put words, phrases or (words OR words) on both sides of NEAR";
                    return Err(QueryError::new(
                        at,
                        "NEAR cannot measure from here: there are no words to find",
                        hint,
                    ));
                }
            }
            left = Expr::Near { left: Box::new(left), right: Box::new(right), most_between: *most_between };
        }
        Ok(left)
    }

    fn single(&mut self) -> Result<Expr, QueryError> {
        let Some(((token, at), _)) = self.tokens.split_first() else {
            return Err(QueryError::new(
                self.end,
                "the query stops where words should follow",
                "add the words that the last operator asks for",
            ));
        };
        match token {
            Token::Not => {
                self.advance()?;
                let inner = self.deeper(*at, Self::single)?;
                Ok(Expr::Not(Box::new(inner)))
            }
            Token::Open => {
                self.advance()?;
                let inner = self.deeper(*at, Self::any_of)?;
                if self.peek() != Some(&Token::Close) {
                    return Err(QueryError::new(
                        *at,
                        "a parenthesis is not closed",
                        "add ) where the group ends",
                    ));
                }
                self.advance()?;
                Ok(inner)
            }
            Token::Term(term) => {
                self.advance()?;
                Ok(Expr::Term(term.clone()))
            }
            Token::Filter(filter) => {
                self.filters.push(filter.clone());
                self.advance()?;
                Ok(Expr::Filter(filter.clone()))
            }
            Token::Close => Err(QueryError::new(
                *at,
                "a parenthesis is closed where words should stand",
                "write words before it, or remove it",
            )),
            Token::And | Token::Or | Token::Near(_) | Token::Within(_) => {
                let hint = "write words on both sides, or quote the operator to search for it as a word";
                Err(QueryError::new(*at, "an operator stands where words should", hint))
            }
        }
    }

    fn deeper(
        &mut self,
        at: Span,
        read: impl FnOnce(&mut Self) -> Result<Expr, QueryError>,
    ) -> Result<Expr, QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(QueryError::new(
                at,
                "the query is nested too deeply",
                "use fewer parentheses in each other",
            ));
        }
        let read = read(self);
        self.depth -= 1;
        read
    }
}

/// Whether an expression is only words to find, so that distances can be measured from it.
fn is_words(expr: &Expr) -> bool {
    match expr {
        Expr::Term(_) | Expr::Near { .. } => true,
        Expr::Or(parts) => parts.iter().all(is_words),
        Expr::Filter(_) | Expr::Not(_) | Expr::And(_) => false,
    }
}

fn joined(mut parts: Vec<Expr>, join: fn(Vec<Expr>) -> Expr) -> Expr {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            join(parts)
        }
    }
}
