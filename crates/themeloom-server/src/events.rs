//! What happened to an open study, for those who follow it: a ring of the last changes, and a bell.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use tokio::sync::broadcast::{self, Receiver, Sender};

use crate::sessions::locked;

/// How many changes are kept for those who come back after a lost connection.
const KEPT: usize = 1_000;

/// What a follower is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A batch was committed; the body is made once for all followers.
    Changed {
        /// Its place in the log.
        seq: u64,
        /// The `Changed` of the wire, as JSON.
        body: Arc<str>,
    },
    /// Everything has to be looked at again.
    Reload {
        /// The place in the log from which on.
        seq: u64,
    },
    /// The study was locked: for one session, or for all.
    Locked(Option<u64>),
}

/// What happened, and who is told.
pub struct Events {
    ring: Mutex<Ring>,
    bell: Sender<Event>,
}

struct Ring {
    /// The place in the log after which the ring knows everything.
    since: u64,
    /// The place of the last change.
    seq: u64,
    changes: VecDeque<(u64, Arc<str>)>,
}

impl Events {
    /// Nothing happened yet; the log stands at `seq`.
    pub fn new(seq: u64) -> Self {
        Self {
            ring: Mutex::new(Ring { since: seq, seq, changes: VecDeque::new() }),
            bell: broadcast::channel(KEPT).0,
        }
    }

    /// Tells all followers of a batch.
    pub fn changed(&self, seq: u64, body: Arc<str>) {
        let mut ring = locked(&self.ring);
        if ring.changes.len() == KEPT
            && let Some((oldest, _)) = ring.changes.pop_front()
        {
            ring.since = oldest;
        }
        ring.seq = seq;
        ring.changes.push_back((seq, Arc::clone(&body)));
        // Sent under the lock, so that nobody who begins to follow misses one or hears one twice.
        self.ring_bell(Event::Changed { seq, body });
    }

    /// Tells all followers to look at everything again.
    pub fn reload(&self, seq: u64) {
        let mut ring = locked(&self.ring);
        *ring = Ring { since: seq, seq, changes: VecDeque::new() };
        self.ring_bell(Event::Reload { seq });
    }

    /// Tells followers something that is no change.
    pub fn tell(&self, event: Event) {
        self.ring_bell(event);
    }

    fn ring_bell(&self, event: Event) {
        // That nobody follows is no failure.
        drop(self.bell.send(event));
    }

    /// Begins to follow: what happened after `last`, if somebody comes back, and what will happen.
    pub fn follow(&self, last: Option<u64>) -> (Vec<Event>, Receiver<Event>) {
        let ring = locked(&self.ring);
        let missed = match last {
            None => Vec::new(),
            Some(last) if last < ring.since || last > ring.seq => vec![Event::Reload { seq: ring.seq }],
            Some(last) => ring
                .changes
                .iter()
                .filter(|(seq, _)| *seq > last)
                .map(|(seq, body)| Event::Changed { seq: *seq, body: Arc::clone(body) })
                .collect(),
        };
        (missed, self.bell.subscribe())
    }

    /// The place of the last change.
    pub fn seq(&self) -> u64 {
        locked(&self.ring).seq
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(events: &Events, last: u64) -> Vec<u64> {
        let (missed, _) = events.follow(Some(last));
        missed
            .iter()
            .filter_map(|event| if let Event::Changed { seq, .. } = event { Some(*seq) } else { None })
            .collect()
    }

    #[test]
    fn whoever_comes_back_is_told_what_they_missed() {
        let events = Events::new(10);
        for seq in [12, 13, 17] {
            events.changed(seq, "{}".into());
        }
        assert_eq!(after(&events, 10), [12, 13, 17]);
        assert_eq!(after(&events, 13), [17]);
        assert_eq!(after(&events, 17), [0; 0]);
    }

    #[test]
    fn whoever_was_away_too_long_looks_at_everything_again() {
        let events = Events::new(0);
        for seq in 1..=1_500 {
            events.changed(seq, "{}".into());
        }
        assert_eq!(events.follow(Some(499)).0, [Event::Reload { seq: 1_500 }]);
        assert_eq!(after(&events, 500).len(), KEPT);
        assert_eq!(events.follow(Some(9_999)).0, [Event::Reload { seq: 1_500 }]);
    }
}
