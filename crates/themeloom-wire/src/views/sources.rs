//! Sources, and the words of one for reading and coding.

use themeloom_app::study::source::{self, SpeakerRole};
use themeloom_app::study::{ERASED, ParticipantId, SourceId, Study, Texts};
use themeloom_app::text::{Placed, Placement, Span, Text, Version, paragraphs};

use super::places::utf16;
use super::words;
use crate::ids::version_name;
use crate::types::source::{Impression, Recording, Source, SourceText, Speaker, Stretch, Styled, Turn};

/// A source without its words.
#[must_use]
pub fn source(study: &Study, texts: &Texts, row: &source::Source) -> Source {
    let (stage, framework) = words::stage(row.stage);
    let people: Vec<ParticipantId> = row.participants().collect();
    let (mut codings, mut unread) = (0, 0);
    for coding in study.codings_of(row.id).filter(|coding| study.codes().live(coding.code).is_some()) {
        if coding.read { codings += 1 } else { unread += 1 }
    }
    let cases = study.cases().iter().filter(|case| case.participants.iter().any(|p| people.contains(p)));
    Source {
        id: row.id.to_string(),
        name: row.name.clone(),
        file: row.origin.file.clone(),
        kind: row.origin.kind.clone(),
        cases: cases.map(|case| case.id.to_string()).collect(),
        participants: people.iter().map(ToString::to_string).collect(),
        words: texts.current(row.id).map_or(0, |text| text.as_str().split_whitespace().count()),
        turns: row.turns.len(),
        stage: stage.to_owned(),
        stage_framework: framework.map(|id| id.to_string()),
        recording: row
            .recording
            .as_ref()
            .map(|kept| Recording { file: kept.file.clone(), bytes: kept.bytes }),
        codings,
        unread,
        erased: texts.current(row.id).is_none_or(|text| text.as_str().starts_with(ERASED)),
        archived: row.retired,
    }
}

/// The words of a source, as it reads now; nothing where they cannot be read.
#[must_use]
pub fn text(study: &Study, texts: &Texts, id: SourceId) -> Option<SourceText> {
    let row = study.sources().get(id)?;
    let text = texts.current(id)?;
    let latest = row.history.latest();
    let way = row.history.placement(&Version::base(), &latest)?;
    let drawn = Drawn { text, way: &way };
    let turns: Vec<Turn> = row.turns.iter().filter_map(|turn| drawn.turn(turn)).collect();
    let impression = |(coder, text): (&_, &String)| Impression {
        coder: themeloom_app::study::CoderId::to_string(coder),
        text: text.clone(),
    };
    Some(SourceText {
        source: id.to_string(),
        version: version_name(&latest),
        text: text.as_str().to_owned(),
        paragraphs: drawn.paragraphs(&turns),
        turns,
        lines: (0..text.n_lines())
            .filter_map(|line| drawn.stretch(text.line_span(line)?))
            .map(|l| l.start)
            .collect(),
        speakers: row.speakers.iter().map(speaker).collect(),
        pages: row.pages.iter().filter_map(|page| drawn.now(*page)).collect(),
        styles: row.styles.iter().filter_map(|styled| drawn.styled(*styled)).collect(),
        impressions: row.first_impressions.iter().map(impression).collect(),
        erased: drawn.erased(),
    })
}

fn speaker(speaker: &source::Speaker) -> Speaker {
    let (role, participant) = words::role(speaker.role);
    let participant = match speaker.role {
        SpeakerRole::Participant(_) => participant.map(|id| id.to_string()),
        SpeakerRole::Interviewer | SpeakerRole::Unknown => None,
    };
    Speaker { name: speaker.name.clone(), role: role.to_owned(), participant }
}

/// A text that is being drawn, and the way from its base to how it reads now.
struct Drawn<'a> {
    text: &'a Text,
    way: &'a Placement,
}

impl Drawn<'_> {
    fn stretch(&self, span: Span) -> Option<Stretch> {
        self.text.excerpt(span)?;
        let (start, end) = utf16(self.text, span);
        Some(Stretch { start, end })
    }

    fn now(&self, base: Span) -> Option<Stretch> {
        self.stretch(self.way.place(base).and_then(Placed::span)?)
    }

    fn turn(&self, turn: &source::Turn) -> Option<Turn> {
        let whole = self.now(turn.span)?;
        let words = self.now(turn.words).unwrap_or(Stretch { start: whole.end, end: whole.end });
        Some(Turn {
            start: whole.start,
            end: whole.end,
            words_start: words.start,
            words_end: words.end,
            speaker: usize::from(turn.speaker),
            at: turn.starts_at,
        })
    }

    /// What is set off; where its words were corrected away, nothing is.
    fn styled(&self, styled: source::Styled) -> Option<Styled> {
        let Stretch { start, end } = self.now(styled.span)?;
        let (style, level) = words::style(styled.style);
        (start < end).then(|| Styled { start, end, style: style.to_owned(), level })
    }

    /// The paragraphs that lie in no turn.
    fn paragraphs(&self, turns: &[Turn]) -> Vec<Stretch> {
        let free = |at: &Stretch| !turns.iter().any(|turn| turn.start < at.end && at.start < turn.end);
        paragraphs(self.text).into_iter().filter_map(|span| self.stretch(span)).filter(free).collect()
    }

    fn erased(&self) -> Vec<Stretch> {
        let mut found: Vec<Stretch> = Vec::new();
        let mut at = 0;
        for char in self.text.as_str().chars() {
            let width = if char.len_utf16() == 2 { 2 } else { 1 };
            if char == ERASED {
                match found.last_mut() {
                    Some(last) if last.end == at => last.end += width,
                    _ => found.push(Stretch { start: at, end: at + width }),
                }
            }
            at += width;
        }
        found
    }
}
