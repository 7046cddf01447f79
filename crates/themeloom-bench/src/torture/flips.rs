//! One bit of one byte of an envelope is flipped on the disk; the check must name that envelope.

use std::path::Path;

use anyhow::{Result, ensure};
use rusqlite::{Connection, types::Value};
use themeloom_app::store::{Problem, SqliteStore, Unlock, Vault};

use super::{Effort, code_one, open_small, small_study};

const COLUMNS: [&str; 8] =
    ["replica", "counter", "stamp", "key_id", "previous", "chain", "seen", "ciphertext"];

pub(super) fn run(_: &Path, folder: &Path, effort: Effort) -> Result<String> {
    let path = small_study(folder, 1_000)?;
    let mut study = open_small(&path)?;
    for start in 0..3 {
        code_one(&mut study, start)?;
    }
    study.close()?;
    let db = Connection::open(&path)?;
    let last: i64 = db.query_row("SELECT max(sequence) FROM envelope", [], |row| row.get(0))?;
    let (mut flips, mut met) = (0_usize, 0_usize);
    for sequence in 1..=last {
        for column in COLUMNS {
            let sql = format!("SELECT {column} FROM envelope WHERE sequence = ?1");
            let value: Value = db.query_row(&sql, [sequence], |row| row.get(0))?;
            for flipped in flipped(&value) {
                met += 1;
                if met.is_multiple_of(effort.stride) {
                    flips += 1;
                    set(&db, column, sequence, &flipped)?;
                    let named = named(&path, sequence);
                    set(&db, column, sequence, &value)?;
                    ensure!(named, "change {sequence}: a flipped byte of {column} was not named");
                }
            }
        }
    }
    Ok(format!("{flips} flipped bytes in {last} changes, all named"))
}

fn set(db: &Connection, column: &str, sequence: i64, value: &Value) -> Result<()> {
    db.execute(&format!("UPDATE envelope SET {column} = ?1 WHERE sequence = ?2"), (value, sequence))?;
    Ok(())
}

/// The value with each of its bytes flipped in turn.
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

/// Whether the check names the envelope first, or opening the study is refused.
fn named(path: &Path, sequence: i64) -> bool {
    let Ok(store) = SqliteStore::open_read_only(path) else { return false };
    let Ok(mut vault) = Vault::unlock(Box::new(store), &Unlock::Unprotected) else { return false };
    let Ok(report) = vault.check(None) else { return false };
    matches!(report.problems.first(),
        Some(Problem::Envelope { sequence: named, .. }) if i64::try_from(named.0) == Ok(sequence))
}
