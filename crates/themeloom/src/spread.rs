//! Wide tables on a narrow terminal: columns in bands that fit, words wrapped, what is cut said by an ellipsis.

use std::iter::once;

/// How wide a line is where nobody looks at a terminal.
const NO_TERMINAL: usize = 100;
/// The widest column of words: longer lines tire the eye.
const WIDEST: usize = 60;
/// A column of words is not made narrower than this.
const NARROWEST: usize = 24;
/// Blanks between columns.
const GAP: usize = 2;

/// A line of a table.
pub enum Line {
    /// A heading across all columns.
    Heading(String),
    /// One cell a column; the first one names the row and stands in every band.
    Cells(Vec<String>),
}

/// How much room there is.
#[derive(Clone, Copy)]
pub struct Room {
    /// Characters in a line.
    pub width: usize,
    /// Lines that a cell takes at most, if it is limited.
    pub lines: Option<usize>,
}

impl Room {
    /// The room on this terminal; all that there could be where everything is asked for.
    pub fn here(wide: bool) -> Self {
        if wide {
            return Self { width: usize::MAX, lines: None };
        }
        let found = terminal_size::terminal_size_of(std::io::stdout());
        let width = found.map_or(NO_TERMINAL, |(width, _)| usize::from(width.0).max(40));
        Self { width, lines: Some(8) }
    }
}

/// The table in as many bands as it takes, one below the other.
pub fn spread(head: &[String], lines: &[Line], room: Room) -> String {
    let wanted: Vec<usize> = (0..head.len()).map(|column| wanted(head, lines, column)).collect();
    let first = wanted.first().copied().unwrap_or(0);
    let bands = bands(&wanted, room.width);
    let shown = bands.iter().map(|band| {
        let widths = grown(&wanted, band, room.width.saturating_sub(first));
        let columns: Vec<(usize, usize)> = once((0, first)).chain(widths).collect();
        let head = once(row(head, &columns, Room { lines: None, ..room }));
        let body = lines.iter().map(|line| match line {
            Line::Heading(words) => words.clone(),
            Line::Cells(cells) => row(cells, &columns, room),
        });
        head.chain(body).collect::<Vec<_>>().join("\n")
    });
    shown.collect::<Vec<_>>().join("\n\n")
}

/// The width that a column would take if there were room.
fn wanted(head: &[String], lines: &[Line], column: usize) -> usize {
    let cells = lines.iter().filter_map(|line| match line {
        Line::Heading(_) => None,
        Line::Cells(cells) => cells.get(column),
    });
    let longest = head.get(column).into_iter().chain(cells).map(|cell| cell.chars().count()).max();
    longest.unwrap_or(0).min(WIDEST)
}

/// The columns after the first, parted so that each band fits when they are as narrow as they may be.
fn bands(wanted: &[usize], width: usize) -> Vec<Vec<usize>> {
    let first = wanted.first().copied().unwrap_or(0);
    let mut bands: Vec<Vec<usize>> = vec![Vec::new()];
    let mut used = first;
    for (column, wanted) in wanted.iter().enumerate().skip(1) {
        let least = GAP + (*wanted).min(NARROWEST);
        if used.saturating_add(least) > width && bands.last().is_some_and(|band| !band.is_empty()) {
            bands.push(Vec::new());
            used = first;
        }
        used += least;
        if let Some(band) = bands.last_mut() {
            band.push(column);
        }
    }
    bands
}

/// The widths of a band's columns: the narrowest, then a character each in turn while there is room.
fn grown(wanted: &[usize], band: &[usize], room: usize) -> Vec<(usize, usize)> {
    let want = |column: usize| wanted.get(column).copied().unwrap_or(0);
    let mut widths: Vec<(usize, usize)> = band.iter().map(|&c| (c, want(c).min(NARROWEST))).collect();
    let mut left = room.saturating_sub(widths.iter().map(|(_, width)| width + GAP).sum());
    loop {
        let before = left;
        for (column, width) in &mut widths {
            if *width < want(*column) && left > 0 {
                *width += 1;
                left -= 1;
            }
        }
        if left == before {
            return widths;
        }
    }
}

fn row(cells: &[String], columns: &[(usize, usize)], room: Room) -> String {
    let wrapped: Vec<(Vec<String>, usize)> = columns
        .iter()
        .map(|&(column, width)| {
            (wrap(cells.get(column).map_or("", String::as_str), width, room.lines), width)
        })
        .collect();
    let height = wrapped.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
    let line = |at: usize| {
        let cells = wrapped.iter().map(|(lines, width)| {
            let words = lines.get(at).map_or("", String::as_str);
            format!("{words:width$}")
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    (0..height.max(1)).map(line).collect::<Vec<_>>().join("\n")
}

/// Words in lines of so many characters; a word longer than a line is parted. What does not fit into the
/// lines is cut, and an ellipsis says so.
fn wrap(words: &str, width: usize, most: Option<usize>) -> Vec<String> {
    let width = width.max(1);
    let mut lines = vec![String::new()];
    for word in words.split_whitespace().flat_map(|word| parts(word, width)) {
        let full =
            |line: &String| !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width;
        if lines.last().is_some_and(full) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
    }
    if let Some(most) = most.filter(|&most| lines.len() > most) {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            *last = last.chars().take(width - 1).collect();
            last.push('\u{2026}');
        }
    }
    lines
}

fn parts(word: &str, width: usize) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(width).map(|chunk| chunk.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    fn shown(width: usize, lines: Option<usize>) -> String {
        let body = [
            Line::Heading("-- manager".to_owned()),
            Line::Cells(cells(&["P02", "Value is what the month end says it is, and nothing else is", "-"])),
        ];
        spread(&cells(&["case", "1.2 Money and waste", "7.1"]), &body, Room { width, lines })
    }

    #[test]
    fn words_wrap_and_columns_that_do_not_fit_stand_below_with_the_rows_named_again() {
        insta::assert_snapshot!(shown(30, None));
    }

    #[test]
    fn what_is_cut_ends_with_an_ellipsis() {
        assert!(shown(40, Some(1)).contains("\u{2026}"));
        assert!(!shown(40, None).contains("\u{2026}"));
    }

    #[test]
    fn no_line_is_longer_than_the_room() {
        for width in 40..120 {
            let longest = shown(width, Some(8)).lines().map(|line| line.chars().count()).max();
            assert!(longest.unwrap() <= width, "{width}");
        }
    }
}
