//! A snapshot says what the log says, one part for each key.

use proptest::prelude::*;
use themeloom_study::{CodingId, Row, Seal, Study, Table};

use crate::generate::{CASES, for_every_kind, replay, worlds};

fn ids<R: Row>(table: &Table<R>) -> Vec<R::Id> {
    table.rows().iter().map(Row::id).collect()
}

fn whole(parts: &[(Seal, Vec<u8>)]) -> Study {
    Study::from_snapshot(parts.iter().map(|(_, bytes)| bytes.as_slice())).unwrap()
}

#[test]
fn a_study_comes_back_from_its_snapshot_as_it_was() {
    for_every_kind(|world| {
        let study = replay(&world.union());
        let again = whole(&study.to_snapshot().unwrap());
        prop_assert_eq!(again.visible(), study.visible());
        prop_assert_eq!(again.conflicts(), study.conflicts());
        prop_assert_eq!((again.stamp(), again.unreadable()), (study.stamp(), study.unreadable()));
        prop_assert_eq!(ids(again.codings()), ids(study.codings()));
        prop_assert_eq!(ids(again.memos()), ids(study.memos()));
        prop_assert_eq!(ids(again.comments()), ids(study.comments()));
        prop_assert_eq!(ids(again.milestones()), ids(study.milestones()));
        prop_assert_eq!(ids(again.elements()), ids(study.elements()));
        prop_assert_eq!(ids(again.sources()), ids(study.sources()));
        for change in &world.union() {
            prop_assert_eq!(again.inverse_of(change), study.inverse_of(change));
        }
        Ok(())
    });
}

#[test]
fn without_a_participants_parts_a_snapshot_lacks_that_participants_data_and_no_other() {
    for_every_kind(|world| {
        let study = replay(&world.union());
        let parts = study.to_snapshot().unwrap();
        let Some(gone) = study.participants().rows().first().map(|p| p.id) else { return Ok(()) };
        let kept: Vec<_> = parts.into_iter().filter(|(seal, _)| seal.participant() != Some(gone)).collect();
        let left = whole(&kept);
        prop_assert!(left.particulars(gone).is_none() && left.identity(gone).is_none());
        let of_others: Vec<CodingId> = study
            .codings()
            .rows()
            .iter()
            .filter(|coding| study.participant_of_coding(coding) != Some(gone))
            .map(|coding| coding.id)
            .collect();
        prop_assert_eq!(ids(left.codings()), of_others);
        for other in study.participants().rows().iter().filter(|p| p.id != gone) {
            prop_assert_eq!(left.particulars(other.id), study.particulars(other.id));
            prop_assert_eq!(left.identity(other.id), study.identity(other.id));
        }
        let alone = |s: &Study, key: &themeloom_study::framework::CellKey| {
            s.cases().get(key.case).is_some_and(|case| case.participants == [gone])
        };
        for (key, cell) in study.cells() {
            prop_assert_eq!(left.cells().get(key), Some(cell).filter(|_| !alone(&study, key)));
        }
        for case in left.cases().rows().iter().filter(|case| case.participants == [gone]) {
            prop_assert!(case.attributes.is_empty());
        }
        Ok(())
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_snapshot_is_refused_without_panic(
        world in worlds(1, 9),
        noise in proptest::collection::vec(any::<u8>(), 0..300),
        at in any::<prop::sample::Index>(),
        bit in 0..8u8,
    ) {
        let parts = replay(&world.union()).to_snapshot().unwrap();
        let mut bytes = parts[at.index(parts.len())].1.clone();
        prop_assert!(Study::from_snapshot([&bytes[..at.index(bytes.len())]]).is_err());
        let _ = Study::from_snapshot([noise.as_slice()]);
        let _ = Study::from_snapshot([[&[2u8][..], &noise].concat().as_slice()]);
        let place = at.index(bytes.len());
        bytes[place] ^= 1 << bit;
        let _ = Study::from_snapshot([bytes.as_slice()]);
    }
}
