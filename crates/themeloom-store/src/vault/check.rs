//! The check: is everything what was written?

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::Vault;
use super::blobs::{fetch, open_blob};
use super::read::{Opened, open_bytes};
use super::ring::{KeyRing, SealedHead};
use super::snapshot::open_all;
use super::verify::Verifier;
use crate::envelope::{Body, ReplicaHead, SealedEnvelope};
use crate::error::{Flaw, Part, Result, StoreError};
use crate::head::PrintedHead;
use crate::ids::{EnvelopeId, Hash, Sequence, StudyId};
use crate::store::{Chain, Store};

/// Something that is not what was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Problem {
    /// An envelope.
    Envelope {
        /// Its place in this store.
        sequence: Sequence,
        /// Its name as stored.
        id: EnvelopeId,
        /// What does not fit.
        why: Flaw,
    },
    /// Something else.
    Part(Part),
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Envelope { sequence, id, why } => write!(f, "change {sequence} ({id}): {why}"),
            Self::Part(part) => write!(f, "{part} is not what was written"),
        }
    }
}

/// How a store stands to a printed head.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Against {
    /// Everything that the head covers is there and unaltered.
    Unchanged,
    /// Something that it covers is missing or was altered; this is the first envelope known to be.
    Altered(EnvelopeId),
    /// No such head is remembered here, and the first changes of this store do not give it: it was
    /// printed from another copy that was never merged into this one, or what it covers was altered.
    Unknown,
}

/// What a check found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CheckReport {
    /// Envelopes looked at.
    pub envelopes: u64,
    /// Those whose ciphertext was erased: their chain was verified.
    pub erased: u64,
    /// Those under keys that this person's slot does not reach: their chain was verified.
    pub locked: u64,
    /// Blobs looked at.
    pub blobs: u64,
    /// The problems, in the order of the store; at most [`CheckReport::MOST`].
    pub problems: Vec<Problem>,
    /// All problems, also those beyond the list.
    pub count: u64,
    /// How the store stands to the printed head, if one was given.
    pub against: Option<Against>,
}

impl CheckReport {
    /// The longest list of problems.
    pub const MOST: usize = 100;

    /// Whether everything is what was written.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.count == 0 && matches!(self.against, None | Some(Against::Unchanged))
    }

    fn add(&mut self, problem: Problem) {
        self.count += 1;
        if self.problems.len() < Self::MOST {
            self.problems.push(problem);
        }
    }
}

impl Vault {
    /// Verifies every envelope, blob, key and the snapshot, and the sealed head; and, where a printed
    /// head is given, that nothing that it covers changed.
    ///
    /// # Errors
    /// Only where the store cannot be read at all: what is damaged is in the report.
    pub fn check(&mut self, against: Option<&PrintedHead>) -> Result<CheckReport> {
        let (study, ring) = (self.study, &self.ring);
        // What is on the disk is hashed, not what was unlocked from it earlier.
        let mut report = CheckReport::default();
        self.store.frozen(&mut |store| {
            let mut fresh = KeyRing::default();
            fresh.rows = store.keys()?.into_iter().map(|row| (row.id, row)).collect();
            fresh.erased = store.erased_subjects()?.into_iter().collect();
            fresh.slots = store.slots()?;
            let digest = fresh.digest()?;
            let sealed = ring.open_head(study, &store.sealed_head()?);
            let verifier = check_log(study, ring, store, against, &mut report)?;
            check_ends(store, &verifier, sealed.as_ref(), digest, &mut report)?;
            check_parts(study, ring, store, &mut report)
        })?;
        Ok(report)
    }
}

/// What is asked of the log about a printed head.
struct Wanted {
    head: PrintedHead,
    /// The chain ends that the head covers, where the store remembers them.
    ends: Option<BTreeMap<EnvelopeId, Hash>>,
    altered: Option<EnvelopeId>,
    prefix_fits: bool,
}

impl Wanted {
    fn new(study: StudyId, store: &mut dyn Store, head: PrintedHead) -> Result<Self> {
        let mark = store.marks()?.into_iter().find(|mark| mark.root == head.root);
        let mark = mark.filter(|mark| PrintedHead::of(study, &mark.chains) == head);
        let ends = mark.map(|mark| mark.chains.iter().map(|end| (end.id, end.chain)).collect());
        let prefix_fits = head == PrintedHead::of(study, &[]);
        Ok(Self { head, ends, altered: None, prefix_fits })
    }

    fn meet(&mut self, study: StudyId, verifier: &Verifier, envelope: &SealedEnvelope, flawed: bool) {
        let id = envelope.header.id;
        let Some(ends) = &mut self.ends else {
            if verifier.head.sequence.0 == self.head.count {
                let chains: Vec<ReplicaHead> = verifier.chains.values().copied().collect();
                self.prefix_fits = PrintedHead::of(study, &chains) == self.head;
            }
            return;
        };
        let covered = ends.range(id..=EnvelopeId { counter: u32::MAX, ..id }).next().is_some();
        let differs = ends.remove(&id).is_some_and(|chain| chain != envelope.chain);
        if covered && (flawed || differs) {
            self.altered.get_or_insert(id);
        }
    }

    fn verdict(self) -> Against {
        match (self.altered, self.ends) {
            (Some(id), _) => Against::Altered(id),
            (None, Some(ends)) => ends.keys().next().map_or(Against::Unchanged, |id| Against::Altered(*id)),
            (None, None) if self.prefix_fits => Against::Unchanged,
            (None, None) => Against::Unknown,
        }
    }
}

fn check_log(
    study: StudyId,
    ring: &KeyRing,
    store: &mut dyn Store,
    against: Option<&PrintedHead>,
    report: &mut CheckReport,
) -> Result<Verifier> {
    let mut wanted = against.map(|head| Wanted::new(study, store, *head)).transpose()?;
    let mut verifier = Verifier::after(study, Sequence::START);
    // An envelope whose columns cannot even be read is told, and the reading goes on after it.
    loop {
        let from = verifier.head.sequence;
        let read = store.read(from, u64::MAX, &mut |sequence, envelope| {
            let flaw = check_envelope(ring, &mut verifier, sequence, &envelope, report);
            if let Some(why) = flaw {
                report.add(Problem::Envelope { sequence, id: envelope.header.id, why });
            }
            if let Some(wanted) = &mut wanted {
                wanted.meet(study, &verifier, &envelope, flaw.is_some());
            }
            ControlFlow::Continue(())
        });
        match read {
            Ok(()) => break,
            Err(StoreError::Damaged { sequence, id, why }) if sequence > verifier.head.sequence => {
                report.add(Problem::Envelope { sequence, id, why });
                verifier.head.sequence = sequence;
            }
            Err(other) => return Err(other),
        }
    }
    report.against = wanted.map(Wanted::verdict);
    Ok(verifier)
}

fn check_envelope(
    ring: &KeyRing,
    verifier: &mut Verifier,
    sequence: Sequence,
    envelope: &SealedEnvelope,
    report: &mut CheckReport,
) -> Option<Flaw> {
    report.envelopes += 1;
    let (outside, flaw) = verifier.accept(sequence, envelope);
    if flaw.is_some() {
        return flaw;
    }
    let key = envelope.header.key;
    if !ring.rows.contains_key(&key) {
        return Some(Flaw::Key);
    }
    let Body::Sealed(sealed) = &envelope.body else {
        report.erased += 1;
        return None;
    };
    match open_bytes(ring, key, &outside, sealed) {
        None => return Some(Flaw::Seal),
        Some(Opened::Erased) => report.erased += 1,
        Some(Opened::Locked) => report.locked += 1,
        Some(Opened::Plain(_)) => {}
    }
    None
}

fn check_ends(
    store: &mut dyn Store,
    verifier: &Verifier,
    sealed: Option<&SealedHead>,
    digest: Hash,
    report: &mut CheckReport,
) -> Result<()> {
    let head = store.head()?;
    let sound = sealed.is_some_and(|sealed| sealed.head == head && sealed.ring == digest);
    if !sound || verifier.head != head {
        report.add(Problem::Part(Part::Head));
    }
    let kept: Vec<ReplicaHead> = store.chains()?.iter().map(|chain: &Chain| chain.end).collect();
    if kept != verifier.chains.values().copied().collect::<Vec<_>>() {
        report.add(Problem::Part(Part::Chains));
    }
    Ok(())
}

fn check_parts(
    study: StudyId,
    ring: &KeyRing,
    store: &mut dyn Store,
    report: &mut CheckReport,
) -> Result<()> {
    for row in store.blobs()? {
        report.blobs += 1;
        let (row, pieces) = fetch(store, &row.address)?;
        if open_blob(study, ring, &row, &pieces).is_err() {
            report.add(Problem::Part(Part::Blob(row.address)));
        }
    }
    for row in store.keys()? {
        let alive = row.wrapped_by.is_none_or(|parent| ring.is_open(parent));
        if !row.destroyed && alive && !ring.is_open(row.id) && !row.purpose.needs_identity() {
            report.add(Problem::Part(Part::Key(row.id)));
        }
    }
    match store.snapshot()? {
        Some(row) if open_all(study, ring, &row).is_err() => report.add(Problem::Part(Part::Snapshot)),
        _ => {}
    }
    Ok(())
}
