//! Participants or organisations as a table: one row each, one column an attribute of the protocol. And who
//! participants are, as a table of its own, since other keys seal it.

use crate::error::ImportError;
use crate::table::{Column, Rows, Table, needed};

/// Whom the rows of a table are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PeopleKind {
    /// Organisations: the table has no column of pseudonyms.
    Organisations,
    /// Participants.
    Participants,
}

/// A table of participants or of organisations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleTable {
    /// Whom it is about.
    pub kind: PeopleKind,
    /// The columns that should be attributes: their letters as a spreadsheet shows them, and their names.
    pub columns: Vec<(String, String)>,
    /// The rows.
    pub rows: Rows<PeopleRow>,
}

/// One participant or organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeopleRow {
    /// The pseudonym, or the organisation's name.
    pub name: String,
    /// The participant's organisation, empty where none is written; empty for an organisation.
    pub organisation: String,
    /// The cells that are not empty.
    pub attributes: Vec<AttributeCell>,
}

/// The value of an attribute as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeCell {
    /// Its column, as a spreadsheet letters it: "C".
    pub column: String,
    /// The attribute's name: what the header says.
    pub attribute: String,
    /// The value.
    pub value: String,
}

const PARTICIPANTS: [Column; 2] = [
    Column::required("pseudonym", &["participant", "participantid", "id", "p"]),
    Column::optional("organisation", &["organization", "trust", "site"]),
];
const ORGANISATIONS: [Column; 1] =
    [Column::required("organisation", &["organization", "name", "trust", "site"])];

/// Reads a table of participants, or of organisations where it has no column of pseudonyms.
///
/// # Errors
/// When the file is no table with a column `pseudonym` or `organisation`; what is wrong with single rows is
/// in [`Rows::problems`].
pub fn read_people(file: &str, bytes: &[u8]) -> Result<PeopleTable, ImportError> {
    let example = "pseudonym,organisation,role group,profession";
    match Table::from_bytes(file, bytes, &PARTICIPANTS, example) {
        Ok(table) => Ok(people(table, PeopleKind::Participants)),
        Err(no_pseudonyms @ ImportError::NoColumn { .. }) => {
            let organisations = Table::from_bytes(file, bytes, &ORGANISATIONS, example);
            organisations.map(|table| people(table, PeopleKind::Organisations)).map_err(|_| no_pseudonyms)
        }
        Err(error) => Err(error),
    }
}

fn people(table: Table, kind: PeopleKind) -> PeopleTable {
    let further = table.further_columns();
    let rows = table.read(|row| {
        let key = if kind == PeopleKind::Participants { "pseudonym" } else { "organisation" };
        let cells = further.iter().map(|(place, name)| (place, name, row.at(*place)));
        Ok(PeopleRow {
            name: needed(row, 0, key)?,
            organisation: if kind == PeopleKind::Participants { row.owned(1) } else { String::new() },
            attributes: cells
                .filter(|(_, _, value)| !value.is_empty())
                .map(|(place, name, value)| AttributeCell {
                    column: letters(*place),
                    attribute: name.clone(),
                    value: value.to_owned(),
                })
                .collect(),
        })
    });
    let columns = further.into_iter().map(|(place, name)| (letters(place), name)).collect();
    PeopleTable { kind, columns, rows }
}

/// A column as a spreadsheet letters it: A, B, .. Z, AA.
fn letters(place: usize) -> String {
    let last = u8::try_from(place % 26).map_or('?', |letter| char::from(b'A' + letter));
    if place < 26 { last.to_string() } else { format!("{}{last}", letters(place / 26 - 1)) }
}

/// Writes a table that [`read_people`] takes in again: the attributes' names, then the rows, each with one
/// value an attribute, empty where nothing is recorded.
///
/// # Errors
/// Where the table cannot be written.
pub fn write_people(
    kind: PeopleKind,
    attributes: &[String],
    rows: &[(String, String, Vec<String>)],
) -> Result<String, ImportError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let keys: &[&str] = match kind {
        PeopleKind::Participants => &["pseudonym", "organisation"],
        PeopleKind::Organisations => &["organisation"],
    };
    let header = keys.iter().copied().chain(attributes.iter().map(String::as_str));
    writer.write_record(header).map_err(|_| ImportError::NotWritten)?;
    for (name, organisation, values) in rows {
        let own = [name.as_str(), organisation.as_str()];
        let cells = own.into_iter().take(keys.len()).chain(values.iter().map(String::as_str));
        writer.write_record(cells).map_err(|_| ImportError::NotWritten)?;
    }
    let bytes = writer.into_inner().map_err(|_| ImportError::NotWritten)?;
    String::from_utf8(bytes).map_err(|_| ImportError::NotWritten)
}

/// Who a participant is. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct IdentityRow {
    /// The pseudonym.
    pub pseudonym: String,
    /// The real name; empty where none is written.
    pub name: String,
    /// E-mail and telephone, those that are written, with a comma between them.
    pub contact: String,
}

impl std::fmt::Debug for IdentityRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "IdentityRow({}, withheld)", self.pseudonym)
    }
}

const IDENTITIES: [Column; 5] = [
    Column::required("pseudonym", &["participant", "participantid", "id"]),
    Column::required("name", &["realname", "fullname"]),
    Column::optional("e-mail", &["emailaddress", "mail"]),
    Column::optional("phone", &["telephone", "tel", "mobile"]),
    Column::optional("contact", &["address"]),
];

/// Reads who participants are.
///
/// # Errors
/// When the file is no table with columns for pseudonym and name; what is wrong with single rows is in
/// [`Rows::problems`].
pub fn read_identities(file: &str, bytes: &[u8]) -> Result<Rows<IdentityRow>, ImportError> {
    let table = Table::from_bytes(file, bytes, &IDENTITIES, "pseudonym,name,e-mail,phone")?;
    Ok(table.read(|row| {
        let pseudonym = needed(row, 0, "pseudonym")?;
        let contact: Vec<&str> =
            [2, 3, 4].into_iter().map(|column| row.cell(column)).filter(|cell| !cell.is_empty()).collect();
        Ok(IdentityRow { pseudonym, name: row.owned(1), contact: contact.join(", ") })
    }))
}
