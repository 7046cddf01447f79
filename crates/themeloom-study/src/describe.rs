//! Changes in words, for the history and the audit trail.

use crate::attribute::AttributeOwner;
use crate::change::Change;
use crate::consent::{ConsentState, WithdrawalLevel};
use crate::framework::{CellKey, CellState};
use crate::ids::{CodeId, FrameworkId, ParticipantId, SourceId};
use crate::memo::Target;
use crate::op::{
    CaseEdit, CellEdit, CodeEdit, CodingEdit, CommentEdit, Edit, ElementEdit, EvidenceEdit, FindingEdit, Op,
    ParticipantEdit, RecommendationEdit, SourceEdit, ThemeEdit, Thing,
};
use crate::source::{SpeakerRole, Stage};
use crate::state::Study;

impl Study {
    /// What a change did, as a sentence part that follows its author's name: "renamed code Trust to
    /// Mistrust". Things are called what they are called now.
    #[must_use]
    pub fn describe(&self, change: &Change) -> String {
        match &change.op {
            Op::NameStudy(e) => format!("named the study {}", quoted(&e.after)),
            Op::SetNotice(e) if e.after.is_empty() => "took away the notice on every page".to_owned(),
            Op::SetNotice(_) => "set the notice on every page".to_owned(),
            Op::Restate(_) => "took the words of an erased participant out of an earlier change".to_owned(),
            Op::AdoptProtocol(e) => match &e.after {
                Some(protocol) => {
                    format!("adopted the protocol {} {}", quoted(&protocol.title), protocol.version)
                }
                None => "set the protocol aside".to_owned(),
            },
            Op::AddCoder { name, .. } => format!("added the coder {name}"),
            Op::DefineAttribute(definition) => format!("defined the attribute {}", quoted(&definition.name)),
            Op::AddOrganisation { name } => format!("added the organisation {name}"),
            Op::RenameOrganisation(_, e) => format!("renamed the organisation {} to {}", e.before, e.after),
            Op::AddParticipant { pseudonym, .. } => format!("added the participant {pseudonym}"),
            Op::EditParticipant(id, edit) => self.participant_edit(*id, edit),
            Op::SetAttribute(of, attribute, e) => {
                let name = self.definition(*attribute).map_or("an attribute", |d| d.name.as_str());
                let value = e.after.as_ref().map_or("nothing".to_owned(), ToString::to_string);
                format!("set {} of {} to {value}", quoted(name), self.owner(*of))
            }
            Op::Judge { of, attribute, value, .. } => {
                let name = self.definition(*attribute).map_or("an attribute", |d| d.name.as_str());
                format!("judged {} of {} to be {value}", quoted(name), self.owner(*of))
            }
            Op::Erase(id, erasure) => format!("erased {} ({})", self.pseudonym(*id), erasure.reason),
            Op::AddCase { name, .. } => format!("added the case {name}"),
            Op::EditCase(_, CaseEdit::Name(e)) => format!("renamed the case {} to {}", e.before, e.after),
            Op::EditCase(id, CaseEdit::Participants(_)) => {
                format!("changed whose accounts {} holds", self.thing(Thing::Case(*id)))
            }
            Op::AddSource(source) => format!("imported {}", quoted(&source.name)),
            Op::EditSource(id, edit) => self.source_edit(*id, edit),
            Op::CorrectText { source, splices, .. } => {
                let places = count(splices.len(), "place", "places");
                format!("corrected {} in {places}", self.source(*source))
            }
            Op::CorrectionWords { source, .. } => {
                format!("gave the words of a correction of {}", self.source(*source))
            }
            Op::WithdrawCorrection { source, .. } => {
                format!("took back a correction of {}", self.source(*source))
            }
            Op::RestoreCorrection { source, .. } => {
                format!("made a correction of {} again", self.source(*source))
            }
            Op::AddCode(code) => {
                let kind = if code.is_category { "category" } else { "code" };
                format!("added the {kind} {}", quoted(&code.name))
            }
            Op::EditCode(id, edit) => self.code_edit(*id, edit),
            Op::Code(coding) => format!(
                "coded {} of {} as {}",
                span(coding.passage.span),
                self.source(coding.passage.source),
                self.code_label(coding.code)
            ),
            Op::EditCoding(id, edit) => match edit {
                CodingEdit::Code(e) => {
                    format!(
                        "recoded a passage from {} to {}",
                        self.code_label(e.before),
                        self.code_label(e.after)
                    )
                }
                CodingEdit::Read(Edit { after: true, .. }) => {
                    format!("read {}", self.thing(Thing::Coding(*id)))
                }
                CodingEdit::Read(_) => format!("marked {} as not read", self.thing(Thing::Coding(*id))),
                CodingEdit::Passage(e) => format!(
                    "moved {} from {} to {}",
                    self.thing(Thing::Coding(*id)),
                    span(e.before.0.span),
                    span(e.after.0.span)
                ),
            },
            Op::WriteMemo { about, reply_to, .. } => {
                let verb = if reply_to.is_some() { "answered a memo on" } else { "wrote a memo on" };
                format!("{verb} {}", self.target(about))
            }
            Op::RewriteMemo(..) => "rewrote a memo".to_owned(),
            Op::Discuss(about, e) => match &e.after {
                None => format!("took {} off the list to discuss", self.target(about)),
                Some(d) if d.decision.is_empty() => format!("put {} aside to discuss", self.target(about)),
                Some(_) => format!("wrote down what was decided on {}", self.target(about)),
            },
            Op::FixFramework(framework) => {
                let columns = count(framework.columns.len(), "column", "columns");
                format!("fixed the framework {} with {columns}", quoted(&framework.name))
            }
            Op::EditCell(key, edit) => self.cell_edit(*key, edit),
            op => self.describe_findings(op),
        }
    }

    fn describe_findings(&self, op: &Op) -> String {
        match op {
            Op::AddTheme { name } => format!("added the theme {}", quoted(name)),
            Op::EditTheme(id, edit) => {
                let theme = self.thing(Thing::Theme(*id));
                match edit {
                    ThemeEdit::Name(e) => {
                        format!("renamed the theme {} to {}", quoted(&e.before), quoted(&e.after))
                    }
                    ThemeEdit::Statement(_) => format!("rewrote the statement of {theme}"),
                    ThemeEdit::Narrative(_) => format!("rewrote the narrative of {theme}"),
                    ThemeEdit::Codes(e) => {
                        format!("let {theme} rest on {}", count(e.after.len(), "code", "codes"))
                    }
                    ThemeEdit::Exemplars(e) => {
                        format!("chose {} for {theme}", count(e.after.len(), "quotation", "quotations"))
                    }
                }
            }
            Op::AddFinding { statement, .. } => format!("added the finding {}", quoted(statement)),
            Op::EditFinding(id, edit) => match edit {
                FindingEdit::Statement(e) => {
                    format!("reworded a finding from {} to {}", quoted(&e.before), quoted(&e.after))
                }
                FindingEdit::Theme(_) => {
                    format!("moved {} to another theme", self.thing(Thing::Finding(*id)))
                }
            },
            Op::AddEvidence { finding, stance, .. } => {
                let stance = stance_word(*stance);
                format!("put evidence {stance} {}", self.thing(Thing::Finding(*finding)))
            }
            Op::EditEvidence(_, EvidenceEdit::Stance(e)) => {
                format!("turned evidence {} into evidence {}", stance_word(e.before), stance_word(e.after))
            }
            Op::EditEvidence(_, EvidenceEdit::Note(_)) => {
                "rewrote the note on a piece of evidence".to_owned()
            }
            Op::AddRecommendation { what, .. } => format!("added the recommendation {}", quoted(what)),
            Op::EditRecommendation(id, edit) => match edit {
                RecommendationEdit::What(e) => {
                    format!("reworded a recommendation from {} to {}", quoted(&e.before), quoted(&e.after))
                }
                RecommendationEdit::Why(_) => {
                    format!("rewrote the reason for {}", self.thing(Thing::Recommendation(*id)))
                }
                RecommendationEdit::Findings(_) => {
                    format!("changed what carries {}", self.thing(Thing::Recommendation(*id)))
                }
            },
            Op::Retire(Thing::Coding(id)) => format!("took away {}", self.thing(Thing::Coding(*id))),
            Op::Retire(thing) => format!("archived {}", self.thing(*thing)),
            Op::Restore(thing) => format!("brought back {}", self.thing(*thing)),
            Op::SettleConflict(_, Edit { after: true, .. }) => "settled a conflict".to_owned(),
            Op::SettleConflict(..) => "opened a conflict again".to_owned(),
            Op::RecordCopy(copy) => match copy.kind {
                crate::findings::CopyKind::Backup => format!("made a backup at {}", copy.place),
                crate::findings::CopyKind::Export => format!("exported to {}", copy.place),
            },
            op => self.describe_team(op),
        }
    }

    fn describe_team(&self, op: &Op) -> String {
        match op {
            Op::Comment(comment) => {
                let verb = if comment.reply_to.is_some() { "answered a comment on" } else { "commented on" };
                let about = self.target(&comment.about);
                match comment.to {
                    Some(coder) => format!("{verb} {about}, to {}", self.thing(Thing::Coder(coder))),
                    None => format!("{verb} {about}"),
                }
            }
            Op::EditComment(id, edit) => {
                let comment = self.thing(Thing::Comment(*id));
                match edit {
                    CommentEdit::Text(_) => format!("rewrote {comment}"),
                    CommentEdit::Resolved(Edit { after: true, .. }) => format!("resolved {comment}"),
                    CommentEdit::Resolved(_) => format!("opened {comment} again"),
                }
            }
            Op::NameMilestone { name } => format!("named this point {}", quoted(name)),
            Op::AddElement { code, content } => {
                format!("listed {} on the worksheet of {}", quoted(&content.text), self.code_label(*code))
            }
            Op::EditElement(id, edit) => match edit {
                ElementEdit::Text(e) => {
                    format!("reworded an element from {} to {}", quoted(&e.before), quoted(&e.after))
                }
                ElementEdit::Dimension(e) if e.after.is_empty() => {
                    format!("took {} out of its dimension", self.thing(Thing::Element(*id)))
                }
                ElementEdit::Dimension(e) => {
                    format!("sorted {} into {}", self.thing(Thing::Element(*id)), quoted(&e.after))
                }
                ElementEdit::Cases(e) => format!(
                    "linked {} to {}",
                    self.thing(Thing::Element(*id)),
                    count(e.after.len(), "cell", "cells")
                ),
            },
            // All others are named before.
            _ => "changed something".to_owned(),
        }
    }

    fn participant_edit(&self, id: ParticipantId, edit: &ParticipantEdit) -> String {
        let who = self.pseudonym(id);
        match edit {
            ParticipantEdit::Pseudonym(e) => format!("renamed the participant {} to {}", e.before, e.after),
            ParticipantEdit::Organisation(e) => match e.after.and_then(|o| self.organisations.get(o)) {
                Some(organisation) => format!("placed {who} in {}", organisation.name),
                None => format!("took {who} out of their organisation"),
            },
            ParticipantEdit::Identity(_) => format!("recorded who {who} is"),
            ParticipantEdit::Consent(statement, e) => {
                let what = match e.after.as_ref().map(|c| c.state) {
                    Some(ConsentState::Given) => "agreed to",
                    Some(ConsentState::Refused) => "did not agree to",
                    Some(ConsentState::Withdrawn) => "took back",
                    None => "has no recorded answer to",
                };
                format!(
                    "recorded that {who} {what} the statement {} (version {})",
                    quoted(&statement.name),
                    statement.version
                )
            }
            ParticipantEdit::Withdrawal(e) => match e.after.as_ref().map(|w| w.level) {
                None => format!("recorded that {who} has not withdrawn"),
                Some(WithdrawalLevel::StopContact) => format!("recorded that {who} wants no further contact"),
                Some(WithdrawalLevel::StopCollection) => {
                    format!("recorded that nothing more is collected from {who}")
                }
                Some(WithdrawalLevel::StopUse) => format!("recorded that nothing of {who} is used any more"),
                Some(WithdrawalLevel::Erase) => format!("recorded that {who} asked to be erased"),
            },
        }
    }

    fn source_edit(&self, id: SourceId, edit: &SourceEdit) -> String {
        let source = self.source(id);
        match edit {
            SourceEdit::Name(e) => {
                format!("renamed the source {} to {}", quoted(&e.before), quoted(&e.after))
            }
            SourceEdit::Speaker(number, e) => {
                let speaker = self.sources.get(id).and_then(|s| s.speakers.get(usize::from(*number)));
                let name = speaker.map_or("a speaker", |s| s.name.as_str());
                match e.after {
                    SpeakerRole::Participant(p) => {
                        format!("said that {} in {source} is {}", quoted(name), self.pseudonym(p))
                    }
                    SpeakerRole::Interviewer => {
                        format!("said that {} in {source} is an interviewer", quoted(name))
                    }
                    SpeakerRole::Unknown => format!("left open who {} in {source} is", quoted(name)),
                }
            }
            SourceEdit::Stage(e) => format!("marked {source} as {}", self.stage(e.after)),
            SourceEdit::FirstImpression(..) => format!("wrote down a first impression of {source}"),
            SourceEdit::Recording(e) if e.after.is_some() => format!("put the recording beside {source}"),
            SourceEdit::Recording(_) => format!("took the recording of {source} away"),
            SourceEdit::Styles(e) if e.after.is_empty() => {
                format!("let go of the headings and emphasis of {source}")
            }
            SourceEdit::Styles(_) => format!("kept the headings and emphasis of {source}"),
        }
    }

    /// The stage in words.
    #[must_use]
    pub fn stage(&self, stage: Stage) -> String {
        match stage {
            Stage::Transcribed => "transcribed".to_owned(),
            Stage::Familiarised => "familiarised".to_owned(),
            Stage::Coded => "coded".to_owned(),
            Stage::Indexed(framework) => format!("indexed under {}", self.framework(framework)),
            Stage::Charted(framework) => format!("charted under {}", self.framework(framework)),
        }
    }

    fn code_edit(&self, id: CodeId, edit: &CodeEdit) -> String {
        let code = self.code_label(id);
        match edit {
            CodeEdit::Name(e) => format!("renamed the code {} to {}", quoted(&e.before), quoted(&e.after)),
            CodeEdit::Number(e) => format!("renumbered {code} from {} to {}", e.before, e.after),
            CodeEdit::Parent(e) => match e.after {
                Some(parent) => format!("moved {code} under {}", self.code_label(parent)),
                None => format!("moved {code} to the top of the codebook"),
            },
            CodeEdit::Definition(_) => format!("rewrote the definition of {code}"),
            CodeEdit::UseWhen(_) => format!("rewrote when to use {code}"),
            CodeEdit::NotWhen(_) => format!("rewrote when not to use {code}"),
            CodeEdit::Example(_) => format!("rewrote the example of {code}"),
            CodeEdit::Colour(_) => format!("changed the colour of {code}"),
            CodeEdit::Origin(_) => format!("changed where {code} comes from"),
            CodeEdit::IsCategory(Edit { after: true, .. }) => format!("made {code} a category"),
            CodeEdit::IsCategory(_) => format!("made {code} a code"),
        }
    }

    fn cell_edit(&self, key: CellKey, edit: &CellEdit) -> String {
        let cell = self.cell(key);
        match edit {
            CellEdit::State(e) => format!("marked {cell} as {}", state_word(e.after)),
            CellEdit::Summary(_) => format!("charted the summary of {cell}"),
            CellEdit::Quotations(e) => {
                format!("linked {} to {cell}", count(e.after.len(), "quotation", "quotations"))
            }
            CellEdit::Note(_) => format!("wrote the analyst's note of {cell}"),
            CellEdit::Unprompted(Edit { after: true, .. }) => format!("marked {cell} as raised unprompted"),
            CellEdit::Unprompted(_) => format!("marked {cell} as asked"),
            CellEdit::Author(_) => format!("recorded who charted {cell}"),
            CellEdit::SecondReader(_) => format!("recorded who read {cell} a second time"),
            CellEdit::Framework(e) => match e.after {
                Some(framework) => format!("charted {cell} under {}", self.framework(framework)),
                None => format!("took {cell} out of its framework"),
            },
        }
    }

    fn pseudonym(&self, id: ParticipantId) -> &str {
        self.participants.get(id).map_or("a participant", |p| p.pseudonym.as_str())
    }

    fn code_label(&self, id: CodeId) -> String {
        self.codes.get(id).map_or_else(|| "a code".to_owned(), crate::code::Code::label)
    }

    fn source(&self, id: SourceId) -> &str {
        self.sources.get(id).map_or("a source", |s| s.name.as_str())
    }

    fn framework(&self, id: FrameworkId) -> &str {
        self.frameworks.get(id).map_or("a framework", |f| f.content.name.as_str())
    }

    fn cell(&self, key: CellKey) -> String {
        format!("the cell of {} on {}", self.thing(Thing::Case(key.case)), self.code_label(key.code))
    }

    fn owner(&self, of: AttributeOwner) -> String {
        match of {
            AttributeOwner::Participant(id) => self.pseudonym(id).to_owned(),
            AttributeOwner::Organisation(id) => self.thing(Thing::Organisation(id)),
            AttributeOwner::Case(id) => self.thing(Thing::Case(id)),
        }
    }

    /// What something is called in the history.
    #[must_use]
    pub fn thing(&self, thing: Thing) -> String {
        let named = |name: Option<&str>, kind: &str| match name {
            Some(name) => name.to_owned(),
            None => kind.to_owned(),
        };
        match thing {
            Thing::Coder(id) => named(self.coders.get(id).map(|r| r.name.as_str()), "a coder"),
            Thing::Attribute(id) => self
                .definition(id)
                .map_or("an attribute".to_owned(), |d| format!("the attribute {}", quoted(&d.name))),
            Thing::Organisation(id) => {
                named(self.organisations.get(id).map(|r| r.name.as_str()), "an organisation")
            }
            Thing::Participant(id) => self.pseudonym(id).to_owned(),
            Thing::Case(id) => named(self.cases.get(id).map(|r| r.name.as_str()), "a case"),
            Thing::Source(id) => self.source(id).to_owned(),
            Thing::Code(id) => self.code_label(id),
            Thing::Coding(id) => match self.codings.get(id) {
                Some(c) => format!(
                    "the coding of {} of {} as {}",
                    span(c.span),
                    self.source(c.source),
                    self.code_label(c.code)
                ),
                None => "a coding".to_owned(),
            },
            Thing::Memo(id) => self
                .memos
                .get(id)
                .map_or("a memo".to_owned(), |memo| format!("the memo on {}", self.target(&memo.about))),
            Thing::Framework(id) => self.framework(id).to_owned(),
            Thing::Theme(id) => {
                self.themes.get(id).map_or("a theme".to_owned(), |t| format!("the theme {}", quoted(&t.name)))
            }
            Thing::Finding(id) => self
                .findings
                .get(id)
                .map_or("a finding".to_owned(), |f| format!("the finding {}", quoted(&f.statement))),
            Thing::Evidence(_) => "a piece of evidence".to_owned(),
            Thing::Recommendation(id) => self
                .recommendations
                .get(id)
                .map_or("a recommendation".to_owned(), |r| format!("the recommendation {}", quoted(&r.what))),
            Thing::Judgement(id) => self.judgements.get(id).map_or("a judgement".to_owned(), |j| {
                format!(
                    "the judgement of {} of {}",
                    self.thing(Thing::Attribute(j.attribute)),
                    self.owner(j.of)
                )
            }),
            Thing::Copy(_) => "the record of a copy".to_owned(),
            Thing::Comment(id) => self.comments.get(id).map_or("a comment".to_owned(), |comment| {
                format!("the comment on {}", self.target(&comment.content.about))
            }),
            Thing::Milestone(id) => named(self.milestones.get(id).map(|m| m.name.as_str()), "a milestone"),
            Thing::Element(id) => self
                .elements
                .get(id)
                .map_or("an element".to_owned(), |e| format!("the element {}", quoted(&e.content.text))),
        }
    }

    /// What a memo or a flag is about, in words.
    #[must_use]
    pub fn target(&self, about: &Target) -> String {
        match about {
            Target::Study => "the study".to_owned(),
            Target::Participant(id) => self.pseudonym(*id).to_owned(),
            Target::Organisation(id) => self.thing(Thing::Organisation(*id)),
            Target::Case(id) => self.thing(Thing::Case(*id)),
            Target::Source(id) => self.source(*id).to_owned(),
            Target::Passage(p) => format!("{} of {}", span(p.span), self.source(p.source)),
            Target::Code(id) => self.code_label(*id),
            Target::Coding(id) => self.thing(Thing::Coding(*id)),
            Target::Cell(case, code) => self.cell(CellKey { case: *case, code: *code }),
            Target::Framework(id) => self.framework(*id).to_owned(),
            Target::Theme(id) => self.thing(Thing::Theme(*id)),
            Target::Finding(id) => self.thing(Thing::Finding(*id)),
            Target::Recommendation(id) => self.thing(Thing::Recommendation(*id)),
        }
    }
}

fn quoted(text: &str) -> String {
    format!("\u{201c}{text}\u{201d}")
}

fn span(span: themeloom_text::Span) -> String {
    format!("{}\u{2013}{}", span.start(), span.end())
}

fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

const fn stance_word(stance: crate::findings::Stance) -> &'static str {
    match stance {
        crate::findings::Stance::For => "for",
        crate::findings::Stance::Against => "against",
    }
}

/// The state of a cell in words.
#[must_use]
pub const fn state_word(state: CellState) -> &'static str {
    match state {
        CellState::NotCharted => "not charted",
        CellState::NothingSaid => "nothing said",
        CellState::NotAsked => "not asked",
        CellState::Charted => "charted",
    }
}
