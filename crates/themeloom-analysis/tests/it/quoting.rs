//! Words reach a report only by [`quote`], and only with consent.

use themeloom_analysis::{QuotedWords, quote};
use themeloom_study::Passage;
use themeloom_study::consent::{ConsentState, WithdrawalLevel};
use themeloom_text::Span;

use crate::sample::sample;
use crate::support::Builder;

#[test]
fn a_passage_over_several_speakers_needs_the_consent_of_each() {
    let mut b = Builder::with_consent();
    let (ann, _) = b.person("P1", None);
    let (ben, _) = b.person("P2", None);
    b.consent(ann, ConsentState::Given);
    b.consent(ben, ConsentState::Refused);
    let source = b.transcript("joint", &[(ann, "We agree."), (ben, "We do not.")]);
    let alone = b.passage(source, "We agree.");
    assert_eq!(quote(&b.study, &b.texts, &alone, None).given(), Some("We agree."));
    let both = Passage { span: Span::new(0, 15).unwrap(), ..alone };
    let refused = quote(&b.study, &b.texts, &both, None);
    assert!(refused.refusal().unwrap().starts_with("P2 did not agree"), "{refused:?}");
}

#[test]
fn words_that_a_correction_put_in_a_joint_interview_need_everybodys_consent() {
    let mut b = Builder::with_consent();
    let (ann, _) = b.person("P1", None);
    let (ben, _) = b.person("P2", None);
    b.consent(ann, ConsentState::Given);
    b.consent(ben, ConsentState::Refused);
    let source = b.transcript("joint", &[(ann, "We agree."), (ben, "We do not.")]);
    b.correct(source, "We do", "Indeed we surely do");
    let inserted = b.passage(source, "surely");
    assert!(quote(&b.study, &b.texts, &inserted, None).given().is_none());
}

#[test]
fn who_withdrew_from_use_or_was_never_asked_is_not_quoted() {
    let mut s = sample();
    let passage = s.b.passage(s.sources[0], "We never see the budget.");
    s.b.withdraw(s.people[0].0, WithdrawalLevel::StopUse);
    assert!(
        quote(&s.b.study, &s.b.texts, &passage, None).refusal().unwrap().contains("withdrew on 2026-03-01")
    );
    let (new, _) = s.b.person("P11", None);
    let source = s.b.transcript("P11", &[(new, "Hello.")]);
    let passage = s.b.passage(source, "Hello.");
    assert!(quote(&s.b.study, &s.b.texts, &passage, None).refusal().unwrap().starts_with("no answer of P11"));
}

#[test]
fn words_that_are_gone_are_not_readable_and_a_debug_print_shows_none() {
    let mut s = sample();
    let passage = s.b.passage(s.sources[0], "We never see the budget.");
    let shown = format!("{:?}", quote(&s.b.study, &s.b.texts, &passage, Some(s.role)));
    assert!(!shown.contains("budget"), "{shown}");
    s.b.correct(s.sources[0], "We never see the budget.\n", "");
    assert_eq!(quote(&s.b.study, &s.b.texts, &passage, None).words, QuotedWords::NotReadable);
}
