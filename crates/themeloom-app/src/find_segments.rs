//! Finding the words of coded segments in the sources that the study has.

use themeloom_import::{ForeignSegment, ForeignStudy};
use themeloom_study::source::Source;
use themeloom_study::{Passage, Study};
use themeloom_text::{Span, Text, find_quotation};

use crate::apply_code::locate;
use crate::error::AppError;
use crate::open::OpenStudy;

/// Coded segments, found or not.
#[derive(Default)]
pub(crate) struct FoundSegments<'f> {
    /// Those whose words stand once in a source, and where.
    pub found: Vec<(&'f ForeignSegment, Passage)>,
    /// The others, and why.
    pub lost: Vec<String>,
}

impl OpenStudy {
    /// Finds the words of segments in the sources that they name.
    pub(crate) fn find_segments<'f>(&self, foreign: &'f ForeignStudy) -> FoundSegments<'f> {
        let mut all = FoundSegments::default();
        for segment in &foreign.segments {
            match self.find_segment(segment) {
                Ok(passage) => all.found.push((segment, passage)),
                Err(why) => {
                    let code = foreign.codes.get(segment.code.0).map_or("", |code| code.name.as_str());
                    let place = match segment.place.as_str() {
                        "" => String::new(),
                        place => format!(" at {place}"),
                    };
                    all.lost.push(format!("coding with {code} of {}{place}: {why}", segment.source));
                }
            }
        }
        all
    }

    fn find_segment(&self, segment: &ForeignSegment) -> Result<Passage, String> {
        let source = named(&self.study, &segment.source)
            .ok_or("the study has no source of this name; import the transcript, then this table again")?;
        locate(&self.study, &self.texts, source.id, &segment.words)
            .or_else(|error| self.told_apart(source, segment).ok_or(error))
            .map_err(|error| match error {
            AppError::WordsNotUnique { times, .. } if times == "nowhere" => {
                "its words stand nowhere in the text".to_owned()
            }
            AppError::WordsNotUnique { times, .. } => {
                format!("its words stand {times} in the text, and where it begins does not tell which is meant")
            }
            error => error.to_string(),
        })
    }

    /// The one of several places of the words that the program means by where it says that they begin.
    fn told_apart(&self, source: &Source, segment: &ForeignSegment) -> Option<Passage> {
        let text = self.texts.current(source.id)?;
        let places: Vec<Span> = find_quotation(text, &segment.words).iter().map(|found| found.span).collect();
        let span = beginning_at(&places, segment.start).or_else(|| in_line(text, &places, segment.line?))?;
        Some(Passage { source: source.id, span, version: source.history.latest() })
    }
}

/// The place that begins at a character.
fn beginning_at(places: &[Span], start: Option<u32>) -> Option<Span> {
    places.iter().copied().find(|span| Some(span.start()) == start)
}

/// The only place that begins in a line, counted from 1. Some programs count blank lines and others do not:
/// where the two ways tell different places, neither is believed.
fn in_line(text: &Text, places: &[Span], line: u32) -> Option<Span> {
    let ways = [line_of, filled_line_of].map(|count| {
        let mut there = places.iter().copied().filter(|span| count(text, *span) == Some(line));
        (there.next(), there.next())
    });
    match ways {
        [(Some(one), None), (None, None)] | [(None, None), (Some(one), None)] => Some(one),
        [(Some(one), None), (Some(other), None)] if one == other => Some(one),
        _ => None,
    }
}

/// The line in which words begin, from 1.
fn line_of(text: &Text, span: Span) -> Option<u32> {
    Some(text.char_to_line_column(span.start())?.line + 1)
}

/// The same, without lines that hold nothing.
fn filled_line_of(text: &Text, span: Span) -> Option<u32> {
    let before = text.as_str().get(..text.char_to_byte(span.start())?)?;
    let filled = before
        .rsplit_once('\n')
        .map_or(0, |(lines, _)| lines.lines().filter(|line| !line.trim().is_empty()).count());
    u32::try_from(filled + 1).ok()
}

/// The source that another program means: by its name there, without the folders before it and the ending
/// behind it.
fn named<'s>(study: &'s Study, name: &str) -> Option<&'s Source> {
    let last = name.rsplit(['\\', '/']).next().unwrap_or(name).trim();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    [name, last, stem].into_iter().find_map(|name| study.source_named(name))
}
