//! Changes that refer to nothing: applying is total, and what is unknown changes nothing.

use proptest::prelude::*;
use themeloom_study::op::{CodeEdit, CodingEdit, SourceEdit};
use themeloom_study::source::{SpeakerRole, Style, Styled};
use themeloom_study::{Change, ChangeId, ConflictKind, Edit, Op, Outcome, Study, WhyNot};
use themeloom_text::{EditId, Span, Splice, Version};

use crate::generate::{change, for_every_kind, replay, world_of};

/// Whether a change makes something new and so needs nothing that is there, or settles what this test
/// settles itself.
fn needs_nothing(change: &Change) -> bool {
    change.made().is_some()
        || matches!(
            change.op,
            Op::NameStudy(_)
                | Op::SetNotice(_)
                | Op::AdoptProtocol(_)
                | Op::Discuss(..)
                | Op::SettleConflict(..)
                | Op::Restate(_)
        )
}

#[test]
fn changes_to_things_of_another_study_change_nothing_that_can_be_seen() {
    let other = replay(&world_of(1_000, &[], &[0], 2).union());
    let before = other.visible();
    for_every_kind(|world| {
        let mut study = other.clone();
        for stranger in world.union().iter().filter(|change| !needs_nothing(change)) {
            let outcome = study.apply(stranger);
            prop_assert_eq!(&outcome, &Outcome::Conflict(ConflictKind::NotApplied(WhyNot::Missing)));
            let settle = Op::SettleConflict(stranger.id, Edit::new(false, true));
            let id = ChangeId::new(u64::MAX, stranger.id.counter);
            study.apply(&change(&study, id, stranger.author, settle));
        }
        prop_assert_eq!(&study.visible(), &before);
        Ok(())
    });
}

/// What does not fit, said of things that are there.
fn misfits(study: &Study) -> Vec<(Op, WhyNot)> {
    let source = study.sources().rows()[0].id;
    let coding = study.codings().rows()[0];
    let code = study.codes().rows()[0].id;
    let passage = study.passage_of(&coding).unwrap();
    let far = Span::new(u32::MAX - 1, u32::MAX).unwrap();
    let unknown = Version::new([EditId(u128::MAX)]);
    let splice = |span| vec![Splice { span, replacement: "x".into() }];
    let base = Version::base();
    let mut moved = passage.clone();
    moved.span = far;
    let mut later = passage.clone();
    later.version = unknown.clone();
    let recode = |to| {
        Op::EditCoding(
            coding.id,
            CodingEdit::Passage(Box::new(Edit::new((passage.clone(), coding.excerpt), (to, coding.excerpt)))),
        )
    };
    let nobody = themeloom_study::CodeId(ChangeId::new(77, 77));
    let outside = vec![Styled { span: far, style: Style::Bold }];
    vec![
        (Op::EditSource(source, SourceEdit::Styles(Edit::new(vec![], outside))), WhyNot::DoesNotFit),
        (Op::CorrectText { source, seen: base.clone(), splices: splice(far) }, WhyNot::DoesNotFit),
        (Op::CorrectText { source, seen: unknown.clone(), splices: splice(Span::at(0)) }, WhyNot::DoesNotFit),
        (
            Op::WithdrawCorrection { source, seen: base.clone(), correction: ChangeId::new(77, 7) },
            WhyNot::DoesNotFit,
        ),
        (
            Op::RestoreCorrection { source, seen: unknown, correction: ChangeId::new(77, 7) },
            WhyNot::DoesNotFit,
        ),
        (recode(moved), WhyNot::DoesNotFit),
        (recode(later), WhyNot::DoesNotFit),
        (Op::EditCode(code, CodeEdit::Parent(Edit::new(None, Some(code)))), WhyNot::Cycle),
        (Op::EditCode(code, CodeEdit::Parent(Edit::new(None, Some(nobody)))), WhyNot::Missing),
        (Op::EditCoding(coding.id, CodingEdit::Code(Edit::new(coding.code, nobody))), WhyNot::Missing),
        (
            Op::EditSource(
                source,
                SourceEdit::Speaker(u16::MAX, Edit::new(SpeakerRole::Unknown, SpeakerRole::Interviewer)),
            ),
            WhyNot::Missing,
        ),
    ]
}

#[test]
fn what_does_not_fit_is_refused_with_the_reason_and_changes_nothing() {
    let study = replay(&world_of(1, &[], &[0], 2).union());
    let author = study.coders().rows()[0].id;
    for (op, why) in misfits(&study) {
        let mut tried = study.clone();
        let change = change(&study, ChangeId::new(9, 1), author, op);
        assert_eq!(tried.try_apply(&change), Err(ConflictKind::NotApplied(why)), "{change:?}");
        assert_eq!(tried.visible(), study.visible());
    }
}
