//! Files of word processors and web pages that are made to do harm, or were harmed.

use proptest::prelude::*;
use themeloom_import::{ImportError, Limits, open_document};

use crate::docx_builder::package;
use crate::hostile::{damaged, try_open};
use crate::odt_builder::{content, flat, odt, odt_with, p};
use crate::open;

const ODT: &str = r#"<text:tracked-changes><text:changed-region text:id="d"><text:deletion><text:p>x</text:p></text:deletion></text:changed-region></text:tracked-changes><text:h text:outline-level="1">Talk</text:h><text:p>Ann: <office:annotation office:name="c"><dc:creator>A</dc:creator><text:p>w</text:p></office:annotation>So<office:annotation-end office:name="c"/>?<text:note text:note-class="endnote"><text:note-body><text:p>n</text:p></text:note-body></text:note></text:p><table:table><table:table-row><table:table-cell><text:p>Bo:</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table><text:list><text:list-item><text:p>é<text:s text:c="3"/><draw:frame><draw:text-box><text:p>b</text:p></draw:text-box></draw:frame></text:p></text:list-item></text:list>"#;
const RTF: &[u8] = br"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset128 B;}}{\stylesheet{\s1 heading 1;}}{\header h\par}\pard\s1 Talk\par\pard Ann: {\*\atrfstart 1}So{\*\atrfend 1}{\*\atnauthor A}{\*\annotation{\*\atnref 1}w}?{\footnote n}\par{\f1\'93\'fa\u-10179?\u-8704?}{\deleted d\par}\trowd\intbl Bo:\cell\cell\row{\field{\*\fldinst X}{\fldrslt y}}{\upr{a}{\*\ud b}}{\shp{\*\shpinst{\shptxt s\par}}}\bin3 abc{\v z}\par}";
const HTML: &str = "<!DOCTYPE html><html><head><meta charset=utf-8><title>t</title><style>a</style></head><body><h1>Talk</h1><p>Ann: <b>So</p>?</b><table><tr><td>Bo:<td>é</table><ul><li hidden>x<li>y</ul><pre>\n a</pre><!-- c --><svg><path/></svg><p style='display:none'>&nbsp;<br></body></html>";

fn kinds() -> Vec<(&'static str, Vec<u8>)> {
    vec![("a.odt", odt(ODT)), ("a.fodt", flat(ODT).into()), ("a.rtf", RTF.into()), ("a.html", HTML.into())]
}

/// Pieces of markup, put together at random.
fn pieces(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(of), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_bytes_behind_any_beginning(bytes in proptest::collection::vec(any::<u8>(), 0..300), which in 0_usize..3) {
        let (name, head) = [("a.rtf", "{\\rtf1 "), ("a.html", "<html>"), ("a.fodt", "<?xml?><office:document x='opendocument.text'>")][which];
        try_open(name, &[head.as_bytes(), &bytes].concat());
    }

    #[test]
    fn damaged_files_of_each_kind(
        flips in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..6),
        keep in any::<usize>(),
    ) {
        for (name, file) in kinds() {
            try_open(name, &damaged(&file, &flips, keep));
        }
        let xml = damaged(content("", ODT).as_bytes(), &flips, 1);
        let mime = ("mimetype", "application/vnd.oasis.opendocument.text");
        try_open("a.odt", &package(&[mime, ("content.xml", &String::from_utf8_lossy(&xml))]));
    }

    #[test]
    fn any_order_of_rich_text(body in pieces(&[
        "{", "}", "{", "}", "\\par ", "\\cell", "\\row", "\\nestrow", "\\nestcell", "\\u-10179?", "\\u-8704?", "\\'93", "\\'fa", "\\f1 ",
        "\\*", "\\footnote ", "\\annotation", "\\atrfstart 1", "\\atrfend", "\\atnref 1", "\\shptxt ", "\\header ", "\\upr", "\\ud", "\\pict",
        "\\deleted ", "\\v ", "\\plain ", "\\fonttbl", "\\stylesheet", "\\s1 ", "\\uc0 ", "\\uc9 ", "\\bin2 ", "\\ftnalt ", "é", "x", " ", "\\sect ",
    ])) {
        try_open("a.rtf", format!("{{\\rtf1{{\\fonttbl{{\\f1\\fcharset128 x;}}}}a{body}").as_bytes());
    }

    #[test]
    fn any_order_of_tags(body in pieces(&[
        "<p>", "</p>", "<b>", "</b>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<li>", "</ul>", "<ul>", "<h2>", "</h2>",
        "<pre>", "</pre>", "\n", "<br>", "<p hidden>", "<div style='display:none'>", "</div>", "<script>", "</script>", "<svg>", "</svg>", "<title>",
        "</title>", "<head>", "</head>", "<body>", "<template>", "</template>", "<select>", "<option>", "<!--", "-->", "é", " x ", "&amp;", "<caption>",
    ])) {
        try_open("a.html", format!("<html>{body}").as_bytes());
    }

    #[test]
    fn any_order_of_elements(body in pieces(&[
        "<text:p>", "</text:p>", "<table:table>", "</table:table>", "<table:table-row>", "</table:table-row>", "<table:table-cell>", "</table:table-cell>",
        "<table:covered-table-cell/>", "<text:note>", "</text:note>", "<office:annotation office:name='c'>", "</office:annotation>",
        "<office:annotation-end office:name='c'/>", "<draw:text-box>", "</draw:text-box>", "<text:s text:c='2'/>", "<text:section text:display='none'>",
        "</text:section>", "<text:hidden-paragraph text:is-hidden='true'/>", "é", " x ", "<text:list-item>", "</text:list-item>",
    ])) {
        try_open("a.fodt", flat(&body).as_bytes());
    }
}

fn refused(name: &str, bytes: &[u8]) -> String {
    open(name, bytes).unwrap_err().to_string()
}

#[test]
fn what_lies_too_deep_is_refused_whatever_its_depth() {
    for depth in [300, 300_000] {
        assert!(refused("a.html", "<div>".repeat(depth).as_bytes()).contains("256 deep"));
        assert!(refused("a.html", "<b id=x><div>".repeat(depth).as_bytes()).contains("256 deep"));
        assert!(refused("a.rtf", ["{\\rtf1 ", &"{".repeat(depth)].concat().as_bytes()).contains("256 deep"));
        assert!(refused("a.fodt", flat(&"<text:section>".repeat(depth)).as_bytes()).contains("256 deep"));
    }
    let deep = odt(&"<text:list>".repeat(10_000));
    assert!(refused("a.odt", &deep).contains("256 deep"));
}

#[test]
fn one_tag_with_very_many_attributes_takes_no_more_time_than_its_length() {
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
    let read = open("a.html", format!("<p{attributes}>words</p>").as_bytes()).unwrap();
    assert_eq!(read.text.as_str(), "words\n");
}

#[test]
fn bombs_are_stopped() {
    let bomb = odt(&p(&"spam ".repeat(400_000)));
    assert!(matches!(open("a.odt", &bomb), Err(ImportError::Bomb { .. })));
    let small = Limits { expanded_bytes: 100, ..Limits::default() };
    assert!(matches!(open_document("a.odt", &odt(&p("words")), &small), Err(ImportError::Bomb { .. })));
}

#[test]
fn document_types_are_refused_in_xml() {
    let entities = "<!DOCTYPE x [<!ENTITY a \"b\">]>";
    let in_head = |xml: &str| xml.replacen("?>", &format!("?>{entities}"), 1);
    assert!(refused("a.fodt", in_head(&flat(&p("&a;"))).as_bytes()).contains("a document type"));
    let mime = ("mimetype", "application/vnd.oasis.opendocument.text");
    let file = package(&[mime, ("content.xml", &in_head(&content("", &p("&a;"))))]);
    assert!(refused("a.odt", &file).contains("a document type"));
    let styled = odt_with("", &p("words"), &[("styles.xml", entities)]);
    assert!(refused("a.odt", &styled).contains("a document type"));
}

#[test]
fn styles_that_are_each_others_parents_hide_nothing() {
    let style = |name: &str, parent: &str| {
        format!(
            r#"<style:style style:name="{name}" style:family="text" style:parent-style-name="{parent}"/>"#
        )
    };
    let body = p(r#"<text:span text:style-name="A">words</text:span>"#);
    let read = open("a.odt", &odt_with(&[style("A", "B"), style("B", "A")].concat(), &body, &[])).unwrap();
    assert_eq!(read.text.as_str(), "words\n");
}
