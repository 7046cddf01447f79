//! Documents read back as a word processor would.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use themeloom_report::model::{Block, Heading, Inline};
use themeloom_report::{Report, ReportError, render_docx};

use crate::{small, specimen};

pub fn part(report: &Report, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(render_docx(report).unwrap())).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// One line per paragraph: its style, and its words as XML (so that escapes stay visible).
pub fn paragraphs(report: &Report) -> Vec<String> {
    let xml = part(report, "word/document.xml");
    let (mut reader, mut lines, mut line, mut in_text) =
        (Reader::from_str(&xml), Vec::new(), String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "w:t" => in_text = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => in_text = false,
            Event::Empty(tag) if tag.name().as_ref() == "w:pStyle" => {
                let style = tag.try_get_attribute("w:val").unwrap().unwrap();
                line.push_str(&format!("{}: ", style.value));
            }
            Event::Text(text) if in_text => line.push_str(&text),
            Event::GeneralRef(name) if in_text => {
                line.push_str(&format!("&{};", &*name));
            }
            Event::End(tag) if tag.name().as_ref() == "w:p" => lines.push(std::mem::take(&mut line)),
            Event::Eof => return lines,
            _ => {}
        }
    }
}

#[test]
fn a_document_carries_styles_words_and_credits_in_reading_order() {
    let lines = paragraphs(&specimen::report());
    insta::assert_snapshot!(lines[..22].join("\n"));
}

#[test]
fn every_row_of_heads_repeats_on_each_page() {
    let xml = part(&specimen::report(), "word/document.xml");
    // Three tables, two figures, and the matrix as one table for each of its five categories.
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 10);
    assert_eq!(xml.matches("<w:tbl>").count(), 10);
}

#[test]
fn what_follows_a_landscape_break_stands_on_a4_on_its_side() {
    let xml = part(&specimen::report(), "word/document.xml");
    let sizes: Vec<&str> =
        xml.split("<w:pgSz ").skip(1).map(|rest| rest.split("/>").next().unwrap()).collect();
    assert_eq!(sizes, ["w:w=\"11906\" w:h=\"16838\"", "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\""]);
}

#[test]
fn the_banner_is_on_every_page_and_the_file_knows_language_and_date() {
    let report = specimen::report();
    assert!(part(&report, "word/header1.xml").contains("no real person said any of this"));
    let document = part(&report, "word/document.xml");
    assert_eq!(document.matches("<w:sectPr>").count(), document.matches("w:headerReference").count());
    assert!(part(&report, "word/styles.xml").contains("<w:lang w:val=\"en-GB\""));
    assert!(part(&report, "docProps/core.xml").contains(">2026-11-23T00:00:00Z</dcterms:created>"));
}

#[test]
fn a_reference_leads_to_its_anchor_and_one_to_nowhere_is_plain_words() {
    let reference = |anchor: &str| Inline::Reference { text: anchor.to_owned(), anchor: anchor.to_owned() };
    let report = small::report(vec![
        Block::Heading(Heading { level: 3, text: "Here".to_owned(), anchor: "here".to_owned() }),
        Block::Paragraph(vec![reference("here"), reference("nowhere")]),
    ]);
    let xml = part(&report, "word/document.xml");
    assert_eq!(xml.matches("<w:hyperlink w:anchor=\"place_1\"").count(), 1);
    assert_eq!(xml.matches("<w:hyperlink").count(), 1);
    assert!(xml.contains("nowhere"));
}

#[test]
fn every_style_that_is_used_is_defined() {
    let report = specimen::report();
    let styles = part(&report, "word/styles.xml");
    for line in paragraphs(&report) {
        let style = line.split(": ").next().unwrap();
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
}

#[test]
fn a_date_that_is_no_day_is_refused() {
    let mut report = small::report(Vec::new());
    report.date = Some("last Tuesday".to_owned());
    let error = render_docx(&report).unwrap_err();
    assert!(matches!(error, ReportError::Date));
    insta::assert_snapshot!(error, @"the report's date is not a day of the calendar; write it as YYYY-MM-DD");
}

#[test]
fn short_rows_stay_together_and_tall_ones_may_break() {
    let splits = |words: &str| {
        let xml = part(&small::report(vec![Block::Table(small::table("P01", words))]), "word/document.xml");
        xml.matches("<w:cantSplit/>").count()
    };
    assert_eq!((splits("She waits."), splits(&"She waits. ".repeat(300))), (2, 1));
}
