//! Blobs, snapshots and printed heads in SQLite.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::db::Db;
use super::row;
use super::schema::PIECES_PER_BLOB;
use crate::envelope::{seen_from_bytes, seen_to_bytes};
use crate::error::Result;
use crate::head::Head;
use crate::ids::{BlobAddress, Hash, KeyId, Sequence};
use crate::store::{BlobRow, EachPiece, Mark, NextPiece, SnapshotPart, SnapshotRow};

pub(super) fn put(db: &Db, blob: &BlobRow, next: &mut NextPiece<'_>) -> Result<()> {
    let failed = db.failed("write a file into the study");
    let transaction = db.write("write a file into the study")?;
    if find(&transaction, &blob.address).map_err(&failed)?.is_some() {
        return Ok(());
    }
    let length = blob.length.cast_signed();
    transaction
        .execute(
            "INSERT INTO blob (address, key_id, length) VALUES (?1, ?2, ?3)",
            params![blob.address.0, blob.key.0, length],
        )
        .map_err(&failed)?;
    let mut place = transaction.last_insert_rowid() * PIECES_PER_BLOB;
    while let Some(piece) = next()? {
        transaction
            .prepare_cached("INSERT INTO blob_piece (place, bytes) VALUES (?1, ?2)")
            .and_then(|mut statement| statement.execute(params![place, piece]))
            .map_err(&failed)?;
        place += 1;
    }
    transaction.commit().map_err(failed)
}

pub(super) fn find(conn: &Connection, address: &BlobAddress) -> rusqlite::Result<Option<BlobRow>> {
    conn.prepare_cached("SELECT address, key_id, length FROM blob WHERE address = ?1")?
        .query_row([address.0], blob)
        .optional()
}

pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<BlobRow>> {
    conn.prepare("SELECT address, key_id, length FROM blob ORDER BY address")?.query_map([], blob)?.collect()
}

fn blob(row: &Row<'_>) -> rusqlite::Result<BlobRow> {
    Ok(BlobRow {
        address: BlobAddress(row::exactly(row, 0)?),
        key: KeyId(row::exactly(row, 1)?),
        length: row.get::<_, i64>(2)?.cast_unsigned(),
    })
}

pub(super) fn pieces(
    db: &Db,
    address: &BlobAddress,
    first: u32,
    count: u32,
    each: &mut EachPiece<'_>,
) -> Result<()> {
    let failed = db.failed("read a file of the study");
    let mut number = db.conn.prepare_cached("SELECT number FROM blob WHERE address = ?1").map_err(&failed)?;
    let Some(number) =
        number.query_row([address.0], |row| row.get::<_, i64>(0)).optional().map_err(&failed)?
    else {
        return Ok(());
    };
    let start = number * PIECES_PER_BLOB + i64::from(first);
    let end = (number + 1) * PIECES_PER_BLOB;
    let mut statement = db
        .conn
        .prepare_cached(
            "SELECT bytes FROM blob_piece WHERE place >= ?1 AND place < ?2 ORDER BY place LIMIT ?3",
        )
        .map_err(&failed)?;
    let mut rows = statement.query(params![start, end, count]).map_err(&failed)?;
    while let Some(row) = rows.next().map_err(&failed)? {
        each(row.get(0).map_err(&failed)?)?;
    }
    Ok(())
}

pub(super) fn put_snapshot(db: &Db, snapshot: &SnapshotRow) -> Result<()> {
    let failed = db.failed("write the snapshot");
    let transaction = db.write("write the snapshot")?;
    drop_snapshot(&transaction).and_then(|()| insert_snapshot(&transaction, snapshot)).map_err(&failed)?;
    transaction.commit().map_err(failed)
}

fn insert_snapshot(conn: &Connection, snapshot: &SnapshotRow) -> rusqlite::Result<()> {
    let at = &snapshot.at;
    conn.execute(
        "INSERT INTO snapshot (one, sequence, stamp, rolling) VALUES (1, ?1, ?2, ?3)",
        params![at.sequence.0.cast_signed(), at.stamp.cast_signed(), at.rolling.0],
    )?;
    let mut piece_row = conn.prepare_cached("INSERT INTO snapshot_piece (part, bytes) VALUES (?1, ?2)")?;
    for (number, part) in (0_i64..).zip(&snapshot.parts) {
        conn.prepare_cached("INSERT INTO snapshot_part (part, key_id) VALUES (?1, ?2)")?
            .execute(params![number, part.key.0])?;
        for piece in &part.pieces {
            piece_row.execute(params![number, piece])?;
        }
    }
    Ok(())
}

pub(super) fn drop_snapshot(conn: &Connection) -> rusqlite::Result<()> {
    conn.execute_batch("DELETE FROM snapshot; DELETE FROM snapshot_part; DELETE FROM snapshot_piece;")
}

pub(super) fn snapshot(conn: &Connection) -> rusqlite::Result<Option<SnapshotRow>> {
    let at = conn
        .query_row("SELECT sequence, stamp, rolling FROM snapshot", [], |row| {
            Ok(Head {
                sequence: Sequence(row.get::<_, i64>(0)?.cast_unsigned()),
                stamp: row.get::<_, i64>(1)?.cast_unsigned(),
                rolling: Hash(row::exactly(row, 2)?),
            })
        })
        .optional()?;
    let Some(at) = at else { return Ok(None) };
    let mut parts = conn
        .prepare("SELECT key_id FROM snapshot_part ORDER BY part")?
        .query_map([], |row| Ok(SnapshotPart { key: KeyId(row::exactly(row, 0)?), pieces: Vec::new() }))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut statement = conn.prepare("SELECT part, bytes FROM snapshot_piece ORDER BY place")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Some(part) = parts.get_mut(row.get::<_, u32>(0)? as usize) {
            part.pieces.push(row.get(1)?);
        }
    }
    Ok(Some(SnapshotRow { at, parts }))
}

pub(super) fn put_mark(conn: &Connection, mark: &Mark) -> rusqlite::Result<()> {
    conn.execute(
        "INSERT OR IGNORE INTO mark (root, chains) VALUES (?1, ?2)",
        params![mark.root, seen_to_bytes(&mark.chains)],
    )?;
    Ok(())
}

pub(super) fn marks(conn: &Connection) -> rusqlite::Result<Vec<Mark>> {
    let mut statement = conn.prepare("SELECT root, chains FROM mark ORDER BY root")?;
    let rows = statement.query_map([], |row| {
        let chains = seen_from_bytes(row.get_ref(1)?.as_blob()?).unwrap_or_default();
        Ok(Mark { root: row::exactly(row, 0)?, chains })
    })?;
    rows.collect()
}
