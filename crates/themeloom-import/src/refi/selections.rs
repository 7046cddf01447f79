//! Selections of words and the codings on them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use themeloom_study::Timestamp;
use themeloom_text::Span;

use super::codebook::{Codes, OURS};
use super::guid::Guid;
use super::people::People;
use super::tree::Element;
use super::when;
use crate::foreign::place::{Claim, Claims, Placed, infer, place, says, words_tell};
use crate::foreign::{
    CaseIdx, CodeIdx, CoderIdx, CodingIdx, ForeignCoding, ForeignMemo, ForeignStudy, ForeignTarget, LineEnd,
    PositionUnit, Positions, SourceIdx,
};

/// A selection of words that waits to be placed.
pub(crate) struct Waiting<'t> {
    /// The selection: what holds codings, notes and a description.
    pub(crate) element: &'t Element,
    /// Where it begins, as the program counts.
    pub(crate) start: u64,
    /// Where it ends.
    pub(crate) end: u64,
    /// What the file says that its words are.
    pub(crate) words: Option<&'t str>,
}

/// The selections of one source.
pub(crate) struct Selected<'t> {
    /// The source.
    pub(crate) source: SourceIdx,
    /// Its words as the file holds them.
    pub(crate) raw: String,
    /// Selections by position.
    pub(crate) waiting: Vec<Waiting<'t>>,
    /// Selections that say only what their words are, as areas of a page with a text beside them.
    pub(crate) by_words: Vec<(&'t Element, Cow<'t, str>)>,
    /// Selections of a time in a recording, with the words that are spoken then, if any are.
    pub(crate) by_time: Vec<(&'t Element, Option<Span>)>,
    /// Elements whose codings are of the source as a whole.
    pub(crate) whole: Vec<&'t Element>,
}

/// What the selections lead to.
#[derive(Default)]
pub(crate) struct Placing {
    /// Where each selection stands.
    pub(crate) places: HashMap<Guid, (SourceIdx, Span)>,
    /// Codings by their GUIDs.
    pub(crate) codings: HashMap<Guid, CodingIdx>,
    /// Which notes are about what.
    pub(crate) notes: Vec<(Guid, ForeignTarget)>,
    /// Codings that are there already: some programs write one coding of a PDF twice, as an area and as
    /// words.
    seen: BTreeMap<(SourceIdx, Span, CodeIdx, Option<CoderIdx>), CodingIdx>,
    /// How many codings were there already.
    repeated: usize,
    /// How many selections have a name that is none of their words, and a code.
    named: usize,
    /// Stretches that the file says are a case's.
    pub(crate) of_cases: Vec<(SourceIdx, Span, CaseIdx)>,
}

/// What a program is known to count.
pub(crate) fn known(program: &str) -> Option<Positions> {
    let program = program.to_ascii_lowercase();
    if program.contains("nvivo") {
        Some(Positions { unit: PositionUnit::Utf16, line_end: LineEnd::Two, mark_counts: false })
    } else if program.contains("atlas") {
        Some(Positions { unit: PositionUnit::CodePoints, line_end: LineEnd::One, mark_counts: false })
    } else {
        None
    }
}

/// Places all selections and makes codings of them.
pub(crate) fn place_all(
    selected: &[Selected<'_>],
    codes: &Codes,
    people: &People,
    study: &mut ForeignStudy,
) -> Placing {
    let texts: Vec<_> = study.sources.iter().map(|source| source.document.text.clone()).collect();
    let claims: Vec<Claims<'_>> = selected
        .iter()
        .filter_map(|one| {
            let text = texts.get(one.source.0)?;
            let claims = one.waiting.iter().map(|w| Claim { start: w.start, end: w.end, words: w.words });
            Some(Claims { raw: &one.raw, text, claims: claims.collect() })
        })
        .collect();
    // What we wrote ourselves needs no guessing.
    let ours = study.program.starts_with(OURS);
    let counted = (!ours).then(|| infer(&claims, known(&study.program))).filter(|counted| counted.of > 0);
    let way = counted.as_ref().map_or(Positions::STANDARD, |counted| counted.positions);
    let tell = !ours && words_tell(&claims, way);
    study.counted = counted;
    let mut placing = Placing::default();
    for (one, claims) in selected.iter().zip(&claims) {
        for (waiting, placed) in one.waiting.iter().zip(place(claims, way, tell)) {
            placing.take(waiting.element, one.source, placed, codes, people, study);
            if !ours {
                placing.take_name(waiting, one.source, (placed, claims, tell), people, study);
            }
        }
        for element in &one.whole {
            placing.take(element, one.source, Placed::Exact(claims.text.whole()), codes, people, study);
        }
        for (element, words) in &one.by_words {
            let found = crate::foreign::anchor::find_words(claims.text, words, 0);
            let placed = match found {
                Some(span) => Placed::Reanchored(span),
                None => Placed::Lost("its words are not in the text of the document"),
            };
            placing.take(element, one.source, placed, codes, people, study);
        }
        for (element, spoken) in &one.by_time {
            let no_words = Placed::Lost("the transcript does not say which words are spoken then");
            let placed = spoken.map_or(no_words, Placed::Reanchored);
            placing.take(element, one.source, placed, codes, people, study);
        }
    }
    if placing.repeated > 0 {
        let why = "the same code by the same coder on the same words; it was taken once";
        study.lose("codings that repeat another", format!("({})", placing.repeated), why);
    }
    if placing.named > 0 {
        let why = "Themeloom gives no names to passages; their words and codes travelled";
        study.lose("names of selections", format!("({})", placing.named), why);
    }
    placing
}

impl Placing {
    /// Takes a selection with all that hangs on it.
    fn take(
        &mut self,
        element: &Element,
        source: SourceIdx,
        placed: Placed,
        codes: &Codes,
        people: &People,
        study: &mut ForeignStudy,
    ) {
        let span = match placed {
            Placed::Exact(span) | Placed::Reanchored(span) => span,
            Placed::Lost(why) => return lose(element, source, why, codes, study),
        };
        if let Some(guid) = element.get("guid") {
            self.places.insert(Guid::read(guid), (source, span));
        }
        if let Placed::Reanchored(span) = placed {
            let place =
                format!("{}: {} to {} here", place_name(study, source, element), span.start(), span.end());
            let codings = element.all("Coding").filter_map(|coding| codes.find(code_ref(coding)));
            let names = codings.filter_map(|code| codes.all.get(code.0));
            study.reanchored.extend(names.map(|code| format!("coding with {} at {place}", code.name)));
        }
        for coding in element.all("Coding") {
            self.code(coding, element, (source, placed, span), codes, people, study);
        }
        let about = ForeignTarget::Passage(source, span);
        self.notes.extend(notes(element).map(|note| (note, about)));
        let description = if is_selection(element) { element.description() } else { "" };
        if !description.is_empty() {
            study.memos.push(ForeignMemo {
                about,
                text: description.to_owned(),
                author: people.coder(element),
                at: time(element),
            });
        }
    }

    /// The name of a selection, where somebody gave it one: what it says is a memo, unless the codes say it.
    fn take_name(
        &mut self,
        waiting: &Waiting<'_>,
        source: SourceIdx,
        (placed, claims, words_tell): (Placed, &Claims<'_>, bool),
        people: &People,
        study: &mut ForeignStudy,
    ) {
        let (Placed::Exact(span) | Placed::Reanchored(span)) = placed else { return };
        let element = waiting.element;
        let is_bare = element.all("Coding").next().is_none()
            && element.all("NoteRef").next().is_none()
            && element.description().is_empty();
        match waiting.words.filter(|words| !says(claims.text, span, Some(words))) {
            Some(name) if words_tell || is_bare => study.memos.push(ForeignMemo {
                about: ForeignTarget::Passage(source, span),
                text: name.to_owned(),
                author: people.coder(element),
                at: time(element),
            }),
            Some(_) => self.named += 1,
            None if is_bare => {
                let place = place_name(study, source, element);
                study.lose("selection", place, "it has neither a code nor a comment");
            }
            None => {}
        }
    }

    fn code(
        &mut self,
        coding: &Element,
        selection: &Element,
        (source, placed, span): (SourceIdx, Placed, Span),
        codes: &Codes,
        people: &People,
        study: &mut ForeignStudy,
    ) {
        let named = code_ref(coding);
        if let Some(case) = people.case(&Guid::read(named)) {
            // One program says so that the words are the account of a case.
            self.of_cases.push((source, span, case));
            return;
        }
        let Some(code) = codes.find(named) else {
            study.anchoring.found += 1;
            study.anchoring.lost += 1;
            let name = place_name(study, source, selection);
            return study.lose("coding at", name, "its code is not in the codebook");
        };
        let coder = people.coder(coding);
        study.anchoring.found += 1;
        match placed {
            Placed::Exact(_) => study.anchoring.exact += 1,
            Placed::Reanchored(_) | Placed::Lost(_) => study.anchoring.reanchored += 1,
        }
        let at = CodingIdx(study.codings.len());
        let kept = *self.seen.entry((source, span, code, coder)).or_insert(at);
        if kept == at {
            study.codings.push(ForeignCoding { source, span, code, coder, at: time(coding) });
        } else {
            self.repeated += 1;
        }
        self.codings.extend(coding.get("guid").map(|guid| (Guid::read(guid), kept)));
        self.notes.extend(notes(coding).map(|note| (note, ForeignTarget::Coding(kept))));
    }
}

/// The code that a coding refers to, as it is written.
fn code_ref(coding: &Element) -> &str {
    coding.child("CodeRef").and_then(|r| r.get("targetGUID")).unwrap_or_default()
}

/// Counts the codings of a selection as lost, and says which.
fn lose(element: &Element, source: SourceIdx, why: &'static str, codes: &Codes, study: &mut ForeignStudy) {
    for coding in element.all("Coding") {
        study.anchoring.found += 1;
        study.anchoring.lost += 1;
        let code = codes.find(code_ref(coding));
        let code = code.and_then(|code| codes.all.get(code.0)).map_or("", |code| code.name.as_str());
        let name = format!("with {code} at {}", place_name(study, source, element));
        study.lose("coding", name, why);
    }
    if element.all("Coding").next().is_none() {
        study.lose("selection", place_name(study, source, element), why);
    }
}

/// Says that codings of something without words do not travel.
pub(crate) fn lose_codings(
    element: &Element,
    of: &str,
    why: &'static str,
    codes: &Codes,
    study: &mut ForeignStudy,
) {
    let mut any = false;
    for coding in element.all("Coding") {
        any = true;
        study.anchoring.found += 1;
        study.anchoring.lost += 1;
        let code = codes.find(code_ref(coding));
        let code = code.and_then(|code| codes.all.get(code.0)).map_or("", |code| code.name.as_str());
        study.lose("coding", format!("with {code} of {of}"), why);
    }
    if !any && is_selection(element) {
        study.lose("selection", format!("of {of}"), why);
    }
}

/// Whether an element is a selection, whose description is a comment on words.
fn is_selection(element: &Element) -> bool {
    element.name.ends_with("Selection")
}

/// A source and the raw numbers of a selection in it.
fn place_name(study: &ForeignStudy, source: SourceIdx, element: &Element) -> String {
    let source = study.sources.get(source.0).map_or("", |source| source.name.as_str());
    let ends = |start, end| element.get(start).zip(element.get(end));
    match (ends("startPosition", "endPosition"), ends("begin", "end")) {
        (Some((start, end)), _) => format!("{source}, {start} to {end}"),
        (None, Some((begin, end))) => format!("{source}, {begin} to {end} ms"),
        (None, None) => source.to_owned(),
    }
}

/// The notes that an element refers to.
pub(crate) fn notes(element: &Element) -> impl Iterator<Item = Guid> {
    element.all("NoteRef").filter_map(|note| note.get("targetGUID")).map(Guid::read)
}

/// When an element was made.
pub(crate) fn time(element: &Element) -> Option<Timestamp> {
    when::read(element.get("creationDateTime")?)
}
