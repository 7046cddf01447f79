//! What people wrote beside the cells of a workbook, which the workbook library does not read.

use std::collections::BTreeMap;

use crate::archive::Archive;
use crate::error::ImportError;
use crate::limits::Limits;
use crate::xml::{Item, Place, attribute, walk};

/// A comment on a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellComment {
    /// The row as a spreadsheet numbers it.
    pub(crate) row: usize,
    /// The column, from 0.
    pub(crate) column: usize,
    /// Who wrote it; empty where the file does not say.
    pub(crate) author: String,
    /// What it says.
    pub(crate) text: String,
}

impl CellComment {
    /// What it says, with its author.
    pub(crate) fn told(&self) -> String {
        if self.author.is_empty() { self.text.clone() } else { format!("{}: {}", self.author, self.text) }
    }
}

/// Comments of a workbook; more are not looked at.
const MOST_COMMENTS: usize = 100_000;
/// How the type of a relation ends that leads from a sheet to its comments.
const COMMENTS: &str = "/comments";
/// What stands before the words of a comment that was written as a conversation, in its copy for older programs.
const CONVERSATION: &str = "[Threaded comment]";
const ITS_WORDS: &str = "\nComment:\n";

/// The comments of all sheets, by the sheets' names; of a part that is broken, those before the break.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Result<BTreeMap<String, Vec<CellComment>>, ImportError> {
    let mut archive = Archive::open(file, bytes, limits)?;
    let mut by_sheet = BTreeMap::new();
    if !archive.names().iter().any(|name| name.to_lowercase().contains("comments")) {
        return Ok(by_sheet);
    }
    let mut parts = Parts { file, limits, archive: &mut archive };
    let workbook = parts.relations("xl/workbook.xml")?;
    let mut left = MOST_COMMENTS;
    for (name, relation) in parts.sheets()? {
        let Some((_, sheet)) = workbook.get(&relation) else { continue };
        let of_sheet = parts.relations(sheet)?;
        for (_, part) in of_sheet.into_values().filter(|(kind, _)| kind.ends_with(COMMENTS)) {
            let comments = parts.comments(&part, left)?;
            left = left.saturating_sub(comments.len());
            by_sheet.entry(name.clone()).or_insert_with(Vec::new).extend(comments);
        }
    }
    Ok(by_sheet)
}

struct Parts<'p, 'b> {
    file: &'p str,
    limits: &'p Limits,
    archive: &'p mut Archive<'b>,
}

impl Parts<'_, '_> {
    /// Goes over a part; one that is not there or is no text has nothing in it.
    fn walk(&mut self, part: &str, each: impl FnMut(Item<'_>)) -> Result<(), ImportError> {
        let Some(xml) = self.archive.read(part)?.and_then(|bytes| String::from_utf8(bytes).ok()) else {
            return Ok(());
        };
        let place = Place { file: self.file, part, nesting_limit: self.limits.nesting_depth };
        walk(&place, &xml, each).map(drop)
    }

    /// The sheets' names with their relations.
    fn sheets(&mut self) -> Result<Vec<(String, String)>, ImportError> {
        let mut sheets = Vec::new();
        self.walk("xl/workbook.xml", |item| {
            if let Item::Start(start) = item
                && start.local_name().into_inner() == "sheet"
            {
                sheets.extend(attribute(start, "name").zip(attribute(start, "id")));
            }
        })?;
        Ok(sheets)
    }

    /// What a part is related to: the kind and the name of each part, by the relation's own name.
    fn relations(&mut self, of: &str) -> Result<BTreeMap<String, (String, String)>, ImportError> {
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
        let mut related = BTreeMap::new();
        self.walk(&format!("{folder}/_rels/{name}.rels"), |item| {
            if let Item::Start(start) = item
                && let Some(id) = attribute(start, "Id")
                && let Some(target) = attribute(start, "Target")
            {
                let kind = attribute(start, "Type").unwrap_or_default();
                related.insert(id, (kind, place_of(folder, &target)));
            }
        })?;
        Ok(related)
    }

    fn comments(&mut self, part: &str, most: usize) -> Result<Vec<CellComment>, ImportError> {
        let mut reading = Reading { most, ..Reading::default() };
        self.walk(part, |item| reading.take(&item))?;
        Ok(reading.comments)
    }
}

/// The name of a part that another in a folder points at.
fn place_of(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// A part with comments, as it is read.
#[derive(Default)]
struct Reading {
    most: usize,
    authors: Vec<String>,
    comments: Vec<CellComment>,
    /// The comment that is open.
    open: Option<CellComment>,
    is_author: bool,
    is_words: bool,
    /// How to pronounce the words, which is no part of them.
    is_reading: bool,
}

impl Reading {
    fn take(&mut self, item: &Item<'_>) {
        match item {
            Item::Start(start) => match start.local_name().into_inner() {
                "author" => {
                    self.is_author = true;
                    self.authors.push(String::new());
                }
                "comment" => {
                    let at = attribute(start, "ref").and_then(|at| cell_at(&at));
                    let author = attribute(start, "authorId").and_then(|id| id.parse::<usize>().ok());
                    let author = author.and_then(|id| self.authors.get(id)).cloned().unwrap_or_default();
                    self.open =
                        at.map(|(row, column)| CellComment { row, column, author, text: String::new() });
                }
                "rPh" => self.is_reading = true,
                "t" => self.is_words = true,
                _ => {}
            },
            Item::End("author") => self.is_author = false,
            Item::End("rPh") => self.is_reading = false,
            Item::End("t") => self.is_words = false,
            Item::End("comment") => {
                let room = self.comments.len() < self.most;
                self.comments.extend(self.open.take().map(tidied).filter(|c| room && !c.text.is_empty()));
            }
            Item::Text(text) if self.is_author => {
                self.authors.last_mut().into_iter().for_each(|author| author.push_str(text));
            }
            Item::Text(text) if self.is_words && !self.is_reading => {
                self.open.iter_mut().for_each(|comment| comment.text.push_str(text));
            }
            Item::End(_) | Item::Text(_) => {}
        }
    }
}

/// A comment without what programs put before its words: the author once more, or that it is a conversation.
fn tidied(mut comment: CellComment) -> CellComment {
    let text = comment.text.replace("\r\n", "\n").replace('\r', "\n");
    let mut words = text.as_str();
    if words.starts_with(CONVERSATION) {
        words = words.split_once(ITS_WORDS).map_or(words, |(_, words)| words);
        // A conversation's author is a number of the program's own.
        comment.author.clear();
    }
    let author = comment.author.trim().to_owned();
    if let Some(rest) = words.strip_prefix(author.as_str()).and_then(|rest| rest.strip_prefix(':')) {
        words = rest;
    }
    comment.text = words.trim().to_owned();
    comment.author = author;
    comment
}

/// The row, from 1, and the column, from 0, of a cell such as `C3`.
fn cell_at(name: &str) -> Option<(usize, usize)> {
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at_checked(digits)?;
    if letters.is_empty() || letters.len() > 3 || digits.len() > 7 {
        return None;
    }
    let column = letters.bytes().try_fold(0_usize, |sum, letter| {
        letter.is_ascii_uppercase().then(|| sum * 26 + usize::from(letter - b'A') + 1)
    })?;
    Some((digits.parse().ok().filter(|row| *row > 0)?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_found_by_its_name() {
        assert_eq!(cell_at("A1"), Some((1, 0)));
        assert_eq!(cell_at("AB12"), Some((12, 27)));
        assert_eq!([cell_at("A0"), cell_at("12"), cell_at("a1"), cell_at("A1:B2")], [None; 4]);
    }

    #[test]
    fn a_part_is_found_from_the_folder_of_another() {
        assert_eq!(place_of("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(place_of("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(place_of("xl", "/xl/comments1.xml"), "xl/comments1.xml");
    }

    #[test]
    fn a_conversation_is_read_without_what_is_put_before_it() {
        let text = "[Threaded comment]\n\nYour version allows you to read this.\n\nComment:\n    Check this.";
        let comment = CellComment { row: 1, column: 0, author: "tc={1}".into(), text: text.into() };
        assert_eq!(tidied(comment).told(), "Check this.");
        let comment =
            CellComment { row: 1, column: 0, author: "Ada".into(), text: "Ada:\nCheck this.".into() };
        assert_eq!(tidied(comment).told(), "Ada: Check this.");
    }
}
