//! A codebook that is a document of Word: a table, as NVivo exports it, or a heading for each code.

use crate::archive::Archive;
use crate::codebook_csv::CodebookRow;
use crate::codebook_headings::{calls_itself_codebook, codebook_of_headings};
use crate::codebook_sheet::codebook_of;
use crate::docx;
use crate::error::ImportError;
use crate::limits::Limits;
use crate::records::Record;
use crate::sheet::{Sheet, Sheets};
use crate::table::Rows;
use crate::xml::{Item, Place, attribute, walk};

/// The part of a document that holds its words.
const BODY: &str = "word/document.xml";

/// Of the characters of a codebook at least so many in a hundred stand in its table.
const MOSTLY: usize = 80;

/// How a document is known to be a codebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// Somebody says so.
    ByWord,
    /// It must tell by itself.
    ByItself,
}

/// Reads the codebook of a document that is little else than one table, with columns of names and of what they
/// mean or stand under; or that has a heading for each code and calls itself a codebook, if nobody else does.
/// `None` for every other document.
///
/// # Errors
/// When the document passes a limit, or its words hide something.
pub(crate) fn read_codebook_docx(
    file: &str,
    bytes: &[u8],
    known: Known,
    limits: &Limits,
) -> Result<Option<Rows<CodebookRow>>, ImportError> {
    let mut archive = Archive::open(file, bytes, limits)?;
    let Some(body) = archive.read(BODY)?.and_then(|body| String::from_utf8(body).ok()) else {
        return Ok(None);
    };
    let place = Place { file, part: BODY, nesting_limit: limits.nesting_depth };
    let mut tables = Tables::default();
    walk(&place, &body, |item| tables.take(&item))?;
    let Tables { all, within, characters, first, .. } = tables;
    let in_table = (within * 100 >= characters * MOSTLY)
        .then(|| codebook_of(file, &Sheets { sheets: all, problems: Vec::new() }))
        .flatten();
    if in_table.is_some()
        || (known == Known::ByItself && !calls_itself_codebook(first.iter().map(String::as_str)))
    {
        return Ok(in_table);
    }
    Ok(codebook_of_headings(&docx::read(file, bytes, limits)?))
}

/// How far in a blank stands, in twentieths of a point, and the most blanks that are kept.
const A_BLANK: usize = 50;
const MOST_BLANKS: usize = 200;

/// How many of the first lines are kept, blank ones with them.
const FIRST: usize = 20;

/// The tables of a document, as they are read, and its first lines.
#[derive(Default)]
struct Tables {
    all: Vec<Sheet>,
    /// How many tables lie in one another here; what lies in a cell's own table is part of the cell.
    depth: usize,
    cells: Vec<String>,
    is_words: bool,
    within: usize,
    characters: usize,
    /// The first lines outside of tables.
    first: Vec<String>,
}

impl Tables {
    fn take(&mut self, item: &Item<'_>) {
        match item {
            Item::Start(start) if self.depth == 1 && start.local_name().into_inner() == "ind" => {
                let left = ["left", "start"].iter().find_map(|side| attribute(start, side)?.parse().ok());
                self.indent(left.unwrap_or_default());
            }
            Item::Start(start) => self.start(start.local_name().into_inner()),
            Item::End(name) => self.end(name),
            Item::Text(text) if self.is_words => {
                self.characters += text.len();
                if self.depth == 0 && self.first.len() < FIRST {
                    self.first.last_mut().into_iter().for_each(|line| line.push_str(text));
                }
                if self.depth > 0 {
                    self.within += text.len();
                    self.cells.last_mut().into_iter().for_each(|cell| cell.push_str(text));
                }
            }
            Item::Text(_) => {}
        }
    }

    /// The first cell of a row stands as far in as its first words do: by as many blanks.
    fn indent(&mut self, twentieths_of_a_point: usize) {
        if let [first] = self.cells.as_mut_slice()
            && first.is_empty()
        {
            first.push_str(&" ".repeat((twentieths_of_a_point / A_BLANK).min(MOST_BLANKS)));
        }
    }

    fn start(&mut self, name: &str) {
        match (name, self.depth) {
            ("tbl", 0) => {
                self.depth = 1;
                self.all.push(Sheet::default());
            }
            ("tbl", _) => self.depth += 1,
            ("tc", 1) => self.cells.push(String::new()),
            ("t", _) => self.is_words = true,
            ("p", 0) if self.first.len() < FIRST => self.first.push(String::new()),
            ("tab" | "br", 1..) => self.cells.last_mut().into_iter().for_each(|cell| cell.push(' ')),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match (name, self.depth) {
            ("tbl", 1..) => self.depth -= 1,
            ("tr", 1) => {
                let fields: Vec<String> = std::mem::take(&mut self.cells);
                if let Some(sheet) =
                    self.all.last_mut().filter(|_| fields.iter().any(|f| !f.trim().is_empty()))
                {
                    sheet.rows.push(Record { row: sheet.rows.len() + 1, fields });
                }
            }
            ("p", 1..) => self.cells.last_mut().into_iter().for_each(|cell| cell.push('\n')),
            ("t", _) => self.is_words = false,
            _ => {}
        }
    }
}
