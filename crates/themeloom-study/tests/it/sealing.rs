//! Whatever speaks of a participant is sealed under that participant's keys.

use themeloom_study::attribute::{AttributeOwner, AttributeValue};
use themeloom_study::coding::{ExcerptHash, NewCoding};
use themeloom_study::findings::{EvidenceLink, Stance};
use themeloom_study::framework::CellKey;
use themeloom_study::memo::Target;
use themeloom_study::op::{CellEdit, CodingEdit, EvidenceEdit, ParticipantEdit, SourceEdit};
use themeloom_study::participant::Identity;
use themeloom_study::protocol::StatementId;
use themeloom_study::{
    ChangeId, CodeId, CodingId, Edit, EvidenceId, FindingId, JudgementId, MemoId, Op, ParticipantId, Passage,
    Seal, SourceId, Study, Thing,
};
use themeloom_text::{Span, Splice, Version};

use crate::generate::Writer;
use crate::ops::new_source;

const CANARY: &str = "words that only the participant said";

struct Setting {
    writer: Writer,
    participant: ParticipantId,
    joint: SourceId,
    key: CellKey,
    finding: FindingId,
}

/// A participant with an interview of their own, and a joint interview with another.
fn setting() -> Setting {
    let mut writer = Writer::new(1);
    let mut add = |op: Op| writer.write(op).0;
    add(Op::AddCoder { name: "Ann".into(), initials: "A".into() });
    let person = |p: &str| Op::AddParticipant { pseudonym: p.into(), organisation: None };
    let (participant, other) = (ParticipantId(add(person("P01"))), ParticipantId(add(person("P02"))));
    let case = add(Op::AddCase { name: "P01".into(), participants: vec![participant] });
    let joint = SourceId(add(Op::AddSource(Box::new(new_source(&[participant, other])))));
    let code = CodeId(add(Op::AddCode(Box::default())));
    let finding = FindingId(add(Op::AddFinding { statement: "x".into(), theme: None }));
    let key = CellKey { case: themeloom_study::CaseId(case), code };
    Setting { writer, participant, joint, key, finding }
}

fn text() -> Edit<String> {
    Edit::new(String::new(), CANARY.to_owned())
}

/// Everything that can be said of a participant, each of which is written before the next is made.
fn all_about(setting: &Setting, study: &Study) -> Vec<Op> {
    let Setting { participant: p, joint, key, finding, .. } = *setting;
    // The second turn of the joint interview, of 24 code points each, is the participant's.
    let passage = Passage { source: joint, span: Span::with_len(30, 6), version: Version::base() };
    let newest = |id: Option<ChangeId>| id.unwrap_or(ChangeId::new(0, 0));
    let coding = CodingId(newest(study.codings().rows().last().map(|r| r.id.0)));
    let memo = MemoId(newest(study.memos().rows().first().map(|r| r.id.0)));
    let evidence = EvidenceId(newest(study.evidence().rows().first().map(|r| r.id.0)));
    let judgement = JudgementId(newest(study.judgements().rows().first().map(|r| r.id.0)));
    let own = SourceId(newest(study.sources().rows().get(1).map(|r| r.id.0)));
    let splices = |span| vec![Splice { span, replacement: CANARY.into() }];
    let memo_on = |about, reply_to| Op::WriteMemo { about, text: CANARY.into(), reply_to };
    let attribute = themeloom_study::AttributeId(ChangeId::new(1, 1));
    let value = || AttributeValue::Text(CANARY.to_owned());
    let judge = |of, passages| Op::Judge { of, attribute, value: value(), reason: CANARY.into(), passages };
    let found = |link| Op::AddEvidence { finding, stance: Stance::For, link, note: CANARY.into() };
    let organisation = AttributeOwner::Organisation(themeloom_study::OrganisationId(ChangeId::new(1, 1)));
    let coded = NewCoding {
        passage: passage.clone(),
        excerpt: ExcerptHash(1),
        code: key.code,
        coder: themeloom_study::CoderId(ChangeId::new(1, 1)),
        read: true,
    };
    let moved = Edit::new((passage.clone(), ExcerptHash(1)), (passage.clone(), ExcerptHash(2)));
    let identity = Identity { name: CANARY.into(), contact: CANARY.into() };
    let statement = StatementId { name: "quotation".into(), version: 1 };
    vec![
        Op::EditParticipant(p, ParticipantEdit::Identity(Edit::new(None, Some(identity)))),
        Op::EditParticipant(p, ParticipantEdit::Consent(statement, Edit::new(None, None))),
        Op::EditParticipant(p, ParticipantEdit::Withdrawal(Edit::new(None, None))),
        Op::SetAttribute(AttributeOwner::Participant(p), attribute, Edit::new(None, Some(value()))),
        Op::SetAttribute(AttributeOwner::Case(key.case), attribute, Edit::new(None, Some(value()))),
        judge(AttributeOwner::Participant(p), vec![]),
        judge(organisation, vec![passage.clone()]),
        Op::AddSource(Box::new(new_source(&[p]))),
        Op::EditSource(
            own,
            SourceEdit::FirstImpression(themeloom_study::CoderId(ChangeId::new(1, 1)), text()),
        ),
        Op::EditSource(own, SourceEdit::Name(text())),
        Op::EditSource(own, SourceEdit::Styles(Edit::new(vec![], vec![]))),
        Op::CorrectText { source: own, seen: Version::base(), splices: splices(Span::with_len(3, 4)) },
        // In the joint interview: the participant's words, also together with the interviewer's, and
        // words put in at the very end of the participant's turn.
        Op::CorrectText { source: joint, seen: Version::base(), splices: splices(Span::with_len(30, 4)) },
        Op::CorrectText {
            source: joint,
            seen: Version::base(),
            splices: [splices(Span::with_len(3, 4)), splices(Span::with_len(30, 4))].concat(),
        },
        Op::CorrectText { source: joint, seen: Version::base(), splices: splices(Span::at(48)) },
        Op::Code(coded),
        Op::EditCoding(coding, CodingEdit::Passage(Box::new(moved))),
        memo_on(Target::Participant(p), None),
        memo_on(Target::Case(key.case), None),
        memo_on(Target::Source(own), None),
        memo_on(Target::Passage(passage.clone()), None),
        memo_on(Target::Coding(coding), None),
        memo_on(Target::Cell(key.case, key.code), None),
        memo_on(Target::Study, Some(memo)),
        Op::RewriteMemo(memo, text()),
        Op::Discuss(Target::Coding(coding), Edit::new(None, None)),
        Op::EditCell(key, CellEdit::Summary(text())),
        Op::EditCell(key, CellEdit::Note(text())),
        found(EvidenceLink::Passage(passage)),
        found(EvidenceLink::Coding(coding)),
        found(EvidenceLink::Cell(key)),
        Op::EditEvidence(evidence, EvidenceEdit::Note(text())),
        Op::Retire(Thing::Memo(memo)),
        Op::Retire(Thing::Judgement(judgement)),
    ]
}

#[test]
fn what_speaks_of_a_participant_is_sealed_under_that_participants_key() {
    let mut setting = setting();
    let n = all_about(&setting, &setting.writer.study).len();
    for i in 0..n {
        let op = all_about(&setting, &setting.writer.study).swap_remove(i);
        let seal = setting.writer.study.seal_of(&op);
        assert_eq!(seal.participant(), Some(setting.participant), "{op:?}");
        setting.writer.write(op);
    }
}

#[test]
fn who_a_participant_is_lies_under_the_identity_key() {
    let setting = setting();
    let op = all_about(&setting, &setting.writer.study).swap_remove(0);
    assert_eq!(setting.writer.study.seal_of(&op), Seal::Identity(setting.participant));
}

#[test]
fn no_part_of_a_snapshot_but_the_participants_own_holds_their_words() {
    let mut setting = setting();
    for i in 0..all_about(&setting, &setting.writer.study).len() {
        let op = all_about(&setting, &setting.writer.study).swap_remove(i);
        setting.writer.write(op);
    }
    for (seal, bytes) in setting.writer.study.to_snapshot().unwrap() {
        let holds = bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes());
        assert_eq!(holds, seal.participant() == Some(setting.participant), "{seal:?}");
    }
}
