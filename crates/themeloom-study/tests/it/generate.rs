//! Well-formed logs: two or three replicas that write what each of them sees, apart and merged.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use themeloom_study::attribute::{AttributeDefinition, AttributeKind, AttributeOf};
use themeloom_study::{
    BatchId, Change, ChangeId, CoderId, ConflictKind, Op, Outcome, ParticipantId, Seal, Stamp, Study,
    Timestamp, WhyNot,
};

use crate::kinds::{KINDS, kind_of};
use crate::ops;

/// How many cases each law is tried on.
pub const CASES: u32 = 1000;

/// One replica: what it has met, and what that comes to.
#[derive(Clone)]
pub struct Writer {
    replica: u64,
    counter: u32,
    pub log: Vec<Change>,
    pub study: Study,
}

/// A change, under the next stamp of the study that its author sees.
pub fn change(study: &Study, id: ChangeId, author: CoderId, op: Op) -> Change {
    let stamp = Stamp(study.stamp().0 + 1);
    Change { id, stamp, batch: BatchId(id), gesture: None, author, at: Timestamp(1_000), op }
}

/// What a log comes to.
pub fn replay<'a>(log: impl IntoIterator<Item = &'a Change>) -> Study {
    let mut study = Study::default();
    for change in log {
        study.apply(change);
    }
    study
}

/// The union of two logs, in its order.
pub fn union(a: &[Change], b: &[Change]) -> Vec<Change> {
    let all: BTreeMap<_, &Change> = a.iter().chain(b).map(|change| (change.order(), change)).collect();
    all.into_values().cloned().collect()
}

impl Writer {
    /// A replica that has met nothing yet.
    pub fn new(replica: u64) -> Self {
        Self { replica, counter: 0, log: Vec::new(), study: Study::default() }
    }

    /// Writes what a person at this replica does now.
    pub fn write(&mut self, op: Op) -> (ChangeId, Outcome) {
        self.counter += 1;
        let id = ChangeId::new(self.replica, self.counter);
        let author = self.study.coders().rows().first().map_or(CoderId(id), |coder| coder.id);
        let change = change(&self.study, id, author, op);
        let outcome = self.study.apply(&change);
        self.log.push(change);
        (id, outcome)
    }

    /// Meets all that another replica has written.
    pub fn merge(&mut self, other: &[Change]) {
        self.log = union(&self.log, other);
        self.study = replay(&self.log);
    }
}

/// What several replicas wrote from a common past.
#[derive(Clone)]
pub struct World {
    /// The changes that set the study up.
    pub n_common: usize,
    pub writers: Vec<Writer>,
    /// For each later change, what its author had met, and whose key seals it by what the author saw.
    pub seen: BTreeMap<ChangeId, BTreeSet<ChangeId>>,
    pub seals: BTreeMap<ChangeId, Seal>,
}

impl fmt::Debug for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let later = self.union().into_iter().filter(|change| self.seen.contains_key(&change.id));
        f.debug_list().entries(later).finish()
    }
}

impl World {
    /// All changes, in their order.
    pub fn union(&self) -> Vec<Change> {
        self.writers.iter().fold(Vec::new(), |all, writer| union(&all, &writer.log))
    }

    /// How many pairs of later changes were written without knowing of each other, and how many pairs
    /// there are.
    fn concurrent_pairs(&self) -> (usize, usize) {
        let ids: Vec<_> = self.seen.iter().collect();
        let mut counts = (0, 0);
        for (i, (a, a_saw)) in ids.iter().enumerate() {
            for (b, b_saw) in ids.iter().skip(i + 1) {
                counts.1 += 1;
                counts.0 += usize::from(!a_saw.contains(b) && !b_saw.contains(a));
            }
        }
        counts
    }

    fn write(&mut self, writer: usize, kind: &str, seed: u64) {
        let writer = &mut self.writers[writer];
        let Some(op) = ops::make(kind, &writer.study, seed) else { return };
        let saw = writer.log.iter().map(|change| change.id).collect();
        let seal = writer.study.seal_of(&op);
        let (id, _) = writer.write(op);
        self.seen.insert(id, saw);
        self.seals.insert(id, seal);
    }
}

/// A study with something of everything, for the changes that follow to meet.
fn set_up(replica: u64) -> (Writer, BTreeMap<ChangeId, Seal>) {
    let (mut writer, mut seals) = (Writer::new(replica), BTreeMap::new());
    let mut write = |writer: &mut Writer, op: Op| {
        let seal = writer.study.seal_of(&op);
        let (id, outcome) = writer.write(op);
        assert_eq!(outcome, Outcome::Done, "the set-up meets no conflict");
        seals.insert(id, seal);
        id
    };
    for name in ["Ann", "Ben"] {
        write(&mut writer, Op::AddCoder { name: name.to_owned(), initials: name[..1].to_owned() });
    }
    write(
        &mut writer,
        Op::DefineAttribute(AttributeDefinition {
            of: AttributeOf::Participant,
            name: "role group".to_owned(),
            kind: AttributeKind::Text,
            help: String::new(),
            judged: false,
        }),
    );
    let people: Vec<ParticipantId> = ["P01", "P02", "P03"]
        .iter()
        .map(|p| Op::AddParticipant { pseudonym: (*p).to_owned(), organisation: None })
        .map(|op| ParticipantId(write(&mut writer, op)))
        .collect();
    for (name, participants) in [("P01", vec![people[0]]), ("both", vec![people[1], people[2]])] {
        write(&mut writer, Op::AddCase { name: name.to_owned(), participants });
    }
    for speaking in [&people[..1], &people[1..]] {
        write(&mut writer, Op::AddSource(Box::new(ops::new_source(speaking))));
    }
    let made = [
        "AddOrganisation",
        "AddCode",
        "AddCode",
        "AddCode",
        "Code",
        "Code",
        "Code",
        "CorrectText",
        "Cell.Summary",
        "WriteMemo",
        "Comment",
        "AddElement",
        "FixFramework",
        "AddTheme",
        "AddFinding",
        "AddEvidence",
        "AddRecommendation",
        "RecordCopy",
        "AdoptProtocol",
        "CorrectText",
        "CorrectText",
    ];
    for (seed, kind) in (0..).zip(made) {
        if let Some(op) = ops::make(kind, &writer.study, seed) {
            write(&mut writer, op);
        }
    }
    (writer, seals)
}

/// Kinds that need something rare before them, given more chances.
const OFTEN: &[&str] = &[
    "CorrectText",
    "CorrectText",
    "CorrectText",
    "CorrectionWords",
    "CorrectionWords",
    "WithdrawCorrection",
    "WithdrawCorrection",
    "RestoreCorrection",
    "RestoreCorrection",
    "RestoreCorrection",
    "Retire",
    "Retire",
    "Restore",
    "Restore",
    "SettleConflict",
    "SettleConflict",
    "Code",
    "Code",
    "Code.Parent",
    "Code.Parent",
    "Participant.Consent",
    "NameStudy",
    "Code.Name",
];

/// What happens in a world: at which replica, which kind of change, and the luck it brings.
type Step = (usize, usize, u64);

/// Builds the world in which these steps happen. `base` sets two worlds' ids apart.
/// `busy` are the kinds of change that everybody is at, and half of the steps are of them.
pub fn world_of(base: u64, steps: &[Step], busy: &[usize], n_writers: usize) -> World {
    let (first, seals) = set_up(base);
    let log = first.log.clone();
    let mut writers = vec![first];
    for n in 1..n_writers {
        let mut writer = Writer::new(base + u64::try_from(n).unwrap());
        writer.merge(&log);
        writers.push(writer);
    }
    let mut world = World { n_common: log.len(), writers, seen: BTreeMap::new(), seals };
    for &(at, kind, seed) in steps {
        let at = at % n_writers;
        let is_busy = seed % 2 == 0 && kind < KINDS.len() + OFTEN.len();
        let kind = busy.get(kind % busy.len()).filter(|_| is_busy).copied().unwrap_or(kind);
        match KINDS.iter().chain(OFTEN).nth(kind) {
            Some(kind) => world.write(at, kind, seed),
            None => {
                let from = world.writers[(at + 1) % n_writers].log.clone();
                world.writers[at].merge(&from);
            }
        }
    }
    world
}

/// Worlds of two or three replicas with up to `n` later changes.
pub fn worlds(base: u64, n: usize) -> impl Strategy<Value = World> {
    // The numbers beyond the kinds stand for a merge of another replica's log.
    let n_kinds = KINDS.len() + OFTEN.len();
    let step = (0..3usize, 0..n_kinds + 10, any::<u64>());
    let busy = proptest::collection::vec(0..n_kinds, 4);
    (proptest::collection::vec(step, n / 3..=n), busy, 2..=3usize)
        .prop_map(move |(steps, busy, n_writers)| world_of(base, &steps, &busy, n_writers))
}

/// What a world must have met at least once. That something is missing or does not fit happens only in logs with gaps.
const CONFLICTS: &[&str] =
    &["archived", "cycle", "erased", "overwrote", "kept stricter", "corrected meanwhile"];

fn conflict_kind_of(kind: &ConflictKind) -> &'static str {
    match kind {
        ConflictKind::NotApplied(WhyNot::Missing) => "missing",
        ConflictKind::NotApplied(WhyNot::Archived) => "archived",
        ConflictKind::NotApplied(WhyNot::Cycle) => "cycle",
        ConflictKind::NotApplied(WhyNot::DoesNotFit) => "does not fit",
        ConflictKind::NotApplied(WhyNot::Erased) => "erased",
        ConflictKind::Overwrote(_) => "overwrote",
        ConflictKind::KeptStricter => "kept stricter",
        ConflictKind::CorrectedMeanwhile(_) => "corrected meanwhile",
    }
}

/// Tries a law on [`CASES`] worlds, and asserts that these had every kind of change in them, and at
/// least one pair of changes in ten written without knowing of each other.
pub fn for_every_kind(law: impl Fn(&World) -> Result<(), TestCaseError>) {
    let mut runner = TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
    let met = std::cell::RefCell::new((BTreeMap::<&str, usize>::new(), 0usize, 0usize));
    let result = runner.run(&worlds(1, 36), |world| {
        let mut met = met.borrow_mut();
        let union = world.union();
        for change in &union {
            *met.0.entry(kind_of(&change.op)).or_default() += 1;
        }
        for conflict in replay(&union).conflicts() {
            *met.0.entry(conflict_kind_of(&conflict.kind)).or_default() += 1;
        }
        let (concurrent, all) = world.concurrent_pairs();
        met.1 += concurrent;
        met.2 += all;
        drop(met);
        law(&world)
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
    let (kinds, concurrent, all) = met.into_inner();
    let unmet: Vec<_> = KINDS.iter().chain(CONFLICTS).filter(|kind| !kinds.contains_key(*kind)).collect();
    assert!(unmet.is_empty(), "kinds that no case had: {unmet:?}");
    assert!(concurrent * 10 >= all, "only {concurrent} of {all} pairs were concurrent");
    let fewest = kinds.iter().min_by_key(|(_, n)| **n);
    println!("{concurrent} of {all} pairs concurrent; fewest of a kind: {fewest:?}; {kinds:?}");
}
