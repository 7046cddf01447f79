//! Rows to values and back.

use rusqlite::Row;

use crate::envelope::{Body, Header, ReplicaHead, SealedEnvelope, seen_from_bytes};
use crate::ids::{EnvelopeId, Hash, KeyFor, KeyId, Sequence, SubjectId};
use crate::store::{Chain, KeyRow};

/// The columns of an envelope, in the order that [`envelope`] reads.
pub(super) const ENVELOPE: &str =
    "sequence, replica, counter, stamp, key_id, previous, chain, seen, ciphertext, ciphertext_hash";

/// An envelope with its place; the inner error names one whose columns are not of the right shape.
pub(super) fn envelope(row: &Row<'_>) -> rusqlite::Result<(Sequence, EnvelopeId, Option<SealedEnvelope>)> {
    let sequence = Sequence(row.get::<_, i64>(0)?.cast_unsigned());
    let counter = row.get::<_, i64>(2)?;
    let id = EnvelopeId {
        replica: row.get::<_, i64>(1)?.cast_unsigned(),
        counter: u32::try_from(counter).unwrap_or(u32::MAX),
    };
    let envelope = if u32::try_from(counter).is_ok() { envelope_parts(row, id)? } else { None };
    Ok((sequence, id, envelope))
}

fn envelope_parts(row: &Row<'_>, id: EnvelopeId) -> rusqlite::Result<Option<SealedEnvelope>> {
    let seen = match row.get_ref(7)?.as_blob_or_null()? {
        Some(bytes) => seen_from_bytes(bytes),
        None => Some(Vec::new()),
    };
    let body = match row.get_ref(8)?.as_blob_or_null()? {
        Some(bytes) => Some(Body::Sealed(bytes.to_vec())),
        None => bytes(row, 9)?.map(|hash| Body::Erased(Hash(hash))),
    };
    let (Some(key), Some(previous), Some(chain), Some(seen), Some(body)) =
        (bytes(row, 4)?, bytes(row, 5)?, bytes(row, 6)?, seen, body)
    else {
        return Ok(None);
    };
    let stamp = row.get::<_, i64>(3)?.cast_unsigned();
    let header = Header { id, stamp, key: KeyId(key), previous: Hash(previous), seen };
    Ok(Some(SealedEnvelope { header, body, chain: Hash(chain) }))
}

/// A column of exactly `N` bytes; `None` where it is null or of another length.
pub(super) fn bytes<const N: usize>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<[u8; N]>> {
    Ok(row.get_ref(column)?.as_blob_or_null()?.and_then(|bytes| bytes.try_into().ok()))
}

/// A column that has to be exactly `N` bytes.
pub(super) fn exactly<const N: usize>(row: &Row<'_>, column: usize) -> rusqlite::Result<[u8; N]> {
    bytes(row, column)?.ok_or_else(|| unfit(column))
}

/// A chain: `replica, counter, hash, seen_by_another`.
pub(super) fn chain(row: &Row<'_>) -> rusqlite::Result<Chain> {
    let id = EnvelopeId { replica: row.get::<_, i64>(0)?.cast_unsigned(), counter: row.get(1)? };
    let end = ReplicaHead { id, chain: Hash(exactly(row, 2)?) };
    Ok(Chain { end, seen_by_another: row.get(3)? })
}

/// A key: `id, role, subject, generation, wrapped_by, wrapped, destroyed`.
pub(super) fn key(row: &Row<'_>) -> rusqlite::Result<KeyRow> {
    let purpose = KeyFor::from_parts(row.get(1)?, bytes(row, 2)?.map(SubjectId));
    Ok(KeyRow {
        id: KeyId(exactly(row, 0)?),
        purpose: purpose.ok_or_else(|| unfit(1))?,
        generation: row.get(3)?,
        wrapped_by: bytes(row, 4)?.map(KeyId),
        wrapped: row.get(5)?,
        destroyed: yes_or_no(row, 6)?,
    })
}

/// A column that is 0 or 1: a flipped bit of either is neither, or the other.
fn yes_or_no(row: &Row<'_>, column: usize) -> rusqlite::Result<bool> {
    match row.get::<_, i64>(column)? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(unfit(column)),
    }
}

fn unfit(column: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(
        column,
        rusqlite::types::Type::Blob,
        "the column does not have the shape of format 1".into(),
    )
}
