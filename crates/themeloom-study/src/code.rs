//! The codebook: codes and the categories that group them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::CodeId;

/// The number by which analysts cite a code in a framework: 1, 1.1, 1.2.
///
/// It is given by people and printed on paper, so it is kept and never recomputed; codes are listed
/// in its order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct CodeNumber(Vec<u16>);

impl CodeNumber {
    /// The number with these parts.
    #[must_use]
    pub fn new(parts: Vec<u16>) -> Self {
        Self(parts)
    }

    /// The number of the code above: 1.2 for 1.2.3, none for 1.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let (_, above) = self.0.split_last()?;
        (!above.is_empty()).then(|| Self(above.to_vec()))
    }

    /// The number of the n-th code below this one: 1.2 for n = 2 below 1.
    #[must_use]
    pub fn child(&self, n: u16) -> Self {
        Self(self.0.iter().copied().chain([n]).collect())
    }

    /// Its parts; none for a code without a number.
    #[must_use]
    pub fn parts(&self) -> &[u16] {
        &self.0
    }
}

impl fmt::Display for CodeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, part) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            write!(f, "{part}")?;
        }
        Ok(())
    }
}

/// The text is not a code's number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a code's number: expected numbers with full stops between them, as 1 or 1.2")]
pub struct NotACodeNumber;

impl FromStr for CodeNumber {
    type Err = NotACodeNumber;

    fn from_str(text: &str) -> Result<Self, NotACodeNumber> {
        let text = text.trim().trim_end_matches('.');
        let parts: Result<Vec<u16>, _> = text.split('.').map(str::parse).collect();
        parts.map(Self).map_err(|_| NotACodeNumber)
    }
}

/// A colour of a code: red, green and blue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Colour(pub [u8; 3]);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl FromStr for Colour {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let digits = text.trim().trim_start_matches('#');
        let value = u32::from_str_radix(digits, 16).map_err(|_| NotAColour)?;
        let [_, r, g, b] = value.to_be_bytes();
        if digits.len() == 6 { Ok(Self([r, g, b])) } else { Err(NotAColour) }
    }
}

/// The text is not a colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a colour: expected six hexadecimal digits, as #3366cc")]
pub struct NotAColour;

/// Where a code came from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub enum CodeOrigin {
    /// From the protocol, before the first transcript was read.
    APriori,
    /// From what people said.
    #[default]
    FromData,
    /// From earlier work, switched on to sensitise the reader.
    Sensitising,
}

/// What a change says when it makes a code.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct NewCode {
    /// Its number in the framework; empty when it has none yet.
    pub number: CodeNumber,
    /// Its name.
    pub name: String,
    /// The category or code that it stands under.
    pub parent: Option<CodeId>,
    /// What it means.
    pub definition: String,
    /// When to use it.
    pub use_when: String,
    /// When not to use it.
    pub not_when: String,
    /// A passage that it fits, in the analyst's words or invented.
    pub example: String,
    /// Its colour; `None` lets the program choose.
    pub colour: Option<Colour>,
    /// Where it came from.
    pub origin: CodeOrigin,
    /// Whether it only groups codes and is not applied itself.
    pub is_category: bool,
}

/// A code of the codebook, or a category that groups codes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Code {
    /// Its id.
    pub id: CodeId,
    /// What it says.
    pub content: NewCode,
    /// Whether it was archived: its codings are kept and not shown.
    pub retired: bool,
}

impl Code {
    /// Its name with its number before it, as it is cited: "3.1 Money as a shared language".
    #[must_use]
    pub fn label(&self) -> String {
        if self.content.number.parts().is_empty() {
            self.content.name.clone()
        } else {
            format!("{} {}", self.content.number, self.content.name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_numbers_sort_as_people_read_them() {
        let mut numbers: Vec<CodeNumber> =
            ["10", "2", "1.10", "1.2", "1"].iter().map(|n| n.parse().unwrap()).collect();
        numbers.sort();
        let written: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        assert_eq!(written, ["1", "1.2", "1.10", "2", "10"]);
    }

    #[test]
    fn a_code_number_knows_the_number_above_it() {
        let number: CodeNumber = "1.2.3".parse().unwrap();
        assert_eq!(number.parent().unwrap().to_string(), "1.2");
        assert_eq!("4".parse::<CodeNumber>().unwrap().parent(), None);
        assert!("".parse::<CodeNumber>().is_err());
        assert!("1.x".parse::<CodeNumber>().is_err());
    }

    #[test]
    fn a_colour_is_read_as_it_is_written() {
        let colour: Colour = "#3366cc".parse().unwrap();
        assert_eq!(colour.to_string(), "#3366cc");
        for wrong in ["", "#36c", "#3366ccdd", "red", "#33é6c"] {
            assert!(wrong.parse::<Colour>().is_err(), "{wrong}");
        }
    }
}
