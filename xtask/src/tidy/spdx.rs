//! Reads licence expressions in SPDX form, and in the older form with a slash for "or".

/// A licence expression.
#[derive(Debug, PartialEq, Eq)]
pub enum Licence {
    /// One licence, with its exception if it has one: `Apache-2.0 WITH LLVM-exception`.
    Named(String),
    /// The user chooses one.
    Any(Vec<Licence>),
    /// All hold at once.
    All(Vec<Licence>),
}

impl Licence {
    /// Reads an expression; `None` where it cannot be understood.
    pub fn read(text: &str) -> Option<Self> {
        let spaced = text.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
        let words: Vec<&str> = spaced.split_whitespace().collect();
        let mut reader = Reader { words: &words };
        let licence = reader.any()?;
        reader.words.is_empty().then_some(licence)
    }

    /// Whether the licence can be met by accepting only those that `accepted` accepts.
    pub fn is_met(&self, accepted: &impl Fn(&str) -> bool) -> bool {
        match self {
            Self::Named(name) => accepted(name),
            Self::Any(choices) => choices.iter().any(|choice| choice.is_met(accepted)),
            Self::All(parts) => parts.iter().all(|part| part.is_met(accepted)),
        }
    }
}

struct Reader<'a> {
    words: &'a [&'a str],
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a str> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn skip(&mut self, word: &str) -> bool {
        let there = self.words.first().is_some_and(|first| first.eq_ignore_ascii_case(word));
        if there {
            self.next();
        }
        there
    }

    fn any(&mut self) -> Option<Licence> {
        let mut choices = vec![self.all()?];
        while self.skip("OR") {
            choices.push(self.all()?);
        }
        single_or(choices, Licence::Any)
    }

    fn all(&mut self) -> Option<Licence> {
        let mut parts = vec![self.one()?];
        while self.skip("AND") {
            parts.push(self.one()?);
        }
        single_or(parts, Licence::All)
    }

    fn one(&mut self) -> Option<Licence> {
        if self.skip("(") {
            let inside = self.any()?;
            return self.skip(")").then_some(inside);
        }
        let name = self.next().filter(|name| !matches!(*name, ")" | "OR" | "AND" | "WITH"))?;
        if self.skip("WITH") {
            return Some(Licence::Named(format!("{name} WITH {}", self.next()?)));
        }
        Some(Licence::Named(name.to_owned()))
    }
}

fn single_or(mut list: Vec<Licence>, wrap: fn(Vec<Licence>) -> Licence) -> Option<Licence> {
    if list.len() == 1 { list.pop() } else { Some(wrap(list)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(text: &str, accepted: &[&str]) -> Option<bool> {
        Licence::read(text).map(|licence| licence.is_met(&|name: &str| accepted.contains(&name)))
    }

    #[test]
    fn and_binds_closer_than_or() {
        assert_eq!(met("MIT AND GPL-3.0 OR ISC", &["ISC"]), Some(true));
        assert_eq!(met("MIT AND (GPL-3.0 OR ISC)", &["ISC"]), Some(false));
        assert_eq!(met("(MIT OR Apache-2.0) AND Unicode-3.0", &["MIT", "Unicode-3.0"]), Some(true));
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        let text = "Apache-2.0 WITH LLVM-exception";
        assert_eq!(met(text, &["Apache-2.0 WITH LLVM-exception"]), Some(true));
        assert_eq!(met(text, &["Apache-2.0"]), Some(false));
    }

    #[test]
    fn the_old_slash_means_or() {
        assert_eq!(met("GPL-2.0/MIT", &["MIT"]), Some(true));
    }

    #[test]
    fn nonsense_is_not_understood() {
        for text in ["", "MIT OR", "(MIT", "MIT)", "AND MIT", "MIT ISC", "MIT WITH"] {
            assert_eq!(Licence::read(text), None, "{text}");
        }
    }
}
