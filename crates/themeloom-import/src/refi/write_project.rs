//! A project's document, element by element in the order that the schema wants.

use std::collections::BTreeMap;

use themeloom_study::Timestamp;
use themeloom_study::attribute::AttributeKind;
use themeloom_text::Span;

use super::guid::Guids;
use super::links::{CASE_LINKS, CODE_LINK, QUOTATION_LINK};
use super::people::yes_or_no;
use super::when;
use super::write::{Xml, origin, write_codes};
use crate::foreign::{
    AttributeIdx, CaseIdx, CoderIdx, CodingIdx, ForeignCase, ForeignCell, ForeignCode, ForeignCoding,
    ForeignMemo, ForeignRecording, ForeignSource, ForeignStudy, ForeignTarget, SourceIdx,
};

/// A study with a GUID for each thing in it.
pub(crate) struct Project<'s> {
    study: &'s ForeignStudy,
    coders: Vec<String>,
    codes: Vec<String>,
    attributes: Vec<String>,
    cases: Vec<String>,
    sources: Vec<String>,
    /// The texts of sources that are more than their text: the transcripts of recordings, what a PDF says.
    texts: Vec<String>,
    memos: Vec<String>,
    cells: Vec<String>,
    /// The selections of each source, in order.
    selections: BTreeMap<(SourceIdx, Span), Selection>,
    /// Which memos are about what.
    about: BTreeMap<ForeignTarget, Vec<usize>>,
}

/// A selection: its GUID, and the codings on it by theirs.
#[derive(Default)]
struct Selection {
    guid: String,
    codings: Vec<(CodingIdx, String)>,
}

/// GUIDs of codes, from their names and those above them.
pub(crate) fn code_guids(guids: &mut Guids, codes: &[ForeignCode]) -> Vec<String> {
    let mut paths: Vec<String> = Vec::with_capacity(codes.len());
    for code in codes {
        let above = code.parent.and_then(|parent| paths.get(parent.0)).map_or("", String::as_str);
        paths.push(format!("{above}/{}", code.name));
    }
    paths.iter().map(|path| guids.of("code", path)).collect()
}

impl<'s> Project<'s> {
    /// Names everything in a study.
    pub(crate) fn of(study: &'s ForeignStudy) -> Self {
        let mut guids = Guids::default();
        let codes = code_guids(&mut guids, &study.codes);
        let coders: Vec<String> = study.coders.iter().map(|name| guids.of("coder", name)).collect();
        let attributes = study.attributes.iter().map(|one| guids.of("attribute", &one.name)).collect();
        let cases: Vec<String> = study.cases.iter().map(|case| guids.of("case", &case.name)).collect();
        let sources: Vec<String> =
            study.sources.iter().map(|source| guids.of("source", &source.name)).collect();
        let texts = study.sources.iter().map(|source| guids.of("text", &source.name)).collect();
        let mut selections: BTreeMap<(SourceIdx, Span), Selection> = BTreeMap::new();
        let passages = study.memos.iter().filter_map(|memo| match memo.about {
            ForeignTarget::Passage(source, span) => Some((source, span)),
            _ => None,
        });
        let quotations = study.cells.iter().flat_map(|cell| cell.quotations.iter().copied());
        let coded = study.codings.iter().map(|coding| (coding.source, coding.span));
        for place in passages.chain(quotations).chain(coded) {
            selections.entry(place).or_default();
        }
        for ((source, span), selection) in &mut selections {
            let of = sources.get(source.0).map_or("", String::as_str);
            selection.guid = guids.of("selection", &format!("{of} {}-{}", span.start(), span.end()));
        }
        for (at, coding) in study.codings.iter().enumerate() {
            let Some(selection) = selections.get_mut(&(coding.source, coding.span)) else { continue };
            let code = codes.get(coding.code.0).map_or("", String::as_str);
            let coder = coding.coder.and_then(|coder| coders.get(coder.0)).map_or("", String::as_str);
            let guid = guids.of("coding", &format!("{} {code} {coder}", selection.guid));
            selection.codings.push((CodingIdx(at), guid));
        }
        for selection in selections.values_mut() {
            selection.codings.sort_by(|(_, a), (_, b)| a.cmp(b));
        }
        let memos = study.memos.iter().map(|memo| guids.of("memo", &memo.text)).collect();
        let cells = study.cells.iter().map(|cell| {
            let of = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
            guids.of("cell", &format!("{} {}", of(&cases, cell.case.0), of(&codes, cell.code.0)))
        });
        let cells = cells.collect();
        let mut about: BTreeMap<ForeignTarget, Vec<usize>> = BTreeMap::new();
        for (at, memo) in study.memos.iter().enumerate() {
            about.entry(memo.about).or_default().push(at);
        }
        Self { study, coders, codes, attributes, cases, sources, texts, memos, cells, selections, about }
    }

    /// The document.
    pub(crate) fn document(&self, at: Timestamp) -> String {
        let mut xml = Xml::begin();
        let (origin, modified) = (origin(), when::write(at));
        let mut attributes = vec![
            ("xmlns", "urn:QDA-XML:project:1.0"),
            ("name", self.study.name.as_str()),
            ("origin", origin.as_str()),
        ];
        attributes.extend(modified.as_deref().map(|at| ("modifiedDateTime", at)));
        xml.open("Project", &attributes);
        self.users(&mut xml);
        if !self.study.codes.is_empty() {
            xml.open("CodeBook", &[]);
            write_codes(&mut xml, &self.study.codes, &self.codes, |xml, code| {
                xml.notes(&self.notes(ForeignTarget::Code(code)));
            });
            xml.close("CodeBook");
        }
        self.variables(&mut xml);
        within(&mut xml, "Cases", &self.study.cases, |xml, at, case| self.case(xml, CaseIdx(at), case));
        within(&mut xml, "Sources", &self.study.sources, |xml, at, _| self.source(xml, SourceIdx(at)));
        self.all_notes(&mut xml);
        self.links(&mut xml);
        xml.optional("Description", &self.study.description);
        xml.notes(&self.notes(ForeignTarget::Study));
        xml.close("Project");
        xml.out
    }

    /// The files of the sources, by their names in the archive.
    pub(crate) fn files(&self) -> impl Iterator<Item = (String, &'s [u8])> {
        let study = self.study;
        study
            .sources
            .iter()
            .enumerate()
            .flat_map(|(at, source)| {
                let form = Form::of(source);
                let words = (form.words_in(self, at), source.document.text.as_str().as_bytes());
                [Some(words), form.whole(self, at)].into_iter().flatten()
            })
            .map(|(file, bytes)| (format!("sources/{file}"), bytes))
    }

    fn users(&self, xml: &mut Xml) {
        within(xml, "Users", &self.study.coders, |xml, at, name| {
            if let Some(guid) = self.coders.get(at) {
                xml.empty("User", &[("guid", guid), ("name", name)]);
            }
        });
    }

    fn variables(&self, xml: &mut Xml) {
        within(xml, "Variables", &self.study.attributes, |xml, at, attribute| {
            let Some(guid) = self.attributes.get(at) else { return };
            let kind = match &attribute.kind {
                AttributeKind::Number => "Float",
                AttributeKind::Date => "Date",
                kind if *kind == yes_or_no() => "Boolean",
                AttributeKind::Choice(_) | AttributeKind::Ordered(_) | AttributeKind::Text => "Text",
            };
            xml.open("Variable", &[("guid", guid), ("name", &attribute.name), ("typeOfVariable", kind)]);
            xml.optional("Description", &attribute.help);
            xml.close("Variable");
        });
    }

    fn case(&self, xml: &mut Xml, at: CaseIdx, case: &ForeignCase) {
        let Some(guid) = self.cases.get(at.0) else { return };
        xml.open("Case", &[("guid", guid), ("name", &case.name)]);
        xml.optional("Description", &case.description);
        for (attribute, value) in &case.values {
            self.value(xml, *attribute, value);
        }
        for source in case.sources.iter().filter_map(|source| self.sources.get(source.0)) {
            xml.empty("SourceRef", &[("targetGUID", source)]);
        }
        xml.close("Case");
    }

    fn value(&self, xml: &mut Xml, attribute: AttributeIdx, value: &str) {
        let (Some(guid), Some(of)) =
            (self.attributes.get(attribute.0), self.study.attributes.get(attribute.0))
        else {
            return;
        };
        xml.open("VariableValue", &[]);
        xml.empty("VariableRef", &[("targetGUID", guid)]);
        // What does not fit its kind is still a value: it is written as words.
        let element = match of.kind {
            AttributeKind::Number if of.kind.read(value).is_ok() => "FloatValue",
            AttributeKind::Date if of.kind.read(value).is_ok() => "DateValue",
            ref kind if *kind == yes_or_no() && kind.read(value).is_ok() => "BooleanValue",
            _ => "TextValue",
        };
        xml.words(element, value);
        xml.close("VariableValue");
    }

    fn source(&self, xml: &mut Xml, at: SourceIdx) {
        let (Some(guid), Some(source)) = (self.sources.get(at.0), self.study.sources.get(at.0)) else {
            return;
        };
        let form = Form::of(source);
        let words = format!("internal://{}", form.words_in(self, at.0));
        let whole = form.whole(self, at.0).map(|(file, _)| format!("internal://{file}"));
        let text = self.texts.get(at.0).map_or("", String::as_str);
        let element = form.element();
        match &whole {
            Some(path) => xml.open(element, &[("guid", guid), ("name", &source.name), ("path", path)]),
            None => xml.open(element, &[("guid", guid), ("name", &source.name), ("plainTextPath", &words)]),
        }
        xml.optional("Description", &source.description);
        match form {
            Form::Text => self.selections_of(xml, at),
            Form::Pdf(_) => {
                xml.open("Representation", &[("guid", text), ("plainTextPath", &words)]);
                self.selections_of(xml, at);
                xml.close("Representation");
            }
            Form::Recording(_) => {
                xml.open("Transcript", &[("guid", text), ("plainTextPath", &words)]);
                self.timed_selections_of(xml, at, source);
                xml.close("Transcript");
            }
        }
        xml.notes(&self.notes(ForeignTarget::Source(at)));
        xml.close(element);
    }

    fn of_source(&self, at: SourceIdx) -> impl Iterator<Item = (Span, &Selection)> {
        let first = (at, Span::at(0));
        let from_there = self.selections.range(first..).take_while(move |((source, _), _)| *source == at);
        from_there.map(|((_, span), selection)| (*span, selection))
    }

    fn selections_of(&self, xml: &mut Xml, at: SourceIdx) {
        for (span, selection) in self.of_source(at) {
            let (start, end) = (span.start().to_string(), span.end().to_string());
            self.selection(
                xml,
                "PlainTextSelection",
                (at, span),
                selection,
                &[("startPosition", &start), ("endPosition", &end)],
            );
        }
    }

    /// The selections of a transcript: between points that have a position in the words, and those a time in the
    /// recording at which turns begin.
    fn timed_selections_of(&self, xml: &mut Xml, at: SourceIdx, source: &ForeignSource) {
        let turns = source.document.turns.iter();
        let mut points: BTreeMap<u32, Option<u64>> =
            turns.filter_map(|turn| Some((turn.span().start(), Some(turn.time?.start.0)))).collect();
        for (span, _) in self.of_source(at) {
            points.entry(span.start()).or_insert(None);
            points.entry(span.end()).or_insert(None);
        }
        let text = self.texts.get(at.0).map_or("", String::as_str);
        let mut guids = Guids::default();
        let named: BTreeMap<u32, String> =
            points.keys().map(|point| (*point, guids.of("point", &format!("{text} {point}")))).collect();
        for (position, time) in &points {
            let Some(guid) = named.get(position) else { continue };
            let (position, time) = (position.to_string(), time.map(|time| time.to_string()));
            let mut point = vec![("guid", guid.as_str())];
            point.extend(time.as_deref().map(|time| ("timeStamp", time)));
            point.push(("position", &position));
            xml.empty("SyncPoint", &point);
        }
        for (span, selection) in self.of_source(at) {
            let (Some(from), Some(to)) = (named.get(&span.start()), named.get(&span.end())) else { continue };
            self.selection(
                xml,
                "TranscriptSelection",
                (at, span),
                selection,
                &[("fromSyncPoint", from), ("toSyncPoint", to)],
            );
        }
    }

    fn selection(
        &self,
        xml: &mut Xml,
        element: &str,
        (source, span): (SourceIdx, Span),
        selection: &Selection,
        ends: &[(&str, &str)],
    ) {
        xml.open(element, &[&[("guid", selection.guid.as_str())], ends].concat());
        for (at, guid) in &selection.codings {
            if let Some(coding) = self.study.codings.get(at.0) {
                self.coding(xml, *at, guid, coding);
            }
        }
        xml.notes(&self.notes(ForeignTarget::Passage(source, span)));
        xml.close(element);
    }

    fn coding(&self, xml: &mut Xml, at: CodingIdx, guid: &str, coding: &ForeignCoding) {
        let Some(code) = self.codes.get(coding.code.0) else { return };
        let when = coding.at.and_then(when::write);
        let mut attributes = vec![("guid", guid)];
        attributes.extend(self.coder(coding.coder).map(|coder| ("creatingUser", coder)));
        attributes.extend(when.as_deref().map(|at| ("creationDateTime", at)));
        xml.open("Coding", &attributes);
        xml.empty("CodeRef", &[("targetGUID", code)]);
        xml.notes(&self.notes(ForeignTarget::Coding(at)));
        xml.close("Coding");
    }

    fn all_notes(&self, xml: &mut Xml) {
        if self.study.memos.is_empty() && self.study.cells.is_empty() {
            return;
        }
        xml.open("Notes", &[]);
        for (guid, memo) in self.memos.iter().zip(&self.study.memos) {
            self.memo(xml, guid, memo);
        }
        for (guid, cell) in self.cells.iter().zip(&self.study.cells) {
            self.cell(xml, guid, cell);
        }
        xml.close("Notes");
    }

    fn memo(&self, xml: &mut Xml, guid: &str, memo: &ForeignMemo) {
        let when = memo.at.and_then(when::write);
        let mut attributes = vec![("guid", guid), ("name", "Memo")];
        attributes.extend(self.coder(memo.author).map(|coder| ("creatingUser", coder)));
        attributes.extend(when.as_deref().map(|at| ("creationDateTime", at)));
        xml.open("Note", &attributes);
        xml.words("PlainTextContent", &memo.text);
        xml.close("Note");
    }

    fn cell(&self, xml: &mut Xml, guid: &str, cell: &ForeignCell) {
        let case = self.study.cases.get(cell.case.0).map_or("", |case| case.name.as_str());
        let code = self.study.codes.get(cell.code.0).map_or("", |code| code.name.as_str());
        let name = format!("framework: {case} on {code}");
        let mut attributes = vec![("guid", guid), ("name", name.as_str())];
        attributes.extend(self.coder(cell.author).map(|coder| ("creatingUser", coder)));
        xml.open("Note", &attributes);
        xml.optional("Description", &cell.note);
        xml.words("PlainTextContent", &cell.summary);
        xml.close("Note");
    }

    fn links(&self, xml: &mut Xml) {
        let mut links: Vec<(&str, &str, &str)> = Vec::new();
        for (at, case) in self.cases.iter().enumerate() {
            let memos = self.notes(ForeignTarget::Case(CaseIdx(at)));
            links.extend(memos.into_iter().map(|memo| ("memo", memo, case.as_str())));
        }
        for (guid, cell) in self.cells.iter().zip(&self.study.cells) {
            let says = CASE_LINKS.iter().find(|(_, said)| *said == cell.said).map_or("", |(name, _)| *name);
            links.extend(self.cases.get(cell.case.0).map(|case| (says, guid.as_str(), case.as_str())));
            links.extend(self.codes.get(cell.code.0).map(|code| (CODE_LINK, guid.as_str(), code.as_str())));
            let quotations = cell.quotations.iter().filter_map(|place| self.selections.get(place));
            links.extend(quotations.map(|s| (QUOTATION_LINK, guid.as_str(), s.guid.as_str())));
        }
        let mut guids = Guids::default();
        within(xml, "Links", &links, |xml, _, (name, from, to)| {
            let guid = guids.of("link", &format!("{name} {from} {to}"));
            let ends = [("originGUID", *from), ("targetGUID", *to)];
            xml.empty("Link", &[("guid", &guid), ("name", name), ("direction", "OneWay"), ends[0], ends[1]]);
        });
    }

    fn notes(&self, about: ForeignTarget) -> Vec<&str> {
        let at = self.about.get(&about).into_iter().flatten();
        at.filter_map(|at| self.memos.get(*at)).map(String::as_str).collect()
    }

    fn coder(&self, coder: Option<CoderIdx>) -> Option<&str> {
        self.coders.get(coder?.0).map(String::as_str)
    }
}

/// What a source is in the standard.
enum Form<'s> {
    /// A text.
    Text,
    /// A PDF with what it says beside it.
    Pdf(&'s [u8]),
    /// A recording with its transcript.
    Recording(&'s ForeignRecording),
}

impl<'s> Form<'s> {
    fn of(source: &'s ForeignSource) -> Self {
        match &source.recording {
            Some(recording) => Self::Recording(recording),
            None if source.original.starts_with(b"%PDF") => Self::Pdf(&source.original),
            None => Self::Text,
        }
    }

    const fn element(&self) -> &'static str {
        match self {
            Self::Text => "TextSource",
            Self::Pdf(_) => "PDFSource",
            Self::Recording(recording) if recording.kind.has_picture() => "VideoSource",
            Self::Recording(_) => "AudioSource",
        }
    }

    /// The file of its words.
    fn words_in(&self, project: &Project<'_>, at: usize) -> String {
        let guids = if matches!(self, Self::Text) { &project.sources } else { &project.texts };
        format!("{}.txt", guids.get(at).map_or("", String::as_str))
    }

    /// The file of what is more than words, with its bytes.
    fn whole(&self, project: &Project<'_>, at: usize) -> Option<(String, &'s [u8])> {
        let (ending, bytes) = match self {
            Self::Text => return None,
            Self::Pdf(bytes) => ("pdf", *bytes),
            Self::Recording(recording) => (recording.kind.ending(), recording.bytes.as_slice()),
        };
        Some((format!("{}.{ending}", project.sources.get(at)?), bytes))
    }
}

/// Writes a list, unless it is empty: the schema forbids empty ones.
fn within<T>(xml: &mut Xml, list: &str, all: &[T], mut each: impl FnMut(&mut Xml, usize, &T)) {
    if all.is_empty() {
        return;
    }
    xml.open(list, &[]);
    for (at, one) in all.iter().enumerate() {
        each(xml, at, one);
    }
    xml.close(list);
}
