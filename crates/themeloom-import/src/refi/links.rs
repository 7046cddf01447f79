//! Notes and the links that tie them to something: memos, and the cells of a framework matrix that we
//! carry in them.

use std::collections::{BTreeMap, BTreeSet};

use themeloom_text::Span;

use super::codebook::Codes;
use super::container::Container;
use super::guid::Guid;
use super::media;
use super::people::People;
use super::selections::{Placing, lose_codings, time};
use super::tree::Element;
use crate::error::ImportError;
use crate::foreign::{
    CaseIdx, CodeIdx, ForeignCell, ForeignMemo, ForeignStudy, ForeignTarget, Said, SourceIdx,
};
use crate::limits::Limits;

/// What the links of a cell are called; the one to the case says what the cell says.
pub(crate) const CASE_LINKS: [(&str, Said); 4] = [
    ("framework: charted", Said::Charted),
    ("framework: raised unprompted", Said::Unprompted),
    ("framework: nothing said", Said::Nothing),
    ("framework: not asked", Said::NotAsked),
];
/// The link of a cell to its code.
pub(crate) const CODE_LINK: &str = "framework: code";
/// The link of a cell to a quotation.
pub(crate) const QUOTATION_LINK: &str = "framework: quotation";

/// What a link's end can be.
enum End {
    Source(SourceIdx),
    Passage(SourceIdx, Span),
    Code(CodeIdx),
    Case(CaseIdx),
    Target(ForeignTarget),
}

/// All that a GUID can name, beside notes.
pub(crate) struct Named<'a> {
    pub(crate) codes: &'a Codes,
    pub(crate) people: &'a People,
    pub(crate) sources: &'a BTreeMap<Guid, SourceIdx>,
    pub(crate) placing: &'a Placing,
}

impl Named<'_> {
    fn find(&self, guid: &Guid, text: &str) -> Option<End> {
        let code = || self.codes.find(text).map(End::Code);
        let case = || self.people.case(guid).map(End::Case);
        let source = || self.sources.get(guid).map(|source| End::Source(*source));
        let passage = || self.placing.places.get(guid).map(|(source, span)| End::Passage(*source, *span));
        let coding = || self.placing.codings.get(guid).map(|at| End::Target(ForeignTarget::Coding(*at)));
        code().or_else(case).or_else(source).or_else(passage).or_else(coding)
    }
}

impl End {
    const fn target(&self) -> ForeignTarget {
        match self {
            Self::Source(source) => ForeignTarget::Source(*source),
            Self::Passage(source, span) => ForeignTarget::Passage(*source, *span),
            Self::Code(code) => ForeignTarget::Code(*code),
            Self::Case(case) => ForeignTarget::Case(*case),
            Self::Target(target) => *target,
        }
    }
}

/// The links of one note that make it a cell.
#[derive(Default)]
struct CellLinks {
    case: Option<(CaseIdx, Said)>,
    code: Option<CodeIdx>,
    quotations: Vec<(SourceIdx, Span)>,
}

/// Reads notes and links; `about` holds the notes that other elements refer to.
///
/// # Errors
/// When a part of the archive passes a limit or is damaged.
pub(crate) fn read(
    project: &Element,
    ours: bool,
    about: &[(Guid, ForeignTarget)],
    named: &Named<'_>,
    (container, limits): (&mut Container<'_>, &Limits),
    study: &mut ForeignStudy,
) -> Result<(), ImportError> {
    let notes: BTreeSet<Guid> =
        project.listed("Notes", "Note").filter_map(|note| note.get("guid")).map(Guid::read).collect();
    let mut targets: BTreeMap<Guid, Vec<ForeignTarget>> = BTreeMap::new();
    for (note, target) in about {
        targets.entry(note.clone()).or_default().push(*target);
    }
    let mut cells: BTreeMap<Guid, CellLinks> = BTreeMap::new();
    for link in project.listed("Links", "Link") {
        let (Some(origin), Some(target)) = (link.get("originGUID"), link.get("targetGUID")) else {
            study.lose("link", link.get("name").unwrap_or_default(), "it does not say what it ties together");
            continue;
        };
        let (from, to) = (Guid::read(origin), Guid::read(target));
        let (note, other, text) = match (notes.contains(&from), notes.contains(&to)) {
            (true, false) => (from, to, target),
            (false, true) => (to, from, origin),
            _ => {
                let why = "Themeloom ties memos to things, not things to one another";
                study.lose("link", link.get("name").unwrap_or_default(), why);
                continue;
            }
        };
        let Some(end) = named.find(&other, text) else {
            let why = "what its note is about did not travel; the note is a memo on the study";
            study.lose("link", link.get("name").unwrap_or_default(), why);
            continue;
        };
        let name = link.get("name").unwrap_or_default();
        match (ours, &end, CASE_LINKS.iter().find(|(called, _)| *called == name)) {
            (true, End::Case(case), Some((_, said))) => {
                cells.entry(note).or_default().case = Some((*case, *said));
            }
            (true, End::Code(code), _) if name == CODE_LINK => {
                cells.entry(note).or_default().code = Some(*code);
            }
            (true, End::Passage(source, span), _) if name == QUOTATION_LINK => {
                cells.entry(note).or_default().quotations.push((*source, *span));
            }
            _ => targets.entry(note).or_default().push(end.target()),
        }
    }
    for element in project.listed("Notes", "Note") {
        let guid = Guid::read(element.get("guid").unwrap_or_default());
        let title = element.get("name").unwrap_or_default();
        let words = match element.child("PlainTextContent") {
            Some(content) => content.text.replace("\r\n", "\n"),
            None => media::words(element, title, container, limits)?.map_or_else(
                |_| String::new(),
                |worded| worded.read.source.document.text.as_str().to_owned(),
            ),
        };
        let words = words.trim_end_matches('\n').to_owned();
        for coded in
            element.children.iter().filter(|child| &*child.name == "PlainTextSelection").chain([element])
        {
            lose_codings(
                coded,
                &format!("the note {title}"),
                "Themeloom codes sources, not memos",
                named.codes,
                study,
            );
        }
        let description = element.description();
        if let Some(CellLinks { case: Some((case, said)), code: Some(code), quotations }) =
            cells.remove(&guid)
        {
            let (summary, note) = (words, description.to_owned());
            let author = named.people.coder(element);
            study.cells.push(ForeignCell { case, code, summary, note, author, said, quotations });
            continue;
        }
        let text = if ours { words } else { titled(title, &words, description) };
        if text.is_empty() {
            study.lose("note", title, "it holds no words");
            continue;
        }
        let about = targets.remove(&guid).unwrap_or_else(|| vec![ForeignTarget::Study]);
        let (author, at) = (named.people.coder(element), time(element));
        study.memos.extend(about.into_iter().map(|about| ForeignMemo {
            about,
            text: text.clone(),
            author,
            at,
        }));
    }
    Ok(())
}

/// A note's title, words and description as one text, without saying the same twice.
fn titled(title: &str, words: &str, description: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    if !title.is_empty() && !words.starts_with(title) {
        parts.push(title);
    }
    parts.extend([words, description].into_iter().filter(|part| !part.trim().is_empty()));
    parts.join("\n\n")
}

/// Sets and graphs: said by name, since there is nothing that they could become.
pub(crate) fn lose_sets_and_graphs(project: &Element, study: &mut ForeignStudy) {
    for set in project.listed("Sets", "Set") {
        let name = format!("{} ({} members)", set.get("name").unwrap_or_default(), set.children.len());
        study.lose(
            "set",
            name,
            "there are no sets in Themeloom; categories group codes, attributes group cases",
        );
    }
    for graph in project.listed("Graphs", "Graph") {
        study.lose("graph", graph.get("name").unwrap_or_default(), "there are no drawn graphs in Themeloom");
    }
}
