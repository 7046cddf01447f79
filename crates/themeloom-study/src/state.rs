//! The study as its log of changes left it.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use themeloom_text::{Placed, Span, Version};

use crate::attribute::{
    Attribute, AttributeDefinition, AttributeOf, AttributeOwner, AttributeValue, Judgement,
};
use crate::change::Stamp;
use crate::code::Code;
use crate::coding::Coding;
use crate::comment::Comment;
use crate::conflict::Conflict;
use crate::findings::{CopyMade, Evidence, Finding, Recommendation, Theme};
use crate::framework::{Cell, CellKey, Framework};
use crate::ids::{ChangeId, CodeId, CoderId, ParticipantId, SourceId};
use crate::memo::{Discussion, Memo, Target};
use crate::milestone::Milestone;
use crate::participant::{Case, Coder, Identity, Organisation, Participant, Particulars};
use crate::passage::Passage;
use crate::protocol::{Gate, Protocol, StatementId};
use crate::source::Source;
use crate::table::Table;
use crate::worksheet::Element;

/// A study: everything that its changes have made, computed and never edited otherwise.
///
/// It holds no words of transcripts (see [`Texts`](crate::Texts)), only where they lie and how they
/// were corrected.
#[derive(Clone, Default, Debug)]
pub struct Study {
    pub(crate) name: String,
    pub(crate) notice: String,
    pub(crate) protocol: Option<Box<Protocol>>,
    /// What each statement gates that the protocol has or ever had.
    pub(crate) gates: BTreeMap<StatementId, Vec<Gate>>,
    pub(crate) coders: Table<Coder>,
    pub(crate) attributes: Table<Attribute>,
    pub(crate) judgements: Table<Judgement>,
    pub(crate) organisations: Table<Organisation>,
    pub(crate) participants: Table<Participant>,
    pub(crate) particulars: BTreeMap<ParticipantId, Particulars>,
    pub(crate) identities: BTreeMap<ParticipantId, Identity>,
    pub(crate) cases: Table<Case>,
    pub(crate) sources: Table<Source>,
    pub(crate) codes: Table<Code>,
    pub(crate) codings: Table<Coding>,
    pub(crate) codings_by_source: FxHashMap<SourceId, Vec<u32>>,
    pub(crate) memos: Table<Memo>,
    pub(crate) discussions: BTreeMap<Target, Discussion>,
    pub(crate) frameworks: Table<Framework>,
    pub(crate) cells: BTreeMap<CellKey, Cell>,
    pub(crate) themes: Table<Theme>,
    pub(crate) findings: Table<Finding>,
    pub(crate) evidence: Table<Evidence>,
    pub(crate) recommendations: Table<Recommendation>,
    pub(crate) copies: Table<CopyMade>,
    pub(crate) comments: Table<Comment>,
    pub(crate) milestones: Table<Milestone>,
    pub(crate) elements: Table<Element>,
    pub(crate) conflicts: Vec<Conflict>,
    /// Changes that found done what they do: undoing one of them undoes nothing.
    pub(crate) idle: BTreeSet<ChangeId>,
    pub(crate) stamp: Stamp,
    pub(crate) unreadable: u64,
}

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $row:ty),+ $(,)?) => {
        impl Study {$(
            $(#[$doc])*
            #[must_use]
            pub const fn $name(&self) -> &Table<$row> {
                &self.$name
            }
        )+}
    };
}

tables! {
    /// The people who work on the study.
    coders: Coder,
    /// The attributes that are recorded.
    attributes: Attribute,
    /// The analysts' judgements.
    judgements: Judgement,
    /// The organisations.
    organisations: Organisation,
    /// The participants.
    participants: Participant,
    /// The cases.
    cases: Case,
    /// The sources.
    sources: Source,
    /// The codebook.
    codes: Code,
    /// The codings. A coding can be live while its code or source is archived:
    /// see [`Study::counts`].
    codings: Coding,
    /// The memos.
    memos: Memo,
    /// The versions of the framework.
    frameworks: Framework,
    /// The themes.
    themes: Theme,
    /// The findings.
    findings: Finding,
    /// The evidence for and against findings.
    evidence: Evidence,
    /// The recommendations.
    recommendations: Recommendation,
    /// The copies made of study data.
    copies: CopyMade,
    /// The comments.
    comments: Comment,
    /// The named points of the history.
    milestones: Milestone,
    /// The elements of the columns' worksheets.
    elements: Element,
}

impl Study {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The line that everything made of the study carries, such as that it is synthetic; empty for
    /// most studies.
    #[must_use]
    pub fn notice(&self) -> &str {
        &self.notice
    }

    /// The protocol that it follows.
    #[must_use]
    pub fn protocol(&self) -> Option<&Protocol> {
        self.protocol.as_deref()
    }

    /// What is known of a participant beyond the pseudonym.
    #[must_use]
    pub fn particulars(&self, participant: ParticipantId) -> Option<&Particulars> {
        self.particulars.get(&participant)
    }

    /// Who a participant is, for those who hold the identity key.
    #[must_use]
    pub fn identity(&self, participant: ParticipantId) -> Option<&Identity> {
        self.identities.get(&participant)
    }

    /// The cells that something was charted in, by case and code.
    #[must_use]
    pub const fn cells(&self) -> &BTreeMap<CellKey, Cell> {
        &self.cells
    }

    /// What is put aside to discuss.
    #[must_use]
    pub const fn discussions(&self) -> &BTreeMap<Target, Discussion> {
        &self.discussions
    }

    /// The changes that met something else than their authors saw, oldest first.
    #[must_use]
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The highest stamp of any change applied: the next change takes the next one.
    #[must_use]
    pub const fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// How many changes could not be read, because their key was destroyed or is not held.
    #[must_use]
    pub const fn unreadable(&self) -> u64 {
        self.unreadable
    }

    /// The newest version of the framework that is not archived.
    #[must_use]
    pub fn newest_framework(&self) -> Option<&Framework> {
        self.frameworks.iter().last()
    }

    /// The codes and categories that are not archived, in the order of their numbers, then names.
    #[must_use]
    pub fn codebook(&self) -> Vec<&Code> {
        let mut codes: Vec<&Code> = self.codes.iter().collect();
        codes.sort_by(|a, b| {
            let key = |c: &Code| (c.content.number.parts().is_empty(), c.content.number.clone());
            key(a)
                .cmp(&key(b))
                .then_with(|| a.content.name.cmp(&b.content.name))
                .then_with(|| a.id.cmp(&b.id))
        });
        codes
    }

    /// The codings of a source that are not taken away, in the order in which they were made.
    pub fn codings_of(&self, source: SourceId) -> impl Iterator<Item = &Coding> {
        let places = self.codings_by_source.get(&source).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|&place| self.codings.at(place)).filter(|coding| !coding.retired)
    }

    /// Whether a coding counts: a person has read the passage, and neither the coding nor its code
    /// nor its source is archived.
    #[must_use]
    pub fn counts(&self, coding: &Coding) -> bool {
        coding.read
            && !coding.retired
            && self.codes.live(coding.code).is_some()
            && self.sources.live(coding.source).is_some()
    }

    /// The passage that a coding marks.
    #[must_use]
    pub fn passage_of(&self, coding: &Coding) -> Option<Passage> {
        let source = self.sources.get(coding.source)?;
        let version = source.versions.get(coding.version as usize)?.clone();
        Some(Passage { source: coding.source, span: coding.span, version })
    }

    /// Where a passage stands now, after the corrections made since it was marked.
    #[must_use]
    pub fn place(&self, passage: &Passage) -> Option<Placed> {
        self.sources.get(passage.source)?.history.place(passage.span, &passage.version)
    }

    /// The participant whose account a passage belongs to.
    #[must_use]
    pub fn participant_of(&self, passage: &Passage) -> Option<ParticipantId> {
        let source = self.sources.get(passage.source)?;
        if source.subject.is_some() {
            return source.subject;
        }
        let base = Version::default();
        let in_base = |span| source.history.place_between(span, &passage.version, &base);
        let span = match in_base(passage.span)? {
            Placed::Unmoved(span) | Placed::Moved(span) | Placed::Stale(span) => span,
            // Words that a correction put in belong to whoever speaks where they were put.
            Placed::Gone => in_base(Span::at(passage.span.start()))?.span()?,
        };
        source.participant_at(span)
    }

    /// The participant whose account a coding belongs to.
    #[must_use]
    pub fn participant_of_coding(&self, coding: &Coding) -> Option<ParticipantId> {
        match self.sources.get(coding.source)?.subject {
            Some(participant) => Some(participant),
            None => self.participant_of(&self.passage_of(coding)?),
        }
    }

    /// The attribute with a name, whatever its capitals.
    #[must_use]
    pub fn attribute_named(&self, of: AttributeOf, name: &str) -> Option<&Attribute> {
        let name = name.trim().to_lowercase();
        self.attributes.iter().find(|a| a.definition.of == of && a.definition.name.to_lowercase() == name)
    }

    /// The recorded value of an attribute; a judged one has none (see [`Study::judgements`]).
    #[must_use]
    pub fn attribute_value(
        &self,
        of: AttributeOwner,
        attribute: crate::ids::AttributeId,
    ) -> Option<&AttributeValue> {
        match of {
            AttributeOwner::Participant(p) => self.particulars.get(&p)?.attributes.get(&attribute),
            AttributeOwner::Organisation(o) => self.organisations.get(o)?.attributes.get(&attribute),
            AttributeOwner::Case(c) => self.cases.get(c)?.attributes.get(&attribute),
        }
    }

    /// The definition of an attribute.
    #[must_use]
    pub fn definition(&self, attribute: crate::ids::AttributeId) -> Option<&AttributeDefinition> {
        self.attributes.get(attribute).map(|a| &a.definition)
    }

    /// The participant with a pseudonym, whatever its capitals.
    #[must_use]
    pub fn participant_named(&self, pseudonym: &str) -> Option<&Participant> {
        let wanted = pseudonym.trim().to_lowercase();
        self.participants.iter().find(|p| p.pseudonym.to_lowercase() == wanted)
    }

    /// The case with a name, whatever its capitals.
    #[must_use]
    pub fn case_named(&self, name: &str) -> Option<&Case> {
        let wanted = name.trim().to_lowercase();
        self.cases.iter().find(|c| c.name.to_lowercase() == wanted)
    }

    /// The source with a name, whatever its capitals.
    #[must_use]
    pub fn source_named(&self, name: &str) -> Option<&Source> {
        let wanted = name.trim().to_lowercase();
        self.sources.iter().find(|s| s.name.to_lowercase() == wanted)
    }

    /// The codes that a number ("3.1"), a name ("Trust") or both ("3.1 Trust") mean: one, unless two
    /// have the same name.
    #[must_use]
    pub fn codes_named(&self, wanted: &str) -> Vec<&Code> {
        let wanted = wanted.trim().to_lowercase();
        let by = |key: &dyn Fn(&Code) -> String| -> Vec<&Code> {
            self.codes.iter().filter(|code| key(code).to_lowercase() == wanted).collect()
        };
        let numbered = by(&|code| code.content.number.to_string());
        if !wanted.is_empty() && !numbered.is_empty() {
            return numbered;
        }
        let labelled = by(&Code::label);
        if labelled.is_empty() { by(&|code| code.content.name.clone()) } else { labelled }
    }

    /// The coder with a name or initials, whatever their capitals.
    #[must_use]
    pub fn coder_named(&self, name: &str) -> Option<&Coder> {
        let wanted = name.trim().to_lowercase();
        let is_meant = |own: &str| !wanted.is_empty() && own.to_lowercase() == wanted;
        self.coders.iter().find(|c| is_meant(&c.name) || is_meant(&c.initials))
    }

    /// A coder's initials, or their name where there are none.
    #[must_use]
    pub fn initials(&self, coder: CoderId) -> &str {
        let Some(coder) = self.coders.get(coder) else { return "?" };
        if coder.initials.is_empty() { &coder.name } else { &coder.initials }
    }

    /// Whether one code stands somewhere below another.
    #[must_use]
    pub fn stands_below(&self, code: CodeId, above: CodeId) -> bool {
        let parent = |id: CodeId| self.codes.get(id).and_then(|code| code.content.parent);
        // `apply` refuses every move that would make a cycle, so the walk ends at a root; the bound is for
        // a damaged snapshot.
        std::iter::successors(parent(code), |&id| parent(id))
            .take(self.codes.rows().len())
            .any(|id| id == above)
    }

    /// The code itself and every code below it that is not archived, in the codebook's order.
    #[must_use]
    pub fn with_codes_below(&self, code: CodeId) -> Vec<CodeId> {
        self.codebook().iter().map(|c| c.id).filter(|&c| c == code || self.stands_below(c, code)).collect()
    }
}
