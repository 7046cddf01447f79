//! The codebook as a table, in and out.

use themeloom_study::code::{CodeNumber, CodeOrigin, Colour};

use crate::error::ImportError;
use crate::table::{Column, Numbered, Row, Rows, Table, folded, needed, yes_or_no};

/// One code of a codebook.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodebookRow {
    /// Its number; empty if it has none.
    pub number: CodeNumber,
    /// Its name.
    pub name: String,
    /// The number or name of the code above it; empty if there is none.
    pub parent: String,
    /// What it means.
    pub definition: String,
    /// When to use it.
    pub use_when: String,
    /// When not to use it.
    pub not_when: String,
    /// A passage that it fits.
    pub example: String,
    /// Its colour, if one is given.
    pub colour: Option<Colour>,
    /// Where it came from.
    pub origin: CodeOrigin,
    /// Whether it only groups codes.
    pub is_category: bool,
}

const NUMBER: usize = 0;
const NAME: usize = 1;
const PARENT: usize = 2;
const DEFINITION: usize = 3;
const USE_WHEN: usize = 4;
const NOT_WHEN: usize = 5;
const EXAMPLE: usize = 6;
const COLOUR: usize = 7;
const ORIGIN: usize = 8;
const CATEGORY: usize = 9;
pub(crate) const COLUMNS: [Column; 10] = [
    Column::optional("number", &["no", "index", "codenumber"]),
    Column::required("name", &["code", "codename", "label", "tag", "title", "hierarchicalname", "kode"]),
    Column::optional("parent", &["parentcode", "under", "belongsto", "obercode", "elterncode"]),
    Column::optional(
        "definition",
        &["description", "meaning", "codememo", "memo", "comment", "beschreibung", "kommentar"],
    ),
    Column::optional("use_when", &["whentouse", "inclusion", "include", "inclusioncriteria", "usefor"]),
    Column::optional("not_when", &["whennottouse", "exclusion", "exclude", "exclusioncriteria", "notfor"]),
    Column::optional("example", &["examples", "anchor", "anchorexample", "quote"]),
    Column::optional("colour", &["color"]),
    Column::optional("origin", &["from", "source"]),
    Column::optional("category", &["iscategory", "group"]),
];
pub(crate) const HEADER: &str =
    "number,name,parent,definition,use_when,not_when,example,colour,origin,category";

/// Reads a codebook.
///
/// # Errors
/// When the file is no table with a column of names; what is wrong with single rows is in
/// [`Rows::problems`].
pub fn read_codebook(file: &str, bytes: &[u8]) -> Result<Rows<CodebookRow>, ImportError> {
    Ok(read_rows(Table::from_bytes(file, bytes, &COLUMNS, HEADER)?))
}

/// The codes of a table. Where nothing else says what stands above what, the blanks before the names do.
pub(crate) fn read_rows(table: Table) -> Rows<CodebookRow> {
    let mut depths = Vec::new();
    let mut rows = table.read(|row| {
        let code = read_row(row)?;
        let name = row.verbatim(NAME);
        depths.push(name.chars().count() - name.trim_start().chars().count());
        Ok(code)
    });
    let is_said =
        |row: &Numbered<CodebookRow>| !row.value.parent.is_empty() || !row.value.number.parts().is_empty();
    if !rows.rows.iter().any(is_said) {
        let mut above: Vec<(usize, String)> = Vec::new();
        for (row, depth) in rows.rows.iter_mut().zip(depths) {
            above.retain(|(higher, _)| *higher < depth);
            row.value.parent = above.last().map(|(_, name)| name.clone()).unwrap_or_default();
            above.push((depth, row.value.name.clone()));
        }
    }
    rows
}

fn read_row(row: Row<'_>) -> Result<CodebookRow, String> {
    let number = match row.cell(NUMBER) {
        "" => CodeNumber::default(),
        text => text.parse().map_err(|e| format!("`number` is {e}; the row was left out"))?,
    };
    let colour = match row.cell(COLOUR) {
        "" => None,
        text => Some(text.parse().map_err(|e| format!("`colour` is {e}; the row was left out"))?),
    };
    Ok(CodebookRow {
        number,
        name: needed(row, NAME, "name")?,
        parent: row.owned(PARENT),
        definition: row.owned(DEFINITION),
        use_when: row.owned(USE_WHEN),
        not_when: row.owned(NOT_WHEN),
        example: row.owned(EXAMPLE),
        colour,
        origin: origin(row)?,
        is_category: yes_or_no(row, CATEGORY, "category")?,
    })
}

fn origin(row: Row<'_>) -> Result<CodeOrigin, String> {
    match folded(row.cell(ORIGIN)).as_str() {
        "apriori" | "protocol" | "deductive" => Ok(CodeOrigin::APriori),
        "" | "fromthedata" | "data" | "inductive" => Ok(CodeOrigin::FromData),
        "sensitising" | "sensitizing" => Ok(CodeOrigin::Sensitising),
        _ => {
            Err("`origin` is none of: a priori, from the data, sensitising; the row was left out".to_owned())
        }
    }
}

/// Writes a codebook as CSV in UTF-8 that [`read_codebook`] reads back unchanged.
///
/// # Errors
/// When the table cannot be written, which nothing in a code's texts brings about.
pub fn write_codebook<'c>(codes: impl IntoIterator<Item = &'c CodebookRow>) -> Result<String, ImportError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER.split(',')).map_err(|_| ImportError::NotWritten)?;
    for code in codes {
        let origin = match code.origin {
            CodeOrigin::APriori => "a priori",
            CodeOrigin::FromData => "from the data",
            CodeOrigin::Sensitising => "sensitising",
        };
        let colour = code.colour.map(|c| c.to_string()).unwrap_or_default();
        writer
            .write_record([
                code.number.to_string().as_str(),
                &code.name,
                &code.parent,
                &code.definition,
                &code.use_when,
                &code.not_when,
                &code.example,
                &colour,
                origin,
                if code.is_category { "yes" } else { "no" },
            ])
            .map_err(|_| ImportError::NotWritten)?;
    }
    let bytes = writer.into_inner().map_err(|_| ImportError::NotWritten)?;
    String::from_utf8(bytes).map_err(|_| ImportError::NotWritten)
}
