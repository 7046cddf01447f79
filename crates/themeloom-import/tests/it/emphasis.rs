//! Emphasis in the four kinds of file that have it: the same words are emphasised in all of them, and
//! what says nothing is let go.

use insta::assert_snapshot;
use proptest::prelude::*;
use themeloom_import::ImportedDocument;
use themeloom_study::source::Style;

use crate::docx_builder::{document, document_xml, p, package};
use crate::odt_builder::{odt, odt_with};
use crate::{emphasised, headings, open, report};

const PLAIN: &str =
    "These words stand here in so great a number that whatever is set off among them stays a part.";

fn all(read: &ImportedDocument) -> [Vec<&str>; 3] {
    [Style::Bold, Style::Italic, Style::Underlined].map(|style| emphasised(read, style))
}

/// A Word document of a plain paragraph and these.
fn docx(body: &str) -> ImportedDocument {
    open("a.docx", &document(&[&p(PLAIN), body].concat())).unwrap()
}

fn run(properties: &str, words: &str) -> String {
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>"#)
}

#[test]
fn runs_of_word_are_emphasised_unless_they_say_off() {
    let body = [
        &run("<w:b/>", "We "),
        &run(r#"<w:b w:val="1"/><w:i/>"#, "never"),
        &run(r#"<w:b w:val="0"/><w:i w:val="false"/><w:u w:val="none"/>"#, " had "),
        &run(r#"<w:u w:val="single"/>"#, "time "),
        &run("<w:bCs/>", "for it."),
    ];
    let read = docx(&format!(
        "<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr>{}</w:p>",
        body.map(String::as_str).concat()
    ));
    assert_eq!(all(&read), [vec!["We never"], vec!["never"], vec!["time"]]);
    assert_snapshot!(report(&read), @"
    recognised: a Word document
    recognised: no turns: nothing in the text looks like a speaker's label
    recognised: 3 stretches of emphasis
    ");
}

#[test]
fn styles_of_word_emphasise_and_a_run_turns_over_what_its_paragraph_says() {
    let styles = r#"<w:styles xmlns:w="x">
        <w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="Strong"/><w:rPr><w:i/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="Aside"><w:name w:val="Aside"/><w:rPr><w:i/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>
        <w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>
    </w:styles>"#;
    let style = |id: &str| format!(r#"<w:rStyle w:val="{id}"/>"#);
    let body = [
        p(PLAIN),
        format!("<w:p>{}{}</w:p>", run(&style("Strong"), "so much"), run(&style("Link"), " there")),
        format!(
            r#"<w:p><w:pPr><w:pStyle w:val="Aside"/></w:pPr>{}{}{}</w:p>"#,
            run("", "quiet "),
            run(&style("Mine"), "ward "),
            run("<w:i w:val=\"0\"/>", "here")
        ),
    ];
    let file = package(&[("word/document.xml", &document_xml(&body.concat())), ("word/styles.xml", styles)]);
    let read = open("a.docx", &file).unwrap();
    assert_eq!(all(&read), [vec!["so much", "ward"], vec!["quiet"], vec![]]);
}

#[test]
fn automatic_styles_of_opendocument_emphasise_and_the_line_under_a_link_does_not() {
    let style = |name: &str, more: &str, properties: &str| {
        format!(
            r#"<style:style style:name="{name}" {more}><style:text-properties {properties}/></style:style>"#
        )
    };
    let words = r#"style:family="text""#;
    let styles = [
        style("T1", words, r#"fo:font-weight="bold""#),
        style("T2", words, r#"fo:font-style="italic" style:text-underline-style="solid""#),
        style("T3", words, r#"fo:font-weight="normal""#),
        style("Internet_20_link", words, r#"style:text-underline-style="solid""#),
        style("P1", r#"style:family="paragraph""#, r#"fo:font-weight="bold""#),
    ];
    let body = format!(
        r#"<text:p>{PLAIN}</text:p><text:p>We <text:span text:style-name="T1">had <text:span text:style-name="T2">no</text:span> time</text:span><text:span text:style-name="Internet_20_link"> there</text:span>.</text:p><text:p text:style-name="P1">Loud<text:span text:style-name="T3"> or not<text:note><text:note-body><text:p>noted</text:p></text:note-body></text:note></text:span> again</text:p>"#
    );
    let read = open("a.odt", &odt_with(&styles.concat(), &body, &[])).unwrap();
    assert_eq!(all(&read), [vec!["had no time", "Loud", "again"], vec!["no"], vec!["no"]]);
}

#[test]
fn rich_text_emphasises_until_its_group_or_the_emphasis_ends() {
    let file = format!(
        r"{{\rtf1\ansi {PLAIN}\par a {{\b bold {{\i both}} only}} plain \ul under\ulnone\  not\par\b on\b0  off \i\uldb x\plain  y\par}}"
    );
    let read = open("a.rtf", file.as_bytes()).unwrap();
    assert_eq!(all(&read), [vec!["bold both only", "on"], vec!["both", "x"], vec!["under", "x"]]);
}

#[test]
fn web_pages_emphasise_by_elements_and_by_styles() {
    let page = format!(
        "<p>{PLAIN}<p>a <b>bold <em>both</em></b><i> one</i> <u>line</u> <span style='font-weight:700'>heavy</span>\
         <p style='font-style:italic'>slanted <span style='font-style:normal'>upright</span> <strong>it<b>self</strong>"
    );
    let read = open("a.html", page.as_bytes()).unwrap();
    assert_eq!(
        all(&read),
        [vec!["bold both", "heavy", "itself"], vec!["both one", "slanted", "itself"], vec!["line"]]
    );
}

#[test]
fn the_line_under_a_link_is_no_emphasis() {
    let run = run(r#"<w:b/><w:u w:val="single"/>"#, "there");
    let link = docx(&format!("<w:p><w:hyperlink>{run}</w:hyperlink></w:p>"));
    let page = format!("<p>{PLAIN}<p><a href='#'><b><u>there</u></b></a>");
    let link_of_page = open("a.html", page.as_bytes()).unwrap();
    let file = format!(
        r"{{\rtf1\ansi {PLAIN}\par {{\field{{\*\fldinst HYPERLINK x}}{{\fldrslt {{\ul\b there}}}}}}\par}}"
    );
    let link_of_rtf = open("a.rtf", file.as_bytes()).unwrap();
    for read in [&link, &link_of_page, &link_of_rtf] {
        assert_eq!(all(read), [vec!["there"], vec![], vec![]]);
    }
}

#[test]
fn a_label_a_whole_heading_and_lone_signs_are_not_emphasised() {
    let page = format!(
        "<h2><b>Part one</b></h2><h3>What <i>value</i> is</h3><p>{PLAIN}\
         <p><b>Interviewer:</b> So?<p><b>P01: It is</b> fine<b>.</b><p><b>Interviewer: </b>Why?"
    );
    let read = open("a.html", page.as_bytes()).unwrap();
    assert_eq!(headings(&read), [(2, "Part one"), (3, "What value is")]);
    assert_eq!(all(&read), [vec!["It is"], vec!["value"], vec![]]);
}

#[test]
fn emphasis_on_nearly_all_of_a_text_says_nothing() {
    let page = format!("<h1>Talk</h1><p><i>{PLAIN}</i><p><i>More of it, and <u>this</u>.</i><p>end");
    let read = open("a.html", page.as_bytes()).unwrap();
    assert_eq!(all(&read), [vec![], vec![], vec!["this"]]);
    let page = format!("<p><i>{PLAIN}</i><p>{PLAIN}");
    assert_eq!(emphasised(&open("a.html", page.as_bytes()).unwrap(), Style::Italic), [PLAIN]);
}

#[test]
fn emphasis_ends_with_its_line_and_its_cell() {
    let page = format!("<p>{PLAIN}<div><b>one<br>two</b></div><table><tr><td><b>a<td><b>b</table>");
    let read = open("a.html", page.as_bytes()).unwrap();
    assert_eq!(emphasised(&read, Style::Bold), ["one", "two", "a", "b"]);
}

/// A word, and whether it is bold, italic and underlined.
type Word = (String, [bool; 3]);

/// Writes paragraphs in one kind of file: how a word with its emphasis is written, and a paragraph.
fn written(
    paragraphs: &[Vec<Word>],
    word: impl Fn(&str, [bool; 3]) -> String,
    paragraph: impl Fn(&str) -> String,
) -> String {
    let line = |words: &Vec<Word>| {
        let words: Vec<String> = words.iter().map(|(letters, how)| word(letters, *how)).collect();
        paragraph(&words.join(&word(" ", [false; 3])))
    };
    paragraphs.iter().map(line).collect()
}

fn in_all_kinds(paragraphs: &[Vec<Word>]) -> [(&'static str, Vec<u8>); 4] {
    let tags = |how: [bool; 3], tags: [&str; 3]| -> String {
        tags.into_iter().zip(how).filter(|(_, on)| *on).map(|(tag, _)| tag).collect()
    };
    let of_word =
        |letters: &str, how| run(&tags(how, ["<w:b/>", "<w:i/>", r#"<w:u w:val="single"/>"#]), letters);
    let of_page = |letters: &str, how| {
        let (open, close) = (tags(how, ["<b>", "<i>", "<u>"]), tags(how, ["</b>", "</i>", "</u>"]));
        format!("{open}{letters}{close}")
    };
    let of_rtf = |letters: &str, how| format!(r"{{\plain{} {letters}}}", tags(how, [r"\b", r"\i", r"\ul"]));
    let name = |how| format!("T{}", tags(how, ["b", "i", "u"]));
    let of_odt = |letters: &str, how| {
        let letters = if letters == " " { "<text:s/>" } else { letters };
        format!(r#"<text:span text:style-name="{}">{letters}</text:span>"#, name(how))
    };
    let styles: String = (0..8)
        .map(|n| {
            let how = [n & 1 > 0, n & 2 > 0, n & 4 > 0];
            let properties = [r#"fo:font-weight="bold" "#, r#"fo:font-style="italic" "#, r#"style:text-underline-style="solid""#];
            format!(
                r#"<style:style style:name="{}" style:family="text"><style:text-properties {}/></style:style>"#,
                name(how),
                tags(how, properties)
            )
        })
        .collect();
    let in_p = |words: &str| format!("<p>{words}</p>");
    let rtf = written(paragraphs, of_rtf, |words| format!(r"{words}\par "));
    let odt = written(paragraphs, of_odt, |words| format!("<text:p>{words}</text:p>"));
    [
        ("a.docx", document(&written(paragraphs, of_word, |words| format!("<w:p>{words}</w:p>")))),
        ("a.html", written(paragraphs, of_page, in_p).into_bytes()),
        ("a.rtf", format!(r"{{\rtf1\ansi {rtf}}}").into_bytes()),
        ("a.odt", odt_with(&styles, &odt, &[])),
    ]
}

/// The stretches of words one after another that are emphasised in one way.
fn expected(paragraphs: &[Vec<Word>], way: usize) -> Vec<String> {
    let mut stretches = Vec::new();
    for words in paragraphs {
        for stretch in words.chunk_by(|a, b| a.1[way] == b.1[way]).filter(|stretch| stretch[0].1[way]) {
            let words: Vec<&str> = stretch.iter().map(|(letters, _)| letters.as_str()).collect();
            stretches.push(words.join(" "));
        }
    }
    stretches
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_same_words_are_emphasised_whatever_file_they_come_in(
        drawn in prop::collection::vec(prop::collection::vec(("[a-z]{1,6}", any::<[bool; 3]>()), 1..6), 1..5),
    ) {
        let plain = vec![(PLAIN.repeat(9), [false; 3])];
        let paragraphs = [vec![plain], drawn].concat();
        for (name, file) in in_all_kinds(&paragraphs) {
            let read = open(name, &file).unwrap();
            for (way, found) in all(&read).into_iter().enumerate() {
                prop_assert_eq!(found, expected(&paragraphs, way), "{} in {}", way, name);
            }
        }
    }
}

#[test]
fn a_document_without_emphasis_has_none() {
    let read = open("a.odt", &odt(&format!("<text:p>{PLAIN}</text:p>"))).unwrap();
    assert!(read.styles.is_empty());
}
