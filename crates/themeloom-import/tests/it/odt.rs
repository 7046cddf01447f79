use insta::assert_snapshot;
use themeloom_import::{AsideKind, DocumentKind, ImportError};

use crate::docx_builder::package;
use crate::odt_builder::{flat, odt, odt_with, p};
use crate::{headings, open, report, told};

fn text_of(body: &str) -> String {
    open("a.odt", &odt(body)).unwrap().text.as_str().to_owned()
}

#[test]
fn paragraphs_become_lines_and_labels_become_turns() {
    let body = [p("Interviewer: What is value?"), p("P01: Time, I&#8217;d say &amp; quiet.")].concat();
    let read = open("P01.odt", &odt(&body)).unwrap();
    assert_eq!((read.kind, read.kind.word()), (DocumentKind::Odt, "odt"));
    assert_snapshot!(told(&read), @"
    Interviewer | What is value?
    P01 | Time, I’d say & quiet.
    ");
    assert_snapshot!(report(&read), @"
    recognised: an OpenDocument text
    recognised: 2 turns (Interviewer, who seems to ask, 1, P01 1)
    ");
}

#[test]
fn blanks_tabs_and_line_breaks_keep_their_places() {
    let body =
        p("\n  one  \n two<text:s text:c=\"3\"/>three<text:tab/>four<text:line-break/>five<text:s/>six");
    assert_eq!(text_of(&body), "one two   three\tfour\nfive six\n");
}

#[test]
fn a_count_of_blanks_beyond_reason_makes_no_more_than_a_million() {
    let body = p(&"x<text:s text:c=\"4000000000\"/>".repeat(3));
    assert_eq!(text_of(&body).len(), (1 << 20) + 6);
}

#[test]
fn headings_have_the_level_that_they_say_and_the_title_is_the_highest() {
    let styles = r#"<style:style style:name="P7" style:family="paragraph" style:parent-style-name="Title"/>"#;
    let named = r#"<x xmlns:style="y"><style:style style:name="Title" style:family="paragraph"/></x>"#;
    let body = r#"<text:p text:style-name="P7">Interview 4</text:p><text:h text:outline-level="2">Part one</text:h><text:h text:outline-level="1"/>"#;
    let read = open("a.odt", &odt_with(styles, body, &[("styles.xml", named)])).unwrap();
    assert_eq!(headings(&read), [(1, "Interview 4"), (2, "Part one")]);
}

#[test]
fn rows_of_tables_are_lines_with_tabs_between_cells() {
    let cell = |words: &str| format!("<table:table-cell>{words}</table:table-cell>");
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let wide = format!(
        r#"<table:table-cell table:number-columns-spanned="2">{}</table:table-cell><table:covered-table-cell/>"#,
        p("both")
    );
    let rows = [
        row(&[cell(&p("DB:")), cell(&[p("Well?"), p("Yes?")].concat()), cell("")].concat()),
        row(&wide),
        row(&["<table:covered-table-cell/>", &cell(&p("below"))].concat()),
    ];
    let body = format!("<table:table>{}</table:table>{}", rows.concat(), p("after"));
    assert_eq!(text_of(&body), "DB:\tWell?\nYes?\t\nboth\n\tbelow\nafter\n");
}

#[test]
fn items_of_lists_are_lines_and_their_numbers_are_told_of() {
    let item = |words: &str| format!("<text:list-item>{words}</text:list-item>");
    let inner = format!("<text:list>{}</text:list>", item(&p("inner")));
    let body = format!("<text:list>{}{}</text:list>", item(&[p("one"), p("more")].concat()), item(&inner));
    let read = open("a.odt", &odt(&body)).unwrap();
    assert_eq!(read.text.as_str(), "one\nmore\ninner\n");
    assert!(report(&read).contains("numbers or bullets (2 paragraphs)"), "{}", report(&read));
}

#[test]
fn comments_and_notes_stand_beside_the_text() {
    let comment = r#"<office:annotation office:name="c1"><dc:creator>AK</dc:creator><dc:date>2026-01-01</dc:date><text:p>which</text:p><text:p>one?</text:p></office:annotation>the lounge<office:annotation-end office:name="c1"/>"#;
    let point = "<office:annotation><dc:creator/><text:p>here</text:p></office:annotation>";
    let note = |class: &str, words: &str| {
        format!(
            r#"<text:note text:note-class="{class}"><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>"#,
            p(words)
        )
    };
    let body =
        p(&[comment, &note("footnote", "In May."), " closed", &note("endnote", "So."), point].concat());
    let read = open("a.odt", &odt(&body)).unwrap();
    assert_eq!(read.text.as_str(), "the lounge closed\n");
    let asides: Vec<_> = read
        .asides
        .iter()
        .map(|a| (a.kind, read.text.excerpt(a.at).unwrap(), a.author.as_deref(), a.words.as_str()))
        .collect();
    assert_eq!(
        asides,
        [
            (AsideKind::Comment, "the lounge", Some("AK"), "which\none?"),
            (AsideKind::Footnote, "", None, "In May."),
            (AsideKind::Comment, "", None, "here"),
            (AsideKind::Endnote, "", None, "So."),
        ]
    );
    assert!(
        report(&read).contains("recognised: 2 comments, kept as memos on the words"),
        "{}",
        report(&read)
    );
}

const DELETION: &str = r#"<text:tracked-changes><text:changed-region text:id="d1"><text:deletion><text:p>told</text:p></text:deletion></text:changed-region><text:changed-region text:id="i1"><text:insertion/></text:changed-region></text:tracked-changes>"#;

#[test]
fn tracked_insertions_are_text_and_deletions_are_not() {
    let words = r#"We were <text:change text:change-id="d1"/><text:change-start text:change-id="i1"/>asked<text:change-end text:change-id="i1"/>"#;
    let read = open("a.odt", &odt(&[DELETION, &p(words)].concat())).unwrap();
    assert_eq!(read.text.as_str(), "We were asked\n");
    assert_snapshot!(report(&read), @"
    recognised: an OpenDocument text
    recognised: no turns: nothing in the text looks like a speaker's label
    changed: 1 tracked insertion taken as text
    changed: 1 tracked deletion left out
    ");
}

#[test]
fn what_is_marked_as_deleted_in_the_text_of_a_flat_file_is_left_out() {
    let start = r#"We <text:change-start text:change-id="d1"/>were"#;
    let end = r#"told<text:change-end text:change-id="d1"/>are asked"#;
    let read = open("a.fodt", flat(&[DELETION, &p(start), &p(end)].concat()).as_bytes()).unwrap();
    assert_eq!((read.kind, read.text.as_str()), (DocumentKind::Odt, "We are asked\n"));
}

#[test]
fn hidden_text_is_left_out_and_told_of() {
    let styles = r#"<style:style style:name="T1" style:family="text" style:parent-style-name="Quiet"/><style:style style:name="Quiet" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="P1" style:family="paragraph"><style:text-properties text:display="none"/></style:style>"#;
    let body = [
        p(r#"shown <text:span text:style-name="T1">secret</text:span> again"#),
        r#"<text:p text:style-name="P1">secret</text:p>"#.to_owned(),
        r#"<text:section text:display="none"><text:p>secret</text:p></text:section>"#.to_owned(),
        p(r#"se<text:hidden-paragraph text:is-hidden="true"/>cret"#),
        p(r#"a<text:hidden-text text:is-hidden="true">secret</text:hidden-text>b"#),
    ];
    let read = open("a.odt", &odt_with(styles, &body.concat(), &[])).unwrap();
    assert_eq!(read.text.as_str(), "shown  again\n\n\nab\n");
    assert!(report(&read).contains("hidden text (5 passages)"), "{}", report(&read));
}

#[test]
fn fields_pictures_boxes_and_readings_are_told_of() {
    let body = p(concat!(
        "on <text:date>3 March</text:date>",
        r#"<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>"#,
        "<draw:frame><draw:image/><svg:title>a photo</svg:title></draw:frame><draw:frame><draw:object/></draw:frame>",
        "<text:ruby><text:ruby-base>日</text:ruby-base><text:ruby-text>に</text:ruby-text></text:ruby>",
        r##" <text:a>a link</text:a><text:bookmark text:name="x"/>"##,
    ));
    let header = r#"<x xmlns:style="y" xmlns:text="z"><style:header><text:p>Confidential</text:p></style:header><style:footer><text:p/></style:footer></x>"#;
    let read = open("a.odt", &odt_with("", &body, &[("styles.xml", header)])).unwrap();
    assert_eq!(read.text.as_str(), "on 3 March日 a link\nboxed\n");
    assert_snapshot!(report(&read), @"
    recognised: an OpenDocument text
    recognised: no turns: nothing in the text looks like a speaker's label
    changed: 1 text box put after the paragraph beside it
    changed: 1 field kept as what was shown
    not read: pictures (1 picture): only words are imported
    not read: embedded objects (1 object): only words are imported
    not read: small readings beside words (1 reading): they repeat how the words beside them sound
    not read: headers and footers (1 part): they recur on every page and are no part of what was said
    ");
}

#[test]
fn what_belongs_to_no_paragraph_is_no_text() {
    let index = r#"<text:table-of-content><text:table-of-content-source><text:index-title-template>Table</text:index-title-template></text:table-of-content-source><text:index-body><text:p>Part one<text:tab/>1</text:p></text:index-body></text:table-of-content>"#;
    let forms = "<office:forms><text:p>form</text:p></office:forms>";
    assert_eq!(text_of(&[forms, index, "\n loose \n", &p("words")].concat()), "Part one\t1\nwords\n");
}

#[test]
fn sealed_parts_ask_for_the_password() {
    let manifest = r#"<manifest:manifest xmlns:manifest="x"><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let file = odt_with("", &p("noise"), &[("META-INF/manifest.xml", manifest)]);
    assert_eq!(open("a.odt", &file).unwrap_err(), ImportError::Encrypted { file: "a.odt".into() });
    let mime = ("mimetype", "application/vnd.oasis.opendocument.text");
    let whole = package(&[mime, ("encrypted-package", "noise"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(open("a.odt", &whole).unwrap_err(), ImportError::Encrypted { file: "a.odt".into() });
}

#[test]
fn broken_xml_gives_the_words_before_the_break_and_says_so() {
    let whole = crate::odt_builder::content("", &[p("first"), p("second")].concat());
    let cut = &whole[..whole.find("second").unwrap()];
    let mime = ("mimetype", "application/vnd.oasis.opendocument.text");
    let read = open("a.odt", &package(&[mime, ("content.xml", cut)])).unwrap();
    assert_eq!(read.text.as_str().trim_end(), "first");
    assert!(report(&read).contains("the rest of the document"), "{}", report(&read));
}
