//! The database files of other programs, read table by table and from memory only.
//!
//! Such a file is a program of its own: views, triggers and computed columns are run by whoever
//! reads it. So only plain tables are read, one after another, with views and triggers switched off,
//! and what a file may ask for in bytes and in steps of work is bounded.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Read;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, MAIN_DB};

use crate::error::{Excess, ImportError};
use crate::limits::Limits;

/// How a database file begins.
pub(crate) const MAGIC: &[u8] = b"SQLite format 3\0";

/// Steps of SQLite's machine that a file may ask for: reading a row of ten columns takes about
/// twenty, so that this is enough for ten million rows.
const STEPS: u64 = 200_000_000;
/// How many steps pass between two looks at the count.
const STEPS_AT_ONCE: i32 = 10_000;
/// What a row counts for besides its words.
const BYTES_OF_A_ROW: u64 = 64;

/// How the definitions of a database begin when SQLite itself wrote them. Virtual tables, which run
/// code of their own, are not among them.
const DEFINITIONS: [&str; 5] =
    ["CREATE TABLE ", "CREATE INDEX ", "CREATE UNIQUE INDEX ", "CREATE VIEW ", "CREATE TRIGGER "];

/// A database in memory.
pub(crate) struct Database {
    connection: Connection,
    file: String,
    /// Bytes that may be read in all.
    limit: u64,
    read: Cell<u64>,
    /// Each table and view by its name in small letters, and whether it is a plain table.
    tables: BTreeMap<String, bool>,
    /// Whether the database keeps its latest changes in a second file.
    pub(crate) has_second_file: bool,
}

/// The number by which a program marks its database files, from the head of the file.
pub(crate) fn application_id(bytes: &[u8]) -> u32 {
    let four = bytes.get(68..72).and_then(|four| <[u8; 4]>::try_from(four).ok());
    four.map_or(0, u32::from_be_bytes)
}

impl Database {
    /// Opens a database that lies in memory.
    ///
    /// # Errors
    /// For what is no database, is too large, or is defined as no honest program defines one.
    pub(crate) fn open(file: &str, bytes: &[u8], limits: &Limits) -> Result<Self, ImportError> {
        let size = bytes.len() as u64;
        if size > limits.bytes {
            return Err(ImportError::TooLarge { file: file.to_owned(), bytes: size, limit: limits.bytes });
        }
        if bytes.is_empty() {
            return Err(ImportError::Empty { file: file.to_owned() });
        }
        let limit = limits.expanded_bytes;
        let connection = connect(bytes, limit).map_err(|e| fault(file, "database", limit, &e))?;
        let mut this = Self {
            connection,
            file: file.to_owned(),
            limit,
            read: Cell::new(0),
            tables: BTreeMap::new(),
            has_second_file: bytes.get(18..20) == Some(&[2, 2]),
        };
        this.check_definitions()?;
        for row in this.query("list of tables", "PRAGMA main.table_list", 3)? {
            if let [_, Value::Text(name), Value::Text(kind)] = row.0.as_slice() {
                this.tables.insert(name.to_lowercase(), kind == "table");
            }
        }
        Ok(this)
    }

    /// Whether there is a table of each of these names.
    pub(crate) fn has_tables(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.tables.contains_key(*name))
    }

    /// The rows of a table in the order in which they are kept, with these columns of each; none
    /// where there is no such table. A column that a version of the program lacks holds nothing.
    ///
    /// # Errors
    /// For damage, for more than the limits allow, and for what is no plain table.
    pub(crate) fn rows(
        &self,
        table: &'static str,
        columns: &[&'static str],
    ) -> Result<Vec<Row>, ImportError> {
        match self.tables.get(table) {
            None => return Ok(Vec::new()),
            Some(false) => return Err(self.no_table(table)),
            Some(true) => {}
        }
        let known = self.columns(table)?;
        let wanted: Vec<String> = columns
            .iter()
            .map(|name| {
                if known.iter().any(|k| k.eq_ignore_ascii_case(name)) {
                    format!("\"{name}\"")
                } else {
                    "NULL".to_owned()
                }
            })
            .collect();
        let sql = format!("SELECT {} FROM main.\"{table}\" NOT INDEXED", wanted.join(", "));
        self.query(table, &sql, columns.len())
    }

    /// The names of a table's columns, in small letters.
    fn columns(&self, table: &'static str) -> Result<Vec<String>, ImportError> {
        let rows = self.query(table, &format!("PRAGMA main.table_xinfo(\"{table}\")"), 7)?;
        let mut names = Vec::with_capacity(rows.len());
        for mut row in rows {
            // A column that is computed each time it is read runs whatever the file says.
            if row.integer(6) != Some(0) {
                return Err(self.no_table(table));
            }
            names.push(row.text(1).to_lowercase());
        }
        Ok(names)
    }

    /// Refuses what only a hand at the file's inside can have defined.
    fn check_definitions(&self) -> Result<(), ImportError> {
        for mut row in self.query("list of tables", "SELECT sql FROM main.sqlite_master", 1)? {
            let definition = row.text(0);
            let is_usual = DEFINITIONS.iter().any(|usual| definition.starts_with(usual));
            if !definition.is_empty() && !is_usual {
                return Err(self.no_table("a virtual table"));
            }
        }
        Ok(())
    }

    fn no_table(&self, name: &'static str) -> ImportError {
        ImportError::NoPlainTable { file: self.file.clone(), name }
    }

    /// Runs one of our own statements and takes all that it gives.
    fn query(&self, part: &str, sql: &str, n_columns: usize) -> Result<Vec<Row>, ImportError> {
        let fault = |e: rusqlite::Error| fault(&self.file, part, self.limit, &e);
        let mut statement = self.connection.prepare(sql).map_err(fault)?;
        let mut found = statement.query([]).map_err(fault)?;
        let mut rows = Vec::new();
        while let Some(row) = found.next().map_err(fault)? {
            let mut cells = Vec::with_capacity(n_columns);
            for column in 0..n_columns {
                cells.push(Value::of(row.get_ref(column).map_err(fault)?));
            }
            let row = Row(cells);
            let read = self.read.get().saturating_add(row.bytes());
            if read > self.limit {
                let (part, excess) = (part.to_owned(), Excess::Bytes { limit: self.limit });
                return Err(ImportError::Bomb { file: self.file.clone(), part, excess });
            }
            self.read.set(read);
            rows.push(row);
        }
        Ok(rows)
    }
}

/// A connection to a copy of the bytes, that may do nothing but read.
fn connect(bytes: &[u8], limit: u64) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
    ] {
        connection.set_db_config(setting, on)?;
    }
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, i32::try_from(limit).unwrap_or(i32::MAX))?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.execute_batch(
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY",
    )?;
    let mut steps = 0_u64;
    let is_enough = move || {
        steps += u64::from(STEPS_AT_ONCE.unsigned_abs());
        steps > STEPS
    };
    connection.progress_handler(STEPS_AT_ONCE, Some(is_enough))?;
    // A database that keeps its latest changes in a second file cannot be opened in memory; as a
    // plain one it can, and holds what it held when the two were last joined.
    let (head, tail) = (bytes.get(..18).unwrap_or_default(), bytes.get(20..).unwrap_or_default());
    let modes = match bytes.get(18..20) {
        Some([2, 2]) => &[1, 1],
        other => other.unwrap_or_default(),
    };
    let whole = head.chain(modes).chain(tail);
    connection.deserialize_read_exact(MAIN_DB, whole, head.len() + modes.len() + tail.len(), true)?;
    Ok(connection)
}

/// What went wrong in SQLite, as a person should read it.
fn fault(file: &str, part: &str, limit: u64, error: &rusqlite::Error) -> ImportError {
    let bomb = |excess| ImportError::Bomb { file: file.to_owned(), part: part.to_owned(), excess };
    match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => bomb(Excess::Steps { limit: STEPS }),
        Some(ErrorCode::TooBig) => bomb(Excess::Bytes { limit }),
        _ => ImportError::Damaged {
            file: file.to_owned(),
            place: format!("table `{part}`"),
            expected: "a complete SQLite database",
        },
    }
}

/// What stands in one cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Nothing.
    Nothing,
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Real(f64),
    /// Words; bytes too, which no program that we read puts where we look.
    Text(String),
}

impl Value {
    fn of(cell: ValueRef<'_>) -> Self {
        match cell {
            ValueRef::Null => Self::Nothing,
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Real(number) => Self::Real(number),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
                Self::Text(String::from_utf8_lossy(bytes).into_owned())
            }
        }
    }
}

/// A row: the columns that were asked for, in that order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row(Vec<Value>);

impl Row {
    /// Takes the words of a column; no words where there is nothing.
    pub(crate) fn text(&mut self, column: usize) -> String {
        self.some_text(column).unwrap_or_default()
    }

    /// Takes the words of a column, unless there is nothing.
    pub(crate) fn some_text(&mut self, column: usize) -> Option<String> {
        let cell = self.0.get_mut(column)?;
        match std::mem::replace(cell, Value::Nothing) {
            Value::Nothing => None,
            Value::Integer(number) => Some(number.to_string()),
            Value::Real(number) => Some(number.to_string()),
            Value::Text(text) => Some(text),
        }
    }

    /// Whether a column holds just these words.
    pub(crate) fn is(&self, column: usize, words: &str) -> bool {
        matches!(self.0.get(column), Some(Value::Text(text)) if text == words)
    }

    /// The whole number in a column, however it is kept there.
    pub(crate) fn integer(&self, column: usize) -> Option<i64> {
        match self.0.get(column)? {
            Value::Integer(number) => Some(*number),
            Value::Text(text) => text.trim().parse().ok(),
            Value::Real(_) | Value::Nothing => None,
        }
    }

    fn bytes(&self) -> u64 {
        let words =
            self.0.iter().map(|cell| if let Value::Text(text) = cell { text.len() as u64 } else { 0 });
        BYTES_OF_A_ROW + words.sum::<u64>()
    }
}
