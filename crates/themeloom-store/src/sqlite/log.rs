//! The log in SQLite: envelopes, chains and the head.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension, params};

use super::db::Db;
use super::row;
use crate::envelope::{Body, SealedEnvelope, seen_to_bytes};
use crate::error::{Flaw, Result, StoreError};
use crate::head::Head;
use crate::ids::{Hash, Sequence};
use crate::store::{Batch, Chain, EachEnvelope, chain_start, continues, end_after};

pub(super) fn head(conn: &Connection) -> rusqlite::Result<Head> {
    conn.prepare_cached("SELECT sequence, stamp, rolling FROM study")?.query_row([], |row| {
        Ok(Head {
            sequence: Sequence(row.get::<_, i64>(0)?.cast_unsigned()),
            stamp: row.get::<_, i64>(1)?.cast_unsigned(),
            rolling: Hash(row::exactly(row, 2)?),
        })
    })
}

pub(super) fn append(db: &Db, expected: &Head, batch: &Batch) -> Result<Head> {
    let failed = db.failed("write the changes");
    let transaction = db.write("write the changes")?;
    let found = head(&transaction).map_err(&failed)?;
    if found != *expected {
        return Err(StoreError::HeadMoved { expected: *expected, found });
    }
    let mut chains = Chains { conn: &transaction, changed: BTreeMap::new() };
    for envelope in &batch.envelopes {
        if !chains.advance(envelope).map_err(&failed)? {
            return Err(StoreError::BrokenChain { id: envelope.header.id });
        }
    }
    let after = found.after_all(&batch.envelopes);
    chains
        .save()
        .and_then(|()| insert(&transaction, found.sequence, &batch.envelopes))
        .and_then(|()| save_head(&transaction, &after, &batch.sealed_head))
        .and_then(|()| transaction.commit())
        .map_err(failed)?;
    Ok(after)
}

fn insert(conn: &Connection, after: Sequence, envelopes: &[SealedEnvelope]) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO envelope (sequence, replica, counter, stamp, key_id, previous, chain, seen,
             ciphertext, ciphertext_hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for (sequence, envelope) in (after.0 + 1..).zip(envelopes) {
        let header = &envelope.header;
        let seen = (!header.seen.is_empty()).then(|| seen_to_bytes(&header.seen));
        let (ciphertext, hash) = match &envelope.body {
            Body::Sealed(bytes) => (Some(bytes), None),
            Body::Erased(hash) => (None, Some(hash.0)),
        };
        statement.execute(params![
            sequence.cast_signed(),
            header.id.replica.cast_signed(),
            header.id.counter,
            header.stamp.cast_signed(),
            header.key.0,
            header.previous.0,
            envelope.chain.0,
            seen,
            ciphertext,
            hash,
        ])?;
    }
    Ok(())
}

fn save_head(conn: &Connection, head: &Head, sealed: &[u8]) -> rusqlite::Result<()> {
    conn.prepare_cached("UPDATE study SET sequence = ?1, stamp = ?2, rolling = ?3, sealed = ?4")?
        .execute(params![head.sequence.0.cast_signed(), head.stamp.cast_signed(), head.rolling.0, sealed])?;
    Ok(())
}

/// The chains that a batch touches: read when first met, written once at the end.
struct Chains<'a> {
    conn: &'a Connection,
    changed: BTreeMap<u64, Option<Chain>>,
}

impl Chains<'_> {
    /// Takes an envelope in; `false` where it does not continue its chain.
    fn advance(&mut self, envelope: &SealedEnvelope) -> rusqlite::Result<bool> {
        let replica = envelope.header.id.replica;
        let end = self.chain(replica)?.map_or(chain_start(replica), |chain| chain.end);
        if !continues(&end, envelope) {
            return Ok(false);
        }
        for seen in &envelope.header.seen {
            if let Some(chain) = self.chain(seen.id.replica)?.filter(|chain| chain.end == *seen) {
                self.changed.insert(seen.id.replica, Some(Chain { seen_by_another: true, ..chain }));
            }
        }
        self.changed.insert(replica, Some(Chain { end: end_after(envelope), seen_by_another: false }));
        Ok(true)
    }

    fn chain(&mut self, replica: u64) -> rusqlite::Result<Option<Chain>> {
        if let Some(known) = self.changed.get(&replica) {
            return Ok(*known);
        }
        let mut statement = self
            .conn
            .prepare_cached("SELECT replica, counter, hash, seen_by_another FROM chain WHERE replica = ?1")?;
        let found = statement.query_row([replica.cast_signed()], row::chain).optional()?;
        self.changed.insert(replica, found);
        Ok(found)
    }

    fn save(&self) -> rusqlite::Result<()> {
        let mut statement = self.conn.prepare_cached(
            "INSERT OR REPLACE INTO chain (replica, counter, hash, seen_by_another) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for chain in self.changed.values().flatten() {
            let end = &chain.end;
            statement.execute(params![
                end.id.replica.cast_signed(),
                end.id.counter,
                end.chain.0,
                chain.seen_by_another
            ])?;
        }
        Ok(())
    }
}

pub(super) fn chains(conn: &Connection) -> rusqlite::Result<Vec<Chain>> {
    let mut statement = conn.prepare("SELECT replica, counter, hash, seen_by_another FROM chain")?;
    let mut chains = statement.query_map([], row::chain)?.collect::<rusqlite::Result<Vec<_>>>()?;
    chains.sort_unstable();
    Ok(chains)
}

/// Reads envelopes by a statement that takes a place and a limit.
pub(super) fn read(
    db: &Db,
    sql: &str,
    place: Sequence,
    limit: u64,
    each: &mut EachEnvelope<'_>,
) -> Result<()> {
    let failed = db.failed("read the changes");
    let mut statement = db.conn.prepare_cached(sql).map_err(&failed)?;
    let mut rows = statement.query(params![clamped(place.0), clamped(limit)]).map_err(&failed)?;
    while let Some(found) = rows.next().map_err(&failed)? {
        let (sequence, id, envelope) = row::envelope(found).map_err(&failed)?;
        let envelope = envelope.ok_or(StoreError::Damaged { sequence, id, why: Flaw::Content })?;
        if each(sequence, envelope) == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(())
}

/// SQLite's integers are signed: a larger number means "all".
fn clamped(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
