//! Keys, slots and erasure in SQLite.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::{Connection, params};

use super::db::Db;
use super::row;
use super::schema::PIECES_PER_BLOB;
use crate::error::Result;
use crate::ids::{EnvelopeId, KeyId, SlotId, SubjectId};
use crate::store::{Erased, Erasure, KeyChange, KeyRow, SlotRow};

pub(super) fn keys(conn: &Connection) -> rusqlite::Result<Vec<KeyRow>> {
    conn.prepare(
        "SELECT id, role, subject, generation, wrapped_by, wrapped, destroyed FROM key_ring ORDER BY id",
    )?
    .query_map([], row::key)?
    .collect()
}

pub(super) fn slots(conn: &Connection) -> rusqlite::Result<Vec<SlotRow>> {
    conn.prepare("SELECT id, bytes FROM slot ORDER BY id")?
        .query_map([], |row| Ok(SlotRow { id: SlotId(row::exactly(row, 0)?), bytes: row.get(1)? }))?
        .collect()
}

pub(super) fn erased_subjects(conn: &Connection) -> rusqlite::Result<Vec<SubjectId>> {
    conn.prepare("SELECT id FROM erased_subject ORDER BY id")?
        .query_map([], |row| row::exactly(row, 0).map(SubjectId))?
        .collect()
}

pub(super) fn change(db: &Db, change: &KeyChange) -> Result<()> {
    let transaction = db.write("write the keys")?;
    let run = || {
        change.keys.iter().try_for_each(|key| put_key(&transaction, key))?;
        for slot in &change.slots {
            transaction
                .prepare_cached("INSERT OR REPLACE INTO slot (id, bytes) VALUES (?1, ?2)")?
                .execute(params![slot.id.0, slot.bytes])?;
        }
        for slot in &change.remove_slots {
            transaction.execute("DELETE FROM slot WHERE id = ?1", [slot.0])?;
        }
        if let Some(sealed) = &change.sealed_head {
            transaction.execute("UPDATE study SET sealed = ?1", [sealed])?;
        }
        Ok(())
    };
    run().map_err(db.failed("write the keys"))?;
    transaction.commit().map_err(db.failed("write the keys"))
}

fn put_key(conn: &Connection, key: &KeyRow) -> rusqlite::Result<()> {
    conn.prepare_cached(
        "INSERT INTO key_ring (id, role, subject, generation, wrapped_by, wrapped, destroyed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET generation = excluded.generation,
             wrapped_by = excluded.wrapped_by, wrapped = excluded.wrapped, destroyed = excluded.destroyed
         WHERE destroyed = 0",
    )?
    .execute(params![
        key.id.0,
        key.purpose.role(),
        key.purpose.subject().map(|subject| subject.0),
        key.generation,
        key.wrapped_by.map(|id| id.0),
        key.wrapped,
        key.destroyed,
    ])?;
    Ok(())
}

/// Destroys, then wipes. A crash between the two is made good by the next opening for writing.
pub(super) fn erase(db: &Db, erasure: &Erasure) -> Result<Erased> {
    let failed = db.failed("erase");
    let transaction = db.write("erase")?;
    let mut erased = destroy(&transaction, erasure).map_err(&failed)?;
    transaction.commit().map_err(&failed)?;
    erased.wiped = wipe(&db.conn);
    Ok(erased)
}

fn destroy(conn: &Connection, erasure: &Erasure) -> rusqlite::Result<Erased> {
    let keys: BTreeSet<KeyId> = erasure.keys.iter().copied().collect();
    let singles = erasure.envelopes.iter().copied().collect();
    let envelopes = erase_ciphertexts(conn, &keys, &singles)?;
    let mut erased = Erased { envelopes, ..Erased::default() };
    for key in &keys {
        erased.keys += conn.execute(
            "UPDATE key_ring SET wrapped = x'', destroyed = 1 WHERE id = ?1 AND destroyed = 0",
            [key.0],
        )? as u64;
        erased.blobs += delete_blobs(conn, "key_id", &key.0)?;
    }
    for address in &erasure.blobs {
        erased.blobs += delete_blobs(conn, "address", &address.0)?;
    }
    for subject in &erasure.subjects {
        conn.execute("INSERT OR IGNORE INTO erased_subject (id) VALUES (?1)", [subject.0])?;
    }
    super::blobs::drop_snapshot(conn)?;
    conn.execute("UPDATE study SET sealed = ?1, unwiped = 1", [&erasure.sealed_head])?;
    Ok(erased)
}

/// One sweep over the log: cheaper than an index that every commit would have to keep up.
fn erase_ciphertexts(
    conn: &Connection,
    keys: &BTreeSet<KeyId>,
    singles: &BTreeSet<EnvelopeId>,
) -> rusqlite::Result<u64> {
    let mut doomed = Vec::new();
    let mut statement =
        conn.prepare("SELECT sequence, replica, counter, key_id FROM envelope WHERE ciphertext IS NOT NULL")?;
    let mut rows = statement.query([])?;
    while let Some(found) = rows.next()? {
        let id = EnvelopeId { replica: found.get::<_, i64>(1)?.cast_unsigned(), counter: found.get(2)? };
        if singles.contains(&id) || keys.contains(&KeyId(row::exactly(found, 3)?)) {
            doomed.push(found.get::<_, i64>(0)?);
        }
    }
    for sequence in &doomed {
        let bytes: Vec<u8> = conn
            .prepare_cached("SELECT ciphertext FROM envelope WHERE sequence = ?1")?
            .query_row([sequence], |row| row.get(0))?;
        conn.prepare_cached(
            "UPDATE envelope SET ciphertext = NULL, ciphertext_hash = ?2 WHERE sequence = ?1",
        )?
        .execute(params![sequence, blake3::hash(&bytes).as_bytes()])?;
    }
    Ok(doomed.len() as u64)
}

fn delete_blobs(conn: &Connection, column: &str, value: &[u8]) -> rusqlite::Result<u64> {
    let numbers = conn
        .prepare(&format!("SELECT number FROM blob WHERE {column} = ?1"))?
        .query_map([value], |row| row.get::<_, i64>(0))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    for number in &numbers {
        let first = number * PIECES_PER_BLOB;
        conn.execute(
            "DELETE FROM blob_piece WHERE place >= ?1 AND place < ?2",
            [first, first + PIECES_PER_BLOB],
        )?;
        conn.execute("DELETE FROM blob WHERE number = ?1", [number])?;
    }
    Ok(numbers.len() as u64)
}

/// Writes the whole file anew and empties the write-ahead log. `secure_delete` alone does not do:
/// when SQLite moves rows between pages it leaves copies in the gaps of the old page, which no later
/// deletion finds. Says whether it was done; a reader in another process can stand in the way.
pub(super) fn wipe(conn: &Connection) -> bool {
    let run = || -> rusqlite::Result<bool> {
        conn.execute_batch("VACUUM")?;
        conn.execute("UPDATE study SET unwiped = 0", [])?;
        let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        let emptied = busy == 0 && conn.path().is_none_or(|path| sync_log(Path::new(path)).is_ok());
        if !emptied {
            conn.execute("UPDATE study SET unwiped = 1", [])?;
        }
        Ok(emptied)
    };
    run().unwrap_or(false)
}

/// SQLite cuts its log to nothing without waiting for the disk: after a power cut the old pages,
/// erased keys among them, would be there again.
fn sync_log(study: &Path) -> std::io::Result<()> {
    let mut name = study.as_os_str().to_owned();
    name.push("-wal");
    match std::fs::OpenOptions::new().write(true).open(Path::new(&name)) {
        Ok(log) => log.sync_all(),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(cause),
    }
}
