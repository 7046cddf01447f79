//! Searching the words of a study.

use themeloom_study::attribute::{AttributeOf, AttributeOwner};
use themeloom_study::source::{Source, SpeakerRole};
use themeloom_study::{CodeId, ParticipantId, SourceId, Study, Texts};
use themeloom_text::{
    CompiledQuery, Filter, FilterKind, KwicLine, Match, Placed, SearchText, Span, Version, Vocabulary,
    compile, kwic, parse_query, search,
};

use crate::error::{AppError, Result};
use crate::open::OpenStudy;
use crate::resolve;

/// One passage found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The source.
    pub source: SourceId,
    /// Where in its current text.
    pub span: Span,
    /// Whose account it belongs to.
    pub participant: Option<ParticipantId>,
    /// The words with what stands around them.
    pub line: KwicLine,
}

/// What the filters of a query mean in this study.
struct Filters<'a> {
    study: &'a Study,
    meanings: Vec<(Filter, Meaning)>,
}

enum Meaning {
    /// Coded with one of these.
    Coded(Vec<CodeId>),
    /// Spoken by a speaker of this name, or this participant.
    Speaker(String, Option<ParticipantId>),
    /// In the account of one of these.
    People(Vec<ParticipantId>),
}

impl OpenStudy {
    /// Everything that a query finds, source by source in the order of their names, with up to
    /// `width` code points around each match.
    ///
    /// # Errors
    /// When the query is wrong, or names a code, case or attribute that is not there.
    pub fn search(&self, query: &str, width: u32) -> Result<Vec<Hit>> {
        let wrong = |cause| AppError::Query { query: query.to_owned(), cause };
        let parsed = parse_query(query).map_err(wrong)?;
        let study = self.study();
        let mut sources: Vec<&Source> = study.sources().iter().collect();
        sources.sort_by(|a, b| a.name.cmp(&b.name).then_with(|| a.id.cmp(&b.id)));
        let compiled = compile(&parsed, self.vocabulary()).map_err(wrong)?;
        let filters = Filters {
            study,
            meanings: parsed
                .filters()
                .iter()
                .map(|filter| Ok((filter.clone(), meaning(study, filter)?)))
                .collect::<Result<_>>()?,
        };
        let texts = self.texts();
        Ok(in_shares(&sources, |share| -> Vec<Hit> {
            share.iter().flat_map(|source| filters.search(texts, source, &compiled, width)).collect()
        })
        .into_iter()
        .flatten()
        .collect())
    }

    /// The words of all sources as they stand now, gathered once and kept until a text changes.
    fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.get_or_init(|| {
            let sources: Vec<&Source> = self.study().sources().iter().collect();
            let texts = self.texts();
            let parts = in_shares(&sources, |share| {
                Vocabulary::of(share.iter().filter_map(|source| texts.current(source.id)))
            });
            parts.into_iter().fold(Vocabulary::default(), |mut all, part| {
                all.join(part);
                all
            })
        })
    }
}

/// Works on the sources in shares, one a processor, and answers in the order of the sources.
fn in_shares<T: Send>(sources: &[&Source], work: impl Fn(&[&Source]) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = sources.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let running: Vec<_> = sources
            .chunks(share)
            .map(|share| {
                let work = &work;
                scope.spawn(move || work(share))
            })
            .collect();
        running
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

impl Filters<'_> {
    fn search(&self, texts: &Texts, source: &Source, query: &CompiledQuery, width: u32) -> Vec<Hit> {
        let Some(text) = texts.current(source.id) else { return Vec::new() };
        let turns = current_turns(source);
        let spans: Vec<Span> = turns.iter().map(|(_, span)| *span).collect();
        let coded = self.coded(source);
        let mut holds = |filter: &Filter, unit: Span| self.holds(filter, unit, source, &turns, &coded);
        let found: Vec<Match> = search(&SearchText { text, turns: &spans }, query, &mut holds);
        found
            .iter()
            .filter_map(|m| {
                let participant = participant_at(source, &turns, m.span);
                Some(Hit { source: source.id, span: m.span, participant, line: kwic(text, m, width)? })
            })
            .collect()
    }

    /// Where the codings of a source stand now, if any filter asks for codes.
    fn coded(&self, source: &Source) -> Vec<(CodeId, Span)> {
        if !self.meanings.iter().any(|(_, meaning)| matches!(meaning, Meaning::Coded(_))) {
            return Vec::new();
        }
        self.study
            .codings_of(source.id)
            .filter_map(|coding| match self.study.place(&self.study.passage_of(coding)?)? {
                Placed::Unmoved(span) | Placed::Moved(span) | Placed::Stale(span) => {
                    Some((coding.code, span))
                }
                Placed::Gone => None,
            })
            .collect()
    }

    fn holds(
        &self,
        filter: &Filter,
        unit: Span,
        source: &Source,
        turns: &[(u16, Span)],
        coded: &[(CodeId, Span)],
    ) -> bool {
        let Some((_, meaning)) = self.meanings.iter().find(|(known, _)| known == filter) else {
            return false;
        };
        match meaning {
            Meaning::Coded(codes) => {
                coded.iter().any(|(code, span)| codes.contains(code) && span.overlaps(unit))
            }
            Meaning::People(people) => {
                participant_at(source, turns, unit).is_some_and(|who| people.contains(&who))
            }
            Meaning::Speaker(name, participant) => turns
                .iter()
                .filter(|(_, span)| span.overlaps(unit))
                .filter_map(|(speaker, _)| source.speakers.get(usize::from(*speaker)))
                .any(|speaker| {
                    speaker.name.to_lowercase() == *name
                        || participant.is_some_and(|p| speaker.role == SpeakerRole::Participant(p))
                }),
        }
    }
}

fn meaning(study: &Study, filter: &Filter) -> Result<Meaning> {
    Ok(match &filter.kind {
        FilterKind::Code => Meaning::Coded(study.with_codes_below(resolve::code(study, &filter.value)?.id)),
        FilterKind::Case => Meaning::People(resolve::case(study, &filter.value)?.participants.clone()),
        FilterKind::Speaker => {
            let participant = study.participant_named(&filter.value).map(|p| p.id);
            Meaning::Speaker(filter.value.trim().to_lowercase(), participant)
        }
        FilterKind::Attribute(name) => Meaning::People(people_with(study, name, &filter.value)?),
    })
}

/// The participants of whom an attribute, their own or their organisation's, has a value.
fn people_with(study: &Study, name: &str, value: &str) -> Result<Vec<ParticipantId>> {
    let wanted = value.trim().to_lowercase();
    let own = study.attribute_named(AttributeOf::Participant, name);
    let organisations = study.attribute_named(AttributeOf::Organisation, name);
    if own.is_none() && organisations.is_none() {
        let known = study.attributes().iter().map(|a| a.definition.name.clone());
        return Err(resolve::not_found("attribute", name, known));
    }
    let is = |of: AttributeOwner, attribute: Option<&themeloom_study::attribute::Attribute>| {
        let value = attribute.and_then(|a| study.attribute_value(of, a.id));
        value.is_some_and(|value| value.to_string().to_lowercase() == wanted)
    };
    Ok(study
        .participants()
        .iter()
        .filter(|p| {
            is(AttributeOwner::Participant(p.id), own)
                || p.organisation.is_some_and(|o| is(AttributeOwner::Organisation(o), organisations))
        })
        .map(|p| p.id)
        .collect())
}

/// The turns where they stand now, with their speakers.
fn current_turns(source: &Source) -> Vec<(u16, Span)> {
    let latest = source.history.latest();
    if latest.is_base() {
        return source.turns.iter().map(|turn| (turn.speaker, turn.span)).collect();
    }
    let Some(placement) = source.history.placement(&Version::base(), &latest) else { return Vec::new() };
    source
        .turns
        .iter()
        .filter_map(|turn| match placement.place(turn.span) {
            Some(Placed::Unmoved(span) | Placed::Moved(span) | Placed::Stale(span)) => {
                Some((turn.speaker, span))
            }
            Some(Placed::Gone) | None => None,
        })
        .collect()
}

/// Whose account a place of the current text belongs to.
fn participant_at(source: &Source, turns: &[(u16, Span)], span: Span) -> Option<ParticipantId> {
    if source.subject.is_some() {
        return source.subject;
    }
    let at = turns.partition_point(|(_, turn)| turn.end() <= span.start());
    let (speaker, _) = turns.get(at).filter(|(_, turn)| turn.start() <= span.start())?;
    match source.speakers.get(usize::from(*speaker))?.role {
        SpeakerRole::Participant(participant) => Some(participant),
        SpeakerRole::Interviewer | SpeakerRole::Unknown => None,
    }
}
