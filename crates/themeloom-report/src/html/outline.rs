//! Anchors and the table of contents.

use std::collections::BTreeSet;

use crate::markup::Markup;
use crate::model::{Block, Heading, Report};

/// The `id` for an anchor: letters, digits, `-` and `_`; empty for no anchor. The prefix keeps it apart from the
/// page's own ids.
pub(super) fn id(anchor: &str) -> String {
    if anchor.is_empty() {
        return String::new();
    }
    let safe = anchor.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' });
    "r-".chars().chain(safe).collect()
}

/// All anchors of a report.
pub(super) fn anchors(report: &Report) -> BTreeSet<String> {
    report
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some(&heading.anchor),
            Block::Table(table) => Some(&table.anchor),
            Block::Figure(figure) => Some(&figure.anchor),
            _ => None,
        })
        .filter(|anchor| !anchor.is_empty())
        .cloned()
        .collect()
}

/// The element of a heading: one below the title of the page.
pub(super) fn heading_tag(depth: u8) -> &'static str {
    match depth {
        1 => "h2",
        2 => "h3",
        3 => "h4",
        _ => "h5",
    }
}

/// Writes the table of contents over headings of levels 1 and 2 that can be reached.
pub(super) fn contents(markup: &mut Markup, report: &Report) {
    let headings: Vec<&Heading> = report
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) if heading.depth() <= 2 && !heading.anchor.is_empty() => Some(heading),
            _ => None,
        })
        .collect();
    if headings.is_empty() {
        return;
    }
    markup.open("nav", &[("class", "contents"), ("aria-labelledby", "contents")]).line();
    markup.element("h2", &[("id", "contents")], "Contents").line().open("ul", &[]).line();
    for heading in headings {
        let class = if heading.depth() == 1 { "first" } else { "second" };
        markup.open("li", &[("class", class)]);
        let target = format!("#{}", id(&heading.anchor));
        markup.element("a", &[("href", &target)], &heading.text).close("li").line();
    }
    markup.close("ul").line().close("nav").line();
}
