//! The words and signs of a query, each with its place.

use super::QueryError;
use super::query::{Filter, FilterKind, Scope, Term};
use crate::Span;

/// One word or sign of a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Near(u32),
    Term(Term),
    Filter(Filter),
    Within(Scope),
}

/// Splits a query into tokens.
pub(super) fn tokens(query: &str) -> Result<Vec<(Token, Span)>, QueryError> {
    let chars: Vec<char> = query.chars().collect();
    let mut lexer = Lexer { chars: &chars, position: 0 };
    let mut tokens = Vec::new();
    loop {
        lexer.skip_space();
        let start = lexer.position;
        let Some(first) = lexer.peek() else { return Ok(tokens) };
        let token = lexer.token(first)?;
        tokens.push((token, lexer.since(start)));
    }
}

struct Lexer<'a> {
    chars: &'a [char],
    position: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.position).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.position += 1;
        }
    }

    fn since(&self, start: usize) -> Span {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span::new(count(start), count(self.position)).unwrap_or_default()
    }

    fn token(&mut self, first: char) -> Result<Token, QueryError> {
        match first {
            '(' | ')' => {
                self.position += 1;
                Ok(if first == '(' { Token::Open } else { Token::Close })
            }
            '"' | '“' | '”' => self.phrase(),
            '/' => self.regex(),
            _ => self.bare(),
        }
    }

    /// The characters up to one that closes, which is left behind; `None` if none does. `\/` in a regular
    /// expression stands for the slash.
    fn until(&mut self, is_end: impl Fn(char) -> bool, escape: Option<char>) -> Option<String> {
        let mut text = String::new();
        self.position += 1;
        while let Some(char) = self.peek() {
            self.position += 1;
            let next = self.peek();
            match escape {
                Some(escape) if char == escape && next.is_some() => {
                    // Only the closing sign loses its escape; all others belong to the expression.
                    let is_closing = next.is_some_and(&is_end);
                    text.extend((!is_closing).then_some(char));
                    text.extend(next);
                    self.position += 1;
                }
                _ if is_end(char) => return Some(text),
                _ => text.push(char),
            }
        }
        None
    }

    fn quoted(&mut self) -> Result<String, QueryError> {
        let start = self.position;
        self.until(|c| matches!(c, '"' | '“' | '”'), None).ok_or_else(|| {
            QueryError::new(
                self.since(start),
                "a quotation mark is not closed",
                "add \" after the last word of the phrase",
            )
        })
    }

    fn phrase(&mut self) -> Result<Token, QueryError> {
        let start = self.position;
        let words = self.quoted()?;
        if !words.chars().any(char::is_alphanumeric) {
            return Err(QueryError::new(
                self.since(start),
                "the phrase has no words",
                "write words between the quotation marks",
            ));
        }
        Ok(Token::Term(Term::Phrase(words)))
    }

    fn regex(&mut self) -> Result<Token, QueryError> {
        let start = self.position;
        let Some(pattern) = self.until(|c| c == '/', Some('\\')) else {
            let hint = "end it with a slash, and write \\/ for a slash inside";
            return Err(QueryError::new(self.since(start), "the regular expression is not closed", hint));
        };
        let ignore_case = self.peek() == Some('i');
        self.position += usize::from(ignore_case);
        let at = self.since(start);
        check_regex(&pattern, at)?;
        Ok(Token::Term(Term::Regex { pattern, ignore_case }))
    }

    /// A word, an operator or a filter.
    fn bare(&mut self) -> Result<Token, QueryError> {
        let start = self.position;
        let is_border = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '”' | ':' | '=');
        while self.peek().is_some_and(|c| !is_border(c)) {
            self.position += 1;
        }
        let word: String = self.chars.get(start..self.position).unwrap_or_default().iter().collect();
        match self.peek() {
            Some(sign @ (':' | '=')) => {
                self.position += 1;
                self.filter(&word, sign, start)
            }
            _ => operator_or_word(&word, self.since(start)),
        }
    }

    fn filter(&mut self, name: &str, sign: char, start: usize) -> Result<Token, QueryError> {
        let value = match self.peek() {
            Some('"' | '“' | '”') => self.quoted()?,
            _ => {
                let from = self.position;
                while self.peek().is_some_and(|c| !c.is_whitespace() && !matches!(c, '(' | ')')) {
                    self.position += 1;
                }
                self.chars.get(from..self.position).unwrap_or_default().iter().collect()
            }
        };
        let at = self.since(start);
        if name.is_empty() || value.trim().is_empty() {
            let hint = "write the name and the value without spaces between, as in code:Trust or role=\"board executive\"";
            return Err(QueryError::new(at, "a filter lacks its name or its value", hint));
        }
        let kind = match (sign, name) {
            ('=', _) => FilterKind::Attribute(name.to_owned()),
            (_, "code") => FilterKind::Code,
            (_, "speaker") => FilterKind::Speaker,
            (_, "case") => FilterKind::Case,
            (_, "within") => return scope(&value, at),
            _ => {
                let hint = "the filters are code:, speaker:, case:, within: and attribute=value; quote words that contain a colon";
                return Err(QueryError::new(at, format!("there is no filter “{name}:”"), hint));
            }
        };
        Ok(Token::Filter(Filter { kind, value }))
    }
}

fn scope(value: &str, at: Span) -> Result<Token, QueryError> {
    let scope = match value {
        "turn" => Scope::Turn,
        "paragraph" => Scope::Paragraph,
        "source" => Scope::Source,
        _ => {
            let hint = "write within:turn, within:paragraph or within:source";
            return Err(QueryError::new(at, format!("“{value}” is nothing to search within"), hint));
        }
    };
    Ok(Token::Within(scope))
}

fn operator_or_word(word: &str, at: Span) -> Result<Token, QueryError> {
    match word {
        "AND" => return Ok(Token::And),
        "OR" => return Ok(Token::Or),
        "NOT" => return Ok(Token::Not),
        _ => {}
    }
    if let Some(n) = word.strip_prefix("NEAR").filter(|n| n.is_empty() || n.starts_with('/')) {
        let n = n.strip_prefix('/').and_then(|n| n.parse().ok());
        let hint = "write how many words may stand between, as in trust NEAR/5 board";
        return n.map(Token::Near).ok_or_else(|| QueryError::new(at, "NEAR needs a number", hint));
    }
    let (kind, letters): (fn(String) -> Term, &str) = match (word.strip_prefix('~'), word.strip_suffix('*')) {
        (Some(_), Some(_)) => {
            let hint = "write ~manage for all forms of the word, or manag* for all that starts so";
            return Err(QueryError::new(at, "~ and * cannot be used together", hint));
        }
        (Some(rest), None) => (Term::Stem, rest),
        (None, Some(rest)) => (Term::Prefix, rest),
        (None, None) => (Term::Word, word),
    };
    if letters.contains(['*', '~']) {
        let hint = "put * at the end of a word and ~ before it, or use a regular expression: /wom[ae]n/";
        return Err(QueryError::new(at, "* and ~ cannot stand inside a word", hint));
    }
    if !letters.chars().any(char::is_alphanumeric) {
        let hint = "write words, or put signs between slashes as a regular expression";
        return Err(QueryError::new(at, "there is no word here", hint));
    }
    Ok(Token::Term(kind(letters.to_owned())))
}

/// Refuses a regular expression that cannot be read, and says where in the query it goes wrong.
fn check_regex(pattern: &str, at: Span) -> Result<(), QueryError> {
    let hint = "see the rules of regular expressions, or use words and * instead";
    let (offset, what) = match regex_syntax::Parser::new().parse(pattern) {
        Ok(_) if pattern.is_empty() => (0, "it is empty".to_owned()),
        Ok(_) => return Ok(()),
        Err(regex_syntax::Error::Parse(error)) => (error.span().start.offset, error.kind().to_string()),
        Err(regex_syntax::Error::Translate(error)) => (error.span().start.offset, error.kind().to_string()),
        Err(_) => (0, "it cannot be read".to_owned()),
    };
    let before = pattern.get(..offset).map_or(0, |before| before.chars().count());
    let start = at.start().saturating_add(1).saturating_add(u32::try_from(before).unwrap_or(0)).min(at.end());
    let place = Span::new(start, at.end()).unwrap_or(at);
    Err(QueryError::new(place, format!("the regular expression is wrong: {what}"), hint))
}
