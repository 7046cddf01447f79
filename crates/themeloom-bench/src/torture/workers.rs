//! Work that two processors share, each in a folder of its own.

use std::path::Path;

use anyhow::{Result, anyhow};
use tempfile::TempDir;

/// Where Linux keeps files in memory. Elsewhere the ordinary folder for passing files does.
const IN_MEMORY: &str = "/dev/shm";

/// A folder for passing files; in memory where the system has such a place, because nothing that is
/// tried here needs a disk.
pub(super) fn folder() -> Result<TempDir> {
    Ok(tempfile::tempdir_in(IN_MEMORY).or_else(|_| tempfile::tempdir())?)
}

/// Does the work at each place, every second place by another thread, and gives what came of it in
/// the order of the places. A worker gets a folder of its own and a worker's state made in it.
pub(super) fn in_two<W, T: Send>(
    places: &[usize],
    begin: impl Fn(&Path) -> Result<W> + Sync,
    work: impl Fn(&mut W, usize) -> Result<T> + Sync,
) -> Result<Vec<T>> {
    const WORKERS: usize = 2;
    let share = |worker: usize| {
        let folder = folder()?;
        let mut state = begin(folder.path())?;
        let mine = places.iter().skip(worker).step_by(WORKERS);
        mine.map(|place| work(&mut state, *place)).collect::<Result<Vec<T>>>()
    };
    let mut shares = std::thread::scope(|scope| {
        let share = &share;
        let workers: Vec<_> = (0..WORKERS).map(|worker| scope.spawn(move || share(worker))).collect();
        let done = workers.into_iter().map(|worker| match worker.join() {
            Ok(done) => done.map(Vec::into_iter),
            Err(_) => Err(anyhow!("a worker panicked: see the message above")),
        });
        done.collect::<Result<Vec<_>>>()
    })?;
    let in_turn = |at: usize| shares.get_mut(at % WORKERS).and_then(Iterator::next);
    Ok((0..places.len()).map_while(in_turn).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_workers_did_comes_back_in_order() {
        let doubled = in_two(&[1, 2, 3, 4, 5], |_| Ok(()), |(), place| Ok(place * 2));
        assert_eq!(doubled.unwrap(), [2, 4, 6, 8, 10]);
        assert!(in_two(&[1, 2], |_| Ok(()), |(), _| -> Result<()> { Err(anyhow!("no")) }).is_err());
    }
}
