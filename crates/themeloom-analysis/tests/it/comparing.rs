//! Comparisons and the themes table.

use themeloom_analysis::{
    ColumnChoice, Comparison, FrameworkMatrix, MatrixOptions, accounts, compare, group_cases, themes_table,
};
use themeloom_study::Study;

use crate::sample::sample;

fn show(study: &Study, comparison: &Comparison) -> String {
    let mut out = String::new();
    for code in &comparison.codes {
        out += &format!("{}\n", code.label);
        for (group, t) in comparison.groups.iter().zip(&code.tallies) {
            let unlike: Vec<_> =
                t.unlike_most.iter().map(|&c| study.cases().get(c).unwrap().name.as_str()).collect();
            let (raised, of, asked) = (t.raised(), t.of, t.asked);
            out += &format!(
                "  {}: {raised} of {of}, asked {asked}, unprompted {}, nothing said {}, not asked {}, not charted {}, unlike most {unlike:?}\n",
                group.label, t.unprompted, t.nothing_said, t.not_asked, t.not_charted
            );
        }
    }
    out
}

#[test]
fn groups_are_compared_in_people_with_those_asked_beside_those_who_raised_it() {
    let s = sample();
    let comparison = compare(&s.b.study, s.role, &ColumnChoice::Newest);
    insta::assert_snapshot!(show(&s.b.study, &comparison), @r"
    1 Money
      manager: 1 of 2, asked 0, unprompted 0, nothing said 0, not asked 0, not charted 2, unlike most []
      clinician: 2 of 3, asked 0, unprompted 0, nothing said 0, not asked 0, not charted 3, unlike most []
    1.1 A shared language
      manager: 1 of 2, asked 1, unprompted 1, nothing said 1, not asked 0, not charted 0, unlike most []
      clinician: 2 of 3, asked 2, unprompted 0, nothing said 0, not asked 1, not charted 0, unlike most []
    1.2 Blame
      manager: 1 of 2, asked 1, unprompted 0, nothing said 1, not asked 0, not charted 1, unlike most []
      clinician: 0 of 3, asked 0, unprompted 0, nothing said 0, not asked 0, not charted 3, unlike most []
    2 Trust
      manager: 0 of 2, asked 0, unprompted 0, nothing said 0, not asked 0, not charted 2, unlike most []
      clinician: 0 of 3, asked 0, unprompted 0, nothing said 0, not asked 0, not charted 3, unlike most []
    ");
}

#[test]
fn the_few_who_said_nothing_among_many_who_raised_it_do_not_fit() {
    let mut s = sample();
    let (case, code) = (s.people[4].1, s.money);
    s.b.state(case, code, themeloom_study::framework::CellState::NothingSaid);
    let comparison = compare(&s.b.study, s.role, &ColumnChoice::Codes(vec![s.money]));
    assert_eq!(comparison.codes[0].tallies[1].unlike_most, [case]);
}

#[test]
fn a_cell_that_says_nothing_was_said_though_passages_are_coded_is_named() {
    use themeloom_study::framework::CellState;
    let mut s = sample();
    let (case, code) = (s.people[1].1, s.money);
    let tally = |s: &crate::sample::Sample| {
        let comparison = compare(&s.b.study, s.role, &ColumnChoice::Codes(vec![s.money]));
        comparison.codes[0].tallies.iter().find(|tally| tally.raised_by.contains(&case)).unwrap().clone()
    };
    s.b.state(case, code, CellState::NothingSaid);
    let nothing_said = tally(&s);
    assert_eq!(nothing_said.nothing_said_but_coded, [case]);
    assert_eq!(nothing_said.not_asked_but_coded, []);
    s.b.state(case, code, CellState::NotAsked);
    let not_asked = tally(&s);
    assert_eq!(not_asked.nothing_said_but_coded, []);
    assert_eq!(not_asked.not_asked_but_coded, [case]);
}

#[test]
fn the_accounts_behind_a_count_can_be_read_and_obey_consent() {
    let s = sample();
    let options = MatrixOptions { group_by: Some(s.role), ..MatrixOptions::default() };
    let matrix = FrameworkMatrix::new(&s.b.study, &options);
    let read = accounts(&matrix, &s.b.texts, 1, matrix.column_of(s.money).unwrap(), Some(s.role));
    let seen: Vec<_> =
        read.iter().map(|a| (a.name.as_str(), a.quotations[0].given(), a.quotations[0].refusal())).collect();
    let refusal = "P4 did not agree to the consent statement `quotation` (version 1)";
    let words = "Waste is what we can agree on.";
    assert_eq!(seen, [("P1", Some(words), None), ("P4", None, Some(refusal))]);
}

#[test]
fn the_themes_table_says_who_says_it_and_lists_what_it_had_to_leave_out() {
    let s = sample();
    let rows = themes_table(&s.b.study, &s.b.texts, Some(s.role));
    let row = &rows[0];
    let who: Vec<_> = row.who.iter().map(|g| format!("{}: {} of {}", g.label, g.raised, g.of)).collect();
    assert_eq!(who, ["manager: 1 of 2", "clinician: 2 of 3"]);
    let shown: Vec<_> = row.exemplars.iter().map(|q| (q.attribution.as_str(), q.given().unwrap())).collect();
    assert_eq!(
        shown,
        [("P2, manager", "the one word both sides use"), ("P1, clinician", "Waste is what we can agree on."),]
    );
    let place = row.exemplars[1].place.as_ref().unwrap();
    assert_eq!((place.source.as_str(), place.first, place.last), ("P1", 2, 2));
    assert_eq!(row.refused.len(), 1);
    assert_eq!(row.spread, [("P1".to_owned(), 1), ("P2".to_owned(), 1)]);
    assert_eq!((row.evidence_for, row.evidence_against), (2, 0));
}

#[test]
fn cases_without_a_value_are_grouped_last() {
    let mut s = sample();
    let (_, case) = s.b.person("A0", None);
    let all: Vec<_> = s.b.study.cases().iter().map(|c| c.id).collect();
    let groups = group_cases(&s.b.study, &all, Some(s.role));
    assert_eq!(groups.last().unwrap().cases, [case]);
    assert_eq!(groups.last().unwrap().label, "not recorded");
}
