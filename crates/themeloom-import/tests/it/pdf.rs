use insta::assert_snapshot;
use themeloom_import::ImportError;

use crate::pdf_builder::pdf;
use crate::{open, report, told};

#[test]
fn a_published_transcript_comes_out_in_turns_without_its_margin_numbers() {
    let read = open("P1.pdf", include_bytes!("../fixtures/user-study-P1.pdf")).unwrap();
    assert_snapshot!(report(&read), @"
    recognised: a PDF with text
    recognised: 94 turns (Dan, who seems to ask, 47, Participant 47)
    recognised: 5 pages
    recognised: 1 heading
    recognised: words before the first turn, which belong to no turn (line 1)
    changed: 98 numbers of paragraphs or lines in the margin left out
    changed: 5 page numbers left out
    changed: 187 lines joined into 95 paragraphs
    ");
    let first: String = told(&read).lines().take(6).map(|line| format!("{line}\n")).collect();
    assert_snapshot!(first, @"
    Dan | Okay. So now you can stop sharing your screen and then we'll just end up with a few questions that I have for you.
    Participant | Okay.
    Dan | Okay. Okay. So my first question is if you currently use ICE plots in your work?
    Participant | Ah, yeah. Not all the time, so it's not the main thing we do, but in our initial data explorations, we tend to use ICE plots.
    Dan | And do you use both PDP and ICE plots?
    Participant | Yeah, we use PDP and ICE plots.
    ");
    assert_eq!(read.pages.len(), 5);
    assert!(read.pages.windows(2).all(|pair| pair[0].end() == pair[1].start()));
}

#[test]
fn lines_become_paragraphs_and_running_heads_and_page_numbers_go() {
    let page = |n: &'static str, words: &'static [(u32, u32, &'static str)]| {
        [&[(200, 820, "Confidential transcript")][..], words, &[(290, 20, n)][..]].concat()
    };
    let (one, two, three) = (
        page(
            "1",
            &[
                (50, 780, "Ann: What would you say that value means to the people who are working on"),
                (50, 768, "this ward?"),
                (50, 744, "Bo: It is the manage-"),
                (50, 732, "ment of time, and manager-"),
                (50, 720, "clinician talk. We call it management here and that is what it is, for all of us"),
            ],
        ),
        page("2", &[(50, 780, "in the end."), (50, 756, "Ann: Why?"), (50, 732, "Bo: Because.")]),
        page("3", &[(50, 780, "Ann: Oh."), (50, 756, "Bo: Yes.")]),
    );
    let read = open("a.pdf", &pdf(&[&one, &two, &three])).unwrap();
    assert_snapshot!(read.text.as_str(), @"
    Ann: What would you say that value means to the people who are working on this ward?

    Bo: It is the management of time, and manager-clinician talk. We call it management here and that is what it is, for all of us in the end.

    Ann: Why?

    Bo: Because.

    Ann: Oh.

    Bo: Yes.
    ");
    assert_snapshot!(report(&read), @"
    recognised: a PDF with text
    recognised: 6 turns (Ann 3, Bo 3)
    recognised: 3 pages
    changed: 3 page numbers left out
    changed: 3 running heads or feet left out
    changed: 10 lines joined into 6 paragraphs
    changed: 1 word that a line end had cut put together again
    changed: 1 hyphen at line ends kept, since the word may be written with it
    ");
}

#[test]
fn numbers_that_do_not_count_up_stay_words() {
    let lines = [
        (50, 780, "12"),
        (50, 756, "beds were closed that week, which everybody knew of"),
        (50, 732, "7"),
        (50, 708, "of them for good."),
    ];
    let read = open("a.pdf", &pdf(&[&lines])).unwrap();
    let words: Vec<&str> = read.text.as_str().split_whitespace().collect();
    assert!(words.contains(&"12") && words.contains(&"7"), "{words:?}");
}

#[test]
fn a_pdf_of_pictures_asks_for_text_recognition() {
    let error = open("scan.pdf", &pdf(&[&[], &[]])).unwrap_err();
    assert_eq!(error, ImportError::NoText { file: "scan.pdf".into(), pages: 2 });
}
