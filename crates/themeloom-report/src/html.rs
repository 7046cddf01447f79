//! One self-contained page: no script, no request to anywhere, the same content on screen and on paper.

mod content;
mod figure;
mod outline;
mod table;
mod transcript;

pub use transcript::render_transcript_html;

use std::collections::BTreeSet;

use crate::clean::one_line;
use crate::markup::Markup;
use crate::model::{Block, Heading, List, Orientation, Report};

/// The look of the page, for screens and for paper.
const STYLE: &str = include_str!("html/style.css");

/// Forbids scripts and every request: the page shows what it carries and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Renders a report as one HTML page.
///
/// The page holds its own style sheet, follows the reader's light or dark setting, prints on A4 and, for what
/// follows a landscape page break, on A4 on its side, and carries the banner on every printed page. Everything that comes
/// from the report is escaped.
#[must_use]
pub fn render_html(report: &Report) -> String {
    let mut page = Page { markup: Markup::new(), anchors: outline::anchors(report), tables: 0 };
    page.markup.trusted("<!DOCTYPE html>\n").open("html", &[("lang", language(report))]).line();
    page.head(report);
    page.markup.open("body", &[]).line();
    page.markup.element("a", &[("class", "skip"), ("href", "#report")], "Skip to the report").line();
    if let Some(banner) = &report.banner {
        page.markup.element("p", &[("class", "banner"), ("role", "note")], banner).line();
    }
    page.masthead(report);
    page.markup.open("div", &[("class", "sheet")]).line();
    outline::contents(&mut page.markup, report);
    page.main(report);
    page.markup.close("div").line().close("body").line().close("html").line();
    page.markup.finish()
}

fn language(report: &Report) -> &str {
    if report.language.is_empty() { "en-GB" } else { &report.language }
}

/// The page being written.
struct Page {
    markup: Markup,
    /// Anchors that exist, so that no reference leads nowhere.
    anchors: BTreeSet<String>,
    /// Tables written so far, for the names of their scrolling regions.
    tables: usize,
}

impl Page {
    fn head(&mut self, report: &Report) {
        let markup = &mut self.markup;
        markup.open("head", &[]).line().empty("meta", &[("charset", "utf-8")]).line();
        markup.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]).line();
        markup
            .empty("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")])
            .line();
        markup.empty("meta", &[("name", "color-scheme"), ("content", "light dark")]).line();
        markup.element("title", &[], &one_line(&report.title)).line();
        markup.open("style", &[]).line().trusted(STYLE).close("style").line().close("head").line();
    }

    fn masthead(&mut self, report: &Report) {
        let markup = &mut self.markup;
        markup.open("header", &[("class", "masthead")]).line();
        markup.element("h1", &[], &report.title).line();
        if let Some(subtitle) = &report.subtitle {
            markup.element("p", &[("class", "subtitle")], subtitle).line();
        }
        if let Some(date) = &report.date {
            markup.open("p", &[("class", "date")]);
            markup.element("time", &[("datetime", date)], date).close("p").line();
        }
        markup.close("header").line();
    }

    fn main(&mut self, report: &Report) {
        self.markup.open("main", &[("id", "report"), ("tabindex", "-1")]).line();
        let mut orientation = Orientation::Portrait;
        self.open_section(orientation);
        for block in &report.blocks {
            if let Block::PageBreak(next) = block {
                orientation = *next;
                self.markup.close("section").line();
                self.open_section(orientation);
            } else {
                self.block(block);
            }
        }
        self.markup.close("section").line();
        self.provenance(report);
        self.markup.close("main").line();
    }

    fn open_section(&mut self, orientation: Orientation) {
        let class = match orientation {
            Orientation::Portrait => "pages",
            Orientation::Landscape => "pages wide",
        };
        self.markup.open("section", &[("class", class)]).line();
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(words) => {
                self.markup.open("p", &[]);
                self.inlines(words);
                self.markup.close("p").line();
            }
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Quotation(quotation) => self.quotation(quotation),
            Block::Figure(figure) => self.figure(figure),
            Block::PageBreak(_) => {}
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let tag = outline::heading_tag(heading.depth());
        let id = outline::id(&heading.anchor);
        let attributes: &[_] = if id.is_empty() { &[] } else { &[("id", id.as_str())] };
        self.markup.element(tag, attributes, &heading.text).line();
    }

    fn list(&mut self, list: &List) {
        let tag = if list.numbered { "ol" } else { "ul" };
        self.markup.open(tag, &[]).line();
        for item in &list.items {
            self.markup.open("li", &[]);
            self.inlines(item);
            self.markup.close("li").line();
        }
        self.markup.close(tag).line();
    }

    fn provenance(&mut self, report: &Report) {
        if report.provenance.is_empty() {
            return;
        }
        let markup = &mut self.markup;
        markup.open("section", &[("class", "provenance"), ("aria-labelledby", "provenance")]).line();
        markup.element("h2", &[("id", "provenance")], "Where this report comes from").line();
        markup.open("dl", &[]).line();
        for (name, value) in &report.provenance {
            markup.element("dt", &[], name).element("dd", &[], value).line();
        }
        markup.close("dl").line().close("section").line();
    }
}
