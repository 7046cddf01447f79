//! Figures: who raised what, drawn from counts that a table can always show instead.

use super::{Cell, Column, Row, Table};

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Label such as "Figure 1"; may be empty.
    pub label: String,
    /// What it shows.
    pub title: String,
    /// What a reader who does not see it should know: the pattern, not the drawing.
    pub description: String,
    /// Short name for its sheet in a workbook.
    pub sheet: String,
    /// Name by which a reference finds it, unique in the report; empty for none.
    pub anchor: String,
    /// How it is drawn.
    pub kind: FigureKind,
    /// The groups compared, in the order of each row's tallies.
    pub groups: Vec<String>,
    /// The things compared.
    pub rows: Vec<FigureRow>,
}

/// How a figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureKind {
    /// A bar for each group, on a track as long as the group is large.
    Bars,
    /// A dot for each person: raised it, was asked and did not, was not asked. For up to about 20 a group.
    DotStrip,
}

/// One row of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// What is counted: a code or a theme.
    pub label: String,
    /// One tally a group.
    pub tallies: Vec<Tally>,
}

/// How many people of a group raised a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// People who raised it.
    pub raised: usize,
    /// People who were asked about it; those who raised it unasked need not be among them.
    pub asked: usize,
    /// People in the group.
    pub of: usize,
}

impl Tally {
    /// People who raised it, never more than the group.
    #[must_use]
    pub fn shown(self) -> usize {
        self.raised.min(self.of)
    }

    /// People who were asked, or could have been taken to be, and did not raise it.
    #[must_use]
    pub fn silent(self) -> usize {
        self.asked.min(self.of).saturating_sub(self.shown())
    }

    /// People who neither raised it nor were asked.
    #[must_use]
    pub fn not_asked(self) -> usize {
        self.of - self.shown() - self.silent()
    }

    /// `3 of 4`, and how many were asked where that is not everybody.
    #[must_use]
    pub fn figures(self) -> String {
        if self.asked >= self.of {
            format!("{} of {}", self.raised, self.of)
        } else {
            format!("{} of {} (asked of {})", self.raised, self.of, self.asked)
        }
    }
}

impl Figure {
    /// The same data as a table.
    #[must_use]
    pub fn as_table(&self) -> Table {
        let heads = self.groups.iter().map(|group| Column::count(group.as_str(), 18));
        Table {
            label: self.label.clone(),
            caption: self.title.clone(),
            sheet: self.sheet.clone(),
            anchor: self.anchor.clone(),
            columns: std::iter::once(Column::row_head("Raised by", 30)).chain(heads).collect(),
            rows: self.rows.iter().map(FigureRow::as_row).collect(),
            notes: vec![self.description.clone()],
            ..Table::default()
        }
    }
}

impl FigureRow {
    fn as_row(&self) -> Row {
        let tallies = self.tallies.iter().map(|tally| Cell::text(&tally.figures()));
        Row::data(std::iter::once(Cell::text(&self.label)).chain(tallies).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_person_of_a_group_is_counted_once() {
        for (raised, asked, of) in [(0, 0, 4), (3, 2, 4), (1, 4, 4), (9, 9, 4), (2, 3, 4)] {
            let tally = Tally { raised, asked, of };
            assert_eq!(tally.shown() + tally.silent() + tally.not_asked(), of);
        }
    }

    #[test]
    fn not_being_asked_is_said_beside_the_count() {
        assert_eq!(Tally { raised: 2, asked: 3, of: 4 }.figures(), "2 of 4 (asked of 3)");
        assert_eq!(Tally { raised: 2, asked: 4, of: 4 }.figures(), "2 of 4");
    }
}
