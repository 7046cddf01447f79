//! The words of a study's sources, held beside the study.

use rustc_hash::FxHashMap;
use themeloom_text::{LineColumn, Placed, Span, Text};

use crate::ids::SourceId;
use crate::passage::Passage;
use crate::state::Study;

/// What stands in the place of words whose key was destroyed or is not held: as many of these as
/// there were code points, so that everything else keeps its place.
pub const ERASED: char = '\u{2592}';

/// The base and the current text of each source whose words can be read.
#[derive(Clone, Default, Debug)]
pub struct Texts {
    bases: FxHashMap<SourceId, Text>,
    current: FxHashMap<SourceId, Text>,
}

/// A passage where it stands now, with its words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Excerpt<'a> {
    /// The words.
    pub words: &'a str,
    /// Where they stand in the current text.
    pub span: Span,
    /// Whether the words were changed since the passage was marked.
    pub stale: bool,
    /// The line and column of the first, counted from 0.
    pub at: LineColumn,
}

impl std::fmt::Debug for Excerpt<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Excerpt({:?}, words withheld)", self.span)
    }
}

impl Texts {
    /// Takes the base text of a source.
    pub fn insert(&mut self, study: &Study, source: SourceId, base: Text) {
        self.bases.insert(source, base);
        self.refresh(study, source);
    }

    /// Makes the current text of a source again after a correction.
    pub fn refresh(&mut self, study: &Study, source: SourceId) {
        match (self.bases.get(&source), study.sources().get(source)) {
            (Some(base), Some(row)) => self.current.insert(source, row.history.current(base)),
            _ => self.current.remove(&source),
        };
    }

    /// Forgets the words of a source.
    pub fn remove(&mut self, source: SourceId) {
        self.bases.remove(&source);
        self.current.remove(&source);
    }

    /// The text of a source as it came.
    #[must_use]
    pub fn base(&self, source: SourceId) -> Option<&Text> {
        self.bases.get(&source)
    }

    /// The text of a source as it stands now.
    #[must_use]
    pub fn current(&self, source: SourceId) -> Option<&Text> {
        self.current.get(&source)
    }

    /// A passage where it stands now, with its words; nothing when they are gone or cannot be read.
    #[must_use]
    pub fn excerpt(&self, study: &Study, passage: &Passage) -> Option<Excerpt<'_>> {
        let (span, stale) = match study.place(passage)? {
            Placed::Unmoved(span) | Placed::Moved(span) => (span, false),
            Placed::Stale(span) => (span, true),
            Placed::Gone => return None,
        };
        let text = self.current(passage.source)?;
        let at = text.char_to_line_column(span.start())?;
        Some(Excerpt { words: text.excerpt(span)?, span, stale, at })
    }

    /// The words of a passage in the version in which it was marked.
    #[must_use]
    pub fn words_when_marked(&self, study: &Study, passage: &Passage) -> Option<String> {
        let source = study.sources().get(passage.source)?;
        let base = self.bases.get(&passage.source)?;
        if source.history.latest() == passage.version {
            return self.current(passage.source)?.excerpt(passage.span).map(str::to_owned);
        }
        let text = source.history.text_at(base, &passage.version)?;
        text.excerpt(passage.span).map(str::to_owned)
    }
}
