//! A coded transcript as one page: the words with their marks, and the codes beside the lines where they begin.

use super::POLICY;
use crate::clean::one_line;
use crate::markup::{Attribute, Markup};
use crate::model::{CodedTranscript, Emphasis, MarkColour, MarkMemo, Marking, Piece, TranscriptLine};

/// The look of the page, for screens and for paper.
const STYLE: &str = include_str!("transcript.css");

/// The most marks that are drawn under the same words; others are told by their numbers and in the margin.
const LANES: usize = 6;

/// Renders a coded transcript as one HTML page.
///
/// Each mark has a number, which stands in the text where it begins and where it ends and in the margin beside
/// its code, so that nothing is told by colour alone; marks that overlap are underlined one below the other. The
/// page holds its own style sheet, follows the reader's light or dark setting and prints on A4. It runs nothing
/// and asks for nothing, and everything that comes from the study is escaped.
#[must_use]
pub fn render_transcript_html(transcript: &CodedTranscript) -> String {
    let mut markup = Markup::new();
    let language = if transcript.language.is_empty() { "en-GB" } else { &transcript.language };
    markup.trusted("<!DOCTYPE html>\n").open("html", &[("lang", language)]).line();
    head(&mut markup, transcript);
    markup.open("body", &[]).line();
    markup.element("a", &[("class", "skip"), ("href", "#transcript")], "Skip to the transcript").line();
    if let Some(banner) = &transcript.banner {
        markup.element("p", &[("class", "banner"), ("role", "note")], banner).line();
    }
    masthead(&mut markup, transcript);
    markup.open("main", &[("id", "transcript"), ("tabindex", "-1")]).line();
    let mut page = Page { markup, marks: &transcript.marks, open: Vec::new(), above: Vec::new() };
    for line in &transcript.lines {
        page.line(line);
    }
    let mut markup = page.markup;
    markup.close("main").line().close("body").line().close("html").line();
    markup.finish()
}

fn head(markup: &mut Markup, transcript: &CodedTranscript) {
    markup.open("head", &[]).line().empty("meta", &[("charset", "utf-8")]).line();
    markup.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]).line();
    let viewport = [("name", "viewport"), ("content", "width=device-width, initial-scale=1")];
    markup.empty("meta", &viewport).line();
    markup.empty("meta", &[("name", "color-scheme"), ("content", "light dark")]).line();
    markup.element("title", &[], &one_line(&transcript.title)).line();
    markup.open("style", &[]).line().trusted(STYLE).close("style").line().close("head").line();
}

fn masthead(markup: &mut Markup, transcript: &CodedTranscript) {
    markup.open("header", &[]).line().element("h1", &[], &transcript.title).line();
    if !transcript.subtitle.is_empty() {
        markup.element("p", &[("class", "subtitle")], &transcript.subtitle).line();
    }
    if let Some(date) = &transcript.date {
        markup.open("p", &[("class", "date")]).element("time", &[("datetime", date)], date).close("p").line();
    }
    for note in &transcript.notes {
        markup.element("p", &[("class", "about")], note).line();
    }
    markup.close("header").line();
}

/// The text being written.
struct Page<'t> {
    markup: Markup,
    marks: &'t [Marking],
    /// The marks that have begun and not ended, each in a lane: the first is drawn nearest to the words.
    open: Vec<Option<usize>>,
    /// The levels of the headings that the present line stands under.
    above: Vec<u8>,
}

impl Page<'_> {
    fn line(&mut self, line: &TranscriptLine) {
        if line.pieces.is_empty() {
            self.markup.element("div", &[("class", "row blank")], "").line();
            return;
        }
        let number = line.number.to_string();
        self.markup.open("div", &[("class", "row")]);
        self.markup.element("span", &[("class", "number"), ("aria-hidden", "true")], &number);
        match line.heading {
            Some(level) => {
                let (class, depth) = (format!("text h{}", level.min(4)), self.depth(level).to_string());
                let heading =
                    [("class", class.as_str()), ("role", "heading"), ("aria-level", depth.as_str())];
                self.markup.open("p", &[heading.as_slice(), &[("dir", "auto")]].concat());
            }
            None => {
                self.markup.open("p", &[("class", "text"), ("dir", "auto")]);
            }
        }
        let mut begun = Vec::new();
        for piece in &line.pieces {
            match piece {
                Piece::Label(text) => self.words(text, &["b"]),
                Piece::Words(text) => self.words(text, &[]),
                Piece::Emphasised(text, emphasis) => self.words(text, &tags(*emphasis)),
                Piece::Withheld(reason) => {
                    self.markup.element("em", &[("class", "withheld")], &format!("[{reason}]"));
                }
                Piece::Begin(mark) => {
                    begun.push(*mark);
                    self.begin(*mark);
                }
                Piece::End(mark) => self.end(*mark),
            }
        }
        self.markup.close("p");
        self.margin(&begun);
        self.markup.close("div").line();
    }

    /// How deep a heading stands below the title of the page, as levels may be left out in the source.
    fn depth(&mut self, level: u8) -> usize {
        self.above.retain(|above| *above < level);
        self.above.push(level);
        (self.above.len() + 1).min(6)
    }

    fn begin(&mut self, mark: usize) {
        match self.open.iter_mut().find(|lane| lane.is_none()) {
            Some(lane) => *lane = Some(mark),
            None => self.open.push(Some(mark)),
        }
        let (number, id, target) =
            ((mark + 1).to_string(), format!("m{}", mark + 1), format!("#c{}", mark + 1));
        self.markup.open("sup", &[("class", "begins"), ("id", &id)]);
        self.markup.element("a", &[("href", &target)], &number).close("sup");
    }

    fn end(&mut self, mark: usize) {
        for lane in self.open.iter_mut().filter(|lane| **lane == Some(mark)) {
            *lane = None;
        }
        while self.open.last().is_some_and(Option::is_none) {
            self.open.pop();
        }
        let number = (mark + 1).to_string();
        self.markup.element("sup", &[("class", "ends"), ("aria-hidden", "true")], &number);
    }

    /// Words inside all marks that are open, the lowest lane outermost.
    fn words(&mut self, text: &str, tags: &[&str]) {
        let lanes: Vec<(usize, usize)> = self
            .open
            .iter()
            .take(LANES)
            .enumerate()
            .filter_map(|(lane, mark)| mark.map(|mark| (lane, mark)))
            .collect();
        for (lane, mark) in lanes.iter().rev() {
            let style = self.marks.get(*mark).map(|mark| colour(mark.colour)).unwrap_or_default();
            self.coloured("mark", ("class", &format!("lane{lane}")), &style);
        }
        for tag in tags {
            self.markup.open(tag, &[]);
        }
        self.markup.text(text);
        for tag in tags.iter().rev() {
            self.markup.close(tag);
        }
        for _ in &lanes {
            self.markup.close("mark");
        }
    }

    /// The codes of the marks that begin in a line.
    fn margin(&mut self, begun: &[usize]) {
        if begun.is_empty() {
            return;
        }
        self.markup.open("ul", &[("class", "margin")]);
        for &number in begun {
            let Some(mark) = self.marks.get(number) else { continue };
            let (id, back) = (format!("c{}", number + 1), format!("#m{}", number + 1));
            self.coloured("li", ("id", &id), &colour(mark.colour));
            self.markup.element("a", &[("class", "back"), ("href", &back)], &(number + 1).to_string());
            self.markup.text(" ").element("span", &[("class", "code"), ("dir", "auto")], &mark.title);
            self.markup.text(" ").element("span", &[("class", "coder")], &made(mark));
            for remark in &mark.remarks {
                self.markup.element("p", &[("class", "remark")], remark);
            }
            for memo in &mark.memos {
                self.memo(memo);
            }
            self.markup.close("li");
        }
        self.markup.close("ul");
    }

    /// Opens an element in a colour, where there is one.
    fn coloured(&mut self, tag: &str, attribute: Attribute<'_>, colour: &str) {
        let style = [attribute, ("style", colour)];
        self.markup.open(tag, if colour.is_empty() { &style[..1] } else { &style });
    }

    fn memo(&mut self, memo: &MarkMemo) {
        self.markup.open("p", &[("class", "memo"), ("dir", "auto")]);
        self.markup.element("b", &[], &format!("{}, {}:", memo.author, day(&memo.at)));
        self.markup.text(" ").text(&memo.text).close("p");
    }
}

fn tags(emphasis: Emphasis) -> Vec<&'static str> {
    let all = [(emphasis.bold, "strong"), (emphasis.italic, "em"), (emphasis.underlined, "u")];
    all.into_iter().filter(|(on, _)| *on).map(|(_, tag)| tag).collect()
}

/// Who coded, and on which day.
fn made(mark: &Marking) -> String {
    match &mark.at {
        Some(at) => format!("{}, {}", mark.initials, day(at)),
        None => mark.initials.clone(),
    }
}

fn day(at: &str) -> &str {
    at.split('T').next().unwrap_or_default()
}

/// The colour of a mark as a property; numbers only, so that nothing of the study gets into the style.
fn colour(colour: MarkColour) -> String {
    match colour {
        MarkColour::Grey => String::new(),
        MarkColour::Chosen([red, green, blue]) => format!("--mark: rgb({red} {green} {blue})"),
        MarkColour::Hue(hue) => format!("--mark: oklch(var(--light) 0.11 {hue})"),
    }
}
