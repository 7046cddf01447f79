//! Small studies for tests, made as every study is: change by change.

use themeloom_study::attribute::{
    AttributeDefinition, AttributeKind, AttributeOf, AttributeOwner, AttributeValue,
};
use themeloom_study::code::NewCode;
use themeloom_study::coding::{ExcerptHash, NewCoding};
use themeloom_study::consent::{Consent, ConsentMode, ConsentState, Erasure, Withdrawal, WithdrawalLevel};
use themeloom_study::findings::{EvidenceLink, Stance};
use themeloom_study::framework::{CellKey, CellState, FrameworkColumn, NewFramework};
use themeloom_study::op::{CellEdit, CodeEdit, CodingEdit, ParticipantEdit, ThemeEdit};
use themeloom_study::protocol::{ConsentStatement, Gate, Protocol, StatementId};
use themeloom_study::source::{BlobAddress, NewSource, Origin, Segment, Speaker, SpeakerRole, Turn};
use themeloom_study::*;
use themeloom_text::{Span, Splice, Text};

/// A study in the making.
pub struct Builder {
    pub study: Study,
    pub texts: Texts,
    pub log: Vec<Change>,
    coder: CoderId,
}

impl Builder {
    pub fn new() -> Self {
        let coder = CoderId(ChangeId::new(1, 1));
        let mut builder = Self { study: Study::default(), texts: Texts::default(), log: Vec::new(), coder };
        builder.coder("Ada King", "AK");
        builder
    }

    /// A study that asked everybody whether they may be quoted.
    pub fn with_consent() -> Self {
        let mut builder = Self::new();
        let statement = ConsentStatement {
            id: quotation(),
            text: "My words may be quoted without my name.".into(),
            required: false,
            gate: Gate::Quotation,
        };
        let protocol = Protocol { title: "Trial".into(), consent: vec![statement], ..Protocol::default() };
        builder.adopt(protocol);
        builder
    }

    pub fn adopt(&mut self, protocol: Protocol) {
        self.apply(Op::AdoptProtocol(Edit::new(None, Some(Box::new(protocol)))));
    }

    pub fn apply(&mut self, op: Op) -> ChangeId {
        let number = u32::try_from(self.log.len() + 1).unwrap();
        let id = ChangeId::new(1, number);
        let change = Change {
            id,
            stamp: Stamp(u64::from(number)),
            batch: BatchId(id),
            gesture: None,
            author: self.coder,
            at: Timestamp(0),
            op,
        };
        let outcome = self.study.apply(&change);
        assert!(matches!(outcome, Outcome::Done), "{outcome:?}");
        self.log.push(change);
        id
    }

    pub fn coder(&mut self, name: &str, initials: &str) -> CoderId {
        CoderId(self.apply(Op::AddCoder { name: name.into(), initials: initials.into() }))
    }

    pub fn choice(&mut self, of: AttributeOf, name: &str, values: &[&str]) -> AttributeId {
        let kind = AttributeKind::Ordered(values.iter().map(|v| (*v).to_owned()).collect());
        let definition =
            AttributeDefinition { of, name: name.into(), kind, help: String::new(), judged: false };
        AttributeId(self.apply(Op::DefineAttribute(definition)))
    }

    pub fn organisation(&mut self, name: &str) -> OrganisationId {
        OrganisationId(self.apply(Op::AddOrganisation { name: name.into() }))
    }

    /// A participant with a case of the same name.
    pub fn person(
        &mut self,
        pseudonym: &str,
        organisation: Option<OrganisationId>,
    ) -> (ParticipantId, CaseId) {
        let op = Op::AddParticipant { pseudonym: pseudonym.into(), organisation };
        let participant = ParticipantId(self.apply(op));
        (participant, self.case(pseudonym, &[participant]))
    }

    pub fn case(&mut self, name: &str, participants: &[ParticipantId]) -> CaseId {
        CaseId(self.apply(Op::AddCase { name: name.into(), participants: participants.to_vec() }))
    }

    pub fn set(&mut self, of: AttributeOwner, attribute: AttributeId, value: &str) {
        let value = Some(AttributeValue::Text(value.into()));
        self.apply(Op::SetAttribute(of, attribute, Edit::new(None, value)));
    }

    pub fn consent(&mut self, participant: ParticipantId, state: ConsentState) {
        let before = self.study.particulars(participant).and_then(|p| p.consents.get(&quotation()).cloned());
        let consent =
            Consent { state, mode: ConsentMode::Written, on: "2026-01-05".into(), taken_by: "AK".into() };
        let edit = ParticipantEdit::Consent(quotation(), Edit::new(before, Some(consent)));
        self.apply(Op::EditParticipant(participant, edit));
    }

    pub fn withdraw(&mut self, participant: ParticipantId, level: WithdrawalLevel) {
        let withdrawal = Withdrawal { level, on: "2026-03-01".into(), note: String::new() };
        let edit = ParticipantEdit::Withdrawal(Edit::new(None, Some(withdrawal)));
        self.apply(Op::EditParticipant(participant, edit));
    }

    pub fn erase(&mut self, participant: ParticipantId) {
        let erasure = Erasure { on: "2026-03-02".into(), reason: "asked".into() };
        self.apply(Op::Erase(participant, erasure));
    }

    /// A transcript with one turn for each paragraph, spoken by the participants named.
    pub fn transcript(&mut self, name: &str, turns: &[(ParticipantId, &str)]) -> SourceId {
        let mut speakers: Vec<Speaker> = Vec::new();
        let (mut all, mut placed, mut at) = (String::new(), Vec::new(), 0u32);
        for (participant, words) in turns {
            let role = SpeakerRole::Participant(*participant);
            let known = speakers.iter().position(|s| s.role == role);
            let speaker = known.unwrap_or_else(|| {
                speakers.push(Speaker { name: format!("S{}", speakers.len()), role });
                speakers.len() - 1
            });
            let len = u32::try_from(words.chars().count()).unwrap();
            let span = Span::with_len(at, len);
            placed.push(Turn { speaker: speaker.try_into().unwrap(), span, words: span, starts_at: None });
            all.push_str(words);
            all.push('\n');
            at += len + 1;
        }
        let subject = (speakers.len() == 1).then(|| turns[0].0);
        let source = self.apply(Op::AddSource(Box::new(NewSource {
            name: name.into(),
            origin: Origin { file: format!("{name}.txt"), kind: "txt".into(), original: None },
            base: vec![Segment { subject, blob: BlobAddress([0; 32]), len: at }],
            speakers,
            turns: placed,
            pages: Vec::new(),
        })));
        let source = SourceId(source);
        self.texts.insert(&self.study, source, Text::from_normalised(all).unwrap());
        source
    }

    pub fn code(&mut self, number: &str, name: &str, parent: Option<CodeId>) -> CodeId {
        let content = NewCode {
            number: number.parse().unwrap(),
            name: name.into(),
            parent,
            definition: format!("What {name} means."),
            ..NewCode::default()
        };
        CodeId(self.apply(Op::AddCode(Box::new(content))))
    }

    pub fn category(&mut self, number: &str, name: &str) -> CodeId {
        let code = self.code(number, name, None);
        self.apply(Op::EditCode(code, CodeEdit::IsCategory(Edit::new(false, true))));
        code
    }

    pub fn fix_framework(&mut self, name: &str, codes: &[CodeId]) -> FrameworkId {
        let column = |&code: &CodeId| {
            let content = &self.study.codes().get(code).unwrap().content;
            FrameworkColumn {
                code,
                number: content.number.clone(),
                name: content.name.clone(),
                definition: content.definition.clone(),
            }
        };
        let columns = codes.iter().map(column).collect();
        let new = NewFramework { name: name.into(), note: String::new(), columns };
        FrameworkId(self.apply(Op::FixFramework(Box::new(new))))
    }

    /// The passage with these words, which must stand once in the source.
    pub fn passage(&self, source: SourceId, words: &str) -> Passage {
        let text = self.texts.current(source).unwrap();
        let mut found = text.as_str().match_indices(words);
        let (at, _) = found.next().unwrap();
        assert!(found.next().is_none(), "these words stand twice");
        let span = text.byte_range_to_span(at..at + words.len()).unwrap();
        Passage { source, span, version: self.study.sources().get(source).unwrap().history.latest() }
    }

    pub fn coding(&mut self, code: CodeId, source: SourceId, words: &str) -> CodingId {
        self.coding_by(self.coder, code, source, words, true)
    }

    pub fn coding_by(
        &mut self,
        coder: CoderId,
        code: CodeId,
        source: SourceId,
        words: &str,
        read: bool,
    ) -> CodingId {
        let passage = self.passage(source, words);
        CodingId(self.apply(Op::Code(NewCoding { passage, excerpt: ExcerptHash(0), code, coder, read })))
    }

    pub fn mark_read(&mut self, coding: CodingId) {
        self.apply(Op::EditCoding(coding, CodingEdit::Read(Edit::new(false, true))));
    }

    pub fn state(&mut self, case: CaseId, code: CodeId, state: CellState) {
        let key = CellKey { case, code };
        let before = self.study.cells().get(&key).cloned().unwrap_or_default();
        self.apply(Op::EditCell(key, CellEdit::State(Edit::new(before.state, state))));
        let framework = self.study.newest_framework().map(|f| f.id);
        if before.framework != framework {
            self.apply(Op::EditCell(key, CellEdit::Framework(Edit::new(before.framework, framework))));
        }
        if before.author.is_none() {
            self.apply(Op::EditCell(key, CellEdit::Author(Edit::new(None, Some(self.coder)))));
        }
    }

    pub fn chart(&mut self, case: CaseId, code: CodeId, summary: &str, quotations: Vec<Passage>) {
        let key = CellKey { case, code };
        self.state(case, code, CellState::Charted);
        self.apply(Op::EditCell(key, CellEdit::Summary(Edit::new(String::new(), summary.into()))));
        if !quotations.is_empty() {
            self.apply(Op::EditCell(key, CellEdit::Quotations(Edit::new(Vec::new(), quotations))));
        }
    }

    pub fn unprompted(&mut self, case: CaseId, code: CodeId) {
        self.apply(Op::EditCell(CellKey { case, code }, CellEdit::Unprompted(Edit::new(false, true))));
    }

    /// Replaces words of a source that stand in it once.
    pub fn correct(&mut self, source: SourceId, words: &str, by: &str) {
        let passage = self.passage(source, words);
        let splice = Splice { span: passage.span, replacement: by.into() };
        self.apply(Op::CorrectText { source, seen: passage.version, splices: vec![splice] });
        self.texts.refresh(&self.study, source);
    }

    pub fn theme(
        &mut self,
        name: &str,
        narrative: &str,
        codes: &[CodeId],
        exemplars: Vec<Passage>,
    ) -> ThemeId {
        let id = ThemeId(self.apply(Op::AddTheme { name: name.into() }));
        let narrative = Edit::new(String::new(), narrative.to_owned());
        self.apply(Op::EditTheme(id, ThemeEdit::Narrative(narrative)));
        self.apply(Op::EditTheme(id, ThemeEdit::Codes(Edit::new(Vec::new(), codes.to_vec()))));
        self.apply(Op::EditTheme(id, ThemeEdit::Exemplars(Edit::new(Vec::new(), exemplars))));
        id
    }

    pub fn finding(&mut self, statement: &str, theme: Option<ThemeId>) -> FindingId {
        FindingId(self.apply(Op::AddFinding { statement: statement.into(), theme }))
    }

    pub fn evidence(&mut self, finding: FindingId, stance: Stance, link: EvidenceLink) -> EvidenceId {
        EvidenceId(self.apply(Op::AddEvidence { finding, stance, link, note: "why it counts".into() }))
    }

    pub fn recommendation(&mut self, what: &str, why: &str, findings: &[FindingId]) -> RecommendationId {
        RecommendationId(self.apply(Op::AddRecommendation {
            what: what.into(),
            why: why.into(),
            findings: findings.to_vec(),
        }))
    }
}

fn quotation() -> StatementId {
    StatementId { name: "quotation".into(), version: 1 }
}
