//! Every kind of change in words, as the history shows it.

use crate::kinds::kind_of;
use crate::sample::one_of_every_kind;

#[test]
fn every_kind_of_change_is_described_in_plain_english() {
    let (study, changes) = one_of_every_kind();
    let lines: Vec<String> =
        changes.iter().map(|c| format!("{:<28}{}", kind_of(&c.op), study.describe(c))).collect();
    assert!(!lines.iter().any(|line| line.contains("changed something")), "{lines:#?}");
    insta::assert_snapshot!(lines.join("\n"));
}
