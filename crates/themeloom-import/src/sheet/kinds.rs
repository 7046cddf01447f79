//! What kind of values a column holds, by the values.

use std::collections::BTreeSet;

use themeloom_study::attribute::AttributeKind;

/// The most values that a choice has; a column with more holds free text.
const MOST_CHOICES: usize = 20;

/// The kind of a column: numbers if all are, days if all are, a choice of at most 20 values, else text.
/// Empty cells say nothing.
pub(crate) fn kind_of<'v>(values: impl Iterator<Item = &'v str> + Clone) -> AttributeKind {
    let values = values.filter(|value| !value.is_empty());
    let all = |kind: &AttributeKind| values.clone().all(|value| kind.read(value).is_ok());
    if values.clone().next().is_none() {
        return AttributeKind::Text;
    }
    if let Some(kind) = [AttributeKind::Number, AttributeKind::Date].into_iter().find(all) {
        return kind;
    }
    // A choice is read without regard to capitals, so that of several spellings the first stands.
    let mut seen = BTreeSet::new();
    let mut choices = Vec::new();
    for value in values {
        if seen.insert(value.to_lowercase()) {
            choices.push(value.to_owned());
            if choices.len() > MOST_CHOICES {
                return AttributeKind::Text;
            }
        }
    }
    choices.sort();
    AttributeKind::Choice(choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_a_column_is_that_of_all_its_values() {
        let kind = |values: &[&str]| kind_of(values.iter().copied());
        assert_eq!(kind(&["1", "2.5", ""]), AttributeKind::Number);
        assert_eq!(kind(&["2026-11-23"]), AttributeKind::Date);
        assert_eq!(kind(&["no", "Yes", "yes"]), AttributeKind::Choice(vec!["Yes".into(), "no".into()]));
        assert_eq!(kind(&["", ""]), AttributeKind::Text);
        let many: Vec<String> = (0..21).map(|n| format!("v{n}")).collect();
        assert_eq!(kind_of(many.iter().map(String::as_str)), AttributeKind::Text);
    }
}
