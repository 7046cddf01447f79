//! A study in which every text is a word of its own.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use themeloom_app::store::KdfCost;
use themeloom_app::study::attribute::{AttributeOwner, AttributeValue};
use themeloom_app::study::code::NewCode;
use themeloom_app::study::comment::NewComment;
use themeloom_app::study::consent::{Consent, ConsentMode, ConsentState, Withdrawal, WithdrawalLevel};
use themeloom_app::study::findings::{CopyKind, EvidenceLink, NewCopy, Stance};
use themeloom_app::study::framework::{CellKey, FrameworkColumn, NewFramework};
use themeloom_app::study::memo::{Discussion, Target};
use themeloom_app::study::op::{
    CaseEdit, CellEdit, CodeEdit, CommentEdit, ElementEdit, EvidenceEdit, FindingEdit, ParticipantEdit,
    RecommendationEdit, SourceEdit, ThemeEdit,
};
use themeloom_app::study::participant::Identity;
use themeloom_app::study::protocol::StatementId;
use themeloom_app::study::worksheet::ElementContent;
use themeloom_app::study::{
    ChangeId, CodeId, CommentId, Edit, ElementId, EvidenceId, FindingId, MemoId, Op, OrganisationId,
    ParticipantId, RecommendationId, ThemeId,
};
use themeloom_app::text::{Span, Splice};
use themeloom_app::{NewStudy, OpenStudy, create, read_bytes, study_templates};

use crate::random::Random;

/// What opens the planted study.
pub const PASSPHRASE: &str = "seven wet gulls on a wall";

/// A word that stands nowhere else.
pub struct Planted {
    /// The word.
    pub word: String,
    /// Where it was planted.
    pub what: String,
    /// Whether keys of P01 sealed it.
    pub is_the_persons: bool,
}

struct Garden {
    study: OpenStudy,
    random: Random,
    planted: Vec<Planted>,
    kinds: BTreeSet<&'static str>,
    /// How many of the planted words are in the study already.
    sown: usize,
}

impl Garden {
    fn word(&mut self, what: &str) -> String {
        let word = word(&mut self.random);
        self.planted.push(Planted { word: word.clone(), what: what.to_owned(), is_the_persons: false });
        word
    }

    fn edit(&mut self, what: &str) -> Edit<String> {
        Edit::new(String::new(), self.word(what))
    }

    /// Makes a change in which the words since the last one were planted.
    fn does(&mut self, op: Op) -> Result<ChangeId> {
        let kind = kind_with_text(&op).context("a change without a text was planted")?;
        self.kinds.insert(kind);
        let gesture = self.word(&format!("the gesture of {kind}"));
        let person = self.study.study().participant_named("P01").map(|row| row.id);
        let seal = self.study.study().seal_of(&op).participant();
        let id = self.study.commit(gesture, |draft| {
            // What stood there is whatever the study has, so that no value is overwritten unseen.
            draft.add(op)
        })?;
        for one in self.planted.iter_mut().skip(self.sown) {
            one.is_the_persons = person.is_some() && seal == person;
        }
        self.sown = self.planted.len();
        Ok(id)
    }
}

/// Twelve letters that no language has in this order.
fn word(random: &mut Random) -> String {
    (0..16).filter_map(|_| char::from_u32(u32::from(b'a') + u32::try_from(random.below(26)).ok()?)).collect()
}

/// A study with a word of its own in every text.
///
/// # Errors
/// When the study cannot be written, or a kind of change with a text was forgotten.
pub fn plant(path: &Path) -> Result<(OpenStudy, Vec<Planted>)> {
    let mut random = Random::new(77);
    let mut first =
        |what: &str| Planted { word: word(&mut random), what: what.into(), is_the_persons: false };
    let mut planted =
        vec![first("the study's first name"), first("the first coder"), first("a protocol's text")];
    let mut protocol = study_templates::find("nhs-clinician-manager-engagement")?;
    protocol.about = planted.get(2).map(|one| one.word.clone()).unwrap_or_default();
    let named = |at: usize| planted.get(at).map(|one| one.word.as_str()).unwrap_or_default();
    let (study, _) = create(&NewStudy {
        path,
        title: named(0),
        protocol: &protocol,
        sensitising: &[],
        coder: (named(1), "XX"),
        passphrase: Some(PASSPHRASE),
        cost: KdfCost::test(),
        clock: themeloom_app::system,
    })?;
    let sown = planted.len();
    planted.reserve(200);
    let kinds = BTreeSet::from(["AdoptProtocol", "AddCoder", "DefineAttribute"]);
    let mut garden = Garden { study, random, planted, kinds, sown };
    garden.import()?;
    garden.people()?;
    garden.codes_and_notes()?;
    garden.findings()?;
    let missing: Vec<_> = WITH_TEXT.iter().filter(|kind| !garden.kinds.contains(*kind)).collect();
    ensure!(missing.is_empty(), "kinds of change whose text was not planted: {missing:?}");
    Ok((garden.study, garden.planted))
}

impl Garden {
    fn import(&mut self) -> Result<()> {
        let mut speaker = self.word("a speaker");
        // As labels are written, so that it is recognised as one.
        speaker.make_ascii_uppercase();
        if let Some(planted) = self.planted.last_mut() {
            planted.word.clone_from(&speaker);
        }
        let (said, file) = (self.word("the transcript"), self.word("the file's name"));
        let text = format!("{speaker}: We {said} here.\n\nINTERVIEWER: Why?\n\n{speaker}: Because.\n");
        let name = format!("{file}.txt");
        let mut read = read_bytes(self.study.study(), Path::new(&name), text.into_bytes(), &[])?;
        read.set_participant("P01");
        self.study.import(&[read])?;
        self.kinds.insert("AddSource");
        for one in self.planted.iter_mut().skip(self.sown) {
            one.is_the_persons = true;
        }
        self.sown = self.planted.len();
        let source = self.study.study().sources().iter().next().context("nothing was imported")?;
        let (id, version, name) = (source.id, source.history.latest(), source.name.clone());
        let end = self.study.texts().current(id).map_or(0, |text| text.len().saturating_sub(3));
        let replacement = self.word("a correction").into();
        let splices = vec![Splice { span: Span::with_len(end, 1), replacement }];
        self.does(Op::CorrectText { source: id, seen: version, splices })?;
        let renamed = Edit::new(name, self.word("a source's name"));
        self.does(Op::EditSource(id, SourceEdit::Name(renamed)))?;
        let impression = self.edit("a first impression");
        let me = self.study.me()?;
        self.does(Op::EditSource(id, SourceEdit::FirstImpression(me, impression)))?;
        Ok(())
    }

    fn recording(&mut self) -> Result<()> {
        let source = self.study.study().sources().iter().next().context("nothing was imported")?.id;
        let sound = format!("ID3{}", self.word("a recording"));
        let file = format!("{}.mp3", self.word("a recording's name"));
        self.study.keep_recording(source, &file, sound.as_bytes())?;
        for one in self.planted.iter_mut().skip(self.sown) {
            one.is_the_persons = true;
        }
        self.sown = self.planted.len();
        Ok(())
    }

    fn people(&mut self) -> Result<()> {
        let name = self.study.study().name().to_owned();
        let renamed = Edit::new(name, self.word("the study's name"));
        self.does(Op::NameStudy(renamed))?;
        let notice = self.edit("the notice");
        self.does(Op::SetNotice(notice))?;
        let organisation = Op::AddOrganisation { name: self.word("an organisation") };
        let organisation = OrganisationId(self.does(organisation)?);
        let before = self.study.study().organisations().get(organisation).map(|row| row.name.clone());
        let renamed = Edit::new(before.unwrap_or_default(), self.word("an organisation's name"));
        self.does(Op::RenameOrganisation(organisation, renamed))?;
        let other = Op::AddParticipant { pseudonym: self.word("a pseudonym"), organisation: None };
        let other = ParticipantId(self.does(other)?);
        let before = self.study.study().participants().get(other).map(|row| row.pseudonym.clone());
        let renamed = Edit::new(before.unwrap_or_default(), self.word("another pseudonym"));
        self.does(Op::EditParticipant(other, ParticipantEdit::Pseudonym(renamed)))?;
        let case = Op::AddCase { name: self.word("a case"), participants: vec![other] };
        let case = themeloom_app::study::CaseId(self.does(case)?);
        let before = self.study.study().cases().get(case).map(|row| row.name.clone());
        let renamed = Edit::new(before.unwrap_or_default(), self.word("a case's name"));
        self.does(Op::EditCase(case, CaseEdit::Name(renamed)))?;

        let person = self.study.study().participant_named("P01").context("P01 is missing")?.id;
        let identity = Identity { name: self.word("a real name"), contact: self.word("an address") };
        let edit = ParticipantEdit::Identity(Edit::new(None, Some(identity)));
        self.does(Op::EditParticipant(person, edit))?;
        let consent = Consent {
            state: ConsentState::Given,
            mode: ConsentMode::Written,
            on: "2026-11-23".to_owned(),
            taken_by: self.word("who took the consent"),
        };
        let statement = StatementId { name: "recording".to_owned(), version: 1 };
        self.does(Op::EditParticipant(
            person,
            ParticipantEdit::Consent(statement, Edit::new(None, Some(consent))),
        ))?;
        self.recording()?;
        let withdrawal = Withdrawal {
            level: WithdrawalLevel::StopContact,
            on: "2026-11-23".to_owned(),
            note: self.word("a withdrawal's note"),
        };
        self.does(Op::EditParticipant(
            person,
            ParticipantEdit::Withdrawal(Edit::new(None, Some(withdrawal))),
        ))?;
        let attribute = self.study.study().attributes().iter().next().context("no attribute")?.id;
        let of = AttributeOwner::Participant(person);
        let value = AttributeValue::Text(self.word("an attribute's value"));
        let before = self.study.study().attribute_value(of, attribute).cloned();
        self.does(Op::SetAttribute(of, attribute, Edit::new(before, Some(value))))?;
        let value = AttributeValue::Text(self.word("a judged value"));
        let reason = self.word("a judgement's reason");
        self.does(Op::Judge { of, attribute, value, reason, passages: Vec::new() })?;
        Ok(())
    }

    fn codes_and_notes(&mut self) -> Result<()> {
        let new = NewCode {
            name: self.word("a code"),
            definition: self.word("a definition"),
            use_when: self.word("when to use a code"),
            not_when: self.word("when not to use it"),
            example: self.word("an example"),
            ..NewCode::default()
        };
        let code = CodeId(self.does(Op::AddCode(Box::new(new.clone())))?);
        let renamed = Edit::new(new.definition, self.word("a definition rewritten"));
        self.does(Op::EditCode(code, CodeEdit::Definition(renamed)))?;
        let column = FrameworkColumn {
            code,
            number: new.number,
            name: self.word("a framework's column"),
            definition: self.word("a column's definition"),
        };
        let framework = NewFramework {
            name: self.word("a framework"),
            note: self.word("a framework's note"),
            columns: vec![column],
        };
        self.does(Op::FixFramework(Box::new(framework)))?;
        let case = self.study.study().case_named("P01").context("P01 has no case")?.id;
        let key = CellKey { case, code };
        let summary = self.edit("a cell's summary");
        self.does(Op::EditCell(key, CellEdit::Summary(summary)))?;
        let note = self.edit("a cell's note");
        self.does(Op::EditCell(key, CellEdit::Note(note)))?;
        let text = self.word("a memo on P01's case");
        let memo = Op::WriteMemo { about: Target::Case(case), text: text.clone(), reply_to: None };
        let memo = MemoId(self.does(memo)?);
        let rewritten = Edit::new(text, self.word("a memo rewritten"));
        self.does(Op::RewriteMemo(memo, rewritten))?;
        let discussion = Discussion { question: self.word("a question"), decision: self.word("a decision") };
        self.does(Op::Discuss(Target::Cell(case, code), Edit::new(None, Some(discussion))))?;
        let text = self.word("a comment");
        let new = NewComment { about: Target::Code(code), to: None, text: text.clone(), reply_to: None };
        let comment = CommentId(self.does(Op::Comment(Box::new(new)))?);
        let rewritten = Edit::new(text, self.word("a comment rewritten"));
        self.does(Op::EditComment(comment, CommentEdit::Text(rewritten)))?;
        let text = self.word("an element");
        let content =
            ElementContent { text: text.clone(), dimension: self.word("a dimension"), cases: vec![] };
        let element = ElementId(self.does(Op::AddElement { code, content: Box::new(content) })?);
        let rewritten = Edit::new(text, self.word("an element reworded"));
        self.does(Op::EditElement(element, ElementEdit::Text(rewritten)))?;
        let milestone = Op::NameMilestone { name: self.word("a milestone") };
        self.does(milestone)?;
        Ok(())
    }

    fn findings(&mut self) -> Result<()> {
        let name = self.word("a theme");
        let theme = ThemeId(self.does(Op::AddTheme { name })?);
        let narrative = self.edit("a narrative");
        self.does(Op::EditTheme(theme, ThemeEdit::Narrative(narrative)))?;
        let statement = self.word("a finding");
        let finding = FindingId(self.does(Op::AddFinding { statement: statement.clone(), theme: None })?);
        let reworded = Edit::new(statement, self.word("a finding reworded"));
        self.does(Op::EditFinding(finding, FindingEdit::Statement(reworded)))?;
        let (case, code) = {
            let study = self.study.study();
            let case = study.case_named("P01").context("P01 has no case")?.id;
            (case, study.codes().iter().next().context("no code")?.id)
        };
        let note = self.word("a note on evidence");
        let link = EvidenceLink::Cell(CellKey { case, code });
        let evidence = Op::AddEvidence { finding, stance: Stance::For, link, note: note.clone() };
        let evidence = EvidenceId(self.does(evidence)?);
        let rewritten = Edit::new(note, self.word("a note on evidence rewritten"));
        self.does(Op::EditEvidence(evidence, EvidenceEdit::Note(rewritten)))?;
        let what = self.word("a recommendation");
        let why = self.word("a recommendation's reason");
        let made = Op::AddRecommendation { what: what.clone(), why, findings: vec![finding] };
        let made = RecommendationId(self.does(made)?);
        let reworded = Edit::new(what, self.word("a recommendation reworded"));
        self.does(Op::EditRecommendation(made, RecommendationEdit::What(reworded)))?;
        let copy = NewCopy {
            kind: CopyKind::Export,
            place: self.word("where a copy lies"),
            head: self.word("a copy's head"),
        };
        self.does(Op::RecordCopy(copy))?;
        Ok(())
    }
}

/// The kinds of change that hold a text.
const WITH_TEXT: &[&str] = &[
    "NameStudy",
    "AdoptProtocol",
    "AddCoder",
    "DefineAttribute",
    "AddOrganisation",
    "RenameOrganisation",
    "AddParticipant",
    "EditParticipant",
    "SetAttribute",
    "Judge",
    "AddCase",
    "EditCase",
    "AddSource",
    "EditSource",
    "CorrectText",
    "AddCode",
    "EditCode",
    "WriteMemo",
    "RewriteMemo",
    "Discuss",
    "FixFramework",
    "EditCell",
    "AddTheme",
    "EditTheme",
    "AddFinding",
    "EditFinding",
    "AddEvidence",
    "EditEvidence",
    "AddRecommendation",
    "EditRecommendation",
    "RecordCopy",
    "SetNotice",
    "Comment",
    "EditComment",
    "NameMilestone",
    "AddElement",
    "EditElement",
];

/// The kind of a change that holds a text; a new kind does not compile until it is said here whether it does.
fn kind_with_text(op: &Op) -> Option<&'static str> {
    Some(match op {
        Op::NameStudy(_) => "NameStudy",
        Op::AdoptProtocol(_) => "AdoptProtocol",
        Op::AddCoder { .. } => "AddCoder",
        Op::DefineAttribute(_) => "DefineAttribute",
        Op::AddOrganisation { .. } => "AddOrganisation",
        Op::RenameOrganisation(..) => "RenameOrganisation",
        Op::AddParticipant { .. } => "AddParticipant",
        Op::EditParticipant(..) => "EditParticipant",
        Op::SetAttribute(..) => "SetAttribute",
        Op::Judge { .. } => "Judge",
        Op::AddCase { .. } => "AddCase",
        Op::EditCase(..) => "EditCase",
        Op::AddSource(_) => "AddSource",
        Op::EditSource(..) => "EditSource",
        Op::CorrectText { .. } => "CorrectText",
        Op::AddCode(_) => "AddCode",
        Op::EditCode(..) => "EditCode",
        Op::WriteMemo { .. } => "WriteMemo",
        Op::RewriteMemo(..) => "RewriteMemo",
        Op::Discuss(..) => "Discuss",
        Op::FixFramework(_) => "FixFramework",
        Op::EditCell(..) => "EditCell",
        Op::AddTheme { .. } => "AddTheme",
        Op::EditTheme(..) => "EditTheme",
        Op::AddFinding { .. } => "AddFinding",
        Op::EditFinding(..) => "EditFinding",
        Op::AddEvidence { .. } => "AddEvidence",
        Op::EditEvidence(..) => "EditEvidence",
        Op::AddRecommendation { .. } => "AddRecommendation",
        Op::EditRecommendation(..) => "EditRecommendation",
        Op::RecordCopy(_) => "RecordCopy",
        Op::SetNotice(_) => "SetNotice",
        Op::Comment(_) => "Comment",
        Op::EditComment(..) => "EditComment",
        Op::NameMilestone { .. } => "NameMilestone",
        Op::AddElement { .. } => "AddElement",
        Op::EditElement(..) => "EditElement",
        // An erasure's reason and the words of a joint correction are planted by the tests of erasing; the
        // others hold no text, or that of another change.
        Op::Erase(..)
        | Op::CorrectionWords { .. }
        | Op::Restate(_)
        | Op::WithdrawCorrection { .. }
        | Op::RestoreCorrection { .. }
        | Op::Code(_)
        | Op::EditCoding(..)
        | Op::Retire(_)
        | Op::Restore(_)
        | Op::SettleConflict(..) => return None,
    })
}
