//! Bodies of requests: how large they may be, and how slowly they may come.

use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use tokio::time::{Instant, timeout};
use tokio_util::bytes::BytesMut;

use crate::failure::Failure;
use crate::state::Shared;

/// The most that is taken of JSON: a long account's corrections fit many times.
pub const MOST_JSON: u64 = 8_000_000;
/// The most that is taken of one document: what the importer takes, and a little more.
pub const MOST_DOCUMENT: u64 = 300_000_000;
/// The most that is taken of a backup.
pub const MOST_BACKUP: u64 = 64_000_000_000;
/// The least bytes a second that a large body must come with, once patience has run out.
const LEAST_RATE: u64 = 16_000;

/// Reads a small body whole before anything is done with it, so that a client that dribbles holds
/// nothing but its own connection.
pub async fn small(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    let read = timeout(shared.options.patience, in_memory(body, MOST_JSON, shared.options.patience)).await;
    match read.unwrap_or_else(|_| Err(Failure::too_slow())) {
        Ok(bytes) => next.run(Request::from_parts(head, Body::from(bytes))).await,
        Err(failure) => failure.into_response(),
    }
}

/// A body in memory.
pub async fn in_memory(body: Body, most: u64, patience: Duration) -> Result<Bytes, Failure> {
    let mut whole = BytesMut::new();
    let mut pieces = Pieces::new(body, most, patience)?;
    while let Some(piece) = pieces.next().await? {
        whole.extend_from_slice(&piece);
    }
    Ok(whole.freeze())
}

/// A body piece by piece, refused where it is too large or comes too slowly.
pub struct Pieces {
    body: BodyDataStream,
    most: u64,
    patience: Duration,
    begun: Instant,
    taken: u64,
}

impl Pieces {
    /// Begins to read.
    pub fn new(body: Body, most: u64, patience: Duration) -> Result<Self, Failure> {
        if body.size_hint().lower() > most {
            return Err(Failure::too_large(most));
        }
        Ok(Self { body: body.into_data_stream(), most, patience, begun: Instant::now(), taken: 0 })
    }

    /// The next piece; nothing at the end.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Failure> {
        let piece = match timeout(self.patience, self.body.next()).await {
            Err(_) => return Err(Failure::too_slow()),
            Ok(None) => return Ok(None),
            Ok(Some(piece)) => piece.map_err(|_| Failure::unreadable("the connection broke off"))?,
        };
        self.taken += piece.len() as u64;
        if self.taken > self.most {
            return Err(Failure::too_large(self.most));
        }
        let late = self.begun.elapsed().saturating_sub(self.patience).as_secs();
        if self.taken < late * LEAST_RATE {
            return Err(Failure::too_slow());
        }
        Ok(Some(piece))
    }
}
