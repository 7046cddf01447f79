use insta::assert_snapshot;
use themeloom_import::DocumentKind;

use crate::{headings, open, report, told};

fn text_of(page: &str) -> String {
    open("a.html", page.as_bytes()).unwrap().text.as_str().to_owned()
}

#[test]
fn blocks_become_lines_and_labels_become_turns() {
    let page = "<!DOCTYPE html>\n<html><head><meta charset=utf-8><title>Talk</title></head>\n<body>\n <p><b>Interviewer:</b> What is\n   value?</p>\n <p>P01: Time, I&rsquo;d say &amp; <i>quiet</i>.\n</body></html>\n";
    let read = open("P01.html", page.as_bytes()).unwrap();
    assert_eq!((read.kind, read.kind.word()), (DocumentKind::Html, "html"));
    assert_eq!(read.text.as_str(), "Interviewer: What is value?\nP01: Time, I’d say & quiet.\n");
    assert_snapshot!(told(&read), @"
    Interviewer | What is value?
    P01 | Time, I’d say & quiet.
    ");
    assert_snapshot!(report(&read), @"
    recognised: a web page
    recognised: 2 turns (Interviewer, who seems to ask, 1, P01 1)
    recognised: characters written as UTF-8
    recognised: 1 stretch of emphasis
    not read: the page's title (1 title): it stands over the page and not on it
    ");
}

#[test]
fn blanks_run_together_as_a_browser_lets_them_and_stay_in_preformatted_words() {
    let page = "<p> a \n b <i> c</i> d&nbsp; e </p>x<br> y<br></p><p><br></p><pre>\n1\n  2</pre><div style='white-space: pre-wrap'> s  t</div>";
    assert_eq!(text_of(page), "a b c d\u{a0} e\nx\ny\n\n1\n  2\n s  t\n");
}

#[test]
fn rows_of_tables_are_lines_with_tabs_between_cells() {
    let page = "<table>\n<tr><td>DB:</td>\n<td><p>Well?</p><p>Yes?</p></td> <td></td></tr>\n<tr><th><td>LG:<tr><td>a<td><table><tr><td>in</table></table>after";
    assert_eq!(text_of(page), "DB:\tWell?\nYes?\t\n\tLG:\na\tin\nafter\n");
}

#[test]
fn headings_lists_and_links_keep_their_words() {
    let page = "<h1>Interview <small>4</small></h1><ul><li>one<li>two <a href='http://example.org'>there</a><ol><li>in</ol></ul><dl><dt>t<dd>d</dl><h2></h2><h3>Part\none</h3>x<hr>y";
    let read = open("a.htm", page.as_bytes()).unwrap();
    assert_eq!(read.text.as_str(), "Interview 4\none\ntwo there\nin\nt\nd\nPart one\nx\ny\n");
    assert_eq!(headings(&read), [(1, "Interview 4"), (3, "Part one")]);
    assert!(report(&read).contains("numbers or bullets (3 paragraphs)"), "{}", report(&read));
}

#[test]
fn what_a_browser_does_not_show_is_left_out_and_told_of() {
    let page = "<html><head><style>p{}</style><script>if (a<b) { '<p>' }</script></head><body><!-- a remark -->\
        <p hidden>one<p>shown<div style='display:none'><p>two</p><p>two</p></div><span style=\"VISIBILITY: hidden\">three</span>\
        <noscript><p>no script</noscript><template><p>later</template><dialog>four</dialog>\
        <img alt='a photo'><svg><title>a drawing</title><text>drawn</text><path/></svg><iframe>framed</iframe>\
        <select><option>a<option>b</select><ruby>日<rt>に</ruby><div hidden></div></body></html>";
    let read = open("a.html", page.as_bytes()).unwrap();
    assert_eq!(read.text.as_str(), "shown\n日\n");
    assert_snapshot!(report(&read), @"
    recognised: a web page
    recognised: no turns: nothing in the text looks like a speaker's label
    recognised: characters written as UTF-8
    not read: hidden text (4 passages): it is not shown in a browser; if it was meant to be read, unhide it and import again
    not read: pictures (2 pictures): only words are imported
    not read: embedded objects (1 object): only words are imported
    not read: small readings beside words (1 reading): they repeat how the words beside them sound
    not read: scripts and styles (2 elements): they are no words
    not read: templates, and words for browsers without scripts (2 elements): a browser does not show them
    not read: choices in forms (1 list): nobody said them
    not read: comments in the page's source (1 comment): a browser does not show them; if they are a reviewer's, import the file that the page was made from
    ");
}

#[test]
fn tags_that_are_missing_or_crossed_lose_no_words() {
    assert_eq!(text_of("<b><p>a</b> b</p> c</i></p></div>d<title>t</title>"), "a b\nc\nd\n");
    assert_eq!(text_of("<p><b>a</p>b</b><li>c</p>d<td>e</html>f"), "a\nb\nc\nd\nef\n");
    assert_eq!(text_of("<html>words before any body"), "words before any body\n");
}

#[test]
fn bytes_are_read_as_the_page_says_unless_they_are_utf_8() {
    let text = |bytes: &[u8]| open("a.html", bytes).unwrap().text.as_str().trim_end().to_owned();
    assert_eq!(text("<p>naïve “café” Где 日本</p>".as_bytes()), "naïve “café” Где 日本");
    assert_eq!(text("<meta charset=windows-1252><p>naïve “café”".as_bytes()), "naïve “café”");
    assert_eq!(text(b"<meta charset=windows-1251><p>\xc3\xe4\xe5"), "Где");
    assert_eq!(text(b"<meta charset=shift_jis><p>\x93\xfa\x96\x7b"), "日本");
    assert_eq!(text(b"<meta charset=iso-2022-jp><p>\x1b$BF|K\\\x1b(B"), "日本");
    assert_eq!(text(b"\xff\xfe<\0p\0>\0h\0\xe9\0"), "hé");
    assert_eq!(
        text(b"<p>caf\xe9, na\xefve and \x93value\x94 for what it\x92s worth"),
        "café, naïve and “value” for what it’s worth"
    );
}

#[test]
fn what_a_word_processor_writes_in_the_place_of_a_tab_is_a_tab() {
    let page = "<p>DB:<span style='mso-tab-count:1'>&nbsp;&nbsp; </span>Well?<o:p></o:p></p><!--[if gte mso 9]><xml>x</xml><![endif]-->";
    assert_eq!(text_of(page), "DB:\tWell?\n");
}

#[test]
fn a_page_with_declarations_before_it_is_a_page_and_elements_of_xhtml_close_themselves() {
    let page = "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x.dtd\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/><script src=\"x\"/></head><body><p>a<br/>b</p></body></html>";
    let read = open("a.xhtml", page.as_bytes()).unwrap();
    assert_eq!((read.kind, read.text.as_str()), (DocumentKind::Html, "a\nb\n"));
}

#[test]
fn the_name_decides_only_where_the_words_leave_it_open() {
    assert_eq!(open("a.txt", b"<!-- saved -->\n<html><p>x").unwrap().kind, DocumentKind::Html);
    assert_eq!(open("a.html", b"<p>Ann: So?").unwrap().kind, DocumentKind::Html);
    assert_eq!(open("a.html", b"Ann: 1 < 2").unwrap().kind, DocumentKind::PlainText);
    assert_eq!(open("a.txt", b"Ann: <p> is a tag").unwrap().kind, DocumentKind::PlainText);
}
