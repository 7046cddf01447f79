//! The study as cases by variables: attributes, and for each code whether, or how often, it was coded.

use themeloom_analysis::{
    ColumnChoice, FrameworkMatrix, MatrixOptions, MatrixRow, natural_order, recorded_of_case,
};
use themeloom_study::Study;
use themeloom_study::attribute::{Attribute, AttributeKind, AttributeValue};
use themeloom_study::framework::CellState;

use crate::model::{DataFile, Datum, Level, Variable, VariableKind};

/// Nobody recorded a value.
const NOT_RECORDED: i32 = -9;
/// The people of the case differ, the judges do, or the value is none of those that are allowed.
const SEVERAL: i32 = -8;
/// The interview left it out.
const NOT_ASKED: i32 = -7;

/// What the variable of a code says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CodeMeasure {
    /// 1 where any passage of the case is coded, 0 where none is.
    #[default]
    Coded,
    /// How many codings there are.
    Codings,
}

/// The cases that are analysed as rows; their people, attributes, and every code of the codebook as variables.
/// A code holds the codings of the codes below it, and only codings that count. A case whose cell is charted as
/// "not asked", and in which nothing is coded, has the missing value "not asked" there and not 0: what nobody
/// asked is not silence. No words of participants are in it.
#[must_use]
pub fn data_file(study: &Study, measure: CodeMeasure) -> DataFile {
    let options = MatrixOptions { columns: ColumnChoice::Codebook, group_by: None };
    let matrix = FrameworkMatrix::new(study, &options);
    let attributes: Vec<&Attribute> = study.attributes().iter().collect();
    let mut variables = vec![
        words("case", "Case"),
        words("participants", "Participants"),
        words("organisations", "Organisations"),
    ];
    variables.extend(attributes.iter().map(|attribute| of_attribute(attribute)));
    variables.extend(matrix.columns.iter().map(|column| {
        let number = column.number.to_string().replace('.', "_");
        let below = if column.is_category { " (with the codes below it)" } else { "" };
        of_code(&format!("c{number}_{}", column.name), format!("{}{below}", column.label()), measure)
    }));
    let row = |(at, row): (usize, &MatrixRow)| {
        let mut data = people(study, row);
        let case = study.cases().get(row.case);
        data.extend(attributes.iter().map(|attribute| {
            case.map(|case| value(attribute, &recorded_of_case(study, case, attribute))).unwrap_or_default()
        }));
        data.extend((0..matrix.columns.len()).map(|column| coded(&matrix, at, column, measure)));
        data
    };
    let rows = matrix.rows.iter().enumerate().map(row).collect();
    DataFile { variables, rows }
}

fn words(name: &str, label: &str) -> Variable {
    Variable {
        name: name.to_owned(),
        label: label.to_owned(),
        kind: VariableKind::Text,
        values: Vec::new(),
        missing: Vec::new(),
        level: Level::Nominal,
    }
}

fn of_attribute(attribute: &Attribute) -> Variable {
    let plain = words(&attribute.definition.name, &attribute.definition.name);
    let closed = |values: &[String], level| {
        let numbered = (1..).zip(values.iter().cloned());
        let missing = [(NOT_RECORDED, "not recorded"), (SEVERAL, "several values, or judged differently")];
        let missing_values = missing.map(|(value, _)| value).to_vec();
        let labelled = numbered.chain(missing.map(|(value, label)| (value, label.to_owned()))).collect();
        Variable {
            kind: VariableKind::Number,
            values: labelled,
            missing: missing_values,
            level,
            ..plain.clone()
        }
    };
    match &attribute.definition.kind {
        AttributeKind::Choice(values) => closed(values, Level::Nominal),
        AttributeKind::Ordered(values) => closed(values, Level::Ordinal),
        AttributeKind::Number => Variable { kind: VariableKind::Number, level: Level::Scale, ..plain },
        AttributeKind::Date => Variable { kind: VariableKind::Day, level: Level::Scale, ..plain },
        AttributeKind::Text => plain,
    }
}

fn of_code(name: &str, label: String, measure: CodeMeasure) -> Variable {
    let mut values = match measure {
        CodeMeasure::Coded => vec![(0, "not coded".to_owned()), (1, "coded".to_owned())],
        CodeMeasure::Codings => Vec::new(),
    };
    values.push((NOT_ASKED, "not asked".to_owned()));
    let level = if measure == CodeMeasure::Coded { Level::Nominal } else { Level::Scale };
    Variable { label, kind: VariableKind::Number, values, missing: vec![NOT_ASKED], level, ..words(name, "") }
}

/// The case, and who and which organisations are in it.
fn people(study: &Study, row: &MatrixRow) -> Vec<Datum> {
    let people = row.participants.iter().filter_map(|&p| study.participants().get(p));
    let (mut names, mut organisations) = (Vec::new(), Vec::new());
    for participant in people {
        names.push(participant.pseudonym.as_str());
        let organisation = participant.organisation.and_then(|o| study.organisations().live(o));
        organisations.extend(organisation.map(|organisation| organisation.name.as_str()));
    }
    vec![Datum::Text(row.name.clone()), joined(names), joined(organisations)]
}

fn joined(mut names: Vec<&str>) -> Datum {
    names.sort_by(|a, b| natural_order(a, b));
    names.dedup();
    if names.is_empty() { Datum::Nothing } else { Datum::Text(names.join("; ")) }
}

fn value(attribute: &Attribute, values: &[AttributeValue]) -> Datum {
    let number = |n: i32| Datum::Number(f64::from(n));
    match (&attribute.definition.kind, values) {
        (AttributeKind::Choice(_) | AttributeKind::Ordered(_), []) => number(NOT_RECORDED),
        (AttributeKind::Choice(allowed) | AttributeKind::Ordered(allowed), [AttributeValue::Text(one)]) => {
            let place =
                allowed.iter().position(|value| value == one).and_then(|at| i32::try_from(at + 1).ok());
            number(place.unwrap_or(SEVERAL))
        }
        (AttributeKind::Choice(_) | AttributeKind::Ordered(_), _) => number(SEVERAL),
        (AttributeKind::Number, [AttributeValue::Number(one)]) => Datum::Number(*one),
        (AttributeKind::Date, [AttributeValue::Text(day)]) => Datum::Text(day.clone()),
        (AttributeKind::Number | AttributeKind::Date, _) | (AttributeKind::Text, []) => Datum::Nothing,
        (AttributeKind::Text, several) => {
            Datum::Text(several.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))
        }
    }
}

fn coded(matrix: &FrameworkMatrix<'_>, row: usize, column: usize, measure: CodeMeasure) -> Datum {
    let Some(cell) = matrix.cell(row, column) else { return Datum::Nothing };
    let codings = u32::try_from(cell.codings.len()).unwrap_or(u32::MAX);
    match (codings, measure) {
        (0, _) if cell.state() == CellState::NotAsked => Datum::Number(f64::from(NOT_ASKED)),
        (n, CodeMeasure::Coded) => Datum::Number(f64::from(n.min(1))),
        (n, CodeMeasure::Codings) => Datum::Number(f64::from(n)),
    }
}
