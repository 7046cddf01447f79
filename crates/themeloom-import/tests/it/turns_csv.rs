use insta::assert_snapshot;

use crate::{open, report, told};

#[test]
fn turns_are_read_with_times_and_each_problem_names_its_row() {
    let table = "timestamp,speaker,words,tags\n\
        ,,\"(They look at the garden.)\",\n\
        [00:03:43] beginning of actual interview,DB:,but&#8212;what genres?,\n\
        ,LG,Poetry.,career\n\
        [00:04:28],DB,Are you?,a,b,c\n\
        ,LG,,\n\
        ,LG,\"never closed\n\
        ,DB,The end?,\n";
    let read = open("gluck.csv", table.as_bytes()).unwrap();
    assert_snapshot!(told(&read), @"
    DB @3:43 | but—what genres?
    LG | Poetry.
    DB @4:28 | Are you?
    LG | never closed
    DB | The end?
    ");
    assert_snapshot!(report(&read), @"
    recognised: a table of turns
    recognised: 5 turns (DB, who seems to ask, 3, LG 2)
    recognised: times on 2 turns
    recognised: characters written as UTF-8
    recognised: columns separated by commas: times in `timestamp`, speakers in `speaker`, words in `words`
    changed: 1 character code replaced by what they stand for
    changed: the speaker's name was written before each turn
    changed: `DB:`, `DB` taken as the speaker DB
    not read: a column (`tags`): it is neither time, speaker nor words; codes can be imported by themselves
    not read: 1 row as it stands (row 5): 2 cells more than there are columns; what stands under no column was left out
    not read: 1 row as it stands (row 7): a quotation mark opens a cell and never closes it; the line was read as it stands
    not read: 1 row as it stands (row 2): no speaker is named; the words were kept as a paragraph that belongs to no turn
    not read: 1 row as it stands (row 3): the time column holds a remark; it was kept as a paragraph before the turn
    not read: 1 row as it stands (row 6): there are no words; the row was left out
    ");
    assert_snapshot!(read.text.as_str(), @"
    (They look at the garden.)

    beginning of actual interview

    DB: but—what genres?

    LG: Poetry.

    DB: Are you?

    LG: never closed

    DB: The end?
    ");
}

#[test]
fn columns_stand_in_any_order_under_other_names_with_other_separators() {
    let read =
        open("a.csv", b"Text;Who;Start time;End time\nSo?;Int;0:01;0:03,5\nWell.;Ana;0:04;\n").unwrap();
    assert_snapshot!(told(&read), @"
    Int @0:01 | So?
    Ana @0:04 | Well.
    ");
    let ends: Vec<_> = read.turns.iter().map(|t| t.time.and_then(|t| t.end).map(|t| t.0)).collect();
    assert_eq!(ends, [Some(3_500), None]);
}
