//! One change of a wanted kind, as somebody who sees a study would make it.

use themeloom_study::attribute::{
    AttributeDefinition, AttributeKind, AttributeOf, AttributeOwner, AttributeValue,
};
use themeloom_study::code::{CodeNumber, CodeOrigin, Colour, NewCode};
use themeloom_study::coding::{Coding, ExcerptHash, NewCoding};
use themeloom_study::comment::NewComment;
use themeloom_study::consent::{Consent, ConsentMode, ConsentState, Erasure, Withdrawal, WithdrawalLevel};
use themeloom_study::correction::shape;
use themeloom_study::findings::{CopyKind, EvidenceLink, NewCopy, Stance};
use themeloom_study::framework::{CellKey, CellState, FrameworkColumn, NewFramework};
use themeloom_study::memo::{Discussion, Target};
use themeloom_study::op::{
    CaseEdit, CellEdit, CodeEdit, CodingEdit, CommentEdit, ElementEdit, EvidenceEdit, FindingEdit,
    ParticipantEdit, RecommendationEdit, SourceEdit, ThemeEdit,
};
use themeloom_study::participant::Identity;
use themeloom_study::protocol::{ConsentStatement, Gate, Protocol, StatementId};
use themeloom_study::source::{
    BlobAddress, NewSource, Origin, Recording, RecordingKind, Segment, Source, Speaker, SpeakerRole, Stage,
    Style, Styled, Turn,
};
use themeloom_study::worksheet::ElementContent;
use themeloom_study::{
    ChangeId, CodeId, CoderId, ERASED, Edit, Op, ParticipantId, Passage, Row, Study, Table, Thing,
};
use themeloom_text::{EditKind, Span, Splice};

/// Random numbers that came with a test case.
pub struct Dice<'a> {
    study: &'a Study,
    state: u64,
}

impl<'a> Dice<'a> {
    pub const fn new(study: &'a Study, seed: u64) -> Self {
        Self { study, state: seed }
    }

    /// A number below `n` (SplitMix64, Steele et al. 2014).
    pub fn below(&mut self, n: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(n.max(1)).unwrap()).unwrap()
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn text(&mut self) -> String {
        ["trust", "money", "time", "leadership", "naïve 🙂"][self.below(5)].to_owned()
    }

    /// Another text than stands there.
    fn other(&mut self, before: &str) -> Edit<String> {
        let text = self.text();
        let after = if text == before { format!("{text} again") } else { text };
        Edit::new(before.to_owned(), after)
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        of.get(self.below(of.len())).cloned()
    }

    fn row<R: Row>(&mut self, table: &'a Table<R>) -> Option<&'a R> {
        let live: Vec<&R> = table.iter().collect();
        // The first is taken often, so that people who work apart meet at the same things.
        live.first().copied().filter(|_| self.coin()).or_else(|| self.one(&live))
    }

    fn id<R: Row>(&mut self, table: &'a Table<R>) -> Option<R::Id> {
        self.row(table).map(Row::id)
    }

    fn some_ids<R: Row>(&mut self, table: &'a Table<R>) -> Vec<R::Id> {
        let n = self.below(3);
        (0..n).filter_map(|_| self.id(table)).collect()
    }

    fn person(&mut self) -> Option<ParticipantId> {
        let study = self.study;
        let living: Vec<_> =
            study.participants().iter().filter(|p| p.erased.is_none()).map(|p| p.id).collect();
        self.one(&living)
    }

    fn span_in(&mut self, source: &Source) -> Option<Span> {
        let len = usize::try_from(source.history.len(&source.history.latest())?).unwrap();
        let start = self.below(len);
        let end = (start + self.below(12)).min(len);
        Span::new(u32::try_from(start).unwrap(), u32::try_from(end).unwrap())
    }

    fn passage_of(&mut self, source: &Source) -> Option<Passage> {
        let span = self.span_in(source)?;
        Some(Passage { source: source.id, span, version: source.history.latest() })
    }

    fn passage(&mut self) -> Option<Passage> {
        let source = self.row(self.study.sources())?;
        self.passage_of(source)
    }

    fn passages(&mut self) -> Vec<Passage> {
        let n = self.below(3);
        (0..n).filter_map(|_| self.passage()).collect()
    }

    fn hash(&mut self) -> ExcerptHash {
        ExcerptHash(u64::try_from(self.below(1000)).unwrap())
    }

    fn cell(&mut self) -> Option<CellKey> {
        Some(CellKey { case: self.id(self.study.cases())?, code: self.id(self.study.codes())? })
    }

    fn owner(&mut self) -> Option<AttributeOwner> {
        Some(match self.below(4) {
            0 => AttributeOwner::Organisation(self.id(self.study.organisations())?),
            1 => AttributeOwner::Case(self.id(self.study.cases())?),
            _ => AttributeOwner::Participant(self.person()?),
        })
    }

    fn target(&mut self) -> Option<Target> {
        let study = self.study;
        Some(match self.below(13) {
            0 => Target::Study,
            1 => Target::Participant(self.person()?),
            2 => Target::Organisation(self.id(study.organisations())?),
            3 => Target::Case(self.id(study.cases())?),
            4 => Target::Source(self.id(study.sources())?),
            5 => Target::Passage(self.passage()?),
            6 => Target::Code(self.id(study.codes())?),
            7 => Target::Coding(self.id(study.codings())?),
            8 => self.cell().map(|key| Target::Cell(key.case, key.code))?,
            9 => Target::Framework(self.id(study.frameworks())?),
            10 => Target::Theme(self.id(study.themes())?),
            11 => Target::Finding(self.id(study.findings())?),
            _ => Target::Recommendation(self.id(study.recommendations())?),
        })
    }

    fn link(&mut self) -> Option<EvidenceLink> {
        Some(match self.below(3) {
            0 => EvidenceLink::Passage(self.passage()?),
            1 => EvidenceLink::Coding(self.id(self.study.codings())?),
            _ => EvidenceLink::Cell(self.cell()?),
        })
    }

    fn value(&mut self) -> AttributeValue {
        if self.coin() {
            AttributeValue::Text(self.text())
        } else {
            AttributeValue::Number(f64::from(u32::try_from(self.below(9)).unwrap()) / 2.0)
        }
    }
}

/// A change of a kind, if what it needs is in the study.
pub fn make(kind: &str, study: &Study, seed: u64) -> Option<Op> {
    let dice = &mut Dice::new(study, seed);
    match kind.split_once('.') {
        Some(("Participant", field)) => edit_participant(field, dice),
        Some(("Source", field)) => edit_source(field, dice),
        Some(("Code", field)) => edit_code(field, dice),
        Some(("Coding", field)) => edit_coding(field, dice),
        Some(("Cell", field)) => edit_cell(field, dice),
        Some(("Comment" | "Element", _)) => in_a_team(kind, dice),
        Some((_, _)) => edit_finding(kind, dice),
        None if kind == "AddElement" => in_a_team(kind, dice),
        None if kind.starts_with("Add") => add(kind, dice),
        None => other_change(kind, dice),
    }
}

fn add(kind: &str, dice: &mut Dice) -> Option<Op> {
    let study = dice.study;
    Some(match kind {
        "AddCoder" => Op::AddCoder { name: dice.text(), initials: dice.text() },
        "AddOrganisation" => Op::AddOrganisation { name: dice.text() },
        "AddParticipant" => {
            Op::AddParticipant { pseudonym: dice.text(), organisation: dice.id(study.organisations()) }
        }
        "AddCase" => Op::AddCase { name: dice.text(), participants: dice.person().into_iter().collect() },
        "AddSource" => {
            let mut people = vec![dice.person()?];
            people.extend(dice.person().filter(|_| dice.coin()));
            Op::AddSource(Box::new(new_source(&people)))
        }
        "AddCode" => Op::AddCode(Box::new(NewCode {
            number: CodeNumber::new(vec![u16::try_from(dice.below(9)).unwrap()]),
            name: dice.text(),
            parent: dice.id(study.codes()).filter(|_| dice.coin()),
            ..NewCode::default()
        })),
        "AddTheme" => Op::AddTheme { name: dice.text() },
        "AddFinding" => Op::AddFinding { statement: dice.text(), theme: dice.id(study.themes()) },
        "AddEvidence" => Op::AddEvidence {
            finding: dice.id(study.findings())?,
            stance: Stance::For,
            link: dice.link()?,
            note: dice.text(),
        },
        "AddRecommendation" => Op::AddRecommendation {
            what: dice.text(),
            why: dice.text(),
            findings: dice.some_ids(study.findings()),
        },
        _ => panic!("unknown kind {kind}"),
    })
}

/// A transcript in which an interviewer and each of these people take turns of 24 code points.
pub fn new_source(people: &[ParticipantId]) -> NewSource {
    let named = |name: &str, role| Speaker { name: name.to_owned(), role };
    let mut speakers = vec![named("I", SpeakerRole::Interviewer)];
    speakers.extend(people.iter().map(|p| named("P", SpeakerRole::Participant(*p))));
    let n_turns = u32::try_from(speakers.len()).unwrap() * 2;
    let turn = |n: u32| Turn {
        speaker: u16::try_from(n % (n_turns / 2)).unwrap(),
        span: Span::with_len(n * 24, 24),
        words: Span::new(n * 24 + 3, n * 24 + 24).unwrap(),
        starts_at: Some(n * 1000),
    };
    let subject = people.iter().all(|p| *p == people[0]).then_some(people[0]);
    NewSource {
        name: "interview".to_owned(),
        origin: Origin {
            file: "a.txt".to_owned(),
            kind: "txt".to_owned(),
            original: Some(BlobAddress([7; 32])),
        },
        base: vec![Segment { subject, blob: BlobAddress([1; 32]), len: n_turns * 24 }],
        speakers,
        turns: (0..n_turns).map(turn).collect(),
        pages: vec![Span::with_len(0, n_turns * 24)],
    }
}

fn other_change(kind: &str, dice: &mut Dice) -> Option<Op> {
    let study = dice.study;
    Some(match kind {
        "NameStudy" => Op::NameStudy(dice.other(study.name())),
        "Restate" => {
            let id = study.participants().rows().first()?.id.0;
            let op = Op::SetNotice(dice.other("[…]"));
            let author = study.coders().rows().first()?.id;
            Op::Restate(Box::new(crate::generate::change(study, id, author, op)))
        }
        "SetNotice" => Op::SetNotice(dice.other(study.notice())),
        "AdoptProtocol" => {
            let before = study.protocol().cloned().map(Box::new);
            let title = dice.other(before.as_ref().map(|p| p.title.as_str()).unwrap_or_default()).after;
            let after = (before.is_none() || dice.coin()).then(|| Box::new(protocol(title)));
            Op::AdoptProtocol(Edit::new(before, after))
        }
        "DefineAttribute" => Op::DefineAttribute(AttributeDefinition {
            of: AttributeOf::Participant,
            name: dice.text(),
            kind: AttributeKind::Choice(vec![dice.text(), dice.text()]),
            help: dice.text(),
            judged: dice.coin(),
        }),
        "RenameOrganisation" => {
            let row = dice.row(study.organisations())?;
            Op::RenameOrganisation(row.id, dice.other(&row.name))
        }
        "SetAttribute" => {
            let (of, attribute) = (dice.owner()?, dice.id(study.attributes())?);
            let before = study.attribute_value(of, attribute).cloned();
            let after = Some(dice.value()).filter(|value| before.as_ref() != Some(value));
            Op::SetAttribute(of, attribute, Edit::new(before, after))
        }
        "Judge" => Op::Judge {
            of: dice.owner()?,
            attribute: dice.id(study.attributes())?,
            value: dice.value(),
            reason: dice.text(),
            passages: dice.passages(),
        },
        "Erase" => Op::Erase(dice.person()?, Erasure { on: "2026-11-23".to_owned(), reason: dice.text() }),
        "Code" => Op::Code(NewCoding {
            passage: dice.passage()?,
            excerpt: dice.hash(),
            code: dice.id(study.codes())?,
            coder: dice.id(study.coders())?,
            read: dice.coin(),
        }),
        "WriteMemo" => Op::WriteMemo {
            about: dice.target()?,
            text: dice.text(),
            reply_to: dice.id(study.memos()).filter(|_| dice.coin()),
        },
        "RewriteMemo" => {
            let memo = dice.row(study.memos())?;
            Op::RewriteMemo(memo.id, dice.other(&memo.text))
        }
        "Discuss" => {
            let put_aside: Vec<Target> = study.discussions().keys().cloned().collect();
            let again = dice.one(&put_aside).filter(|_| dice.coin());
            let about = again.or_else(|| dice.target())?;
            let before = study.discussions().get(&about).cloned();
            let question = dice.other(before.as_ref().map(|d| d.question.as_str()).unwrap_or_default()).after;
            let after =
                (before.is_none() || dice.coin()).then(|| Discussion { question, decision: dice.text() });
            Op::Discuss(about, Edit::new(before, after))
        }
        "FixFramework" => Op::FixFramework(Box::new(NewFramework {
            name: dice.text(),
            note: dice.text(),
            columns: dice.some_ids(study.codes()).into_iter().map(column).collect(),
        })),
        "Retire" => Op::Retire(thing(dice, false)?),
        "Restore" => Op::Restore(thing(dice, true)?),
        "SettleConflict" => {
            let conflict = dice.one(study.conflicts())?;
            Op::SettleConflict(conflict.change, Edit::new(conflict.settled, !conflict.settled))
        }
        "RecordCopy" => {
            Op::RecordCopy(NewCopy { kind: CopyKind::Export, place: dice.text(), head: dice.text() })
        }
        _ => return in_a_team(kind, dice),
    })
}

fn in_a_team(kind: &str, dice: &mut Dice) -> Option<Op> {
    let study = dice.study;
    Some(match kind {
        "Comment" => Op::Comment(Box::new(NewComment {
            about: dice.target()?,
            to: dice.id(study.coders()).filter(|_| dice.coin()),
            text: dice.text(),
            reply_to: dice.id(study.comments()).filter(|_| dice.coin()),
        })),
        "Comment.Text" => {
            let row = dice.row(study.comments())?;
            Op::EditComment(row.id, CommentEdit::Text(dice.other(&row.content.text)))
        }
        "Comment.Resolved" => {
            let row = dice.row(study.comments())?;
            Op::EditComment(row.id, CommentEdit::Resolved(Edit::new(row.resolved, !row.resolved)))
        }
        "NameMilestone" => Op::NameMilestone { name: dice.text() },
        "AddElement" => Op::AddElement {
            code: dice.id(study.codes())?,
            content: Box::new(ElementContent {
                text: dice.text(),
                dimension: dice.text(),
                cases: dice.some_ids(study.cases()),
            }),
        },
        "Element.Text" => {
            let row = dice.row(study.elements())?;
            Op::EditElement(row.id, ElementEdit::Text(dice.other(&row.content.text)))
        }
        "Element.Dimension" => {
            let row = dice.row(study.elements())?;
            Op::EditElement(row.id, ElementEdit::Dimension(dice.other(&row.content.dimension)))
        }
        "Element.Cases" => {
            let row = dice.row(study.elements())?;
            let after = dice.some_ids(study.cases());
            (after != row.content.cases).then_some(())?;
            Op::EditElement(row.id, ElementEdit::Cases(Edit::new(row.content.cases.clone(), after)))
        }
        _ => return correct(kind, dice),
    })
}

fn column(code: CodeId) -> FrameworkColumn {
    FrameworkColumn { code, number: CodeNumber::default(), name: "name".into(), definition: String::new() }
}

fn protocol(title: String) -> Protocol {
    let statement = |name: &str, version, gate| ConsentStatement {
        id: StatementId { name: name.to_owned(), version },
        text: "I agree.".to_owned(),
        required: false,
        gate,
    };
    let consent = vec![
        statement("quotation", 1, Gate::Quotation),
        statement("quotation", 2, Gate::Quotation),
        statement("recording", 1, Gate::Recording),
    ];
    Protocol { title, version: "1.0".to_owned(), consent, ..Protocol::default() }
}

fn thing(dice: &mut Dice, retired: bool) -> Option<Thing> {
    fn all<R: Row>(table: &Table<R>, retired: bool, name: impl Fn(R::Id) -> Thing, into: &mut Vec<Thing>) {
        into.extend(table.rows().iter().filter(|r| r.retired() == retired).map(|r| name(r.id())));
    }
    let (study, mut things) = (dice.study, Vec::new());
    // Things that others refer to are archived half of the time, so that their referring meets it.
    if dice.coin() {
        all(study.codes(), retired, Thing::Code, &mut things);
        all(study.findings(), retired, Thing::Finding, &mut things);
        all(study.sources(), retired, Thing::Source, &mut things);
        return dice.one(&things);
    }
    all(study.coders(), retired, Thing::Coder, &mut things);
    all(study.attributes(), retired, Thing::Attribute, &mut things);
    all(study.organisations(), retired, Thing::Organisation, &mut things);
    all(study.participants(), retired, Thing::Participant, &mut things);
    all(study.cases(), retired, Thing::Case, &mut things);
    all(study.sources(), retired, Thing::Source, &mut things);
    all(study.codes(), retired, Thing::Code, &mut things);
    all(study.codings(), retired, Thing::Coding, &mut things);
    all(study.memos(), retired, Thing::Memo, &mut things);
    all(study.frameworks(), retired, Thing::Framework, &mut things);
    all(study.themes(), retired, Thing::Theme, &mut things);
    all(study.findings(), retired, Thing::Finding, &mut things);
    all(study.evidence(), retired, Thing::Evidence, &mut things);
    all(study.recommendations(), retired, Thing::Recommendation, &mut things);
    all(study.judgements(), retired, Thing::Judgement, &mut things);
    all(study.copies(), retired, Thing::Copy, &mut things);
    all(study.comments(), retired, Thing::Comment, &mut things);
    all(study.milestones(), retired, Thing::Milestone, &mut things);
    all(study.elements(), retired, Thing::Element, &mut things);
    dice.one(&things)
}

fn correct(kind: &str, dice: &mut Dice) -> Option<Op> {
    let row = dice.row(dice.study.sources())?;
    let (source, seen) = (row.id, row.history.latest());
    let corrections = |withdrawn: bool| -> Vec<ChangeId> {
        let of = |edit: &themeloom_text::Edit| matches!(edit.kind, EditKind::Correct(_)).then_some(edit.id);
        let is_withdrawn = |id: &themeloom_text::EditId| {
            row.history.edits().iter().rev().find_map(|edit| match &edit.kind {
                EditKind::Withdraw(other) if other == id => Some(true),
                EditKind::Restore(other) if other == id => Some(false),
                _ => None,
            }) == Some(true)
        };
        let ids = row.history.edits().iter().filter_map(of).filter(|id| is_withdrawn(id) == withdrawn);
        ids.map(ChangeId::of_edit).collect()
    };
    Some(match kind {
        "CorrectText" => {
            let splices = splices(dice, row)?;
            let splices = if row.subject.is_none() { shape(&splices) } else { splices };
            Op::CorrectText { source, splices, seen }
        }
        "CorrectionWords" => correction_words(dice)?,
        "WithdrawCorrection" => {
            Op::WithdrawCorrection { source, seen, correction: dice.one(&corrections(false))? }
        }
        "RestoreCorrection" => {
            Op::RestoreCorrection { source, seen, correction: dice.one(&corrections(true))? }
        }
        _ => panic!("unknown kind {kind}"),
    })
}

/// The words of a correction of a joint interview that has none yet.
fn correction_words(dice: &mut Dice) -> Option<Op> {
    let joint = |source: &&Source| source.subject.is_none();
    let mut waiting = Vec::new();
    for source in dice.study.sources().rows().iter().filter(joint) {
        for edit in source.history.edits() {
            let EditKind::Correct(splices) = &edit.kind else { continue };
            for (place, splice) in (0..).zip(splices).filter(|(_, s)| s.replacement.starts_with(ERASED)) {
                let words: String = splice.replacement.chars().map(|_| 'w').collect();
                waiting.push((source.id, ChangeId::of_edit(edit.id), (place, words)));
            }
        }
    }
    let (source, correction, words) = dice.one(&waiting)?;
    Some(Op::CorrectionWords { source, correction, words: vec![words] })
}

fn splices(dice: &mut Dice, source: &Source) -> Option<Vec<Splice>> {
    let (a, b) = (dice.span_in(source)?, dice.span_in(source)?);
    let mut spans = vec![a];
    if dice.coin() && (a.end() < b.start() || b.end() < a.start()) {
        spans.push(b);
    }
    spans.sort();
    Some(spans.into_iter().map(|span| Splice { span, replacement: dice.text().into() }).collect())
}

fn edit_participant(field: &str, dice: &mut Dice) -> Option<Op> {
    let study = dice.study;
    let id = dice.person()?;
    let row = study.participants().get(id)?;
    let known = study.particulars(id).cloned().unwrap_or_default();
    let edit = match field {
        "Pseudonym" => ParticipantEdit::Pseudonym(dice.other(&row.pseudonym)),
        "Organisation" => {
            let after = dice.id(study.organisations()).filter(|o| Some(*o) != row.organisation);
            ParticipantEdit::Organisation(Edit::new(row.organisation, after))
        }
        "Identity" => {
            let before = study.identity(id).cloned();
            let name = dice.other(before.as_ref().map(|i| i.name.as_str()).unwrap_or_default()).after;
            let after = (before.is_none() || dice.coin()).then(|| Identity { name, contact: dice.text() });
            ParticipantEdit::Identity(Edit::new(before, after))
        }
        "Consent" => {
            let name = ["quotation", "recording"][dice.below(2)].to_owned();
            let statement = StatementId { name, version: 1 };
            let before = known.consents.get(&statement).cloned();
            let after = Some(consent(dice)).filter(|after| before.as_ref() != Some(after));
            ParticipantEdit::Consent(statement, Edit::new(before, after))
        }
        "Withdrawal" => {
            let after = Some(withdrawal(dice)).filter(|after| known.withdrawal.as_ref() != Some(after));
            ParticipantEdit::Withdrawal(Edit::new(known.withdrawal, after))
        }
        _ => panic!("unknown field {field}"),
    };
    Some(Op::EditParticipant(id, edit))
}

/// An answer of any strictness.
pub fn consent(dice: &mut Dice) -> Consent {
    Consent {
        state: [ConsentState::Given, ConsentState::Refused, ConsentState::Withdrawn][dice.below(3)],
        mode: [ConsentMode::Written, ConsentMode::Verbal][dice.below(2)],
        on: "2026-11-23".to_owned(),
        taken_by: dice.text(),
    }
}

/// A withdrawal of any level.
pub fn withdrawal(dice: &mut Dice) -> Withdrawal {
    use WithdrawalLevel::{Erase, StopCollection, StopContact, StopUse};
    let level = [StopContact, StopCollection, StopUse, Erase][dice.below(4)];
    Withdrawal { level, on: "2026-11-23".to_owned(), note: dice.text() }
}

fn edit_source(field: &str, dice: &mut Dice) -> Option<Op> {
    let study = dice.study;
    let row = dice.row(study.sources())?;
    let edit = match field {
        "Name" => SourceEdit::Name(dice.other(&row.name)),
        "Speaker" => {
            let number = dice.below(row.speakers.len());
            let before = row.speakers.get(number)?.role;
            let after = match dice.below(3) {
                0 => SpeakerRole::Unknown,
                1 => SpeakerRole::Interviewer,
                _ => SpeakerRole::Participant(dice.person()?),
            };
            SourceEdit::Speaker(u16::try_from(number).unwrap(), Edit::new(before, after))
        }
        "Stage" => {
            let framework = dice.id(study.frameworks());
            let after = match (dice.below(4), framework) {
                (0, Some(framework)) => Stage::Indexed(framework),
                (1, Some(framework)) => Stage::Charted(framework),
                (2, _) => Stage::Coded,
                _ => Stage::Familiarised,
            };
            SourceEdit::Stage(Edit::new(row.stage, after))
        }
        "FirstImpression" => {
            let coder: CoderId = dice.id(study.coders())?;
            let before = row.first_impressions.get(&coder).map(String::as_str).unwrap_or_default();
            SourceEdit::FirstImpression(coder, dice.other(before))
        }
        "Recording" => {
            let made = |n: usize| Recording {
                file: format!("{n}.mp3"),
                kind: RecordingKind::Mp3,
                blob: BlobAddress([u8::try_from(n).unwrap(); 32]),
                bytes: 1_000,
            };
            let after = (dice.below(3) > 0).then(|| made(dice.below(9)));
            SourceEdit::Recording(Edit::new(row.recording.clone(), after))
        }
        "Styles" => SourceEdit::Styles(Edit::new(row.styles.to_vec(), styles(dice, row.history.base_len()))),
        _ => panic!("unknown field {field}"),
    };
    Some(Op::EditSource(row.id, edit))
}

/// Some headings and emphasised words of a text.
fn styles(dice: &mut Dice, len: u32) -> Vec<Styled> {
    let kinds = [Style::Heading(2), Style::Bold, Style::Italic, Style::Underlined];
    let n = dice.below(4);
    let mut styled = |_| {
        let start = u32::try_from(dice.below(usize::try_from(len).unwrap())).unwrap();
        Styled { span: Span::new(start, len.min(start + 4)).unwrap(), style: kinds[dice.below(4)] }
    };
    (0..n).map(&mut styled).collect()
}

fn edit_code(field: &str, dice: &mut Dice) -> Option<Op> {
    let row = dice.row(dice.study.codes())?;
    let code = &row.content;
    let edit = match field {
        "Number" => {
            let after = CodeNumber::new(vec![u16::try_from(dice.below(9)).unwrap(), 1]);
            CodeEdit::Number(Edit::new(code.number.clone(), after))
        }
        "Name" => CodeEdit::Name(dice.other(&code.name)),
        "Parent" => {
            let below = |id: CodeId| id == row.id || dice.study.stands_below(id, row.id);
            let free: Vec<CodeId> =
                dice.study.codes().iter().map(|c| c.id).filter(|id| !below(*id)).collect();
            let after = dice.one(&free).filter(|id| Some(*id) != code.parent);
            CodeEdit::Parent(Edit::new(code.parent, after))
        }
        "Definition" => CodeEdit::Definition(dice.other(&code.definition)),
        "UseWhen" => CodeEdit::UseWhen(dice.other(&code.use_when)),
        "NotWhen" => CodeEdit::NotWhen(dice.other(&code.not_when)),
        "Example" => CodeEdit::Example(dice.other(&code.example)),
        "Colour" => {
            let after = Some(Colour([u8::try_from(dice.below(9)).unwrap(), 2, 3]));
            CodeEdit::Colour(Edit::new(code.colour, after))
        }
        "Origin" => {
            let after = [CodeOrigin::APriori, CodeOrigin::FromData, CodeOrigin::Sensitising][dice.below(3)];
            CodeEdit::Origin(Edit::new(code.origin, after))
        }
        "IsCategory" => CodeEdit::IsCategory(Edit::new(code.is_category, !code.is_category)),
        _ => panic!("unknown field {field}"),
    };
    Some(Op::EditCode(row.id, edit))
}

fn edit_coding(field: &str, dice: &mut Dice) -> Option<Op> {
    let study = dice.study;
    let coding: &Coding = dice.row(study.codings())?;
    let edit = match field {
        "Code" => CodingEdit::Code(Edit::new(coding.code, dice.id(study.codes())?)),
        "Passage" => {
            let before = (study.passage_of(coding)?, coding.excerpt);
            let after = (dice.passage_of(study.sources().get(coding.source)?)?, dice.hash());
            CodingEdit::Passage(Box::new(Edit::new(before, after)))
        }
        "Read" => CodingEdit::Read(Edit::new(coding.read, !coding.read)),
        _ => panic!("unknown field {field}"),
    };
    Some(Op::EditCoding(coding.id, edit))
}

fn edit_cell(field: &str, dice: &mut Dice) -> Option<Op> {
    let study = dice.study;
    let charted: Vec<CellKey> = study.cells().keys().copied().collect();
    let key = dice.one(&charted).filter(|_| dice.coin()).or_else(|| dice.cell())?;
    let cell = study.cells().get(&key).cloned().unwrap_or_default();
    let edit = match field {
        "State" => {
            use CellState::{Charted, NotAsked, NotCharted, NothingSaid};
            let after = [Charted, NotAsked, NotCharted, NothingSaid][dice.below(4)];
            CellEdit::State(Edit::new(cell.state, after))
        }
        "Summary" => CellEdit::Summary(dice.other(&cell.summary)),
        "Quotations" => CellEdit::Quotations(Edit::new(cell.quotations, dice.passages())),
        "Note" => CellEdit::Note(dice.other(&cell.note)),
        "Unprompted" => CellEdit::Unprompted(Edit::new(cell.unprompted, !cell.unprompted)),
        "Author" => CellEdit::Author(Edit::new(cell.author, dice.id(study.coders()))),
        "SecondReader" => CellEdit::SecondReader(Edit::new(cell.second_reader, dice.id(study.coders()))),
        "Framework" => CellEdit::Framework(Edit::new(cell.framework, dice.id(study.frameworks()))),
        _ => panic!("unknown field {field}"),
    };
    Some(Op::EditCell(key, edit))
}

fn edit_finding(kind: &str, dice: &mut Dice) -> Option<Op> {
    let study = dice.study;
    let (thing, field) = kind.split_once('.')?;
    Some(match thing {
        "Case" => {
            let row = dice.row(study.cases())?;
            let edit = match field {
                "Name" => CaseEdit::Name(dice.other(&row.name)),
                _ => {
                    let after = dice.person().into_iter().chain(dice.person().filter(|_| dice.coin()));
                    CaseEdit::Participants(Edit::new(row.participants.clone(), after.collect()))
                }
            };
            Op::EditCase(row.id, edit)
        }
        "Theme" => {
            let row = dice.row(study.themes())?;
            let edit = match field {
                "Name" => ThemeEdit::Name(dice.other(&row.name)),
                "Statement" => ThemeEdit::Statement(dice.other(&row.statement)),
                "Narrative" => ThemeEdit::Narrative(dice.other(&row.narrative)),
                "Codes" => ThemeEdit::Codes(Edit::new(row.codes.clone(), dice.some_ids(study.codes()))),
                _ => ThemeEdit::Exemplars(Edit::new(row.exemplars.clone(), dice.passages())),
            };
            Op::EditTheme(row.id, edit)
        }
        "Finding" => {
            let row = dice.row(study.findings())?;
            let edit = match field {
                "Statement" => FindingEdit::Statement(dice.other(&row.statement)),
                _ => FindingEdit::Theme(Edit::new(row.theme, dice.id(study.themes()))),
            };
            Op::EditFinding(row.id, edit)
        }
        "Evidence" => {
            let row = dice.row(study.evidence())?;
            let flipped = if row.stance == Stance::For { Stance::Against } else { Stance::For };
            let edit = match field {
                "Stance" => EvidenceEdit::Stance(Edit::new(row.stance, flipped)),
                _ => EvidenceEdit::Note(dice.other(&row.note)),
            };
            Op::EditEvidence(row.id, edit)
        }
        "Recommendation" => {
            let row = dice.row(study.recommendations())?;
            let edit = match field {
                "What" => RecommendationEdit::What(dice.other(&row.what)),
                "Why" => RecommendationEdit::Why(dice.other(&row.why)),
                _ => RecommendationEdit::Findings(Edit::new(
                    row.findings.clone(),
                    dice.some_ids(study.findings()),
                )),
            };
            Op::EditRecommendation(row.id, edit)
        }
        _ => panic!("unknown kind {kind}"),
    })
}
