//! What does not travel: codings of pictures and recordings, maps, queries, references. Analysts'
//! words on them are kept as memos on the study.

use std::collections::BTreeSet;

use super::codebook::Codebook;
use super::sources::Sources;
use crate::error::ImportError;
use crate::foreign::coders::Coders;
use crate::foreign::sqlite::Database;
use crate::foreign::when::when;
use crate::foreign::{ForeignMemo, ForeignStudy, ForeignTarget};

const PICTURE: &str = "only words can be coded here";
const RECORDING: &str = "only words can be coded here: code them in the transcript";
const MAP: &str = "there are no drawn maps here";
const QUERY: &str = "it asks for QualCoder's own tables";
const REFERENCE: &str = "import the references of the literature from the program that manages them";

/// Names what does not travel.
pub(super) fn read(
    database: &Database,
    codebook: &Codebook,
    sources: &Sources,
    coders: &mut Coders,
    study: &mut ForeignStudy,
) -> Result<(), ImportError> {
    let tables =
        [("code_image", "coding of a picture", PICTURE), ("code_av", "coding of a recording", RECORDING)];
    for (table, kind, why) in tables {
        for mut row in database.rows(table, &["id", "cid", "memo", "owner", "date", "pos0", "pos1"])? {
            let code = codebook.code(row.integer(1)).and_then(|code| study.codes.get(code.0));
            let code = code.map_or("a code that is not in the project", |code| &code.name);
            let mut name = format!("{code} in {}", sources.name(row.integer(0)));
            if let (Some(start), Some(end)) = (row.integer(5), row.integer(6)) {
                name = format!("{name}, {} to {}", clock(start), clock(end));
            }
            let memo = row.text(2);
            if !memo.trim().is_empty() {
                let (author, at) = (coders.named(study, &row.text(3)), when(&row.text(4)));
                let text = format!("{name}\n{memo}");
                study.memos.push(ForeignMemo { about: ForeignTarget::Study, text, author, at });
            }
            study.lose(kind, name, why);
        }
    }
    for mut row in database.rows("graph", &["name"])? {
        study.lose("map", row.text(0), MAP);
    }
    for mut row in database.rows("stored_sql", &["title"])? {
        study.lose("query", row.text(0), QUERY);
    }
    let references: BTreeSet<_> =
        database.rows("ris", &["risid"])?.iter().map(|row| row.integer(0)).collect();
    for reference in references {
        study.lose("reference", reference.map(|number| number.to_string()).unwrap_or_default(), REFERENCE);
    }
    Ok(())
}

/// Milliseconds as they are shown on a recording: `01:02:03`.
fn clock(milliseconds: i64) -> String {
    let seconds = milliseconds / 1000;
    format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_recording_is_told_as_on_a_clock() {
        assert_eq!(clock(3_723_456), "01:02:03");
    }
}
