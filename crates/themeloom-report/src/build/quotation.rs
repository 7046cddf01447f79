//! A quotation of the analysis as the report's model has it.

use themeloom_analysis::{Quotable, QuotedWords};

use crate::model::{Quotation, Words};

/// The quotation as it is printed. Words that consent refuses are never in it: the reason is.
pub(super) fn printed(quotable: &Quotable) -> Quotation {
    let words = match &quotable.words {
        QuotedWords::Given(words) => Words::Given(words.split_whitespace().collect::<Vec<_>>().join(" ")),
        QuotedWords::Refused(reason) => Words::Withheld(format!("left out: {reason}")),
        QuotedWords::NotReadable => {
            Words::Withheld("the words are no longer in the text, or cannot be read here".to_owned())
        }
    };
    let quotation = Quotation { words, ..Quotation::new("", quotable.attribution.as_str()) };
    match &quotable.place {
        Some(place) if quotable.given().is_some() => {
            quotation.at(place.source.as_str(), place.first, place.last)
        }
        _ => quotation,
    }
}
