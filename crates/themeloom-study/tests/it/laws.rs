//! The laws of the log, each over every kind of change, with changes made apart and merged.

use proptest::prelude::*;
use themeloom_study::{Change, ChangeId, Op, Outcome, Study};

use crate::generate::{change, for_every_kind, replay, union};

/// A replica of its own for what a law itself writes.
fn next(study: &Study, like: &Change, n: u32, op: Op) -> Change {
    change(study, ChangeId::new(u64::MAX, n), like.author, op)
}

#[test]
fn undoing_a_change_shows_the_study_as_it_was_and_redoing_as_it_became() {
    for_every_kind(|world| {
        let mut study = Study::default();
        let mut before = study.visible();
        for (n, change) in (0..).zip(world.union()) {
            study.apply(&change);
            let after = study.visible();
            // The words of a correction are taken back with it.
            if n >= world.n_common && !matches!(change.op, Op::Erase(..) | Op::CorrectionWords { .. }) {
                let mut copy = study.clone();
                match copy.inverse_of(&change) {
                    None => prop_assert_eq!(&after, &before, "{:?} has no inverse", &change),
                    Some(op) => {
                        let undo = next(&copy, &change, 1, op);
                        prop_assert_eq!(copy.apply(&undo), Outcome::Done, "undoing {:?}", &change);
                        prop_assert_eq!(&copy.visible(), &before, "undoing {:?}", &change);
                        let Some(op) = copy.inverse_of(&undo) else {
                            return Err(TestCaseError::fail(format!("no redo of {change:?}")));
                        };
                        copy.apply(&next(&copy, &change, 2, op));
                        prop_assert_eq!(&copy.visible(), &after, "redoing {:?}", &change);
                    }
                }
            }
            before = after;
        }
        Ok(())
    });
}

#[test]
fn undoing_an_undo_goes_on_without_limit() {
    for_every_kind(|world| {
        let log = world.union();
        let (last, earlier) = log.split_last().unwrap();
        let mut study = replay(earlier);
        let before = study.visible();
        study.apply(last);
        let after = study.visible();
        let mut latest = last.clone();
        for n in 0..9 {
            let Some(op) = study.inverse_of(&latest) else { return Ok(()) };
            latest = next(&study, last, n + 1, op);
            study.apply(&latest);
            prop_assert_eq!(&study.visible(), if n % 2 == 0 { &before } else { &after }, "{:?}", last);
        }
        Ok(())
    });
}

#[test]
fn undoing_all_that_one_replica_did_last_shows_the_study_as_it_was() {
    for_every_kind(|world| {
        let mut study = replay(&world.union()[..world.n_common]);
        let before = study.visible();
        let own = &world.writers[0].log[world.n_common..];
        let own: Vec<&Change> = own.iter().take_while(|c| c.id.replica == own[0].id.replica).collect();
        let common = &world.writers[0].log[..world.n_common];
        let of_others =
            |id: &ChangeId| id.replica != own[0].id.replica || common.iter().any(|change| change.id == *id);
        if own.iter().any(|change| match &change.op {
            Op::Erase(..) => true,
            Op::CorrectionWords { correction, .. } => of_others(correction),
            _ => false,
        }) {
            return Ok(());
        }
        for change in &own {
            study.apply(change);
        }
        for (n, change) in (1..).zip(own.iter().rev()) {
            if let Some(op) = study.inverse_of(change) {
                let undo = next(&study, change, n, op);
                study.apply(&undo);
            }
        }
        prop_assert_eq!(study.visible(), before);
        Ok(())
    });
}

#[test]
fn merging_in_any_order_comes_to_the_same_study() {
    for_every_kind(|world| {
        let logs: Vec<&[Change]> = world.writers.iter().map(|w| w.log.as_slice()).collect();
        let forth = replay(&logs.iter().fold(Vec::new(), |all, log| union(&all, log)));
        let back = replay(&logs.iter().rev().fold(Vec::new(), |all, log| union(log, &all)));
        prop_assert_eq!(forth.visible(), back.visible());
        prop_assert_eq!(forth.conflicts(), back.conflicts());
        prop_assert_eq!(forth.stamp(), back.stamp());
        for writer in &world.writers {
            let mut one = writer.clone();
            for log in &logs {
                one.merge(log);
            }
            prop_assert_eq!(one.study.visible(), forth.visible());
        }
        Ok(())
    });
}

#[test]
fn applying_one_by_one_and_from_nothing_come_to_the_same_study() {
    for_every_kind(|world| {
        for writer in &world.writers {
            let again = replay(&writer.log);
            prop_assert_eq!(writer.study.visible(), again.visible());
            prop_assert_eq!(writer.study.conflicts(), again.conflicts());
            prop_assert_eq!(writer.study.stamp(), again.stamp());
        }
        Ok(())
    });
}

#[test]
fn the_next_change_always_comes_after_all_that_its_author_saw() {
    for_every_kind(|world| {
        let log = world.union();
        for change in log.iter().filter(|change| world.seen.contains_key(&change.id)) {
            let met = |other: &&Change| world.seen[&change.id].contains(&other.id);
            for other in log.iter().filter(met) {
                prop_assert!(other.order() < change.order());
            }
        }
        Ok(())
    });
}

#[test]
fn a_log_cut_anywhere_comes_to_what_its_beginning_said() {
    for_every_kind(|world| {
        let log = world.union();
        let mut whole = Study::default();
        for (n, change) in log.iter().enumerate() {
            if n % 7 == 0 {
                prop_assert_eq!(replay(&log[..n]).visible(), whole.visible());
            }
            whole.apply(change);
        }
        Ok(())
    });
}

#[test]
fn a_log_with_gaps_and_out_of_order_is_applied_without_panic_and_drops_nothing_in_silence() {
    for_every_kind(|world| {
        let mut log = world.union();
        let n = log.len();
        log.rotate_left(n / 3);
        log.swap(0, n / 2);
        for keep in [2, 3, n] {
            let mut study = Study::default();
            let mut met = 0;
            for (_, change) in log.iter().enumerate().filter(|(i, _)| i % keep != 1) {
                met += usize::from(matches!(study.apply(change), Outcome::Conflict(_)));
            }
            prop_assert_eq!(study.conflicts().len(), met);
            let _ = study.visible();
        }
        Ok(())
    });
}

#[test]
fn what_did_not_apply_as_its_author_meant_is_listed_as_a_conflict() {
    for_every_kind(|world| {
        let (mut study, mut met) = (Study::default(), Vec::new());
        for change in &world.union() {
            let before = study.visible();
            match study.apply(change) {
                Outcome::Conflict(_) => met.push(change.id),
                Outcome::Nothing => prop_assert_eq!(study.visible(), before),
                Outcome::Done => {}
            }
        }
        let listed: Vec<ChangeId> = study.conflicts().iter().map(|conflict| conflict.change).collect();
        prop_assert_eq!(listed, met);
        Ok(())
    });
}

#[test]
fn a_change_that_is_tried_and_fails_leaves_the_study_as_it_was() {
    for_every_kind(|world| {
        let mut study = Study::default();
        for change in &world.union() {
            let (before, conflicts, stamp) = (study.visible(), study.conflicts().to_vec(), study.stamp());
            if study.try_apply(change).is_err() {
                prop_assert_eq!(study.visible(), before, "{:?}", change);
                prop_assert_eq!(study.conflicts(), conflicts);
                prop_assert_eq!(study.stamp(), stamp);
                study.apply(change);
            }
        }
        Ok(())
    });
}

#[test]
fn a_change_is_read_as_it_was_written() {
    for_every_kind(|world| {
        for change in world.union().iter().skip(world.n_common) {
            let bytes = themeloom_study::log_format::encode(change).unwrap();
            let read = themeloom_study::log_format::decode(change.id, change.stamp, &bytes);
            prop_assert_eq!(read.as_ref(), Ok(change));
        }
        Ok(())
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::generate::CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_change_written_as_json_reads_back_the_same_straight_and_through_a_value(
        world in crate::generate::worlds(2, 12),
    ) {
        for change in world.union() {
            let text = serde_json::to_string(&change).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Change>(&text).unwrap(), &change);
            let value = serde_json::to_value(&change).unwrap();
            prop_assert_eq!(&serde_json::from_value::<Change>(value).unwrap(), &change);
        }
    }

    #[test]
    fn bytes_that_are_no_change_are_refused_without_panic(
        world in crate::generate::worlds(1, 6),
        noise in proptest::collection::vec(any::<u8>(), 0..200),
        cut in any::<prop::sample::Index>(),
        bit in 0..8u8,
    ) {
        use themeloom_study::log_format::{decode, encode};
        let log = world.union();
        let change = &log[cut.index(log.len())];
        let read = |bytes: &[u8]| decode(change.id, change.stamp, bytes);
        let _ = read(&noise);
        let _ = read(&[&[1, 0], &noise[..]].concat());
        let mut bytes = encode(change).unwrap();
        prop_assert!(read(&bytes[..cut.index(bytes.len())]).is_err());
        prop_assert!(read(&[&bytes[..], &[0]].concat()).is_err());
        let at = cut.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let _ = read(&bytes);
    }
}
