//! What is set off in a source: headings and emphasised words, in the text as it stands now.

use themeloom_study::source::{Source, Style};
use themeloom_text::{Placed, Span, Version};

use crate::model::Emphasis;

/// Headings and emphasised words. The spans of each kind are in order.
#[derive(Default)]
pub(super) struct SetOff {
    headings: Vec<(Span, u8)>,
    bold: Vec<Span>,
    italic: Vec<Span>,
    underlined: Vec<Span>,
}

impl SetOff {
    /// What is set off in a source; nothing where its corrections cannot be traced.
    pub(super) fn of(source: &Source) -> Self {
        let mut own = Self::default();
        let Some(way) = source.history.placement(&Version::base(), &source.history.latest()) else {
            return own;
        };
        for styled in source.styles.iter() {
            let Some(span) = way.place(styled.span).and_then(Placed::span) else { continue };
            match styled.style {
                Style::Heading(level) => own.headings.push((span, level)),
                Style::Bold => own.bold.push(span),
                Style::Italic => own.italic.push(span),
                Style::Underlined => own.underlined.push(span),
            }
        }
        own.headings.sort_unstable();
        for spans in [&mut own.bold, &mut own.italic, &mut own.underlined] {
            spans.sort_unstable();
        }
        own
    }

    /// Where emphasis begins and ends.
    pub(super) fn edges(&self) -> impl Iterator<Item = u32> + '_ {
        let emphasised = self.bold.iter().chain(&self.italic).chain(&self.underlined);
        emphasised.flat_map(|span| [span.start(), span.end()])
    }

    /// The emphasis of words that no edge divides.
    pub(super) fn emphasis(&self, words: Span) -> Emphasis {
        let holds = |spans: &[Span]| {
            let around = spans.partition_point(|span| span.end() <= words.start());
            spans.get(around).is_some_and(|span| span.encloses(words))
        };
        Emphasis { bold: holds(&self.bold), italic: holds(&self.italic), underlined: holds(&self.underlined) }
    }

    /// The level of the heading that holds all of a line's words.
    pub(super) fn level(&self, words: Span) -> Option<u8> {
        let around = self.headings.partition_point(|(heading, _)| heading.end() <= words.start());
        self.headings.get(around).filter(|(heading, _)| heading.encloses(words)).map(|(_, level)| *level)
    }
}
