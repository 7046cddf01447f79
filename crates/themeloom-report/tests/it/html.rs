//! The page, as markup.

use themeloom_report::model::{
    Block, Cell, CellPart, CellState, Heading, Inline, Orientation, Quotation, Words, plain,
};
use themeloom_report::render_html;

use crate::{small, specimen};

/// The page without its style sheet.
fn body(report: &themeloom_report::Report) -> String {
    let html = render_html(report);
    let (_, body) = html.split_once("<body>").unwrap();
    body.to_owned()
}

#[test]
fn a_small_report_is_plain_semantic_markup() {
    let mut table = small::table("P01", "She waits.");
    table.anchor = "t1".to_owned();
    table.rows[0].cells[1] = Cell {
        changed_since: true,
        ..Cell::charted(vec![
            CellPart::Paragraph(plain("Waits for an answer.")),
            CellPart::Quotation(Quotation::new("I waited.", "P01, manager").at("P01", 7, 7)),
            CellPart::Note(plain("Laughs.")),
        ])
    };
    let mut report = small::report(vec![
        Block::Heading(Heading { level: 1, text: "Found".to_owned(), anchor: "found".to_owned() }),
        Block::Paragraph(vec![
            Inline::from("See "),
            Inline::Reference { text: "Table 1".to_owned(), anchor: "t1".to_owned() },
        ]),
        Block::PageBreak(Orientation::Landscape),
        Block::Table(table),
    ]);
    report.banner = Some("Synthetic".to_owned());
    report.provenance = vec![("Program".to_owned(), "Themeloom".to_owned())];
    insta::assert_snapshot!(body(&report));
}

#[test]
fn every_state_of_a_cell_is_said_in_words() {
    let html = body(&specimen::report());
    for state in [CellState::NothingSaid, CellState::NotAsked, CellState::NotCharted] {
        assert!(html.contains(&format!("</span> {}</p>", state.label())), "{state:?}");
    }
    assert!(html.contains("text changed since"));
}

#[test]
fn a_withheld_quotation_gives_its_reason_and_no_words() {
    let quotation = Quotation {
        words: Words::Withheld("P09 did not consent to quotation".to_owned()),
        ..Quotation::new("", "P09, executive")
    };
    let html = body(&small::report(vec![Block::Quotation(quotation)]));
    assert!(html.contains("Quotation withheld: P09 did not consent to quotation"));
    assert!(!html.contains("<blockquote"));
}

#[test]
fn the_page_asks_for_nothing_and_runs_nothing() {
    let html = render_html(&specimen::report());
    assert!(html.contains("default-src 'none'"));
    for forbidden in ["<script", "url(", "@import", " src=", "<link", " onload"] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
    assert_eq!(
        html.matches("http").count(),
        html.matches("http-equiv").count() + 2,
        "only the SVG name space"
    );
}

#[test]
fn every_link_has_a_target_and_no_id_occurs_twice() {
    let html = body(&specimen::report());
    let ids: Vec<&str> = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len());
    for target in html.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(ids.contains(&target), "{target}");
    }
    for names in html.split("aria-labelledby=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(names.split(' ').all(|name| ids.contains(&name)), "{names}");
    }
}

#[test]
fn a_drawing_has_one_mark_for_each_person() {
    let html = body(&specimen::report());
    let dots = ["<circle", "<polygon", "<line"].map(|mark| html.matches(mark).count());
    assert_eq!(dots.iter().sum::<usize>(), 3 * 3 * 4);
}
