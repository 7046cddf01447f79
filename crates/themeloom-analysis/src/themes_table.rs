//! The themes table: theme, narrative, who says it, and quotations by role.
//!
//! A case *says* a theme when it raised one of the theme's codes or a code below them: its cell is charted,
//! or a coding counts.

use std::collections::BTreeMap;

use serde::Serialize;
use themeloom_study::findings::{Stance, Theme};
use themeloom_study::{AttributeId, Study, Texts, ThemeId};

use crate::matrix::{ColumnChoice, FrameworkMatrix, MatrixOptions};
use crate::natural::natural_order;
use crate::quotation::{Quotable, RefusedQuotation, in_order, quote, take_refused};

/// How many cases of a group say a theme.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct GroupCount {
    /// The group; empty where cases are not grouped.
    pub label: String,
    /// Cases that say it.
    pub raised: usize,
    /// Cases in the group.
    pub of: usize,
}

/// One theme.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ThemeRow {
    /// The theme.
    pub theme: ThemeId,
    /// Its name.
    pub name: String,
    /// What it says in one sentence.
    pub statement: String,
    /// The narrative summary.
    pub narrative: String,
    /// The labels of its codes.
    pub codes: Vec<String>,
    /// Who says it, group by group.
    pub who: Vec<GroupCount>,
    /// Who says it, all groups together.
    pub everybody: GroupCount,
    /// The quotations that may be shown, by role group, then speaker, then place.
    pub exemplars: Vec<Quotable>,
    /// The quotations that were left out, and why.
    pub refused: Vec<RefusedQuotation>,
    /// How many pieces of evidence stand for the theme's findings.
    pub evidence_for: usize,
    /// How many stand against them.
    pub evidence_against: usize,
    /// How many of the shown quotations each person carries, in the order of the pseudonyms.
    pub spread: Vec<(String, usize)>,
}

/// The themes of a study in the order in which they were made. `group_by` groups the cases, and its values
/// stand beside the pseudonyms of those quoted.
#[must_use]
pub fn themes_table(study: &Study, texts: &Texts, group_by: Option<AttributeId>) -> Vec<ThemeRow> {
    let themes: Vec<&Theme> = study.themes().iter().collect();
    let mut codes: Vec<_> = themes.iter().flat_map(|theme| theme.codes.iter().copied()).collect();
    let with_below: Vec<_> = codes.iter().flat_map(|&code| study.with_codes_below(code)).collect();
    codes.extend(with_below);
    codes.sort_unstable();
    codes.dedup();
    let options = MatrixOptions { columns: ColumnChoice::Codes(codes), group_by };
    let matrix = FrameworkMatrix::new(study, &options);
    themes.into_iter().map(|theme| theme_row(&matrix, texts, theme, group_by)).collect()
}

fn theme_row(
    matrix: &FrameworkMatrix<'_>,
    texts: &Texts,
    theme: &Theme,
    role: Option<AttributeId>,
) -> ThemeRow {
    let study = matrix.study;
    let mut exemplars: Vec<Quotable> = theme.exemplars.iter().map(|p| quote(study, texts, p, role)).collect();
    let refused = take_refused(&mut exemplars, &format!("theme \"{}\"", theme.name));
    in_order(&mut exemplars);
    let order = |q: &Quotable| {
        let group = matrix.groups.iter().position(|group| group.label == q.role);
        group.unwrap_or(matrix.groups.len())
    };
    exemplars.sort_by_key(order);
    let who = who(matrix, theme);
    let everybody = GroupCount {
        label: String::new(),
        raised: who.iter().map(|group| group.raised).sum(),
        of: who.iter().map(|group| group.of).sum(),
    };
    ThemeRow {
        theme: theme.id,
        name: theme.name.clone(),
        statement: theme.statement.clone(),
        narrative: theme.narrative.clone(),
        codes: theme.codes.iter().filter_map(|&c| study.codes().live(c)).map(|c| c.label()).collect(),
        who,
        everybody,
        spread: spread(&exemplars),
        exemplars,
        refused,
        evidence_for: evidence(study, theme, Stance::For),
        evidence_against: evidence(study, theme, Stance::Against),
    }
}

fn who(matrix: &FrameworkMatrix<'_>, theme: &Theme) -> Vec<GroupCount> {
    let study = matrix.study;
    let mut codes: Vec<_> = theme.codes.iter().flat_map(|&code| study.with_codes_below(code)).collect();
    codes.sort_unstable();
    codes.dedup();
    let columns: Vec<usize> = codes.into_iter().filter_map(|code| matrix.column_of(code)).collect();
    let says = |row: usize| {
        columns.iter().any(|&column| matrix.cell(row, column).is_some_and(|cell| cell.is_raised()))
    };
    let groups = matrix.groups.iter().enumerate();
    groups
        .map(|(number, group)| GroupCount {
            label: group.label.clone(),
            raised: matrix.rows_of_group(number).filter(|&row| says(row)).count(),
            of: group.cases.len(),
        })
        .collect()
}

fn spread(exemplars: &[Quotable]) -> Vec<(String, usize)> {
    let mut carried: BTreeMap<&str, usize> = BTreeMap::new();
    for quotation in exemplars.iter().filter(|q| q.given().is_some()) {
        *carried.entry(&quotation.who).or_default() += 1;
    }
    let mut spread: Vec<_> = carried.into_iter().map(|(who, n)| (who.to_owned(), n)).collect();
    spread.sort_by(|(a, _), (b, _)| natural_order(a, b));
    spread
}

fn evidence(study: &Study, theme: &Theme, stance: Stance) -> usize {
    let belongs = |finding| study.findings().live(finding).is_some_and(|f| f.theme == Some(theme.id));
    study.evidence().iter().filter(|e| e.stance == stance && belongs(e.finding)).count()
}
