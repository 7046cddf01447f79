//! A small writer of XML and HTML that escapes everything it is given.

use crate::clean::clean;

/// Markup being written. Attribute values and text are cleaned and escaped; tag names come from the program.
#[derive(Default)]
pub(crate) struct Markup(String);

/// An attribute: its name and its value.
pub(crate) type Attribute<'a> = (&'a str, &'a str);

impl Markup {
    /// Nothing written yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// An XML part, begun with its declaration.
    pub(crate) fn xml() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, tag: &str, attributes: &[Attribute<'_>]) -> &mut Self {
        self.start(tag, attributes);
        self.0.push('>');
        self
    }

    /// Closes an element.
    pub(crate) fn close(&mut self, tag: &str) -> &mut Self {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
        self
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, tag: &str, attributes: &[Attribute<'_>]) -> &mut Self {
        self.start(tag, attributes);
        self.0.push_str("/>");
        self
    }

    /// An element that holds only text.
    pub(crate) fn element(&mut self, tag: &str, attributes: &[Attribute<'_>], text: &str) -> &mut Self {
        self.open(tag, attributes).text(text).close(tag)
    }

    /// Text, escaped.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        for character in clean(text).chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                other => self.0.push(other),
            }
        }
        self
    }

    /// A line end, so that the result can be read by a person.
    pub(crate) fn line(&mut self) -> &mut Self {
        self.0.push('\n');
        self
    }

    /// Text that is already markup of this program (a style sheet, a document type). Never participants' words.
    pub(crate) fn trusted(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// What was written.
    pub(crate) fn finish(self) -> String {
        self.0
    }

    fn start(&mut self, tag: &str, attributes: &[Attribute<'_>]) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attribute_values_cannot_leave_their_place() {
        let mut markup = Markup::new();
        markup.element("p", &[("title", "\"><script>")], "]]> & <script>\u{0}");
        assert_eq!(markup.finish(), "<p title=\"&quot;&gt;&lt;script&gt;\">]]&gt; &amp; &lt;script&gt;</p>");
    }
}
