//! Codes and the categories that group them.

use std::collections::BTreeMap;

use crate::error::ImportError;
use crate::foreign::sqlite::{Database, Row};
use crate::foreign::{CodeIdx, ForeignCode, ForeignStudy};

const CIRCLE: &str = "what stands above it stands below it too: it was put at the top";
const NO_PARENT: &str = "what stood above it is not in the project: it was put at the top";

/// Which code of the study a code of the project became.
#[derive(Debug, Default)]
pub(super) struct Codebook {
    codes: BTreeMap<i64, CodeIdx>,
}

/// A code or category that is not in its place yet.
struct Node {
    code: ForeignCode,
    /// An index into the nodes.
    parent: Option<usize>,
}

impl Codebook {
    /// Reads categories and codes into a study, each after what stands above it.
    pub(super) fn read(database: &Database, study: &mut ForeignStudy) -> Result<Self, ImportError> {
        let mut categories = database.rows("code_cat", &["catid", "supercatid", "name", "memo"])?;
        let mut codes = database.rows("code_name", &["cid", "supercid", "catid", "name", "memo", "color"])?;
        let category_at = numbered(&categories, 0);
        let code_at = numbered(&codes, categories.len());
        let mut nodes = Vec::with_capacity(categories.len() + codes.len());
        for row in &mut categories {
            let above = row.integer(1).map(|above| category_at.get(&above));
            let code = ForeignCode {
                name: row.text(2),
                definition: row.text(3),
                is_category: true,
                ..ForeignCode::default()
            };
            push(&mut nodes, study, "place of category", code, above);
        }
        for row in &mut codes {
            // A code below a code is in no category of its own.
            let by_code = row.integer(1).map(|above| code_at.get(&above));
            let above = by_code.or_else(|| row.integer(2).map(|above| category_at.get(&above)));
            let code = ForeignCode {
                name: row.text(3),
                definition: row.text(4),
                colour: row.text(5).parse().ok(),
                ..ForeignCode::default()
            };
            push(&mut nodes, study, "place of code", code, above);
        }
        let places = put_in_order(nodes, study);
        let place = |(number, node): (i64, usize)| Some((number, *places.get(node)?));
        Ok(Self { codes: code_at.into_iter().filter_map(place).collect() })
    }

    /// The code that a number stands for.
    pub(super) fn code(&self, number: Option<i64>) -> Option<CodeIdx> {
        self.codes.get(&number?).copied()
    }
}

/// The rows by their numbers, counted from a node on; of two with one number the first.
fn numbered(rows: &[Row], from: usize) -> BTreeMap<i64, usize> {
    let mut numbered = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(number) = row.integer(0) {
            numbered.entry(number).or_insert(from + at);
        }
    }
    numbered
}

fn push(
    nodes: &mut Vec<Node>,
    study: &mut ForeignStudy,
    kind: &'static str,
    code: ForeignCode,
    above: Option<Option<&usize>>,
) {
    if above == Some(None) {
        study.lose(kind, code.name.clone(), NO_PARENT);
    }
    nodes.push(Node { code, parent: above.flatten().copied() });
}

/// Puts the codes into a study, each after what stands above it; where each node came to stand.
fn put_in_order(nodes: Vec<Node>, study: &mut ForeignStudy) -> Vec<CodeIdx> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    let mut tops = Vec::new();
    for (at, node) in nodes.iter().enumerate() {
        match node.parent.and_then(|parent| below.get_mut(parent)) {
            Some(siblings) => siblings.push(at),
            None => tops.push(at),
        }
    }
    let mut places: Vec<Option<CodeIdx>> = vec![None; nodes.len()];
    let mut nodes: Vec<Option<Node>> = nodes.into_iter().map(Some).collect();
    // What no top leads to lies in a circle: the first of each circle is made a top.
    let n_tops = tops.len();
    let starts: Vec<usize> = tops.into_iter().chain(0..nodes.len()).collect();
    for (turn, start) in starts.into_iter().enumerate() {
        let mut waiting = vec![(start, None)];
        while let Some((at, parent)) = waiting.pop() {
            let Some(Node { code, .. }) = nodes.get_mut(at).and_then(Option::take) else { continue };
            if turn >= n_tops && parent.is_none() {
                study.lose("place of code", code.name.clone(), CIRCLE);
            }
            let place = CodeIdx(study.codes.len());
            study.codes.push(ForeignCode { parent, ..code });
            if let Some(slot) = places.get_mut(at) {
                *slot = Some(place);
            }
            let siblings = below.get(at).into_iter().flatten().rev();
            waiting.extend(siblings.map(|child| (*child, Some(place))));
        }
    }
    places.into_iter().map(|place| place.unwrap_or(CodeIdx(0))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_code_comes_after_what_stands_above_it_whatever_circles_there_are(
            parents in prop::collection::vec(prop::option::of(0_usize..20), 0..20),
        ) {
            let node = |parent: &Option<usize>| Node { code: ForeignCode::default(), parent: *parent };
            let mut study = ForeignStudy::default();
            let places = put_in_order(parents.iter().map(node).collect(), &mut study);
            prop_assert_eq!(study.codes.len(), parents.len());
            for (at, code) in study.codes.iter().enumerate() {
                prop_assert!(code.parent.is_none_or(|CodeIdx(above)| above < at));
            }
            let mut sorted = places.clone();
            sorted.sort_unstable();
            sorted.dedup();
            prop_assert_eq!(sorted.len(), parents.len());
        }
    }
}
