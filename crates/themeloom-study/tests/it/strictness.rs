//! For consent and withdrawal the stricter answer stands, whichever comes first.

use proptest::prelude::*;
use themeloom_study::consent::{Consent, Withdrawal};
use themeloom_study::op::ParticipantEdit;
use themeloom_study::protocol::StatementId;
use themeloom_study::{ChangeId, CoderId, Edit, Op, ParticipantId, Study};

use crate::generate::{CASES, change};
use crate::ops::{Dice, consent, withdrawal};

fn statement() -> StatementId {
    StatementId { name: "quotation".to_owned(), version: 1 }
}

/// A study with one participant and these answers, each given without knowing of the others.
fn answered(first: &ParticipantEdit, apart: &[ParticipantEdit]) -> (Study, ParticipantId) {
    let author = CoderId(ChangeId::new(1, 1));
    let participant = ParticipantId(ChangeId::new(1, 1));
    let mut study = Study::default();
    let add = Op::AddParticipant { pseudonym: "P01".to_owned(), organisation: None };
    study.apply(&change(&study, participant.0, author, add));
    for (replica, edit) in (2..).zip(std::iter::once(first).chain(apart)) {
        let op = Op::EditParticipant(participant, edit.clone());
        study.apply(&change(&study, ChangeId::new(replica, 1), author, op));
    }
    (study, participant)
}

fn consents(before: Option<Consent>, after: &Consent) -> ParticipantEdit {
    ParticipantEdit::Consent(statement(), Edit::new(before, Some(after.clone())))
}

fn withdrawals(before: Option<Withdrawal>, after: &Withdrawal) -> ParticipantEdit {
    ParticipantEdit::Withdrawal(Edit::new(before, Some(after.clone())))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_stricter_of_answers_given_apart_stands_in_any_order(seed in any::<u64>()) {
        let nothing = Study::default();
        let dice = &mut Dice::new(&nothing, seed);
        let before = consent(dice);
        let (a, b, c) = (consent(dice), consent(dice), consent(dice));
        // A change that changes nothing is none.
        prop_assume!([&a, &b, &c].iter().all(|after| **after != before));
        let strictest = [&a, &b, &c].iter().map(|answer| answer.state).max();
        let first = consents(None, &before);
        for order in [[&a, &b, &c], [&a, &c, &b], [&b, &a, &c], [&b, &c, &a], [&c, &a, &b], [&c, &b, &a]] {
            let (study, p) = answered(&first, &order.map(|after| consents(Some(before.clone()), after)));
            let stands = study.particulars(p).and_then(|known| known.consents.get(&statement()));
            prop_assert_eq!(stands.map(|answer| answer.state), strictest);
        }
    }

    #[test]
    fn the_stricter_of_withdrawals_recorded_apart_stands_in_any_order(seed in any::<u64>()) {
        let nothing = Study::default();
        let dice = &mut Dice::new(&nothing, seed);
        let before = withdrawal(dice);
        let (a, b) = (withdrawal(dice), withdrawal(dice));
        prop_assume!(a != before && b != before);
        let first = withdrawals(None, &before);
        for order in [[&a, &b], [&b, &a]] {
            let (study, p) = answered(&first, &order.map(|w| withdrawals(Some(before.clone()), w)));
            let stands = study.particulars(p).and_then(|known| known.withdrawal.as_ref());
            prop_assert_eq!(stands.map(|w| w.level), Some(a.level.max(b.level)));
        }
    }
}
