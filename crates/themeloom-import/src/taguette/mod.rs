//! Projects of Taguette, from a project's export or from a server's whole database.
//!
//! A tag is a code by its full name: Taguette shows a flat list, and a full stop in a name may part a
//! code from the one above it or belong to "Dr. Smith", so that a tree would be a guess; the list
//! loses nothing, and codes can be put under one another afterwards. A highlight with several tags is
//! as many codings. A highlight without a tag, which Taguette's own exports leave out, is a memo on
//! its words, and counts as one among what was found and placed.
//!
//! Start reading at [`read_taguette`]; `words.rs` says what Taguette counts.

mod commands;
mod highlights;
mod tree;
mod words;

use std::collections::BTreeMap;

use themeloom_study::code::Colour;

use crate::document::DocumentKind;
use crate::error::{Expected, ImportError};
use crate::foreign::sqlite::Database;
use crate::foreign::{CodeIdx, ForeignCode, ForeignSource, ForeignStudy, SourceIdx};
use crate::limits::Limits;
use crate::{styles, transcript};
use commands::Makers;
use highlights::{Highlight, Placing};
use words::Words;

/// The number by which Taguette marks its files: "Tgtt".
pub(crate) const APPLICATION_ID: u32 = 0x5467_7474;
/// The tables without which a database is none of Taguette's.
pub(crate) const TABLES: [&str; 5] = ["projects", "documents", "tags", "highlights", "highlight_tags"];

const ONLY_WORDS: &str = "only its words can be read, and it holds none";
const MEMBERS: &str = "only people who made highlights are taken over; accounts stay on the server";
const NOBODY: &str = "Taguette writes everybody as this one user when it exports a project: to keep who made which highlight, import the server's own database";
const DIRECTION: &str = "the direction of the text is told by its letters here";
const TREE: &str =
    "the program that wrote this puts tags under one another: here they come as a list, by their full names";
const SECOND_FILE: &str = "the newest of them may lie in a second file beside this one (its name ends in -wal): close the program that made it, and import again";

/// Reads all projects of a Taguette database.
///
/// ```
/// use themeloom_import::{Limits, read_taguette};
///
/// assert!(read_taguette("ward.sqlite3", b"no database", &Limits::default()).is_err());
/// ```
///
/// # Errors
/// For what is no database of Taguette, is damaged, or asks for more than the limits allow.
pub fn read_taguette(file: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<ForeignStudy>, ImportError> {
    let database = Database::open(file, bytes, limits)?;
    if !database.has_tables(&TABLES) {
        return Err(ImportError::WrongKind {
            file: file.to_owned(),
            found: "a database of another program than Taguette",
            expected: Expected(None),
            remedy: "choose a project that was exported from Taguette (.sqlite3)",
        });
    }
    let mut tables = Tables::read(&database)?;
    let program = program(&database)?;
    let makers = Makers::read(&database)?;
    let mut studies = Vec::new();
    for project in std::mem::take(&mut tables.projects) {
        let mut study = ForeignStudy {
            program: program.clone(),
            name: project.name,
            description: project.description,
            ..ForeignStudy::default()
        };
        tables.read_project(project.id, &makers, &mut study, file, limits)?;
        if database.has_second_file {
            study.lose("change", "", SECOND_FILE);
        }
        studies.push(study);
    }
    let Some(first) = studies.first_mut() else {
        return Err(ImportError::Damaged {
            file: file.to_owned(),
            place: "table `projects`".to_owned(),
            expected: "a project",
        });
    };
    tables.lose_the_rest(first);
    Ok(studies)
}

/// What the program is called, with the version of its tables.
fn program(database: &Database) -> Result<String, ImportError> {
    let version = database.rows("alembic_version", &["version_num"])?.first_mut().map(|row| row.text(0));
    Ok(match version.filter(|version| !version.is_empty()) {
        Some(version) => format!("Taguette (tables {version})"),
        None => "Taguette".to_owned(),
    })
}

struct Project {
    id: Option<i64>,
    name: String,
    description: String,
}

struct Document {
    id: i64,
    name: String,
    description: String,
    filename: String,
    direction: String,
    contents: String,
}

struct Tag {
    id: i64,
    has_parent: bool,
    code: ForeignCode,
}

/// What a database holds, by what it belongs to.
struct Tables {
    projects: Vec<Project>,
    documents: BTreeMap<Option<i64>, Vec<Document>>,
    tags: BTreeMap<Option<i64>, Vec<Tag>>,
    members: BTreeMap<Option<i64>, Vec<String>>,
    highlights: BTreeMap<Option<i64>, Vec<Highlight>>,
}

impl Tables {
    fn read(database: &Database) -> Result<Self, ImportError> {
        let projects = database
            .rows("projects", &["id", "name", "description"])?
            .into_iter()
            .map(|mut row| Project { id: row.integer(0), name: row.text(1), description: row.text(2) });
        let mut this = Self {
            projects: projects.collect(),
            documents: BTreeMap::new(),
            tags: BTreeMap::new(),
            members: BTreeMap::new(),
            highlights: Highlight::read(database)?,
        };
        let columns = ["project_id", "id", "name", "description", "filename", "text_direction", "contents"];
        for mut row in database.rows("documents", &columns)? {
            this.documents.entry(row.integer(0)).or_default().push(Document {
                id: row.integer(1).unwrap_or_default(),
                name: row.text(2),
                description: row.text(3),
                filename: row.text(4),
                direction: row.text(5),
                contents: row.text(6),
            });
        }
        for mut row in
            database.rows("tags", &["project_id", "id", "path", "description", "color", "parent_id"])?
        {
            let id = row.integer(1).unwrap_or_default();
            let name = row.text(2);
            let name = if name.trim().is_empty() { format!("Tag {id}") } else { name };
            let (definition, colour) = (row.text(3), row.text(4).parse::<Colour>().ok());
            let code = ForeignCode { name, definition, colour, ..ForeignCode::default() };
            let has_parent = row.integer(5).is_some();
            this.tags.entry(row.integer(0)).or_default().push(Tag { id, has_parent, code });
        }
        for mut row in database.rows("project_members", &["project_id", "user_login"])? {
            this.members.entry(row.integer(0)).or_default().push(row.text(1));
        }
        Ok(this)
    }

    /// Reads one project into a study, and takes away what was read.
    fn read_project(
        &mut self,
        project: Option<i64>,
        makers: &Makers,
        study: &mut ForeignStudy,
        file: &str,
        limits: &Limits,
    ) -> Result<(), ImportError> {
        let mut codes = BTreeMap::new();
        let tags = self.tags.remove(&project).unwrap_or_default();
        if tags.iter().any(|tag| tag.has_parent) {
            study.lose("order of the tags", "", TREE);
        }
        for tag in tags {
            codes.entry(tag.id).or_insert(CodeIdx(study.codes.len()));
            study.codes.push(tag.code);
        }
        let mut placing = Placing::new(file, limits, makers, &codes);
        for document in self.documents.remove(&project).unwrap_or_default() {
            let highlights = self.highlights.remove(&Some(document.id)).unwrap_or_default();
            let part = format!("document {}", document.id);
            let words = Words::read(&tree::build(file, &part, &document.contents, limits)?);
            let name = document.name.clone();
            let source = add_source(study, document, &words);
            placing.place(study, &name, source.map(|source| (source, &words)), highlights)?;
        }
        if makers.are_nobody() && !study.codings.is_empty() {
            study.lose("name of a coder", makers.logins.concat(), NOBODY);
        }
        for member in self.members.remove(&project).unwrap_or_default() {
            if makers.tell_who() && !placing.coders.has(&member) {
                study.lose("member", member, MEMBERS);
            }
        }
        Ok(())
    }

    /// What belongs to nothing is said once.
    fn lose_the_rest(&mut self, study: &mut ForeignStudy) {
        const NOWHERE: &str = "the project that it belongs to is not in the file";
        for tag in std::mem::take(&mut self.tags).into_values().flatten() {
            study.lose("tag", tag.code.name, NOWHERE);
        }
        for document in std::mem::take(&mut self.documents).into_values().flatten() {
            study.lose("document", document.name, NOWHERE);
        }
        for highlight in std::mem::take(&mut self.highlights).into_values().flatten() {
            let n = highlight.tags.len().max(1);
            study.anchoring.found += n;
            study.anchoring.lost += n;
            let name = highlight.id.to_string();
            study.lose("highlight", name, "the document that it belongs to is not in the file");
        }
    }
}

/// Adds a document to the sources, unless it holds no words.
fn add_source(study: &mut ForeignStudy, document: Document, words: &Words) -> Option<SourceIdx> {
    let Document { name, description, filename, direction, contents, .. } = document;
    if words.text.as_str().trim().is_empty() {
        study.lose("document", name, ONLY_WORDS);
        return None;
    }
    if direction == "RIGHT_TO_LEFT" {
        study.lose("direction of the text", name.clone(), DIRECTION);
    }
    let mut read = transcript::from_labels(DocumentKind::PlainText, words.text.clone(), words.notes.clone());
    read.styles.clone_from(&words.headings);
    styles::emphasise(&mut read, &words.marks);
    study.sources.push(ForeignSource {
        name,
        description,
        file: filename,
        document: read,
        original: contents.into_bytes(),
        recording: None,
    });
    Some(SourceIdx(study.sources.len() - 1))
}
