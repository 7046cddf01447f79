//! Quotations and the places they come from.

use std::fmt;

/// A place in a source, in lines counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineReference {
    /// The source or participant, such as `P03`.
    pub source: String,
    /// First line.
    pub first: usize,
    /// Last line; the same as `first` for a single line.
    pub last: usize,
}

impl fmt::Display for LineReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.last <= self.first {
            write!(f, "{}, line {}", self.source, self.first)
        } else {
            write!(f, "{}, lines {}–{}", self.source, self.first, self.last)
        }
    }
}

/// Words chosen for the report, with who said them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words, or why they are not shown.
    pub words: Words,
    /// Who says it, by pseudonym and role: `P03, manager, Trust B`.
    pub attribution: String,
    /// Where it stands.
    pub reference: Option<LineReference>,
    /// Which way it speaks, where it is evidence for or against something.
    pub stance: Option<Stance>,
}

/// The words of a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// Shown, without quotation marks: the renderer sets those.
    Given(String),
    /// Not shown, for a reason that the report prints, such as consent not given.
    Withheld(String),
}

/// Which way a quotation speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stance {
    /// It supports the statement.
    For,
    /// It goes against the statement.
    Against,
}

impl Stance {
    /// The words shown beside the quotation.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::For => "evidence for",
            Self::Against => "evidence against",
        }
    }
}

impl Quotation {
    /// A quotation with words and an attribution.
    #[must_use]
    pub fn new(words: impl Into<String>, attribution: impl Into<String>) -> Self {
        Self {
            words: Words::Given(words.into()),
            attribution: attribution.into(),
            reference: None,
            stance: None,
        }
    }

    /// The same with the place it comes from.
    #[must_use]
    pub fn at(mut self, source: impl Into<String>, first: usize, last: usize) -> Self {
        self.reference = Some(LineReference { source: source.into(), first, last });
        self
    }

    /// The same, speaking for or against.
    #[must_use]
    pub fn speaking(mut self, stance: Stance) -> Self {
        self.stance = Some(stance);
        self
    }

    /// Attribution, place and stance on one line; the source is not named twice.
    #[must_use]
    pub fn credit(&self) -> String {
        let mut credit = self.attribution.clone();
        if let Some(reference) = &self.reference {
            let place = reference.to_string();
            let known = format!("{}, ", reference.source);
            let shown = if self.attribution.starts_with(&known) { &place[known.len()..] } else { &place };
            credit.push_str(", ");
            credit.push_str(shown);
        }
        if let Some(stance) = self.stance {
            credit.push_str(" (");
            credit.push_str(stance.label());
            credit.push(')');
        }
        credit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_names_its_source_once() {
        let quotation = Quotation::new("We are asked last.", "P03, manager, Trust B").at("P03", 41, 44);
        assert_eq!(quotation.credit(), "P03, manager, Trust B, lines 41–44");
    }

    #[test]
    fn a_credit_without_pseudonym_names_the_source_with_the_line() {
        let quotation = Quotation::new("No.", "A consultant").at("P07", 3, 3).speaking(Stance::Against);
        assert_eq!(quotation.credit(), "A consultant, P07, line 3 (evidence against)");
    }
}
