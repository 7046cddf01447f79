//! A report with one of everything, in invented words: the tests' subject and what `examples/specimen.rs` writes.

use themeloom_report::model::{
    Block, Cell, CellPart, CellState, Column, Count, Figure, FigureKind, FigureRow, HeadCell, Heading,
    Inline, LineReference, List, Orientation, Quotation, Report, Row, Stance, Table, TableLayout, Tally,
    Words, plain,
};

const GROUPS: [&str; 3] = ["Consultants", "Managers", "Executives"];
const ROLES: [&str; 3] = ["consultant", "manager", "executive"];
const CODES: [&str; 10] = [
    "1.1 Meaning of value",
    "1.2 Value and cost",
    "2.1 The trust’s approach",
    "2.2 Targets",
    "3.1 What helps",
    "3.2 What hinders",
    "4.1 Trust between groups",
    "4.2 Being listened to",
    "5.1 Leadership style",
    "5.2 Other",
];
const SUMMARIES: [&str; 4] = [
    "Value is what a patient can do afterwards that they could not do before; money comes second, and only as waste.",
    "Learns of decisions when they are announced. Had offered figures on cancelled lists twice and was thanked.",
    "Sees the weekly meeting as the one place where both sides hear the same numbers at the same time.",
    "Would take on the budget of the unit if the authority to spend it came with it; says so unprompted.",
];

/// The whole specimen.
pub fn report() -> Report {
    let mut blocks = opening();
    blocks.extend(themes());
    blocks.extend(comparison());
    blocks.extend(recommendations());
    blocks.push(Block::PageBreak(Orientation::Landscape));
    blocks.push(heading(1, "Framework matrix", "matrix"));
    blocks.push(Block::Table(matrix()));
    Report {
        title: "How managers and clinicians speak of value".to_owned(),
        subtitle: Some("Findings of twelve interviews in four hospital trusts".to_owned()),
        banner: Some("Synthetic sample study: no real person said any of this".to_owned()),
        language: "en-GB".to_owned(),
        date: Some("2026-11-23".to_owned()),
        provenance: vec![
            ("Program".to_owned(), "Themeloom 0.1.0".to_owned()),
            ("Protocol".to_owned(), "Engagement of clinicians and managers, version 2".to_owned()),
            ("Printed head".to_owned(), "4 chains, 1,204 changes, 9f2c 7a11 04be 55d0 c3e8".to_owned()),
        ],
        blocks,
    }
}

fn heading(level: u8, text: &str, anchor: &str) -> Block {
    Block::Heading(Heading { level, text: text.to_owned(), anchor: anchor.to_owned() })
}

fn opening() -> Vec<Block> {
    let reference = Inline::Reference { text: "Table 1".to_owned(), anchor: "themes".to_owned() };
    let line = Inline::Line(LineReference { source: "P03".to_owned(), first: 41, last: 44 });
    let mut words = plain("The accounts differ less between professions than between trusts. ");
    words.extend([
        reference,
        Inline::from(" sets out the themes; the passage that first led us to them is ("),
        line,
    ]);
    words.push(Inline::from("). People were chosen on purpose, so they are counted and never tested."));
    vec![
        heading(1, "What was found", "found"),
        Block::Paragraph(words),
        Block::Quotation(
            Quotation::new(
                "I do not mind being told no. I mind finding out from a poster in the lift that I was asked.",
                "P03, consultant, Trust B",
            )
            .at("P03", 41, 44),
        ),
        heading(2, "How to read the counts", "counts"),
        Block::List(List {
            numbered: false,
            items: vec![
                plain("Not raising a point is not disagreeing with it."),
                vec![
                    Inline::Emphasis("Not asked".to_owned()),
                    Inline::from(" means that the interview left the question out."),
                ],
                vec![Inline::Strong("n of N".to_owned()), Inline::from(" counts people, not passages.")],
            ],
        }),
    ]
}

fn who_says_it(counts: [usize; 3]) -> Cell {
    let parts = GROUPS
        .iter()
        .zip(counts)
        .map(|(group, count)| CellPart::Count(Count { label: (*group).to_owned(), count, of: Some(4) }));
    Cell::of(parts.collect())
}

fn themes() -> Vec<Block> {
    let withheld = Quotation {
        words: Words::Withheld("P09 did not consent to quotation".to_owned()),
        ..Quotation::new("", "P09, executive, Trust C")
    };
    let first = Row::data(vec![
        Cell::text("Value is read through one’s own ledger"),
        Cell::text(
            "Consultants begin with the patient and reach cost last; managers begin with the budget and reach the patient through the target. Each takes the other’s starting point for the whole of their view.",
        ),
        who_says_it([4, 3, 2]),
        Cell::of(vec![
            CellPart::Quotation(
                Quotation::new(
                    "Ask me what a hip is worth and I will show you a man on his allotment.",
                    "P01, consultant, Trust A",
                )
                .at("P01", 12, 13),
            ),
            CellPart::Quotation(
                Quotation::new(
                    "I am allowed to care about patients in any column that adds up.",
                    "P06, manager, Trust C",
                )
                .at("P06", 88, 88),
            ),
        ]),
    ]);
    let second = Row::data(vec![
        Cell::text("Being asked is not being heard"),
        Cell::text(
            "Consultation is common and seldom changes a decision. In the two trusts with weekly joint meetings people describe refusals with reasons, and speak of them kindly.",
        ),
        who_says_it([4, 2, 1]),
        Cell::of(vec![
            CellPart::Quotation(
                Quotation::new(
                    "We had a listening event. It was very well attended by us.",
                    "P04, consultant, Trust D",
                )
                .at("P04", 51, 52)
                .speaking(Stance::For),
            ),
            CellPart::Quotation(
                Quotation::new(
                    "They said no on the Tuesday and told me why on the Tuesday. I can work with that.",
                    "P02, consultant, Trust A",
                )
                .at("P02", 30, 31)
                .speaking(Stance::Against),
            ),
            CellPart::Quotation(withheld),
        ]),
    ]);
    vec![
        heading(1, "Themes", "themes-heading"),
        Block::Table(Table {
            label: "Table 1".to_owned(),
            caption: "Themes, who says it, and in whose words".to_owned(),
            sheet: "Themes".to_owned(),
            anchor: "themes".to_owned(),
            columns: vec![
                Column::row_head("Theme", 22),
                Column::text("Narrative summary", 42),
                Column::text("Who says it", 20),
                Column::text("Exemplar quotations", 46),
            ],
            rows: vec![first, second],
            notes: vec![
                "Counts are of people who raised the theme, out of the people interviewed in each group."
                    .to_owned(),
            ],
            ..Table::default()
        }),
    ]
}

fn comparison() -> Vec<Block> {
    let tallies = [[(4, 4), (3, 4), (2, 3)], [(3, 4), (1, 4), (0, 2)], [(1, 3), (4, 4), (4, 4)]];
    let rows = CODES.iter().skip(3).zip(tallies).map(|(code, tallies)| FigureRow {
        label: (*code).to_owned(),
        tallies: tallies
            .iter()
            .map(|(raised, known)| Tally {
                raised: *raised,
                unprompted: usize::from(*raised > 2),
                silent: known - raised.min(known),
                of: 4,
            })
            .collect(),
    });
    let dots = Figure {
        label: "Figure 1".to_owned(),
        title: "Who raised what, by group".to_owned(),
        description: "All four consultants raised targets, and two of the three executives who were asked. What hinders was raised chiefly by managers and executives.".to_owned(),
        sheet: "Comparison".to_owned(),
        anchor: "dots".to_owned(),
        kind: FigureKind::DotStrip,
        groups: GROUPS.map(str::to_owned).to_vec(),
        rows: rows.collect(),
    };
    let bars = Figure {
        label: "Figure 2".to_owned(),
        kind: FigureKind::Bars,
        anchor: "bars".to_owned(),
        ..dots.clone()
    };
    vec![
        heading(1, "Groups side by side", "comparison"),
        heading(2, "By role", "by-role"),
        Block::Figure(dots),
        Block::Figure(bars),
        Block::Table(Table {
            label: "Table 2".to_owned(),
            caption: "Passages by code".to_owned(),
            sheet: "Passages".to_owned(),
            columns: vec![
                Column::row_head("Code", 30),
                Column::count("People", 10),
                Column::count("Passages", 10),
            ],
            rows: vec![
                Row::data(vec![Cell::text(CODES[3]), Cell::count(9, Some(12)), Cell::count(23, None)]),
                Row::data(vec![Cell::text(CODES[4]), Cell::count(4, Some(12)), Cell::count(7, None)]),
                Row::summary(vec![Cell::text("All codes"), Cell::count(12, Some(12)), Cell::count(30, None)]),
            ],
            ..Table::default()
        }),
    ]
}

fn recommendations() -> Vec<Block> {
    let carried = |text: &str| {
        Cell::of(vec![CellPart::Paragraph(vec![Inline::Reference {
            text: text.to_owned(),
            anchor: "themes".to_owned(),
        }])])
    };
    vec![
        heading(1, "Recommendations", "recommendations"),
        Block::Table(Table {
            label: "Table 3".to_owned(),
            caption: "What to do, and why".to_owned(),
            sheet: "Recommendations".to_owned(),
            anchor: "recommendations-table".to_owned(),
            columns: vec![
                Column::row_head("What", 34),
                Column::text("Why", 50),
                Column::text("Carried by", 24),
            ],
            rows: vec![
                Row::data(vec![
                    Cell::text(
                        "Answer every proposal within two weeks, with the reason, in the voice of whoever decided.",
                    ),
                    Cell::text(
                        "People accept a refusal that comes with a reason and remember silence as contempt.",
                    ),
                    carried("Being asked is not being heard"),
                ]),
                Row::data(vec![
                    Cell::text(
                        "Put outcome and cost of a pathway on one page, written by clinician, manager and finance together.",
                    ),
                    Cell::text("Each group reads value through figures that the other does not see."),
                    carried("Value is read through one’s own ledger"),
                ]),
            ],
            ..Table::default()
        }),
    ]
}

/// A framework matrix of 12 cases by 10 codes, in three groups, with every state of a cell.
pub fn matrix() -> Table {
    let codes = CODES.iter().map(|code| Column::text(*code, 26));
    let heads = ["Value", "Approach", "Enablers and barriers", "Relations", "Leadership"];
    let above = std::iter::once(HeadCell { text: String::new(), span: 1 })
        .chain(heads.iter().map(|head| HeadCell { text: (*head).to_owned(), span: 2 }));
    let mut rows = Vec::new();
    for (group, name) in GROUPS.iter().enumerate() {
        rows.push(Row::group(name));
        rows.extend((0..4).map(|person| case(group, person)));
    }
    Table {
        label: "Table 4".to_owned(),
        caption: "Framework matrix, framework version 3, rows grouped by role".to_owned(),
        sheet: "Matrix".to_owned(),
        anchor: "matrix-table".to_owned(),
        layout: TableLayout::Matrix,
        columns: std::iter::once(Column::row_head("Case", 17)).chain(codes).collect(),
        header_rows: vec![above.collect()],
        rows,
        notes: vec!["– nothing said: asked, or free to say it, and did not.  ○ not asked: the interview left it out.  … not yet charted.".to_owned()],
    }
}

fn case(group: usize, person: usize) -> Row {
    let number = group * 4 + person + 1;
    let who = format!("P{number:02}, {}, Trust {}", ROLES[group], ["A", "B", "C", "D"][person]);
    let cells = (0..CODES.len()).map(|code| matrix_cell(number, code, &who));
    Row::data(std::iter::once(Cell::text(&who)).chain(cells).collect())
}

fn matrix_cell(number: usize, code: usize, who: &str) -> Cell {
    match (number * 7 + code * 5) % 11 {
        0 => Cell::empty(CellState::NothingSaid),
        3 => Cell::empty(CellState::NotAsked),
        6 => Cell::empty(CellState::NotCharted),
        kind => {
            let mut parts = vec![CellPart::Paragraph(plain(SUMMARIES[kind % 4]))];
            if kind == 4 || kind == 9 {
                let words = "They said no on the Tuesday and told me why on the Tuesday.";
                parts.push(CellPart::Quotation(Quotation::new(words, who).at(
                    &who[..3],
                    30 + code,
                    31 + code,
                )));
            }
            if kind == 8 {
                parts.push(CellPart::Note(plain("Speaks of the former post here, not of this trust.")));
            }
            Cell { changed_since: kind == 9, ..Cell::charted(parts) }
        }
    }
}
