//! Sessions: one for each browser that came in by a link.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use themeloom_app::study::CoderId;

use crate::error::Result;
use crate::secret;
use crate::study_name::StudyName;
use crate::uploads::Uploads;

/// Links that were not used yet, at most: the oldest is forgotten first.
const MOST_LINKS: usize = 200;

/// All sessions, and the links that make new ones.
#[derive(Default)]
pub struct Sessions {
    links: Mutex<Vec<blake3::Hash>>,
    open: Mutex<Vec<(blake3::Hash, Arc<Session>)>>,
    made: AtomicU64,
}

/// One browser.
pub struct Session {
    /// Its number, for telling sessions apart.
    pub id: u64,
    seats: Mutex<BTreeMap<StudyName, CoderId>>,
    /// Files that it sent and that are in no study yet.
    pub uploads: Mutex<Uploads>,
}

impl Sessions {
    /// A secret that lets one browser in, once.
    pub fn new_link(&self) -> Result<String> {
        let token = secret::fresh()?;
        let mut links = locked(&self.links);
        if links.len() == MOST_LINKS {
            links.remove(0);
        }
        links.push(secret::kept(&token));
        Ok(token)
    }

    /// Uses a link up: the secret of the new session, or nothing where the link is unknown or used.
    pub fn enter(&self, token: &str) -> Result<Option<String>> {
        let token = secret::kept(token);
        let mut links = locked(&self.links);
        // Every link is compared, so that the time says nothing.
        let place = links
            .iter()
            .enumerate()
            .fold(None, |found, (at, link)| if *link == token { Some(at) } else { found });
        let Some(place) = place else { return Ok(None) };
        links.remove(place);
        let cookie = secret::fresh()?;
        let id = self.made.fetch_add(1, Ordering::Relaxed);
        let session = Arc::new(Session { id, seats: Mutex::default(), uploads: Mutex::default() });
        locked(&self.open).push((secret::kept(&cookie), session));
        Ok(Some(cookie))
    }

    /// The session with a cookie.
    pub fn find(&self, cookie: &str) -> Option<Arc<Session>> {
        let cookie = secret::kept(cookie);
        locked(&self.open).iter().find(|(known, _)| *known == cookie).map(|(_, session)| Arc::clone(session))
    }

    /// Takes a study away from every session: it was closed.
    pub fn leave_all(&self, study: &StudyName) {
        for (_, session) in locked(&self.open).iter() {
            session.leave(study);
        }
    }

    /// Whether any session works on a study.
    pub fn any_in(&self, study: &StudyName) -> bool {
        locked(&self.open).iter().any(|(_, session)| session.coder(study).is_some())
    }
}

impl Session {
    /// Who this session is in a study, if it opened it.
    pub fn coder(&self, study: &StudyName) -> Option<CoderId> {
        locked(&self.seats).get(study).copied()
    }

    /// Lets the session work on a study as a coder.
    pub fn enter(&self, study: StudyName, coder: CoderId) {
        locked(&self.seats).insert(study, coder);
    }

    /// Takes a study away from the session.
    pub fn leave(&self, study: &StudyName) {
        locked(&self.seats).remove(study);
        locked(&self.uploads).forget_all(study);
    }
}

/// A lock whose holder panicked still guards whole values here: each is set in one step.
pub fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_lets_one_browser_in_once() {
        let sessions = Sessions::default();
        let token = sessions.new_link().unwrap();
        let cookie = sessions.enter(&token).unwrap().unwrap();
        assert!(sessions.find(&cookie).is_some());
        assert!(sessions.enter(&token).unwrap().is_none());
        assert!(sessions.find(&token).is_none(), "the link itself is no session");
    }
}
