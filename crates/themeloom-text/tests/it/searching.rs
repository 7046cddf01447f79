//! What queries find.

use themeloom_text::{
    FilterKind, Match, SearchText, Text, Vocabulary, compile, find_quotation, kwic, parse_query,
    recognise_turns, search,
};

/// The words found; `speaker:P01` holds for turns that have "P01" as speaker.
fn found(raw: &str, query: &str) -> Vec<String> {
    let text = Text::normalise(raw).0;
    let turns = recognise_turns(&text).turns;
    let spans: Vec<_> = turns.iter().map(|turn| turn.words).collect();
    let compiled = compile(&parse_query(query).unwrap(), &Vocabulary::of([&text])).unwrap();
    let searched = SearchText { text: &text, turns: &spans };
    let matches = search(&searched, &compiled, &mut |filter, unit| {
        let speaker = turns.iter().find(|turn| turn.words == unit).map(|turn| turn.speaker.as_str());
        filter.kind == FilterKind::Speaker && speaker == Some(filter.value.as_str())
    });
    matches.iter().map(|found| text.excerpt(found.span).unwrap().to_owned()).collect()
}

const TALK: &str = "P01: The managers manage money, I trust them.\nP02: Management? No trust at all, no money.\nP01: Trusting is hard.\n";

#[test]
fn each_part_of_the_language_finds_what_it_says() {
    let check = |query: &str, expect: &[&str]| assert_eq!(found(TALK, query), expect, "{query}");
    check("trust", &["trust", "trust"]);
    check("TRUST", &["trust", "trust"]);
    check("manag*", &["managers", "manage", "Management"]);
    check("~trust", &["trust", "trust", "Trusting"]);
    check("~manage", &["managers", "manage", "Management"]);
    check("\"no money\"", &["no money"]);
    check("/m[a-z]+y/", &["money", "money"]);
    check("/NO/i", &["No", "no"]);
    check("trust money", &["money", "trust", "trust", "money"]);
    check("trust AND management", &["Management", "trust"]);
    check("management OR hard", &["Management", "hard"]);
    check("trust NOT management", &["trust"]);
    check("money NEAR/1 trust", &["money", "trust"]);
    check("money NEAR/0 trust", &[]);
    check("speaker:P02 trust", &["trust"]);
    check("speaker:P02", &["Management? No trust at all, no money."]);
    check("hard management", &[]);
    check("within:source hard management", &["Management", "hard"]);
    check("(hard OR management) NOT trust", &["hard"]);
}

#[test]
fn spellings_that_look_the_same_are_found_and_the_text_is_left_as_it_is() {
    let check = |raw: &str, query: &str, expect: &str| assert_eq!(found(raw, query), [expect], "{query}");
    check("we don’t know", "don't", "don’t");
    check("value\u{a0}for\n money", "\"value for money\"", "value\u{a0}for\n money");
    check("a cafe\u{301} b", "café", "cafe\u{301}");
    check("a café b", "cafe\u{301}", "café");
    check("a café b", "cafe", "café");
    check("co\u{ad}ope\u{ad}ration é", "cooperation", "co\u{ad}ope\u{ad}ration");
    check("ÉTUDE", "étude", "ÉTUDE");
}

#[test]
fn a_word_is_never_found_inside_another() {
    assert!(found("women womanly", "woman").is_empty());
    assert!(found("cafe\u{301}", "caf").is_empty());
    assert_eq!(found("a woman-led, man", "man"), ["man"]);
    assert_eq!(found("xb b b b", "\"b b\""), ["b b"]);
}

#[test]
fn a_match_is_shown_in_its_context_on_one_line() {
    let text = Text::normalise("first line\nthen we trust them\nand so on").0;
    let span = find_quotation(&text, "trust")[0].span;
    let line = kwic(&text, &Match { span }, 10).unwrap();
    assert_eq!(
        (line.left.as_str(), line.keyword.as_str(), line.right.as_str()),
        ("e then we ", "trust", " them and ")
    );
    assert_eq!(line.line, 1);
}

#[test]
fn a_quotation_is_located_by_its_words() {
    let check = |raw: &str, quotation: &str, expect: &[(&str, bool)]| {
        let text = Text::normalise(raw).0;
        let found = find_quotation(&text, quotation);
        let found: Vec<_> = found.iter().map(|f| (text.excerpt(f.span).unwrap(), f.exact)).collect();
        assert_eq!(found, expect, "{quotation}");
    };
    check("He said “no\nway”.", "said \"no way\"", &[("said “no\nway”", true)]);
    check("Trust, trust", "trust", &[("trust", true)]);
    check("Trust matters", "trust MATTERS", &[("Trust matters", false)]);
    check("art start art", "art", &[("art", true), ("art", true)]);
    check("start", "art", &[("art", true)]);
    check("a (b) [c]* d", "(b) [c]*", &[("(b) [c]*", true)]);
    check("one two", "one … two", &[]);
    check("one two", " ", &[]);
}
