//! The framework matrix.

use themeloom_analysis::{
    CellChange, CellFlag, ColumnChoice, FrameworkMatrix, MatrixOptions, Staleness, Standing, code_counts,
};
use themeloom_study::attribute::{AttributeOf, AttributeOwner};
use themeloom_study::consent::WithdrawalLevel;
use themeloom_study::framework::CellState;
use themeloom_study::{Op, Thing, state_word};

use crate::sample::{Sample, sample};
use crate::support::Builder;

fn by_role(s: &Sample) -> MatrixOptions {
    MatrixOptions { group_by: Some(s.role), ..MatrixOptions::default() }
}

fn show(matrix: &FrameworkMatrix<'_>) -> String {
    let mut out = String::new();
    for (number, group) in matrix.groups.iter().enumerate() {
        out += &format!("[{}]\n", group.label);
        for row in matrix.rows_of_group(number) {
            out += &format!("{:4}", matrix.rows[row].name);
            for column in 0..matrix.columns.len() {
                let cell = matrix.cell(row, column).unwrap();
                let (state, flags) = (state_word(cell.state()), cell.flags());
                out += &format!(" | {state}, {} coded {flags:?}", cell.codings.len());
            }
            out.push('\n');
        }
    }
    out
}

#[test]
fn rows_are_grouped_in_the_attributes_order_and_cells_tell_their_states_apart() {
    let s = sample();
    insta::assert_snapshot!(show(&FrameworkMatrix::new(&s.b.study, &by_role(&s))), @r"
    [manager]
    P2   | not charted, 2 coded [] | charted, 1 coded [] | nothing said, 1 coded [SaysNothingButCoded] | not charted, 0 coded []
    P3   | not charted, 0 coded [] | nothing said, 0 coded [] | not charted, 0 coded [] | not charted, 0 coded []
    [clinician]
    P1   | not charted, 1 coded [] | charted, 1 coded [] | not charted, 0 coded [] | not charted, 0 coded []
    P4   | not charted, 1 coded [] | charted, 1 coded [] | not charted, 0 coded [] | not charted, 0 coded []
    P10  | not charted, 0 coded [] | not asked, 0 coded [] | not charted, 0 coded [] | not charted, 0 coded []
    ");
}

#[test]
fn a_category_holds_the_codings_of_the_codes_below_it() {
    let s = sample();
    let matrix = FrameworkMatrix::new(&s.b.study, &MatrixOptions::default());
    let row = matrix.row_of(s.people[1].1).unwrap();
    assert_eq!(matrix.cell(row, 0).unwrap().codings.len(), 2, "the category");
    assert_eq!(matrix.cell(row, 1).unwrap().codings.len(), 1);
    assert_eq!(matrix.cell(row, 2).unwrap().codings.len(), 1);
    assert_eq!(matrix.summary_of_row(row).codings, 2, "each coding once, whatever columns hold it");
}

#[test]
fn codings_without_a_charted_cell_are_work_to_do_and_nothing_said_contradicts_them() {
    let mut s = sample();
    s.b.coding(s.trust, s.sources[2], "I can talk to the surgeons");
    let matrix = FrameworkMatrix::new(&s.b.study, &MatrixOptions::default());
    let flags = |person: usize, code| {
        let (row, column) = (matrix.row_of(s.people[person].1).unwrap(), matrix.column_of(code).unwrap());
        matrix.cell(row, column).unwrap().flags()
    };
    assert_eq!(flags(2, s.trust), [CellFlag::ToChart]);
    assert_eq!(flags(1, s.blame), [CellFlag::SaysNothingButCoded]);
    assert_eq!(flags(0, s.money), []);
}

#[test]
fn a_passage_found_by_a_search_counts_once_somebody_has_read_it() {
    let mut s = sample();
    let coder = s.b.study.coders().rows()[0].id;
    let coding = s.b.coding_by(coder, s.trust, s.sources[2], "talk to the surgeons", false);
    let tally = |s: &Sample| {
        let matrix = FrameworkMatrix::new(&s.b.study, &MatrixOptions::default());
        let cell = matrix.cell(2, 3).unwrap();
        (cell.codings.len(), cell.unread.len(), cell.is_raised())
    };
    assert_eq!(tally(&s), (0, 1, false));
    s.b.mark_read(coding);
    assert_eq!(tally(&s), (1, 0, true));
}

#[test]
fn accounts_that_were_withdrawn_or_erased_have_no_row_and_the_matrix_says_so() {
    let mut s = sample();
    s.b.withdraw(s.people[0].0, WithdrawalLevel::StopUse);
    s.b.erase(s.people[4].0);
    s.b.withdraw(s.people[1].0, WithdrawalLevel::StopContact);
    let matrix = FrameworkMatrix::new(&s.b.study, &MatrixOptions::default());
    let rows: Vec<&str> = matrix.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(rows, ["P2", "P3", "P4"]);
    let left_out: Vec<_> = matrix.left_out.iter().map(|l| (l.name.as_str(), l.why)).collect();
    assert_eq!(left_out, [("P1", Standing::Withdrawn), ("P10", Standing::Erased)]);
    assert_eq!(matrix.outside, 1, "the coding in P1's transcript is in no row");
    let money = code_counts(&s.b.study).into_iter().find(|c| c.code == s.money).unwrap();
    assert_eq!((money.codings, money.people), (2, 2));
}

#[test]
fn a_cell_is_stale_when_the_words_it_rests_on_change_and_fresh_again_when_they_are_put_back() {
    let mut s = sample();
    s.b.correct(s.sources[0], "what we can", "all we may");
    let changes = |s: &Sample| {
        let matrix = FrameworkMatrix::new(&s.b.study, &MatrixOptions::default());
        Staleness::new(&matrix).all()
    };
    let found = changes(&s);
    assert_eq!(found.len(), 1, "one cell: P1 x a shared language");
    assert!(matches!(found[0].2.as_slice(), [CellChange::Quotation(_), CellChange::Coding(_)]));
    let correction = s.b.log.last().unwrap().id;
    let source = s.sources[0];
    let seen = s.b.study.sources().get(source).unwrap().history.latest();
    s.b.apply(Op::WithdrawCorrection { source, seen, correction });
    assert_eq!(changes(&s), []);
}

#[test]
fn a_correction_elsewhere_in_the_transcript_leaves_a_cell_fresh() {
    let mut s = sample();
    s.b.correct(s.sources[0], "never", "hardly ever");
    let matrix = FrameworkMatrix::new(&s.b.study, &MatrixOptions::default());
    assert_eq!(Staleness::new(&matrix).all(), []);
}

#[test]
fn a_newer_version_of_the_framework_makes_cells_stale_and_says_whether_the_column_was_reworded() {
    let mut s = sample();
    let old = s.b.study.newest_framework().unwrap().id;
    s.b.fix_framework("Version 2", &[s.money]);
    let matrix = FrameworkMatrix::new(&s.b.study, &MatrixOptions::default());
    let first = Staleness::new(&matrix).of(0, 0);
    assert_eq!(first, [CellChange::Framework { charted_under: old, reworded: false }]);
    let shown = MatrixOptions { columns: ColumnChoice::Framework(old), group_by: None };
    assert_eq!(Staleness::new(&FrameworkMatrix::new(&s.b.study, &shown)).of(0, 1), []);
}

#[test]
fn an_archived_code_keeps_its_column_in_a_fixed_framework_but_its_codings_do_not_count() {
    let mut s = sample();
    s.b.apply(Op::Retire(Thing::Code(s.blame)));
    let matrix = FrameworkMatrix::new(&s.b.study, &MatrixOptions::default());
    let column = matrix.column_of(s.blame).unwrap();
    assert!(matrix.columns[column].archived);
    assert_eq!(matrix.summary_of_column(column, 0..matrix.rows.len()).codings, 0);
    assert_eq!(matrix.summary_of_column(0, 0..matrix.rows.len()).codings, 3, "the category loses it too");
}

#[test]
fn in_a_joint_interview_each_speakers_turns_are_coded_into_their_own_row() {
    let mut b = Builder::new();
    let (ann, ann_case) = b.person("P1", None);
    let (ben, ben_case) = b.person("P2", None);
    let source = b.transcript("joint", &[(ann, "We agree."), (ben, "We do not."), (ann, "So you say.")]);
    let code = b.code("1", "Trust", None);
    for words in ["We agree.", "We do not.", "So you say."] {
        b.coding(code, source, words);
    }
    let matrix = FrameworkMatrix::new(&b.study, &MatrixOptions::default());
    let codings = |case| matrix.cell(matrix.row_of(case).unwrap(), 0).unwrap().codings.len();
    assert_eq!((codings(ann_case), codings(ben_case)), (2, 1));
}

#[test]
fn a_case_of_several_people_is_charted_beside_theirs() {
    let mut s = sample();
    let trust_b = s.b.case("Trust B", &[s.people[0].0, s.people[1].0]);
    let matrix = FrameworkMatrix::new(&s.b.study, &by_role(&s));
    let row = matrix.row_of(trust_b).unwrap();
    assert_eq!(matrix.cell(row, 0).unwrap().codings.len(), 3);
    assert_eq!(matrix.groups.last().unwrap().label, "manager + clinician");
    assert!(!matrix.rows_are_people());
    assert_eq!(matrix.cell(row, 1).unwrap().state(), CellState::NotCharted);
}

#[test]
fn two_coders_on_the_same_words_are_two_codings_of_one_passage_by_one_person() {
    let mut s = sample();
    let second = s.b.coder("Ben Oyelaran", "BO");
    s.b.coding_by(second, s.blame, s.sources[1], "blame us for the lists", true);
    let counts = code_counts(&s.b.study);
    let blame = counts.iter().find(|c| c.code == s.blame).unwrap();
    assert_eq!((blame.codings, blame.passages, blame.people, blame.sources), (2, 1, 1, 1));
    let by: Vec<_> = blame.by_coder.iter().map(|c| (c.initials.as_str(), c.codings)).collect();
    assert_eq!(by, [("AK", 1), ("BO", 1)]);
    let category = &counts[0];
    assert_eq!((category.label.as_str(), category.codings, category.people), ("1 Money", 5, 3));
}

#[test]
fn a_category_is_raised_by_whoever_is_charted_below_it_and_is_no_work_to_chart_itself() {
    let mut s = sample();
    s.b.chart(s.people[2].1, s.blame, "Is blamed too.", Vec::new());
    let matrix = FrameworkMatrix::new(&s.b.study, &MatrixOptions::default());
    let cell = matrix.cell(matrix.row_of(s.people[2].1).unwrap(), 0).unwrap();
    assert!(cell.is_raised() && cell.codings.is_empty());
    assert_eq!(matrix.summary_of_column(0, 0..5).to_chart, 0);
    assert_eq!(matrix.summary().cells(), 15, "three columns are charted, the category sums up two of them");
}

#[test]
fn an_organisations_value_groups_the_cases_of_its_members() {
    let mut b = Builder::new();
    let rating = b.choice(AttributeOf::Organisation, "CQC rating", &["inadequate", "good"]);
    let (poor, fair) = (b.organisation("Trust A"), b.organisation("Trust B"));
    b.set(AttributeOwner::Organisation(poor), rating, "inadequate");
    b.set(AttributeOwner::Organisation(fair), rating, "good");
    b.person("P1", Some(fair));
    b.person("P2", Some(poor));
    let options = MatrixOptions { group_by: Some(rating), ..MatrixOptions::default() };
    let matrix = FrameworkMatrix::new(&b.study, &options);
    let rows: Vec<_> = matrix.rows.iter().map(|row| (row.name.as_str(), row.group)).collect();
    assert_eq!(rows, [("P2", 0), ("P1", 1)]);
    assert_eq!(matrix.groups[0].label, "inadequate");
}
