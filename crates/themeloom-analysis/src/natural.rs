//! The order in which people list things: P2 before P10.

use std::cmp::Ordering;

/// Compares two names as people do: runs of digits by their number, other letters without regard to
/// capitals; names that are alike so are compared letter by letter, so that no two names are equal.
#[must_use]
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let (left_part, left_rest) = part(left);
        let (right_part, right_rest) = part(right);
        match (left_part, right_part) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(l), Some(r)) => match l.cmp(&r) {
                Ordering::Equal => (left, right) = (left_rest, right_rest),
                unequal => return unequal,
            },
        }
    }
}

/// A number (by its length without leading zeros, then its digits) or one letter.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part<'a> {
    Number(usize, &'a str),
    Letter(String),
}

fn part(text: &str) -> (Option<Part<'_>>, &str) {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        let (number, rest) = text.split_at(digits);
        let number = number.trim_start_matches('0');
        return (Some(Part::Number(number.len(), number)), rest);
    }
    let mut letters = text.chars();
    let letter = letters.next().map(|c| Part::Letter(c.to_lowercase().collect()));
    (letter, letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::natural_order;

    #[test]
    fn participants_sort_by_their_numbers() {
        let mut names = ["P10", "p2", "P1", "P02", "Trust B", "P", "P2a"];
        names.sort_by(|a, b| natural_order(a, b));
        assert_eq!(names, ["P", "P1", "P02", "p2", "P2a", "P10", "Trust B"]);
    }
}
