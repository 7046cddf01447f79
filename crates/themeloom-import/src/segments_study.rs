//! Coded segments as a study: their codes and coders, and the codings by their words. The texts that the words
//! stand in are not in the file; the study that takes them in may have them.

use std::collections::BTreeMap;

use crate::foreign::{Anchoring, CodeIdx, CoderIdx, ForeignCode, ForeignSegment, ForeignStudy};
use crate::matrix_sheet::stem;
use crate::note::count;
use crate::segments_sheet::segments_of;
use crate::sheet::Sheets;

/// What coded segments are called where a program would be named.
pub(crate) const SEGMENTS: &str = "a table of coded segments";

/// The codings of a spreadsheet, if it holds any.
pub(crate) fn segments_study(file: &str, sheets: &Sheets) -> Option<ForeignStudy> {
    let segments = segments_of(file, sheets)?;
    let mut study = ForeignStudy {
        program: SEGMENTS.to_owned(),
        name: stem(file).to_owned(),
        anchoring: Anchoring { found: segments.rows.len(), ..Anchoring::default() },
        ..ForeignStudy::default()
    };
    let mut codes: BTreeMap<Vec<String>, CodeIdx> = BTreeMap::new();
    let mut weights = 0;
    for row in segments.rows {
        let row = row.value;
        let Some(code) = code(&mut study.codes, &mut codes, &row.code) else { continue };
        if let Some(code) = study.codes.get_mut(code.0).filter(|code| code.number.parts().is_empty()) {
            code.number = row.number;
        }
        let coder = (!row.coder.is_empty()).then(|| coder(&mut study.coders, &row.coder));
        weights += usize::from(!matches!(row.weight.as_str(), "" | "0"));
        study.segments.push(ForeignSegment {
            source: row.source,
            words: row.quotation,
            code,
            coder,
            at: row.at,
            comment: row.comment,
            place: row.place,
            line: row.line,
            start: row.start,
        });
    }
    if weights > 0 {
        let why = "Themeloom gives codings no weight: say in a memo what weighs more";
        study.lose("weight", format!("of {}", count(weights, "segment", "segments")), why);
    }
    for problem in segments.problems {
        study.lose("row", format!("{} of the table: {}", problem.row, problem.what), "");
    }
    Some(study)
}

/// The code at the end of a path; what stands above is a code as well.
fn code(
    codes: &mut Vec<ForeignCode>,
    known: &mut BTreeMap<Vec<String>, CodeIdx>,
    path: &[String],
) -> Option<CodeIdx> {
    let (name, above) = path.split_last()?;
    if let Some(code) = known.get(path) {
        return Some(*code);
    }
    let parent = code(codes, known, above);
    let at = CodeIdx(codes.len());
    codes.push(ForeignCode { name: name.clone(), parent, ..ForeignCode::default() });
    known.insert(path.to_vec(), at);
    Some(at)
}

fn coder(coders: &mut Vec<String>, name: &str) -> CoderIdx {
    match coders.iter().position(|known| known == name) {
        Some(at) => CoderIdx(at),
        None => {
            coders.push(name.to_owned());
            CoderIdx(coders.len() - 1)
        }
    }
}
