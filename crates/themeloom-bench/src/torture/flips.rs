//! One bit of one byte of a study is flipped on the disk. In an envelope, the check must name that
//! envelope; anywhere else, the study must refuse to open or the check must say what is damaged.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use rusqlite::{Connection, types::Value};
use themeloom_app::read_bytes;
use themeloom_app::store::{Problem, SqliteStore, Unlock, Vault};
use themeloom_app::study::consent::Erasure;

use super::{Effort, code_one, open_small, small_study};
use crate::large_study::transcript;
use crate::random::Random;

const ENVELOPE: [&str; 9] =
    ["replica", "counter", "stamp", "key_id", "previous", "chain", "seen", "ciphertext", "ciphertext_hash"];

/// All that is kept beside the envelopes, but for what nothing rests on: `study.unwiped` asks for a
/// wiping that is done again, `chain.seen_by_another` for a look at the log, and a `mark` that is
/// damaged makes a printed head unknown, which the check against that head says.
const REST: [(&str, &[&str]); 8] = [
    ("study", &["id", "sequence", "stamp", "rolling", "sealed"]),
    ("chain", &["replica", "counter", "hash"]),
    ("key_ring", &["id", "role", "subject", "generation", "wrapped_by", "wrapped", "destroyed"]),
    ("slot", &["id", "bytes"]),
    ("erased_subject", &["id"]),
    ("blob", &["address", "key_id", "length"]),
    ("blob_piece", &["bytes"]),
    ("snapshot_piece", &["part", "bytes"]),
];

pub(super) fn run(_: &Path, folder: &Path, effort: Effort) -> Result<String> {
    let path = erased_study(folder)?;
    let db = Connection::open(&path)?;
    let last: i64 = db.query_row("SELECT max(sequence) FROM envelope", [], |row| row.get(0))?;
    let mut turn = Turn { stride: effort.stride, met: 0, flips: 0 };
    for sequence in 1..=last {
        for column in ENVELOPE {
            let place = Place { table: "envelope", column, row: sequence };
            flip(&db, &path, &place, &mut turn, &|found| found.names(sequence))?;
        }
    }
    let in_envelopes = turn.flips;
    for (table, columns) in REST {
        for row in 1..=rows(&db, table)? {
            for column in columns {
                flip(&db, &path, &Place { table, column, row }, &mut turn, &Found::is_damaged)?;
            }
        }
    }
    Ok(format!(
        "{in_envelopes} flipped bytes in {last} changes, all named; {} elsewhere, all found",
        turn.flips - in_envelopes
    ))
}

/// A study with a snapshot, blobs, the keys of two participants, and one of the two erased.
fn erased_study(folder: &Path) -> Result<PathBuf> {
    let path = small_study(folder, 1_000)?;
    let mut study = open_small(&path)?;
    let text = transcript(&mut Random::new(2), "P02", 1_000).into_bytes();
    let mut read = read_bytes(study.study(), Path::new("P02.txt"), text, &[])?;
    read.set_participant("P02");
    study.import(&[read])?;
    study.erase_participant("P02", &Erasure { on: "2026-11-23".to_owned(), reason: String::new() })?;
    for start in 0..3 {
        code_one(&mut study, start)?;
    }
    study.save_snapshot()?;
    study.close()?;
    Ok(path)
}

/// Which of the bytes met are flipped.
struct Turn {
    stride: usize,
    met: usize,
    flips: usize,
}

/// A value in the study's file.
struct Place {
    table: &'static str,
    column: &'static str,
    /// Which row, in the order of the table's key.
    row: i64,
}

impl Place {
    fn read(&self, db: &Connection) -> Result<Value> {
        let Self { table, column, row } = self;
        let key = key_of(table);
        let sql = format!("SELECT {column} FROM {table} ORDER BY {key} LIMIT 1 OFFSET ?1 - 1");
        Ok(db.query_row(&sql, [row], |row| row.get(0))?)
    }

    /// The key of the row, by which it is found again where the flipped value is not the key itself.
    fn key(&self, db: &Connection) -> Result<Value> {
        Place { table: self.table, column: key_of(self.table), row: self.row }.read(db)
    }

    fn write(&self, db: &Connection, key: &Value, value: &Value) -> rusqlite::Result<usize> {
        let Self { table, column, .. } = self;
        db.execute(&format!("UPDATE {table} SET {column} = ?1 WHERE {} = ?2", key_of(table)), (value, key))
    }
}

fn key_of(table: &str) -> &'static str {
    match table {
        "envelope" => "sequence",
        "study" => "one",
        "chain" => "replica",
        "blob" => "number",
        "blob_piece" | "snapshot_piece" => "place",
        _ => "id",
    }
}

fn rows(db: &Connection, table: &str) -> Result<i64> {
    let rows = db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
    ensure!(rows > 0, "the study to damage has no {table}");
    Ok(rows)
}

fn flip(
    db: &Connection,
    path: &Path,
    place: &Place,
    turn: &mut Turn,
    is_told: &dyn Fn(&Found) -> bool,
) -> Result<()> {
    let (value, key) = (place.read(db)?, place.key(db)?);
    for flipped in flipped(&value) {
        turn.met += 1;
        if !turn.met.is_multiple_of(turn.stride) {
            continue;
        }
        // What the database itself refuses to hold, such as a second row of the same key, cannot be met.
        if place.write(db, &key, &flipped).is_err() {
            continue;
        }
        turn.flips += 1;
        let found = look(path);
        let now = if place.column == key_of(place.table) { &flipped } else { &key };
        place.write(db, now, &value)?;
        let Place { table, column, row } = place;
        ensure!(is_told(&found), "{table} {row}: a flipped byte of {column} was not told: {}", found.said());
    }
    Ok(())
}

/// The value with one bit of each of its bytes flipped in turn.
fn flipped(value: &Value) -> Vec<Value> {
    match value {
        Value::Integer(number) => (0..8).map(|byte| Value::Integer(number ^ (1 << (byte * 8)))).collect(),
        Value::Blob(bytes) => (0..bytes.len())
            .map(|at| {
                let each = |(place, byte): (usize, &u8)| if place == at { byte ^ 1 } else { *byte };
                Value::Blob(bytes.iter().enumerate().map(each).collect())
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// What a person is told of a study that was damaged.
enum Found {
    /// It does not open.
    Refused(String),
    /// It opens, and this is what the check says first, if anything.
    Opens(Option<Problem>),
}

impl Found {
    fn names(&self, sequence: i64) -> bool {
        matches!(self, Self::Opens(Some(Problem::Envelope { sequence: named, .. }))
            if i64::try_from(named.0) == Ok(sequence))
    }

    fn said(&self) -> String {
        match self {
            Self::Refused(why) => why.clone(),
            Self::Opens(Some(problem)) => format!("the study opens; {problem}"),
            Self::Opens(None) => "the study opens and is found sound".to_owned(),
        }
    }

    fn is_damaged(&self) -> bool {
        !matches!(self, Self::Opens(None))
    }
}

fn look(path: &Path) -> Found {
    let opened = SqliteStore::open_read_only(path)
        .and_then(|store| Vault::unlock(Box::new(store), &Unlock::Unprotected))
        .and_then(|mut vault| vault.check(None))
        .context("the study does not open");
    match opened {
        Ok(report) => Found::Opens(report.problems.first().copied()),
        Err(error) => Found::Refused(format!("{error:#}")),
    }
}
