//! Words: runs of text and quotations.

use super::{Page, outline};
use crate::model::{Inline, Quotation, Stance, Words};

impl Page {
    pub(super) fn inlines(&mut self, content: &[Inline]) {
        for run in content {
            self.inline(run);
        }
    }

    fn inline(&mut self, run: &Inline) {
        match run {
            Inline::Text(text) => self.markup.text(text),
            Inline::Strong(text) => self.markup.element("strong", &[], text),
            Inline::Emphasis(text) => self.markup.element("em", &[], text),
            Inline::Reference { text, anchor } if self.anchors.contains(anchor) => {
                let target = format!("#{}", outline::id(anchor));
                self.markup.element("a", &[("href", &target)], text)
            }
            Inline::Reference { text, .. } => self.markup.text(text),
            Inline::Line(reference) => {
                self.markup.element("span", &[("class", "line")], &reference.to_string())
            }
        };
    }

    /// A quotation. Its direction is taken from its words, so that Arabic or Hebrew stand as they should.
    pub(super) fn quotation(&mut self, quotation: &Quotation) {
        let class = match quotation.stance {
            None => "quotation",
            Some(Stance::For) => "quotation for",
            Some(Stance::Against) => "quotation against",
        };
        self.markup.open("figure", &[("class", class)]);
        match &quotation.words {
            Words::Given(words) => {
                self.markup.open("blockquote", &[("dir", "auto")]);
                self.markup.element("p", &[], &format!("“{words}”")).close("blockquote");
            }
            Words::Withheld(reason) => {
                let notice = format!("Quotation withheld: {reason}");
                self.markup.element("p", &[("class", "withheld")], &notice);
            }
        }
        self.markup.open("figcaption", &[]).element("cite", &[], &quotation.credit());
        self.markup.close("figcaption").close("figure").line();
    }
}
