//! The columns of a matrix, and which codings each of them holds.

use rustc_hash::FxHashMap;
use themeloom_study::code::CodeNumber;
use themeloom_study::framework::Framework;
use themeloom_study::{CodeId, FrameworkId, Study};

/// Which columns a matrix has.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum ColumnChoice {
    /// Those of the newest version of the framework; the codebook where none is fixed.
    #[default]
    Newest,
    /// Those of one version of the framework.
    Framework(FrameworkId),
    /// All codes and categories that are not archived.
    Codebook,
    /// These codes, in this order.
    Codes(Vec<CodeId>),
}

/// A column.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize)]
pub struct MatrixColumn {
    /// The code or category.
    pub code: CodeId,
    /// Its number, as the version of the framework has it.
    pub number: CodeNumber,
    /// Its name, as the version of the framework has it.
    pub name: String,
    /// Its definition, as the version of the framework has it.
    pub definition: String,
    /// Whether it groups codes and is not applied itself.
    pub is_category: bool,
    /// Whether the code has been archived since.
    pub archived: bool,
    /// Whether it is a category that has columns below it here: those are charted, and it sums them up.
    pub sums_up: bool,
}

impl MatrixColumn {
    /// Its name with its number before it: "3.1 Money as a shared language".
    #[must_use]
    pub fn label(&self) -> String {
        if self.number.parts().is_empty() {
            self.name.clone()
        } else {
            format!("{} {}", self.number, self.name)
        }
    }
}

/// The columns, and the version of the framework that words them.
pub(super) fn columns(study: &Study, choice: &ColumnChoice) -> (Option<FrameworkId>, Vec<MatrixColumn>) {
    let framework = match choice {
        ColumnChoice::Newest => study.newest_framework(),
        ColumnChoice::Framework(id) => study.frameworks().get(*id),
        ColumnChoice::Codebook | ColumnChoice::Codes(_) => None,
    };
    let mut columns: Vec<MatrixColumn> = match (framework, choice) {
        (Some(framework), _) => of_framework(study, framework),
        (None, ColumnChoice::Codes(codes)) => codes.iter().filter_map(|&c| of_code(study, c)).collect(),
        (None, _) => study.codebook().iter().filter_map(|c| of_code(study, c.id)).collect(),
    };
    let codes: Vec<CodeId> =
        columns.iter().filter(|column| !column.archived).map(|column| column.code).collect();
    for column in columns.iter_mut().filter(|column| column.is_category) {
        column.sums_up = codes.iter().any(|&code| study.stands_below(code, column.code));
    }
    (framework.map(|framework| framework.id), columns)
}

fn of_framework(study: &Study, framework: &Framework) -> Vec<MatrixColumn> {
    let columns = framework.content.columns.iter();
    columns
        .map(|column| MatrixColumn {
            code: column.code,
            number: column.number.clone(),
            name: column.name.clone(),
            definition: column.definition.clone(),
            is_category: study.codes().get(column.code).is_some_and(|code| code.content.is_category),
            archived: study.codes().live(column.code).is_none(),
            sums_up: false,
        })
        .collect()
}

fn of_code(study: &Study, id: CodeId) -> Option<MatrixColumn> {
    let code = study.codes().get(id)?;
    Some(MatrixColumn {
        code: id,
        number: code.content.number.clone(),
        name: code.content.name.clone(),
        definition: code.content.definition.clone(),
        is_category: code.content.is_category,
        archived: code.retired,
        sums_up: false,
    })
}

/// The codes that are not archived, numbered, and for each the columns that hold its codings: its own, and
/// those of the codes above it.
pub(super) struct CodeColumns {
    /// The number of each code.
    pub numbers: FxHashMap<CodeId, u32>,
    /// For each number the columns.
    pub columns: Vec<Vec<u32>>,
}

impl CodeColumns {
    pub fn new(study: &Study, columns: &[MatrixColumn]) -> Self {
        let own: FxHashMap<CodeId, u32> =
            (0u32..).zip(columns).map(|(at, column)| (column.code, at)).collect();
        let mut all = Self { numbers: FxHashMap::default(), columns: Vec::new() };
        for (number, code) in (0u32..).zip(study.codes().iter()) {
            let mut held_by = Vec::new();
            let mut at = Some(code.id);
            while let Some(id) = at {
                held_by.extend(own.get(&id).copied());
                at = study.codes().get(id).and_then(|code| code.content.parent);
            }
            all.numbers.insert(code.id, number);
            all.columns.push(held_by);
        }
        all
    }

    /// The columns of a code.
    pub fn of(&self, code: CodeId) -> &[u32] {
        self.numbers
            .get(&code)
            .and_then(|&at| self.columns.get(at as usize))
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}
