use insta::assert_snapshot;

use crate::docx_builder::{document, document_xml, p, package};
use crate::{headings, open, report, told};

fn text_of(body: &str) -> String {
    open("a.docx", &document(body)).unwrap().text.as_str().to_owned()
}

#[test]
fn paragraphs_become_lines_and_labels_become_turns() {
    let body = [p("Interviewer: What is value?"), p("P01: Time, I&#8217;d say &amp; quiet.")].concat();
    let read = open("P01.docx", &document(&body)).unwrap();
    assert_snapshot!(told(&read), @"
    Interviewer | What is value?
    P01 | Time, I’d say & quiet.
    ");
    assert_snapshot!(report(&read), @"
    recognised: a Word document
    recognised: 2 turns (Interviewer, who seems to ask, 1, P01 1)
    ");
}

#[test]
fn tracked_insertions_are_text_and_deletions_are_not() {
    let body = r#"<w:p><w:r><w:t xml:space="preserve">We were </w:t></w:r><w:del><w:r><w:delText>told</w:delText></w:r></w:del><w:ins><w:r><w:t>asked</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>"#;
    let read = open("a.docx", &document(body)).unwrap();
    assert_eq!(read.text.as_str().trim_end(), "We were asked");
    assert_snapshot!(report(&read), @"
    recognised: a Word document
    recognised: no turns: nothing in the text looks like a speaker's label
    changed: 1 tracked insertion taken as text
    changed: 2 tracked deletions left out
    ");
}

#[test]
fn a_deleted_paragraph_mark_joins_two_paragraphs() {
    let body = r#"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">one </w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p>"#;
    assert_eq!(text_of(body), "one two\n");
}

#[test]
fn tabs_breaks_hyphens_and_symbols_keep_their_places() {
    let body = r#"<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>x</w:t><w:sym w:font="Wingdings" w:char="F04A"/></w:r></w:p>"#;
    assert_eq!(text_of(body), "a\tb\nco\u{2011}op\u{ad}x\u{f04a}\n");
}

#[test]
fn rows_of_tables_are_lines_with_tabs_between_cells() {
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", p(words));
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let body = format!("<w:tbl>{}{}</w:tbl>{}", row("DB:", "Well?"), row("LG:", "Yes."), p("after"));
    let read = open("a.docx", &document(&body)).unwrap();
    assert_eq!(read.text.as_str(), "DB:\tWell?\nLG:\tYes.\nafter\n");
}

#[test]
fn a_text_box_is_read_once_and_after_its_paragraph() {
    let in_box = format!("<w:txbxContent>{}</w:txbxContent>", p("boxed"));
    let body = format!(
        r#"<w:p><w:r><w:t xml:space="preserve">before </w:t><mc:AlternateContent><mc:Choice>{in_box}</mc:Choice><mc:Fallback>{in_box}</mc:Fallback></mc:AlternateContent><w:t>behind</w:t></w:r></w:p>"#
    );
    assert_eq!(text_of(&body), "before behind\nboxed\n");
}

#[test]
fn fields_keep_what_they_showed_and_hidden_text_is_named() {
    let body = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3 March</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"#;
    let read = open("a.docx", &document(body)).unwrap();
    assert_eq!(read.text.as_str(), "3 March\n");
    assert_snapshot!(report(&read), @"
    recognised: a Word document
    recognised: no turns: nothing in the text looks like a speaker's label
    changed: 1 field kept as what was shown
    not read: hidden text (1 passage): it is not shown in Word; if it was meant to be read, unhide it and import again
    ");
}

#[test]
fn headings_are_known_by_their_level_whatever_the_language() {
    let styles = r#"<w:styles xmlns:w="x"><w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style></w:styles>"#;
    let body = r#"<w:p><w:pPr><w:pStyle w:val="berschrift2"/></w:pPr><w:r><w:t>Teil eins</w:t></w:r></w:p>"#;
    let file = package(&[
        ("word/document.xml", &document_xml(&[&p("x"), body].concat())),
        ("word/styles.xml", styles),
    ]);
    let read = open("a.docx", &file).unwrap();
    assert_eq!(headings(&read), [(2, "Teil eins")]);
}

#[test]
fn comments_and_footnotes_stand_beside_the_text() {
    let body = r#"<w:p><w:commentRangeStart w:id="7"/><w:r><w:t>the lounge</w:t></w:r><w:commentRangeEnd w:id="7"/><w:r><w:footnoteReference w:id="2"/><w:t xml:space="preserve"> closed</w:t></w:r></w:p>"#;
    let comments = r#"<w:comments xmlns:w="x"><w:comment w:id="7" w:author="AK"><w:p><w:r><w:t>which one?</w:t></w:r></w:p></w:comment></w:comments>"#;
    let footnotes = r#"<w:footnotes xmlns:w="x"><w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>In May.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let header = r#"<w:hdr xmlns:w="x"><w:p><w:r><w:t>Confidential</w:t></w:r></w:p></w:hdr>"#;
    let file = package(&[
        ("word/document.xml", &document_xml(body)),
        ("word/comments.xml", comments),
        ("word/footnotes.xml", footnotes),
        ("word/header1.xml", header),
    ]);
    let read = open("a.docx", &file).unwrap();
    assert_eq!(read.text.as_str(), "the lounge closed\n");
    let asides: Vec<_> =
        read.asides.iter().map(|a| (read.text.excerpt(a.at).unwrap(), a.words.as_str())).collect();
    assert_eq!(asides, [("the lounge", "which one?"), ("", "In May.")]);
    assert_snapshot!(report(&read), @"
    recognised: a Word document
    recognised: no turns: nothing in the text looks like a speaker's label
    recognised: 1 comment, kept as a memo on the words
    recognised: 1 footnote, kept as a memo on the words
    not read: headers and footers (1 part): they recur on every page and are no part of what was said
    ");
}

#[test]
fn broken_xml_gives_the_words_before_the_break_and_says_so() {
    let whole = document_xml(&[p("first"), p("second")].concat());
    let cut = &whole[..whole.find("second").unwrap()];
    let read = open("a.docx", &package(&[("word/document.xml", cut)])).unwrap();
    assert_eq!(read.text.as_str().trim_end(), "first");
    assert!(report(&read).contains("the rest of the document"), "{}", report(&read));
}
