//! What a study answers when asked: one example of each.

use themeloom_study::code::{CodeNumber, NewCode};
use themeloom_study::coding::{Coding, ExcerptHash, NewCoding};
use themeloom_study::consent::{Consent, ConsentMode, ConsentState, Erasure, Withdrawal, WithdrawalLevel};
use themeloom_study::framework::NewFramework;
use themeloom_study::op::{CodingEdit, ParticipantEdit, SourceEdit};
use themeloom_study::protocol::{ConsentStatement, Gate, Protocol, StatementId};
use themeloom_study::source::{BlobAddress, NewSource, Origin, Segment, Speaker, SpeakerRole, Stage, Turn};
use themeloom_study::{
    ChangeId, CodeId, CoderId, CodingId, Edit, FrameworkId, Op, Outcome, ParticipantId, Passage, Refusal,
    SourceId, Study, Texts, Thing,
};
use themeloom_text::{Placed, Span, Splice, Text};

use crate::generate::Writer;

/// A study and the words of its sources.
struct Example {
    writer: Writer,
    texts: Texts,
}

impl Example {
    fn new() -> Self {
        Self { writer: Writer::new(1), texts: Texts::default() }
    }

    fn study(&self) -> &Study {
        &self.writer.study
    }

    /// Writes a change that is to meet no conflict.
    fn write(&mut self, op: Op) -> ChangeId {
        let (id, outcome) = self.writer.write(op);
        assert_eq!(outcome, Outcome::Done);
        id
    }

    fn participant(&mut self, pseudonym: &str) -> ParticipantId {
        let add = Op::AddParticipant { pseudonym: pseudonym.to_owned(), organisation: None };
        ParticipantId(self.write(add))
    }

    /// Records an answer to a version of the statement on quotation, over an answer of before.
    fn answers(&mut self, p: ParticipantId, version: u32, states: &[ConsentState]) {
        let answer = |&state| consent(state);
        let (before, after) = match states {
            [only] => (None, answer(only)),
            [before, after] => (Some(answer(before)), answer(after)),
            _ => panic!("one answer, or one and then another"),
        };
        let edit = ParticipantEdit::Consent(quotation(version), Edit::new(before, Some(after)));
        self.write(Op::EditParticipant(p, edit));
    }

    fn withdraws(&mut self, p: ParticipantId, level: WithdrawalLevel) {
        let withdrawal = Withdrawal { level, on: "2026-11-20".to_owned(), note: String::new() };
        let edit = ParticipantEdit::Withdrawal(Edit::new(None, Some(withdrawal)));
        self.write(Op::EditParticipant(p, edit));
    }

    /// Adopts a protocol that has the statement on quotation in these versions.
    fn asks_to_quote(&mut self, versions: &[u32]) {
        self.asks(versions.iter().map(|&version| (quotation(version), Gate::Quotation)));
    }

    /// Adopts a protocol with these statements, each of which gates a use.
    fn asks(&mut self, statements: impl IntoIterator<Item = (StatementId, Gate)>) {
        let statement = |(id, gate)| {
            let text = "I agree that my words are used so.".to_owned();
            ConsentStatement { id, text, required: false, gate }
        };
        let consent = statements.into_iter().map(statement).collect();
        let protocol = Protocol { consent, ..Protocol::default() };
        self.write(Op::AdoptProtocol(Edit::new(None, Some(Box::new(protocol)))));
    }

    fn code(&mut self, number: &str, name: &str) -> CodeId {
        let number = if number.is_empty() { CodeNumber::default() } else { number.parse().unwrap() };
        let code = NewCode { number, name: name.to_owned(), ..NewCode::default() };
        CodeId(self.write(Op::AddCode(Box::new(code))))
    }

    /// Imports a transcript, each turn of which is one line: a label, and the words.
    fn transcript(&mut self, lines: &[(SpeakerRole, &str)]) -> SourceId {
        let (mut text, mut speakers, mut turns) = (String::new(), Vec::<Speaker>::new(), Vec::new());
        for &(role, words) in lines {
            let known = speakers.iter().position(|speaker| speaker.role == role);
            let speaker = known.unwrap_or_else(|| {
                speakers.push(Speaker { name: format!("S{}", speakers.len()), role });
                speakers.len() - 1
            });
            let start = len(&text);
            text.push_str(&format!("S{speaker}: "));
            let words_start = len(&text);
            text.push_str(words);
            let end = len(&text);
            let (span, words) = (Span::new(start, end).unwrap(), Span::new(words_start, end).unwrap());
            turns.push(Turn { speaker: u16::try_from(speaker).unwrap(), span, words, starts_at: None });
            text.push('\n');
        }
        let base = vec![Segment { subject: None, blob: BlobAddress([1; 32]), len: len(&text) }];
        let origin = Origin { file: "a.txt".to_owned(), kind: "txt".to_owned(), original: None };
        let new = NewSource { name: "interview".into(), origin, base, speakers, turns, pages: Vec::new() };
        let source = SourceId(self.write(Op::AddSource(Box::new(new))));
        self.texts.insert(&self.writer.study, source, Text::from_normalised(text).unwrap());
        source
    }

    /// Marks the first place where these words stand now.
    fn mark(&self, source: SourceId, words: &str) -> Passage {
        let text = self.texts.current(source).unwrap().as_str();
        let start = len(&text[..text.find(words).unwrap()]);
        let version = self.study().sources().get(source).unwrap().history.latest();
        Passage { source, span: Span::with_len(start, len(words)), version }
    }

    /// Replaces the first place where these words stand now.
    fn correct(&mut self, source: SourceId, words: &str, replacement: &str) -> ChangeId {
        let Passage { span, version, .. } = self.mark(source, words);
        let splices = vec![Splice { span, replacement: replacement.into() }];
        let id = self.write(Op::CorrectText { source, seen: version, splices });
        self.texts.refresh(&self.writer.study, source);
        id
    }

    fn take_back(&mut self, source: SourceId, correction: ChangeId) {
        let seen = self.study().sources().get(source).unwrap().history.latest();
        self.write(Op::WithdrawCorrection { source, seen, correction });
        self.texts.refresh(&self.writer.study, source);
    }

    /// The words of a passage now, whether they changed since it was marked, and their line and column.
    fn excerpt(&self, passage: &Passage) -> Option<(&str, bool, (u32, u32))> {
        let excerpt = self.texts.excerpt(self.study(), passage)?;
        Some((excerpt.words, excerpt.stale, (excerpt.at.line, excerpt.at.column)))
    }

    fn coded(&mut self, passage: Passage, code: CodeId, read: bool) -> CodingId {
        let coder = CoderId(ChangeId::new(1, 1));
        let coding = NewCoding { passage, excerpt: ExcerptHash(1), code, coder, read };
        CodingId(self.write(Op::Code(coding)))
    }

    fn counts(&self, coding: CodingId) -> bool {
        self.study().counts(self.study().codings().get(coding).unwrap())
    }

    fn labels(&self, wanted: &str) -> Vec<String> {
        self.study().codes_named(wanted).into_iter().map(|code| code.label()).collect()
    }

    fn refusal(&self, p: ParticipantId) -> String {
        self.study().permits(p, Gate::Quotation).unwrap_err().to_string()
    }
}

fn len(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap()
}

fn quotation(version: u32) -> StatementId {
    StatementId { name: "quotation".to_owned(), version }
}

fn consent(state: ConsentState) -> Consent {
    Consent { state, mode: ConsentMode::Written, on: "2026-11-01".into(), taken_by: "Ann".into() }
}

mod permits {
    use super::*;
    use ConsentState::{Given, Refused, Withdrawn};

    #[test]
    fn every_refusal_says_who_and_why() {
        let mut example = Example::new();
        example.asks_to_quote(&[1]);
        let people = ["P01", "P02", "P03", "P04", "P05"].map(|p| example.participant(p));
        let [erased, withdrew, refused, took_back, _silent] = people;
        example.answers(withdrew, 1, &[Given]);
        example.withdraws(withdrew, WithdrawalLevel::StopUse);
        example.answers(refused, 1, &[Refused]);
        example.answers(took_back, 1, &[Given]);
        example.answers(took_back, 1, &[Given, Withdrawn]);
        let erasure = Erasure { on: "2026-11-21".to_owned(), reason: "asked".to_owned() };
        example.write(Op::Erase(erased, erasure));
        let nobody = ParticipantId(ChangeId::new(9, 9));
        let messages: Vec<String> = people.iter().chain([&nobody]).map(|&p| example.refusal(p)).collect();
        insta::assert_snapshot!(messages.join("\n"), @"
        P01 was erased on 2026-11-21
        P02 withdrew on 2026-11-20 and asked that nothing of theirs be used any more
        P03 did not agree to the consent statement `quotation` (version 1)
        P04 took back consent to the consent statement `quotation` (version 1)
        no answer of P05 to the consent statement `quotation` (version 1) is recorded
        the participant is not in the study
        ");
    }

    #[test]
    fn whoever_agreed_may_be_quoted() {
        let mut example = Example::new();
        example.asks_to_quote(&[1]);
        let p = example.participant("P01");
        example.answers(p, 1, &[Given]);
        assert_eq!(example.study().permits(p, Gate::Quotation), Ok(()));
    }

    #[test]
    fn consent_to_an_earlier_wording_still_counts_for_whoever_was_not_asked_again() {
        let mut example = Example::new();
        example.asks_to_quote(&[1, 2]);
        let p = example.participant("P01");
        example.answers(p, 1, &[Given]);
        assert_eq!(example.study().permits(p, Gate::Quotation), Ok(()));
    }

    #[test]
    fn the_answer_to_the_newest_wording_decides_wherever_the_protocol_has_it() {
        for versions in [[1, 2], [2, 1]] {
            let mut example = Example::new();
            example.asks_to_quote(&versions);
            let (changed_to_no, changed_to_yes) = (example.participant("P01"), example.participant("P02"));
            example.answers(changed_to_no, 1, &[Given]);
            example.answers(changed_to_no, 2, &[Refused]);
            example.answers(changed_to_yes, 1, &[Refused]);
            example.answers(changed_to_yes, 2, &[Given]);
            let refusal =
                Refusal::NotGiven { pseudonym: "P01".into(), statement: quotation(2), taken_back: false };
            assert_eq!(example.study().permits(changed_to_no, Gate::Quotation), Err(refusal));
            assert_eq!(example.study().permits(changed_to_yes, Gate::Quotation), Ok(()));
        }
    }

    #[test]
    fn whoever_was_asked_nothing_is_refused_under_the_newest_wording() {
        let mut example = Example::new();
        example.asks_to_quote(&[1, 2]);
        let p = example.participant("P01");
        let refusal = Refusal::NotRecorded { pseudonym: "P01".into(), statement: quotation(2) };
        assert_eq!(example.study().permits(p, Gate::Quotation), Err(refusal));
    }

    #[test]
    fn consent_to_one_use_is_no_consent_to_another() {
        let mut example = Example::new();
        let thanks = StatementId { name: "thanks".to_owned(), version: 1 };
        example.asks([(quotation(1), Gate::Quotation), (thanks.clone(), Gate::Acknowledgement)]);
        let p = example.participant("P01");
        example.answers(p, 1, &[Given]);
        let refusal = Refusal::NotRecorded { pseudonym: "P01".into(), statement: thanks };
        assert_eq!(example.study().permits(p, Gate::Quotation), Ok(()));
        assert_eq!(example.study().permits(p, Gate::Acknowledgement), Err(refusal));
    }

    #[test]
    fn each_withdrawal_refuses_what_it_says_and_what_every_milder_one_does() {
        use WithdrawalLevel::{Erase, StopCollection, StopContact, StopUse};
        let gates = [Gate::Contact, Gate::TakePart, Gate::Recording, Gate::Quotation, Gate::Acknowledgement];
        let table = [
            (StopContact, [false, true, true, true, true]),
            (StopCollection, [false, false, false, true, true]),
            (StopUse, [false; 5]),
            (Erase, [false; 5]),
        ];
        for (level, allowed) in table {
            let mut example = Example::new();
            let p = example.participant("P01");
            example.withdraws(p, level);
            assert_eq!(gates.map(|gate| example.study().permits(p, gate).is_ok()), allowed, "{level:?}");
        }
    }

    #[test]
    fn of_two_statements_on_one_use_both_must_be_given() {
        let mut example = Example::new();
        let words = StatementId { name: "words".to_owned(), version: 3 };
        example.asks([(quotation(1), Gate::Quotation), (words.clone(), Gate::Quotation)]);
        let p = example.participant("P01");
        example.answers(p, 1, &[Given]);
        let refusal = Refusal::NotRecorded { pseudonym: "P01".into(), statement: words };
        assert_eq!(example.study().permits(p, Gate::Quotation), Err(refusal));
    }

    #[test]
    fn a_refusal_counts_after_the_protocol_lost_the_statement() {
        let mut example = Example::new();
        example.asks_to_quote(&[1]);
        let (refused, agreed) = (example.participant("P01"), example.participant("P02"));
        example.answers(refused, 1, &[Refused]);
        example.answers(agreed, 1, &[Given]);
        let before = example.study().protocol().cloned().map(Box::new);
        example.write(Op::AdoptProtocol(Edit::new(before, Some(Box::new(Protocol::default())))));
        let refusal =
            Refusal::NotGiven { pseudonym: "P01".into(), statement: quotation(1), taken_back: false };
        assert_eq!(example.study().permits(refused, Gate::Quotation), Err(refusal));
        assert_eq!(example.study().permits(agreed, Gate::Quotation), Ok(()));
    }

    #[test]
    fn a_study_that_asks_nothing_refuses_only_those_who_withdrew_from_use() {
        use WithdrawalLevel::{Erase, StopCollection, StopContact, StopUse};
        let mut without_protocol = Example::new();
        let mut without_statement = Example::new();
        without_statement.asks_to_quote(&[]);
        for example in [&mut without_protocol, &mut without_statement] {
            let stays = example.participant("P01");
            assert_eq!(example.study().permits(stays, Gate::Quotation), Ok(()));
            let may_quote = [StopContact, StopCollection, StopUse, Erase].map(|level| {
                let p = example.participant("P02");
                example.withdraws(p, level);
                example.study().permits(p, Gate::Quotation).is_ok()
            });
            assert_eq!(may_quote, [true, true, false, false]);
        }
    }
}

mod codebook {
    use super::*;

    #[test]
    fn a_code_is_found_by_number_by_name_or_by_both() {
        let mut example = Example::new();
        example.code("3.1", "Trust");
        example.code("3", "Relations");
        example.code("", "Time");
        for wanted in ["3.1", "Trust", "3.1 Trust", " trust ", "3.1 TRUST"] {
            assert_eq!(example.labels(wanted), ["3.1 Trust"], "{wanted}");
        }
        assert_eq!(example.labels("time"), ["Time"]);
    }

    #[test]
    fn a_name_that_two_codes_have_means_both_until_the_number_tells_which() {
        let mut example = Example::new();
        example.code("1.1", "Trust");
        example.code("2.1", "trust");
        assert_eq!(example.labels("Trust"), ["1.1 Trust", "2.1 trust"]);
        assert_eq!(example.labels("2.1 Trust"), ["2.1 trust"]);
    }

    #[test]
    fn a_number_means_the_code_that_has_it_and_not_one_that_is_called_so() {
        let mut example = Example::new();
        example.code("", "2");
        example.code("2", "Trust");
        assert_eq!(example.labels("2"), ["2 Trust"]);
    }

    #[test]
    fn no_code_is_found_where_neither_number_nor_name_fits() {
        let mut example = Example::new();
        example.code("3.1", "Trust");
        example.code("", "Time");
        for wanted in ["", " ", "3", "3.10", "Tru", "3.2 Trust", "3.1 Time"] {
            assert_eq!(example.labels(wanted), Vec::<String>::new(), "{wanted}");
        }
    }

    #[test]
    fn an_archived_code_is_not_found_until_it_is_restored() {
        let mut example = Example::new();
        let old = example.code("1", "Trust");
        example.code("2", "Trust");
        example.write(Op::Retire(Thing::Code(old)));
        assert_eq!(example.labels("Trust"), ["2 Trust"]);
        assert_eq!(example.labels("1"), Vec::<String>::new());
        example.write(Op::Restore(Thing::Code(old)));
        assert_eq!(example.labels("1"), ["1 Trust"]);
    }

    #[test]
    fn the_codebook_is_listed_by_number_as_people_count_and_unnumbered_codes_come_last_by_name() {
        let mut example = Example::new();
        for (number, name) in [
            ("", "Time"),
            ("2", "Money"),
            ("1.10", "Respect"),
            ("", "Anger"),
            ("1.2", "Trust"),
            ("1", "Ties"),
        ] {
            example.code(number, name);
        }
        let archived = example.code("1.3", "Old");
        example.write(Op::Retire(Thing::Code(archived)));
        let labels: Vec<String> = example.study().codebook().into_iter().map(|code| code.label()).collect();
        assert_eq!(labels, ["1 Ties", "1.2 Trust", "1.10 Respect", "2 Money", "Anger", "Time"]);
    }
}

mod codings {
    use super::*;

    const P: &str = "Trust takes time.";

    /// A passage of an interview that was read and coded.
    fn coded() -> (Example, SourceId, CodeId, CodingId) {
        let mut example = Example::new();
        let p = example.participant("P01");
        let source = example.transcript(&[(SpeakerRole::Participant(p), P)]);
        let code = example.code("1", "Trust");
        let coding = example.coded(example.mark(source, "Trust"), code, true);
        (example, source, code, coding)
    }

    fn shown(example: &Example, source: SourceId) -> Vec<CodingId> {
        let counts = |coding: &&Coding| example.study().counts(coding);
        example.study().codings_of(source).filter(counts).map(|coding| coding.id).collect()
    }

    #[test]
    fn a_coding_that_nobody_has_read_counts_only_once_somebody_has() {
        let (mut example, source, code, _) = coded();
        let found = example.coded(example.mark(source, "time"), code, false);
        assert!(!example.counts(found));
        example.write(Op::EditCoding(found, CodingEdit::Read(Edit::new(false, true))));
        assert!(example.counts(found));
    }

    #[test]
    fn a_coding_does_not_count_while_its_source_is_archived() {
        let (mut example, source, _, coding) = coded();
        assert!(example.counts(coding));
        example.write(Op::Retire(Thing::Source(source)));
        assert!(!example.counts(coding));
        example.write(Op::Restore(Thing::Source(source)));
        assert!(example.counts(coding));
    }

    #[test]
    fn a_coding_that_was_taken_away_neither_counts_nor_is_listed() {
        let (mut example, source, _, coding) = coded();
        example.write(Op::Retire(Thing::Coding(coding)));
        assert!(!example.counts(coding));
        assert_eq!(example.study().codings_of(source).count(), 0);
    }

    #[test]
    fn archiving_a_code_hides_its_codings_and_no_others_and_restoring_it_shows_them_again() {
        let (mut example, source, trust, on_trust) = coded();
        let time = example.code("2", "Time");
        let on_time = example.coded(example.mark(source, "time"), time, true);
        assert_eq!(shown(&example, source), [on_trust, on_time]);
        example.write(Op::Retire(Thing::Code(trust)));
        assert_eq!(shown(&example, source), [on_time]);
        assert!(!example.counts(on_trust));
        example.write(Op::Restore(Thing::Code(trust)));
        assert_eq!(shown(&example, source), [on_trust, on_time]);
    }

    #[test]
    fn the_passage_of_a_coding_is_the_one_that_was_marked_whatever_was_corrected_since() {
        let (mut example, source, code, _) = coded();
        example.correct(source, "Trust", "Mutual trust");
        let marked = example.mark(source, "time");
        let coding = example.coded(marked.clone(), code, true);
        example.correct(source, "takes", "needs");
        let coding = example.study().codings().get(coding).unwrap();
        assert_eq!(example.study().passage_of(coding), Some(marked));
    }
}

mod whose_words {
    use super::*;
    use SpeakerRole::{Interviewer, Participant};

    /// A joint interview with two participants.
    fn joint() -> (Example, SourceId, ParticipantId, ParticipantId) {
        let mut example = Example::new();
        let (first, second) = (example.participant("P01"), example.participant("P02"));
        let source = example.transcript(&[
            (Interviewer, "What is value?"),
            (Participant(first), "Trust takes time."),
            (Participant(second), "Money talks here."),
            (Interviewer, "Why so?"),
        ]);
        (example, source, first, second)
    }

    fn whose(example: &Example, source: SourceId, words: &str) -> Option<ParticipantId> {
        example.study().participant_of(&example.mark(source, words))
    }

    #[test]
    fn in_a_joint_interview_a_turn_belongs_to_whoever_speaks() {
        let (example, source, first, second) = joint();
        assert_eq!(whose(&example, source, "Trust takes time."), Some(first));
        assert_eq!(whose(&example, source, "Money talks here."), Some(second));
    }

    #[test]
    fn in_a_joint_interview_what_the_interviewer_says_belongs_to_nobody() {
        let (example, source, ..) = joint();
        assert_eq!(whose(&example, source, "What is value?"), None);
        assert_eq!(whose(&example, source, "Why so?"), None);
    }

    #[test]
    fn in_an_interview_with_one_participant_everything_belongs_to_them() {
        let mut example = Example::new();
        let p = example.participant("P01");
        let source = example.transcript(&[(Interviewer, "What is value?"), (Participant(p), "Trust.")]);
        assert_eq!(whose(&example, source, "Trust."), Some(p));
        assert_eq!(whose(&example, source, "What is value?"), Some(p));
    }

    #[test]
    fn a_source_imported_as_one_participants_alone_stays_theirs_since_their_key_seals_its_words() {
        let mut example = Example::new();
        let (alone, other) = (example.participant("P01"), example.participant("P02"));
        let source = example.transcript(&[(Interviewer, "What is value?"), (Participant(alone), "Trust.")]);
        let role = SourceEdit::Speaker(0, Edit::new(Interviewer, Participant(other)));
        example.write(Op::EditSource(source, role));
        assert_eq!(whose(&example, source, "What is value?"), Some(alone));
    }

    #[test]
    fn a_passage_over_the_words_of_two_participants_is_neithers_alone() {
        let (example, source, ..) = joint();
        assert_eq!(whose(&example, source, "time.\nS2: Money"), None);
    }

    #[test]
    fn a_passage_that_begins_before_an_answer_belongs_to_whoever_answers() {
        let (example, source, first, _) = joint();
        assert_eq!(whose(&example, source, "value?\nS1: Trust"), Some(first));
        assert_eq!(whose(&example, source, "S1: Trust"), Some(first));
    }

    #[test]
    fn a_correction_before_a_turn_does_not_change_whose_it_is() {
        let (mut example, source, first, second) = joint();
        let before = example.mark(source, "Money talks");
        // Longer than a turn, so that each turn now stands where the next one stood.
        example.correct(source, "value?", "value, to you both and to others?");
        assert_eq!(example.study().participant_of(&before), Some(second));
        assert_eq!(whose(&example, source, "Money talks"), Some(second));
        assert_eq!(whose(&example, source, "Trust"), Some(first));
        assert_eq!(whose(&example, source, "to you both"), None);
    }

    #[test]
    fn words_that_a_correction_put_in_belong_to_whoever_speaks_there() {
        let (mut example, source, first, second) = joint();
        example.correct(source, "takes time", "takes some time");
        example.correct(source, "time.", "time. Years, even.");
        example.correct(source, "Money", "Cash");
        assert_eq!(whose(&example, source, "some"), Some(first));
        assert_eq!(whose(&example, source, "Years, even."), Some(first));
        assert_eq!(whose(&example, source, "Cash"), Some(second));
    }

    #[test]
    fn words_put_in_at_the_end_of_a_turn_belong_to_that_turn() {
        let (mut example, source, first, _) = joint();
        let end = example.mark(source, "time.").span.end();
        let seen = example.mark(source, "time.").version;
        let splices = vec![Splice { span: Span::at(end), replacement: " Always.".into() }];
        example.write(Op::CorrectText { source, seen, splices });
        example.texts.refresh(&example.writer.study, source);
        assert_eq!(whose(&example, source, "Always."), Some(first));
    }

    #[test]
    fn a_passage_whose_words_were_deleted_still_belongs_to_whoever_spoke_them() {
        let (mut example, source, _, second) = joint();
        let passage = example.mark(source, "Money talks");
        example.correct(source, "Money talks", "");
        assert_eq!(example.study().place(&passage), Some(Placed::Gone));
        assert_eq!(example.study().participant_of(&passage), Some(second));
    }
}

mod passages {
    use super::*;

    /// An interview of two lines.
    fn interview() -> (Example, SourceId) {
        let mut example = Example::new();
        let p = example.participant("P01");
        let source = example.transcript(&[
            (SpeakerRole::Interviewer, "What is value?"),
            (SpeakerRole::Participant(p), "I think trust takes time."),
        ]);
        (example, source)
    }

    #[test]
    fn a_passage_without_corrections_stands_where_it_was_marked() {
        let (example, source) = interview();
        let passage = example.mark(source, "trust takes");
        assert_eq!(example.study().place(&passage), Some(Placed::Unmoved(passage.span)));
        assert_eq!(example.excerpt(&passage), Some(("trust takes", false, (1, 12))));
    }

    #[test]
    fn a_correction_before_a_passage_moves_it_and_leaves_its_words_as_they_were() {
        let (mut example, source) = interview();
        let passage = example.mark(source, "trust takes");
        example.correct(source, "I think", "I do think");
        assert_eq!(example.study().place(&passage), passage.span.shift(3).map(Placed::Moved));
        assert_eq!(example.excerpt(&passage), Some(("trust takes", false, (1, 15))));
    }

    #[test]
    fn a_line_put_in_before_a_passage_moves_it_a_line_down() {
        let (mut example, source) = interview();
        let passage = example.mark(source, "trust takes");
        example.correct(source, "What is", "(a pause)\nWhat is");
        assert_eq!(example.excerpt(&passage), Some(("trust takes", false, (2, 12))));
    }

    #[test]
    fn a_correction_behind_a_passage_leaves_it_where_it_was() {
        let (mut example, source) = interview();
        let passage = example.mark(source, "trust takes");
        example.correct(source, "time.", "years, naïvely put.");
        assert_eq!(example.study().place(&passage), Some(Placed::Unmoved(passage.span)));
        assert_eq!(example.excerpt(&passage), Some(("trust takes", false, (1, 12))));
    }

    #[test]
    fn a_correction_inside_a_passage_changes_its_words_and_is_flagged() {
        let (mut example, source) = interview();
        let passage = example.mark(source, "trust takes");
        example.correct(source, "ust ta", "uth m🙂");
        assert_eq!(example.excerpt(&passage), Some(("truth m🙂kes", true, (1, 12))));
    }

    #[test]
    fn words_put_in_inside_a_passage_are_flagged_and_those_at_its_edges_stay_outside() {
        let (mut example, source) = interview();
        let passage = example.mark(source, "trust takes");
        for (at, words) in [("trust", "all "), (" time", " much")] {
            let Passage { span, version, .. } = example.mark(source, at);
            let splices = vec![Splice { span: Span::at(span.start()), replacement: words.into() }];
            example.write(Op::CorrectText { source, seen: version, splices });
            example.texts.refresh(&example.writer.study, source);
        }
        assert!(example.texts.current(source).unwrap().as_str().contains("all trust takes much time"));
        assert_eq!(example.excerpt(&passage), Some(("trust takes", false, (1, 16))));
        let Passage { span, version, .. } = example.mark(source, "takes");
        let splices = vec![Splice { span: Span::at(span.start()), replacement: "often ".into() }];
        example.write(Op::CorrectText { source, seen: version, splices });
        example.texts.refresh(&example.writer.study, source);
        assert_eq!(example.excerpt(&passage), Some(("trust often takes", true, (1, 16))));
    }

    #[test]
    fn a_correction_over_a_passage_takes_its_place_and_is_flagged() {
        let (mut example, source) = interview();
        let passage = example.mark(source, "trust takes");
        example.correct(source, "think trust takes time", "said so");
        assert_eq!(example.excerpt(&passage), Some(("said so", true, (1, 6))));
    }

    #[test]
    fn a_passage_whose_words_were_deleted_has_no_excerpt() {
        let (mut example, source) = interview();
        let passage = example.mark(source, "trust takes");
        example.correct(source, "think trust takes time", "");
        assert_eq!(example.study().place(&passage), Some(Placed::Gone));
        assert_eq!(example.excerpt(&passage), None);
    }

    #[test]
    fn taking_a_correction_back_brings_the_passage_back() {
        let (mut example, source) = interview();
        let passage = example.mark(source, "trust takes");
        let correction = example.correct(source, "trust takes", "");
        example.take_back(source, correction);
        assert_eq!(example.study().place(&passage), Some(Placed::Unmoved(passage.span)));
        assert_eq!(example.excerpt(&passage), Some(("trust takes", false, (1, 12))));
    }

    #[test]
    fn a_passage_marked_after_a_correction_is_not_flagged_for_it() {
        let (mut example, source) = interview();
        let correction = example.correct(source, "trust", "mistrust");
        let passage = example.mark(source, "mistrust takes");
        assert_eq!(example.excerpt(&passage), Some(("mistrust takes", false, (1, 12))));
        example.take_back(source, correction);
        assert_eq!(example.excerpt(&passage), Some(("trust takes", true, (1, 12))));
    }

    #[test]
    fn the_words_when_marked_stay_readable_after_corrections() {
        let (mut example, source) = interview();
        let first = example.mark(source, "trust takes");
        example.correct(source, "trust", "mistrust");
        let second = example.mark(source, "mistrust takes");
        example.correct(source, "I think mistrust takes time.", "");
        let words = |passage| example.texts.words_when_marked(example.study(), passage);
        assert_eq!(words(&first).as_deref(), Some("trust takes"));
        assert_eq!(words(&second).as_deref(), Some("mistrust takes"));
    }

    #[test]
    fn the_words_when_marked_are_those_of_now_where_nothing_was_corrected() {
        let (example, source) = interview();
        let passage = example.mark(source, "trust takes");
        let words = example.texts.words_when_marked(example.study(), &passage);
        assert_eq!(words.as_deref(), Some("trust takes"));
    }

    #[test]
    fn a_source_whose_words_were_forgotten_has_places_and_no_words() {
        let (mut example, source) = interview();
        let passage = example.mark(source, "trust takes");
        example.texts.remove(source);
        assert_eq!(example.study().place(&passage), Some(Placed::Unmoved(passage.span)));
        assert_eq!(example.excerpt(&passage), None);
        assert_eq!(example.texts.words_when_marked(example.study(), &passage), None);
    }

    #[test]
    fn a_passage_beyond_the_end_of_its_text_stands_nowhere() {
        let (example, source) = interview();
        let passage = Passage { span: Span::with_len(1000, 1), ..example.mark(source, "trust") };
        assert_eq!(example.study().place(&passage), None);
        assert_eq!(example.texts.words_when_marked(example.study(), &passage), None);
    }

    #[test]
    fn an_excerpt_keeps_its_words_out_of_whatever_is_logged() {
        let (example, source) = interview();
        let passage = example.mark(source, "trust takes");
        let logged = format!("{:?}", example.texts.excerpt(example.study(), &passage).unwrap());
        assert!(!logged.contains("trust"), "{logged}");
    }
}

#[test]
fn each_stage_has_its_words_and_the_last_two_name_the_framework() {
    let mut example = Example::new();
    let framework = NewFramework { name: "first framework".into(), note: String::new(), columns: vec![] };
    let framework = FrameworkId(example.write(Op::FixFramework(Box::new(framework))));
    let unknown = FrameworkId(ChangeId::new(9, 9));
    let stages = [
        Stage::Transcribed,
        Stage::Familiarised,
        Stage::Coded,
        Stage::Indexed(framework),
        Stage::Charted(framework),
        Stage::Charted(unknown),
    ];
    let words = stages.map(|stage| example.study().stage(stage));
    insta::assert_snapshot!(words.join("\n"), @"
    transcribed
    familiarised
    coded
    indexed under first framework
    charted under first framework
    charted under a framework
    ");
}
