//! Working the matrix out: row by row a counting sort of the row's codings over its columns.

use rustc_hash::FxHashMap;
use themeloom_study::coding::Coding;
use themeloom_study::framework::{Cell, CellKey, CellState};
use themeloom_study::{CaseId, CodeId, Study};

use super::columns::{CodeColumns, MatrixColumn, columns};
use super::gather::{Entry, Gathered, gather, in_parts, threads};
use super::rows::{MatrixRow, rows};
use super::{FrameworkMatrix, MatrixOptions};

pub(super) fn build<'s>(study: &'s Study, options: &MatrixOptions) -> FrameworkMatrix<'s> {
    let (framework, columns) = columns(study, &options.columns);
    let (rows, groups, left_out) = rows(study, options.group_by);
    let codes = CodeColumns::new(study, &columns);
    let gathered = gather(study, &rows, &codes.numbers);
    let Filled { ends, items, row_codings } = fill_all(study, &gathered, &codes, rows.len(), columns.len());
    let charted = charted(study, &rows, &columns);
    let raised_below = raised_below(&charted, &columns, &codes);
    FrameworkMatrix {
        study,
        framework,
        rows,
        columns,
        groups,
        left_out,
        outside: gathered.outside,
        row_codings,
        ends,
        items,
        charted,
        raised_below,
    }
}

/// The codings of some rows, sorted into cells.
#[derive(Default)]
struct Filled<'s> {
    ends: Vec<u32>,
    items: Vec<&'s Coding>,
    row_codings: Vec<u32>,
}

fn fill_all<'s>(
    study: &'s Study,
    gathered: &Gathered<'s>,
    codes: &CodeColumns,
    rows: usize,
    columns: usize,
) -> Filled<'s> {
    let numbers: Vec<usize> = (0..rows).collect();
    let parts = in_parts(&numbers, threads(study), |part| fill(gathered, codes, part, columns));
    let mut parts = parts.into_iter();
    let mut all = parts.next().unwrap_or_default();
    for part in parts {
        let shift = count(all.items.len());
        all.ends.extend(part.ends.iter().map(|end| end + shift));
        all.items.extend(part.items);
        all.row_codings.extend(part.row_codings);
    }
    all
}

fn fill<'s>(gathered: &Gathered<'s>, codes: &CodeColumns, rows: &[usize], columns: usize) -> Filled<'s> {
    let mut filled = Filled::default();
    filled.ends.reserve(rows.len() * columns * 2);
    let mut sort = RowSort { places: vec![0; columns * 2], ..RowSort::default() };
    for &row in rows {
        sort.row(gathered.row(row), codes, &mut filled);
    }
    filled
}

/// A counting sort of one row after another.
#[derive(Default)]
struct RowSort<'s> {
    /// The codings of the row by slot: twice the column, and one more where nobody has read the passage.
    slots: Vec<Entry<'s>>,
    places: Vec<u32>,
    order: Vec<u32>,
}

impl<'s> RowSort<'s> {
    fn row(&mut self, entries: &[Entry<'s>], codes: &CodeColumns, filled: &mut Filled<'s>) {
        self.slots.clear();
        self.places.fill(0);
        let mut codings = 0;
        for &(code, coding) in entries {
            let unread = code % 2;
            let columns = codes.columns.get(code as usize / 2).map(Vec::as_slice).unwrap_or_default();
            codings += u32::from(unread == 0 && !columns.is_empty());
            for &column in columns {
                let slot = column * 2 + unread;
                self.places.get_mut(slot as usize).into_iter().for_each(|n| *n += 1);
                self.slots.push((slot, coding));
            }
        }
        self.flush(filled);
        filled.row_codings.push(codings);
    }

    fn flush(&mut self, filled: &mut Filled<'s>) {
        let base = count(filled.items.len());
        let mut next = 0;
        for place in &mut self.places {
            let start = next;
            next += *place;
            *place = start;
            filled.ends.push(base + next);
        }
        self.order.clear();
        self.order.resize(self.slots.len(), 0);
        for (number, &(slot, _)) in (0u32..).zip(&self.slots) {
            let Some(place) = self.places.get_mut(slot as usize) else { continue };
            self.order.get_mut(*place as usize).into_iter().for_each(|at| *at = number);
            *place += 1;
        }
        filled.items.extend(self.order.iter().filter_map(|&at| Some(self.slots.get(at as usize)?.1)));
    }
}

/// A number of codings: a study holds far fewer than four thousand million.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// What is charted in each cell, row after row.
fn charted<'s>(study: &'s Study, rows: &[MatrixRow], columns: &[MatrixColumn]) -> Vec<Option<&'s Cell>> {
    let mut charted = vec![None; rows.len() * columns.len()];
    let column_of: FxHashMap<CodeId, usize> =
        columns.iter().enumerate().map(|(at, c)| (c.code, at)).collect();
    for (number, row) in rows.iter().enumerate() {
        for (key, cell) in study.cells().range(cells_of(row.case)) {
            let Some(column) = column_of.get(&key.code) else { continue };
            let slot = charted.get_mut(number * columns.len() + column);
            slot.into_iter().for_each(|slot| *slot = Some(cell));
        }
    }
    charted
}

/// For each cell whether a cell in a column below it is charted.
fn raised_below(charted: &[Option<&Cell>], columns: &[MatrixColumn], codes: &CodeColumns) -> Vec<bool> {
    let mut raised = vec![false; charted.len()];
    for (at, _) in
        charted.iter().enumerate().filter(|(_, c)| c.is_some_and(|c| c.state == CellState::Charted))
    {
        let column = at % columns.len();
        let above = columns.get(column).map(|column| codes.of(column.code)).unwrap_or_default();
        for &above in above.iter().filter(|&&above| above as usize != column) {
            raised.get_mut(at - column + above as usize).into_iter().for_each(|raised| *raised = true);
        }
    }
    raised
}

/// The keys of all cells of a case: cells are kept by case, then code.
fn cells_of(case: CaseId) -> std::ops::RangeInclusive<CellKey> {
    use themeloom_study::ChangeId;
    let key = |replica, counter| CellKey { case, code: CodeId(ChangeId::new(replica, counter)) };
    key(0, 0)..=key(u64::MAX, u32::MAX)
}
