//! Figures as inline drawings with a title, a description, and the counts as a table underneath.

use super::{Page, outline};
use crate::model::{Figure, FigureKind, FigureRow, Tally};

/// Width of the drawing in its own units.
const WIDTH: usize = 640;
/// Where the marks begin.
const LEFT: usize = 210;
/// Where the counts begin.
const FIGURES: usize = 500;
/// Height of one group's line.
const LINE: usize = 22;
/// Height of a row's heading with the room above it.
const HEAD: usize = 30;
/// Distance between two dots, at most.
const DOT: usize = 20;

impl Page {
    pub(super) fn figure(&mut self, figure: &Figure) {
        self.tables += 1;
        let number = self.tables;
        let id = outline::id(&figure.anchor);
        let mut attributes = vec![("class", "drawing")];
        if !id.is_empty() {
            attributes.push(("id", &id));
        }
        self.markup.open("figure", &attributes).line().open("figcaption", &[]);
        if !figure.label.is_empty() {
            self.markup.element("span", &[("class", "label")], &figure.label).text(" ");
        }
        self.markup.text(&figure.title).close("figcaption").line();
        self.drawing(figure, number);
        self.key(figure.kind);
        self.markup.open("details", &[]).element("summary", &[], "The counts as a table").line();
        let mut table = figure.as_table();
        table.anchor.clear();
        self.table(&table);
        self.markup.close("details").close("figure").line();
    }

    fn drawing(&mut self, figure: &Figure, number: usize) {
        let height = figure.rows.len() * (HEAD + figure.groups.len() * LINE) + 8;
        let view = format!("0 0 {WIDTH} {height}");
        let names = format!("figure-{number}-title figure-{number}-description");
        let svg = [
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("role", "img"),
            ("viewBox", &view),
            ("aria-labelledby", &names),
        ];
        self.markup.open("svg", &svg).line();
        self.markup.element("title", &[("id", &format!("figure-{number}-title"))], &figure.title);
        let description = format!("figure-{number}-description");
        self.markup.element("desc", &[("id", &description)], &figure.description).line();
        let largest = figure.rows.iter().flat_map(|row| &row.tallies).map(|tally| tally.of).max();
        let mut top = 0;
        for row in &figure.rows {
            self.figure_row(figure, row, largest.unwrap_or(1).max(1), top);
            top += HEAD + figure.groups.len() * LINE;
        }
        self.markup.close("svg").line();
    }

    fn figure_row(&mut self, figure: &Figure, row: &FigureRow, largest: usize, top: usize) {
        let baseline = (top + 20).to_string();
        self.markup.element("text", &[("class", "row"), ("x", "0"), ("y", &baseline)], &row.label).line();
        for (index, (group, tally)) in figure.groups.iter().zip(&row.tallies).enumerate() {
            let middle = top + HEAD + index * LINE + LINE / 2;
            let baseline = (middle + 4).to_string();
            self.markup.element("text", &[("class", "group"), ("x", "16"), ("y", &baseline)], group);
            match figure.kind {
                FigureKind::Bars => self.bar(*tally, largest, middle),
                FigureKind::DotStrip => self.dots(*tally, largest, middle),
            }
            let count = [("class", "count"), ("x", &FIGURES.to_string()), ("y", &baseline)];
            self.markup.element("text", &count, &tally.figures()).line();
        }
    }

    fn bar(&mut self, tally: Tally, largest: usize, middle: usize) {
        let room = FIGURES - LEFT - 20;
        let top = (middle - 6).to_string();
        for (class, people) in [("track", tally.of), ("bar", tally.shown())] {
            let width = (room * people / largest).to_string();
            let left = LEFT.to_string();
            let place = [("class", class), ("x", &left), ("y", &top), ("width", &width), ("height", "12")];
            self.markup.empty("rect", &place);
        }
    }

    fn dots(&mut self, tally: Tally, largest: usize, middle: usize) {
        let step = DOT.min((FIGURES - LEFT - 20) / largest).max(1);
        let classes = std::iter::repeat_n("raised", tally.shown())
            .chain(std::iter::repeat_n("silent", tally.silent()))
            .chain(std::iter::repeat_n("unasked", tally.not_asked()));
        let y = middle.to_string();
        for (index, class) in classes.enumerate() {
            let x = LEFT + index * step + step / 2;
            if class == "unasked" {
                let (from, to) = ((x - 4).to_string(), (x + 4).to_string());
                self.markup
                    .empty("line", &[("class", class), ("x1", &from), ("x2", &to), ("y1", &y), ("y2", &y)]);
            } else {
                self.markup
                    .empty("circle", &[("class", class), ("cx", &x.to_string()), ("cy", &y), ("r", "6")]);
            }
        }
    }

    fn key(&mut self, kind: FigureKind) {
        let key = match kind {
            FigureKind::Bars => "Dark: people who raised it. Pale: the rest of the group.",
            FigureKind::DotStrip => "● raised it   ○ asked, did not raise it   – not asked",
        };
        self.markup.element("p", &[("class", "key")], key).line();
    }
}
