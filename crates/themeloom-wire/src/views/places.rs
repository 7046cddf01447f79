//! Where words stand now, in UTF-16 units of the current text, with what stands around them.

use themeloom_app::study::source::Source;
use themeloom_app::study::{self as study, Study, Texts};
use themeloom_app::text::{Placed, Span, Text, Version};

use crate::error::WireError;
use crate::ids::{read_id, read_version, version_name};
use crate::types::place::{Excerpt, Passage, Place, Standing};

/// How many code points of the turn are shown on each side of an excerpt.
const AROUND: u32 = 160;

/// What became of a span.
#[must_use]
pub const fn standing(placed: Placed) -> Standing {
    match placed {
        Placed::Unmoved(_) => Standing::Unmoved,
        Placed::Moved(_) => Standing::Moved,
        Placed::Stale(_) => Standing::Stale,
        Placed::Gone => Standing::Gone,
    }
}

/// A span in UTF-16 units.
#[must_use]
pub fn utf16(text: &Text, span: Span) -> (u32, u32) {
    let at = |char| text.char_to_utf16(char).unwrap_or_default();
    (at(span.start()), at(span.end()))
}

/// Where a passage stands now.
#[must_use]
pub fn place(study: &Study, texts: &Texts, passage: &study::Passage) -> Option<Place> {
    let source = study.sources().get(passage.source)?;
    let placed = study.place(passage)?;
    Some(place_of(study, texts, source, passage, placed))
}

fn place_of(
    study: &Study,
    texts: &Texts,
    source: &Source,
    passage: &study::Passage,
    placed: Placed,
) -> Place {
    let participant = study.participant_of(passage);
    let text = texts.current(source.id);
    let (mut line, mut last_line, mut span) = (0, 0, (0, 0));
    if let (Some(text), Some(at)) = (text, placed.span()) {
        let number = |char| text.char_to_line_column(char).map_or(0, |at| at.line.saturating_add(1));
        line = number(at.start());
        last_line = number(at.end().saturating_sub(1).max(at.start()));
        span = utf16(text, at);
    }
    let who = participant.and_then(|id| study.participants().get(id)).map(|p| p.pseudonym.as_str());
    Place {
        source: source.id.to_string(),
        source_name: source.name.clone(),
        participant: participant.map(|id| id.to_string()),
        line,
        last_line,
        reference: reference(who.unwrap_or(&source.name), line, last_line),
        start: span.0,
        end: span.1,
        version: version_name(&source.history.latest()),
        standing: standing(placed),
    }
}

/// A line reference as it is cited.
#[must_use]
pub fn reference(who: &str, line: u32, last_line: u32) -> String {
    match (line, last_line) {
        (0, _) => who.to_owned(),
        (line, last) if line == last => format!("{who}, line {line}"),
        (line, last) => format!("{who}, lines {line}\u{2013}{last}"),
    }
}

/// A passage with its words and what stands around them; without words where they cannot be read.
#[must_use]
pub fn excerpt(study: &Study, texts: &Texts, passage: &study::Passage) -> Option<Excerpt> {
    let source = study.sources().get(passage.source)?;
    let placed = study.place(passage)?;
    let place = place_of(study, texts, source, passage, placed);
    let found = texts.current(passage.source).zip(placed.span());
    let Some((text, span)) = found else {
        let empty = String::new;
        return Some(Excerpt { place, words: empty(), speaker: empty(), before: empty(), after: empty() });
    };
    let (speaker, turn) = turn_at(source, span).unwrap_or((String::new(), text.whole()));
    let words = |span: Option<Span>| span.and_then(|span| text.excerpt(span)).unwrap_or_default().to_owned();
    let from = span.start().saturating_sub(AROUND).max(turn.start());
    let until = span.end().saturating_add(AROUND).min(turn.end());
    Some(Excerpt {
        place,
        words: words(Some(span)),
        speaker,
        before: words(Span::new(from.min(span.start()), span.start())),
        after: words(Span::new(span.end(), until.max(span.end()))),
    })
}

/// The speaker of the turn in which a span of the current text begins, and where its words stand now.
fn turn_at(source: &Source, span: Span) -> Option<(String, Span)> {
    let way = source.history.placement(&Version::base(), &source.history.latest())?;
    let now = |span| way.place(span).and_then(Placed::span);
    let found = source.turns.iter().find_map(|turn| {
        let words = now(turn.words)?;
        (now(turn.span)?.end() > span.start()).then_some((turn, words))
    });
    let (turn, words) = found?;
    let name = source.speakers.get(usize::from(turn.speaker)).map(|speaker| speaker.name.clone());
    Some((name.unwrap_or_default(), words))
}

/// The passage that the browser marked, in code points of the version that it saw.
///
/// # Errors
/// When it names nothing of the study, or a place outside of the text.
pub fn read_passage(study: &Study, texts: &Texts, sent: &Passage) -> Result<study::Passage, WireError> {
    let source = read_id(&sent.source)?;
    let version = read_version(&sent.version)?;
    let row = study.sources().get(source).ok_or(WireError::Gone { what: "the source" })?;
    let not_there = WireError::NotAPlace { start: sent.start, end: sent.end };
    let older;
    let text = if version == row.history.latest() {
        texts.current(source)
    } else {
        let base = texts.base(source).ok_or(WireError::Gone { what: "the text" })?;
        older = row.history.text_at(base, &version);
        older.as_ref()
    };
    let text = text.ok_or(WireError::Gone { what: "the text" })?;
    let at = |utf16| text.utf16_to_char(utf16);
    let span = at(sent.start).zip(at(sent.end)).and_then(|(start, end)| Span::new(start, end));
    Ok(study::Passage { source, span: span.ok_or(not_there)?, version })
}
