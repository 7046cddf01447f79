//! What a query found.

use std::collections::BTreeSet;

use themeloom_app::study::{Passage, Study, Texts};
use themeloom_app::{Hit as Found, OpenStudy, Result};

use super::codings::codes_on;
use super::places::place;
use crate::types::search::{Hit, Search};

/// Searches, and shows the first `limit` passages with up to `width` code points on each side.
///
/// # Errors
/// When the query is wrong: the message says where.
pub fn search(open: &OpenStudy, query: &str, width: u32, limit: usize) -> Result<Search> {
    let (study, texts) = (open.study(), open.texts());
    let found = open.search(query, width)?;
    let sources: BTreeSet<_> = found.iter().map(|hit| hit.source).collect();
    let people: BTreeSet<_> = found.iter().filter_map(|hit| hit.participant).collect();
    Ok(Search {
        total: found.len(),
        sources: sources.len(),
        people: people.len(),
        hits: found.iter().take(limit).filter_map(|found| hit(study, texts, found)).collect(),
    })
}

fn hit(study: &Study, texts: &Texts, found: &Found) -> Option<Hit> {
    let version = study.sources().get(found.source)?.history.latest();
    let passage = Passage { source: found.source, span: found.span, version };
    let case = found
        .participant
        .and_then(|participant| study.cases().iter().find(|case| case.participants.contains(&participant)));
    Some(Hit {
        place: place(study, texts, &passage)?,
        before: found.line.left.clone(),
        matched: found.line.keyword.clone(),
        after: found.line.right.clone(),
        case: case.map(|case| case.id.to_string()),
        codes: codes_on(study, found.source, found.span).iter().map(ToString::to_string).collect(),
    })
}
