//! The few attributes of elements that bear on words.

use crate::emphasis::EmphasisSaid;

/// The attributes that are kept of a tag; all others are forgotten as they come.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// Whether a window in the page is open.
    pub(super) open: bool,
    hidden: bool,
    style: String,
}

/// How the words of an element are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) hidden: bool,
    pub(super) keeps_blanks: bool,
    /// How many tabs it stands for.
    pub(super) tabs: usize,
    /// What it says of emphasis.
    pub(super) emphasis: EmphasisSaid,
}

/// Which attribute comes next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Named {
    Style,
    #[default]
    Other,
}

impl Attributes {
    /// An attribute begins.
    pub(super) fn name(&mut self, name: &[u8]) -> Named {
        match name {
            b"hidden" => self.hidden = true,
            b"open" => self.open = true,
            // Of an attribute that is there twice, the first counts.
            b"style" if self.style.is_empty() => return Named::Style,
            _ => {}
        }
        Named::Other
    }

    /// The value of the attribute that a name told of.
    pub(super) fn value(&mut self, named: Named, value: &[u8]) {
        if named == Named::Style {
            self.style = String::from_utf8_lossy(value).to_ascii_lowercase();
        }
    }

    /// How the words are shown, by the element's own style.
    pub(super) fn look(&self) -> Look {
        let mut look = Look { hidden: self.hidden, ..Look::default() };
        for (property, value) in self.style.split(';').filter_map(|d| d.split_once(':')) {
            let value = value.trim().trim_end_matches("!important").trim();
            match (property.trim(), value) {
                ("display", "none") | ("visibility", "hidden" | "collapse") | ("mso-hide", "all") => {
                    look.hidden = true;
                }
                ("white-space", "pre" | "pre-wrap" | "break-spaces") => look.keeps_blanks = true,
                ("font-weight", weight) => look.emphasis.bold = is_bold(weight),
                ("font-style", style) => look.emphasis.italic = is_italic(style),
                ("text-decoration" | "text-decoration-line", lines) => {
                    look.emphasis.underlined = is_underlined(lines);
                }
                ("mso-tab-count", n) => look.tabs = n.parse().unwrap_or(1_usize).clamp(1, 16),
                _ => {}
            }
        }
        look
    }
}

fn is_bold(weight: &str) -> Option<bool> {
    match weight {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        number => number.parse::<u16>().ok().map(|weight| weight >= 600),
    }
}

fn is_italic(style: &str) -> Option<bool> {
    match style {
        "normal" => Some(false),
        _ => (style == "italic" || style.starts_with("oblique")).then_some(true),
    }
}

/// Other lines than those under words say nothing of it.
fn is_underlined(lines: &str) -> Option<bool> {
    if lines.split_whitespace().any(|line| line == "underline") {
        return Some(true);
    }
    (lines == "none").then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(style: &str) -> Look {
        let mut attributes = Attributes::default();
        let named = attributes.name(b"style");
        attributes.value(named, style.as_bytes());
        attributes.look()
    }

    #[test]
    fn a_style_tells_whether_words_are_shown() {
        assert!(look("color: red; DISPLAY : None !important").hidden);
        assert!(!look("display:block;x-display:none").hidden);
        assert!(look("white-space:pre-wrap").keeps_blanks);
        assert_eq!(look("mso-tab-count:2").tabs, 2);
    }

    #[test]
    fn a_style_tells_how_words_are_emphasised() {
        let said = look("font-weight:700; font-style: ITALIC; text-decoration: underline dotted").emphasis;
        assert_eq!(said, EmphasisSaid { bold: Some(true), italic: Some(true), underlined: Some(true) });
        let said = look("font-weight:400;font-style:normal;text-decoration:none").emphasis;
        assert_eq!(said, EmphasisSaid { bold: Some(false), italic: Some(false), underlined: Some(false) });
        assert_eq!(
            look("font-weight:inherit;text-decoration:line-through").emphasis,
            EmphasisSaid::default()
        );
    }
}
