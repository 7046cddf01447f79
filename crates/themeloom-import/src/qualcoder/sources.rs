//! The texts, and what else QualCoder lists among the files.

use std::collections::BTreeMap;

use super::placing::Placer;
use crate::error::ImportError;
use crate::foreign::source::read_words;
use crate::foreign::sqlite::Database;
use crate::foreign::when::when;
use crate::foreign::{ForeignMemo, ForeignStudy, ForeignTarget, SourceIdx};

const PICTURE: &str = "a picture holds no words";
const RECORDING: &str = "a recording is kept beside its transcript here: add it to that afterwards";
const NO_WORDS: &str = "only words can be read, and it holds none";

/// The sources of a project by their numbers.
#[derive(Default)]
pub(super) struct Sources {
    texts: BTreeMap<i64, (SourceIdx, Placer)>,
    names: BTreeMap<i64, String>,
}

impl Sources {
    /// Reads the texts into a study.
    pub(super) fn read(database: &Database, study: &mut ForeignStudy) -> Result<Self, ImportError> {
        let mut this = Self::default();
        for mut row in database.rows("source", &["id", "name", "fulltext", "mediapath", "memo", "date"])? {
            let (id, name, words, path) = (row.integer(0), row.text(1), row.text(2), row.text(3));
            let (memo, date) = (row.text(4), row.text(5));
            let file = path.rsplit(['/', '\\', ':']).next().unwrap_or_default();
            let file = if file.is_empty() { name.as_str() } else { file };
            match read_words(&name, file, words.as_bytes()) {
                Some(read) => {
                    let source = SourceIdx(study.sources.len());
                    let placer = Placer::new(read.raw, read.source.document.text.clone());
                    let mut found = read.source;
                    found.description = memo;
                    study.sources.push(found);
                    if let Some(id) = id {
                        this.texts.entry(id).or_insert((source, placer));
                    }
                }
                None => {
                    let (kind, why) = kind(&path);
                    study.lose(kind, name.clone(), why);
                    if !memo.trim().is_empty() {
                        let text = format!("{name}\n{memo}");
                        let (about, at) = (ForeignTarget::Study, when(&date));
                        study.memos.push(ForeignMemo { about, text, author: None, at });
                    }
                }
            }
            if let Some(id) = id {
                this.names.entry(id).or_insert(name);
            }
        }
        Ok(this)
    }

    /// The text of a number.
    pub(super) fn text(&self, number: Option<i64>) -> Option<(SourceIdx, &Placer)> {
        self.texts.get(&number?).map(|(source, placer)| (*source, placer))
    }

    /// All texts with their numbers.
    pub(super) fn texts(&self) -> impl Iterator<Item = (i64, SourceIdx, &Placer)> {
        self.texts.iter().map(|(number, (source, placer))| (*number, *source, placer))
    }

    /// What a source is called, with or without words.
    pub(super) fn name(&self, number: Option<i64>) -> &str {
        number
            .and_then(|number| self.names.get(&number))
            .map_or("a file that is not in the project", String::as_str)
    }
}

/// What a source without words is, by where its file is kept.
fn kind(path: &str) -> (&'static str, &'static str) {
    let is_at = |folder: &str| {
        path.strip_prefix('/')
            .unwrap_or(path)
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with(['/', ':']))
    };
    if is_at("images") {
        ("picture", PICTURE)
    } else if is_at("audio") || is_at("video") {
        ("recording", RECORDING)
    } else {
        ("file", NO_WORDS)
    }
}
