//! What participants and imported files may bring along.

use proptest::prelude::*;
use themeloom_report::model::{Block, Cell, CellPart, Heading, Quotation, plain};
use themeloom_report::{CsvOptions, Report, render_docx, render_html, render_xlsx, table_csv};

use crate::{docx, small, xlsx};

/// The same words in every place that words can be in.
fn everywhere(words: &str) -> Report {
    let mut table = small::table(words, words);
    table.caption = words.to_owned();
    table.sheet = words.to_owned();
    table.anchor = words.to_owned();
    table.rows[0].cells[1] = Cell::of(vec![
        CellPart::Quotation(Quotation::new(words, words).at(words, 1, 2)),
        CellPart::Note(plain(words)),
    ]);
    let mut report = small::report(vec![
        Block::Heading(Heading { level: 9, text: words.to_owned(), anchor: format!("h{words}") }),
        Block::Quotation(Quotation::new(words, words)),
        Block::Table(table),
    ]);
    report.title = words.to_owned();
    report.banner = Some(words.to_owned());
    report.provenance = vec![(words.to_owned(), words.to_owned())];
    report
}

fn is_well_formed(xml: &str) -> bool {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

#[test]
fn markup_in_words_stays_words() {
    let report = everywhere("</style><script>alert(1)</script>\"' onload=x ]]> &amp; &#x41;");
    let html = render_html(&report);
    assert!(!html.contains("<script"));
    assert_eq!(html.matches("</style>").count(), 1);
    assert!(
        html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;' onload=x ]]&gt; &amp;amp; &amp;#x41;")
    );
    assert!(docx::paragraphs(&report).iter().any(|line| line.contains("&lt;script&gt;")));
}

#[test]
fn control_characters_never_reach_a_file() {
    let report = everywhere("be\u{0}fo\u{8}re\u{b}\u{1f}\u{FFFF}\u{85}after");
    for name in ["word/document.xml", "docProps/core.xml", "word/header1.xml", "word/footer1.xml"] {
        let xml = docx::part(&report, name);
        assert!(!xml.contains(|c: char| (c.is_control() && c != '\n') || c == '\u{FFFF}'), "{name}");
    }
    assert!(render_html(&report).contains("before\nafter"));
    let cell = calamine::Reader::worksheet_range_at(&mut xlsx::open(&report), 0).unwrap().unwrap();
    assert_eq!(cell.get((2, 0)).unwrap().to_string(), "Case");
    assert_eq!(cell.get((3, 0)).unwrap().to_string(), "before\nafter");
}

#[test]
fn other_scripts_and_emoji_arrive_as_they_were() {
    let words = "مرحبا بالعالم, שלום, 👩🏽‍⚕️ e\u{301}";
    let report = everywhere(words);
    assert!(render_html(&report).contains(&format!("<blockquote dir=\"auto\"><p>“{words}”</p>")));
    assert!(docx::paragraphs(&report).contains(&format!("Quote: “{words}”")));
}

#[test]
fn ten_thousand_characters_arrive_whole_in_every_format() {
    let words = "word ".repeat(2_000);
    let report = everywhere(&words);
    assert!(render_html(&report).contains(&words));
    assert!(docx::part(&report, "word/document.xml").contains(&words));
    let range = calamine::Reader::worksheet_range_at(&mut xlsx::open(&report), 0).unwrap().unwrap();
    assert_eq!(range.get((3, 0)).unwrap().to_string(), words);
}

#[test]
fn an_empty_report_and_an_empty_table_render() {
    let empty = themeloom_report::model::Table::default();
    for report in [Report::default(), small::report(vec![Block::Table(empty)])] {
        assert!(render_html(&report).ends_with("</html>\n"));
        render_docx(&report).unwrap();
        render_xlsx(&report).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_words_give_well_formed_files(words in "\\PC*|[\\x00-\\x7f]{0,40}|[=+@&<>\"'\\]\\[:*?/\\\\-]{0,40}") {
        let report = everywhere(&words);
        prop_assert!(is_well_formed(&docx::part(&report, "word/document.xml")));
        prop_assert!(is_well_formed(&docx::part(&report, "docProps/core.xml")));
        prop_assert!(calamine::Reader::worksheet_range_at(&mut xlsx::open(&report), 0).unwrap().is_ok());
        prop_assert!(render_html(&report).ends_with("</html>\n"));
        prop_assert!(table_csv(&small::table(&words, &words), CsvOptions::default()).is_ok());
    }
}
