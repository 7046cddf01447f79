//! A study that is open, shared by the sessions that work on it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use themeloom_app::store::KeyCheck;
use themeloom_app::study::CoderId;
use themeloom_app::{CommittedBatch, OpenStudy};
use themeloom_wire::views::outline::NextSteps;

use crate::events::{Event, Events};
use crate::failure::Failure;
use crate::sessions::locked;

/// An open study. One request at a time reads or changes it; each takes milliseconds.
pub struct Room {
    study: Mutex<Option<OpenStudy>>,
    /// What happened to it.
    pub events: Events,
    used: Mutex<Instant>,
    /// Whether a passphrase is needed to open it.
    pub is_protected: bool,
    closed: AtomicBool,
}

impl Room {
    /// A room for an open study.
    pub fn new(mut study: OpenStudy) -> Self {
        study.follow();
        Self {
            events: Events::new(study.seq()),
            is_protected: study.key_check().is_ok_and(|check| !check.is_unprotected()),
            study: Mutex::new(Some(study)),
            used: Mutex::new(Instant::now()),
            closed: AtomicBool::new(false),
        }
    }

    /// Whether the study was taken out again.
    pub fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Does something with the study on a thread that may wait.
    pub async fn with<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut OpenStudy) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let room = Arc::clone(self);
        *locked(&room.used) = Instant::now();
        let done = tokio::task::spawn_blocking(move || {
            let mut study = locked(&room.study);
            let open = study.as_mut().ok_or_else(Failure::locked)?;
            let done = work(open);
            room.tell(open);
            done
        });
        done.await.unwrap_or_else(|_| {
            // The work panicked, and what is in memory may be half changed: only the log is to be
            // believed, so the study is opened anew from it.
            drop(self.take());
            Err(Failure::internal())
        })
    }

    /// The same as one of the coders.
    pub async fn with_coder<T: Send + 'static>(
        self: &Arc<Self>,
        coder: CoderId,
        work: impl FnOnce(&mut OpenStudy) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        self.with(move |open| open.as_coder(coder, work)).await
    }

    /// The ways to open the study, to be tried without holding it.
    pub async fn key_check(self: &Arc<Self>) -> Result<KeyCheck, Failure> {
        self.with(|open| Ok(open.key_check()?)).await
    }

    /// How long nobody used it.
    pub fn idle(&self) -> Duration {
        locked(&self.used).elapsed()
    }

    /// Takes the study out, to be closed: whoever asks for it from now on finds it locked.
    pub fn take(&self) -> Option<OpenStudy> {
        self.closed.store(true, Ordering::Release);
        let taken = locked(&self.study).take();
        self.events.tell(Event::Locked(None));
        taken
    }

    /// Tells those who follow what was committed.
    fn tell(&self, open: &mut OpenStudy) {
        let committed = open.take_committed();
        if committed.iter().any(CommittedBatch::alters_everything) {
            self.events.reload(open.seq());
            return;
        }
        for batch in committed {
            match spoken(open, &batch) {
                Some(body) => self.events.changed(batch.seq, body.into()),
                None => self.events.reload(batch.seq),
            }
        }
    }
}

/// A batch as the browser is told of it; nothing where it cannot be put into words.
fn spoken(open: &mut OpenStudy, batch: &CommittedBatch) -> Option<String> {
    let author = batch.changes.first()?.author;
    let (undo, redo) = open.as_coder(author, OpenStudy::next_steps).ok()?;
    let did = open.batch_in_words(batch).ok()?;
    let next = NextSteps { undo, redo };
    let changed = themeloom_wire::changed(open.study(), open.texts(), batch.seq, did, &batch.changes, next);
    serde_json::to_string(&changed).ok()
}
