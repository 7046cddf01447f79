//! Who made a highlight, and when: Taguette keeps it only in its list of commands.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use themeloom_study::Timestamp;

use crate::error::ImportError;
use crate::foreign::sqlite::Database;
use crate::foreign::when::when;

/// The one user of a computer of one's own, and the one as whom all are written when a project is
/// exported: the name tells nothing.
const NOBODY: &str = "admin";

/// Who did something, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Made {
    /// Who: an index into [`Makers::logins`].
    pub(super) by: usize,
    /// When.
    pub(super) at: Option<Timestamp>,
}

/// Who made which highlight.
#[derive(Debug, Default)]
pub(super) struct Makers {
    /// The names of the users.
    pub(super) logins: Vec<String>,
    highlights: BTreeMap<i64, Made>,
    tags: BTreeMap<(i64, i64), Made>,
}

/// What a command says, in the words of this version or of an earlier one.
#[derive(Debug, Deserialize)]
struct Payload {
    r#type: String,
    #[serde(alias = "id")]
    highlight_id: Option<i64>,
    #[serde(default)]
    tags: Vec<i64>,
    #[serde(alias = "src")]
    src_tag_id: Option<i64>,
    #[serde(alias = "dest")]
    dest_tag_id: Option<i64>,
}

impl Makers {
    /// Reads the commands of a database.
    pub(super) fn read(database: &Database) -> Result<Self, ImportError> {
        let mut rows = database.rows("commands", &["id", "date", "user_login", "payload"])?;
        rows.sort_by_key(|row| row.integer(0));
        let mut this = Self::default();
        let mut by_login = BTreeMap::new();
        // From the last to the first: what a highlight is now decides what is asked of its past.
        let mut still_there: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        let mut merged_into: BTreeMap<i64, i64> = BTreeMap::new();
        for mut row in rows.into_iter().rev() {
            let Ok(payload) = serde_json::from_str::<Payload>(&row.text(3)) else { continue };
            let now = |tag: &i64| merged_into.get(tag).copied().unwrap_or(*tag);
            match (payload.r#type.as_str(), payload.highlight_id) {
                ("highlight_add", Some(highlight)) => {
                    let login = row.text(2);
                    let by = *by_login.entry(login).or_insert_with_key(|login| {
                        this.logins.push(login.clone());
                        this.logins.len() - 1
                    });
                    let made = Made { by, at: when(&row.text(1)) };
                    let tags: BTreeSet<i64> = payload.tags.iter().map(now).collect();
                    let kept = still_there.entry(highlight).or_insert_with(|| tags.clone());
                    kept.retain(|tag| tags.contains(tag));
                    this.tags.extend(kept.iter().map(|tag| ((highlight, *tag), made)));
                    this.highlights.insert(highlight, made);
                }
                ("tag_merge", _) => {
                    if let (Some(from), Some(into)) = (payload.src_tag_id, payload.dest_tag_id) {
                        let into = now(&into);
                        merged_into.insert(from, into);
                    }
                }
                _ => {}
            }
        }
        Ok(this)
    }

    /// Whether the names of the users tell who they are.
    pub(super) fn tell_who(&self) -> bool {
        self.logins.iter().any(|login| login != NOBODY)
    }

    /// Whether the highlights were all made by the user that everybody is.
    pub(super) fn are_nobody(&self) -> bool {
        !self.logins.is_empty() && !self.tell_who()
    }

    /// Who put a tag on a highlight; who made the highlight where that is not told, or no tag is asked for.
    pub(super) fn of(&self, highlight: i64, tag: Option<i64>) -> Option<Made> {
        let by_tag = tag.and_then(|tag| self.tags.get(&(highlight, tag)));
        by_tag.or_else(|| self.highlights.get(&highlight)).copied()
    }
}
