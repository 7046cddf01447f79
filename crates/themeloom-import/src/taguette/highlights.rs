//! Where the highlights stand, and what they become.

use std::collections::BTreeMap;

use super::commands::{Made, Makers};
use super::tree::build;
use super::words::Words;
use crate::error::ImportError;
use crate::foreign::coders::Coders;
use crate::foreign::place::Placed;
use crate::foreign::searches::{Searches, same_words};
use crate::foreign::sqlite::Database;
use crate::foreign::{CodeIdx, CoderIdx, ForeignCoding, ForeignMemo, ForeignStudy, ForeignTarget, SourceIdx};
use crate::limits::Limits;
use themeloom_text::Span;

const UNTAGGED: &str = "Highlighted in Taguette without a tag.";
const NO_TAG: &str = "its tag is not in the project";
const NO_WORDS: &str = "its document holds no words";
const EMPTY: &str = "it holds no words";
const OUTSIDE: &str = "its position lies outside of the text, and its words are not there";
const MOVED: &str = "they are not the words at its place, as Taguette leaves them when the ends of a highlight are moved: the place was kept";
const DISPLACED: &str = "they do not stand at its place: it was put where they stand";

/// A stretch of a document.
pub(super) struct Highlight {
    /// Its number in the database.
    pub(super) id: i64,
    start: Option<i64>,
    end: Option<i64>,
    snippet: String,
    /// The numbers of its tags.
    pub(super) tags: Vec<i64>,
}

impl Highlight {
    /// Reads all highlights, by the document that they belong to.
    pub(super) fn read(database: &Database) -> Result<BTreeMap<Option<i64>, Vec<Self>>, ImportError> {
        let mut tags: BTreeMap<Option<i64>, Vec<i64>> = BTreeMap::new();
        for row in database.rows("highlight_tags", &["highlight_id", "tag_id"])? {
            tags.entry(row.integer(0)).or_default().extend(row.integer(1));
        }
        let mut highlights: BTreeMap<_, Vec<Self>> = BTreeMap::new();
        for mut row in
            database.rows("highlights", &["document_id", "id", "start_offset", "end_offset", "snippet"])?
        {
            let mut tags = tags.remove(&row.integer(1)).unwrap_or_default();
            tags.sort_unstable();
            highlights.entry(row.integer(0)).or_default().push(Self {
                id: row.integer(1).unwrap_or_default(),
                start: row.integer(2),
                end: row.integer(3),
                snippet: row.text(4),
                tags,
            });
        }
        Ok(highlights)
    }
}

/// Placing the highlights of one project.
pub(super) struct Placing<'p> {
    file: &'p str,
    limits: &'p Limits,
    makers: &'p Makers,
    codes: &'p BTreeMap<i64, CodeIdx>,
    searches: Searches,
    pub(super) coders: Coders,
}

impl<'p> Placing<'p> {
    pub(super) fn new(
        file: &'p str,
        limits: &'p Limits,
        makers: &'p Makers,
        codes: &'p BTreeMap<i64, CodeIdx>,
    ) -> Self {
        Self { file, limits, makers, codes, searches: Searches::default(), coders: Coders::default() }
    }

    /// Places the highlights of one document, which may hold no words.
    pub(super) fn place(
        &mut self,
        study: &mut ForeignStudy,
        document: &str,
        words: Option<(SourceIdx, &Words)>,
        highlights: Vec<Highlight>,
    ) -> Result<(), ImportError> {
        for highlight in highlights {
            let name = format!("{} in {document}", highlight.id);
            let n = highlight.tags.len().max(1);
            study.anchoring.found += n;
            let Some((source, words)) = words else {
                study.anchoring.lost += n;
                study.lose("highlight", name, NO_WORDS);
                continue;
            };
            let (placed, differs) = self.find(words, &highlight)?;
            if let Some(why) = differs {
                study.lose("quoted words of highlight", name.clone(), why);
            }
            match placed {
                Placed::Lost(why) => {
                    study.anchoring.lost += n;
                    study.lose("highlight", name, why);
                }
                Placed::Exact(span) => {
                    let kept = self.keep(study, &highlight, source, span, &name);
                    study.anchoring.exact += kept;
                }
                Placed::Reanchored(span) => {
                    let kept = self.keep(study, &highlight, source, span, &name);
                    study.anchoring.reanchored += kept;
                    let (from, to) = (highlight.start.unwrap_or(-1), highlight.end.unwrap_or(-1));
                    let moved =
                        format!("highlight {name}, {from} to {to}: {} to {} here", span.start(), span.end());
                    study.reanchored.push(moved);
                }
            }
        }
        Ok(())
    }

    /// Where a highlight stands, and what is to be said of the words that Taguette repeats.
    fn find(
        &mut self,
        words: &Words,
        highlight: &Highlight,
    ) -> Result<(Placed, Option<&'static str>), ImportError> {
        let part = format!("highlight {}", highlight.id);
        // Inside of the body, blanks at the beginning count too.
        let snippet =
            Words::read(&build(self.file, &part, &format!("<body>{}", highlight.snippet), self.limits)?);
        let quoted = snippet.text.as_str();
        let (start, end) = (highlight.start.unwrap_or(-1), highlight.end.unwrap_or(-1));
        let mut by_words = || self.searches.find(&words.text, quoted, words.near(start));
        let Some(span) = words.span(start, end) else {
            let found = by_words();
            let is_empty =
                start >= 0 && end.checked_sub(start).is_some_and(|len| len <= 0) || quoted.trim().is_empty();
            let why = if is_empty { EMPTY } else { OUTSIDE };
            return Ok((found.map_or(Placed::Lost(why), Placed::Reanchored), None));
        };
        if quoted.trim().is_empty() || same_words(quoted, words.text.excerpt(span).unwrap_or_default()) {
            return Ok((Placed::Exact(span), None));
        }
        // The ends of a highlight can be moved, and its quoted words stay behind. Where as many bytes
        // are quoted as it is long, its ends were not moved, so that the place is what is wrong.
        if end.checked_sub(start) == Some(i64::from(snippet.bytes()))
            && let Some(found) = by_words()
        {
            return Ok((Placed::Reanchored(found), Some(DISPLACED)));
        }
        Ok((Placed::Exact(span), Some(MOVED)))
    }

    /// Makes codings of a highlight, or a memo where it has no tag; how many were made.
    fn keep(
        &mut self,
        study: &mut ForeignStudy,
        highlight: &Highlight,
        source: SourceIdx,
        span: Span,
        name: &str,
    ) -> usize {
        if highlight.tags.is_empty() {
            let (author, at) = self.maker(study, self.makers.of(highlight.id, None));
            let about = ForeignTarget::Passage(source, span);
            study.memos.push(ForeignMemo { about, text: UNTAGGED.to_owned(), author, at });
            return 1;
        }
        let mut kept = 0;
        for tag in &highlight.tags {
            let Some(code) = self.codes.get(tag) else {
                study.anchoring.lost += 1;
                study.lose("tag on highlight", name, NO_TAG);
                continue;
            };
            let (coder, at) = self.maker(study, self.makers.of(highlight.id, Some(*tag)));
            study.codings.push(ForeignCoding { source, span, code: *code, coder, at });
            kept += 1;
        }
        kept
    }

    /// Who did something, among the coders of the study, and when.
    fn maker(
        &mut self,
        study: &mut ForeignStudy,
        made: Option<Made>,
    ) -> (Option<CoderIdx>, Option<themeloom_study::Timestamp>) {
        let login = made.filter(|_| self.makers.tell_who()).and_then(|made| self.makers.logins.get(made.by));
        let coder = login.and_then(|login| self.coders.named(study, login));
        (coder, made.and_then(|made| made.at))
    }
}
