//! The words in an area of a page: what other programs keep of a coding in a PDF.

use super::extract::{self, Run};
use super::lines;
use crate::limits::Limits;

/// An area of a page, in points from its lower left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    left: f32,
    bottom: f32,
    right: f32,
    top: f32,
}

impl Area {
    /// The area between two corners, whichever they are.
    pub(crate) fn between((x1, y1): (f32, f32), (x2, y2): (f32, f32)) -> Self {
        Self { left: x1.min(x2), bottom: y1.min(y2), right: x1.max(x2), top: y1.max(y2) }
    }

    fn holds(&self, x: f32, y: f32) -> bool {
        (self.left..=self.right).contains(&x) && (self.bottom..=self.top).contains(&y)
    }
}

/// Where the letters of a PDF stand on its pages.
pub(crate) struct PdfPages {
    pages: Vec<Vec<Run>>,
}

impl PdfPages {
    /// Reads where the letters stand; `None` for what is no PDF that can be read.
    pub(crate) fn read(file: &str, bytes: &[u8], limits: &Limits) -> Option<Self> {
        Some(Self { pages: extract::runs(file, bytes, limits).ok()?.pages })
    }

    /// The words in an area of a page, counted from 0, in the order of lines; `None` where there are none. A word
    /// is in the area when its middle is.
    pub(crate) fn words_in(&self, page: usize, area: Area) -> Option<String> {
        let words: Vec<Run> = self
            .pages
            .get(page)?
            .iter()
            .flat_map(words)
            .filter(|word| area.holds(middle(word), height(word)))
            .collect();
        let lines: Vec<String> = lines::lines(&words).into_iter().map(|line| line.text).collect();
        let text = lines.join(" ");
        (!text.trim().is_empty()).then_some(text)
    }
}

fn middle(word: &Run) -> f32 {
    word.x + word.width / 2.0
}

/// The middle of small letters, above the line that they stand on.
fn height(word: &Run) -> f32 {
    word.y + word.size / 4.0
}

/// The words of a run, each where it stands if all letters were of one width.
fn words(run: &Run) -> Vec<Run> {
    let n = run.text.chars().count().max(1);
    // A page has far fewer letters than a number of this kind tells apart.
    let letter = run.width / n as f32;
    let mut at = 0_usize;
    let mut words = Vec::new();
    for word in run.text.split_inclusive(char::is_whitespace) {
        let (long, bare) = (word.chars().count(), word.trim_end());
        if !bare.is_empty() {
            let x = run.x + letter * at as f32;
            let width = letter * bare.chars().count() as f32;
            words.push(Run { text: bare.to_owned(), x, width, ..run.clone() });
        }
        at += long;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, x: f32, y: f32) -> Run {
        Run { text: text.to_owned(), x, y, width: 6.0 * text.chars().count() as f32, size: 12.0 }
    }

    #[test]
    fn the_words_whose_middle_lies_in_an_area_are_found_in_the_order_of_lines() {
        let pages = PdfPages {
            pages: vec![vec![
                run("Nobody asked us about", 72.0, 700.0),
                run("the beds. The ward", 72.0, 686.0),
                run("was full.", 72.0, 672.0),
            ]],
        };
        let words = |a, b| pages.words_in(0, Area::between(a, b));
        assert_eq!(words((140.0, 712.0), (300.0, 684.0)).as_deref(), Some("us about The ward"));
        assert_eq!(words((70.0, 684.0), (126.0, 698.0)).as_deref(), Some("the beds."));
        assert_eq!(words((400.0, 684.0), (500.0, 698.0)), None);
        assert_eq!(pages.words_in(1, Area::between((0.0, 0.0), (900.0, 900.0))), None);
    }
}
