//! Which words of a text in the making are bold, italic or underlined, and what styles and elements say
//! of it. Places are in bytes, as long as the text is not complete.

use std::ops::Range;

/// A way of emphasis: whether words are emphasised in it.
pub(crate) type Way = fn(Emphasis) -> bool;

/// How words are emphasised.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Emphasis {
    /// Bold.
    pub(crate) bold: bool,
    /// Italic.
    pub(crate) italic: bool,
    /// Underlined.
    pub(crate) underlined: bool,
}

/// What a style or an element says of emphasis: on, off, or nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct EmphasisSaid {
    /// Of bold.
    pub(crate) bold: Option<bool>,
    /// Of italic.
    pub(crate) italic: Option<bool>,
    /// Of underlined.
    pub(crate) underlined: Option<bool>,
}

impl EmphasisSaid {
    /// What is said all together, where another has a say in what this says nothing of.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            underlined: self.underlined.or(other.underlined),
        }
    }

    /// How words are emphasised that stand within others.
    pub(crate) fn within(self, around: Emphasis) -> Emphasis {
        Emphasis {
            bold: self.bold.unwrap_or(around.bold),
            italic: self.italic.unwrap_or(around.italic),
            underlined: self.underlined.unwrap_or(around.underlined),
        }
    }
}

/// The emphasised words so far, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks(Vec<(Range<usize>, Emphasis)>);

impl Marks {
    /// Words were added.
    pub(crate) fn add(&mut self, words: Range<usize>, emphasis: Emphasis) {
        if words.is_empty() || emphasis == Emphasis::default() {
            return;
        }
        match self.0.last_mut() {
            Some((last, how)) if last.end == words.start && *how == emphasis => last.end = words.end,
            _ => self.0.push((words, emphasis)),
        }
    }

    /// What lies behind a place was taken away again.
    pub(crate) fn cut_back(&mut self, len: usize) {
        while self.0.last().is_some_and(|(words, _)| words.start >= len) {
            self.0.pop();
        }
        if let Some((words, _)) = self.0.last_mut() {
            words.end = words.end.min(len);
        }
    }

    /// The words that are emphasised in a way.
    pub(crate) fn that_are(&self, way: Way) -> impl Iterator<Item = Range<usize>> + '_ {
        self.0.iter().filter(move |(_, how)| way(*how)).map(|(words, _)| words.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOLD: Emphasis = Emphasis { bold: true, italic: false, underlined: false };

    #[test]
    fn words_one_after_another_are_one_stretch_and_what_is_taken_away_is_none() {
        let mut marks = Marks::default();
        for words in [0..2, 2..5, 7..9, 9..9] {
            marks.add(words, BOLD);
        }
        marks.add(9..12, Emphasis::default());
        assert_eq!(marks.that_are(|how| how.bold).collect::<Vec<_>>(), [0..5, 7..9]);
        marks.cut_back(4);
        assert_eq!(marks.that_are(|how| how.bold).last(), Some(0..4));
        assert_eq!(marks.that_are(|how| how.italic).count(), 0);
    }

    #[test]
    fn an_inner_style_has_the_say_where_it_says_anything() {
        let off = EmphasisSaid { bold: Some(false), ..EmphasisSaid::default() };
        assert_eq!(off.within(BOLD), Emphasis::default());
        assert_eq!(EmphasisSaid::default().within(BOLD), BOLD);
        let italic = EmphasisSaid { bold: Some(true), italic: Some(true), underlined: None };
        assert_eq!(off.or(italic).within(BOLD), Emphasis { italic: true, ..Emphasis::default() });
    }
}
