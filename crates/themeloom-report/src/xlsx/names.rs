//! Names of sheets: at most 31 characters, none of `[ ] : * ? / \`, no two alike (Excel's rules).

use std::collections::BTreeSet;

use crate::clean::one_line;

/// Names given so far.
pub(super) struct SheetNames(BTreeSet<String>);

impl SheetNames {
    /// None given, one kept back.
    pub(super) fn reserving(name: &str) -> Self {
        // "History" is Excel's own.
        Self(BTreeSet::from([name.to_lowercase(), "history".to_owned()]))
    }

    /// The nearest allowed name that is still free.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let wanted = allowed(wanted);
        let mut name = shortened(&wanted, 31);
        let mut copy = 2;
        while !self.0.insert(name.to_lowercase()) {
            let ending = format!(" ({copy})");
            name = format!("{}{ending}", shortened(&wanted, 31 - ending.len()));
            copy += 1;
        }
        name
    }
}

fn allowed(wanted: &str) -> String {
    let name = one_line(wanted).replace(['[', ']', ':', '*', '?', '/', '\\'], " ");
    let name = name.trim_matches([' ', '\'']);
    if name.is_empty() { "Table".to_owned() } else { name.to_owned() }
}

/// At most so many UTF-16 units, without a blank at the end.
fn shortened(name: &str, units: usize) -> String {
    let mut used = 0;
    let kept: String = name
        .chars()
        .take_while(|character| {
            used += character.len_utf16();
            used <= units
        })
        .collect();
    kept.trim_end_matches([' ', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbidden_long_and_repeated_names_become_allowed_ones() {
        let mut names = SheetNames::reserving("Read me");
        assert_eq!(names.take("Who/what: [all]?"), "Who what   all");
        assert_eq!(names.take("who/what: [all]"), "who what   all (2)");
        assert_eq!(names.take("read me"), "read me (2)");
        assert_eq!(names.take(""), "Table");
        let long = "A name that is a good deal longer than a sheet may bear";
        assert_eq!(names.take(long).len(), 31);
        assert!(names.take(long).ends_with(" (2)"));
    }
}
