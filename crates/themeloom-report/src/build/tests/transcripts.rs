//! Coded transcripts: what stands in them, and what consent and erasure keep out.

use std::collections::BTreeMap;

use themeloom_study::consent::{ConsentState, WithdrawalLevel};
use themeloom_study::memo::Target;
use themeloom_study::op::{CodeEdit, SourceEdit};
use themeloom_study::source::{Style, Styled};
use themeloom_study::{CodeId, CodingId, Edit, Op, ParticipantId, SourceId, Timestamp};

use super::support::Builder;
use crate::build::{NoTranscript, Times, coded_transcript};
use crate::model::{CodedTranscript, MarkColour, Piece};
use crate::{render_transcript_docx, render_transcript_html};

/// A time as a number, which is enough to see whose it is.
fn number(at: Timestamp) -> String {
    format!("2026-01-{:02}T00:00:00Z", at.0)
}

/// A joint interview of two people, coded by two coders.
struct Joint {
    b: Builder,
    people: [ParticipantId; 2],
    source: SourceId,
    code: CodeId,
    codings: BTreeMap<CodingId, Timestamp>,
}

fn joint() -> Joint {
    let mut b = Builder::with_consent();
    let people = ["P1", "P2"].map(|name| b.person(name, None).0);
    for person in people {
        b.consent(person, ConsentState::Given);
    }
    let talk = [
        (people[0], "We never see the budget."),
        (people[1], "The board sees it every June, and that is\tsoon enough."),
        (people[0], "That is what they say."),
    ];
    let source = b.transcript("Together", &talk);
    let money = b.category("1", "Money");
    let code = b.code("1.1", "Who sees it", Some(money));
    let other = b.coder("Jo Marr", "JM");
    let first = b.coding(code, source, "never see the budget.\nThe board");
    let second = b.coding_by(other, code, source, "The board sees it", true);
    let unread = b.coding_by(other, code, source, "soon", false);
    b.apply(Op::WriteMemo { about: Target::Coding(first), text: "Both? Or <each>.".into(), reply_to: None });
    let passage = b.passage(source, "what they say");
    b.apply(Op::WriteMemo { about: Target::Passage(passage), text: "An aside.".into(), reply_to: None });
    let codings = [(first, 3), (second, 4), (unread, 5)].map(|(id, day)| (id, Timestamp(day)));
    Joint { b, people, source, code, codings: codings.into() }
}

impl Joint {
    fn made(&self) -> Result<CodedTranscript, NoTranscript> {
        let times = Times { of_codings: &self.codings, written: number };
        coded_transcript(&self.b.study, &self.b.texts, self.source, &times, Some("2026-11-23".into()))
    }
}

/// The transcript as a person would write it down: marks in brackets with their numbers.
fn show(transcript: &CodedTranscript) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Label(text) => format!("*{text}*"),
        Piece::Words(text) => text.clone(),
        Piece::Emphasised(text, how) => {
            let signs = [(how.bold, "b"), (how.italic, "i"), (how.underlined, "u")];
            let signs: String = signs.into_iter().filter(|(on, _)| *on).map(|(_, sign)| sign).collect();
            format!("{{{signs} {text}}}")
        }
        Piece::Withheld(reason) => format!("<{reason}>"),
        Piece::Begin(mark) => format!("[{mark} "),
        Piece::End(mark) => format!(" {mark}]"),
    };
    let mut lines: Vec<String> = transcript.notes.iter().map(|note| format!("note: {note}")).collect();
    for line in &transcript.lines {
        let level = line.heading.map(|level| format!("#{level} ")).unwrap_or_default();
        lines.push(format!("{}: {level}{}", line.number, line.pieces.iter().map(piece).collect::<String>()));
    }
    for (number, mark) in transcript.marks.iter().enumerate() {
        let memos: Vec<String> =
            mark.memos.iter().map(|m| format!("{} {}: {}", m.author, m.at, m.text)).collect();
        let at = mark.at.as_deref().unwrap_or("?");
        lines.push(format!("{number} = {}, {} {at} {:?} {memos:?}", mark.title, mark.initials, mark.remarks));
    }
    lines.join("\n")
}

/// Everything that a reader of either file could see.
fn all(transcript: &CodedTranscript) -> String {
    let bytes = render_transcript_docx(transcript).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = render_transcript_html(transcript);
    for at in 0..archive.len() {
        std::io::Read::read_to_string(&mut archive.by_index(at).unwrap(), &mut all).unwrap();
    }
    all
}

#[test]
fn codings_that_overlap_and_cross_turns_stand_on_exactly_their_words() {
    insta::assert_snapshot!(show(&joint().made().unwrap()));
}

#[test]
fn a_coding_follows_its_words_through_corrections_and_says_that_they_changed() {
    let mut s = joint();
    s.b.correct(s.source, "sees it every", "reads it each");
    s.b.correct(s.source, "soon", "");
    insta::assert_snapshot!(show(&s.made().unwrap()));
}

#[test]
fn headings_and_emphasis_of_the_source_stand_in_both_files_and_follow_corrections() {
    let mut s = joint();
    let styled = |s: &Joint, words, style| Styled { span: s.b.passage(s.source, words).span, style };
    let styles = vec![
        styled(&s, "We never see the budget.", Style::Heading(2)),
        styled(&s, "see the budget.\nThe board", Style::Italic),
        styled(&s, "every June", Style::Bold),
        styled(&s, "June, and that is", Style::Underlined),
    ];
    s.b.apply(Op::EditSource(s.source, SourceEdit::Styles(Edit::new(vec![], styles))));
    s.b.correct(s.source, "The board sees", "A board sees");
    let transcript = s.made().unwrap();
    let shown = show(&transcript).replace('\t', " ");
    insta::assert_snapshot!(shown.split("\n0 =").next().unwrap(), @"
    1: #2 We [0 never {i see the budget.}
    2: [1 {i A board sees} 0] it 1] {b every }{bu June}{u , and that is} [2 soon 2] enough.
    3: That is [3 what they say 3].
    4:
    ");
    let all = all(&transcript);
    for markup in [
        r#"role="heading" aria-level="2""#,
        "<strong>every </strong>",
        "<strong><u>June</u></strong>",
        r#"<w:outlineLvl w:val="1"/>"#,
        r#"<w:rPr><w:b/><w:u w:val="single"/></w:rPr>"#,
    ] {
        assert!(all.contains(markup), "{markup}");
    }
}

#[test]
fn who_may_not_be_quoted_is_named_with_the_reason_and_read_by_the_team() {
    let mut s = joint();
    s.b.consent(s.people[1], ConsentState::Withdrawn);
    let transcript = s.made().unwrap();
    assert_eq!(
        transcript.notes,
        ["Not to be quoted: P2 took back consent to the consent statement `quotation` (version 1)."]
    );
    assert!(all(&transcript).contains("every June"));
    assert!(all(&transcript).contains("Working document of the study team, not for publication"));
}

#[test]
fn the_turns_of_one_who_withdrew_are_withheld_with_every_coding_that_touches_them() {
    let mut s = joint();
    s.b.correct(s.source, "soon enough.", "soon enough. She told me so.");
    s.b.withdraw(s.people[1], WithdrawalLevel::StopUse);
    let transcript = s.made().unwrap();
    insta::assert_snapshot!(show(&transcript));
    let all = all(&transcript);
    for words in ["The board", "June", "soon", "She told", "Both? Or"] {
        assert!(!all.contains(words), "{words}");
    }
}

#[test]
fn words_put_in_at_the_edges_of_a_withheld_turn_are_withheld_too() {
    let mut s = joint();
    s.b.correct(s.source, "\nThe board", "\nAs I said: The board");
    s.b.correct(s.source, "budget.\nAs I said", "budget.\nHush. As I said");
    s.b.correct(s.source, "enough.\n", "enough. Whisper.\n");
    s.b.withdraw(s.people[1], WithdrawalLevel::StopUse);
    let all = all(&s.made().unwrap());
    for words in ["As I said", "Hush", "Whisper"] {
        assert!(!all.contains(words), "{words}");
    }
    assert!(all.contains("That is ") && all.contains("what they say"));
}

#[test]
fn an_account_that_is_not_analysed_gives_no_document_and_the_reason() {
    let mut b = Builder::with_consent();
    let (person, _) = b.person("P1", None);
    let source = b.transcript("P1", &[(person, "Hello.")]);
    let none = BTreeMap::new();
    let times = Times { of_codings: &none, written: number };
    let made = |b: &Builder| coded_transcript(&b.study, &b.texts, source, &times, None).map(|_| ());
    b.withdraw(person, WithdrawalLevel::StopUse);
    let reason = "P1 withdrew on 2026-03-01 and asked that nothing of theirs be used any more";
    assert_eq!(made(&b), Err(NoTranscript::Withheld(reason.to_owned())));
    b.erase(person);
    assert_eq!(made(&b), Err(NoTranscript::Withheld("P1 was erased on 2026-03-02".to_owned())));
}

#[test]
fn colours_are_those_that_people_chose_or_one_hue_a_tree() {
    let mut s = joint();
    let colours = |s: &Joint| s.made().unwrap().marks.iter().map(|mark| mark.colour).collect::<Vec<_>>();
    assert_eq!(colours(&s)[0], MarkColour::Hue(250));
    let red = "#cc3311".parse().unwrap();
    s.b.apply(Op::EditCode(s.code, CodeEdit::Colour(Edit::new(None, Some(red)))));
    assert_eq!(
        colours(&s),
        [
            MarkColour::Chosen([204, 51, 17]),
            MarkColour::Chosen([204, 51, 17]),
            MarkColour::Chosen([204, 51, 17]),
            MarkColour::Grey
        ]
    );
}

#[test]
fn the_comments_of_the_document_are_the_codings_with_coder_date_and_memos() {
    let bytes = render_transcript_docx(&joint().made().unwrap()).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut read = |part: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(part).unwrap(), &mut text).unwrap();
        text.replace("<w:p>", "\n<w:p>").replace("<w:comment ", "\n<w:comment ")
    };
    let body = read("word/document.xml");
    let (_, body) = body.split_once("\"Transcript\"").unwrap();
    insta::assert_snapshot!(format!("{}\n\n{body}", read("word/comments.xml")));
}

#[test]
fn the_page_is_plain_semantic_markup_with_the_codes_in_the_margin() {
    let html = render_transcript_html(&joint().made().unwrap());
    let (_, body) = html.split_once("<body>").unwrap();
    insta::assert_snapshot!(body);
}
