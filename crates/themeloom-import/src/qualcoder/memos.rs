//! Annotations and journals.

use super::placing::BY_HAND;
use super::sources::Sources;
use crate::error::ImportError;
use crate::foreign::coders::Coders;
use crate::foreign::sqlite::Database;
use crate::foreign::when::when;
use crate::foreign::{ForeignMemo, ForeignStudy, ForeignTarget};

const NO_PLACE: &str = "its position lies outside of the text: it was kept with the text as a whole";
const NO_TEXT: &str = "the text that it is in is not in the project: it was kept with the study as a whole";

/// Reads annotations and journals into a study. An annotation repeats no words, so that its place is
/// the one that it states, counted as most codings are.
pub(super) fn read(
    database: &Database,
    sources: &Sources,
    coders: &mut Coders,
    study: &mut ForeignStudy,
) -> Result<(), ImportError> {
    let usual = study.counted.as_ref().map_or(BY_HAND, |counted| counted.positions);
    for mut row in database.rows("annotation", &["fid", "pos0", "pos1", "memo", "owner", "date", "anid"])? {
        let text = row.text(3);
        if text.trim().is_empty() {
            continue;
        }
        let (start, end) = (row.integer(1).unwrap_or(-1), row.integer(2).unwrap_or(-1));
        let name = format!("{} in {}", row.text(6), sources.name(row.integer(0)));
        let about = match sources.text(row.integer(0)) {
            Some((source, placer)) => match placer.span(start, end, usual) {
                Some(span) => ForeignTarget::Passage(source, span),
                None => {
                    study.lose("place of annotation", name, NO_PLACE);
                    ForeignTarget::Source(source)
                }
            },
            None => {
                study.lose("place of annotation", name, NO_TEXT);
                ForeignTarget::Study
            }
        };
        let (author, at) = (coders.named(study, &row.text(4)), when(&row.text(5)));
        study.memos.push(ForeignMemo { about, text, author, at });
    }
    for mut row in database.rows("journal", &["name", "jentry", "date", "owner"])? {
        let (name, entry) = (row.text(0), row.text(1));
        let text = [name, entry].join("\n").trim().to_owned();
        if text.is_empty() {
            continue;
        }
        let (author, at) = (coders.named(study, &row.text(3)), when(&row.text(2)));
        study.memos.push(ForeignMemo { about: ForeignTarget::Study, text, author, at });
    }
    Ok(())
}
