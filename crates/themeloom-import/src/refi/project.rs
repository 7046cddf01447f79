//! A project (.qdpx), from its archive to a study's values.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::codebook::{Codes, OURS};
use super::container::{Container, last_step};
use super::guid::Guid;
use super::links::{self, Named};
use super::media::{self, Worded, sync_points, time_turns};
use super::people::{People, belongs, give_values, name_cases, share};
use super::selections::{Selected, Waiting, lose_codings, notes, place_all};
use super::tree::Element;
use crate::error::ImportError;
use crate::foreign::units::PositionMap;
use crate::foreign::{ForeignStudy, ForeignTarget, Positions, SourceIdx};
use crate::limits::Limits;
use crate::pdf::{Area, PdfPages};

/// Reads a REFI-QDA project of any program, leniently; what did not travel is in its losses.
///
/// # Errors
/// When it is no project, is damaged, or passes a limit. A project without sources is none of these.
pub fn read_qdpx(file: &str, bytes: &[u8], limits: &Limits) -> Result<ForeignStudy, ImportError> {
    let (mut container, tree) = Container::open(file, bytes, limits)?;
    let project = &tree.root;
    let mut study = ForeignStudy {
        program: project.get("origin").unwrap_or_default().to_owned(),
        name: project.get("name").unwrap_or_default().to_owned(),
        description: project.description().to_owned(),
        ..ForeignStudy::default()
    };
    if tree.broken {
        study.lose("end of the project", "", "its document breaks off; what comes before was read");
    }
    let ours = study.program.starts_with(OURS);
    let mut codes = Codes::default();
    let mut losses = Vec::new();
    for book in project.all("CodeBook") {
        codes.read(book, ours, &mut losses);
    }
    study.losses.append(&mut losses);
    study.codes.clone_from(&codes.all);
    let people = People::read(project, &codes, &mut study);
    let mut reading = Reading {
        container: &mut container,
        limits,
        codes: &codes,
        people: &people,
        study: &mut study,
        selected: Vec::new(),
        by_guid: BTreeMap::new(),
        about: Vec::new(),
        values: Vec::new(),
    };
    for source in project.all("Sources").flat_map(|sources| &sources.children) {
        reading.source(source)?;
    }
    let Reading { selected, by_guid, mut about, values, .. } = reading;
    for (source, case) in &people.sources {
        match by_guid.get(source) {
            Some(source) => belongs(&mut study, *source, *case),
            None => {
                let name = study.cases.get(case.0).map(|case| case.name.clone()).unwrap_or_default();
                study.lose("source of the case", name, "the source itself did not travel");
            }
        }
    }
    let mut placing = place_all(&selected, &codes, &people, &mut study);
    let mut of_cases = std::mem::take(&mut placing.of_cases);
    for (selection, case) in &people.selections {
        of_cases.extend(placing.places.get(selection).map(|(source, span)| (*source, *span, *case)));
    }
    share(&mut study, of_cases);
    for (source, values) in values {
        give_values(&mut study, source, values);
    }
    name_cases(&mut study);
    about.extend(placing.notes.iter().cloned());
    about.extend(codes.notes.iter().map(|(code, note)| (note.clone(), ForeignTarget::Code(*code))));
    about.extend(notes(project).map(|note| (note, ForeignTarget::Study)));
    let named = Named { codes: &codes, people: &people, sources: &by_guid, placing: &placing };
    links::read(project, ours, &about, &named, (&mut container, limits), &mut study)?;
    links::lose_sets_and_graphs(project, &mut study);
    Ok(study)
}

/// Whether an element marks a stretch of a recording.
fn is_of_time(element: &Element) -> bool {
    matches!(&*element.name, "AudioSelection" | "VideoSelection")
}

/// The words in an area of a page of a PDF, whose corners are in points from its lower left.
fn words_in(area: &Element, pages: &PdfPages) -> Option<String> {
    let corner = |name| area.get(name)?.parse::<f32>().ok();
    let page = usize::try_from(area.number("page")?).ok()?;
    let area =
        Area::between((corner("firstX")?, corner("firstY")?), (corner("secondX")?, corner("secondY")?));
    pages.words_in(page, area)
}

/// A reading of the sources of a project.
struct Reading<'r, 't, 'b> {
    container: &'r mut Container<'b>,
    limits: &'r Limits,
    codes: &'r Codes,
    people: &'r People,
    study: &'r mut ForeignStudy,
    selected: Vec<Selected<'t>>,
    by_guid: BTreeMap<Guid, SourceIdx>,
    about: Vec<(Guid, ForeignTarget)>,
    values: Vec<(SourceIdx, Vec<(crate::foreign::AttributeIdx, String)>)>,
}

impl<'t> Reading<'_, 't, '_> {
    fn source(&mut self, element: &'t Element) -> Result<(), ImportError> {
        let path = ["plainTextPath", "richTextPath", "path"].iter().find_map(|path| element.get(path));
        let file =
            path.map(|path| last_step(path).rsplit_once('.').map_or(last_step(path), |(stem, _)| stem));
        let name = element.get("name").or(file).unwrap_or("Source without a name").to_owned();
        match &*element.name {
            "TextSource" => self.words(element, element, &name).map(drop),
            "PDFSource" => self.pdf(element, &name),
            "AudioSource" | "VideoSource" => self.recording(element, &name),
            "PictureSource" => {
                self.lose_selections(element, &name, "it is of a picture; Themeloom codes words");
                match element.child("TextDescription") {
                    Some(text) => self.words(text, element, &name).map(drop),
                    None => {
                        self.lose_source(element, &name, "it is a picture without words");
                        Ok(())
                    }
                }
            }
            _ => Ok(()),
        }
    }

    /// Takes in a source whose words are in `worded`; `element` is the source. Which source it became.
    fn words(
        &mut self,
        worded: &'t Element,
        element: &'t Element,
        name: &str,
    ) -> Result<Option<SourceIdx>, ImportError> {
        match media::words(worded, name, self.container, self.limits)? {
            Ok(words) => Ok(Some(self.add(words, element))),
            Err(why) => {
                let selections = worded.all("PlainTextSelection").chain([worded]);
                for selection in selections {
                    lose_codings(selection, name, why.0, self.codes, self.study);
                }
                self.lose_source(element, name, why.0);
                Ok(None)
            }
        }
    }

    fn add(&mut self, words: Worded<'t>, element: &'t Element) -> SourceIdx {
        let source = SourceIdx(self.study.sources.len());
        let Worded { mut read, selected_in } = words;
        read.source.description = element.description().to_owned();
        let waiting = selected_in.all("PlainTextSelection").map(|selection| Waiting {
            element: selection,
            // A position that is no number lies outside of every text.
            start: selection.number("startPosition").unwrap_or(u64::MAX),
            end: selection.number("endPosition").unwrap_or(u64::MAX),
            words: selection.get("name"),
        });
        let waiting = waiting.collect();
        let mut whole = vec![element];
        if !std::ptr::eq(element, selected_in) {
            whole.push(selected_in);
        }
        for holder in &whole {
            self.by_guid.extend(holder.get("guid").map(|guid| (Guid::read(guid), source)));
            self.about.extend(notes(holder).map(|note| (note, ForeignTarget::Source(source))));
        }
        self.values.push((source, self.people.values(element)));
        whole.retain(|holder| holder.all("Coding").next().is_some());
        let (by_words, by_time) = (Vec::new(), Vec::new());
        self.selected.push(Selected { source, raw: read.raw, waiting, by_words, by_time, whole });
        self.study.sources.push(read.source);
        source
    }

    fn pdf(&mut self, element: &'t Element, name: &str) -> Result<(), ImportError> {
        let worded = element.child("Representation").unwrap_or(element);
        let mut source = self.words_or_none(worded, element, name)?;
        if source.is_none() && !std::ptr::eq(worded, element) {
            source = self.words_or_none(element, element, name)?;
        }
        let Some(source) = source else {
            let why = "its document is not in the project, or holds no text";
            self.lose_selections(element, name, why);
            self.lose_source(element, name, why);
            return Ok(());
        };
        let pages = self.keep_pdf(element, name, source);
        for area in element.all("PDFSelection") {
            let words = area.child("Representation").and_then(|r| r.child("PlainTextContent"));
            let told = words.map(|words| words.text.trim()).filter(|words| !words.is_empty());
            let words =
                told.map(Cow::Borrowed).or_else(|| Some(Cow::Owned(words_in(area, pages.as_ref()?)?)));
            match (words, self.selected.last_mut()) {
                (Some(words), Some(selected)) => selected.by_words.push((area, words)),
                _ => {
                    let of = format!("page {} of {name}", area.get("page").unwrap_or("?"));
                    let why = "it is an area of a page in which no words were found";
                    lose_codings(area, &of, why, self.codes, self.study);
                }
            }
        }
        Ok(())
    }

    /// Keeps the PDF of a source, where it is in the project; where its words stand on its pages.
    fn keep_pdf(&mut self, element: &Element, name: &str, source: SourceIdx) -> Option<PdfPages> {
        let path = element.get("path")?;
        let Some(pdf) = self.container.spare_file(path) else {
            let why =
                "it is not in the project, or too large to be kept beside its words; the words travelled";
            self.study.lose("PDF as it came", name, why);
            return None;
        };
        let file = last_step(path);
        let has_areas = element.all("PDFSelection").next().is_some();
        let pages = has_areas.then(|| PdfPages::read(file, &pdf, self.limits)).flatten();
        if let Some(source) = self.study.sources.get_mut(source.0) {
            media::keep_pdf(source, file, pdf, self.limits);
        }
        pages
    }

    fn words_or_none(
        &mut self,
        worded: &'t Element,
        element: &'t Element,
        name: &str,
    ) -> Result<Option<SourceIdx>, ImportError> {
        let words = media::words(worded, name, self.container, self.limits)?;
        Ok(words.ok().map(|words| self.add(words, element)))
    }

    fn recording(&mut self, element: &'t Element, name: &str) -> Result<(), ImportError> {
        let transcripts: Vec<&Element> = element.all("Transcript").collect();
        let mut any = false;
        for transcript in &transcripts {
            let called = match (transcript.get("name"), transcripts.len()) {
                (Some(own), 2..) => format!("{name}: {own}"),
                _ => name.to_owned(),
            };
            let Ok(mut words) = media::words(transcript, &called, self.container, self.limits)? else {
                continue;
            };
            let text_end = words.read.source.document.text.len();
            let map = PositionMap::new(&words.read.raw, Positions::STANDARD);
            let points = sync_points(transcript);
            let timed: Vec<(u32, u64)> =
                points.iter().filter_map(|(_, at, ms)| Some((map.code_point((*at)?)?, (*ms)?))).collect();
            time_turns(&mut words.read, &timed);
            self.add(words, element);
            let position = |guid: Option<&str>| {
                let guid = Guid::read(guid?);
                points.iter().find(|(point, ..)| Guid::read(point) == guid).and_then(|(_, at, _)| *at)
            };
            let selections: Vec<Waiting<'t>> = transcript
                .all("TranscriptSelection")
                .map(|selection| Waiting {
                    element: selection,
                    start: position(selection.get("fromSyncPoint")).unwrap_or(u64::MAX),
                    end: position(selection.get("toSyncPoint")).unwrap_or(u64::MAX),
                    words: selection.get("name"),
                })
                .collect();
            if let Some(selected) = self.selected.last_mut() {
                selected.waiting.extend(selections);
                // What is marked in the recording is marked in its first transcript.
                if !std::mem::replace(&mut any, true) {
                    let ends = timed.clone();
                    selected.by_time.extend(element.children.iter().filter(|c| is_of_time(c)).map(
                        |marked| {
                            let (begin, end) = (marked.number("begin"), marked.number("end"));
                            (marked, begin.zip(end).and_then(|(b, e)| media::spoken(&ends, b, e, text_end)))
                        },
                    ));
                }
            }
        }
        if !any {
            self.lose_selections(element, name, "it is of a recording without a transcript in the project");
            self.lose_source(element, name, "it is a recording without a transcript in the project");
        } else if element.get("path").is_some() {
            let why = "its transcript travelled; put the recording beside it on the Sources screen, once its participant has agreed to be recorded";
            self.study.lose("recording", name, why);
        }
        Ok(())
    }

    fn lose_selections(&mut self, element: &Element, name: &str, why: &'static str) {
        const OF_MEDIA: [&str; 4] = ["PictureSelection", "PDFSelection", "AudioSelection", "VideoSelection"];
        for selection in element.children.iter().filter(|child| OF_MEDIA.contains(&&*child.name)) {
            let of = match (selection.get("begin"), selection.get("end")) {
                (Some(begin), Some(end)) => format!("{name}, {begin} to {end} ms"),
                _ => name.to_owned(),
            };
            lose_codings(selection, &of, why, self.codes, self.study);
        }
    }

    fn lose_source(&mut self, element: &Element, name: &str, why: &'static str) {
        if &*element.name != "TextSource" {
            lose_codings(element, name, why, self.codes, self.study);
        }
        self.study.lose("source", name, why);
    }
}
