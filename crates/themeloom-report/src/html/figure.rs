//! Figures as inline drawings with a title, a description, and the counts as a table underneath.

use super::{Page, outline};
use crate::model::{Figure, FigureKind, FigureRow, Mark, Tally};

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
/// Height of a drawing that stands on one page of paper.
const PAGE: usize = 760;
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
        self.drawings(figure, number);
        self.key(figure.kind);
        self.markup.open("details", &[]).element("summary", &[], "The counts as a table").line();
        let mut table = figure.as_table();
        table.anchor.clear();
        self.table(&table);
        self.markup.close("details").close("figure").line();
    }

    /// The rows in as many drawings as keep each on one page of paper.
    fn drawings(&mut self, figure: &Figure, number: usize) {
        let row_height = HEAD + figure.groups.len() * LINE;
        let largest = figure.rows.iter().flat_map(|row| &row.tallies).map(|tally| tally.of).max();
        let rows_each = (PAGE / row_height).max(1);
        for (index, rows) in figure.rows.chunks(rows_each).enumerate() {
            self.open_drawing(figure, &format!("figure-{number}-{}", index + 1), rows.len() * row_height + 8);
            for (place, row) in rows.iter().enumerate() {
                self.figure_row(figure, row, largest.unwrap_or(1).max(1), place * row_height);
            }
            self.markup.close("svg").line();
        }
    }

    fn open_drawing(&mut self, figure: &Figure, id: &str, height: usize) {
        let view = format!("0 0 {WIDTH} {height}");
        let (title, description) = (format!("{id}-title"), format!("{id}-description"));
        let names = format!("{title} {description}");
        let svg = [
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("role", "img"),
            ("viewBox", &view),
            ("aria-labelledby", &names),
        ];
        self.markup.open("svg", &svg).line();
        self.markup.element("title", &[("id", &title)], &figure.title);
        self.markup.element("desc", &[("id", &description)], &figure.description).line();
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
            self.markup.element("text", &count, &tally.count()).line();
        }
    }

    fn bar(&mut self, tally: Tally, largest: usize, middle: usize) {
        let room = FIGURES - LEFT - 20;
        let top = (middle - 6).to_string();
        for (class, people) in
            [("track", tally.of), ("known", tally.raised + tally.silent), ("bar", tally.raised)]
        {
            let width = (room * people.min(tally.of) / largest).to_string();
            let left = LEFT.to_string();
            let place = [("class", class), ("x", &left), ("y", &top), ("width", &width), ("height", "12")];
            self.markup.empty("rect", &place);
        }
    }

    fn dots(&mut self, tally: Tally, largest: usize, middle: usize) {
        let step = DOT.min((FIGURES - LEFT - 20) / largest).max(1);
        let y = middle.to_string();
        for (index, mark) in tally.marks().enumerate() {
            let x = LEFT + index * step + step / 2;
            match mark {
                Mark::Raised => self.circle("raised", x, &y),
                Mark::Silent => self.circle("silent", x, &y),
                Mark::Unprompted => {
                    let points = format!("{},{y} {x},{} {},{y} {x},{}", x - 7, middle - 7, x + 7, middle + 7);
                    self.markup.empty("polygon", &[("class", "raised"), ("points", &points)]);
                }
                Mark::NotKnown => {
                    let (from, to) = ((x - 4).to_string(), (x + 4).to_string());
                    let line = [("class", "unasked"), ("x1", &from), ("x2", &to), ("y1", &y), ("y2", &y)];
                    self.markup.empty("line", &line);
                }
            }
        }
    }

    fn circle(&mut self, class: &str, x: usize, y: &str) {
        self.markup.empty("circle", &[("class", class), ("cx", &x.to_string()), ("cy", y), ("r", "6")]);
    }

    fn key(&mut self, kind: FigureKind) {
        let key = match kind {
            FigureKind::Bars => {
                "Dark: raised it. Pale: said nothing. Outlined: not asked, or not yet charted."
            }
            FigureKind::DotStrip => Mark::KEY,
        };
        self.markup.element("p", &[("class", "key")], key).line();
    }
}
