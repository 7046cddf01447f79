//! Cases by variables, for statistics programs.

/// A rectangle of data with what each variable means.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DataFile {
    /// The variables, first to last.
    pub variables: Vec<Variable>,
    /// The cases: one value a variable.
    pub rows: Vec<Vec<Datum>>,
}

/// A variable.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// What it would be called; the renderer makes an allowed and unique name of it.
    pub name: String,
    /// What it means.
    pub label: String,
    /// What it holds.
    pub kind: VariableKind,
    /// The meaning of its values.
    pub values: Vec<(i32, String)>,
    /// The values that stand for something missing; at most three.
    pub missing: Vec<i32>,
    /// What may be done with it.
    pub level: Level,
}

/// What a variable holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableKind {
    /// Numbers.
    Number,
    /// Days, written 2026-11-23.
    Day,
    /// Words.
    Text,
}

/// The level of measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Values that differ, in no order.
    Nominal,
    /// Values in an order.
    Ordinal,
    /// Numbers that can be added up.
    Scale,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Datum {
    /// None.
    #[default]
    Nothing,
    /// A number, or the number of a value.
    Number(f64),
    /// Words, or a day.
    Text(String),
}
