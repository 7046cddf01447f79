//! The taking in of a study of another program, list by list: what each thing there becomes here.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use themeloom_import::{CodeIdx, CoderIdx, ForeignCode, ForeignSegment, ForeignStudy, ForeignTarget, Said};
use themeloom_study::attribute::{AttributeDefinition, AttributeOf, AttributeOwner};
use themeloom_study::code::{CodeOrigin, NewCode};
use themeloom_study::coding::{Coding, NewCoding};
use themeloom_study::framework::{Cell, CellKey, CellState};
use themeloom_study::memo::Target;
use themeloom_study::source::Stage;
use themeloom_study::{
    AttributeId, CaseId, CodeId, CoderId, CodingId, Op, ParticipantId, Passage, SourceId, Study, Timestamp,
};
use themeloom_text::Version;

use crate::chart_cell::chart;
use crate::draft::{Draft, excerpt_hash};
use crate::edit_people::set_attribute;
use crate::error::{AppError, Result};
use crate::take_study::StudyTaken;
use crate::write_memo::{set_stage, write_memo};

/// The taking in of one study: what its lists have become here.
pub(crate) struct Taking<'f> {
    foreign: &'f ForeignStudy,
    taken: &'f mut StudyTaken,
    me: CoderId,
    now: Timestamp,
    coders: Vec<CoderId>,
    codes: Vec<CodeId>,
    attributes: Vec<Option<AttributeId>>,
    /// The participant of each case.
    pub(crate) participants: Vec<ParticipantId>,
    cases: Vec<CaseId>,
    /// The source that each became.
    pub(crate) sources: Vec<SourceId>,
    codings: Vec<CodingId>,
}

impl<'f> Taking<'f> {
    /// A taking in that has not begun: `participants` and `sources` are to be filled.
    pub(crate) fn new(
        foreign: &'f ForeignStudy,
        me: CoderId,
        now: Timestamp,
        taken: &'f mut StudyTaken,
    ) -> Self {
        let (coders, codes, attributes, participants) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (cases, sources, codings) = (Vec::new(), Vec::new(), Vec::new());
        Self { foreign, taken, me, now, coders, codes, attributes, participants, cases, sources, codings }
    }

    /// Takes in all that is left: coders, codes, attributes, values, codings, memos and cells.
    ///
    /// # Errors
    /// When the study is not as expected.
    pub(crate) fn take(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        self.take_coders(draft)?;
        self.take_codes(draft)?;
        self.take_attributes(draft)?;
        self.take_cases(draft)?;
        self.take_codings(draft)?;
        self.take_memos(draft)?;
        self.take_cells(draft)?;
        self.back_to_me(draft);
        Ok(())
    }

    /// Who a coder of the other program is here; whoever is working, where it does not say.
    fn whose(&self, who: Option<CoderIdx>) -> CoderId {
        who.and_then(|who| self.coders.get(who.0)).copied().unwrap_or(self.me)
    }

    /// What follows is somebody's work at some time: whoever the other program says, and when.
    fn as_whom(&self, draft: &mut Draft<'_>, who: Option<CoderIdx>, at: Option<Timestamp>) {
        draft.author = Some(self.whose(who));
        draft.at = at.unwrap_or(self.now);
    }

    fn back_to_me(&self, draft: &mut Draft<'_>) {
        self.as_whom(draft, None, None);
    }

    fn take_coders(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        let mut new = 0;
        for name in &self.foreign.coders {
            let id = match draft.study().coder_named(name) {
                Some(coder) => coder.id,
                None => {
                    new += 1;
                    let initials = initials(draft, name);
                    CoderId(draft.add(Op::AddCoder { name: name.clone(), initials })?)
                }
            };
            self.coders.push(id);
        }
        self.taken.coders = new;
        Ok(())
    }

    fn take_codes(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        let mut there = CodesThere::of(draft.study());
        let place_of = |code: &ForeignCode| (code.parent, code.name.to_lowercase());
        let mut alike = BTreeMap::new();
        for code in &self.foreign.codes {
            *alike.entry(place_of(code)).or_insert(0_usize) += 1;
        }
        let mut numbers: BTreeSet<_> =
            draft.study().codes().iter().map(|code| code.content.number.clone()).collect();
        let applied: BTreeSet<_> = self.foreign.codings.iter().map(|coding| coding.code).collect();
        self.taken.codes = 0;
        for (at, code) in self.foreign.codes.iter().enumerate() {
            let parent = code.parent.and_then(|parent| self.codes.get(parent.0)).copied();
            let is_only = alike.get(&place_of(code)) == Some(&1);
            if let Some(id) = there.take(parent, &code.name, is_only) {
                self.taken.codes_there += 1;
                self.codes.push(id);
                let own = draft.study().codes().get(id).map(|own| own.content.definition.as_str());
                if own.is_some_and(|own| !code.definition.is_empty() && own != code.definition) {
                    let why = "the study has another definition of it, which stayed";
                    self.taken.losses.push(format!("definition of the code {}: {why}", code.name));
                }
                continue;
            }
            let number = Some(code.number.clone()).filter(|number| numbers.insert(number.clone()));
            let is_category = code.is_category && !applied.contains(&CodeIdx(at));
            let new = NewCode {
                number: number.unwrap_or_default(),
                name: code.name.clone(),
                parent,
                definition: code.definition.clone(),
                use_when: code.use_when.clone(),
                not_when: code.not_when.clone(),
                example: code.example.clone(),
                colour: code.colour,
                origin: CodeOrigin::FromData,
                is_category,
            };
            self.codes.push(CodeId(draft.add(Op::AddCode(Box::new(new)))?));
            self.taken.codes += 1;
        }
        Ok(())
    }

    fn take_attributes(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        self.taken.attributes = 0;
        for attribute in &self.foreign.attributes {
            let mut name = attribute.name.clone();
            let named = |name: &str| draft.study().attribute_named(AttributeOf::Participant, name);
            let is_used = |name: &str| named(name).is_some_and(|own| self.attributes.contains(&Some(own.id)));
            // Two attributes whose names differ in capitals alone stay two.
            let mut n = 2;
            while is_used(&name) {
                name = format!("{} ({n})", attribute.name);
                n += 1;
            }
            if name != attribute.name {
                self.taken.renamed.push(format!("{}: {name}", attribute.name));
            }
            let known = named(&name);
            let id = match known {
                Some(known) if known.definition.judged => {
                    let why =
                        "it is an analyst's judgement in this study, and is recorded with who judged and why";
                    self.taken.losses.push(format!("variable {}: {why}", attribute.name));
                    None
                }
                Some(known) => Some(known.id),
                None => {
                    self.taken.attributes += 1;
                    Some(AttributeId(draft.add(Op::DefineAttribute(AttributeDefinition {
                        of: AttributeOf::Participant,
                        name,
                        kind: attribute.kind.clone(),
                        help: attribute.help.clone(),
                        judged: false,
                    }))?))
                }
            };
            self.attributes.push(id);
        }
        Ok(())
    }

    fn take_cases(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        for (case, participant) in self.foreign.cases.iter().zip(self.participants.clone()) {
            for (attribute, value) in &case.values {
                let Some(Some(id)) = self.attributes.get(attribute.0).copied() else { continue };
                let owner = AttributeOwner::Participant(participant);
                let name = self.foreign.attributes.get(attribute.0).map_or("", |a| a.name.as_str());
                let known = draft.study().attribute_value(owner, id).map(ToString::to_string);
                if let Some(known) = known {
                    if known != *value {
                        let why = "the study has another value, which stayed";
                        self.taken.losses.push(format!("{name} of {}, {value}: {why}", case.name));
                    }
                    continue;
                }
                if let Err(AppError::Unfit { .. }) = set_attribute(draft, owner, id, value) {
                    let why = "the value does not fit the attribute of this study";
                    self.taken.losses.push(format!("{name} of {}, {value}: {why}", case.name));
                }
            }
            let own =
                draft.study().cases().iter().find(|own| own.participants == [participant]).map(|own| own.id);
            let own = match own {
                Some(own) => own,
                // Somebody who was only heard together with others so far.
                None => {
                    let name = free_case_name(draft, &case.name);
                    CaseId(draft.add(Op::AddCase { name, participants: vec![participant] })?)
                }
            };
            self.cases.push(own);
            if !case.description.is_empty() {
                write_memo(draft, Target::Participant(participant), &case.description, None)?;
            }
        }
        Ok(())
    }

    fn take_codings(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        let mut coded = BTreeSet::new();
        for coding in &self.foreign.codings {
            let (Some(&source), Some(&code), Some(text)) = (
                self.sources.get(coding.source.0),
                self.codes.get(coding.code.0),
                self.foreign.sources.get(coding.source.0).map(|source| &source.document.text),
            ) else {
                continue;
            };
            self.as_whom(draft, coding.coder, coding.at);
            let passage = Passage { source, span: coding.span, version: Version::default() };
            let excerpt = excerpt_hash(draft.excerpt_key, text.excerpt(coding.span).unwrap_or_default());
            let new = NewCoding { passage, excerpt, code, coder: draft.author(), read: true };
            self.codings.push(CodingId(draft.add(Op::Code(new))?));
            coded.insert(source);
        }
        self.back_to_me(draft);
        coded.into_iter().try_for_each(|source| set_stage(draft, source, Stage::Coded))
    }

    /// Codes what coded segments were found for; a remark of the coder becomes a memo.
    ///
    /// # Errors
    /// When the study is not as expected.
    pub(crate) fn take_segments(
        &mut self,
        draft: &mut Draft<'_>,
        segments: &[(ForeignSegment, Passage)],
    ) -> Result<()> {
        let mut coded = BTreeSet::new();
        for (segment, passage) in segments {
            let Some(&code) = self.codes.get(segment.code.0) else { continue };
            self.as_whom(draft, segment.coder, segment.at);
            let excerpt = draft.excerpt(passage)?;
            let coder = draft.author();
            if is_coded(draft, code, coder, passage) {
                let name = draft.study().codes().get(code).map_or("", |code| code.content.name.as_str());
                self.taken
                    .losses
                    .push(format!("coding with {name} of {}: it is there already", segment.source));
                continue;
            }
            let new = NewCoding { passage: passage.clone(), excerpt, code, coder, read: true };
            let id = CodingId(draft.add(Op::Code(new))?);
            if !segment.comment.is_empty() {
                write_memo(draft, Target::Coding(id), &segment.comment, None)?;
                self.taken.memos += 1;
            }
            coded.insert(passage.source);
        }
        self.back_to_me(draft);
        coded.into_iter().try_for_each(|source| set_stage(draft, source, Stage::Coded))
    }

    fn take_memos(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        let described = self.foreign.sources.iter().zip(&self.sources);
        let described = described.filter(|(source, _)| !source.description.is_empty());
        for (source, id) in described {
            write_memo(draft, Target::Source(*id), &source.description, None)?;
        }
        if !self.foreign.description.is_empty() {
            write_memo(draft, Target::Study, &self.foreign.description, None)?;
        }
        for memo in &self.foreign.memos {
            let Some(about) = self.target(memo.about) else { continue };
            self.as_whom(draft, memo.author, memo.at);
            write_memo(draft, about, &memo.text, None)?;
        }
        self.back_to_me(draft);
        Ok(())
    }

    fn target(&self, about: ForeignTarget) -> Option<Target> {
        Some(match about {
            ForeignTarget::Study => Target::Study,
            ForeignTarget::Source(at) => Target::Source(*self.sources.get(at.0)?),
            ForeignTarget::Passage(at, span) => {
                let source = *self.sources.get(at.0)?;
                Target::Passage(Passage { source, span, version: Version::default() })
            }
            ForeignTarget::Code(at) => Target::Code(*self.codes.get(at.0)?),
            ForeignTarget::Coding(at) => Target::Coding(*self.codings.get(at.0)?),
            ForeignTarget::Case(at) => Target::Case(*self.cases.get(at.0)?),
        })
    }

    fn take_cells(&mut self, draft: &mut Draft<'_>) -> Result<()> {
        for cell in &self.foreign.cells {
            let (Some(&case), Some(&code)) = (self.cases.get(cell.case.0), self.codes.get(cell.code.0))
            else {
                continue;
            };
            let quotations = cell.quotations.iter().filter_map(|(at, span)| {
                let source = *self.sources.get(at.0)?;
                Some(Passage { source, span: *span, version: Version::default() })
            });
            let after = Cell {
                state: match cell.said {
                    Said::Charted | Said::Unprompted => CellState::Charted,
                    Said::Nothing => CellState::NothingSaid,
                    Said::NotAsked => CellState::NotAsked,
                },
                summary: cell.summary.clone(),
                quotations: quotations.collect(),
                note: cell.note.clone(),
                unprompted: cell.said == Said::Unprompted,
                author: Some(self.whose(cell.author)),
                second_reader: None,
                framework: None,
            };
            chart(draft, CellKey { case, code }, &after)?;
        }
        Ok(())
    }
}

/// The codes that a study has, each to be used once: two codes of one name elsewhere stay two here.
struct CodesThere {
    by_name: BTreeMap<(Option<CodeId>, String), VecDeque<NamedCode>>,
}

/// A code and its name as it is written.
type NamedCode = (String, CodeId);

impl CodesThere {
    fn of(study: &Study) -> Self {
        let mut by_name: BTreeMap<_, VecDeque<_>> = BTreeMap::new();
        for code in study.codes().iter() {
            let name = code.content.name.clone();
            by_name.entry((code.content.parent, name.to_lowercase())).or_default().push_back((name, code.id));
        }
        Self { by_name }
    }

    /// The code of a name in a place: the one that is written just so, or, where both sides have only one, the
    /// one that differs in capitals alone.
    fn take(&mut self, parent: Option<CodeId>, name: &str, is_only: bool) -> Option<CodeId> {
        let all = self.by_name.get_mut(&(parent, name.to_lowercase()))?;
        let exact = all.iter().position(|(own, _)| own == name);
        let at = exact.or_else(|| (is_only && all.len() == 1).then_some(0))?;
        all.remove(at).map(|(_, id)| id)
    }
}

/// Whether a coder has coded the very passage so.
fn is_coded(draft: &Draft<'_>, code: CodeId, coder: CoderId, passage: &Passage) -> bool {
    let study = draft.study();
    let is_it = |coding: &Coding| coding.code == code && coding.coder == coder;
    let mut theirs = study.codings_of(passage.source).filter(|coding| is_it(coding));
    theirs.any(|coding| study.passage_of(coding).as_ref() == Some(passage))
}

/// A name that no case has.
fn free_case_name(draft: &Draft<'_>, name: &str) -> String {
    let mut free = name.to_owned();
    let mut n = 2;
    while draft.study().case_named(&free).is_some() {
        free = format!("{name} ({n})");
        n += 1;
    }
    free
}

/// Initials that nobody has.
fn initials(draft: &Draft<'_>, name: &str) -> String {
    let first: String = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    let first = if first.is_empty() { "?".to_owned() } else { first.to_uppercase() };
    let mut free = first.clone();
    let mut n = 2;
    while draft.study().coder_named(&free).is_some() {
        free = format!("{first}{n}");
        n += 1;
    }
    free
}
