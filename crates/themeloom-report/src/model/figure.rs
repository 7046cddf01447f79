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
    /// A [`Mark`] for each person. For up to about 20 a group.
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

/// How many people of a group raised a thing, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// People who raised it, asked or not.
    pub raised: usize,
    /// Those of them who raised it without being asked.
    pub unprompted: usize,
    /// People who were asked, or could have said it, and said nothing.
    pub silent: usize,
    /// People in the group.
    pub of: usize,
}

/// What is known of one person of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Raised it, and not known to have done so unasked.
    Raised,
    /// Raised it without being asked.
    Unprompted,
    /// Said nothing.
    Silent,
    /// Not asked, or not yet charted.
    NotKnown,
}

impl Mark {
    /// The sign that stands for the person in words.
    #[must_use]
    pub fn sign(self) -> char {
        match self {
            Self::Raised => '●',
            Self::Unprompted => '◆',
            Self::Silent => '○',
            Self::NotKnown => '–',
        }
    }

    /// What the signs mean.
    pub const KEY: &'static str =
        "● raised it   ◆ raised it unprompted   ○ said nothing   – not asked, or not yet charted";
}

impl Tally {
    /// One mark a person, in the order of [`Mark`]; as many as the group has people.
    pub fn marks(self) -> impl Iterator<Item = Mark> {
        let unprompted = self.unprompted.min(self.raised);
        std::iter::repeat_n(Mark::Raised, self.raised - unprompted)
            .chain(std::iter::repeat_n(Mark::Unprompted, unprompted))
            .chain(std::iter::repeat_n(Mark::Silent, self.silent))
            .chain(std::iter::repeat(Mark::NotKnown))
            .take(self.of)
    }

    /// `3 of 4`.
    #[must_use]
    pub fn count(self) -> String {
        format!("{} of {}", self.raised, self.of)
    }

    /// `3 of 4, 1 of them unprompted; 1 said nothing`; what is none is left out.
    #[must_use]
    pub fn figures(self) -> String {
        let not_known = self.of.saturating_sub(self.raised + self.silent);
        let mut figures = self.count();
        if self.unprompted > 0 {
            figures.push_str(&format!(", {} of them unprompted", self.unprompted));
        }
        for (people, what) in [(self.silent, "said nothing"), (not_known, "not known")] {
            if people > 0 {
                figures.push_str(&format!("; {people} {what}"));
            }
        }
        figures
    }
}

impl Figure {
    /// The same data as a table.
    #[must_use]
    pub fn as_table(&self) -> Table {
        let heads = self.groups.iter().map(|group| Column::text(group.as_str(), 22));
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
    fn every_person_of_a_group_has_one_mark() {
        for (raised, unprompted, silent, of) in [(0, 0, 0, 4), (3, 1, 1, 4), (1, 2, 3, 4), (9, 0, 9, 4)] {
            assert_eq!(Tally { raised, unprompted, silent, of }.marks().count(), of);
        }
        let signs: String =
            Tally { raised: 2, unprompted: 1, silent: 1, of: 4 }.marks().map(Mark::sign).collect();
        assert_eq!(signs, "●◆○–");
    }

    #[test]
    fn somebody_silent_can_stand_beside_somebody_who_raised_it_unasked() {
        let tally = Tally { raised: 2, unprompted: 1, silent: 1, of: 4 };
        assert_eq!(tally.figures(), "2 of 4, 1 of them unprompted; 1 said nothing; 1 not known");
        assert_eq!(Tally { raised: 4, unprompted: 0, silent: 0, of: 4 }.figures(), "4 of 4");
    }
}
