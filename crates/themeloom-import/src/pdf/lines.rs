//! From runs of letters to lines.

use super::extract::Run;

/// A line of a page.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    /// Left and right edge, and the height of the baseline, in points.
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) y: f32,
    /// The size of its largest letters, in points.
    pub(super) size: f32,
    /// Whether something stands before it that marks a new paragraph, as a number in the margin.
    pub(super) opens_paragraph: bool,
    /// A number that stood left of the words, apart from them.
    pub(super) margin_number: Option<u32>,
}

/// The lines of a page from top to bottom.
pub(super) type Page = Vec<Line>;

/// Groups runs into lines: runs whose baselines differ by less than a third of their size stand on
/// one line. Blank runs carry spaces and are kept.
pub(super) fn lines(runs: &[Run]) -> Page {
    let mut sorted: Vec<&Run> = runs.iter().filter(|run| !run.text.is_empty()).collect();
    sorted.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut rows: Vec<Vec<&Run>> = Vec::new();
    for run in sorted {
        match rows.last_mut().and_then(|row| row.first().map(|first| (first.y, first.size)).zip(Some(row))) {
            Some(((y, size), row)) if (y - run.y).abs() < size.max(run.size) / 3.0 => row.push(run),
            _ => rows.push(vec![run]),
        }
    }
    rows.into_iter().filter_map(line).collect()
}

fn line(mut runs: Vec<&Run>) -> Option<Line> {
    runs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let margin_number = margin_number(&runs);
    let runs = runs.get(usize::from(margin_number.is_some())..).unwrap_or_default();
    let visible = || runs.iter().filter(|run| !run.text.trim().is_empty());
    let mut text = String::new();
    let mut end_of_last = f32::NEG_INFINITY;
    for run in runs {
        // A gap wider than a seventh of the letters' size is a space that was never written.
        let gap = run.x - end_of_last;
        if gap > run.size / 7.0 && gap.is_finite() && !text.ends_with([' ', '\t']) {
            text.push(' ');
        }
        text.push_str(&run.text);
        end_of_last = end_of_last.max(run.x + run.width);
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = visible().next();
    if first.is_none() && margin_number.is_none() {
        return None;
    }
    Some(Line {
        text,
        left: first.map_or(0.0, |run| run.x),
        right: visible().map(|run| run.x + run.width).fold(0.0, f32::max),
        y: first.map_or(0.0, |run| run.y),
        size: visible().map(|run| run.size).fold(1.0, f32::max),
        opens_paragraph: false,
        margin_number,
    })
}

/// A number by itself at the left, at least its size away from the words, or alone on its line.
fn margin_number(runs: &[&Run]) -> Option<u32> {
    let (first, rest) = runs.split_first()?;
    let text = first.text.trim();
    let is_number = (1..=5).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let next = rest.iter().find(|run| !run.text.trim().is_empty());
    let apart = next.is_none_or(|next| next.x - (first.x + first.width) > first.size * 0.8);
    text.parse().ok().filter(|_| is_number && apart)
}
