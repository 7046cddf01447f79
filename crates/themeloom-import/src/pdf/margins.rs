//! What stands on pages and is no part of the words: page numbers, running heads, and the numbers
//! of paragraphs or lines in the margin. Only what is certain is taken out, and it is reported.

use std::collections::BTreeMap;

use super::lines::{Line, Page};
use crate::note::{Changed, Note};

/// Takes margins out of the pages.
pub(super) fn take_out(pages: &mut [Page], notes: &mut Vec<Note>) {
    let numbers = margin_numbers(pages);
    let page_numbers = page_numbers(pages);
    let running = running_lines(pages);
    for (what, count) in [
        ("numbers of paragraphs or lines in the margin", numbers),
        ("page numbers", page_numbers),
        ("running heads or feet", running),
    ] {
        if count > 0 {
            notes.push(Changed::MarginLines { what, count }.into());
        }
    }
}

/// Numbers left of the words are taken out if they count up through the whole document, step by
/// step; otherwise they are words. Each then opens a paragraph, unless every line has one.
fn margin_numbers(pages: &mut [Page]) -> usize {
    let lines = || pages.iter().flatten();
    let body_left = median(lines().filter(|l| l.text.len() > 20).map(|l| l.left).collect());
    let numbered: Vec<u32> = lines().filter_map(|l| l.margin_number).collect();
    let steps = numbered.windows(2).filter(|pair| matches!(pair, [a, b] if *b == a + 1 || b == a)).count();
    let certain = numbered.len() >= 5 && steps * 20 >= (numbered.len() - 1) * 19;
    let every_line = numbered.len() * 10 >= lines().count() * 9;
    let mut open = false;
    for line in pages.iter_mut().flatten() {
        match line.margin_number.take() {
            Some(_) if certain => open = !every_line,
            Some(number) => {
                let blank = if line.text.is_empty() { "" } else { " " };
                line.text = format!("{number}{blank}{}", line.text);
                line.left = line.left.min(body_left);
            }
            None => {}
        }
        if open && !line.text.is_empty() {
            line.opens_paragraph = true;
            open = false;
        }
    }
    for page in pages.iter_mut() {
        page.retain(|line| !line.text.is_empty());
    }
    if certain { numbered.len() } else { 0 }
}

/// First or last lines that are numbers going up with the pages, on all pages or all but one.
fn page_numbers(pages: &mut [Page]) -> usize {
    let mut taken = 0;
    for at_top in [true, false] {
        let offsets: Vec<Option<i64>> = pages
            .iter()
            .enumerate()
            .map(|(i, page)| Some(page_number(edge(page, at_top)?)? - i64::try_from(i).ok()?))
            .collect();
        let Some(offset) = most_frequent(offsets.iter().flatten().copied()) else { continue };
        let agreeing = offsets.iter().filter(|o| **o == Some(offset)).count();
        if agreeing < 2 || agreeing + 1 < pages.len() {
            continue;
        }
        for (page, found) in pages.iter_mut().zip(offsets) {
            if found == Some(offset) {
                take_edge(page, at_top);
                taken += 1;
            }
        }
    }
    taken
}

/// The number of "3", "- 3 -", "Page 3", "3/5", "Page 3 of 5".
fn page_number(line: &Line) -> Option<i64> {
    let text = line.text.to_lowercase();
    let text = text.trim_matches(['-', '–', '—', ' ', '[', ']', '|']);
    let text = text.strip_prefix("page").or_else(|| text.strip_prefix("p.")).unwrap_or(text).trim();
    let (number, of) = text.split_once('/').or_else(|| text.split_once(" of ")).unwrap_or((text, "1"));
    let is_number = |s: &str| !s.is_empty() && s.len() <= 5 && s.bytes().all(|b| b.is_ascii_digit());
    (is_number(number.trim()) && is_number(of.trim())).then(|| number.trim().parse().ok())?
}

/// First or last lines that are the same on at least three pages and on nine of ten, numbers aside.
fn running_lines(pages: &mut [Page]) -> usize {
    let mut taken = 0;
    for at_top in [true, false] {
        // Two lines at most at each edge: a title and a date, say.
        for _ in 0..2 {
            let shapes: Vec<Option<String>> =
                pages.iter().map(|page| edge(page, at_top).map(shape)).collect();
            let Some(common) = most_frequent(shapes.iter().flatten().cloned()) else { break };
            let agreeing = shapes.iter().filter(|s| s.as_ref() == Some(&common)).count();
            if agreeing < 3 || agreeing * 10 < pages.len() * 9 {
                break;
            }
            for (page, shape) in pages.iter_mut().zip(shapes) {
                if shape.as_ref() == Some(&common) {
                    take_edge(page, at_top);
                    taken += 1;
                }
            }
        }
    }
    taken
}

/// A line's text with its numbers made alike, and its height on the page: words that people repeat
/// do not stand at the same height on every page.
fn shape(line: &Line) -> String {
    let text: String = line.text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    format!("{text} at {:.0}", line.y)
}

fn edge(page: &Page, at_top: bool) -> Option<&Line> {
    if at_top { page.first() } else { page.last() }
}

fn take_edge(page: &mut Page, at_top: bool) {
    if at_top && !page.is_empty() {
        page.remove(0);
    } else {
        page.pop();
    }
}

fn most_frequent<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts = BTreeMap::<T, usize>::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map(|(value, _)| value)
}

/// The middle value; zero of none.
pub(super) fn median(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
