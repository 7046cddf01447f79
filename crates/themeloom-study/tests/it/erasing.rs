//! An erased participant leaves nothing but the pseudonym.

use proptest::prelude::*;
use themeloom_study::consent::Erasure;
use themeloom_study::{Change, ChangeId, Op, ParticipantId, Seal, Study};

use crate::generate::{World, change, for_every_kind, union};

/// The study that is left when one participant's keys are destroyed.
fn rebuilt(world: &World, log: &[Change], gone: ParticipantId) -> Study {
    let is_sealed =
        |c: &Change| world.seals.get(&c.id).and_then(|seal: &Seal| seal.participant()) == Some(gone);
    let mut study = Study::default();
    for change in log {
        if is_sealed(change) { study.apply_unreadable(change.stamp) } else { _ = study.apply(change) }
    }
    study
}

/// The app takes an erased person's words out of changes through this shape.
#[test]
fn every_change_passes_through_a_tree_of_values_unharmed() {
    for_every_kind(|world| {
        for change in world.union() {
            let value = serde_json::to_value(&change).unwrap();
            prop_assert_eq!(serde_json::from_value::<Change>(value).unwrap(), change);
        }
        Ok(())
    });
}

#[test]
fn erasing_leaves_nothing_but_the_pseudonym_in_whatever_order_the_logs_meet() {
    for_every_kind(|world| {
        let first = &world.writers[0];
        let gone = first.study.participants().rows()[0].id;
        let erase = Op::Erase(gone, Erasure { on: "2026-11-23".to_owned(), reason: "asked".to_owned() });
        let author = first.log[0].author;
        let erase = change(&first.study, ChangeId::new(u64::MAX, 1), author, erase);
        let log = union(&world.union(), std::slice::from_ref(&erase));
        let study = rebuilt(world, &log, gone);
        let back = world.writers.iter().rev().fold(vec![erase], |all, w| union(&w.log, &all));
        prop_assert_eq!(study.visible(), rebuilt(world, &back, gone).visible());
        let row = study.participants().get(gone).unwrap();
        prop_assert!(row.erased.is_some() && row.organisation.is_none());
        prop_assert!(study.particulars(gone).is_none() && study.identity(gone).is_none());
        prop_assert!(study.sources().rows().iter().all(|source| source.subject != Some(gone)));
        let own = |id: ChangeId| world.seals.get(&id).and_then(|seal| seal.participant()) == Some(gone);
        prop_assert!(study.codings().rows().iter().all(|coding| !own(coding.id.0)));
        prop_assert!(study.memos().rows().iter().all(|memo| !own(memo.id.0)));
        prop_assert!(study.evidence().rows().iter().all(|evidence| !own(evidence.id.0)));
        prop_assert!(study.conflicts().iter().all(|conflict| !own(conflict.change)));
        Ok(())
    });
}
