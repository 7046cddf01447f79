use insta::assert_snapshot;
use themeloom_import::{AsideKind, DocumentKind, ImportedDocument};

use crate::{headings, open, report, told};

const HEAD: &str = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial;}{\f2\fnil\fcharset128{\*\panose 0}MS Mincho{\*\falt x};}{\f3\fnil\fcharset2 Symbol;}{\f4\fnil\cpg437 Old;}}{\colortbl;\red0\green0\blue0;}{\stylesheet{\ql Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Heading 2;}{\*\cs3 heading 3;}{\s4 Title;}}{\info{\author Nobody}}";

fn read(body: &str) -> ImportedDocument {
    open("a.rtf", format!("{HEAD}\n{body}}}").as_bytes()).unwrap()
}

fn text_of(body: &str) -> String {
    read(body).text.as_str().to_owned()
}

#[test]
fn paragraphs_become_lines_and_labels_become_turns() {
    let read =
        read("\\pard\\plain \\b Interviewer:\\b0  What is\n value?\\par P01: Time,\\line mostly.\\par");
    assert_eq!((read.kind, read.kind.word()), (DocumentKind::Rtf, "rtf"));
    assert_eq!(read.text.as_str(), "Interviewer: What is value?\nP01: Time,\nmostly.\n");
    assert_snapshot!(told(&read), @"
    Interviewer | What is value?
    P01 | Time,
    mostly.
    ");
    assert_snapshot!(report(&read), @"
    recognised: a rich text document
    recognised: 2 turns (Interviewer, who seems to ask, 1, P01 1)
    ");
}

#[test]
fn bytes_are_read_by_the_font_in_force() {
    assert_eq!(
        text_of(r"\'93caf\'e9\'94 {\f1 \'c3\'e4\'e5} {\f2 \'93\'fa\'83A\'96\'7b} {\f4\'82} \'e9\par"),
        "“café” Где 日ア本 é é\n"
    );
    assert_eq!(text_of(r"\f1\'c3\plain\'c3\f9\'c3\par"), "ГÃÃ\n");
}

#[test]
fn the_head_tells_how_bytes_are_read_where_no_font_does() {
    let text = |bytes: &[u8]| open("a.rtf", bytes).unwrap().text.as_str().to_owned();
    assert_eq!(text(br"{\rtf1\mac \'8e}"), "é\n");
    assert_eq!(text(br"{\rtf1\pc \'82}"), "é\n");
    assert_eq!(text(br"{\rtf1\pca \'9b}"), "ø\n");
    assert_eq!(text(br"{\rtf1\ansi\ansicpg1251 \'c3\'e4\'e5}"), "Где\n");
    assert_eq!(text(br"{\rtf1\ansi\ansicpg65001 \'c3\'a9}"), "é\n");
    assert_eq!(text(b"{\\rtf1\\ansi\\ansicpg1252 caf\xe9 \\'e9}"), "café é\n");
    assert_eq!(text("{\\rtf1\\ansi caf\u{e9} \\'e9}".as_bytes()), "café é\n");
}

#[test]
fn characters_by_number_take_the_place_of_those_for_old_readers() {
    assert_eq!(
        text_of(r"\u8220?x\u8221\'94 \uc2\u233\'65\'27y{\uc0\u8364}\u-10179ab\u-8704cd!\par"),
        "“x” éy€😀!\n"
    );
    assert_eq!(
        text_of(r"\uc1\u8212\emdash{\u233}b\u233\par c\uc2\u233\bin1 x?d"),
        "—éébé\ncéd\n".replace("éébé", "ébé")
    );
    assert_eq!(text_of(r"{\upr{old}{\*\ud{new}}}\u55357?x\u56898?\par"), "new\u{fffd}x\u{fffd}\n");
}

#[test]
fn words_and_signs_for_characters_are_those_characters() {
    assert_eq!(
        text_of(
            r"a\emdash b\endash c\lquote d\rquote\ldblquote e\rdblquote\bullet\~f\_g\-h\tab i\{\\\}\emspace j\page k\sect l\
m\par"
        ),
        "a—b–c‘d’“e”•\u{a0}f\u{2011}g\u{ad}h\ti{\\}\u{2003}j\nk\nl\nm\n"
    );
}

#[test]
fn rows_of_tables_are_lines_with_tabs_between_cells() {
    let read = read(concat!(
        r"\trowd\cellx1\cellx2\pard\intbl DB:\cell Well?\par Yes?\cell\cell\row ",
        r"\trowd\cellx1\pard\intbl a\cell {in1\nestcell in2\nestcell{\*\nesttableprops\nestrow}{\nonesttables\par}}\cell\row",
        r"\pard after\par"
    ));
    assert_eq!(read.text.as_str(), "DB:\tWell?\nYes?\t\na\tin1\tin2\n\nafter\n");
    assert!(report(&read).contains("2 tables written as lines"), "{}", report(&read));
}

#[test]
fn headings_are_known_by_their_level_or_by_their_style() {
    let read = read(
        r"\s4 Talk\par\pard\s1 One\par\pard\s2 Two\par\pard\outlinelevel2 Three\par\pard\s1\outlinelevel9 no\par\pard\s3 no\par",
    );
    assert_eq!(headings(&read), [(1, "Talk"), (1, "One"), (2, "Two"), (3, "Three")]);
}

#[test]
fn comments_and_notes_stand_beside_the_text() {
    let read = read(concat!(
        r"{\*\atrfstart 7}the lounge{\*\atrfend 7}{\*\atnid AK}{\*\atnauthor Ana K}\chatn{\*\annotation{\*\atnref 7}{\*\atndate 1}\pard which\par one?}",
        r"{\footnote\pard\chftn  In May.} closed{\super\chftn{\footnote\ftnalt\chftn So.}}{\*\annotation here}\par",
    ));
    assert_eq!(read.text.as_str(), "the lounge closed\n");
    let asides: Vec<_> = read
        .asides
        .iter()
        .map(|a| (a.kind, read.text.excerpt(a.at).unwrap(), a.author.as_deref(), a.words.as_str()))
        .collect();
    assert_eq!(
        asides,
        [
            (AsideKind::Comment, "the lounge", Some("Ana K"), "which\none?"),
            (AsideKind::Footnote, "", None, "In May."),
            (AsideKind::Comment, "", None, "here"),
            (AsideKind::Endnote, "", None, "So."),
        ]
    );
}

#[test]
fn what_is_no_text_is_left_out_and_told_of() {
    let read = read(concat!(
        r"{\header\pard Confidential \chpgn\par}{\footer\par}",
        r"We were {\deleted told\par}{\deleted them}{\revised asked} {\v secret}on {\field{\*\fldinst DATE}{\fldrslt 3 March}}.\chdate",
        r"{\*\shppict{\pict\pngblip\bin4 }}{\}}{\nonshppict{\pict 00}}{\object{\*\objdata 00}{\result shown}}",
        r"{\listtext\pard\plain 1.\tab}item{\f3\'4a\u-3913?}{\*\unknown gone}{\xe{gone}}{\bkmkstart x}",
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt boxed\par}}{\shprslt gone}}\par"
    ));
    assert_eq!(
        read.text.as_str(),
        "We were asked on 3 March.showmitem\u{f04a}\u{f0b7}\nboxed\n".replace("showm", "shown")
    );
    assert_snapshot!(report(&read), @"
    recognised: a rich text document
    recognised: no turns: nothing in the text looks like a speaker's label
    changed: 1 tracked insertion taken as text
    changed: 1 tracked deletion left out
    changed: 1 text box put after the paragraph beside it
    changed: 1 field kept as what was shown
    changed: 2 characters of a symbol font kept by number, which may show as another sign
    not read: dates, times or page numbers that are filled in (1 place): the word processor draws them; they are no part of the words
    not read: hidden text (1 passage): it is not shown in the word processor; if it was meant to be read, unhide it and import again
    not read: automatic numbers or bullets (1 paragraph): the word processor draws them; they are no part of the words
    not read: pictures (1 picture): only words are imported
    not read: embedded objects (1 object): only words are imported
    not read: headers and footers (1 part): they recur on every page and are no part of what was said
    ");
}

#[test]
fn a_cut_file_gives_the_words_before_the_cut_and_says_so() {
    let cut = |bytes: &[u8]| open("a.rtf", bytes);
    let read = cut(br"{\rtf1 first\par {\footnote a note}{\b second\'e").unwrap();
    assert_eq!(read.text.as_str(), "first\nsecond\n");
    assert_snapshot!(report(&read), @"
    recognised: a rich text document
    recognised: no turns: nothing in the text looks like a speaker's label
    recognised: 1 footnote, kept as a memo on the words
    recognised: 1 stretch of emphasis
    not read: the rest of the document (after byte 48): the file ends before its last group does; open it in Word, save it anew, and compare
    ");
    assert_snapshot!(cut(br"{\rtf1 {\fonttbl{\f0 Ari").unwrap_err(), @"`a.rtf` is damaged (byte 24: expected the closing brace of the document): copy it again, or open it in the program that made it and save it anew");
    assert_snapshot!(cut(br"{\rtf1 {\*\x}}").unwrap_err(), @"`a.rtf` holds no words: check that it is the right file");
    assert!(report(&cut(b"{\\rtf1 a} }more\0\n").unwrap()).contains("the end of the document (5 bytes)"));
}

#[test]
fn bytes_that_are_no_characters_are_counted() {
    let read = open("a.rtf", br"{\rtf1\ansicpg932 a\'83{\b b}{\fonttbl\f1\fcharset130 x;}\f1\'b0}").unwrap();
    assert_eq!(read.text.as_str(), "a\u{fffd}b\u{fffd}\n");
    assert!(report(&read).contains("2 characters (shown as \u{fffd} in the text)"), "{}", report(&read));
}
