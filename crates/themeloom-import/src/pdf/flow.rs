//! From lines to paragraphs.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::lines::{Line, Page};
use super::margins::median;
use crate::draft::Draft;
use crate::note::{Changed, Note};

/// A text of paragraphs; places in bytes of the draft.
pub(super) struct Flowed {
    pub(super) draft: Draft,
    pub(super) page_starts: Vec<usize>,
    pub(super) headings: Vec<(u8, Range<usize>)>,
}

/// Joins lines to paragraphs.
pub(super) fn flow(pages: &[Page], notes: &mut Vec<Note>) -> Flowed {
    let measures = Measures::of(pages);
    let mut joiner = Joiner { words: vocabulary(pages), draft: Draft::default(), counts: Counts::default() };
    let mut page_starts = Vec::with_capacity(pages.len());
    let mut headings = Vec::new();
    let mut last: Option<&Line> = None;
    for page in pages {
        let mut at_top = true;
        for line in page {
            let opens = last.is_none_or(|last| measures.opens_paragraph(last, line, at_top));
            joiner.add(&line.text, opens);
            if at_top {
                page_starts.push(joiner.start_of_last_line(&line.text));
            }
            if opens && line.size > measures.size * 1.15 && line.text.chars().count() < 120 {
                let end = joiner.draft.at();
                headings.push((1, joiner.start_of_last_line(&line.text)..end));
            }
            (last, at_top) = (Some(line), false);
        }
        if at_top {
            page_starts.push(joiner.draft.at());
        }
    }
    joiner.draft.push_char('\n');
    joiner.counts.notes(notes);
    Flowed { draft: joiner.draft, page_starts, headings }
}

/// The usual measures of the document, and labels that recur at the start of lines.
struct Measures {
    size: f32,
    leading: f32,
    left: f32,
    right: f32,
    labels: BTreeSet<String>,
}

impl Measures {
    fn of(pages: &[Page]) -> Self {
        let lines = || pages.iter().flatten();
        let pairs = pages.iter().flat_map(|page| page.windows(2));
        let mut gaps: Vec<f32> =
            pairs.filter_map(|pair| if let [a, b] = pair { Some(a.y - b.y) } else { None }).collect();
        gaps.sort_by(f32::total_cmp);
        let size = median(lines().map(|l| l.size).collect());
        let mut labels = BTreeMap::<String, usize>::new();
        for label in lines().filter_map(|line| label_of(&line.text)) {
            *labels.entry(label.to_lowercase()).or_default() += 1;
        }
        Self {
            size,
            // Lines within paragraphs stand closest: a low quantile is their distance.
            leading: gaps.get(gaps.len() / 10).copied().filter(|gap| *gap > size * 0.8).unwrap_or(size * 1.2),
            left: median(lines().map(|l| l.left).collect()),
            right: lines().map(|l| l.right).fold(0.0, f32::max),
            labels: labels.into_iter().filter(|(_, n)| *n >= 3).map(|(label, _)| label).collect(),
        }
    }

    fn opens_paragraph(&self, last: &Line, line: &Line, at_top: bool) -> bool {
        let labelled = label_of(&line.text).is_some_and(|label| self.labels.contains(&label.to_lowercase()));
        if line.opens_paragraph || labelled || (last.size - line.size).abs() > self.size * 0.15 {
            return true;
        }
        let is_full = last.right > self.left + (self.right - self.left) * 0.8;
        let ended = last.text.trim_end().ends_with(['.', '?', '!', ':', '"', '”', '’', ')', ']', '…']);
        let goes_on = line.text.chars().next().is_some_and(char::is_lowercase);
        if at_top {
            return !goes_on && (ended || !is_full);
        }
        let is_short = last.right < self.left + (self.right - self.left) * 0.6;
        let gap = last.y - line.y;
        let indented = line.left > self.left + self.size * 0.8 && last.left <= self.left + self.size * 0.3;
        gap > self.leading * 1.35
            || gap < 0.0
            || (indented && ended)
            || (!is_full && ended)
            || (is_short && !goes_on)
    }
}

/// What stands before the first colon of a line, if it could be a speaker's label.
fn label_of(text: &str) -> Option<&str> {
    let (label, _) = text.split_once(':')?;
    let fits = label.chars().count() <= 30
        && label.split_whitespace().count() <= 4
        && label.chars().next().is_some_and(|c| c.is_uppercase() || matches!(c, '[' | '('));
    fits.then_some(label)
}

/// All words of the document in small letters, to judge words cut at line ends by.
fn vocabulary(pages: &[Page]) -> BTreeSet<String> {
    pages
        .iter()
        .flatten()
        .flat_map(|line| line.text.split(|c: char| !c.is_alphanumeric() && c != '-'))
        .filter(|word| !word.is_empty() && !word.ends_with('-'))
        .map(str::to_lowercase)
        .collect()
}

#[derive(Default)]
struct Counts {
    lines: usize,
    paragraphs: usize,
    rejoined: usize,
    kept: usize,
    ligatures: usize,
}

impl Counts {
    fn notes(&self, notes: &mut Vec<Note>) {
        if self.paragraphs < self.lines {
            notes.push(Changed::LinesJoined { lines: self.lines, paragraphs: self.paragraphs }.into());
        }
        for (n, change) in [
            (self.rejoined, Changed::WordsRejoined(self.rejoined)),
            (self.kept, Changed::HyphensKept(self.kept)),
            (self.ligatures, Changed::Ligatures(self.ligatures)),
        ] {
            if n > 0 {
                notes.push(change.into());
            }
        }
    }
}

struct Joiner {
    words: BTreeSet<String>,
    draft: Draft,
    counts: Counts,
}

impl Joiner {
    fn add(&mut self, line: &str, opens: bool) {
        self.counts.lines += 1;
        if opens {
            self.counts.paragraphs += 1;
            if self.draft.at() > 0 {
                self.draft.push("\n\n");
            }
        } else {
            self.join(line);
        }
        let ligatures = line.matches(['ﬀ', 'ﬁ', 'ﬂ', 'ﬃ', 'ﬄ', 'ﬅ', 'ﬆ']).count();
        self.counts.ligatures += ligatures;
        if ligatures == 0 {
            self.draft.push(line);
        } else {
            self.draft.push(&spelt_out(line));
        }
    }

    /// Puts a space between two lines, or nothing where a hyphen cut a word: the hyphen goes if the
    /// whole word is written elsewhere without it.
    fn join(&mut self, next: &str) {
        let text = self.draft.as_str();
        let before = text.trim_end_matches(['-', '\u{ad}', '\u{2010}']);
        let n_hyphens = text.chars().count() - before.chars().count();
        let cuts =
            n_hyphens == 1 && before.ends_with(char::is_alphabetic) && next.starts_with(char::is_lowercase);
        if !cuts {
            self.draft.push_char(' ');
            return;
        }
        let start = before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |i| i + 1);
        let head = before.get(start..).unwrap_or_default();
        let tail: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
        let soft = text.ends_with('\u{ad}');
        if soft || self.words.contains(&format!("{head}{tail}").to_lowercase()) {
            self.counts.rejoined += 1;
            let len = before.len();
            self.draft.cut_back(len);
        } else {
            self.counts.kept += 1;
        }
    }

    /// Where the line just added begins.
    fn start_of_last_line(&self, line: &str) -> usize {
        self.draft.at().saturating_sub(spelt_out(line).len())
    }
}

/// Ligatures as letters: search and coding by exact words would miss them.
fn spelt_out(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            c => out.push(c),
        }
    }
    out
}
