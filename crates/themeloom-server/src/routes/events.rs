//! Following a study: what others change in it, as it happens.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::response::sse::{self, KeepAlive, Sse};
use futures_util::stream::{self, Stream, StreamExt};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

use crate::events::Event;
use crate::seat::Seat;
use crate::state::Shared;

/// How often a quiet connection says that it is there.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// What happens to the study from now on; with Last-Event-ID, from there on.
#[utoipa::path(get, path = "/studies/{study}/events", tag = "study", params(("study" = String, Path)), responses((status = 200, content_type = "text/event-stream")))]
pub async fn follow(State(shared): State<Shared>, seat: Seat, headers: HeaderMap) -> impl IntoResponse {
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let (missed, bell) = seat.room.events.follow(last);
    let follower = Follower { seat, bell, stopping: shared.stopping.subscribe(), over: false };
    let begun = stream::once(async { Ok(sse::Event::default().comment("following")) });
    let missed = stream::iter(missed.into_iter().map(|event| Ok(spoken(&event))));
    Sse::new(begun.chain(missed).chain(follower.into_stream()))
        .keep_alive(KeepAlive::new().interval(HEARTBEAT).text("here"))
}

/// A browser that follows.
struct Follower {
    seat: Seat,
    bell: Receiver<Event>,
    stopping: watch::Receiver<bool>,
    over: bool,
}

impl Follower {
    fn into_stream(self) -> impl Stream<Item = Result<sse::Event, Infallible>> {
        stream::unfold(self, |mut follower| async move {
            let event = follower.next().await?;
            Some((Ok(spoken(&event)), follower))
        })
    }

    /// The next event that concerns this session; nothing when there will be none.
    async fn next(&mut self) -> Option<Event> {
        while !self.over {
            let heard = tokio::select! {
                heard = self.bell.recv() => heard,
                _ = self.stopping.wait_for(|stop| *stop) => return None,
            };
            match heard {
                Ok(Event::Locked(whose)) if whose.is_none_or(|id| id == self.seat.session.id) => {
                    self.over = true;
                    return Some(Event::Locked(whose));
                }
                Ok(Event::Locked(_)) => {}
                Ok(event) => return Some(event),
                // Too slow to hear all of it: the browser asks for everything again.
                Err(RecvError::Lagged(_)) => return Some(Event::Reload { seq: self.seat.room.events.seq() }),
                Err(RecvError::Closed) => return None,
            }
        }
        None
    }
}

fn spoken(event: &Event) -> sse::Event {
    let spoken = sse::Event::default();
    match event {
        Event::Changed { seq, body } => spoken.event("changed").id(seq.to_string()).data(body),
        Event::Reload { seq } => spoken.event("reload").id(seq.to_string()).data(""),
        Event::Locked(_) => spoken.event("locked").data(""),
    }
}
