//! Queries that are wrong say where and why.

use themeloom_text::{FilterKind, Scope, parse_query};

/// The error of a query: the place marked, the message, the hint.
fn error(query: &str) -> String {
    let error = parse_query(query).unwrap_err();
    let (start, len) = (error.at.start() as usize, error.at.len() as usize);
    format!("{}{}: {} | {}", " ".repeat(start), "^".repeat(len.max(1)), error.message, error.hint)
}

#[test]
fn a_wrong_query_says_where_and_why() {
    let wrong = [
        "trust \"value for",
        "(trust OR board",
        "trust)",
        "trust AND",
        "OR trust",
        "trust NEAR board",
        "trust NEAR/3 code:x",
        "within:page trust",
        "colour:red",
        "tr*st",
        "/wom[ae/",
        "trust role=",
    ];
    let shown: Vec<String> = wrong.iter().map(|query| format!("{query}\n{}", error(query))).collect();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    trust "value for
          ^^^^^^^^^^: a quotation mark is not closed | add " after the last word of the phrase
    (trust OR board
    ^: a parenthesis is not closed | add ) where the group ends
    trust)
         ^: a parenthesis is closed that was never opened | remove it, or open one before it
    trust AND
             ^: the query stops where words should follow | add the words that the last operator asks for
    OR trust
    ^^: an operator stands where words should | write words on both sides, or quote the operator to search for it as a word
    trust NEAR board
          ^^^^: NEAR needs a number | write how many words may stand between, as in trust NEAR/5 board
    trust NEAR/3 code:x
                 ^^^^^^: NEAR cannot measure from here: there are no words to find | put words, phrases or (words OR words) on both sides of NEAR
    within:page trust
    ^^^^^^^^^^^: “page” is nothing to search within | write within:turn, within:paragraph or within:source
    colour:red
    ^^^^^^^^^^: there is no filter “colour:” | the filters are code:, speaker:, case:, within: and attribute=value; quote words that contain a colon
    tr*st
    ^^^^^: * and ~ cannot stand inside a word | put * at the end of a word and ~ before it, or use a regular expression: /wom[ae]n/
    /wom[ae/
        ^^^^: the regular expression is wrong: unclosed character class | see the rules of regular expressions, or use words and * instead
    trust role=
          ^^^^^: a filter lacks its name or its value | write the name and the value without spaces between, as in code:Trust or role="board executive"
    "#);
}

#[test]
fn an_empty_query_says_what_to_write() {
    for empty in ["", "  ", "within:turn"] {
        assert!(error(empty).contains("the query is empty"), "{empty:?}");
    }
}

#[test]
fn a_query_nested_without_end_is_refused() {
    assert!(error(&"(".repeat(10_000)).contains("nested too deeply"));
    assert!(error(&"NOT ".repeat(10_000)).contains("nested too deeply"));
}

#[test]
fn filters_and_scope_are_read_as_data() {
    let query = parse_query(r#"trust code:Trust role="board executive" within:paragraph"#).unwrap();
    let filters: Vec<_> =
        query.filters().iter().map(|filter| (&filter.kind, filter.value.as_str())).collect();
    let role = FilterKind::Attribute("role".to_owned());
    assert_eq!(filters, [(&FilterKind::Code, "Trust"), (&role, "board executive")]);
    assert_eq!(query.scope(), Scope::Paragraph);
    assert_eq!(parse_query("trust").unwrap().scope(), Scope::Turn);
}
