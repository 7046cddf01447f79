//! Taking the cells of sheets into one matrix.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::Grid;
use super::ours;
use super::totals::no_case;
use super::words::{absent, is_count, number_and_name, without_index};
use crate::code_path::code_path;
use crate::foreign::{
    AttributeIdx, CaseIdx, CodeIdx, ForeignAttribute, ForeignCase, ForeignCell, ForeignCode, ForeignMemo,
    ForeignStudy, ForeignTarget, Said,
};
use crate::note::count;
use crate::records::Record;
use crate::sheet::kinds::kind_of;
use crate::sheet::{Sheet, cell, filled, letters};
use themeloom_study::attribute::AttributeKind;
use themeloom_study::code::CodeNumber;

/// A matrix as it grows.
pub(super) struct Chart {
    pub(super) study: ForeignStudy,
    ours: bool,
    cases: BTreeMap<String, CaseIdx>,
    codes: BTreeMap<(Option<CodeIdx>, CodeNumber, String), CodeIdx>,
    attributes: BTreeMap<String, AttributeIdx>,
    cells: BTreeMap<(CaseIdx, CodeIdx), usize>,
    values: BTreeMap<(CaseIdx, AttributeIdx), String>,
    numbers: BTreeMap<CodeNumber, CodeIdx>,
    quotations: usize,
    remarks: usize,
    /// Cells that were taken for nothing said, and for not asked.
    absent: (usize, usize),
}

impl Chart {
    pub(super) fn new(ours: bool) -> Self {
        Self {
            study: ForeignStudy::default(),
            ours,
            cases: BTreeMap::new(),
            codes: BTreeMap::new(),
            attributes: BTreeMap::new(),
            cells: BTreeMap::new(),
            values: BTreeMap::new(),
            numbers: BTreeMap::new(),
            quotations: 0,
            remarks: 0,
            absent: (0, 0),
        }
    }

    /// Takes in a sheet; where there are several, its name is a category of the codes that are not shared.
    pub(super) fn take(&mut self, sheet: &Sheet, grid: &Grid, shared: Option<&BTreeSet<Vec<String>>>) {
        let (Some(heads), Some(body)) = (sheet.rows.get(grid.header), sheet.rows.get(grid.header + 1..))
        else {
            return;
        };
        for row in sheet.rows.get(..grid.above).unwrap_or_default() {
            self.describe(row);
        }
        let above = Categories::all(sheet, grid);
        let mut codes: Vec<(usize, CodeIdx)> = Vec::new();
        for column in &grid.codes {
            let own = shared.filter(|shared| !shared.contains(&labels(&above, heads, *column)));
            let top = own.map(|_| self.category(None, &sheet.name));
            codes.push((*column, self.code(&above, heads, *column, top)));
        }
        let attributes: Vec<(usize, AttributeIdx)> =
            grid.attributes.iter().map(|column| (*column, self.attribute(cell(heads, *column)))).collect();
        let counts = self.counts(body, grid);
        let mut beside = beside(sheet);
        for (column, code) in &codes {
            self.memo(ForeignTarget::Code(*code), beside.remove(&(heads.row, *column)));
        }
        let mut group = None;
        let mut ended = false;
        let mut outside = 0;
        for row in body {
            let name = without_index(cell(row, grid.case));
            if self.ours && (ended || ours::sums_up(row)) {
                if ended {
                    self.describe(row);
                }
                ended = true;
                continue;
            }
            if self.ours && filled(row).count() == 1 && !name.is_empty() {
                group = Some(name.to_owned());
                continue;
            }
            if name.is_empty() {
                self.study.lose(
                    "row without a case",
                    place(sheet, row),
                    "it has no name in the column of cases; name the case and import again",
                );
                continue;
            }
            if let Some((kind, why)) = no_case(row, grid.case).filter(|_| !self.ours) {
                self.study.lose(kind, place(sheet, row), why);
                continue;
            }
            let case = self.case(name);
            if let Some(group) = &group {
                let attribute = self.attribute("group");
                self.value(case, attribute, group, sheet, row);
            }
            for (column, attribute) in &attributes {
                self.value(case, *attribute, cell(row, *column), sheet, row);
            }
            self.memo(ForeignTarget::Case(case), beside.remove(&(row.row, grid.case)));
            for (column, code) in &codes {
                if counts == 0 {
                    self.cell(case, *code, cell(row, *column));
                }
                self.remark(case, *code, beside.remove(&(row.row, *column)));
            }
            outside +=
                filled(row).filter(|column| cell(heads, *column).is_empty() && *column != grid.case).count();
        }
        for column in &grid.totals {
            let name = format!("{} in {}", cell(heads, *column), letters(*column));
            self.study.lose("column of totals", name, "it sums the others up and is no code");
        }
        for ((row, column), _) in beside {
            let name = format!("{}{row} of the sheet {}", letters(column), sheet.name);
            self.study.lose("comment on a cell", name, "it stands on no case, code or cell of the matrix");
        }
        self.lose_of(sheet, counts, outside);
    }

    /// What somebody wrote beside the name of a case or code.
    fn memo(&mut self, about: ForeignTarget, text: Option<String>) {
        self.study.memos.extend(text.map(|text| ForeignMemo { about, text, author: None, at: None }));
    }

    /// What somebody wrote beside a cell: the cell's note, or a memo on the case where the cell is empty.
    fn remark(&mut self, case: CaseIdx, code: CodeIdx, text: Option<String>) {
        let Some(text) = text else { return };
        let Some(cell) = self.cells.get(&(case, code)).and_then(|at| self.study.cells.get_mut(*at)) else {
            let name = self.study.codes.get(code.0).map(|code| code.name.clone()).unwrap_or_default();
            return self.memo(ForeignTarget::Case(case), Some(format!("On {name}: {text}")));
        };
        if !cell.note.is_empty() {
            cell.note.push('\n');
        }
        cell.note.push_str(&text);
    }

    fn lose_of(&mut self, sheet: &Sheet, counts: usize, outside: usize) {
        let of = |n: usize| match (sheet.name.as_str(), count(n, "cell", "cells")) {
            ("", cells) => format!("({cells})"),
            (name, cells) => format!("of the sheet {name} ({cells})"),
        };
        if counts > 0 {
            self.study.lose(
                "number or mark in a cell",
                of(counts),
                "it tells that a code was applied, and neither where nor what was said: this is no framework matrix but a table of codings; the codes and cases were read, the codings themselves have to come from the project or from exported segments",
            );
        }
        if outside > 0 {
            self.study.lose(
                "cell outside the matrix",
                of(outside),
                "its column has no head; name the column and import again",
            );
        }
        if sheet.errors > 0 {
            self.study.lose("error of a formula", of(sheet.errors), "the cell shows no value");
        }
    }

    fn describe(&mut self, row: &Record) {
        for column in filled(row) {
            if !self.study.description.is_empty() {
                self.study.description.push('\n');
            }
            self.study.description.push_str(cell(row, column));
        }
    }

    /// How many cells hold numbers or marks, if all that hold anything do.
    fn counts(&self, body: &[Record], grid: &Grid) -> usize {
        if self.ours {
            return 0;
        }
        let cells = body.iter().flat_map(|row| grid.codes.iter().map(move |column| cell(row, *column)));
        let said = cells.filter(|cell| !cell.is_empty() && absent(cell).is_none());
        let mut counts = 0;
        for cell in said {
            if !is_count(cell) {
                return 0;
            }
            counts += 1;
        }
        counts
    }

    fn case(&mut self, name: &str) -> CaseIdx {
        if let Some(case) = self.cases.get(name) {
            return *case;
        }
        let case = CaseIdx(self.study.cases.len());
        self.study.cases.push(ForeignCase { name: name.to_owned(), ..ForeignCase::default() });
        self.cases.insert(name.to_owned(), case);
        case
    }

    fn attribute(&mut self, head: &str) -> AttributeIdx {
        let name = without_index(head);
        if let Some(attribute) = self.attributes.get(name) {
            return *attribute;
        }
        let attribute = AttributeIdx(self.study.attributes.len());
        let (name, kind, help) = (name.to_owned(), AttributeKind::Text, String::new());
        self.study.attributes.push(ForeignAttribute { name: name.clone(), kind, help });
        self.attributes.insert(name, attribute);
        attribute
    }

    fn value(&mut self, case: CaseIdx, attribute: AttributeIdx, value: &str, sheet: &Sheet, row: &Record) {
        if value.is_empty() {
            return;
        }
        match self.values.get(&(case, attribute)) {
            None => drop(self.values.insert((case, attribute), value.to_owned())),
            Some(known) if known == value => {}
            Some(_) => self.study.lose(
                "second value of an attribute",
                place(sheet, row),
                "the case has another value in an earlier row",
            ),
        }
    }

    fn category(&mut self, parent: Option<CodeIdx>, label: &str) -> CodeIdx {
        let code = self.code_of(parent, label);
        if let Some(code) = self.study.codes.get_mut(code.0) {
            code.is_category = true;
        }
        code
    }

    fn code_of(&mut self, parent: Option<CodeIdx>, label: &str) -> CodeIdx {
        let (number, name) = number_and_name(label, self.ours);
        let key = (parent, number.clone(), name.clone());
        if let Some(code) = self.codes.get(&key) {
            return *code;
        }
        let code = CodeIdx(self.study.codes.len());
        if !number.parts().is_empty() {
            self.numbers.entry(number.clone()).or_insert(code);
        }
        self.study.codes.push(ForeignCode { number, name, parent, ..ForeignCode::default() });
        self.codes.insert(key, code);
        code
    }

    /// The code of a column, under the categories above it.
    fn code(
        &mut self,
        above: &[Categories<'_>],
        heads: &Record,
        column: usize,
        top: Option<CodeIdx>,
    ) -> CodeIdx {
        let label = cell(heads, column);
        let mut parent = top;
        for row in above {
            let category = row.over(column);
            if category == label {
                return self.category(parent, label);
            }
            if !category.is_empty() {
                parent = Some(self.category(parent, category));
            }
        }
        if self.ours {
            let (number, _) = number_and_name(label, true);
            parent = self.numbered(number.parent()).or(parent);
            return self.code_of(parent, label);
        }
        self.code_at(parent, label)
    }

    /// The code that a head names, below those that it names before it: "Trust > Time".
    fn code_at(&mut self, mut parent: Option<CodeIdx>, label: &str) -> CodeIdx {
        let path = code_path(without_index(label));
        let Some((name, above)) = path.split_last() else { return self.code_of(parent, label) };
        for step in above {
            parent = Some(self.code_of(parent, step));
        }
        self.code_of(parent, name)
    }

    /// The code with a number.
    fn numbered(&self, number: Option<CodeNumber>) -> Option<CodeIdx> {
        self.numbers.get(&number?).copied()
    }

    fn cell(&mut self, case: CaseIdx, code: CodeIdx, text: &str) {
        if text.is_empty() {
            return;
        }
        let (said, summary, note) = if self.ours {
            let own = ours::read(text);
            self.quotations += own.quotations;
            self.remarks += own.remarks;
            let holds = own.quotations > 0 || !own.summary.is_empty() || !own.note.is_empty();
            match own.said {
                None if !holds => return,
                Some(Said::Charted | Said::Unprompted) if !holds && !own.without_words => return,
                said => (said.unwrap_or_default(), own.summary, own.note),
            }
        } else {
            match absent(text) {
                Some(said) => {
                    let (nothing, not_asked) = &mut self.absent;
                    *(if said == Said::NotAsked { not_asked } else { nothing }) += 1;
                    (said, String::new(), String::new())
                }
                None if text.eq_ignore_ascii_case("not yet charted") => return,
                None => (Said::Charted, text.to_owned(), String::new()),
            }
        };
        match self.cells.get(&(case, code)).and_then(|at| self.study.cells.get_mut(*at)) {
            Some(known) if summary.is_empty() || known.summary == summary => {}
            // A case may go over several rows.
            Some(known) => {
                if !known.summary.is_empty() {
                    known.summary.push('\n');
                }
                known.summary.push_str(&summary);
                known.said = said;
            }
            None => {
                self.cells.insert((case, code), self.study.cells.len());
                let quotations = Vec::new();
                self.study.cells.push(ForeignCell {
                    case,
                    code,
                    summary,
                    note,
                    author: None,
                    said,
                    quotations,
                });
            }
        }
    }

    /// The study: kinds of attributes by their values, and which codes only group others.
    pub(super) fn finish(mut self) -> ForeignStudy {
        let study = &mut self.study;
        let mut by_attribute: BTreeMap<AttributeIdx, Vec<&str>> = BTreeMap::new();
        for ((case, attribute), value) in &self.values {
            by_attribute.entry(*attribute).or_default().push(value);
            if let Some(case) = study.cases.get_mut(case.0) {
                case.values.push((*attribute, value.clone()));
            }
        }
        for (attribute, values) in by_attribute {
            if let Some(attribute) = study.attributes.get_mut(attribute.0) {
                attribute.kind = kind_of(values.into_iter());
            }
        }
        for cell in study.cells.iter().filter(|cell| !cell.summary.is_empty()) {
            if let Some(code) = study.codes.get_mut(cell.code.0) {
                code.is_category = false;
            }
        }
        let (nothing, not_asked) = self.absent;
        if nothing > 0 {
            let name = format!("({nothing} with a dash or a word for it)");
            let why = "they were taken for nothing said; change them in the matrix where that is wrong";
            study.lose("cells", name, why);
        }
        if not_asked > 0 {
            let name = format!("({not_asked} with n/a or a word for it)");
            study.lose(
                "cells",
                name,
                "they were taken for not asked; change them in the matrix where that is wrong",
            );
        }
        if self.quotations > 0 {
            study.lose(
                "quotation in a cell",
                format!("({} in all)", self.quotations),
                "a spreadsheet holds no places in transcripts: code or quote the words in the source itself",
            );
        }
        if self.remarks > 0 {
            study.lose(
                "remark in a cell",
                format!("({} in all)", self.remarks),
                "Themeloom works it out anew",
            );
        }
        self.study
    }
}

/// What stands beside the cells of a sheet, by row and column.
fn beside(sheet: &Sheet) -> BTreeMap<(usize, usize), String> {
    let mut beside: BTreeMap<(usize, usize), String> = BTreeMap::new();
    for comment in &sheet.comments {
        let told = beside.entry((comment.row, comment.column)).or_default();
        if !told.is_empty() {
            told.push('\n');
        }
        told.push_str(&comment.told());
    }
    beside
}

/// The labels of a column from the categories above it down to its head.
pub(super) fn labels(above: &[Categories<'_>], heads: &Record, column: usize) -> Vec<String> {
    let above = above.iter().map(|row| row.over(column)).filter(|label| !label.is_empty());
    above.chain(std::iter::once(cell(heads, column))).map(|label| without_index(label).to_owned()).collect()
}

/// A row of categories, as it stands over the columns.
pub(super) struct Categories<'s> {
    row: &'s Record,
    /// The last column of merged cells by their first; empty where the row has none.
    merged: BTreeMap<usize, usize>,
    filled: BTreeSet<usize>,
}

impl<'s> Categories<'s> {
    /// The rows of categories above the heads of a sheet.
    pub(super) fn all(sheet: &'s Sheet, grid: &Grid) -> Vec<Self> {
        let above = sheet.rows.get(grid.above..grid.header).unwrap_or_default();
        above.iter().map(|row| Self::new(sheet, row)).collect()
    }

    fn new(sheet: &Sheet, row: &'s Record) -> Self {
        let merged = sheet.merged.iter().filter(|merged| merged.row == row.row);
        let merged = merged.map(|merged| (merged.first, merged.last)).collect();
        Self { row, merged, filled: filled(row).collect() }
    }

    /// What stands over a column: merged cells reach as far as they are merged; where none are, a category
    /// reaches to the next.
    fn over(&self, column: usize) -> &'s str {
        if self.merged.is_empty() {
            return self.filled.range(..=column).next_back().map_or("", |at| cell(self.row, *at));
        }
        let before = self.merged.range(..=column).next_back();
        cell(self.row, before.filter(|(_, last)| **last >= column).map_or(column, |(first, _)| *first))
    }
}

fn place(sheet: &Sheet, row: &Record) -> String {
    let first = filled(row).next().map(letters).unwrap_or_default();
    match sheet.name.as_str() {
        "" => format!("row {} ({first}{})", row.row, row.row),
        name => format!("row {} ({first}{}) of the sheet {name}", row.row, row.row),
    }
}
