//! The codings of each row: one walk over all codings in the order in which they lie in memory, on several
//! threads where there are many, and a counting sort by row.

use rustc_hash::FxHashMap;
use themeloom_study::coding::Coding;
use themeloom_study::{CodeId, ParticipantId, SourceId, Study};

use super::rows::MatrixRow;

/// Below so many codings a second thread costs more than it brings.
const MANY: usize = 20_000;
/// More threads than this are kept waiting by the memory.
const MOST_THREADS: usize = 8;

/// A coding in a row: twice the number of its code, and one more where nobody has read the passage.
pub(super) type Entry<'s> = (u32, &'s Coding);

/// The codings of all rows, row after row, each in the order in which they were made.
pub(super) struct Gathered<'s> {
    entries: Vec<Entry<'s>>,
    starts: Vec<usize>,
    /// Counted codings that belong to no row.
    pub outside: usize,
}

impl<'s> Gathered<'s> {
    /// The codings of one row.
    pub fn row(&self, row: usize) -> &[Entry<'s>] {
        let bound = |at: usize| self.starts.get(at).copied().unwrap_or(self.entries.len());
        self.entries.get(bound(row)..bound(row + 1)).unwrap_or_default()
    }
}

/// How many threads work on a study.
pub(super) fn threads(study: &Study) -> usize {
    if study.codings().rows().len() < MANY {
        return 1;
    }
    std::thread::available_parallelism().map_or(1, |n| n.get().min(MOST_THREADS))
}

/// Runs work over parts of a slice, each on its own thread, and returns what came of them in order.
pub(super) fn in_parts<'t, T: Sync, R: Send>(
    items: &'t [T],
    threads: usize,
    work: impl Fn(&'t [T]) -> R + Sync,
) -> Vec<R> {
    let share = items.len().div_ceil(threads).max(1);
    if threads == 1 {
        return vec![work(items)];
    }
    std::thread::scope(|scope| {
        let work = &work;
        let workers: Vec<_> =
            items.chunks(share).map(|part| (part, scope.spawn(move || work(part)))).collect();
        // A worker that could not finish leaves its part to this thread.
        workers.into_iter().map(|(part, worker)| worker.join().unwrap_or_else(|_| work(part))).collect()
    })
}

/// Whose account a source is.
enum Account {
    /// These rows'.
    Whole(Vec<u32>),
    /// Several participants speak: each coding is looked at.
    Shared,
}

struct Gatherer<'s, 'a> {
    study: &'s Study,
    codes: &'a FxHashMap<CodeId, u32>,
    rows_of: FxHashMap<ParticipantId, Vec<u32>>,
    accounts: FxHashMap<SourceId, Account>,
}

/// What one walk over a part of the codings found.
struct Walk<'s> {
    entries: Vec<(u32, Entry<'s>)>,
    outside: usize,
}

/// Gathers the codings of each row; `codes` numbers the codes that are not archived.
pub(super) fn gather<'s>(
    study: &'s Study,
    rows: &[MatrixRow],
    codes: &FxHashMap<CodeId, u32>,
) -> Gathered<'s> {
    let gatherer = Gatherer::new(study, rows, codes);
    let walks = in_parts(study.codings().rows(), threads(study), |part| gatherer.walk(part));
    let mut starts = vec![0; rows.len() + 1];
    for (row, _) in walks.iter().flat_map(|walk| &walk.entries) {
        starts.get_mut(*row as usize + 1).into_iter().for_each(|n| *n += 1);
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    // Every place is written below; the first coding only fills the room.
    let mut entries: Vec<Entry<'s>> =
        study.codings().rows().first().map(|any| vec![(0, any); sum]).unwrap_or_default();
    for (row, entry) in walks.iter().flat_map(|walk| &walk.entries) {
        let Some(place) = next.get_mut(*row as usize) else { continue };
        entries.get_mut(*place).into_iter().for_each(|slot| *slot = *entry);
        *place += 1;
    }
    Gathered { entries, starts, outside: walks.iter().map(|walk| walk.outside).sum() }
}

impl<'s, 'a> Gatherer<'s, 'a> {
    fn new(study: &'s Study, rows: &[MatrixRow], codes: &'a FxHashMap<CodeId, u32>) -> Self {
        let mut rows_of: FxHashMap<ParticipantId, Vec<u32>> = FxHashMap::default();
        for (at, row) in (0u32..).zip(rows) {
            for participant in &row.participants {
                rows_of.entry(*participant).or_default().push(at);
            }
        }
        let mut accounts = FxHashMap::default();
        for source in study.sources().iter() {
            let account = match source.subject {
                Some(subject) => Account::Whole(rows_of.get(&subject).cloned().unwrap_or_default()),
                None if source.participants().any(|p| rows_of.contains_key(&p)) => Account::Shared,
                None => Account::Whole(Vec::new()),
            };
            accounts.insert(source.id, account);
        }
        Self { study, codes, rows_of, accounts }
    }

    fn walk(&self, codings: &'s [Coding]) -> Walk<'s> {
        let mut walk = Walk { entries: Vec::with_capacity(codings.len()), outside: 0 };
        for coding in codings.iter().filter(|coding| !coding.retired) {
            // Codes and sources that are archived are not in these maps: [`Study::counts`] refuses them too.
            let (Some(&code), Some(account)) =
                (self.codes.get(&coding.code), self.accounts.get(&coding.source))
            else {
                continue;
            };
            let rows = match account {
                Account::Whole(rows) => rows.as_slice(),
                Account::Shared => self.rows_of_shared(coding),
            };
            let entry = (code * 2 + u32::from(!coding.read), coding);
            walk.entries.extend(rows.iter().map(|&row| (row, entry)));
            walk.outside += usize::from(rows.is_empty() && coding.read);
        }
        walk
    }

    fn rows_of_shared(&self, coding: &Coding) -> &[u32] {
        let participant = self.study.participant_of_coding(coding);
        participant.and_then(|p| self.rows_of.get(&p)).map(Vec::as_slice).unwrap_or_default()
    }
}
