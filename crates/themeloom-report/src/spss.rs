//! Data for SPSS and PSPP: comma-separated values, and the syntax that reads them and says what they mean.

mod literals;
mod names;

use crate::clean::{looks_like_formula, one_line};
use crate::csv::{CsvOptions, Lines};
use crate::error::ReportError;
use crate::model::{DataFile, Datum, Level, Variable, VariableKind};
use literals::{VALUE_LABEL, VARIABLE_LABEL, literal};
use names::variable_names;

/// The most bytes that SPSS keeps of a text.
const MOST_TEXT: usize = 32_767;
/// The most characters that SPSS reads of a number.
const MOST_NUMBER: usize = 40;

/// The data as comma-separated values: a line of variable names, then one line a case; UTF-8 with a byte order
/// mark. Texts stand on one line, and one that starts as a formula does gets a leading apostrophe, so that no
/// spreadsheet runs it; numbers are written as numbers.
///
/// # Errors
/// [`ReportError::Csv`] names the row at which the writer failed.
pub fn spss_csv(data: &DataFile) -> Result<Vec<u8>, ReportError> {
    let mut lines = Lines::begin(CsvOptions { byte_order_mark: true });
    lines.push(&variable_names(data))?;
    for row in &data.rows {
        let fields = (0..data.variables.len()).map(|column| row.get(column).map(field).unwrap_or_default());
        lines.push(&fields.collect::<Vec<_>>())?;
    }
    lines.finish()
}

/// The syntax that reads the data from a file of that name in the working folder: types, labels of variables and
/// values, missing values and levels of measurement.
#[must_use]
pub fn spss_syntax(data: &DataFile, csv_name: &str) -> String {
    let names = variable_names(data);
    let mut syntax = format!(
        "\u{FEFF}* Encoding: UTF-8.\n\
         * Made by Themeloom. Open it in the folder in which the data lie, then run all of it.\n\
         SET DECIMAL=DOT.\n\
         GET DATA\n  /TYPE=TXT\n  /FILE={}\n  /ENCODING='UTF8'\n  /ARRANGEMENT=DELIMITED\n  \
         /DELCASE=LINE\n  /DELIMITERS=\",\"\n  /QUALIFIER='\"'\n  /FIRSTCASE=2\n  /VARIABLES=",
        literal(csv_name, MOST_TEXT)
    );
    for (at, (name, variable)) in names.iter().zip(&data.variables).enumerate() {
        syntax.push_str(&format!("\n    {name} {}", format_of(data, at, variable)));
    }
    syntax.push_str(".\n");
    labels(&mut syntax, data, &names);
    value_labels(&mut syntax, data, &names);
    missing_values(&mut syntax, data, &names);
    levels(&mut syntax, data, &names);
    syntax.push_str("EXECUTE.\n");
    syntax
}

fn field(datum: &Datum) -> String {
    match datum {
        Datum::Nothing => String::new(),
        Datum::Number(number) => written(*number),
        Datum::Text(text) => {
            let words = one_line(text);
            let guarded = if looks_like_formula(&words) { format!("'{words}") } else { words };
            guarded.get(..guarded.floor_char_boundary(MOST_TEXT)).unwrap_or_default().to_owned()
        }
    }
}

/// A number without an exponent where it is short enough to be read so.
fn written(number: f64) -> String {
    let plain = number.to_string();
    if plain.len() <= MOST_NUMBER { plain } else { format!("{number:E}") }
}

fn format_of(data: &DataFile, column: usize, variable: &Variable) -> String {
    let fields = || data.rows.iter().filter_map(move |row| row.get(column)).map(field);
    match variable.kind {
        VariableKind::Day => "SDATE10".to_owned(),
        VariableKind::Text => format!("A{}", fields().map(|text| text.len()).max().unwrap_or(0).max(1)),
        VariableKind::Number => {
            let decimals = |text: &String| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            let most = fields().map(|text| decimals(&text)).max().unwrap_or(0).min(16);
            let width = fields().map(|text| text.len()).max().unwrap_or(0).max(most + 2);
            format!("F{}.{most}", width.clamp(8, MOST_NUMBER))
        }
    }
}

fn labels(syntax: &mut String, data: &DataFile, names: &[String]) {
    syntax.push_str("VARIABLE LABELS");
    for (at, (name, variable)) in names.iter().zip(&data.variables).enumerate() {
        let slash = if at == 0 { " " } else { "/" };
        syntax.push_str(&format!("\n  {slash}{name} {}", literal(&variable.label, VARIABLE_LABEL)));
    }
    syntax.push_str(".\n");
}

fn value_labels(syntax: &mut String, data: &DataFile, names: &[String]) {
    for (values, names) in alike(data, names, |variable| variable.values.clone()) {
        if values.is_empty() {
            continue;
        }
        syntax.push_str(&format!("VALUE LABELS{}", listed(&names)));
        for (value, label) in values {
            syntax.push_str(&format!("\n    {value} {}", literal(&label, VALUE_LABEL)));
        }
        syntax.push_str(".\n");
    }
}

fn missing_values(syntax: &mut String, data: &DataFile, names: &[String]) {
    for (missing, names) in alike(data, names, |variable| variable.missing.clone()) {
        if !missing.is_empty() {
            let values: Vec<String> = missing.iter().take(3).map(ToString::to_string).collect();
            syntax.push_str(&format!("MISSING VALUES{} ({}).\n", listed(&names), values.join(", ")));
        }
    }
}

fn levels(syntax: &mut String, data: &DataFile, names: &[String]) {
    for (level, names) in alike(data, names, |variable| variable.level) {
        let word = match level {
            Level::Nominal => "NOMINAL",
            Level::Ordinal => "ORDINAL",
            Level::Scale => "SCALE",
        };
        syntax.push_str(&format!("VARIABLE LEVEL{} ({word}).\n", listed(&names)));
    }
}

/// The names of variables, each on a line: lines may not be long.
fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("\n  {name}")).collect()
}

/// The variables that have a property in common, in the order in which it is first met.
fn alike<'n, T: PartialEq>(
    data: &DataFile,
    names: &'n [String],
    of: impl Fn(&Variable) -> T,
) -> Vec<(T, Vec<&'n str>)> {
    let mut groups: Vec<(T, Vec<&str>)> = Vec::new();
    for (name, variable) in names.iter().zip(&data.variables) {
        let property = of(variable);
        match groups.iter_mut().find(|(known, _)| *known == property) {
            Some((_, members)) => members.push(name),
            None => groups.push((property, vec![name])),
        }
    }
    groups
}
