//! A codebook that is written as a document: a heading for each code, and below it what it means. So MAXQDA
//! writes one, so people write theirs, and so Themeloom hands one to a new coder.

use themeloom_study::code::{CodeNumber, CodeOrigin};
use themeloom_study::source::Style;

use crate::codebook_csv::CodebookRow;
use crate::document::ImportedDocument;
use crate::our_codebook::{number_and_name, told_origin};
use crate::table::{Numbered, Rows};

/// What such a document is called in its first lines.
const TITLES: &[&str] = &[
    "codebook",
    "code book",
    "code system",
    "coding frame",
    "coding framework",
    "coding scheme",
    "list of codes",
    "codebuch",
    "kodierbuch",
    "codesystem",
    "kodiersystem",
    "livre de codes",
    "libro de códigos",
];
/// In how many lines the title must stand.
const FIRST_LINES: usize = 5;
/// Headings that are no codes.
const NO_CODES: &[&str] = &["contents", "table of contents", "inhalt", "inhaltsverzeichnis"];
/// How our own document says when a code is used, before the words.
const USES: [&str; 3] = ["Use it: ", "Do not use it: ", "Example: "];
/// How the line begins in which our own document says what a code is and how often it was applied.
const CATEGORY: &str = "A category, which groups codes and is not applied itself, ";
const CODE: &str = "A code, ";

/// Whether a document calls itself a codebook, by its first lines.
pub(crate) fn calls_itself_codebook<'l>(lines: impl Iterator<Item = &'l str>) -> bool {
    lines.filter(|line| !line.trim().is_empty()).take(FIRST_LINES).any(is_title)
}

/// Where the title stands, in bytes.
fn title_at(text: &str) -> Option<usize> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        (at - line.len(), line)
    });
    let mut first = lines.filter(|(_, line)| !line.trim().is_empty()).take(FIRST_LINES);
    first.find(|(_, line)| is_title(line)).map(|(at, _)| at)
}

fn is_title(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    TITLES.iter().any(|title| {
        line.strip_prefix(title).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', ',']))
            && line.chars().count() <= 60
    })
}

/// The codes of a document's headings; `None` where it has none. A heading "3.1 Time to improve" is a number
/// and a name; one below another stands under it; the lines below it are what the code means.
pub(crate) fn codebook_of_headings(document: &ImportedDocument) -> Option<Rows<CodebookRow>> {
    let text = document.text.as_str();
    let byte = |at: u32| document.text.char_to_byte(at);
    // What stands over the title is no code: the name of the study, whose codebook it is.
    let from = title_at(text).unwrap_or_default();
    let headings: Vec<(u8, usize, usize)> = document
        .styles
        .iter()
        .filter_map(|styled| match styled.style {
            Style::Heading(level) => Some((level, byte(styled.span.start())?, byte(styled.span.end())?)),
            Style::Bold | Style::Italic | Style::Underlined => None,
        })
        .filter(|(_, start, _)| *start >= from)
        .collect();
    let mut above: Vec<(u8, CodebookRow)> = Vec::new();
    let mut rows = Vec::new();
    for (at, (level, start, end)) in headings.iter().enumerate() {
        let label = text.get(*start..*end)?.trim();
        if label.is_empty() || is_title(label) || NO_CODES.contains(&label.to_lowercase().as_str()) {
            continue;
        }
        let until = headings.get(at + 1).map_or(text.len(), |(_, next, _)| *next);
        let (number, name) = number_and_name(label);
        above.retain(|(higher, _)| higher < level);
        let parent = above.last().map(|(_, code)| called(code)).unwrap_or_default();
        let mut code = CodebookRow { number, name, parent, ..CodebookRow::default() };
        for line in text.get(*end..until)?.lines().map(str::trim).filter(|line| !line.is_empty()) {
            take_line(&mut code, line);
        }
        above.push((*level, code.clone()));
        rows.push(Numbered { row: text.get(..*start)?.lines().count() + 1, value: code });
    }
    (!rows.is_empty()).then_some(Rows { rows, problems: Vec::new() })
}

/// What a code below names: the number where there is one, since names may come twice.
fn called(code: &CodebookRow) -> String {
    if code.number == CodeNumber::default() { code.name.clone() } else { code.number.to_string() }
}

fn take_line(code: &mut CodebookRow, line: &str) {
    let kind = |begin: &str| line.strip_prefix(begin).filter(|rest| is_about_use(rest));
    let uses = [&mut code.use_when, &mut code.not_when, &mut code.example];
    for (begin, place) in USES.into_iter().zip(uses) {
        if let Some(words) = line.strip_prefix(begin) {
            return add(place, words);
        }
    }
    if let Some(rest) = kind(CATEGORY) {
        code.is_category = true;
        code.origin = origin(rest);
    } else if let Some(rest) = kind(CODE) {
        code.origin = origin(rest);
    } else {
        add(&mut code.definition, line);
    }
}

fn is_about_use(rest: &str) -> bool {
    rest.contains(". Applied in the accounts of ") || rest.ends_with(". Not applied yet.")
}

fn origin(rest: &str) -> CodeOrigin {
    told_origin(rest.split(". ").next().unwrap_or_default())
}

fn add(to: &mut String, words: &str) {
    if !to.is_empty() {
        to.push('\n');
    }
    to.push_str(words);
}
