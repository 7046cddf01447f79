//! The codings of words.

use std::collections::BTreeMap;

use super::codebook::Codebook;
use super::placing::{BY_HAND, quoted};
use super::sources::Sources;
use crate::error::ImportError;
use crate::foreign::coders::Coders;
use crate::foreign::place::{Claim, Claims, Placed, infer};
use crate::foreign::searches::Searches;
use crate::foreign::sqlite::Database;
use crate::foreign::when::when;
use crate::foreign::{CodingIdx, ForeignCoding, ForeignMemo, ForeignStudy, ForeignTarget};

const COLUMNS: [&str; 10] =
    ["fid", "ctid", "cid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important"];
const IMPORTANT: &str = "Marked as important in QualCoder.";
const NO_TEXT: &str = "the text that it is in is not in the project";
const NO_CODE: &str = "its code is not in the project";

/// A coding as the table has it.
struct Coding {
    number: String,
    code: Option<i64>,
    words: Option<String>,
    at: (i64, i64),
    owner: String,
    date: String,
    memo: String,
    is_important: bool,
}

/// Reads the codings into a study.
pub(super) fn read(
    database: &Database,
    codebook: &Codebook,
    sources: &Sources,
    coders: &mut Coders,
    study: &mut ForeignStudy,
) -> Result<(), ImportError> {
    let mut by_text: BTreeMap<Option<i64>, Vec<Coding>> = BTreeMap::new();
    for mut row in database.rows("code_text", &COLUMNS)? {
        let coding = Coding {
            number: row.text(1),
            code: row.integer(2),
            words: quoted(&row.text(3)),
            at: (row.integer(4).unwrap_or(-1), row.integer(5).unwrap_or(-1)),
            owner: row.text(6),
            date: row.text(7),
            memo: row.text(8),
            is_important: row.integer(9).is_some_and(|important| important != 0),
        };
        by_text.entry(row.integer(0)).or_default().push(coding);
    }
    let all: Vec<Claims<'_>> = sources
        .texts()
        .filter_map(|(number, _, placer)| {
            let claims = by_text.get(&Some(number))?.iter().filter_map(claim).collect();
            Some(Claims { raw: &placer.raw, text: &placer.text, claims })
        })
        .collect();
    let counted = infer(&all, Some(BY_HAND));
    drop(all);
    let usual = counted.positions;
    if counted.of > 0 {
        study.counted = Some(counted);
    }
    let mut searches = Searches::default();
    for (text, codings) in by_text {
        let place = sources.text(text);
        for coding in codings {
            study.anchoring.found += 1;
            let name = format!("{} in {}", coding.number, sources.name(text));
            let code = codebook.code(coding.code);
            let (Some((source, placer)), Some(code)) = (place, code) else {
                study.anchoring.lost += 1;
                study.lose("coding", name, if place.is_none() { NO_TEXT } else { NO_CODE });
                continue;
            };
            let (placed, differs) = placer.place(coding.at, coding.words.as_deref(), usual, &mut searches);
            if let Some(why) = differs {
                study.lose("quoted words of coding", name.clone(), why);
            }
            let span = match placed {
                Placed::Exact(span) => {
                    study.anchoring.exact += 1;
                    span
                }
                Placed::Reanchored(span) => {
                    study.anchoring.reanchored += 1;
                    let (from, to) = coding.at;
                    let moved =
                        format!("coding {name}, {from} to {to}: {} to {} here", span.start(), span.end());
                    study.reanchored.push(moved);
                    span
                }
                Placed::Lost(why) => {
                    study.anchoring.lost += 1;
                    study.lose("coding", name, why);
                    continue;
                }
            };
            let (coder, at) = (coders.named(study, &coding.owner), when(&coding.date));
            let about = ForeignTarget::Coding(CodingIdx(study.codings.len()));
            study.codings.push(ForeignCoding { source, span, code, coder, at });
            let important = coding.is_important.then(|| IMPORTANT.to_owned());
            let memos = [Some(coding.memo), important].into_iter().flatten();
            let memos = memos.filter(|memo| !memo.trim().is_empty());
            study.memos.extend(memos.map(|text| ForeignMemo { about, text, author: coder, at }));
        }
    }
    Ok(())
}

/// What a coding tells about how positions are counted.
fn claim(coding: &Coding) -> Option<Claim<'_>> {
    let (start, end) = coding.at;
    let (start, end) = (u64::try_from(start).ok()?, u64::try_from(end).ok()?);
    Some(Claim { start, end, words: coding.words.as_deref() })
}
