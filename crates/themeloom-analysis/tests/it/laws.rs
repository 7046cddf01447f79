//! Laws of the matrix, over many small studies.

use proptest::prelude::*;
use themeloom_analysis::{ColumnChoice, FrameworkMatrix, MatrixOptions, code_counts, compare};
use themeloom_study::attribute::{AttributeOf, AttributeOwner};
use themeloom_study::framework::CellState;
use themeloom_study::{AttributeId, CaseId, CodeId, SourceId, Study};

use crate::support::Builder;

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// What happens in a study: a coding of a letter, or a cell charted.
#[derive(Clone, Debug)]
enum Deed {
    Code { person: usize, code: usize, letter: usize, read: bool },
    Chart { person: usize, code: usize, state: CellState },
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let coding = (0..4usize, 0..5usize, 0..26usize, any::<bool>())
        .prop_map(|(person, code, letter, read)| Deed::Code { person, code, letter, read });
    let state = prop::sample::select(vec![CellState::Charted, CellState::NothingSaid, CellState::NotAsked]);
    let chart =
        (0..4usize, 0..5usize, state).prop_map(|(person, code, state)| Deed::Chart { person, code, state });
    prop::collection::vec(prop_oneof![3 => coding, 1 => chart], 0..40)
}

struct Made {
    b: Builder,
    role: AttributeId,
    people: Vec<(SourceId, CaseId)>,
    codes: Vec<CodeId>,
}

fn made(deeds: &[Deed]) -> Made {
    let mut b = Builder::new();
    let role = b.choice(AttributeOf::Participant, "role group", &["clinician", "manager"]);
    let top = b.code("1", "Top", None);
    let middle = b.code("1.1", "Middle", Some(top));
    let codes = vec![
        top,
        middle,
        b.code("1.1.1", "Low", Some(middle)),
        b.code("2", "Other", None),
        b.code("3", "Last", None),
    ];
    let mut people = Vec::new();
    for number in 0..4 {
        let (person, case) = b.person(&format!("P{number}"), None);
        b.set(
            AttributeOwner::Participant(person),
            role,
            if number % 2 == 0 { "clinician" } else { "manager" },
        );
        people.push((b.transcript(&format!("P{number}"), &[(person, LETTERS)]), case));
    }
    let coder = b.study.coders().rows()[0].id;
    for deed in deeds {
        match *deed {
            Deed::Code { person, code, letter, read } => {
                b.coding_by(coder, codes[code], people[person].0, &LETTERS[letter..=letter], read);
            }
            Deed::Chart { person, code, state } => {
                let key = themeloom_study::framework::CellKey { case: people[person].1, code: codes[code] };
                let before = b.study.cells().get(&key).map_or(CellState::NotCharted, |cell| cell.state);
                let edit = themeloom_study::op::CellEdit::State(themeloom_study::Edit::new(before, state));
                if before != state {
                    b.apply(themeloom_study::Op::EditCell(key, edit));
                }
            }
        }
    }
    Made { b, role, people, codes }
}

/// What each cell says, by names.
fn cells(study: &Study, by: Option<AttributeId>) -> Vec<(String, String, CellState, usize, usize)> {
    let options = MatrixOptions { columns: ColumnChoice::Codebook, group_by: by };
    let matrix = FrameworkMatrix::new(study, &options);
    let mut cells = Vec::new();
    for (row, case) in matrix.rows.iter().enumerate() {
        for (column, code) in matrix.columns.iter().enumerate() {
            let cell = matrix.cell(row, column).unwrap();
            cells.push((
                case.name.clone(),
                code.label(),
                cell.state(),
                cell.codings.len(),
                cell.unread.len(),
            ));
        }
    }
    cells.sort();
    cells
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn the_sums_over_rows_are_the_sums_over_columns(deeds in deeds()) {
        let made = made(&deeds);
        let options = MatrixOptions { columns: ColumnChoice::Codebook, group_by: Some(made.role) };
        let matrix = FrameworkMatrix::new(&made.b.study, &options);
        let all = matrix.summary();
        let columns: Vec<_> = (0..matrix.columns.len()).map(|c| matrix.summary_of_column(c, 0..matrix.rows.len())).collect();
        let rows: Vec<_> = (0..matrix.rows.len()).map(|r| matrix.summary_of_row(r)).collect();
        prop_assert_eq!(all.cells(), matrix.rows.len() * matrix.columns.len());
        let counts: [fn(&themeloom_analysis::Summary) -> usize; 7] =
            [|s| s.charted, |s| s.nothing_said, |s| s.not_asked, |s| s.not_charted, |s| s.coded, |s| s.unread, |s| s.raised];
        // "Top" is no category here, so every column is charted for itself.
        for of in counts {
            prop_assert_eq!(rows.iter().map(of).sum::<usize>(), of(&all));
            prop_assert_eq!(columns.iter().map(of).sum::<usize>(), of(&all));
        }
        let counted = made.b.study.codings().iter().filter(|c| made.b.study.counts(c)).count();
        prop_assert_eq!(all.codings + matrix.outside, counted);
    }

    #[test]
    fn a_cell_holds_exactly_the_counted_codings_of_its_case_and_code_and_codes_below(deeds in deeds()) {
        let made = made(&deeds);
        let study = &made.b.study;
        let options = MatrixOptions { columns: ColumnChoice::Codebook, group_by: None };
        let matrix = FrameworkMatrix::new(study, &options);
        for &(source, case) in &made.people {
            for &code in &made.codes {
                let cell = matrix.cell(matrix.row_of(case).unwrap(), matrix.column_of(code).unwrap()).unwrap();
                let wanted = study.codings().iter().filter(|c| {
                    c.source == source && study.counts(c) && (c.code == code || study.stands_below(c.code, code))
                });
                let found: Vec<_> = cell.codings.iter().map(|c| c.id).collect();
                prop_assert_eq!(found, wanted.map(|c| c.id).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn the_order_of_coding_changes_no_cell_and_grouping_only_the_order_of_rows(deeds in deeds()) {
        let there = made(&deeds);
        let codings: Vec<Deed> = deeds.iter().filter(|d| matches!(d, Deed::Code { .. })).rev().cloned().collect();
        let charts = deeds.iter().filter(|d| matches!(d, Deed::Chart { .. })).cloned();
        let back = made(&codings.into_iter().chain(charts).collect::<Vec<_>>());
        prop_assert_eq!(cells(&there.b.study, None), cells(&back.b.study, None));
        prop_assert_eq!(cells(&there.b.study, None), cells(&there.b.study, Some(there.role)));
    }

    #[test]
    fn a_snapshot_gives_the_same_matrix_counts_and_comparison(deeds in deeds()) {
        let made = made(&deeds);
        let parts = made.b.study.to_snapshot().unwrap();
        let again = Study::from_snapshot(parts.iter().map(|(_, bytes)| bytes.as_slice())).unwrap();
        prop_assert_eq!(cells(&made.b.study, None), cells(&again, None));
        prop_assert_eq!(code_counts(&made.b.study), code_counts(&again));
        let columns = ColumnChoice::Codebook;
        prop_assert_eq!(compare(&made.b.study, made.role, &columns), compare(&again, made.role, &columns));
    }

    #[test]
    fn the_four_states_of_a_group_add_up_to_its_cases(deeds in deeds()) {
        let made = made(&deeds);
        for code in compare(&made.b.study, made.role, &ColumnChoice::Codebook).codes {
            for tally in code.tallies {
                prop_assert_eq!(tally.charted + tally.nothing_said + tally.not_asked + tally.not_charted, tally.of);
                prop_assert!(tally.raised() >= tally.charted && tally.raised() <= tally.of);
                prop_assert!(tally.unlike_most.len() * 2 < tally.of, "the few are few");
            }
        }
    }
}
